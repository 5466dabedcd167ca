"""The sentence that an item's page begins with: what it serves, what carries it, where it breaks. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from rodatraden.lib.numerals import LARGEST_IN_WORDS, first_numeral, numeral
from rodatraden.lib.text import NOTHING, Text, capital, say, say_many
from rodatraden.steering.schema import Word


@dataclass(frozen=True)
class Neighbour:
    """An item next to this one: its title and its level's word in singular and plural."""

    title: str
    one: str
    many: str
    neuter: bool = False


@dataclass(frozen=True)
class Work:
    """What is done directly beneath, at one level: how many, and how many of them lack something. `name` is what the
    level calls them."""

    total: int = 0
    done: int = 0
    late: int = 0
    without_responsible: int = 0
    name: Word = field(default_factory=lambda: Word(one="led", definite="ledet"))

    @property
    def neuter(self) -> bool:
        return self.name.neuter

    @property
    def many(self) -> str:
        return self.name.many or self.name.one

    @property
    def the_one(self) -> str:
        """The definite form, where it begins a sentence: "Aktiviteten"."""
        return capital(self.name.definite or self.name.one)


@dataclass(frozen=True)
class Doing:
    """Where an activity or assignment stands. `state` is None where nobody has reported. `neuter` says that
    the level's word is an ett-word, as "uppdraget"."""

    state: Text | None = None
    ended: bool = False
    deadline: date | None = None
    today: date = date.min
    neuter: bool = False

    @property
    def days_late(self) -> int:
        """Days past the deadline of what is not ended; 0 where it is in time or has no deadline."""
        if self.ended or self.deadline is None:
            return 0
        return max(0, (self.today - self.deadline).days)


@dataclass(frozen=True)
class ItemFacts:
    """What the sentence is made of. `subject` is the level's word in definite form ("målet"), if known.

    `top` says that the level serves none, `bottom` that no level serves it: then nothing is missing there.
    `breaks` counts the item's own breaks, `breaks_near` those of its neighbours.
    """

    title: str
    subject: str = ""
    serves: Sequence[Neighbour] = ()
    carried_by: Sequence[Neighbour] = ()
    top: bool = False
    bottom: bool = False
    breaks: int = 0
    breaks_near: int = 0
    work: Sequence[Work] = ()
    doing: Doing | None = None


def key_sentence(facts: ItemFacts) -> Text:
    """ "Enkla frågor får svar direkt: nämndmålet bidrar till två fullmäktigemål och bärs av fyra aktiviteter, och
    tråden brister på ett ställe." """
    told = [part for part in (_standing(facts.doing), _upward(facts), _downward(facts)) if part]
    if not told:
        return say("{title}.", title=facts.title) if not facts.breaks else _with_end(facts, NOTHING)
    return _with_end(facts, _joined(told))


def then_sentence(facts: ItemFacts) -> Text:
    """What is behind it: activities without responsible, late activities, breaks in the neighbours."""
    told = [sentence for work in facts.work for sentence in _of_work(work)]
    if facts.breaks_near:
        near = say_many(
            facts.breaks_near,
            "I leden intill finns en brist till.",
            "I leden intill finns {number} brister till.",
            number=numeral(facts.breaks_near),
        )
        told.append(near)
    if not told:
        return NOTHING
    sentence = told[0]
    for more in told[1:]:
        sentence = say("{first} {second}", first=sentence, second=more)
    return sentence


def _of_work(work: Work) -> Iterator[Text]:
    if work.without_responsible:
        yield _of(work, work.without_responsible, say("saknar ansvarig"))
    if work.late:
        one = say("är försenat") if work.neuter else say("är försenad")
        yield _of(work, work.late, one if work.late == 1 else say("är försenade"))
    if work.total and work.done == work.total:
        yield _all_done(work)


def late_told(days: int) -> Text:
    """ "10 dagar sen"."""
    return say_many(days, "{n} dag sen", "{n} dagar sen")


def _standing(doing: Doing | None) -> Text:
    if doing is None:
        return NOTHING
    if doing.days_late:
        if doing.neuter:
            return say_many(doing.days_late, "är {n} dag sent", "är {n} dagar sent")
        return say_many(doing.days_late, "är {n} dag sen", "är {n} dagar sen")
    state = doing.state or say("saknar rapporterat läge")
    if doing.deadline and not doing.ended:
        said = {"state": state, "deadline": doing.deadline.isoformat()}
        if doing.neuter:
            return say("{state}, ska vara klart {deadline}", **said)
        return say("{state}, ska vara klar {deadline}", **said)
    return state


def _upward(facts: ItemFacts) -> Text:
    if facts.serves:
        return say("bidrar till {them}", them=_named(facts.serves))
    return NOTHING if facts.top else say("bidrar inte till något")


def _downward(facts: ItemFacts) -> Text:
    if facts.carried_by:
        return say("bärs av {them}", them=_named(facts.carried_by))
    return NOTHING if facts.bottom else say("bärs inte av något")


def _named(neighbours: Sequence[Neighbour]) -> Text:
    """The only one by its title; several by number and level, levels in the order they come. One of a level is
    "en" or "ett" as its word is."""
    if len(neighbours) == 1:
        return say("”{title}”", title=neighbours[0].title)
    counts = Counter((each.one, each.many, each.neuter) for each in neighbours)
    return _joined(
        [
            say("{number} {word}", number=numeral(n), word=many) if n > 1 else _one(one, neuter)
            for (one, many, neuter), n in counts.items()
        ]
    )


def _one(word: str, neuter: bool) -> Text:
    return say("ett {word}", word=word) if neuter else say("en {word}", word=word)


def _joined(parts: Sequence[Text]) -> Text:
    *early, last = parts
    if not early:
        return last
    first = early[0]
    for part in early[1:]:
        first = say("{first}, {second}", first=first, second=part)
    return say("{first} och {second}", first=first, second=last)


def _with_end(facts: ItemFacts, told: Text) -> Text:
    subject = say("{subject} {told}", subject=facts.subject, told=told) if facts.subject and told else told
    broken = say_many(
        facts.breaks,
        "tråden brister på ett ställe",
        "tråden brister på {number} ställen",
        number=numeral(facts.breaks),
    )
    if not told:
        return say("{title}: {broken}.", title=facts.title, broken=broken)
    if facts.breaks:
        return say("{title}: {told}, och {broken}.", title=facts.title, told=subject, broken=broken)
    return say("{title}: {told}.", title=facts.title, told=subject)


def _all_done(work: Work) -> Text:
    if work.total > 1:
        return say("Alla {many} är klara.", many=work.many)
    if work.neuter:
        return say("{the_one} under är klart.", the_one=work.the_one)
    return say("{the_one} under är klar.", the_one=work.the_one)


def _of(work: Work, number: int, what: Text) -> Text:
    """ "En av fyra aktiviteter saknar ansvarig.", "Ett av fyra projekt är försenat." """
    total, many = work.total, work.many
    if total == 1:
        return say("{the_one} under {what}.", the_one=work.the_one, what=what)
    if number == total:
        return say("Alla {many} {what}.", many=many, what=what)
    if number == 1:
        said: dict[str, object] = {"total": numeral(total), "many": many, "what": what}
        if work.neuter:
            return say("Ett av {total} {many} {what}.", **said)
        return say("En av {total} {many} {what}.", **said)
    if total > LARGEST_IN_WORDS:
        return say("{number} av {total} {many} {what}.", number=number, total=total, many=many, what=what)
    first = first_numeral(number)
    return say("{number} av {total} {many} {what}.", number=first, total=numeral(total), many=many, what=what)
