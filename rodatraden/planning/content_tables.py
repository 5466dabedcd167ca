"""The tables of a plan: what stands above it, its goals with indicators and targets, what is done."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from rodatraden.documents.content import Block as Part
from rodatraden.documents.content import (
    Cell,
    Column,
    DateCell,
    DefinitionList,
    Heading,
    MissingCell,
    NumberCell,
    Row,
    Table,
    Term,
    TextCell,
)
from rodatraden.indicators.figure_rows import target_words, written
from rodatraden.indicators.models import TargetForm
from rodatraden.indicators.sentence import Unit
from rodatraden.lib.periods import Period
from rodatraden.lib.text import capital
from rodatraden.planning.changes import light
from rodatraden.planning.models import Fate
from rodatraden.planning.source import Source
from rodatraden.steering.schema import Level
from rodatraden.thread.gather import Figure, Node
from rodatraden.thread.levels import DOING


def above(source: Source, level: int) -> Iterable[Part]:
    """What others have decided that the plan serves, and what in the plan serves it."""
    if not source.above:
        return
    yield Heading(_("Det här är redan beslutat"), level, "ovanfor")
    columns = (
        Column(_("Nivå"), width=2),
        Column(_("Beslutat"), width=4),
        Column(_("Det här bidrar i planen"), width=4),
    )
    own = {node.key for node in source.nodes}
    rows = []
    for node in source.above:
        serving = [below.title for below in source.thread.serving(node.key) if below.key in own]
        cells = (
            TextCell(capital(node.level.name.one)),
            TextCell(node.title, example=node.version.example),
            TextCell("; ".join(serving)) if serving else MissingCell(_("inget")),
        )
        rows.append(Row(cells))
    yield Table(_("Beslutat av andra, och vad i planen som bidrar till det"), columns, tuple(rows))


def goals(source: Source, level: int) -> Iterable[Part]:
    """Goals and what else is decided but not done: what they serve, who answers; then indicators with targets."""
    nodes = [node for node in source.nodes if node.level.kind not in DOING]
    if not nodes:
        return
    yield Heading(_("Mål"), level, "mal")
    for each in source.levels:
        found = [node for node in nodes if node.level.key == each.key]
        if found:
            yield Table(capital(each.name.many or each.name.one), _goal_columns(each), tuple(_goals(source, found)))
    yield from _words(nodes)
    rows = [row for node in nodes for row in _figures(source, node)]
    if rows:
        yield Table(_("Indikatorer och målvärden"), _figure_columns(source), tuple(rows))


def _goal_columns(level: Level) -> tuple[Column, ...]:
    return (
        Column(capital(level.name.one), width=5),
        Column(_("Bidrar till"), width=4),
        Column(_("Ansvarig"), width=3),
        Column(_("Mot förra planen")),
    )


def _goals(source: Source, nodes: Sequence[Node]) -> Iterable[Row]:
    for node in nodes:
        serves = [source.thread.nodes[key].title for key in node.serves if key in source.thread.nodes]
        yield Row(
            (
                TextCell(f"{node.version.number} {node.title}".strip(), example=node.version.example),
                _text("; ".join(serves)),
                _text(responsible(source, node)),
                TextCell(str(Fate(source.rows[node.key].fate).label)),
            )
        )


def _words(nodes: Sequence[Node]) -> Iterable[Part]:
    """The full wording of goals whose title does not say all of it."""
    terms = [Term(node.title, TextCell(node.version.text)) for node in nodes if node.version.text.strip()]
    if terms:
        yield DefinitionList(tuple(terms))


def responsible(source: Source, node: Node) -> str:
    """The role that answers and where."""
    version = node.version
    if not version.responsible_kind:
        return ""
    role = source.model.role_of(version.responsible_kind)
    place = source.actor.tree.at(version.responsible_unit_id) if version.responsible_unit_id else None
    name = role.name.one if role else version.responsible_kind
    return f"{name}, {place.name}" if place else name


def _figure_columns(source: Source) -> tuple[Column, ...]:
    first = source.years[0].year
    years = tuple(Column(_("Mål %(year)s") % {"year": year.name}, "number") for year in source.years[:4])
    return (
        Column(_("Indikator"), width=5),
        Column(_("Enhet"), width=2),
        Column(_("Senaste utfall till och med %(year)s") % {"year": first - 1}, "number"),
        *years,
    )


def _figures(source: Source, node: Node) -> Iterable[Row]:
    if not node.figures:
        return
    yield Row((TextCell(node.title, strong=True),), "group")
    for figure in node.figures:
        indicator = figure.indicator
        latest = _latest(figure, source.years[0].year)
        cells: tuple[Cell, ...] = (
            TextCell(indicator.called, example=figure.example),
            TextCell(indicator.unit_of_measure),
            latest,
            *(target_cell(source, figure, year) for year in source.years[:4]),
        )
        yield Row(cells, indent=1)


def _latest(figure: Figure, before: int) -> Cell:
    """The latest outcome of a year before the plan's first, with the year where it is not the nearest."""
    found = _latest_outcome(figure, before)
    if found is None:
        return MissingCell(str(figure.why_hidden(Period.year_of(before - 1))) or "")
    period, value, decimals, example = found
    if period.year == before - 1:
        return NumberCell(value, decimals, example=example)
    return TextCell(f"{written(figure.indicator).number(value, decimals)} ({period.name})", example=example)


def _latest_outcome(figure: Figure, before: int) -> tuple[Period, Decimal, int, bool] | None:
    period: Period | None = None
    for each in figure.outcomes:
        if each.kind == "year" and each.year < before and (period is None or each.start > period.start):
            period = each
    if period is None:
        return None
    row = figure.outcomes[period]
    decimals = figure.indicator.decimals if row.decimals is None else row.decimals
    return period, row.value, decimals, row.example


def target_cell(source: Source, figure: Figure, period: Period) -> Cell:
    """The target of a period: what the plan proposes, else what is decided already."""
    proposed, decided = source.target(figure, period), figure.targets.get(period)
    if proposed is not None:
        if proposed.form == TargetForm.VALUE and proposed.value is not None:
            return NumberCell(proposed.value, figure.indicator.decimals, example=proposed.example)
        return TextCell(str(target_words(light(proposed), written(figure.indicator))), example=proposed.example)
    if decided is None:
        return MissingCell()
    if decided.value is not None and decided.form == TargetForm.VALUE:
        usual = figure.indicator.decimals
        return NumberCell(
            decided.value, usual if decided.decimals is None else decided.decimals, example=decided.example
        )
    return TextCell(str(target_words(decided, written(figure.indicator))), example=decided.example)


def outcome_told(figure: Figure, unit: Unit) -> str | None:
    """ "70,5 (2017)" """
    found = _latest_outcome(figure, 9999)
    return f"{unit.number(found[1], found[2])} ({found[0].name})" if found else None


def target_told(source: Source, figure: Figure, unit: Unit) -> str | None:
    """ "73 (2019)" """
    period = source.years[0]
    proposed, decided = source.target(figure, period), figure.targets.get(period)
    row = light(proposed) if proposed is not None else decided
    return f"{target_words(row, unit)} ({period.name})" if row is not None else None


def indicator(source: Source, key: str) -> Iterable[Part]:
    """One indicator where somebody has placed it: what it was and what it is to be."""
    figure = source.figures.get(key)
    if figure is None:
        return
    years = [period for period in sorted(figure.outcomes, key=lambda one: one.start) if period.kind == "year"]
    past = years[-4:]
    columns = (
        Column(_("Indikator"), width=4),
        *(Column(_("Utfall %(year)s") % {"year": year.name}, "number") for year in past),
        *(Column(_("Mål %(year)s") % {"year": year.name}, "number") for year in source.years[:3]),
    )
    cells: tuple[Cell, ...] = (
        TextCell(f"{figure.indicator.called}, {figure.indicator.unit_of_measure}", example=figure.example),
        *(_outcome(figure, year) for year in past),
        *(target_cell(source, figure, year) for year in source.years[:3]),
    )
    yield Table(figure.indicator.called, columns, (Row(cells),))


def _outcome(figure: Figure, year: Period) -> NumberCell:
    """An outcome with the decimals that its source prints, or else the indicator's."""
    row, usual = figure.outcomes[year], figure.indicator.decimals
    return NumberCell(row.value, usual if row.decimals is None else row.decimals, example=row.example)


def activities(source: Source, level: int) -> Iterable[Part]:
    """What is to be done: strategies with the answers to the model's questions, activities with who and when."""
    nodes = [node for node in source.nodes if node.level.kind in DOING]
    if not nodes:
        return
    yield Heading(_("Det som ska göras"), level, "gora")
    for each in source.levels:
        found = [node for node in nodes if node.level.key == each.key]
        if not found:
            continue
        columns = (
            Column(capital(each.name.one), width=5),
            Column(_("Bidrar till"), width=4),
            Column(_("Ansvarig"), width=3),
            Column(_("Klart senast"), "date"),
        )
        rows = []
        for node in found:
            serves = [source.thread.nodes[key].title for key in node.serves if key in source.thread.nodes]
            deadline = node.version.deadline
            cells: tuple[Cell, ...] = (
                TextCell(node.title, example=node.version.example),
                _text("; ".join(serves)),
                _text(responsible(source, node)),
                DateCell(deadline) if deadline else MissingCell(),
            )
            rows.append(Row(cells))
        yield Table(capital(each.name.many or each.name.one), columns, tuple(rows))
        if each.questions:
            yield from _answers(source, each, found, level + 1)


def _answers(source: Source, level: Level, nodes: Sequence[Node], depth: int) -> Iterable[Part]:
    """The answers to the questions that an item of the level answers (H's seven)."""
    for node in nodes:
        given = source.answers.get(node.version.pk, {})
        terms = [Term(asked.text, _text(given.get(asked.key, ""))) for asked in level.questions]
        if given:
            yield Heading(node.title, depth)
            yield DefinitionList(tuple(terms))


def _text(words: str) -> Cell:
    return TextCell(words) if words else MissingCell()
