"""A plan as a document: its parts in order, and its tables."""

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import pytest

from rodatraden.documents.content import (
    Block,
    Callout,
    Cell,
    DateCell,
    DefinitionList,
    Document,
    Heading,
    KeySentence,
    MissingCell,
    NumberCell,
    Table,
    TextCell,
)
from rodatraden.indicators.models import Indicator
from rodatraden.lib.periods import Period
from rodatraden.planning.contents import live
from rodatraden.planning.models import Plan
from rodatraden.planning.services import (
    add_item,
    change_item,
    drop_item,
    propose,
    propose_target,
    revise_plan,
)
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.thread.services import change_draft

Kind = TypeVar("Kind", bound=Block)
Y2019 = Period.parse("2019")


def of(parts: Document | tuple[Block, ...] | list[Block], kind: type[Kind]) -> list[Kind]:
    found = parts.parts if isinstance(parts, Document) else parts
    return [part for part in found if isinstance(part, kind)]


def headings(document: Document) -> list[str]:
    return [part.text for part in of(document, Heading)]


def table(document: Document, caption: str) -> Table:
    (found,) = [part for part in of(document, Table) if part.caption == caption]
    return found


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


def rows(found: Table) -> list[list[str]]:
    return [[said(cell) for cell in row.cells] for row in found.rows]


def shown(town: PlanTown, plan: Plan) -> Document:
    return live(town.operator, plan)


def about(document: Document) -> dict[str, str]:
    return {term.term: said(term.value) for term in of(document, DefinitionList)[-1].terms}


def measured(town: PlanTown, **fields: Any) -> Indicator:
    """An indicator with two outcomes, which measures a goal of the board."""
    trust = town.indicator(decimals=1, **fields)
    town.outcome(trust, "2016", "69")
    town.outcome(trust, "2017", "70.5")
    town.measured("Tryggt i skolan", trust, serves=(town.council_goal.item,))
    return trust


def test_the_parts_of_a_boards_plan_stand_in_their_order(town: PlanTown) -> None:
    assert headings(shown(town, town.plan())) == [
        "I korthet",
        "Det här är redan beslutat",
        "Uppdraget",
        "Nämndens mål",
        "Ekonomi",
        "Mål",
        "Om planen",
    ]


def test_it_is_headed_by_type_time_and_unit(town: PlanTown) -> None:
    document = shown(town, town.plan())
    assert (document.title, document.subtitle, document.municipality, document.period, document.draft) == (
        "Nämndplan 2019",
        "Barn- och utbildningsnämnden",
        "Perstorps kommun",
        "2019-01-01–2019-12-31",
        True,
    )
    assert (document.date, document.reference) == (date(2018, 9, 10), "")


def test_a_decided_one_has_the_day_and_reference_of_its_decision(town: PlanTown) -> None:
    plan = town.decided_plan(reference="BUN 2018/17")
    document = shown(town, plan)
    assert (document.date, document.reference, document.draft) == (date(2018, 9, 3), "BUN 2018/17", False)
    assert about(document) == {
        "Gäller": "2019-01-01–2019-12-31",
        "Beslutas av": "Barn- och utbildningsnämnden",
        "Beslutad": "2018-09-03",
        "Paragraf": "§ 88",
        "Diarienummer": "BUN 2018/17",
        "Lagrum": "kommunallagen 6 kap. 6 §",
        "Bygger på": "budget",
        "Skickas för kännedom till": "kommunfullmäktige och kommunstyrelsen",
    }


def test_an_officials_says_what_the_decision_rests_on(town: PlanTown) -> None:
    plan = town.plan("enhetsplan", town.school)
    town.decide(plan, town.actor(town.head), paragraph="", delegation="Punkt 3.2")
    plan.refresh_from_db()
    told = about(shown(town, plan))
    assert told["Beslutet vilar på"] == "Punkt 3.2"
    assert told["Beslutas av"] == "enhetschef"
    assert "Paragraf" not in told


def test_a_revision_says_why(town: PlanTown) -> None:
    new = revise_plan(town.operator, town.decided_plan(), "Ny skollag.")
    assert about(shown(town, new))["Ändrar den tidigare planen"] == "Ny skollag."


@pytest.mark.parametrize(
    ("kind", "unit", "expected"),
    [
        ("budget", "council", "Planen har ett fullmäktigemål, alla som förut."),
        ("namndplan", "board", "Planen har 2 nämndmål, alla som förut."),
        ("namndplan", "other", "Planen har ännu inga mål eller aktiviteter i tråden."),
        ("enhetsplan", "school", "Planen har ännu inga mål eller aktiviteter i tråden."),
    ],
)
def test_in_short_it_says_how_much_is_in_it(town: PlanTown, kind: str, unit: str, expected: str) -> None:
    (key,) = of(shown(town, town.plan(kind, vars(town)[unit])), KeySentence)
    assert key.text == expected


def test_in_short_it_counts_what_is_new_changed_and_ended(town: PlanTown) -> None:
    plan = town.plan()
    for title in ("Läsro", "Skolgård"):
        add_item(town.operator, plan, level="namndmal", unit=town.board, title=title, serves=[town.council_goal.item])
    change_item(town.operator, town.row(plan, town.goal.item))
    drop_item(town.operator, town.row(plan, town.other_goal.item), "Uppnått.")
    (key,) = of(shown(town, plan), KeySentence)
    assert key.text == "Planen har 3 nämndmål: 2 är nya, ett ändras och ett upphör."


def test_where_all_ends_it_says_that_nothing_is_left(town: PlanTown) -> None:
    plan = town.plan()
    for item in (town.goal.item, town.other_goal.item):
        drop_item(town.operator, town.row(plan, item), "Uppnått.")
    (key,) = of(shown(town, plan), KeySentence)
    assert key.text == "Planen har inget kvar i tråden: 2 upphör."


def test_what_differs_from_before_is_listed_item_by_item(town: PlanTown) -> None:
    plan = town.plan()
    add_item(town.operator, plan, level="namndmal", unit=town.board, title="Läsro", serves=[town.council_goal.item])
    draft = change_item(town.operator, town.row(plan, town.goal.item))
    change_draft(town.operator, draft, draft.edit, title="Alla trivs i skolan")
    drop_item(town.operator, town.row(plan, town.other_goal.item), "Uppnått.")
    (told,) = [each for each in of(shown(town, plan), Callout) if each.title == "Nytt mot förra planen"]
    assert told.items == (
        "Nytt: Läsro",
        "Ändrat: Alla trivs i skolan (förut: Fler trivs i skolan)",
        "Upphör: Fler läser",
    )


def test_a_change_of_other_words_than_the_title_is_told_by_the_title(town: PlanTown) -> None:
    plan = town.plan()
    draft = change_item(town.operator, town.row(plan, town.goal.item))
    change_draft(town.operator, draft, draft.edit, text="Mätt i enkäten.")
    (told,) = [each for each in of(shown(town, plan), Callout) if each.title == "Nytt mot förra planen"]
    assert told.items == ("Ändrat: Fler trivs i skolan",)


def test_the_proposal_says_all_that_is_decided_with_it(town: PlanTown) -> None:
    trust = measured(town)
    plan = town.plan()
    drop_item(town.operator, town.row(plan, town.other_goal.item), "Uppnått.")
    propose_target(town.operator, plan, indicator=trust, unit=town.board, period=Y2019, value=Decimal(73))
    (proposal,) = [each for each in of(shown(town, plan), Callout) if each.kind == "decision"]
    assert proposal.title == "Barn- och utbildningsnämnden föreslås besluta"
    assert proposal.items == (
        "att anta Nämndplan 2019",
        "att fastställa det målvärde som föreslås",
        "att ett led i tråden upphör",
    )


def test_a_single_point_is_one_sentence(town: PlanTown) -> None:
    (proposal,) = [each for each in of(shown(town, town.plan()), Callout) if each.kind == "decision"]
    said = (proposal.title, proposal.text, proposal.items)
    assert said == ("Barn- och utbildningsnämnden föreslås besluta", "att anta Nämndplan 2019.", ())


def test_the_decision_is_told_where_there_is_one(town: PlanTown) -> None:
    (told,) = [each for each in of(shown(town, town.decided_plan()), Callout) if each.title == "Beslut"]
    assert "Barn- och utbildningsnämnden" in told.text
    assert "§ 88" in told.text
    assert not [each for each in of(shown(town, Plan.objects.get()), Callout) if each.kind == "decision"]


def test_what_ends_stands_with_its_reason(town: PlanTown) -> None:
    plan = town.plan()
    drop_item(town.operator, town.row(plan, town.other_goal.item), "Målet är uppnått.")
    document = shown(town, plan)
    assert "Upphör med planen" in headings(document)
    terms = [(term.term, said(term.value)) for each in of(document, DefinitionList) for term in each.terms]
    assert ("Fler läser", "Målet är uppnått.") in terms
    assert "Fler läser" not in [row[0] for row in rows(table(document, "Nämndmål"))]


def test_what_others_decided_stands_with_what_serves_it(town: PlanTown) -> None:
    found = table(shown(town, town.plan()), "Beslutat av andra, och vad i planen som bidrar till det")
    assert rows(found) == [["Fullmäktigemål", "Tryggare skolor", "Fler läser; Fler trivs i skolan"]]


def test_and_says_where_nothing_serves_it(town: PlanTown) -> None:
    plan = town.plan("enhetsplan", town.school)
    found = table(shown(town, plan), "Beslutat av andra, och vad i planen som bidrar till det")
    assert rows(found) == [["Nämndmål", "Fler läser", "–inget"], ["Nämndmål", "Fler trivs i skolan", "–inget"]]


def test_goals_say_what_they_serve_who_answers_and_what_becomes_of_them(town: PlanTown) -> None:
    plan = town.plan()
    answers: Any = {"responsible_kind": "enhetschef", "responsible_unit": town.school}
    serves = [town.council_goal.item, town.goal.item]
    add_item(town.operator, plan, level="namndmal", unit=town.board, title="Läsro", serves=serves, **answers)
    change_item(town.operator, town.row(plan, town.goal.item))
    found = table(shown(town, plan), "Nämndmål")
    assert [column.header for column in found.columns] == ["Nämndmål", "Bidrar till", "Ansvarig", "Mot förra planen"]
    assert sorted(rows(found)) == [
        ["Fler läser", "Tryggare skolor", "–", "fortsätter"],
        ["Fler trivs i skolan", "Tryggare skolor", "–", "ändras"],
        ["Läsro", "Tryggare skolor; Fler trivs i skolan", "enhetschef, Parkskolan", "nytt"],
    ]


def test_activities_say_who_and_when(town: PlanTown) -> None:
    plan = town.plan("enhetsplan", town.school)
    told = {"level": "aktivitet", "unit": town.school, "serves": [town.goal.item]}
    add_item(town.operator, plan, title="Läs varje dag", deadline=date(2019, 6, 14), **told)  # type: ignore[arg-type]
    add_item(town.operator, plan, title="Bygg ett bibliotek", **told)  # type: ignore[arg-type]
    document = shown(town, plan)
    assert "Det som ska göras" in headings(document)
    assert sorted(rows(table(document, "Aktiviteter"))) == [
        ["Bygg ett bibliotek", "Fler trivs i skolan", "–", "–"],
        ["Läs varje dag", "Fler trivs i skolan", "–", "2019-06-14"],
    ]


def test_indicators_stand_under_their_goal_with_outcome_and_targets(town: PlanTown) -> None:
    trust = measured(town)
    plan = town.plan()
    town.target(trust, "2019", "73.2")
    found = table(shown(town, plan), "Indikatorer och målvärden")
    assert [column.header for column in found.columns] == [
        "Indikator",
        "Enhet",
        "Senaste utfall till och med 2018",
        "Mål 2019",
    ]
    assert rows(found) == [["Tryggt i skolan"], ["Trygghet", "index", "70,5 (2017)", "73.2"]]


def test_the_outcome_of_the_nearest_year_is_a_number_alone(town: PlanTown) -> None:
    town.outcome(measured(town), "2018", "71.2")
    found = table(shown(town, town.plan()), "Indikatorer och målvärden")
    assert found.rows[1].cells[2] == NumberCell(Decimal("71.2"), 1)


def test_where_there_is_neither_outcome_nor_target_that_is_missing(town: PlanTown) -> None:
    town.measured("Lugnt", town.indicator("lugn"), serves=(town.council_goal.item,))
    found = table(shown(town, town.plan()), "Indikatorer och målvärden")
    assert rows(found)[1] == ["Lugn", "index", "–", "–"]


def test_what_is_proposed_stands_in_the_words_of_who_proposed_it(town: PlanTown) -> None:
    plan = town.plan()
    propose(town.operator, plan, "Nämnden antar planen och tackar.", day=date(2018, 9, 1))
    plan.refresh_from_db()
    (asked,) = (part for part in of(shown(town, plan), Callout) if part.kind == "decision")
    assert asked.text == "Nämnden antar planen och tackar."
    town.decide(plan)
    plan.refresh_from_db()
    assert [part for part in of(shown(town, plan), Callout) if part.kind == "decision"] == []
