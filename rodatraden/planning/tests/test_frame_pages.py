"""The page where frames are written, what the plan's document shows of them, and what the economy then refuses."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodatraden.documents.content import Callout, Document, Heading, Paragraph, Table, TextCell
from rodatraden.organisation.models import UnitKind
from rodatraden.planning.contents import document_of, live
from rodatraden.planning.models import Plan
from rodatraden.planning.services import propose_frames, revise_plan
from rodatraden.planning.source import read
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.planning.tests.test_frames import INVESTED, LINE, budget, entered, tkr
from rodatraden.planning.tests.test_pages import address, as_, page, post, text
from rodatraden.tenancy.links import here


def told(document: Document) -> dict[str, Table]:
    return {part.caption: part for part in document.parts if isinstance(part, Table)}


def cells(table: Table) -> list[list[object]]:
    return [
        [each.text if isinstance(each, TextCell) else getattr(each, "value", None) for each in row.cells]
        for row in table.rows
    ]


def boxes(town: PlanTown, **thousands: str) -> dict[str, str]:
    """What the form sends for the line of operations."""
    units = {"board": town.board, "other": town.other, "council": town.council}
    return {f"ram.{LINE}.{units[name].pk}": typed for name, typed in thousands.items()}


def test_frames_are_typed_in_thousands_and_told_against_the_year_before(town: PlanTown) -> None:
    entered(town.board, 150_000)
    plan = town.plan("budget", town.council)
    sent = boxes(town, board="152 600,5", other="21900", council="180000")
    reason = {f"varfor.{LINE}.{town.board.pk}": "Fler elever"}
    said = text(post(town.clerk, "frames", plan.pk, **sent, **reason))
    assert {(row.unit_id, row.value, row.reason) for row in plan.frames.all()} == {
        (town.board.pk, Decimal("152600500"), "Fler elever"),
        (town.other.pk, Decimal(21_900_000), ""),
        (town.council.pk, Decimal(180_000_000), ""),
    }
    assert "Ramarna är sparade." in said
    assert "Ramarna för 2 enheter är tillsammans 174,5" in said
    assert 'value="152\u00a0600,5"' in said
    assert "Kvar att fördela" in said
    assert "5\u00a0500" in said
    assert said.count("2\u00a0601") == 1


def test_bad_input_keeps_what_was_typed_and_says_where_and_what_to_do(town: PlanTown) -> None:
    plan = town.plan("budget", town.council)
    reason = {f"varfor.{LINE}.{town.executive.pk}": "För tidigt", f"ram.{LINE}.{town.executive.pk}": ""}
    answer = post(town.clerk, "frames", plan.pk, **boxes(town, board="mycket", other="21 900"), **reason)
    said = text(answer)
    assert answer.status_code == 422
    assert not plan.frames.exists()
    assert "Barn- och utbildningsnämnden, drift" in said
    assert "”mycket” är inget belopp. Skriv tusental kronor" in said
    assert "Skriv beloppet som orsaken gäller" in said
    assert all(f'value="{typed}"' in said for typed in ("mycket", "21 900", "För tidigt"))
    assert said.count('aria-invalid="true"') == 2
    assert "Ramen för en enhet är 21,9" in said
    too_large = post(town.clerk, "frames", plan.pk, **boxes(town, board="1" + 12 * "0"))
    assert (too_large.status_code, "Talet är för stort." in text(too_large)) == (422, True)


def test_more_than_there_is_and_nothing_for_somebody_is_told(town: PlanTown) -> None:
    entered(town.board, 150_000)
    plan = town.plan("budget", town.council)
    said = text(post(town.clerk, "frames", plan.pk, **boxes(town, board="", other="21900")))
    assert "Utan förslag: Barn- och utbildningsnämnden." in said
    said = text(post(town.clerk, "frames", plan.pk, **boxes(town, other="21900", council="20000")))
    assert "Mer än det som finns är fördelat för drift." in said
    assert "Mer fördelat än det som finns" in said


def test_whoever_was_second_is_told_and_loses_nothing(town: PlanTown) -> None:
    plan = town.plan("budget", town.council)
    seen = text(page(town.clerk, "frames", plan.pk)).partition('name="seen" value="')[2].partition('"')[0]
    propose_frames(town.operator, plan, [tkr(town.board, 10)])
    answer = post(town.clerk, "frames", plan.pk, seen=seen, **boxes(town, board="12345"))
    assert answer.status_code == 422
    assert "Någon annan har ändrat ramarna" in text(answer)
    assert 'value="12345"' in text(answer)


def test_a_plan_that_is_no_budget_says_so(town: PlanTown) -> None:
    plan = town.plan()
    assert "Planen beslutar inga ramar" in text(page(town.secretary, "frames", plan.pk))
    assert post(town.secretary, "frames", plan.pk, **boxes(town, board="1")).status_code == 422
    linked = [address("frames", plan.pk) in text(page(town.secretary, name, plan.pk)) for name in ("plan", "write")]
    assert linked == [False, False]


def test_who_does_not_write_the_plan_does_not_reach_its_frames(town: PlanTown) -> None:
    plan = town.plan("budget", town.council)
    assert {user: page(user, "frames", plan.pk).status_code for user in (town.head, town.auditor, town.clerk)} == {
        town.head: 404,
        town.auditor: 404,
        town.clerk: 200,
    }
    for name in ("plan", "write", "items"):
        assert address("frames", plan.pk) in text(page(town.clerk, name, plan.pk))


def test_the_document_shows_what_is_proposed_beside_this_year(town: PlanTown) -> None:
    entered(town.board, 150_000)
    plan = budget(town, tkr(town.board, 153_000, "Fler elever"), tkr(town.executive, 9_000), tkr(town.council, 170_000))
    document = live(town.operator, plan)
    table = told(document)["Ramar 2019: drift"]
    assert [column.header for column in table.columns][1:3] == ["Ram 2018", "Föreslagen ram 2019"]
    assert cells(table) == [
        ["Barn- och utbildningsnämnden", 150_000_000, 153_000_000, 3_000_000, Decimal(2), "Fler elever"],
        ["Kommunstyrelsen", None, Decimal(9_000_000), None, None, ""],
        ["Summa", None, 162_000_000, None, None, ""],
        ["Att fördela", None, 170_000_000, None, None, ""],
        ["Inte fördelat", None, 8_000_000, None, None, ""],
    ]
    notes = [part.text for part in document.parts if isinstance(part, Paragraph)]
    assert any("ett förslag tills planen är beslutad" in note for note in notes)
    offered = next(part for part in document.parts if isinstance(part, Callout) and part.kind == "decision")
    assert "att fastställa ramarna för 2 enheter" in offered.items


def sections(document: Document) -> dict[str, list[str]]:
    """The tables' captions by the heading that they stand under."""
    found: dict[str, list[str]] = {}
    heading = ""
    for part in document.parts:
        if isinstance(part, Heading):
            heading = part.text
        elif isinstance(part, Table):
            found.setdefault(heading, []).append(part.caption)
    return found


def test_a_required_section_of_frames_shows_them_until_somebody_writes_it(town: PlanTown) -> None:
    plan = budget(town, tkr(town.board, 153_000), tkr(town.board, 400, line=INVESTED))
    both = ["Ramar 2019: drift", "Ramar 2019: investeringar"]
    assert sections(live(town.operator, plan))["Ekonomi"] == both
    plan.texts.filter(section="ekonomi").update(text="Läget är bra.")
    found = sections(live(town.operator, plan))
    assert ("Ekonomi" in found, found["Ramar 2019"]) == (False, both)
    plan.texts.filter(section="ekonomi").update(text="Läget är bra.\n\n{{ekonomi}}\n\nSlut.")
    found = sections(live(town.operator, plan))
    assert (found["Ekonomi"], "Ramar 2019" in found) == (both, False)


def test_what_is_decided_is_frozen_and_the_next_version_is_held_against_it(town: PlanTown) -> None:
    plan = town.decide(town.proposed(budget(town, tkr(town.board, 153_000))))
    source = read(town.operator, Plan.objects.select_related("decision__body", "replaces", "unit").get(pk=plan.pk))
    table = told(document_of(source))["Ramar 2019: drift"]
    assert [column.header for column in table.columns][2] == "Ram 2019"
    new = revise_plan(town.operator, plan, "Omfördelning.")
    propose_frames(town.operator, new, [tkr(town.board, 156_000)])
    town.decide(town.proposed(new), paragraph="99")
    compared = text(as_(town.clerk).get(address("document", new.pk) + "?jamfor="))
    assert "153\u00a0000" in compared
    assert "156\u00a0000" in compared


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_every_format_has_the_frames(town: PlanTown, form: str) -> None:
    plan = budget(town, tkr(town.board, 153_000))
    answer: Any = as_(town.clerk).get(address("document", plan.pk) + f"?format={form}")
    assert answer.status_code == 200
    assert len(answer.getvalue()) > 1000


def test_the_economys_form_tells_which_plan_decided_and_where_its_change_begins(town: PlanTown) -> None:
    plan = town.decide(town.proposed(budget(town, tkr(town.board, 153_000))))
    form = f"{here('economy:enter', town.board.key)}?ar=2019&slag=frame&rad={LINE}"
    shown = text(as_(town.clerk).get(form))
    assert f"Ramen är beslutad i ”{plan.title}”" in shown
    assert here("planning:step", plan.pk, "revidera") in shown
    told = {"line": LINE, "value": "160 000", "reason": "Fel", "seen": ""}
    answer = as_(town.clerk).post(form, told)
    assert answer.status_code == 422
    assert "ändras bara med ett nytt beslut" in text(answer)
    assert "160 000" in text(answer)


def test_the_page_and_the_document_cost_the_same_however_many_units_there_are(town: PlanTown) -> None:
    plan = budget(town, tkr(town.board, 153_000))

    def cost(name: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert page(town.clerk, name, plan.pk).status_code == 200
        return len(asked)

    before = {name: cost(name) for name in ("frames", "document")}
    for number in range(12):
        unit = town.unit(f"n{number}", f"Nämnd {number}", UnitKind.BOARD, town.council)
        entered(unit, 1000 + number)
        propose_frames(town.operator, plan, [tkr(unit, 2000 + number)])
    assert {name: cost(name) for name in before} == before
