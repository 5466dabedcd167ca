"""Which decisions settle nothing yet."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from rodatraden.decisions.models import Decision
from rodatraden.decisions.taken import free_decisions, must_hold, takes
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.tenancy.edits import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(perstorp: object) -> Unit:
    return Unit.objects.create(key="namnd", name="Nämnden", kind=UnitKind.BOARD)


def decision(board: Unit, key: str, **fields: Any) -> Decision:
    said: Any = {"body": board, "date": date(2018, 9, 3), "paragraph": key, "title": "Beslut", **fields}
    return Decision.objects.create(key=key, **said)


def test_those_with_a_day_and_a_paragraph_are_free_the_latest_first(board: Unit) -> None:
    early, late = decision(board, "1"), decision(board, "2", date=date(2018, 9, 5))
    decision(board, "3", paragraph="")
    decision(board, "4", date=None)
    decision(board, "5", body=Unit.objects.create(key="annan", name="Annan", kind=UnitKind.BOARD))
    assert list(free_decisions(board.pk)) == [late, early]
    assert list(free_decisions(board.pk, date(2018, 9, 4))) == [late]


def test_only_a_free_decision_of_the_body_is_taken(board: Unit) -> None:
    other = Unit.objects.create(key="annan", name="Annan", kind=UnitKind.BOARD)
    assert takes(decision(board, "1"), board.pk)
    assert not takes(decision(board, "2", paragraph=""), board.pk)
    assert not takes(decision(other, "3"), board.pk)


def test_what_is_annulled_is_not_free_and_nothing_may_rest_on_it(board: Unit) -> None:
    annulled = decision(board, "1", annulled_on=date(2018, 9, 9))
    assert not free_decisions(board.pk).exists() and not takes(annulled, board.pk, settings.MATTERS)
    with pytest.raises(Refused, match="upphävt 2018-09-09") as refused:
        must_hold(annulled)
    assert list(refused.value.reasons) == ["decision"]
    must_hold(decision(board, "2"))
    must_hold(None)


def test_every_matter_points_at_its_decision() -> None:
    assert settings.MATTERS
    for name in settings.MATTERS:
        assert apps.get_model(name)._meta.get_field("decision").related_model is Decision
