"""Where a plan's document is read, it is told what of its decision has been corrected since."""

from rodatraden.decisions.corrections import corrections
from rodatraden.decisions.services import correct_decision
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.planning.tests.test_pages import page, text

TOLD = "och dokumentet är oförändrat."


def test_a_decision_that_is_corrected_afterwards_is_told_of_and_its_document_stays(town: PlanTown) -> None:
    plan = town.decided_plan("budget", town.council)
    assert plan.decision is not None and plan.frozen is not None
    before = plan.frozen.sha256
    assert TOLD not in text(page(town.member, "document", plan.pk))
    correct_decision(town.operator, plan.decision, title=plan.decision.title, paragraph="188", reference="KS 2018/1")
    shown = text(page(town.member, "document", plan.pk))
    assert TOLD in shown and "diarienummer: – → KS 2018/1; paragraf: 88 → 188" in shown
    assert "§ 188" not in shown.replace("\u00a0", " ")
    assert TOLD in text(page(town.member, "plan", plan.pk))
    plan.frozen.refresh_from_db()
    assert plan.frozen.sha256 == before


def test_what_was_corrected_before_the_document_was_frozen_is_in_it(town: PlanTown) -> None:
    decision = town.decision("kf-5", town.council, "5")
    correct_decision(town.operator, decision, title="Budgeten", paragraph="6", reference="")
    assert [each.what for each in corrections(decision)] == [f"paragraf: 5 → 6; rubrik: {decision.title} → Budgeten"]
    plan = town.decided_plan("budget", town.council)
    assert plan.frozen is not None
    assert corrections(decision, since=plan.frozen.made_at) == []
