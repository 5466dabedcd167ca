"""How a governing document stands on a day, what is wrong with it, and the register in words (D4). Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rodatraden.lib.text import Text, in_words, say, say_many

State = Literal["coming", "holds", "ended", "replaced"]
Finding = Literal["unadopted", "revise", "follow-up", "unowned", "vacant", "wrong-body", "undecided", "unknown-kind"]
STATES: Mapping[State, Text] = {
    "holds": say("gäller"),
    "coming": say("börjar gälla"),
    "replaced": say("ersatt"),
    "ended": say("har upphört"),
}
FINDINGS: Mapping[Finding, Text] = {
    "unadopted": say("binder inte än"),
    "revise": say("skulle ha reviderats"),
    "follow-up": say("skulle ha följts upp"),
    "unowned": say("ansvarig roll saknas"),
    "vacant": say("rollen är vakant"),
    "wrong-body": say("beslutat av fel organ"),
    "undecided": say("beslut saknas"),
    "unknown-kind": say("slaget finns inte i modellen"),
}
"""Few words for each, the gravest for the reader first."""


@dataclass(frozen=True)
class Facts:
    """What the rules see of a document. `owned` says whether a role is named, `held` whether somebody holds it;
    `allowed` whether whoever decided may, by the model, and None where nothing can be said of that; `adopted` whether
    the company's general meeting has adopted it, where it binds only then."""

    valid_from: date | None = None
    valid_to: date | None = None
    replaced: bool = False
    revise_by: date | None = None
    follow_up_by: date | None = None
    owned: bool = True
    held: bool = True
    decided: bool = True
    allowed: bool | None = True
    known_kind: bool = True
    adopted: bool = True


def state_of(facts: Facts, day: date) -> State:
    """A document that another replaces still holds until that one begins."""
    if facts.valid_from is not None and day < facts.valid_from:
        return "coming"
    if facts.valid_to is not None and facts.valid_to < day:
        return "replaced" if facts.replaced else "ended"
    return "holds"


def findings_of(facts: Facts, day: date) -> tuple[Finding, ...]:
    """What is overdue or missing on a day; nothing of what no longer holds, for it is settled."""
    if state_of(facts, day) in ("ended", "replaced"):
        return ()
    found: list[Finding] = [] if facts.adopted else ["unadopted"]
    if facts.revise_by is not None and facts.revise_by < day and not facts.replaced:
        found.append("revise")
    if facts.follow_up_by is not None and facts.follow_up_by < day:
        found.append("follow-up")
    if not facts.owned:
        found.append("unowned")
    elif not facts.held:
        found.append("vacant")
    if not facts.decided:
        found.append("undecided")
    elif facts.allowed is False:
        found.append("wrong-body")
    if not facts.known_kind:
        found.append("unknown-kind")
    return tuple(found)


@dataclass(frozen=True)
class Count:
    """How many documents hold, and how many of them each thing is wrong with."""

    total: int
    found: Mapping[Finding, int]

    def of(self, *findings: Finding) -> int:
        return sum(self.found.get(finding, 0) for finding in findings)


def counted(rows: Iterable[Iterable[Finding]]) -> Count:
    """What is found of each of the documents."""
    listed = [tuple(row) for row in rows]
    return Count(len(listed), {key: sum(key in row for row in listed) for key in FINDINGS})


def register_told(count: Count, coming: int = 0) -> Text:
    """ "42 styrdokument gäller, 5 skulle ha reviderats, 2 saknar ansvarig och 1 är beslutat av fel organ." What is to
    come is said apart: it does not hold yet."""
    later = say_many(coming, "Ett börjar gälla senare.", "{n} börjar gälla senare.")
    if not count.total:
        none = say("Inga styrdokument är införda än.")
        return say("Inget styrdokument gäller än. {later}", later=later) if coming else none
    told = _held_told(count)
    return say("{told} {later}", told=told, later=later) if coming else told


def _held_told(count: Count) -> Text:
    """The documents that hold: at least one."""
    late, due, unowned = count.of("revise"), count.of("follow-up"), count.of("unowned", "vacant")
    wrong, undecided = count.of("wrong-body"), count.of("undecided")
    unadopted = count.of("unadopted")
    parts = [
        (unadopted, say_many(unadopted, "ett binder inte än", "{n} binder inte än")),
        (late, say_many(late, "ett skulle ha reviderats", "{n} skulle ha reviderats")),
        (due, say_many(due, "ett skulle ha följts upp", "{n} skulle ha följts upp")),
        (unowned, say_many(unowned, "ett saknar ansvarig", "{n} saknar ansvarig")),
        (wrong, say_many(wrong, "ett är beslutat av fel organ", "{n} är beslutade av fel organ")),
        (undecided, say_many(undecided, "ett saknar beslut", "{n} saknar beslut")),
    ]
    if count.total == 1:
        return _one_told(count)
    many = say("{n} styrdokument gäller", n=count.total)
    told = [text for number, text in parts if number]
    if not told:
        return say("{many}. Inget av dem är försenat eller saknar ansvarig.", many=many)
    return say("{many}: {what}.", many=many, what=in_words(told))


def _one_told(count: Count) -> Text:
    """The only document that holds."""
    parts = [
        (count.of("unadopted"), say("binder inte än")),
        (count.of("revise"), say("skulle ha reviderats")),
        (count.of("follow-up"), say("skulle ha följts upp")),
        (count.of("unowned", "vacant"), say("saknar ansvarig")),
        (count.of("wrong-body"), say("är beslutat av fel organ")),
        (count.of("undecided"), say("saknar beslut")),
    ]
    told = [text for is_so, text in parts if is_so]
    if not told:
        return say("Ett styrdokument gäller. Det är inte försenat och har en ansvarig.")
    return say("Ett styrdokument gäller. Det {what}.", what=in_words(told))


def document_told(facts: Facts, day: date, successor: str = "") -> Text:
    """How one document stands, in a sentence: until when it holds, and what is to be done about it."""
    state = state_of(facts, day)
    if state == "coming":
        return say("Börjar gälla {day}.", day=facts.valid_from)
    if state == "replaced":
        if successor:
            return say("Gällde till och med {day}. Ersatt av {title}.", day=facts.valid_to, title=successor)
        return say("Gällde till och med {day} och är ersatt.", day=facts.valid_to)
    if state == "ended":
        return say("Upphörde att gälla {day}.", day=facts.valid_to)
    found = findings_of(facts, day)
    if "unadopted" in found:
        return say("Binder inte än: bolagsstämman har inte antagit det.")
    if "revise" in found:
        return say("Gäller, men skulle ha reviderats senast {day}.", day=facts.revise_by)
    if "follow-up" in found:
        return say("Gäller, men skulle ha följts upp senast {day}.", day=facts.follow_up_by)
    if facts.valid_to is not None:
        return say("Gäller till och med {day}.", day=facts.valid_to)
    if facts.revise_by is not None:
        return say("Gäller. Ska revideras senast {day}.", day=facts.revise_by)
    return say("Gäller tills vidare.")


@dataclass(frozen=True)
class Cited:
    """A legal reference as a document prints it, the act that it means, the section in force, and why they differ."""

    current: str = ""
    printed: str = ""
    act: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.current or self.printed)

    @property
    def told(self) -> Text:
        """What holds stands first, what is printed beside it."""
        if not self.current:
            return say("tryckt {printed}, gällande lagrum framgår inte", printed=self._cited)
        if not self.printed or self._is_same:
            return say("{current}", current=self.current)
        return say("{current} (tryckt {printed})", current=self.current, printed=self._cited)

    @property
    def _is_same(self) -> bool:
        """Whether the document prints the section in force, however it writes it: "6 kap 6 § KL" is KL 6:6."""
        printed, current = (re.findall(r"[0-9]+", each) for each in (self.printed, self.current))
        return self.printed == self.current or (not self.act and bool(printed) and printed == current)

    @property
    def _cited(self) -> Text:
        if not self.act:
            return say("{printed}", printed=self.printed)
        return say("{printed}, SFS {act}", printed=self.printed, act=self.act)
