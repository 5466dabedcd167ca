"""The auditors' lists of an occasion as a page: judged by hand, set anew, never decided, or not as adopted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rodatraden.followup.content_tables import AUDITED, target_as_row
from rodatraden.followup.finding import address_of
from rodatraden.followup.for_auditors import ForAuditors, for_auditors
from rodatraden.followup.items import is_judged
from rodatraden.followup.round import Round
from rodatraden.followup.sound import is_assessed, overall
from rodatraden.indicators.figure_rows import target_words, written
from rodatraden.indicators.models import Target
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, capital, in_words, say, say_many, verbatim
from rodatraden.organisation.access import Actor
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import UnitKind
from rodatraden.tenancy.links import here
from rodatraden.thread.gather import Node, Thread, gather
from rodatraden.web.tables import Column, Link, Table, Value

Line = Mapping[str, Value]


@dataclass(frozen=True)
class AuditPage:
    """The lists, in a sentence and as one table that is sorted and downloaded."""

    round: Round
    found: ForAuditors
    table: Table
    handed_in: bool = True

    @property
    def sentence(self) -> Text:
        """ "2 bedömningar avviker från regelns förslag och ett mål saknar beslut." """
        found = self.found
        missing = sum(each.blocks for each in found.differences)
        parts = [
            say_many(
                len(found.hands),
                "en bedömning avviker från regelns förslag",
                "{n} bedömningar avviker från regelns förslag",
            ),
            say_many(len(found.targets), "ett målvärde är ändrat", "{n} målvärden är ändrade"),
            say_many(len(found.undecided), "ett mål saknar beslut", "{n} mål saknar beslut"),
            say_many(missing, "ett mål saknar utfall", "{n} mål saknar utfall"),
            say_many(
                len(found.differences) - missing,
                "ett mål skiljer sig från det beslutade",
                "{n} mål skiljer sig från det beslutade",
            ),
        ]
        differ = (missing, len(found.differences) - missing)
        counts = (len(found.hands), len(found.targets), len(found.undecided), *differ)
        told: list[Text | str] = [part for part, count in zip(parts, counts, strict=True) if count]
        if not told and not self.handed_in:
            return say("Än avviker inget från det som är beslutat.")
        if not told:
            return say("Inga bedömningar, målvärden eller mål avviker från det som är beslutat.")
        words = str(in_words(told))
        return verbatim(f"{capital(words)}.")

    @property
    def then(self) -> Text:
        """That more may come, until the report is handed in."""
        return (
            NOTHING if self.handed_in else say("Rapporten är inte inlämnad: det som bedöms och ändras kommer till här.")
        )


def is_audited(round: Round) -> bool:
    """Whether the auditors judge what is reported at the occasion (KL 12:2)."""
    return round.type.kind in AUDITED


def is_shown(request: Request) -> bool:
    """The auditors, and those who administer: they read the log, where the same changes stand one by one."""
    return request.actor.reads_log


def occasions_to_audit(rounds: Iterable[Round], day: date) -> list[Round]:
    """Those whose period is over, the latest first."""
    found = [round for round in rounds if is_audited(round) and round.occasion.last < day]
    return sorted(found, key=lambda round: round.occasion.last, reverse=True)


def audit_page(actor: Actor, round: Round) -> AuditPage:
    """The lists of all goals that the occasion is about. Small groups are hidden as in the document, which says the
    same. The thread's queries and three more."""
    thread = gather(actor, clock.today(), round.year, public=True)
    judged = [node for node in thread.nodes.values() if is_judged(round, node)]
    wholes = ((slot, overall(round, slot, thread)) for slot in round.slots.values() if is_assessed(round, slot))
    slot, whole = next(wholes, (None, None))
    found = for_auditors(thread, judged, closing=round.is_closing).of(judged, whole)
    columns = (
        Column("kind", _("Vad")),
        Column("unit", _("Enhet")),
        Column("about", _("Mål eller indikator"), "link"),
        Column("before", _("Förslag eller förut")),
        Column("after", _("Bedömt eller nu")),
        Column("day", _("Ändrat"), "date", off=True),
        Column("why", _("Varför")),
    )
    rows = list(_rows(thread, found, address_of("report", slot) if slot else ""))
    table = Table(_("Underlag för granskning"), columns, rows, name="granskning")
    last = [slot for slot in round.slots.values() if slot.place.kind == UnitKind.COUNCIL] or [*round.slots.values()]
    return AuditPage(round, found, table, all(slot.is_done for slot in last))


def _rows(thread: Thread, found: ForAuditors, report: str) -> Iterator[Line]:
    """A row for each, in the order of the document. `report` is where the whole is assessed."""
    by_title = {node.title: node for node in thread.nodes.values()}
    for hand in found.hands:
        node = thread.nodes.get(hand.key)
        line: Line = {"kind": _("Bedömt för hand"), "before": hand.proposed, "after": hand.judged, "why": hand.reason}
        yield {**line, **(_of(thread, node) if node else {"about": Link(str(hand.title), report)})}
    for target in found.targets:
        yield _target(thread, target)
    for node in found.undecided:
        yield {"kind": _("Utan beslut"), "why": node.version.decision_note, **_of(thread, node)}
    for each in found.differences:
        kind = _("Saknar utfall") if each.blocks else _("Skiljer sig från det beslutade")
        yield {"kind": kind, "why": each.told, **_of(thread, by_title[each.title])}


def _of(thread: Thread, node: Node) -> dict[str, Value]:
    place = thread.tree.at(node.version.unit_id)
    return {"about": Link(node.title, here("thread:item", node.key)), "unit": place.name if place else None}


def _target(thread: Thread, target: Target) -> Line:
    unit, place = written(target.indicator), thread.tree.at(target.unit_id)
    before = target.replaces
    return {
        "kind": _("Ändrat målvärde"),
        "unit": place.name if place else None,
        "about": Link(target.indicator.called, here("indicators:indicator", target.indicator.key)),
        "before": target_words(target_as_row(before), unit) if before else None,
        "after": target_words(target_as_row(target), unit),
        "day": clock.day_of(target.entered_at),
        "why": target.reason,
    }
