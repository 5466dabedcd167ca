"""The page of breaks: those that are asked for, as a table that is sorted and downloaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.thread.break_kinds import SEVERITIES, Severity
from rodatraden.thread.breaking import Found, found_in
from rodatraden.thread.gather import Thread
from rodatraden.thread.mending import mending
from rodatraden.thread.picture import short_of
from rodatraden.web.tables import Choice, Column, Example, Link, Table, Value

SEVERITY_WORDS: Mapping[Severity, Text] = {"error": say("Fel"), "warning": say("Varning"), "remark": say("Anmärkning")}


@dataclass(frozen=True)
class BreaksPage:
    """The breaks asked for, and what the page can be narrowed by. `found` are all there are."""

    found: Sequence[Found]
    table: Table
    choices: Sequence[Choice]

    @property
    def file(self) -> Table:
        """The table as a file: what is made up has a column there."""
        return replace(self.table, columns=[*self.table.columns, Column("example", _("Exempel"))])


def breaks_page(actor: Actor, thread: Thread, asked: QueryDict) -> BreaksPage:
    """The breaks of a gathered thread (with progress), by `organ`, `slag`, `allvar` and `omrade`."""
    found = found_in(thread)
    areas = {each.broken.item_key: area_of(thread, each.broken.item_key) for each in found}
    severe = {each.broken.severity for each in found}
    of: Mapping[str, Mapping[str, str]] = {
        "organ": {each.board: each.board for each in found},
        "slag": {each.broken.code: str(short_of(thread.model, each.broken.code)) for each in found},
        "allvar": {one: str(SEVERITY_WORDS[one]) for one in SEVERITIES if one in severe},
        "omrade": {area: thread.nodes[area].title for area in areas.values() if area},
    }
    labels = {"organ": _("Organ"), "slag": _("Slag"), "allvar": _("Allvar"), "omrade": _("Område")}
    choices = [Choice(name, labels[name], _options(name, of[name]), asked.get(name, "")) for name in labels]
    wanted = [(choice.name, choice.chosen) for choice in choices if choice.chosen]
    shown = [each for each in found if all(_is(each, areas, *one) for one in wanted)]
    rows = [_row(actor, thread, each, areas) for each in shown]
    columns = _columns(any(row["by"] for row in rows))
    table = Table(_("Brister i tråden"), columns, rows, name="brister")
    return BreaksPage(found, table.asked({name: str(value) for name, value in asked.dict().items()}), choices)


def area_of(thread: Thread, key: str) -> str:
    """The nearest area that an item is or serves; none for what lies under none."""
    node = thread.nodes.get(key)
    if node is None:
        return ""
    return next((each.key for each in (node, *thread.upward(key)) if each.level.kind == "direction"), "")


def _options(name: str, words: Mapping[str, str]) -> list[tuple[str, str]]:
    """In the order of severity where that is asked, else by their words."""
    found = [(key, word) for key, word in words.items() if key]
    return found if name == "allvar" else sorted(found, key=lambda option: option[1])


def _is(each: Found, areas: Mapping[str, str], name: str, chosen: str) -> bool:
    said = {
        "organ": each.board,
        "slag": each.broken.code,
        "allvar": each.broken.severity,
        "omrade": areas[each.broken.item_key],
    }
    return said[name] == chosen


def _columns(others: bool) -> tuple[Column, ...]:
    """`others` says that somebody else has to mend some of them."""
    columns = (
        Column("message", _("Brist"), "link"),
        Column("severity", _("Allvar")),
        Column("kind", _("Slag")),
        Column("why", _("Varför det spelar roll")),
        Column("board", _("Organ")),
        Column("area", _("Område")),
        Column("mend", _("Laga"), "link", sortable=False),
    )
    return (*columns, Column("by", _("Kan lagas av"))) if others else columns


def _row(actor: Actor, thread: Thread, each: Found, areas: Mapping[str, str]) -> dict[str, Value]:
    broken, area = each.broken, areas[each.broken.item_key]
    link = Link(str(broken.message), each.url)
    mend = mending(actor, broken, thread)
    return {
        "message": Example(link) if each.example else link,
        "severity": SEVERITY_WORDS[broken.severity],
        "kind": short_of(thread.model, broken.code),
        "why": broken.why,
        "board": each.board,
        "area": thread.nodes[area].title if area else "",
        "mend": Link(mend.words, mend.url),
        "by": mend.by or None,
        "example": each.example,
    }
