"""Entering and correcting amounts: who may, what is refused, what is asked, what is kept and what is logged."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from rodatraden.audit.log import entries
from rodatraden.economy.models import Amount
from rodatraden.economy.services import AmountEntry, record_amount, record_amounts
from rodatraden.economy.tests.house import AUGUST, JULY, YEAR_END, House
from rodatraden.organisation.access import NOBODY, system
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality


def test_an_amount_is_entered_with_who_and_when(house: House) -> None:
    report = record_amount(house.actor("sekreterare"), **house.told(house.board, source="Ledgern"))
    row = Amount.objects.get()
    assert (report.written, report.effects) == (True, ["new"])
    assert (row.unit, row.line, row.kind, row.year, row.as_of) == (house.board, "drift", "forecast", 2018, AUGUST)
    assert (int(row.value), row.source, row.entered_by) == (150_000_000, "Ledgern", "sekreterare sn")
    assert row.entered_at is not None
    assert not row.example


def test_a_frame_is_of_the_whole_year_and_rests_on_its_decision(house: House) -> None:
    told = house.told(house.board, kind="frame", as_of=None, decision=house.budget.pk)
    record_amount(house.actor("controller"), **told)
    row = Amount.objects.get()
    assert (row.as_of, row.decision) == (YEAR_END, house.budget)
    assert (entries()[0].after or {})["decision"] == house.budget.title


def test_a_correction_replaces_says_why_and_keeps_what_was(house: House) -> None:
    old = house.amount(house.board, "forecast", 149_000, AUGUST, source="Ledgern")
    record_amount(system(), **house.told(house.board, reason="Fel i underlaget"))
    old.refresh_from_db()
    new = Amount.objects.current().get()
    assert (new.replaces, new.reason, new.source) == (old, "Fel i underlaget", "Ledgern")
    assert new.value == 150_000_000
    assert old.superseded_at is not None
    assert old.value == 149_000_000


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_correction_without_a_reason_is_refused(house: House, reason: str) -> None:
    house.amount(house.board, "forecast", 149_000, AUGUST)
    with pytest.raises(Refused, match="149,0.mkr"):
        record_amount(system(), **house.told(house.board, reason=reason))
    assert Amount.objects.get().superseded_at is None


def test_a_final_outcome_after_a_preliminary_one_explains_itself(house: House) -> None:
    house.amount(house.board, "outcome", 149_000, AUGUST, preliminary=True)
    record_amount(system(), **house.told(house.board, kind="outcome", preliminary=False))
    new = Amount.objects.current().get()
    assert (new.preliminary, new.reason) == (False, "Slutligt belopp ersätter det preliminära.")


def test_the_same_once_more_changes_nothing(house: House) -> None:
    house.amount(house.board, "forecast", 150_000, AUGUST, source="Ledgern", example=True)
    report = record_amount(system(), **house.told(house.board))
    assert (report.effects, Amount.objects.count(), entries().count()) == (["unchanged"], 1, 0)


def test_a_new_figure_is_real_until_somebody_says_otherwise(house: House) -> None:
    house.amount(house.board, "forecast", 149_000, AUGUST, example=True)
    record_amount(system(), **house.told(house.board, reason="Nu på riktigt"))
    assert not Amount.objects.current().get().example


def test_who_came_second_is_told_what_the_first_wrote(house: House) -> None:
    first = house.amount(house.board, "forecast", 148_000, AUGUST)
    record_amount(system(), **house.told(house.board, value=Decimal(149_000_000), reason="Den första"))
    with pytest.raises(Refused, match="149,0.mkr") as caught:
        record_amount(system(), **house.told(house.board, reason="Den andra", seen=first.pk))
    assert set(caught.value.reasons) == {"value"}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"line": "finns-inte"}, "line"),
        ({"kind": "annat"}, "kind"),
        ({"year": 1989}, "year"),
        ({"year": 2101, "as_of": None}, "year"),
        ({"as_of": date(2018, 9, 11)}, "as_of"),
        ({"as_of": date(2016, 12, 31)}, "as_of"),
        ({"as_of": date(2019, 1, 1)}, "as_of"),
        ({"as_of": date(2017, 12, 31), "kind": "outcome"}, "as_of"),
        ({"kind": "frame", "as_of": JULY}, "as_of"),
        ({"kind": "outcome", "as_of": None}, "as_of"),
        ({"value": Decimal("0.001")}, "value"),
        ({"value": Decimal(10) ** 14}, "value"),
        ({"value": Decimal("NaN")}, "value"),
        ({"source": "x" * 201}, "source"),
        ({"note": "x" * 501}, "note"),
        ({"reason": "x" * 301}, "reason"),
        ({"decision": 1}, "decision"),
        ({"kind": "frame", "as_of": None, "decision": 999_999}, "decision"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(house: House, fields: dict[str, Any], wrong: str) -> None:
    with pytest.raises(Refused) as caught:
        record_amount(system(), **house.told(house.board, **fields))
    assert wrong in caught.value.reasons
    assert not Amount.objects.exists()


def test_a_forecast_may_be_made_before_its_year(house: House) -> None:
    record_amount(system(), **house.told(house.board, year=2019, as_of=AUGUST))
    assert Amount.objects.get().year == 2019


@pytest.mark.parametrize(
    ("account", "may"),
    [("controller", True), ("sekreterare", True), ("chef", False), ("ledamot", False), ("revisor", False)],
)
def test_only_who_may_enter_for_the_unit_enters(house: House, account: str, may: bool) -> None:
    told = house.told(house.board)
    if may:
        assert record_amount(house.actor(account), **told).written
        return
    with pytest.raises(PermissionDenied):
        record_amount(house.actor(account), **told)
    assert not Amount.objects.exists()


def test_a_head_enters_for_the_own_units_and_nobody_else_is_let_in(house: House) -> None:
    assert record_amount(house.actor("chef"), **house.told(house.home_care)).written
    with pytest.raises(PermissionDenied):
        record_amount(NOBODY, **house.told(house.home_care))


@pytest.mark.parametrize(
    ("account", "unit", "may"),
    [
        ("controller", "board", True),
        ("controller", "home_care", True),
        ("controller", "council", True),
        ("sekreterare", "board", False),
        ("sekreterare", "home_care", True),
        ("chef", "home_care", True),
        ("chef", "area", False),
        ("ledamot", "home_care", False),
        ("revisor", "board", False),
    ],
)
def test_a_frame_is_given_by_somebody_above_the_unit(house: House, account: str, unit: str, may: bool) -> None:
    told = house.told(getattr(house, unit), kind="frame", as_of=None)
    if may:
        assert record_amount(house.actor(account), **told).written
        return
    with pytest.raises(PermissionDenied):
        record_amount(house.actor(account), **told)
    with pytest.raises(PermissionDenied):
        record_amounts(house.actor(account), [AmountEntry(**told)])
    assert not Amount.objects.exists()


def test_a_file_with_the_own_frame_is_told_why_it_is_refused(house: House) -> None:
    told = AmountEntry(**house.told(house.board, kind="frame", as_of=None))
    (fault,) = record_amounts(house.actor("sekreterare"), [told], dry_run=True).faults
    assert (fault.field, str(fault.text)) == (
        "kind", "Ramen beslutas av den som står över enheten. Du kan föra in utfall och prognos.",
    )  # fmt: skip


def test_a_unit_of_another_municipality_is_out_of_reach(house: House, hallsberg: Municipality) -> None:
    actor = house.actor("controller")
    with scope(hallsberg):
        strange = house.unit("sn", "Socialnämnden", house.board.kind)  # type: ignore[arg-type]
    with pytest.raises(PermissionDenied):
        record_amount(actor, **house.told(strange))


def test_a_factor_of_a_thousand_is_asked_about_and_kept_when_it_is_meant(house: House) -> None:
    house.amount(house.board, "frame", 152_600)
    told = house.told(house.board, value=Decimal(155_000))
    report = record_amount(system(), **told)
    assert not report.written
    assert [doubt.field for doubt in report.doubts] == ["value"]
    assert Amount.objects.count() == 1
    assert record_amount(system(), sure=True, **told).written
    assert Amount.objects.current().get(kind="forecast").value == 155_000


def test_last_years_frame_is_what_a_new_one_is_held_against(house: House) -> None:
    house.amount(house.board, "frame", 148_000, date(2017, 12, 31))
    told = house.told(house.board, kind="frame", as_of=None, value=Decimal(152_600))
    assert record_amount(system(), **told).doubts


def test_each_amount_is_told_in_the_log_in_swedish(house: House) -> None:
    record_amount(house.actor("sekreterare"), **house.told(house.board))
    record_amount(house.actor("sekreterare"), **house.told(house.board, value=Decimal(151), reason="Rättat"), sure=True)
    first, second = entries().order_by("pk")
    assert (first.verb, first.kind, first.label) == (
        "förde in belopp", "amount", "Socialnämnden, drift: prognos 2018 per 2018-08-31",
    )  # fmt: skip
    assert second.verb == "rättade belopp"
    assert second.before is not None
    assert second.after is not None
    assert (second.before["value"], second.after["value"], second.after["reason"]) == ("150000000.00", "151", "Rättat")


def test_many_are_written_all_or_none(house: House) -> None:
    good = house.told(house.board)
    with pytest.raises(Refused) as caught:
        record_amounts(system(), [AmountEntry(**good), AmountEntry(**{**good, "line": "x", "as_of": JULY})])
    assert set(caught.value.reasons) == {"1.line"}
    assert not Amount.objects.exists()


def test_the_same_amount_twice_is_refused(house: House) -> None:
    entry = AmountEntry(**house.told(house.board))
    report = record_amounts(system(), [entry, entry], dry_run=True)
    assert report.effects == ["new", "refused"]
    assert not report.written


def test_a_dry_run_writes_nothing_and_tells_what_is_out_of_reach(house: House) -> None:
    told = [AmountEntry(**house.told(unit)) for unit in (house.home_care, house.board)]
    report = record_amounts(house.actor("chef"), told, dry_run=True)
    assert [fault.field for fault in report.faults] == ["unit"]
    assert not Amount.objects.exists()


def test_a_file_of_many_is_one_entry_in_the_log(house: House) -> None:
    rows = [
        AmountEntry(
            **house.told(house.board, kind="outcome", as_of=date.fromordinal(date(2018, 1, 1).toordinal() + at))
        )
        for at in range(120)
    ]
    record_amounts(system(), rows, sure=True)
    entry = entries().get()
    assert (entry.label, entry.after) == ("120 belopp", {"nya": 120, "ändrade": 0})


def test_the_queries_do_not_grow_with_the_rows(house: House) -> None:
    def queries(number: int) -> int:
        rows = [
            AmountEntry(**house.told(house.board, kind="outcome", as_of=date(2018, 1, 1 + at))) for at in range(number)
        ]
        with CaptureQueriesContext(connection) as asked:
            record_amounts(system(house.actor("controller").tree), rows, dry_run=True)
        return len(asked)

    queries(1)
    assert queries(2) == queries(25)


def test_only_one_amount_may_speak_of_the_same(house: House) -> None:
    house.amount(house.board, "forecast", 1, AUGUST)
    with pytest.raises(IntegrityError), transaction.atomic():
        house.amount(house.board, "forecast", 2, AUGUST)


def test_a_frame_is_never_preliminary(house: House) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        house.amount(house.board, "frame", 2, preliminary=True)
    record_amount(system(), **house.told(house.board, kind="frame", as_of=None, preliminary=True))
    assert not Amount.objects.get().preliminary
