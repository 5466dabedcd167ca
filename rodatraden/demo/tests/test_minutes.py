"""What the demo's bodies have decided stands in minutes that could be true: on meeting days, § in the order of days."""

from itertools import groupby, pairwise

import pytest

from rodatraden.decisions.models import Decision
from rodatraden.demo.build import DAY, MODEL_FROM
from rodatraden.demo.minutes import met_by, next_paragraph
from rodatraden.demo.rows import towns
from rodatraden.followup.models import Report
from rodatraden.followup.round import rounds_of_year
from rodatraden.organisation.access import system
from rodatraden.planning.models import PlanStep, StepKind
from rodatraden.tenancy import scope
from rodatraden.tests.kept import demo_of

pytestmark = [pytest.mark.django_db, pytest.mark.full]


@pytest.mark.parametrize("slug", towns())
def test_a_body_decides_on_a_day_when_it_meets(slug: str) -> None:
    with scope(demo_of(slug)):
        actor = system()
        model = actor.model_on(DAY)
        assert model is not None
        stated = set(Decision.objects.filter(example=False).values_list("date", flat=True))
        rows = Decision.objects.filter(example=True, body__isnull=False, date__gte=MODEL_FROM).exclude(date__in=stated)
        assert rows.count() >= 5
        for row in rows:
            assert row.date is not None and row.body_id is not None
            assert met_by(model, actor.tree.places[row.body_id], row.date) == row.date, (row.key, row.date)


@pytest.mark.parametrize("slug", towns())
def test_the_body_to_which_the_whole_report_goes_has_treated_it(slug: str) -> None:
    with scope(demo_of(slug)):
        seen = set()
        for round in rounds_of_year(system(), DAY.year):
            whole = next((slot for slot in round.slots.values() if slot.place.kind == "council"), None)
            if whole is not None and whole.report is not None and whole.report.decision is not None:
                decision = whole.report.decision
                assert (decision.body_id, decision.date) == (whole.due.receiver or whole.place.id, whole.due.treated)
                seen.add(decision.body_id)
        assert seen


@pytest.mark.parametrize("slug", towns())
def test_paragraphs_follow_the_days_of_a_bodys_year(slug: str) -> None:
    with scope(demo_of(slug)):
        rows = Decision.objects.filter(example=True, body__isnull=False).exclude(paragraph="")
        assert not Decision.objects.filter(example=True, body__isnull=False, paragraph="").exists()
        told = sorted((row.body_id, row.date, int(row.paragraph)) for row in rows if row.date is not None)
        assert len(told) > 20
        for _whose, group in groupby(told, key=lambda each: (each[0], each[1].year)):
            for (_, _, before), (_, _, after) in pairwise(group):
                assert before < after


@pytest.mark.parametrize("slug", towns())
def test_a_decision_settles_one_plan_and_stands_in_its_steps(slug: str) -> None:
    with scope(demo_of(slug)):
        steps = PlanStep.objects.filter(kind__in=(StepKind.DECIDED, StepKind.DECIDED_CHANGED))
        decided = list(steps.values_list("decision", flat=True))
        assert decided and None not in decided
        assert len(decided) == len(set(decided))
        for step in steps.select_related("decision", "plan"):
            assert step.decision is not None and step.day == step.decision.date, step.plan


@pytest.mark.parametrize("slug", towns())
def test_whoever_wrote_or_decided_is_somebody_of_the_cast(slug: str) -> None:
    with scope(demo_of(slug)):
        for name in {
            *PlanStep.objects.values_list("by", flat=True),
            *Report.objects.values_list("submitted_by", flat=True),
        }:
            assert not name.startswith("Ansvarig")
        assert not PlanStep.objects.filter(by="").exists()


def test_a_decision_between_two_meetings_has_room_for_its_paragraph(built: object) -> None:
    row = Decision.objects.filter(example=True, body__key="ks").order_by("date").last()
    assert row is not None and row.date is not None and row.body_id is not None
    assert int(next_paragraph(row.body_id, row.date)) == int(row.paragraph) + 1
    first = Decision.objects.filter(example=True, body=row.body_id, date__year=row.date.year).order_by("date").first()
    assert first is not None and first.date is not None
    assert int(next_paragraph(row.body_id, first.date)) < int(row.paragraph)
