"""The way of each report through a year: who hands it over when, who meets over it when. In words, by day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.followup.calendar import Occasion
from rodatraden.followup.deadlines import Due, once
from rodatraden.followup.groups import Group, grouped
from rodatraden.followup.meetings import MEETING
from rodatraden.followup.rows import Models, is_whole, report_name
from rodatraden.lib.periods import MONTHS
from rodatraden.lib.text import Text, in_words, say
from rodatraden.organisation.tree import Place, UnitTree

NAMED = 2
"""So many bodies that meet on one day are named; more are counted."""


@dataclass(frozen=True)
class Step:
    """What happens on a day. `units` are those that hand over, where they are several; `stated` says that the day is
    the model's or the law's own."""

    day: date
    told: Text
    presidium: date | None = None
    notice: date | None = None
    units: tuple[str, ...] = ()
    stated: bool = False
    meets: bool = False


@dataclass(frozen=True)
class Way:
    """An occasion with all its steps. `guesses` say what the days rest on that nobody has stated; `in_person` and
    `common_day` what the model says of giving account on the spot."""

    report: str
    period: Text
    steps: tuple[Step, ...]
    guesses: str = ""
    reasons: tuple[str, ...] = ()
    in_person: str = ""
    common_day: str = ""
    added: bool = False


@dataclass(frozen=True)
class Month:
    """A month and the reports that have been handed over by all in it."""

    first: date
    ways: tuple[Way, ...]

    @property
    def name(self) -> Text:
        return say("{month} {year}", month=MONTHS[self.first.month - 1], year=self.first.year)


def months(models: Models, tree: UnitTree, found: Iterable[Due]) -> tuple[Month, ...]:
    """The ways by the month in which the last hands over."""
    of: dict[Occasion, list[Due]] = {}
    for due in found:
        of.setdefault(due.occasion, []).append(due)
    by_month: dict[date, list[tuple[date, Way]]] = {}
    for occasion, dues in of.items():
        last = max(due.due for due in dues)
        by_month.setdefault(last.replace(day=1), []).append((last, way(models, tree, occasion, dues)))
    ordered = sorted(by_month.items())
    return tuple(Month(first, tuple(way for _, way in sorted(each, key=lambda one: one[0]))) for first, each in ordered)


def way(models: Models, tree: UnitTree, occasion: Occasion, dues: Sequence[Due]) -> Way:
    steps = [*_handed_over(models, tree, dues), *_meetings(models, tree, dues)]
    why = [reason for due in dues for reason in (*due.assumed, *due.treated_assumed, *due.decided_assumed)]
    guesses = once((*occasion.assumed, *why))
    report = models[occasion].report_of(occasion.report) if occasion in models else None
    return Way(
        report_name(models, occasion),
        occasion.told,
        tuple(sorted(steps, key=lambda step: (step.day, step.meets))),
        " ".join(map(str, guesses)),
        tuple(dict.fromkeys(due.reason for due in dues if due.reason)),
        in_person=report.in_person if report else "",
        common_day=report.common_day if report else "",
        added=occasion.added,
    )


def _handed_over(models: Models, tree: UnitTree, dues: Sequence[Due]) -> list[Step]:
    return [
        Step(
            group.due,
            _told(group),
            units=group.units,
            stated=not group.assumed,
        )
        for group in grouped(models, tree, dues)
    ]


def _told(group: Group) -> Text:
    if group.whole and group.treats_itself:
        return say("Rapporten för hela kommunen är sammanställd")
    if group.whole:
        return say("Rapporten för hela kommunen lämnas till {to}", to=group.to)
    if group.to:
        return say("{who} lämnar till {to}", who=group.who, to=group.to)
    return say("{who} lämnar", who=group.who)


def _meetings(models: Models, tree: UnitTree, dues: Sequence[Due]) -> list[Step]:
    """The meetings of those that report, with what comes before them, and of those that only receive."""
    own: dict[tuple[date, date, date], list[Place]] = {}
    others: dict[date, list[Place]] = {}
    shown = {due.unit for due in dues if due.decided and not is_whole(tree, due)}
    for due in dues:
        if due.decided and due.presidium and due.notice and due.unit in shown:
            own.setdefault((due.decided, due.presidium, due.notice), []).append(tree.places[due.unit])
        receiver = tree.at(due.unit if due.receiver is None and is_whole(tree, due) else due.receiver)
        if due.treated is not None and receiver is not None and receiver.kind in MEETING and receiver.id not in shown:
            others.setdefault(due.treated, []).append(receiver)
    occasion = dues[0].occasion
    return [
        *(_met(_named(models, occasion, places), *days) for days, places in own.items()),
        *(
            Step(day, say("{who} behandlar", who=_named(models, occasion, places)), meets=True)
            for day, places in others.items()
        ),
    ]


def _met(who: Text, day: date, presidium: date, notice: date) -> Step:
    return Step(day, say("{who} sammanträder", who=who), presidium, notice, meets=True)


def _named(models: Models, occasion: Occasion, places: Sequence[Place]) -> Text:
    """One or two by their names, more of one kind by how many they are."""
    once_each = list({place.id: place for place in places}.values())
    kinds = {place.kind for place in once_each}
    model = models.get(occasion)
    body = next((body for body in model.body if body.kind in kinds and body.many), None) if model else None
    if len(once_each) <= NAMED or len(kinds) > 1 or body is None:
        return in_words([place.name for place in once_each])
    return say("{n} {floor}", n=len(once_each), floor=body.name.many or body.name.one)
