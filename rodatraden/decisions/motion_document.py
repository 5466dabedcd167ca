"""What the council is given in April and October: the motions and proposals that are not prepared, and why (Q7)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from rodatraden.decisions.models import Motion
from rodatraden.decisions.motions import Facts, motions_told
from rodatraden.documents.build import cell, row
from rodatraden.documents.content import Block, Callout, Column, Document, Heading, KeySentence, Table, TextCell
from rodatraden.lib.text import Text, capital, say
from rodatraden.tenancy.current import current


def facts_of(motion: Motion) -> Facts:
    settled = motion.decision is not None and motion.decision.annulled_on is None
    return Facts(motion.submitted, motion.prepared_on, settled)


def mark_words(facts: Facts, day: date) -> Text:
    """How far it has come, in words."""
    if facts.decided:
        return say("Avgjord")
    if facts.is_prepared(day):
        return say("Beredd")
    return say("Inte beredd på ett år") if facts.is_late(day) else say("Inte beredd")


def list_for_council(motions: Iterable[Motion], day: date, reported: date | None) -> Document:
    """The list as a document of its own, the oldest first. In Swedish, whoever asks: it is read at the meeting."""
    with override("sv"):
        found = list(motions)
        waiting = sorted((one for one in found if not facts_of(one).is_prepared(day)), key=lambda one: one.submitted)
        return Document(
            title=_("Motioner och medborgarförslag som inte är beredda"),
            municipality=current().name,
            date=day,
            parts=tuple(_parts(waiting, motions_told(map(facts_of, found), day, reported), day)),
            source=_("Kommunallagen 5 kap. 35 §: en motion bör beredas så att fullmäktige kan besluta inom ett år."),
            example=any(one.example for one in waiting),
            compact=True,
        )


def _parts(waiting: list[Motion], told: Text, day: date) -> Iterable[Block]:
    yield KeySentence(str(told))
    if waiting:
        yield Heading(_("Listan"))
        yield _table(waiting, day)
        silent = [one.title for one in waiting if not one.why]
        if silent:
            yield Callout("missing", _("Det står inte varför de här inte är beredda:"), items=tuple(silent))


def _table(waiting: list[Motion], day: date) -> Table:
    columns = (
        Column(_("Rubrik"), width=4),
        Column(_("Lämnad"), "date"),
        Column(_("Bereds av"), width=2),
        Column(_("Läge"), width=2),
        Column(_("Varför"), width=4),
    )
    rows = tuple(
        row(
            TextCell(f"{one.title} ({_about(one)})", example=one.example),
            one.submitted,
            cell(one.at.name if one.at else None),
            str(mark_words(facts_of(one), day)),
            one.why or None,
        )
        for one in waiting
    )
    return Table(_("Motioner och medborgarförslag som inte är beredda"), columns, rows)


def _about(motion: Motion) -> str:
    """Its kind, by whom and the number it is registered under."""
    told = [capital(motion.get_kind_display()), motion.by, motion.reference]
    return ", ".join(part for part in told if part)
