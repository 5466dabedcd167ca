"""The demo's treated reports are frozen as the product freezes them: proved, whole, and once."""

import pytest

from rodatraden.demo.build import DAY
from rodatraden.demo.frozen import freeze_demo
from rodatraden.documents import freezing
from rodatraden.documents.models import Frozen
from rodatraden.followup.freezing import subject_of
from rodatraden.followup.models import OFFICIAL, Report
from rodatraden.followup.reports import Address
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

pytestmark = pytest.mark.django_db


def test_what_is_treated_is_frozen_once_dated_by_its_decision_and_can_be_proved(
    perstorp_in_the_demo: Municipality,
) -> None:
    with scope(perstorp_in_the_demo):
        rows = {
            subject_of(Address(row.kind, row.period_end, row.unit_id), row.unit.key): row
            for row in Report.objects.filter(state__in=OFFICIAL).select_related("unit", "decision")
        }
        assert freeze_demo(DAY) == len(rows) > 20
        found = {row.subject: row for row in Frozen.objects.filter(subject__startswith="report:")}
        assert set(found) == set(rows)
        assert {row.made_by for row in found.values()} == {"Demonstrationen"}
        for subject in list(found)[::9]:
            proof = freezing.verify(freezing.content(found[subject]))
            document = freezing.document_of(found[subject])
            assert proof is not None and (proof.subject, proof.version) == (subject, 1)
            assert not document.draft and document.example
            decision = rows[subject].decision
            assert decision is None or decision.date is None or decision.date <= document.date <= DAY
        assert freeze_demo(DAY) == 0


def test_where_nobody_has_treated_anything_nothing_is_frozen(perstorp_in_the_demo: Municipality) -> None:
    with scope(perstorp_in_the_demo):
        Report.objects.update(state="submitted")
        assert freeze_demo(DAY) == 0 and not Frozen.objects.filter(subject__startswith="report:").exists()
