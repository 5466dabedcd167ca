"""What the texts of a plan place: figures within sentences, tables and indicators on lines of their own."""

from decimal import Decimal
from typing import Any, TypeVar

import pytest

from rodatraden.documents.content import (
    Block,
    Callout,
    Cell,
    DateCell,
    Document,
    Heading,
    MissingCell,
    NumberCell,
    Row,
    Table,
    TextCell,
)
from rodatraden.indicators.models import Indicator, TargetForm
from rodatraden.lib.periods import Period
from rodatraden.planning.contents import document_of, live, section_parts, words_for
from rodatraden.planning.models import Plan
from rodatraden.planning.services import (
    add_section,
    propose,
    propose_target,
    write_section,
)
from rodatraden.planning.source import Source, read
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.tenancy.edits import Refused

Kind = TypeVar("Kind", bound=Block)
Y2019 = Period.parse("2019")


def of(parts: Document | tuple[Block, ...] | list[Block], kind: type[Kind]) -> list[Kind]:
    found = parts.parts if isinstance(parts, Document) else parts
    return [part for part in found if isinstance(part, kind)]


def headings(document: Document) -> list[str]:
    return [part.text for part in of(document, Heading)]


def said(cell: Cell) -> str:
    match cell:
        case TextCell(text):
            return text
        case NumberCell(value, decimals):
            return f"{value:.{decimals or 0}f}"
        case DateCell(value):
            return value.isoformat()
        case MissingCell(why):
            return f"–{why}"
    return repr(cell)


def source_of(town: PlanTown, plan: Plan) -> Source:
    return read(town.operator, plan)


def shown(town: PlanTown, plan: Plan) -> Document:
    return live(town.operator, plan)


def measured(town: PlanTown, **fields: Any) -> Indicator:
    """An indicator with two outcomes, which measures a goal of the board."""
    trust = town.indicator(decimals=1, **fields)
    town.outcome(trust, "2016", "69")
    town.outcome(trust, "2017", "70.5")
    town.measured("Tryggt i skolan", trust, serves=(town.council_goal.item,))
    return trust


@pytest.mark.parametrize("text", ["{{utfall:trygghet}}", "{{ utfall : trygghet }}"])
def test_an_outcome_within_a_sentence_is_looked_up(town: PlanTown, text: str) -> None:
    measured(town)
    source = source_of(town, town.plan())
    assert "Det var 70,5 (2017)." in str(section_parts(source, f"Det var {text}.", 2))


@pytest.mark.parametrize(
    ("kind", "key", "expected"),
    [
        ("utfall", "trygghet", "70,5 (2017)"),
        ("målvärde", "trygghet", None),
        ("utfall", "okand", None),
        ("målvärde", "okand", None),
    ],
)
def test_figures_are_told_with_their_year_or_not_at_all(
    town: PlanTown, kind: str, key: str, expected: str | None
) -> None:
    measured(town)
    assert words_for(source_of(town, town.plan()), kind, key) == expected


def test_a_target_that_is_decided_is_told_with_its_year(town: PlanTown) -> None:
    trust = measured(town)
    town.target(trust, "2019", "73")
    assert words_for(source_of(town, town.plan()), "målvärde", "trygghet") == "73,0 (2019)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{mål}}", [Table]),
        ("{{ovanför}}", [Table]),
        ("{{aktiviteter}}", [Callout]),
        ("{{ekonomi}}", [Callout]),
        ("{{indikator:okand}}", [Callout]),
        ("## En rubrik", [Heading]),
        ("", []),
        ("   ", []),
    ],
)
def test_what_stands_alone_on_a_line_is_made_into_parts(town: PlanTown, text: str, expected: list[type[Block]]) -> None:
    assert [type(part) for part in section_parts(source_of(town, town.plan()), text, 2)] == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ekonomi}}", "Ingen ram är införd för året."),
        ("{{aktiviteter}}", "Här finns inget att visa än."),
        ("{{indikator:okand}}", "Här finns inget att visa än."),
    ],
)
def test_what_there_is_nothing_of_says_so(town: PlanTown, text: str, told: str) -> None:
    assert section_parts(source_of(town, town.plan()), text, 2) == [Callout("missing", told)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Se {{mål}} här.", "”mål” visas inte här: en tabell ska stå ensam på en rad."),
        ("Det var {{utfall:okand}}.", "”utfall:okand” finns inte. Välj under ”Sätt in” det som ska visas."),
        ("## Om {{påhitt}}", "”påhitt” finns inte. Välj under ”Sätt in” det som ska visas."),
        ("Målet är {{målvärde:trygghet}}.", "”målvärde:trygghet” har inget värde att visa än."),
    ],
)
def test_what_cannot_be_shown_is_told_in_the_draft_and_nowhere_printed_raw(
    town: PlanTown, text: str, told: str
) -> None:
    measured(town)
    source = source_of(town, town.plan())
    draft = section_parts(source, text, 2, is_draft=True)
    assert [part.title for part in of(list(draft), Callout)] == [told]
    final = section_parts(source, text, 2)
    assert of(list(final), Callout) == []
    assert "{{" not in repr(draft) and "{{" not in repr(final)


def test_neither_is_it_in_the_plan_that_is_decided(town: PlanTown) -> None:
    plan = town.plan()
    write_section(town.operator, town.section(plan), "Se {{mål}} här.", seen=0)
    assert "ensam på en rad" in repr(live(town.operator, plan))
    frozen = repr(document_of(source_of(town, plan), final=True))
    assert "Se – här." in frozen
    assert "{{" not in frozen and "ensam på en rad" not in frozen


def test_headings_in_a_text_stand_under_the_sections(town: PlanTown) -> None:
    found = section_parts(source_of(town, town.plan()), "## Elever\n### De yngsta", 2)
    assert [(part.text, part.level) for part in of(list(found), Heading)] == [("Elever", 2), ("De yngsta", 3)]


def test_a_section_that_is_not_written_says_so_and_one_of_its_own_is_left_out(town: PlanTown) -> None:
    plan = town.plan()
    own = add_section(town.operator, plan, "Barnens röst")
    document = shown(town, plan)
    assert "Barnens röst" not in headings(document)
    assert [each.title for each in of(document, Callout)].count("Avsnittet är inte skrivet.") == 3
    write_section(town.operator, own, "Vi frågar dem.", seen=0)
    assert "Barnens röst" in headings(shown(town, plan))


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        ("{{mål}}", 1),
        ("Se {{mål}} längre ner.", 1),
        ("Inget placeras.", 1),
        ("{{mål}}\n\n{{mål}}", 2),
    ],
)
def test_goals_are_in_the_document_wherever_the_text_places_them(town: PlanTown, text: str, captions: int) -> None:
    plan = town.plan()
    write_section(town.operator, town.section(plan), text, seen=0)
    assert [each.caption for each in of(shown(town, plan), Table)].count("Nämndmål") == captions


def one_row(town: PlanTown, plan: Plan, key: str = "trygghet") -> tuple[Table, Row]:
    (found,) = of(list(section_parts(source_of(town, plan), f"{{{{indikator:{key}}}}}", 2)), Table)
    (row,) = found.rows
    return found, row


def test_an_indicator_alone_shows_what_was_and_what_is_to_be(town: PlanTown) -> None:
    town.target(measured(town), "2019", "73")
    found, row = one_row(town, town.plan())
    assert [column.header for column in found.columns] == ["Indikator", "Utfall 2016", "Utfall 2017", "Mål 2019"]
    assert [said(cell) for cell in row.cells] == ["Trygghet, index", "69.0", "70.5", "73.0"]


def test_it_shows_four_years_at_the_most(town: PlanTown) -> None:
    trust = measured(town)
    for year in ("2012", "2013", "2014", "2015"):
        town.outcome(trust, year, "60")
    found, _row = one_row(town, town.plan())
    assert [column.header for column in found.columns[1:5]] == [
        "Utfall 2014", "Utfall 2015", "Utfall 2016", "Utfall 2017",
    ]  # fmt: skip


def test_it_keeps_the_decimals_of_the_source_and_says_what_is_an_example(town: PlanTown) -> None:
    trust = town.indicator(decimals=1)
    town.outcome(trust, "2017", "70.55", decimals=2, example=True)
    town.measured("Tryggt i skolan", trust, serves=(town.council_goal.item,))
    _found, row = one_row(town, town.plan())
    assert row.cells[1] == NumberCell(Decimal("70.55"), 2, example=True)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"value": Decimal("73.2")}, "73.2"),
        ({"form": TargetForm.INTERVAL, "low": Decimal(70), "high": Decimal(75)}, "70,0–75,0"),
    ],
)
def test_what_the_plan_proposes_stands_before_what_is_decided(
    town: PlanTown, fields: dict[str, object], expected: str
) -> None:
    trust = town.indicator(decimals=1, owner=town.board)
    town.outcome(trust, "2017", "70.5")
    town.target(trust, "2019", "60")
    town.measured("Tryggt i skolan", trust, serves=(town.council_goal.item,))
    plan = town.plan()
    propose_target(town.operator, plan, indicator=trust, unit=town.board, period=Y2019, **fields)  # type: ignore[arg-type]
    _found, row = one_row(town, plan)
    assert said(row.cells[-1]) == expected


def test_what_there_is_not_stops_the_proposal_and_the_decision(town: PlanTown) -> None:
    plan = town.plan()
    write_section(town.operator, town.section(plan), "Se {{indikator:finns-inte}} här.", seen=0)
    with pytest.raises(Refused, match="Rätta texten. Uppdraget: ”indikator:finns-inte”"):
        propose(town.operator, plan)
    own = town.plan("enhetsplan", town.school)
    write_section(town.operator, town.section(own, "aktiviteter"), "Se {{finns:inte}} här.", seen=0)
    with pytest.raises(Refused, match="Rätta texten"):
        town.decide(own, paragraph="", delegation="4.2")
    own.refresh_from_db()
    assert own.is_open, "nothing is decided"
