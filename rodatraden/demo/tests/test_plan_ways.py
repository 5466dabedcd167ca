"""The demo's plans stand in every state that a visitor may want to see, each with the way that led there."""

import pytest

from rodatraden.demo.build import DAY
from rodatraden.demo.plan_texts import made_up
from rodatraden.demo.plan_ways import VERBS, WayLine
from rodatraden.demo.rows import DATA, rows_of, towns
from rodatraden.documents.freezing import versions
from rodatraden.organisation.access import system
from rodatraden.planning.models import Plan, PlanText, State, StepKind
from rodatraden.planning.services.deciding import subject_of
from rodatraden.planning.states import STANDING
from rodatraden.tenancy import scope
from rodatraden.tests.kept import demo_of
from rodatraden.wheel.body_page import bodies, meeting_days

STATES = {
    State.PREPARATION, State.OUT_FOR_VIEWS, State.PROPOSED, State.REFERRED_BACK, State.TABLED, State.REJECTED,
    State.DECIDED, State.ANNOUNCED, State.APPEALED, State.REPLACED,
}  # fmt: skip


def test_the_ways_in_the_files_run_forward_by_verbs_that_there_are() -> None:
    ways = [row for slug in towns() for row in rows_of(DATA / slug, "plans", WayLine)]
    assert len(ways) >= 5
    for row in ways:
        days = [step.on for step in row.way]
        assert days == sorted(days) and days[-1] <= DAY, row.unit
        assert {step.what for step in row.way} <= set(VERBS)


@pytest.mark.full
@pytest.mark.django_db
def test_together_the_municipalities_show_every_state() -> None:
    found: set[str] = set()
    for slug in towns():
        with scope(demo_of(slug)):
            found |= set(Plan.objects.values_list("state", flat=True))
    assert found >= STATES


@pytest.mark.full
@pytest.mark.django_db
def test_what_a_body_did_without_adopting_the_plan_is_a_decision_of_that_day() -> None:
    with scope(demo_of("svenljunga")):
        for state, kind in ((State.TABLED, StepKind.TABLED), (State.REJECTED, StepKind.REJECTED)):
            step = Plan.objects.get(state=state).steps.select_related("decision").get(kind=kind)
            assert step.decision is not None and step.decision.date == step.day
            assert step.comment and step.decision.paragraph and step.decision.example


@pytest.mark.full
@pytest.mark.django_db
def test_a_revised_plan_is_frozen_beside_the_one_that_it_replaced() -> None:
    with scope(demo_of("hallsberg")):
        old = Plan.objects.select_related("unit", "frozen", "decision").get(state=State.REPLACED)
        new = Plan.objects.select_related("frozen", "decision").get(replaces=old)
        assert new.state in STANDING and old.frozen is not None and new.frozen is not None
        assert new.valid_from is not None and old.valid_to is not None and old.valid_to < new.valid_from
        assert sorted(each.version for each in versions(subject_of(old))) == [1, 2]
        changed = next(row for row in new.texts.all() if row.text != old.texts.get(section=row.section).text)
        assert changed.text and new.frozen.sha256 != old.frozen.sha256 and new.frozen.reason == new.why_anew


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("slug", towns())
def test_a_plan_is_frozen_on_the_day_of_its_decision(slug: str) -> None:
    with scope(demo_of(slug)):
        plans = Plan.objects.filter(decision__date__gte="2017-01-01").select_related("frozen", "decision")
        assert plans
        for plan in plans:
            assert plan.frozen is not None and plan.decision is not None and plan.decision.date is not None
            assert plan.frozen.made_at.date() == plan.decision.date, plan


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("slug", towns())
def test_every_section_that_is_not_a_table_has_a_text_of_its_own(slug: str) -> None:
    with scope(demo_of(slug)):
        rows = PlanText.objects.filter(plan__state__in=STANDING, plan__frames=None).values_list("heading", "text")
        assert [heading for heading, text in rows.distinct() if not text] == []
    assert made_up("Något helt annat") == ""


@pytest.mark.full
@pytest.mark.django_db
def test_what_was_tabled_is_put_on_the_bodys_next_meeting() -> None:
    with scope(demo_of("svenljunga")):
        plan = Plan.objects.get(state=State.TABLED)
        assert plan.meeting is not None and plan.meeting > DAY
        assert plan.unit_id in {place.id for place in bodies(system())}
        assert plan.meeting in meeting_days(system(), system().tree.places[plan.unit_id], [plan.meeting.year])
