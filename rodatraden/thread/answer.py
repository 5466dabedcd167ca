"""The answer that overview and scorecard begin with: how many stand how, in the municipality's own words. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rodatraden.indicators.judgement import Hole, Judgement
from rodatraden.lib.text import NOTHING, Text, capital, in_words, say, say_many, verbatim
from rodatraden.steering.schema.rules import Tone

TONES: tuple[Tone | Hole, ...] = ("met", "partly", "missed")
EXPECTED = ("bedöms ", "expected ")
VERBS = frozenset(["bedöms", "uppfylls", "nås", "når", "avviker", "blir", "är", "har", "ligger", "expected", "not"])
"""Words that a scale's own word may begin with to stand in a sentence as it is: "uppfylls delvis"."""

WHY_NOT: Mapping[str, Text] = {
    "unmeasured": say("är ej mätt"),
    "no-target": say("saknar målvärde"),
    "refused": say("går inte att bedöma"),
    "hidden": say("visas inte"),
}


@dataclass(frozen=True)
class Standing:
    """What one goal or indicator is counted as: its tone or why it has none, and the word that its scale has for it."""

    tone: Tone | Hole
    word: str

    @classmethod
    def of(cls, judgement: Judgement) -> "Standing":
        word = str(judgement.word)
        return cls(judgement.standing, f"{word[:1].lower()}{word[1:]}")


@dataclass(frozen=True)
class Beside:
    """A row that is none of the goals and still has a status of its own: an area whose indicators nobody divides."""

    name: Text
    standing: Standing


def goals_answer(
    standings: Sequence[Standing], goals: str, beside: Sequence[Beside] = (), because: Text = NOTHING
) -> tuple[Text, Text]:
    """The overview's key sentence and what follows it: which goals are missed and what drags them down, and the rest.

    `goals` is the municipality's own word for many of them.
    """
    total = len(standings)
    if not total:
        return say("Här finns inga {goals} än.", goals=goals), NOTHING
    first = say("{total} {goals}", total=total, goals=goals)
    missed, lost = _count(standings, "missed"), [each for each in beside if each.standing.tone == "missed"]
    if missed or lost:
        told = _missed(missed, lost, first)
        rest = _row(_parts(_count(standings, "met", "partly")), _unjudged(standings, first if not missed else NOTHING))
        return (say("{told}: {because}.", told=told, because=because) if because else say("{told}.", told=told)), rest
    return _none_missed(standings, first)


def indicators_answer(standings: Sequence[Standing]) -> Text:
    """The scorecard's answer: how many of the indicators reach (are expected to reach) this year's target."""
    total = len(standings)
    if not total:
        return say("Styrkortet har inga indikatorer än.")
    known = _count(standings, "met", "partly", "missed")
    if total == 1:
        if known:
            return say("Den enda indikatorn {how}.", how=_predicate(standings[0].word))
        return say("Den enda indikatorn {why}.", why=WHY_NOT.get(standings[0].tone, WHY_NOT["unmeasured"]))
    if not known:
        return _unjudged(standings, say("{n} indikatorer", n=total))
    return _row(_parts(known, say("{n} indikatorer", n=total)), _unjudged(standings))


def _count(standings: Iterable[Standing], *tones: Tone | Hole) -> Mapping[str, int]:
    """How many of each word, the best first."""
    kept = sorted((each for each in standings if each.tone in tones), key=lambda each: TONES.index(each.tone))
    return Counter(each.word for each in kept)


def _missed(missed: Mapping[str, int], lost: Sequence[Beside], first: Text) -> Text:
    """The goals and the areas beside them that are missed, in one clause where they are missed alike."""
    words = {each.standing.word for each in lost}
    names = in_words([each.name for each in lost])
    if not lost:
        return _clause(missed, first)
    if not missed:
        return say("{names} {how}", names=capital(names), how=_predicate(words.pop()))
    if words == set(missed):
        (word, count), *_more = missed.items()
        return say("{n} av {all} och {names} {how}", n=count, all=first, names=names, how=_predicate(word))
    told = in_words([say("{name} {how}", name=each.name, how=_predicate(each.standing.word)) for each in lost])
    return say("{goals} och {areas}", goals=_clause(missed, first), areas=told)


def _none_missed(standings: Sequence[Standing], first: Text) -> tuple[Text, Text]:
    known = _count(standings, "met", "partly")
    if not known:
        return _unjudged(standings, first), NOTHING
    if len(known) == 1 and sum(known.values()) == len(standings) > 1:
        return say("Alla {all} {how}.", all=first, how=_predicate(next(iter(known)))), NOTHING
    return _parts(known, first), _unjudged(standings)


def _parts(counts: Mapping[str, int], first: Text = NOTHING) -> Text:
    return say("{told}.", told=_clause(counts, first)) if counts else NOTHING


def _clause(counts: Mapping[str, int], first: Text = NOTHING) -> Text:
    """ "1 av 8 mål bedöms uppfyllas och 3 uppfyllas delvis": what all expect is said once."""
    told: list[Text] = []
    before = ""
    for word, count in counts.items():
        how = _again(word, before)
        if first and not told:
            told.append(say("{n} av {all} {how}", n=count, all=first, how=how))
        else:
            told.append(say("{n} {how}", n=count, how=how))
        before = word
    return in_words(told)


def _predicate(word: str) -> Text:
    """The scale's word after a subject; one that is no verb is quoted."""
    return verbatim(word) if _is_verb(word) else say("har bedömningen ”{word}”", word=word)


def _is_verb(word: str) -> bool:
    return word.partition(" ")[0] in VERBS


def _again(word: str, before: str) -> Text:
    """The same after another one: what both begin with is not said again."""
    if before.startswith(EXPECTED) and word.startswith(EXPECTED):
        return verbatim(word.partition(" ")[2])
    quoted = before and not (_is_verb(before) or _is_verb(word))
    return say("”{word}”", word=word) if quoted else _predicate(word)


def _unjudged(standings: Sequence[Standing], first: Text = NOTHING) -> Text:
    """Why some have no status, each reason by itself; with `first` also among how many."""
    counts: Counter[str] = Counter(each.tone for each in standings)
    told: list[Text] = []
    for tone, sentence in _REASONS.items():
        count = counts[tone]
        if count and first and not told:
            whole = count == len(standings)
            n = first if whole else say("{n} av {all}", n=count, all=first)
            told.append(sentence(n, count))
        elif count:
            told.append(sentence(say("{n}", n=count), count))
    return in_a_row(told)


def _not_measured(who: Text, count: int) -> Text:
    return say_many(count, "{who} är ej mätt.", "{who} är ej mätta.", who=who)


def _without_target(who: Text, count: int) -> Text:
    return say("{who} saknar målvärde.", who=who)


def _not_to_judge(who: Text, count: int) -> Text:
    return say("{who} går inte att bedöma.", who=who)


def _not_shown(who: Text, count: int) -> Text:
    return say("{who} visas inte.", who=who)


_REASONS: Mapping[str, Callable[[Text, int], Text]] = {
    "unmeasured": _not_measured,
    "no-target": _without_target,
    "refused": _not_to_judge,
    "hidden": _not_shown,
}


def _row(*sentences: Text) -> Text:
    told = [each for each in sentences if each]
    return in_a_row(told)


def in_a_row(sentences: Sequence[Text]) -> Text:
    """Sentences one after the other."""
    row = sentences[0] if sentences else NOTHING
    for sentence in sentences[1:]:
        row = say("{first} {second}", first=row, second=sentence)
    return row
