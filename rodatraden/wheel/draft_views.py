"""Next year's wheel, drafted from this year's: what follows along, what contradicts, and one button that adopts it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.lib import clock
from rodatraden.lib.periods import year_asked
from rodatraden.lib.text import Text, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.organisation.http import Request
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.wheel.entries import Entry
from rodatraden.wheel.events import ring_of_kind
from rodatraden.wheel.page import Asked, WheelPage
from rodatraden.wheel.services import Carried, adopt_year, draft_of, may_adopt
from rodatraden.wheel.sources import MEETING_OF, model_of_year, year_entries


@dataclass(frozen=True)
class Draft:
    """A year to come: what it gets from the one before, and the whole as it would become."""

    actor: Actor
    year: int
    today: date
    carried: tuple[Carried, ...]

    @property
    def own(self) -> list[Carried]:
        return [one for one in self.carried if not one.row.origin.startswith(MEETING_OF)]

    @property
    def meetings(self) -> list[Carried]:
        return [one for one in self.carried if one.row.origin.startswith(MEETING_OF)]

    @property
    def left(self) -> int:
        """How many are not adopted yet."""
        return sum(not one.adopted for one in self.carried)

    @cached_property
    def page(self) -> WheelPage:
        """The year with what is not adopted yet laid in; the model's meetings are there already."""
        extra = [_as_entry(one, self.actor) for one in self.own if not one.adopted]
        every = [*year_entries(self.actor, self.year), *extra]
        return WheelPage(self.year, self.today, self.actor, model_of_year(self.actor, self.year), every, Asked())

    @property
    def sentence(self) -> Text:
        if not self.left:
            return say("Årshjulet för {year} är antaget.", year=self.year)
        own = sum(not one.adopted for one in self.own)
        return say(
            "Till {year} följer {own} och {meetings} med.",
            year=self.year,
            own=say_many(own, "en egen tidpunkt", "{n} egna tidpunkter"),
            meetings=say_many(self.left - own, "ett sammanträde", "{n} sammanträden"),
        )

    @property
    def then(self) -> Text:
        moved, contradict = sum(one.moved for one in self.own), len(self.page.conflicts)
        told = [
            say_many(moved, "En är flyttad från en helg.", "{n} är flyttade från helger och helgdagar."),
            say_many(contradict, "En sak går inte ihop.", "{n} saker går inte ihop."),
        ]
        first = " ".join(str(one) for one, count in zip(told, (moved, contradict), strict=True) if count)
        rest = say("Rapporter, planer och det som återkommer varje år kommer av sig självt.")
        return say("{first} {rest}", first=first, rest=rest) if first else rest


def _as_entry(one: Carried, actor: Actor) -> Entry:
    row, place = one.row, actor.tree.at(one.row.unit_id)
    return Entry(
        ident=row.origin,
        what=row.what,
        kind=row.kind,  # type: ignore[arg-type]  # one of the kinds, as its choices say
        first=row.first.replace(day=1) if row.whole_month else row.first,
        exact=not row.whole_month,
        last=row.last,
        who=place.name if place else "",
        ring=ring_of_kind(place.kind) if place else "others",
        units=frozenset({row.unit_id}),
        source=str(say("egen tidpunkt")),
        example=row.example,
    )


def draft(request: Request) -> HttpResponse:
    """What follows along to next year, what does not fit, and shall it hold?"""
    if not may_adopt(request.actor):
        raise PermissionDenied
    today = clock.today()
    year = year_asked(request.GET.get("ar", ""), today.year + 1)
    if request.method == "POST":
        count = adopt_year(request.actor, year)
        told = ngettext("En tidpunkt är antagen.", "%(count)s tidpunkter är antagna.", count) % {"count": count}
        messages.success(request, told if count else _("Allt var redan antaget."))
        return redirect(f"{here('wheel:wheel')}?ar={year}")
    found = Draft(request.actor, year, today, tuple(draft_of(request.actor, year)))
    way = [
        Station(_("Årshjul"), _("Året"), here("wheel:wheel")),
        Station(_("Årshjul"), _("Utkast till %(year)s") % {"year": year}, current=True),
    ]
    tree = request.actor.tree
    names = {one.row.origin: place.name for one in found.own if (place := tree.at(one.row.unit_id))}
    return render(request, "wheel/draft.html", {"draft": found, "page": found.page, "names": names, "stations": way})
