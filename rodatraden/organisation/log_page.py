"""The log as auditors read it: who did what, and when.

What was written in a draft, and what is personal, is in the log but not on its page (TF 2 kap., O5): only kinds
whose content everybody here may read show before and after, of others it is said which fields changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.audit.log import entries
from rodatraden.audit.models import Entry
from rodatraden.lib.text import Text, in_words, say, say_many
from rodatraden.organisation.access import need_log
from rodatraden.organisation.http import Request
from rodatraden.organisation.pages import stations
from rodatraden.web.downloads import asked_form, download
from rodatraden.web.tables import MOST_ROWS, Column, Table, Value

KINDS = {
    "unit": gettext_lazy("Enhet"),
    "person": gettext_lazy("Person"),
    "role": gettext_lazy("Roll"),
    "decision": gettext_lazy("Beslut"),
    "file": gettext_lazy("Fil"),
    "item": gettext_lazy("Led i tråden"),
    "indicator": gettext_lazy("Indikator"),
    "steering model": gettext_lazy("Styrmodell"),
    "import": gettext_lazy("Inläsning"),
    "kommun": gettext_lazy("Kommun"),
}
OPEN_KINDS = frozenset({"unit", "role", "decision", "file", "indicator", "steering model", "import"})
ON_A_PAGE = 50
SHOWN_OF_A_MARK = 12


@dataclass(frozen=True)
class Asked:
    """What part of the log an address asks for. A day that cannot be read is no day."""

    who: str = ""
    what: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        words = {name: given.get(name, "").strip() for name in ("who", "what", "kind")}
        return cls(**words, since=_day(given.get("since", "")), until=_day(given.get("until", "")))

    def rows(self) -> QuerySet[Entry]:
        found = entries()
        if self.who:
            found = found.filter(actor__icontains=self.who)
        if self.what:
            found = found.filter(Q(verb__icontains=self.what) | Q(label__icontains=self.what))
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.since:
            found = found.filter(at__date__gte=self.since)
        if self.until:
            found = found.filter(at__date__lt=self.until + timedelta(days=1))
        return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def log(request: Request) -> HttpResponse:
    """Who has done what? For auditors and those who administer."""
    need_log(request.actor)
    asked = Asked.of(request.GET.dict())
    rows = asked.rows()
    if form := asked_form(request):
        return download(log_table(list(rows[:MOST_ROWS])), form)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "table": log_table(list(page.object_list)),
        "page": page,
        "asked": asked,
        "kinds": KINDS.items(),
        "sentence": told(page.paginator.count, rows.first()),
        "stations": stations(request.actor.tree, last=_("Logg"), level=_("Händelser")),
    }
    return render(request, "organisation/log.html", context)


def told(number: int, newest: Entry | None) -> Text:
    """What the log holds, in a sentence."""
    if newest is None:
        return say("Loggen har inga händelser som stämmer.")
    what = f"{newest.actor} {_(newest.verb)} {newest.label}"
    many = say_many(number, "En händelse", "{n} händelser")
    return say("{many}. Senast, {day}: {what}.", many=many, day=localtime(newest.at).date().isoformat(), what=what)


def log_table(rows: list[Entry]) -> Table:
    columns = (
        Column("at", _("När"), sortable=False),
        Column("who", _("Vem"), sortable=False),
        Column("what", _("Vad"), sortable=False),
        Column("kind", _("Slag"), sortable=False),
        Column("label", _("På vad"), sortable=False),
        Column("change", _("Ändring"), sortable=False),
    )
    return Table(_("Händelser, den senaste först"), columns, [_row(entry) for entry in rows], name="logg")


def _row(entry: Entry) -> dict[str, Value]:
    return {
        "at": f"{localtime(entry.at):%Y-%m-%d %H:%M}",
        "who": entry.actor,
        "what": _(entry.verb),
        "kind": str(KINDS.get(entry.kind, entry.kind)),
        "label": entry.label,
        "change": change_told(entry),
    }


def change_told(entry: Entry) -> str:
    """The change in words: "name: A → B"; only the fields' names where the content is not everybody's."""
    before, after = entry.before or {}, entry.after or {}
    names = sorted({*before, *after})
    if entry.kind not in OPEN_KINDS:
        return str(in_words(names))
    return "; ".join(f"{name}: {_span(before.get(name), after.get(name), name in before)}" for name in names)


def _span(before: Any, after: Any, was_there: bool) -> str:
    return f"{_plain(before)} → {_plain(after)}" if was_there else _plain(after)


def _plain(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list):
        return str(in_words([str(part) for part in value]))
    return f"{value[:SHOWN_OF_A_MARK]}…" if _is_mark(value) else str(value)


def _is_mark(value: Any) -> bool:
    """A check sum: its beginning is enough to know it by, and the whole would not fit a phone."""
    return isinstance(value, str) and len(value) == 64 and value.isalnum()
