"""Entering and correcting one figure: append-only, explained, asked about, logged."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.log import entries as log_entries
from rodatraden.decisions.models import Decision
from rodatraden.indicators.models import Indicator, Outcome, Target
from rodatraden.indicators.services import Report, record_outcome, set_target
from rodatraden.indicators.services.figures import SETTLED
from rodatraden.indicators.tests.rows import (
    a_target,
    an_indicator,
    an_outcome,
    another_municipalitys_indicator,
    somebody,
    year,
)
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality


@pytest.fixture
def safety(house: dict[str, Unit]) -> Indicator:
    return an_indicator(house["kf"])


@pytest.fixture
def coordinator(house: dict[str, Unit]) -> Actor:
    return somebody(house["kf"])


def enter(actor: Actor, indicator: Indicator, value: str, **fields: Any) -> Report:
    told = {"unit": indicator.owner_id, "period": year(2018), **fields}
    return record_outcome(actor, indicator=indicator.pk, value=Decimal(value), **told)


def promise(actor: Actor, indicator: Indicator, **fields: Any) -> Report:
    return set_target(actor, indicator=indicator.pk, unit=indicator.owner_id, period=year(2018), **fields)


def refusal(actor: Actor, indicator: Indicator, value: str, **fields: Any) -> dict[str, str]:
    with pytest.raises(Refused) as refused:
        enter(actor, indicator, value, **fields)
    return dict(refused.value.reasons)


def test_a_first_outcome_says_who_entered_it_and_when(safety: Indicator, coordinator: Actor) -> None:
    report = enter(coordinator, safety, "51", source="SCB")
    row = Outcome.objects.get()
    assert (report.written, report.effects) == (True, ["new"])
    assert (row.value, row.entered_by, row.source) == (Decimal(51), coordinator.by.name, "SCB")
    assert row.entered_at.date().isoformat() == "2018-09-10"
    assert (row.replaces, row.superseded_at, row.preliminary, row.example) == (None, None, False, False)


def test_a_correction_is_a_new_row_and_the_old_one_stays(safety: Indicator, coordinator: Actor) -> None:
    enter(coordinator, safety, "51", source="SCB")
    report = enter(coordinator, safety, "52", reason="SCB rättade tabellen")
    old, new = Outcome.objects.order_by("pk")
    assert report.effects == ["changed"]
    assert report.was == {0: Decimal(51)}
    assert (old.value, old.superseded_at is None) == (Decimal(51), False)
    assert (new.value, new.replaces, new.reason) == (Decimal(52), old, "SCB rättade tabellen")
    assert new.source == "SCB", "what is not said again is kept"


def test_only_the_mark_of_being_replaced_is_ever_written_on_an_old_row(safety: Indicator, coordinator: Actor) -> None:
    enter(coordinator, safety, "51", source="SCB", note="Enkäten")
    before: dict[str, Any] = dict(Outcome.objects.values().get())
    enter(coordinator, safety, "52", reason="fel", source="Annan", note="Annat")
    after: dict[str, Any] = dict(Outcome.objects.values().get(pk=before["id"]))
    assert {name for name in before if before[name] != after[name]} == {"superseded_at"}


def test_a_correction_without_a_reason_is_refused(safety: Indicator, coordinator: Actor) -> None:
    enter(coordinator, safety, "51")
    assert refusal(coordinator, safety, "52") == {"reason": "2018 har redan 51. Skriv varför det ändras."}
    assert Outcome.objects.count() == 1


def test_a_final_value_after_a_preliminary_one_explains_itself(safety: Indicator, coordinator: Actor) -> None:
    enter(coordinator, safety, "51", preliminary=True)
    enter(coordinator, safety, "51", preliminary=False)
    assert Outcome.objects.get(superseded_at=None).reason == SETTLED


def test_the_same_value_again_writes_nothing(safety: Indicator, coordinator: Actor) -> None:
    enter(coordinator, safety, "51", source="SCB")
    assert enter(coordinator, safety, "51.0").effects == ["unchanged"]
    assert Outcome.objects.count() == 1
    assert log_entries().count() == 1


def test_a_value_measured_in_another_year_keeps_that(safety: Indicator, coordinator: Actor) -> None:
    enter(coordinator, safety, "12.6", measured_period=year(2016), sure=True)
    enter(coordinator, safety, "12.7", reason="rättat", sure=True)
    assert Outcome.objects.get(superseded_at=None).measured_period == year(2016)
    enter(coordinator, safety, "12.7", measured_period=year(2018), reason="mätt på nytt", sure=True)
    assert Outcome.objects.get(superseded_at=None).measured_period is None


def test_a_made_up_value_that_is_replaced_is_no_longer_made_up(safety: Indicator, coordinator: Actor) -> None:
    an_outcome(safety, 2018, "50", example=True, decimals=1)
    enter(coordinator, safety, "51", reason="riktigt värde")
    row = Outcome.objects.get(superseded_at=None)
    assert (row.example, row.decimals) == (False, None)


def test_a_strange_value_is_asked_about_and_kept_when_said_again(safety: Indicator, coordinator: Actor) -> None:
    enter(coordinator, safety, "51", period=year(2017))
    report = enter(coordinator, safety, "51000")
    assert (report.written, len(report.doubts)) == (False, 1)
    assert not Outcome.objects.filter(period=year(2018)).exists()
    assert enter(coordinator, safety, "51000", sure=True).written
    assert Outcome.objects.get(period=year(2018)).value == 51000


def test_each_breakdown_has_its_own_value(house: dict[str, Unit], coordinator: Actor) -> None:
    split = an_indicator(house["kf"], by_gender=True)
    for breakdown in ("total", "women", "men"):
        enter(coordinator, split, "50", breakdown=breakdown)
    assert Outcome.objects.filter(superseded_at=None).count() == 3


def test_a_breakdown_of_what_is_not_split_is_refused(safety: Indicator, coordinator: Actor) -> None:
    assert refusal(coordinator, safety, "50", breakdown="women") == {"breakdown": "Indikatorn är inte könsuppdelad."}
    assert "breakdown" in refusal(coordinator, safety, "50", breakdown="barn")


@pytest.mark.parametrize("value", ["1E+14", "NaN", "Infinity"])
def test_a_number_that_does_not_fit_is_refused(safety: Indicator, coordinator: Actor, value: str) -> None:
    assert refusal(coordinator, safety, value) == {"value": "Talet är för stort."}


def test_more_decimals_than_are_kept_are_refused(safety: Indicator, coordinator: Actor) -> None:
    assert refusal(coordinator, safety, "0.1234567") == {"value": "Högst 6 decimaler går att spara."}


def test_a_text_that_does_not_fit_is_refused(safety: Indicator, coordinator: Actor) -> None:
    assert refusal(coordinator, safety, "5", source="x" * 201) == {"source": "Texten är för lång: högst 200 tecken."}


def test_who_reads_only_may_not_enter(house: dict[str, Unit], safety: Indicator) -> None:
    with pytest.raises(PermissionDenied):
        enter(somebody(house["kf"], "ledamot"), safety, "51")
    assert not Outcome.objects.exists()


def test_who_enters_for_one_board_may_not_for_another(house: dict[str, Unit], safety: Indicator) -> None:
    head = somebody(house["hemtjansten"], "chef")
    with pytest.raises(PermissionDenied):
        enter(head, safety, "51", unit=house["bun"].pk)
    assert enter(head, safety, "51", unit=house["hemtjansten"].pk).written


def test_another_municipalitys_indicator_does_not_exist(
    house: dict[str, Unit], coordinator: Actor, hallsberg: Municipality
) -> None:
    stranger = another_municipalitys_indicator(hallsberg)
    said = refusal(coordinator, stranger, "5", unit=house["kf"].pk)
    assert said == {"indicator": "Indikatorn finns inte i kommunen."}
    with pytest.raises(PermissionDenied):
        enter(coordinator, stranger, "5", unit=stranger.owner_id)


def test_a_figure_that_somebody_else_wrote_meanwhile_is_shown(safety: Indicator, coordinator: Actor) -> None:
    enter(coordinator, safety, "51")
    said = refusal(coordinator, safety, "52", seen=0, reason="fel")
    assert said == {"value": "Någon annan har fört in 51 för 2018 sedan du öppnade sidan."}
    seen = Outcome.objects.get().pk
    assert enter(coordinator, safety, "52", seen=seen, reason="fel").written


def test_a_race_to_the_same_cell_is_told_in_words(
    safety: Indicator, coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(coordinator, safety, "51")
    monkeypatch.setattr("rodatraden.indicators.services.figures._Work._before", lambda *_: {})
    assert list(refusal(coordinator, safety, "52")) == [""]
    assert Outcome.objects.get().value == 51


def test_each_verb_leaves_one_entry_in_the_log(safety: Indicator, coordinator: Actor) -> None:
    enter(coordinator, safety, "51")
    enter(coordinator, safety, "52", reason="rättat", measured_period=year(2017))
    newest, first = log_entries()
    assert newest.before
    assert newest.after
    assert (first.verb, first.label, first.object_id) == ("förde in utfall", f"{safety.name} 2018", str(safety.pk))
    assert (newest.verb, newest.before["value"], newest.after["value"]) == ("rättade utfall", "51.000000", "52")
    assert (newest.after["measured_period"], newest.after["reason"]) == ("2017", "rättat")


def test_a_target_may_be_a_value_an_interval_or_as_the_period_before(safety: Indicator, coordinator: Actor) -> None:
    promise(coordinator, safety, value=Decimal(55))
    promise(coordinator, safety, form="interval", low=Decimal(50), high=Decimal(60), reason="beslut")
    promise(coordinator, safety, form="as_before", reason="nytt beslut")
    assert [row.form for row in Target.objects.order_by("pk")] == ["value", "interval", "as_before"]
    assert Target.objects.filter(superseded_at=None).count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "value"),
        ({"form": "interval", "low": Decimal(1)}, "high"),
        ({"form": "interval", "high": Decimal(1)}, "low"),
        ({"form": "interval", "low": Decimal(2), "high": Decimal(1)}, "high"),
        ({"form": "pil", "value": Decimal(2)}, "form"),
        ({"value": Decimal(2), "decision": 4711}, "decision"),
    ],
)
def test_a_target_that_does_not_say_what_its_form_needs_is_refused(
    safety: Indicator, coordinator: Actor, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        promise(coordinator, safety, **fields)
    assert list(refused.value.reasons) == [field]


def test_a_target_keeps_its_decision(house: dict[str, Unit], safety: Indicator, coordinator: Actor) -> None:
    decision = Decision.objects.create(key="mal-2018", title="Mål", body=house["kf"])
    promise(coordinator, safety, value=Decimal(55), decision=decision.pk, mandate=True)
    promise(coordinator, safety, note="Trygghetsenkäten", value=Decimal(55), reason="saknade källa")
    row = Target.objects.get(superseded_at=None)
    assert (row.decision, row.mandate) == (decision, True)


def test_a_decided_target_is_changed_only_by_another_decision(house: dict[str, Unit], safety: Indicator) -> None:
    first, second = (Decision.objects.create(key=key, title=key, body=house["kf"]) for key in ("mal-2018", "mal-2019"))
    writer, keeper = somebody(house["kf"], "chef"), somebody(house["kf"])
    promise(writer, safety, value=Decimal(55), decision=first.pk)
    for same in (None, first.pk):
        with pytest.raises(Refused) as refused:
            promise(writer, safety, value=Decimal(60), decision=same, reason="nya tider")
        assert "55" in refused.value.reasons["decision"]
    promise(writer, safety, value=Decimal(60), decision=second.pk, reason="nya tider")
    promise(keeper, safety, value=Decimal(61), reason="skrivfel")
    assert list(Target.objects.order_by("pk").values_list("value", "decision__key")) == [
        (Decimal(55), "mal-2018"), (Decimal(60), "mal-2019"), (Decimal(61), "mal-2019"),
    ]  # fmt: skip
    changed = log_entries()[1]
    assert ((changed.before or {})["decision"], (changed.after or {})["decision"]) == ("mal-2018", "mal-2019")


def test_a_changed_target_needs_a_reason(safety: Indicator, coordinator: Actor) -> None:
    a_target(safety, 2018, "55")
    with pytest.raises(Refused) as refused:
        promise(coordinator, safety, value=Decimal(50))
    assert list(refused.value.reasons) == ["reason"]


def test_a_target_a_thousand_times_the_outcome_is_asked_about(safety: Indicator, coordinator: Actor) -> None:
    an_outcome(safety, 2017, "51")
    report = promise(coordinator, safety, value=Decimal(55000))
    assert (report.written, report.doubts[0].field) == (False, "value")
