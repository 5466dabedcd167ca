"""Conclusions, proposed changes and consultations: what may be written, by whom, and what waits for them."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.models import Entry
from rodatraden.lib import clock
from rodatraden.planning.hindrances import hindrances
from rodatraden.planning.models import Plan, State
from rodatraden.planning.services import propose
from rodatraden.preparation.checks import consulted
from rodatraden.preparation.models import Consultation, Verdict
from rodatraden.preparation.services import (
    record_consultation,
    withdraw_consultation,
    write_change,
    write_conclusion,
)
from rodatraden.preparation.tests.cast import DAY, PreparedTown
from rodatraden.tenancy.edits import Refused, Stale


def held(town: PreparedTown, kind: str = "mbl", **said: object) -> Consultation:
    fields = {"kind": kind, "day": DAY, "parties": "Kommunal och Vision", "agreed": True, **said}
    return record_consultation(town.operator, town.next, **fields)  # type: ignore[arg-type]


def test_a_conclusion_leads_to_a_change_or_is_set_aside_with_a_reason(town: PreparedTown) -> None:
    row = town.conclusion()
    assert row.leads_nowhere
    change = town.change()
    assert not write_conclusion(town.operator, town.next, row, change=change).leads_nowhere
    assert not town.conclusion("Fler flyttar hit.", set_aside="Ryms redan.").leads_nowhere
    with pytest.raises(Refused, match="Välj rapporten"):
        town.conclusion("Fler flyttar ut.", part="Analys")
    with pytest.raises(Refused, match="inte båda"):
        town.conclusion("Båda.", change=change, set_aside="Nej.")


def test_a_conclusion_leads_to_a_change_of_its_own_plan(town: PreparedTown) -> None:
    other = town.plan(unit=town.other)
    with pytest.raises(Refused, match="annan plan"):
        town.conclusion(change=town.change(plan=other))


def test_a_change_is_not_turned_down_without_a_reason_nor_taken_in_without_its_consequences(
    town: PreparedTown,
) -> None:
    row = town.change()
    with pytest.raises(Refused, match="varför"):
        write_change(town.operator, town.next, row, verdict=Verdict.LEFT)
    with pytest.raises(Refused, match="konsekvenserna"):
        write_change(town.operator, town.next, row, verdict=Verdict.TAKEN)
    write_change(town.operator, town.next, row, verdict=Verdict.TAKEN, consequence="Längre skolväg för 40 barn.")
    row.refresh_from_db()
    assert row.verdict == Verdict.TAKEN


def test_of_two_who_change_one_conclusion_the_second_is_told(town: PreparedTown) -> None:
    row = town.conclusion()
    write_conclusion(town.operator, town.next, row, text="Färre trivs än 2017.", edit=row.edit)
    with pytest.raises(Stale) as told:
        write_conclusion(town.operator, town.next, row, text="Fler trivs.", edit=row.edit)
    assert told.value.theirs["text"] == "Färre trivs än 2017."


def test_only_who_writes_the_plan_prepares_it(town: PreparedTown) -> None:
    with pytest.raises(PermissionDenied):
        write_conclusion(town.actor(town.other_head), town.next, subject="needs", text="Intrång")
    with pytest.raises(PermissionDenied):
        record_consultation(town.actor(town.other_head), town.next, kind="mbl", day=DAY, parties="A", agreed=True)


def test_a_decided_plan_is_prepared_no_more(town: PreparedTown) -> None:
    Plan.objects.filter(pk=town.next.pk).update(state=State.DECIDED)
    with pytest.raises(Refused, match="beslutad"):
        town.conclusion()


def test_the_decision_waits_for_what_the_model_asks_for(town: PreparedTown) -> None:
    assert "förhandling enligt MBL" in str(consulted(town.operator, town.next))
    held(town)
    assert str(consulted(town.operator, town.next)) == ""
    change = town.change(significant=True)
    assert "Slå ihop två skolor" in str(consulted(town.operator, town.next))
    held(town, "risk", change=change)
    assert str(consulted(town.operator, town.next)) == ""


def test_a_significant_change_that_nobody_has_settled_stands_in_the_way_of_the_decision(town: PreparedTown) -> None:
    held(town)
    town.change("Byta namn")
    change = town.change(significant=True)
    held(town, "risk", change=change)
    told = [str(each) for each in hindrances(town.operator, town.next)]
    assert told == ["Betydande förändringar som inte är avgjorda: ”Slå ihop två skolor”."]
    write_change(town.operator, town.next, change, verdict=Verdict.LEFT, reason="För dyrt.")
    assert list(hindrances(town.operator, town.next)) == []


def test_a_change_that_is_turned_down_needs_no_assessment(town: PreparedTown) -> None:
    held(town)
    town.change(significant=True, verdict=Verdict.LEFT, reason="För dyrt.")
    assert str(consulted(town.operator, town.next)) == ""


def test_a_plan_that_waits_is_decided_anyhow_only_with_a_reason(town: PreparedTown) -> None:
    propose(town.operator, town.next)
    town.next.refresh_from_db()
    with pytest.raises(Refused, match="MBL"):
        town.decide(town.next)
    decided = town.decide(town.next, day=clock.today(), anyhow="Förhandlingen hölls centralt.")
    assert decided.state == State.DECIDED


def test_other_plan_types_wait_for_nothing(town: PreparedTown) -> None:
    budget = town.plan("budget", town.council)
    assert str(consulted(town.operator, budget)) == ""
    with pytest.raises(Refused, match="kräver inget"):
        record_consultation(town.operator, budget, kind="mbl", day=DAY, parties="A", agreed=True)


def test_a_negotiation_has_been_and_says_what_was_not_agreed(town: PreparedTown) -> None:
    with pytest.raises(Refused, match="inte varit"):
        held(town, day=date(2018, 12, 24))
    with pytest.raises(Refused, match="inte är eniga"):
        held(town, agreed=False)
    assert held(town, agreed=False, note="Vision ville ha fler tjänster.").agreed is False
    with pytest.raises(Refused) as told:
        held(town, parties="")
    assert "parties" in told.value.reasons


def test_what_was_recorded_by_mistake_stays_and_counts_no_more(town: PreparedTown) -> None:
    row = held(town)
    with pytest.raises(Refused, match="varför"):
        withdraw_consultation(town.operator, row, " ")
    withdraw_consultation(town.operator, row, "Fel plan.")
    withdraw_consultation(town.operator, row, "En gång till.")
    row.refresh_from_db()
    assert row.withdrawn_why == "Fel plan."
    assert "MBL" in str(consulted(town.operator, town.next))
    assert Entry.objects.filter(verb="återtog").count() == 1


def test_a_row_of_another_municipality_is_refused(town: PreparedTown) -> None:
    change = town.change()
    change.municipality_id += 1
    with pytest.raises(Refused):
        write_conclusion(town.operator, town.next, subject="needs", text="Lånad", change=change)


def test_who_speaks_in_the_log_is_who_wrote(town: PreparedTown) -> None:
    somebody = replace(town.operator, by=replace(town.operator.by, name="Utredaren"))
    row = write_conclusion(somebody, town.next, subject="needs", text="Kö till förskolan.")
    assert row.written_by == "Utredaren"
    assert Entry.objects.filter(actor="Utredaren", verb="skrev slutsats").exists()
