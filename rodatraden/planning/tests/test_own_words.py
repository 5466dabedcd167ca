"""What is decided is kept in the municipality's own words, also where whoever decides reads the pages in English."""

from datetime import date

import pytest
from django.utils.translation import override

from rodatraden.documents.freezing import content
from rodatraden.planning.contents import live
from rodatraden.planning.services import Deciding, begin_plan, decide_plan
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.tests.cast import PlanTown, planning_model
from rodatraden.tenancy.models import Municipality

ENGLISH = {
    '"enhetschef" }': '"enhetschef", en = "head of unit" }',
    'many = "enhetsplaner"': 'many = "enhetsplaner", en = "unit plan"',
    'many = "nämndplaner"': 'many = "nämndplaner", en = "board plan"',
}


@pytest.fixture
def bilingual(perstorp: Municipality) -> PlanTown:
    """Plans whose types and deciders have an English name beside the Swedish."""
    model = planning_model()
    for swedish, both in ENGLISH.items():
        assert swedish in model
        model = model.replace(swedish, both)
    return PlanTown(model)


@pytest.mark.django_db
def test_an_official_who_reads_english_decides_in_swedish(bilingual: PlanTown) -> None:
    with override("en"):
        head = bilingual.actor(bilingual.head)
        assert head.roles[0].told.startswith("head of unit (")
        plan = begin_plan(head, "enhetsplan", bilingual.school, 2019)
        said = Deciding(seen=reading_mark(plan), day=date(2018, 9, 10), delegation="3.1", confirmed=True)
        plan = decide_plan(head, plan, said)
    assert plan.title.startswith("Enhetsplan 2019")
    assert plan.decision is not None and plan.decision.position == f"enhetschef ({bilingual.school.name})"
    assert plan.frozen is not None
    kept = content(plan.frozen).decode()
    assert "enhetschef" in kept and "nämndplan" in kept
    assert not [word for word in ("head of unit", "unit plan", "board plan") if word in kept.casefold()]


@pytest.mark.django_db
def test_a_draft_is_one_document_in_one_language_whoever_asks(bilingual: PlanTown) -> None:
    plan = bilingual.plan("enhetsplan", bilingual.school)
    swedish = live(bilingual.actor(bilingual.head), plan)
    with override("en"):
        assert live(bilingual.actor(bilingual.head), plan) == swedish
