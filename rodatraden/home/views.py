"""The overview of a municipality."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from rodatraden.home.mine import coming, mine, units_shown
from rodatraden.home.overview import overview
from rodatraden.lib.text import NOTHING, Text
from rodatraden.organisation.http import Request
from rodatraden.thread.assignments import receiver, receiver_told
from rodatraden.thread.breaking import Found, found_in
from rodatraden.thread.gather import Node, Thread
from rodatraden.thread.panels import drafts_of
from rodatraden.thread.sentence import late_told
from rodatraden.thread.tally import breaks_told
from rodatraden.thread.views import downloads, severities, thread_of, vision_station, year_tabs
from rodatraden.web.charts import road_head
from rodatraden.web.context import Station
from rodatraden.web.panels import panels

DUE_AT_MOST = 7
OF_A_KIND = 2


def show_overview(request: Request) -> HttpResponse:
    """Which of the council's goals are not expected to be met, and what drags them down?

    What needs attention is of today, whatever year is shown.
    """
    whose = units_shown(request.actor)
    thread = thread_of(request, progress=True, units=whose, breaks=True)
    over = thread.period.end < thread.day
    now = thread_of(request, progress=True, units=whose, breaks=True, year=thread.day.year) if over else thread
    found = found_in(now)
    page = overview(thread)
    year = thread.period.year
    own = mine(request.actor, now)
    beneath = [Station(_("Därunder"), page.below, below=True)] if page.below else []
    context = {
        "page": page,
        "thread": thread,
        "years": year_tabs(request),
        "road_head": road_head(str(year - 1), _("målvärde"), _("ej mätt"), "vag-huvud"),
        "documented": several_kinds([each for each in found if not each.example])[:6],
        "breaks_told": breaks_told(**severities([each.broken for each in found])),
        "due": _with_lateness(now, coming(now))[:DUE_AT_MOST],
        "mine": own,
        "mine_panels": panels("home:mine", request, own),
        "mine_due": _with_lateness(now, own.due),
        "assignments": [(node, receiver_told(receiver(now, node))) for node in now.of_kind("assignment")],
        "drafts": drafts_of(request.actor)[:8],
        "stations": [vision_station(thread), Station(_("Kommunfullmäktige"), page.headline, current=True), *beneath],
        "downloads": downloads("scorecard", year),
    }
    return render(request, "home/overview.html", context)


def several_kinds(found: Iterable[Found]) -> list[Found]:
    """A few of each kind of break, in order: what is alike everywhere hides nothing else."""
    so_far: Counter[str] = Counter()
    kept = []
    for each in found:
        so_far[each.broken.code] += 1
        kept += [each] if so_far[each.broken.code] <= OF_A_KIND else []
    return kept


def _with_lateness(thread: Thread, nodes: Sequence[Node]) -> list[tuple[Node, Text]]:
    """Each with how late it is, where it is."""
    told = []
    for node in nodes:
        deadline = node.version.deadline
        late = late_told((thread.day - deadline).days) if deadline and node.is_late(thread.day) else NOTHING
        told.append((node, late))
    return told
