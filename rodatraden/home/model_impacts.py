"""What a new version of the model does to the rows that are there: what stops it, and what to know."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import get_language

from rodatraden.economy.lines import lines as lines_of
from rodatraden.home.model_rows import (
    asked_at,
    by_level,
    by_line,
    by_perspective,
    by_question,
    by_role,
    by_rule,
    judged,
    level_before,
    live,
    map_rows,
    scale_at,
)
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, say, say_many
from rodatraden.organisation.access import system
from rodatraden.steering.labels import PARTS
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.versions import other_municipality
from rodatraden.tenancy import current
from rodatraden.thread.breaking import breaks_of
from rodatraden.thread.breaks import Break
from rodatraden.thread.gather import gather
from rodatraden.thread.models import Answer, Contribution


@dataclass(frozen=True)
class Impact:
    """What a new model does to rows that are there. What `stops` must be mapped before it can be activated."""

    stops: bool
    told: Text


def impacts_of(model: Model, now: Model | None, runs: bool) -> tuple[Impact, ...]:
    """Everything, what stops first. What only a model that `runs` can say is left out where it has errors."""
    found = [*_gone_keys(model, now), *_gone_questions(model, now), *_gone_values(model, now)]
    if runs:
        found += [*_links(model, now), *_limits(model)]
    return tuple(sorted(found, key=lambda impact: not impact.stops))


def _gone_keys(model: Model, now: Model | None) -> Iterator[Impact]:
    owner = current()
    if model.model.municipality != owner.code:
        yield Impact(True, other_municipality(model, owner))
    for part, used in (("level", by_level()), ("role", by_role()), ("perspective", by_perspective())):
        known = {key for each in model.__dict__[part] for key in (each.key, each.was)}
        for key in sorted(set(used) - known):
            yield Impact(True, _gone(PARTS[part], key, used[key], _name_of(now, part, key)))
    lines, known = by_line(), {key for line in lines_of(model) for key in (line.key, line.was)}
    for key in sorted(set(lines) - known):
        yield Impact(True, _gone(PARTS["economy_line"], key, lines[key], _name_of(now, "economy_line", key)))
    for key, number in sorted(by_rule().items()):
        if key not in model.rule:
            yield Impact(True, _gone_rule(key, number))


def _gone_questions(model: Model, now: Model | None) -> Iterator[Impact]:
    """Answers to questions, and judgements by letters, that their level no longer asks for."""
    for (key, question), number in sorted(by_question().items()):
        level, before = level_before(model, key), now.level_of(key) if now else None
        if level is None:
            continue
        asked = asked_at(model, level)
        if question not in {word for each in asked for word in (each.key, each.was)}:
            yield Impact(True, _gone_question(level, question, number, _asked_before(now, before, question)))
        for each in asked:
            if each.was and each.was == question and _answered_twice(key, each.was, each.key):
                yield Impact(True, _two_answers(level, each.was, each.key))


def _answered_twice(level: str, was: str, key: str) -> bool:
    both = Answer.objects.filter(version__level=level, question=key).values("version")
    return Answer.objects.filter(version__in=both, question=was).exists()


def _gone_values(model: Model, now: Model | None) -> Iterator[Impact]:
    """Assessments by values that their scale no longer has. What is read by the model of its own year only warns."""
    gone: Counter[tuple[str, bool]] = Counter()
    words: dict[str, str] = {}
    for each in judged():
        level, before = level_before(model, each.level), now.level_of(each.level) if now else None
        scale = scale_at(model, level, each.rule) if level else None
        if scale is None or each.value in {key for value in scale.values for key in (value.key, value.was)}:
            continue
        gone[each.value, each.over] += 1
        known = scale_at(now, before, each.rule) if now and before else None
        value = known.value(each.value) if known else None
        words[each.value] = value.word if value else each.value
    for (key, over), number in sorted(gone.items()):
        told = _old_value(words[key], number) if over else _gone_value(key, words[key], number)
        yield Impact(not over, told)


def _links(model: Model, now: Model | None) -> Iterator[Impact]:
    """Contributions that the present model allows and the new one does not. What is decided does not change."""
    places = {row[0]: row[1:] for row in live().order_by("-state", "pk").values_list("item", "level", "title")}
    rows = Contribution.objects.filter(version__in=live()).values_list("version__item", "serves").distinct()
    levels = [
        (below, above, places[below][0], places[above][0])
        for below, above in rows.order_by("version__item", "serves")
        if below in places and above in places
    ]
    lost = [
        (below, above)
        for below, above, level, other in levels
        if _allows(now, level, other, unknown=False) and not _allows(model, level, other, unknown=True)
    ]
    if lost:
        (level, title), (other_level, other) = (places[item] for item in lost[0])
        said = {"title": title, "other": other}
        said |= {"level": _name_of(now, "level", level), "other_level": _name_of(now, "level", other_level)}
        yield Impact(False, _lost_links(len(lost), said))


def _allows(model: Model | None, level: str, other: str, unknown: bool) -> bool:
    """Whether an item at one level may serve one at another; `unknown` is the answer where the model has not both."""
    below, above = (level_before(model, level), level_before(model, other)) if model else (None, None)
    return above.key in below.serves if below and above else unknown


def _limits(model: Model) -> Iterator[Impact]:
    """Units that have more goals than the new model allows, by the same rule as the thread's breaks."""
    for broken in _breaks_under(model):
        if broken.code == "too-many-goals":
            yield Impact(False, broken.message)


def _breaks_under(model: Model) -> tuple[Break, ...]:
    """The breaks that the thread would have by another model, its keys renamed. Nothing is kept."""
    today = clock.today()
    with transaction.atomic():
        map_rows(model)
        reader = replace(system(), model=model, day=today, until=today, language=get_language())
        found = breaks_of(gather(reader, today, Period.of("year", today), progress=True))
        transaction.set_rollback(True)
    return found


def _gone(what: Text, key: str, number: int, name: str) -> Text:
    return say_many(
        number,
        '{what} ”{name}” finns inte i filen, men en rad använder den nyckeln. Skriv was = "{key}" på det som ersätter.',
        "{what} ”{name}” finns inte i filen, men {n} rader använder den nyckeln. "
        'Skriv was = "{key}" på det som ersätter.',
        what=str(what).capitalize(),
        name=name,
        key=key,
    )


def _gone_rule(key: str, number: int) -> Text:
    return say_many(
        number,
        "Regeln ”{key}” finns inte i filen, men en indikator eller ett led använder den.",
        "Regeln ”{key}” finns inte i filen, men {n} indikatorer och led använder den.",
        key=key,
    )


def _gone_question(level: Level, key: str, number: int, question: str) -> Text:
    return say_many(
        number,
        "”{question}” frågas inte längre på nivån ”{level}”, men ett svar finns. "
        'Skriv was = "{key}" på det som ersätter, eller låt frågan stå kvar.',
        "”{question}” frågas inte längre på nivån ”{level}”, men {n} svar finns. "
        'Skriv was = "{key}" på det som ersätter, eller låt frågan stå kvar.',
        question=question,
        level=level.name.one,
        key=key,
    )


def _two_answers(level: Level, was: str, key: str) -> Text:
    return say(
        "”{was}” kan inte få nyckeln ”{key}” på nivån ”{level}”: det finns redan svar med den. Välj en annan nyckel.",
        was=was,
        key=key,
        level=level.name.one,
    )


def _gone_value(key: str, word: str, number: int) -> Text:
    return say_many(
        number,
        "Skalvärdet ”{word}” finns inte i filens skala, men en bedömning av året som pågår har det. "
        'Skriv was = "{key}" på värdet som ersätter.',
        "Skalvärdet ”{word}” finns inte i filens skala, men {n} bedömningar av året som pågår har det. "
        'Skriv was = "{key}" på värdet som ersätter.',
        word=word,
        key=key,
    )


def _old_value(word: str, number: int) -> Text:
    return say_many(
        number,
        "Skalvärdet ”{word}” finns inte i filens skala. En bedömning av ett tidigare år har det.",
        "Skalvärdet ”{word}” finns inte i filens skala. {n} bedömningar av tidigare år har det.",
        word=word,
    )


def _lost_links(number: int, said: Mapping[str, str]) -> Text:
    return say_many(
        number,
        "Ett bidrag som finns tillåts inte av filen: ”{title}” ({level}) till ”{other}” ({other_level}). "
        "Det som är beslutat ändras inte.",
        "{n} bidrag som finns tillåts inte av filen, till exempel ”{title}” ({level}) till ”{other}” ({other_level}). "
        "Det som är beslutat ändras inte.",
        **said,
    )


def _name_of(model: Model | None, part: str, key: str) -> str:
    """What a level, a role or a perspective is called today."""
    found = [each for each in model.__dict__[part] if each.key == key] if model else []
    return found[0].name.one if found else key


def _asked_before(now: Model | None, level: Level | None, key: str) -> str:
    """The question, or the word of the letter, as it is asked today."""
    asked = {each.key: each for each in asked_at(now, level)} if now and level else {}
    found = asked.get(key)
    return str(found.__dict__.get("text") or found.__dict__.get("word")) if found else key
