"""The log as auditors read it: who did what, and when.

What was written in a draft, and what is personal, is in the log but not on its page (TF 2 kap., O5): only kinds
whose content everybody here may read show before and after, of others it is said which fields changed. Where the
very label tells (`settings.LOG_LABELS`) it is shown, searched for and taken away only by who may see what it names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.audit.log import entries
from rodatraden.audit.models import Entry
from rodatraden.lib.text import Text, say, say_many
from rodatraden.organisation.access import Actor, need_log
from rodatraden.organisation.http import Request
from rodatraden.organisation.log_words import fields_told, lines_told
from rodatraden.organisation.pages import stations
from rodatraden.web.downloads import asked_form, download
from rodatraden.web.tables import MOST_ROWS, Column, Table
from rodatraden.web.tables import Value as Shown

KINDS = {
    "unit": gettext_lazy("Enhet"),
    "person": gettext_lazy("Person"),
    "role": gettext_lazy("Roll"),
    "decision": gettext_lazy("Beslut"),
    "governing": gettext_lazy("Styrdokument"),
    "motion": gettext_lazy("Motion eller medborgarförslag"),
    "process": gettext_lazy("Process"),
    "file": gettext_lazy("Fil"),
    "frozen": gettext_lazy("Fastställt dokument"),
    "item": gettext_lazy("Led i tråden"),
    "indicator": gettext_lazy("Indikator"),
    "amount": gettext_lazy("Belopp"),
    "deviation": gettext_lazy("Avvikelse"),
    "remedy": gettext_lazy("Åtgärd"),
    "steering model": gettext_lazy("Styrmodell"),
    "occasion": gettext_lazy("Rapporttillfälle"),
    "plan": gettext_lazy("Plan"),
    "report": gettext_lazy("Rapport"),
    "own_entry": gettext_lazy("Egen tidpunkt"),
    "feed": gettext_lazy("Kalenderadress"),
    "import": gettext_lazy("Inläsning"),
    "letter": gettext_lazy("Brev"),
    "kommun": gettext_lazy("Kommun"),
}
OPEN_KINDS = frozenset(
    {
        "unit",
        "role",
        "decision",
        "governing",
        "motion",
        "process",
        "file",
        "indicator",
        "amount",
        "steering model",
        "import",
        "occasion",
        "own_entry",
    }  # fmt: skip
)
OPEN_VERBS = frozenset({"beslutade", "avslutade", "rapporterade läge", "bedömde"})
"""What is done to what is decided: its content is told where the label is."""
ON_A_PAGE = 50


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

    def rows(self, actor: Actor) -> QuerySet[Entry]:
        """The entries asked for, each with `named`: whether the actor may see what its label names."""
        found = entries().annotate(named=_named(actor))
        if self.who:
            found = found.filter(actor__icontains=self.who)
        if self.what:
            found = found.filter(Q(verb__icontains=self.what) | Q(label__icontains=self.what, named=True))
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.since:
            found = found.filter(at__date__gte=self.since)
        if self.until:
            found = found.filter(at__date__lte=self.until)
        return found


def _named(actor: Actor) -> Case:
    """Whether a label may be shown: that of a kind which a higher floor guards, as that floor says."""
    guarded = [When(kind=kind, then=import_string(name)(actor)) for kind, name in settings.LOG_LABELS.items()]
    return Case(*guarded, default=Value(True), output_field=BooleanField())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def log(request: Request) -> HttpResponse:
    """Who has done what? For auditors and those who administer."""
    need_log(request.actor)
    asked = Asked.of(request.GET.dict())
    rows = asked.rows(request.actor)
    if form := asked_form(request):
        return download(log_table(list(rows[:MOST_ROWS]), "; "), form)
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
    what = f"{newest.actor} {_(newest.verb)} {label_told(newest)}"
    many = say_many(number, "En händelse", "{n} händelser")
    return say("{many}. Senast, {day}: {what}.", many=many, day=localtime(newest.at).date().isoformat(), what=what)


def label_told(entry: Entry) -> str:
    """What was done to, or that it is not for everybody to know."""
    return entry.label if _is_named(entry) else _("(utkast eller personligt)")


def _is_named(entry: Entry) -> bool:
    """As `Asked.rows` annotated it."""
    named: bool = entry.named  # type: ignore[attr-defined]
    return named


def log_table(rows: list[Entry], between: str = "\n") -> Table:
    """The entries; `between` stands between the values of one change."""
    columns = (
        Column("at", _("När"), sortable=False),
        Column("who", _("Vem"), sortable=False),
        Column("what", _("Vad"), sortable=False),
        Column("kind", _("Slag"), sortable=False),
        Column("label", _("På vad"), sortable=False),
        Column("change", _("Ändring"), sortable=False),
    )
    shown = [_row(entry, between) for entry in rows]
    return Table(_("Händelser, den senaste först"), columns, shown, name="logg")


def _row(entry: Entry, between: str) -> dict[str, Shown]:
    return {
        "at": f"{localtime(entry.at):%Y-%m-%d %H:%M}",
        "who": entry.actor,
        "what": _(entry.verb),
        "kind": str(KINDS.get(entry.kind, entry.kind)),
        "label": label_told(entry),
        "change": change_told(entry, _is_named(entry), between),
    }


def change_told(entry: Entry, named: bool, between: str = "; ") -> str:
    """The change in words: "namn: A → B"; only the fields' names where the content is not everybody's."""
    before, after = entry.before or {}, entry.after or {}
    if entry.kind in OPEN_KINDS or (named and entry.kind in settings.LOG_LABELS and entry.verb in OPEN_VERBS):
        return between.join(lines_told(before, after))
    return fields_told(before, after)
