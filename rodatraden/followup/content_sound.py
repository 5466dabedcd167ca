"""Sound economic management in a report's document: the status of the whole, why, and the goals it is made of (T13)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from rodatraden.documents.build import status
from rodatraden.documents.content import Block as Part
from rodatraden.documents.content import Column, Heading, Row, StatusCell, StatusLine, Table, TextCell
from rodatraden.followup.sound import Overall


def sound_in_short(whole: Overall | None) -> Iterable[Part]:
    """The status among what is said first."""
    if whole is not None:
        yield StatusLine(status(whole.mark), _("God ekonomisk hushållning"), _why(whole))


def sound_economy(whole: Overall | None, level: int) -> Iterable[Part]:
    """A chapter with the goals that are weighed together; what is written of them stands in the analysis."""
    if whole is None:
        return
    yield Heading(_("God ekonomisk hushållning"), level, "hushallning")
    yield StatusLine(status(whole.mark), _("Samlad bedömning"), _why(whole))
    if whole.goals:
        columns = (Column(_("Mål"), width=5), Column(_("Slag"), width=2), Column(_("Status"), "status", width=2))
        rows = tuple(
            Row(
                (
                    TextCell(goal.node.title, example=goal.node.version.example),
                    TextCell(str(goal.group.label)),
                    StatusCell(status(goal.mark)),
                )
            )
            for goal in whole.goals
        )
        yield Table(_("Mål för god ekonomisk hushållning"), columns, rows)


def _why(whole: Overall) -> str:
    """The reason and, where somebody has judged by hand, who and what the rule proposes."""
    reason = str(whole.judgement.reason)
    return ". ".join(each.rstrip(".") for each in (reason, str(whole.hand_told)) if each)
