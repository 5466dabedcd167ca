"""What the database itself holds about decisions, whoever writes."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from rodatraden.decisions.forms import DecisionChoice
from rodatraden.decisions.models import Decision
from rodatraden.organisation.models import Unit
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

DAY = date(2017, 11, 29)


def test_a_key_names_one_decision_in_a_municipality(town: Town, hallsberg: Municipality) -> None:
    Decision.objects.create(key="mal", title="Mål")
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(key="mal", title="Andra mål")
    with scope(hallsberg):
        assert Decision.objects.create(key="mal", title="Deras mål").pk


def test_a_paragraph_is_one_decision_of_a_body_in_a_day_where_both_are_stated(town: Town) -> None:
    def decide(key: str, paragraph: str, day: date | None) -> Decision:
        return Decision.objects.create(key=key, title=key, body=town.board, date=day, paragraph=paragraph)

    decide("a", "112", DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        decide("b", "112", DAY)
    for key, paragraph, day in (("c", "", DAY), ("d", "", DAY), ("e", "112", None), ("f", "112", None)):
        assert decide(key, paragraph, day).pk


def test_the_body_of_a_decision_is_not_deleted(town: Town) -> None:
    body = town.unit("utskott", "Utskottet", "committee", town.board)  # type: ignore[arg-type]
    decision = Decision.objects.create(key="mal", title="Mål", body=body)
    with pytest.raises(ProtectedError):
        body.delete()
    assert decision.answering_unit() == body.pk and str(decision) == "Mål"


def test_a_decision_points_at_nothing_but_its_body_and_its_file() -> None:
    """Others point at it, so that what was decided never changes with what rests on it."""
    links = {field.name for field in Decision._meta.fields if field.is_relation}
    assert links == {"municipality", "body", "file"}


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"date": date(2018, 5, 2), "paragraph": "7"}, "Nämnden 2018-05-02 § 7: Beslut"),
        ({"date": date(2018, 5, 2)}, "Nämnden 2018-05-02: Beslut"),
        ({"paragraph": "7"}, "Nämnden § 7: Beslut"),
        ({"body": None, "position": "rektor", "date": date(2018, 5, 2)}, "rektor 2018-05-02: Beslut"),
    ],
)
def test_decisions_are_told_apart_by_body_day_and_paragraph(town: Town, fields: dict[str, Any], label: str) -> None:
    row = Decision(title="Beslut", **{"body": Unit(name="Nämnden"), **fields})
    assert f"{row.cited}: Beslut" == label
    assert DecisionChoice(queryset=Decision.objects.none()).label_from_instance(row) == label


def test_the_latest_decision_comes_first_and_what_has_no_day_last(town: Town) -> None:
    for key, day in (("a", None), ("b", date(2016, 1, 1)), ("c", DAY), ("d", DAY)):
        Decision.objects.create(key=key, title=key, date=day)
    assert list(Decision.objects.values_list("key", flat=True)) == ["c", "d", "b", "a"]
