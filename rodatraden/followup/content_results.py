"""The results in a report's document: goals with their status and why, indicators, curves, and what is done."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from rodatraden.documents.build import chart_table
from rodatraden.documents.build import status as status_of
from rodatraden.documents.content import Block as Part
from rodatraden.documents.content import (
    Cell,
    Chart,
    Column,
    DateCell,
    Heading,
    MissingCell,
    NumberCell,
    PictureCell,
    Row,
    StatusCell,
    Table,
    TextCell,
)
from rodatraden.followup.assigned import levels_asked
from rodatraden.followup.content_source import Source
from rodatraden.followup.items import is_judged, own_nodes
from rodatraden.followup.round import Slot
from rodatraden.indicators.figure_rows import Shown
from rodatraden.indicators.picture import pictures
from rodatraden.indicators.series import Series
from rodatraden.lib.text import capital
from rodatraden.thread.curves import curve, curve_in_words
from rodatraden.thread.gather import Figure, Node, Thread
from rodatraden.thread.item_page import Measured, measured, state_told
from rodatraden.thread.levels import DOING, many_of
from rodatraden.thread.marking import mark_of_figure, mark_of_node
from rodatraden.thread.whose import hand_told
from rodatraden.web import charts

SHORT = frozenset({"missed", "partly"})
YEARS_OF_A_COURSE = 3


def judged(source: Source, slot: Slot) -> list[Node]:
    """The unit's items that the report type asks about, in the thread's order."""
    return [node for node in own_nodes(source.thread, slot.place.id) if is_judged(source.round, node)]


def goals(source: Source, slot: Slot, level: int) -> Iterable[Part]:
    """The goals with status and why, their indicators with curves, and charts; headings from `level`."""
    nodes = judged(source, slot)
    if not nodes:
        return
    thread = source.thread
    yield Heading(_("Mål"), level)
    yield Table(_("Så bedöms målen"), _goal_columns(), tuple(_goal_row(source, node) for node in nodes))
    rows = [row for node in nodes for row in _figure_rows(thread, node)]
    if rows:
        year = thread.period.name
        columns = (
            Column(_("Indikator"), width=4),
            Column(_("Utfall"), "number"),
            Column(_("Mätt")),
            Column(_("Målvärde %(year)s") % {"year": year}, "number"),
            Column(_("Utveckling"), "picture"),
            Column(_("Status"), "status"),
        )
        yield Table(_("Indikatorer, utfall och målvärden"), columns, tuple(rows))
    yield from _charts(source, nodes, level + 1)


def _goal_columns() -> tuple[Column, ...]:
    return (Column(_("Mål"), width=4), Column(_("Status"), "status"), Column(_("Varför"), width=4))


def _goal_row(source: Source, node: Node) -> Row:
    mark = mark_of_node(source.thread, node)
    reason = str(node.judgement.reason) if node.judgement else ""
    hand = str(hand_told(source.thread, node))
    status: Cell = StatusCell(status_of(mark)) if mark else MissingCell()
    told = ". ".join(each for each in (capital(reason), hand) if each)
    return Row((TextCell(node.title, example=node.version.example), status, TextCell(told)))


def _figure_rows(thread: Thread, node: Node) -> Iterable[Row]:
    if not node.figures:
        return
    yield Row((TextCell(node.title, strong=True),), "group")
    for figure in node.figures:
        yield _figure_row(measured(thread, node, figure))


def _figure_row(row: Measured) -> Row:
    indicator = row.figure.indicator
    name = f"{indicator.called}, {indicator.unit_of_measure}"
    period = row.outcome_period.name if row.outcome_period else ""
    return Row(
        (
            TextCell(name, example=row.figure.example),
            _number(row.outcome),
            TextCell(period),
            _number(row.target),
            _curve(row.figure),
            StatusCell(status_of(row.mark)),
        ),
        indent=1,
    )


def _number(shown: Shown | None) -> Cell:
    if shown is None:
        return MissingCell()
    if shown.value is None:
        return TextCell(str(shown.words))
    return NumberCell(shown.value, shown.decimals, example=shown.example)


def _curve(figure: Figure) -> Cell:
    """The small curve, where there are outcomes of two years at least."""
    words = str(curve_in_words(figure))
    return PictureCell(curve(figure, charts.PRINT), words) if words else MissingCell()


def _charts(source: Source, nodes: Iterable[Node], level: int) -> Iterable[Part]:
    """A chart for each indicator that does not reach its target and has been measured for some years."""
    thread = source.thread
    short = [each for node in nodes for each in node.figures if mark_of_figure(thread, node, each).tone in SHORT]
    drawn = {(figure.indicator.pk, figure.unit_id): figure for figure in short}
    made = [part for figure in drawn.values() for part in _chart(source, figure)]
    if made:
        yield Heading(_("Indikatorer som inte når målvärdet"), level)
        yield from made


def _chart(source: Source, figure: Figure) -> Iterable[Part]:
    """Nothing where there are too few years to show a course."""
    series = Series(
        figure.indicator,
        figure.unit_id,
        outcomes=figure.outcomes,
        targets=figure.targets,
        forecasts=figure.forecasts,
        breaks=source.breaks.get(figure.indicator.pk, ()),
        hidden=figure.hidden,
    )
    if len(series.measured_points("year")) < YEARS_OF_A_COURSE:
        return
    (picture,) = [each for each in pictures(series, source.thread.period) if each.kind == "year"]
    svg = charts.line(picture.chart, f"serie-{figure.indicator.pk}-{figure.unit_id}", "wide", charts.PRINT)
    yield Chart(picture.chart.title, svg, picture.chart.description, chart_table(picture.table))


def doing(source: Source, slot: Slot, level: int) -> Iterable[Part]:
    """What the unit is to do, with where each stands; assignments have a list of their own where they are asked for."""
    listed = levels_asked(source.round.model, source.round.type)
    own = own_nodes(source.thread, slot.place.id)
    nodes = [node for node in own if node.level.kind in DOING and node.level.key not in listed]
    if not nodes:
        return
    yield Heading(_("Det som görs"), level)
    columns = (
        Column(_("Vad"), width=4),
        Column(_("Klart senast"), "date"),
        Column(_("Läge")),
        Column(_("Vad som gjorts"), width=4),
    )
    rows = []
    for node in nodes:
        deadline = node.version.deadline
        note = node.progress.note if node.progress else ""
        day: Cell = DateCell(deadline) if deadline else MissingCell()
        state = TextCell(str(state_told(source.thread, node)))
        rows.append(Row((TextCell(node.title, example=node.version.example), day, state, TextCell(note))))
    used = {node.level.key for node in nodes}
    caption = str(many_of(each for each in source.round.model.level if each.key in used))
    yield Table(capital(caption), columns, tuple(rows))
