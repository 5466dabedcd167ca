"""What the calendar's page shows: the year's due days month by month, what is changed, and what contradicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from rodatraden.followup.calendar import Occasion
from rodatraden.followup.change_models import OccasionChange
from rodatraden.followup.contradictions import Contradiction, contradictions
from rodatraden.followup.deadlines import Due
from rodatraden.followup.groups import Group, grouped
from rodatraden.followup.rows import due_table, report_name
from rodatraden.followup.steps import Month, months
from rodatraden.followup.year import year_of
from rodatraden.lib.text import NOTHING, Text, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.organisation import BOARDS, COMPANIES
from rodatraden.web.tables import Choice, Table

LED = BOARDS | COMPANIES | {"joint_authority"}
"""Kinds of units that the page can be narrowed to, with those beneath them."""


@dataclass(frozen=True)
class Changed:
    """A change for one year, and what the municipality calls the report."""

    row: OccasionChange
    report: str


@dataclass(frozen=True)
class CalendarPage:
    """The reports that are handed over in one year: also those whose period ended the year before."""

    year: int
    today: date
    tree: UnitTree
    model: Model
    occasions: tuple[Occasion, ...]
    models: dict[Occasion, Model]
    dues: tuple[Due, ...]
    changes: tuple[OccasionChange, ...]
    report: str = ""
    unit: str = ""

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return grouped(self.models, self.tree, self.dues)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        return months(self.models, self.tree, self.dues)

    @property
    def past(self) -> tuple[Month, ...]:
        """The months of this year in which nothing more happens."""
        return tuple(month for month in self.months if self._is_past(month))

    @property
    def coming(self) -> tuple[Month, ...]:
        """The other months; of another year all."""
        return tuple(month for month in self.months if not self._is_past(month))

    def _is_past(self, month: Month) -> bool:
        return self.year == self.today.year and all(step.day < self.today for way in month.ways for step in way.steps)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return contradictions(self.model)

    @property
    def changed(self) -> list[Changed]:
        names = {report.key: report.name.one for report in self.model.report}
        return [Changed(row, names.get(row.report, row.report)) for row in self.changes]

    def table(self) -> Table:
        return due_table(self.models, self.tree, self.dues)

    @property
    def sentence(self) -> Text:
        return calendar_told(self.year, self.groups, self.today)

    @property
    def then(self) -> Text:
        return assumed_told(self.groups)

    def told_of(self, occasion: Occasion) -> Text:
        told = say("{report} {period}", report=report_name(self.models, occasion), period=occasion.told)
        place = self.tree.at(occasion.only)
        return say("{told} ({unit})", told=told, unit=place.name) if place else told

    @property
    def choices(self) -> Sequence[Choice]:
        """What the page can be narrowed to."""
        reports = [(each.key, each.name.one) for each in self.model.report]
        units = [(place.key, place.name) for place in self.tree.places.values() if place.kind in LED]
        return (
            Choice("rapport", _("Rapport"), [("", _("Alla")), *reports], self.report),
            Choice("enhet", _("Vem"), [("", _("Hela kommunen")), *units], self.unit),
        )


def calendar_page(actor: Actor, model: Model, year: int, today: date, report: str = "", unit: str = "") -> CalendarPage:
    """The reports whose last day lies in the year, of one type or all, of one unit with those beneath it or all.

    Four queries.
    """
    before, own = year_of(actor, year - 1), year_of(actor, year)
    both = (*before.dues, *own.dues)
    last = {due.occasion: due.due for due in sorted(both, key=lambda due: due.due)}
    found = [due for due in both if last[due.occasion].year == year]
    place = next((each for each in actor.tree.places.values() if each.key == unit), None)
    kept = [due for due in found if (not report or due.occasion.report == report) and _within(actor.tree, place, due)]
    return CalendarPage(
        year,
        today,
        actor.tree,
        model,
        (*before.occasions, *own.occasions),
        {**before.models, **own.models},
        tuple(sorted(kept, key=lambda due: due.due)),
        (*before.changes, *own.changes),
        report=report,
        unit=place.key if place else "",
    )


def _within(tree: UnitTree, place: Place | None, due: Due) -> bool:
    return place is None or place in tree.upward(due.unit)


def calendar_told(year: int, groups: Sequence[Group], today: date) -> Text:
    """ "Härnäst ska delårsrapport januari–augusti 2018 lämnas av 3 nämnder, senast 2018-10-22." """
    coming = next((group for group in groups if group.due >= today), None)
    if coming is not None and year == today.year:
        return say(
            "Härnäst ska {report} {period} lämnas av {who}, senast {day}.",
            who=coming.who,
            report=coming.report,
            period=coming.period,
            day=coming.due,
        )
    if not groups:
        return say("Inga rapporter ska lämnas {year}.", year=year)
    days = len({group.due for group in groups})
    return say_many(days, "{year} lämnas rapporter {n} dag.", "{year} lämnas rapporter {n} dagar.", year=year)


def assumed_told(groups: Sequence[Group]) -> Text:
    """How much of the year rests on assumptions."""
    assumed = sum(bool(group.assumed) for group in groups)
    if not groups or not assumed:
        return NOTHING
    if len(groups) == 1:
        return say("Dagen är räknad på antaganden; raden säger vilka.")
    if assumed == len(groups):
        return say("Alla dagar är räknade på antaganden; varje dag säger vilka.")
    return say_many(
        assumed,
        "En av {all} rader är räknad på antaganden; raden säger vilka.",
        "{n} av {all} rader är räknade på antaganden; varje rad säger vilka.",
        all=len(groups),
    )
