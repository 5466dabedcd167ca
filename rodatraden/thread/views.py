"""The pages of the whole thread: the scorecard, the picture, the breaks."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from rodatraden.lib import clock
from rodatraden.lib.periods import Period, year_asked
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Unit
from rodatraden.organisation.tree import Place
from rodatraden.tenancy.links import here
from rodatraden.thread.answer import Standing, indicators_answer
from rodatraden.thread.breaking import breaks_of
from rodatraden.thread.breaks import Break
from rodatraden.thread.breaks_page import breaks_page
from rodatraden.thread.gather import Thread, gather
from rodatraden.thread.item_views import need_model
from rodatraden.thread.levels import DOING, many_of
from rodatraden.thread.picture import on_paper, outline, parts_of, picture_of, shown_in, tones_of
from rodatraden.thread.scorecard import Grouping, council_of, scorecard
from rodatraden.thread.tally import breaks_told
from rodatraden.web.charts import thread_pair, thread_picture
from rodatraden.web.context import Station
from rodatraden.web.downloads import asked_form, download

MOST_IN_PICTURE = 250


def asked_year(request: Request) -> int:
    """The year in the address, or this one."""
    return year_asked(request.GET.get("ar", ""), clock.today().year)


def thread_of(
    request: Request,
    *,
    doing: bool = True,
    progress: bool = False,
    units: Collection[int] | None = None,
    breaks: bool = False,
    year: int | None = None,
) -> Thread:
    """The thread judged for the year in the address, or for `year`; no page (404) before there is a model."""
    need_model(request)
    period = Period.year_of(asked_year(request) if year is None else year)
    return gather(request.actor, clock.today(), period, doing=doing, progress=progress, units=units, breaks=breaks)


def year_tabs(request: Request) -> list[tuple[str, str, bool]]:
    now, this = asked_year(request), clock.today().year
    years = sorted({this - 1, this, now})
    kept = request.GET.copy()
    found = []
    for year in years:
        kept["ar"] = str(year)
        found.append((str(year), f"?{kept.urlencode()}", year == now))
    return found


def downloads(what: str, year: int) -> list[tuple[str, str]]:
    forms = (("Excel", "xlsx"), ("CSV", "csv"))
    return [(name, f"{here('exchange:download', what, form)}?ar={year}") for name, form in forms]


def vision_station(thread: Thread) -> Station:
    vision = thread.model.vision
    return Station(_("Vision"), vision.title if vision else _("Vision"), here("thread:thread"))


def show_scorecard(request: Request, unit: str = "") -> HttpResponse:
    """How many of the indicators are expected to reach this year's target?"""
    place = place_named(request, unit) if unit else None
    owner_id = place.id if place else council_of(request.actor.tree)
    thread = thread_of(request, doing=False, units=None if owner_id is None else [owner_id])
    by: Grouping = "perspective" if request.GET.get("ordning") == "perspektiv" else "area"
    card = scorecard(thread, place.id if place else None, by)
    council = thread.tree.places.get(council_of(thread.tree) or 0)
    shown = place or council
    owner = shown.name if shown else thread.model.who(thread.model.level[0].decided_by).capitalize()
    context: dict[str, Any] = {
        "card": card,
        "thread": thread,
        "owner": owner,
        "by": by,
        "perspectives": thread.model.perspective,
        "years": year_tabs(request),
        "sentence": indicators_answer([Standing.of(row.figure.judgement) for row in card.rows]),
        "stations": [
            vision_station(thread),
            Station(owner, _("Styrkort %(year)s") % {"year": card.year}, current=True),
        ],
        "downloads": downloads("scorecard", card.year),
        "units": [each for each in thread.tree.places.values() if each.id in thread.measuring],
        "place": place,
    }
    return render(request, "thread/scorecard.html", context)


def place_named(request: Request, key: str) -> Place | Unit:
    """A unit by its key: one of today's is known already, an earlier one is looked for."""
    standing = (place for place in request.actor.tree.places.values() if place.key == key)
    return next(standing, None) or get_object_or_404(Unit, key=key)


def show_thread(request: Request) -> HttpResponse:
    """The whole thread as a picture and as a list."""
    thread = thread_of(request, progress=True)
    breaks = breaks_of(thread)
    asked = {name: request.GET.get(name, "") for name in ("organ", "omrade", "lage")}
    deep = request.GET.get("djup") == "1"
    shown = shown_in(thread, asked["organ"], asked["omrade"], asked["lage"], deep)
    few = len(shown) <= MOST_IN_PICTURE
    context = {
        "thread": thread,
        "svg": thread_pair(picture_of(thread, breaks, shown), "traden") if few else "",
        "sheets": list(sheets(thread, breaks, shown)) if few else [],
        "lines": outline(thread, breaks, shown),
        "many": not few,
        "asked": asked,
        "deep": deep,
        "doing": str(many_of(level for level in thread.model.level if level.kind in DOING - {"assignment"})),
        "areas": thread.of_kind("direction"),
        "tones": tones_of(thread.model),
        "authorities": [p for p in thread.tree.places.values() if p.authority and p.kind not in {"council", "audit"}],
        "sentence": breaks_told(**severities(breaks)),
        "stations": [vision_station(thread), Station(_("Tråden"), _("Hela tråden"), current=True)],
        "downloads": downloads("thread", thread.period.year),
        "years": year_tabs(request),
    }
    return render(request, "thread/thread.html", context)


def sheets(thread: Thread, breaks: Sequence[Break], shown: Collection[str]) -> Iterable[tuple[str, str]]:
    """The picture for paper, in parts with a heading each."""
    for number, (head, part) in enumerate(parts_of(thread, shown)):
        yield head, thread_picture(on_paper(picture_of(thread, breaks, part)), f"blad-{number}")


def show_breaks(request: Request) -> HttpResponse:
    """Where is the thread broken, why does it matter, and who can mend it?"""
    thread = thread_of(request, progress=True, year=clock.today().year)
    page = breaks_page(request.actor, thread, request.GET)
    if form := asked_form(request):
        return download(page.file, form)
    context = {
        "thread": thread,
        "page": page,
        "sentence": breaks_told(**severities([each.broken for each in page.found])),
        "stations": [vision_station(thread), Station(_("Tråden"), _("Brister i tråden"), current=True)],
    }
    return render(request, "thread/breaks.html", context)


def severities(breaks: Iterable[Break]) -> dict[str, int]:
    """How many of each severity, as the sentence about breaks takes them."""
    counted = Counter(broken.severity for broken in breaks)
    return {"errors": counted["error"], "warnings": counted["warning"], "remarks": counted["remark"]}
