"""Many figures at once: all or none, few queries, memory that does not grow with the rows."""

import tracemalloc
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodatraden.audit.log import entries as log_entries
from rodatraden.indicators.models import Indicator, Outcome, Target
from rodatraden.indicators.services import OutcomeEntry, TargetEntry, record_outcomes, set_targets
from rodatraden.indicators.tests.rows import an_indicator, an_outcome, somebody, year
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import Refused


@pytest.fixture
def indicator(house: dict[str, Unit]) -> Indicator:
    return an_indicator(house["kf"], "sjukfranvaro", name="Sjukfrånvaro", unit_of_measure="%", decimals=1)


@pytest.fixture
def coordinator(house: dict[str, Unit]) -> Actor:
    return somebody(house["kf"])


def entry(indicator: Indicator, period: Period, value: str = "5", **more: object) -> OutcomeEntry:
    told = {"unit": indicator.owner_id, "value": Decimal(value), **more}
    return OutcomeEntry(indicator=indicator.pk, period=period, **told)  # type: ignore[arg-type]


def months(count: int, first: int = 1960) -> Iterator[Period]:
    period = Period.parse(f"{first}-01")
    for _ in range(count):
        yield period
        period = period.next()


def test_new_changed_and_unchanged_are_told_apart(indicator: Indicator, coordinator: Actor) -> None:
    an_outcome(indicator, 2016, "4.9")
    an_outcome(indicator, 2017, "4.8")
    rows = [
        entry(indicator, year(2016), "4.9"),
        entry(indicator, year(2017), "4.7", reason="rättat"),
        entry(indicator, year(2018), "4.6"),
    ]
    report = record_outcomes(coordinator, rows)
    assert report.effects == ["unchanged", "changed", "new"]
    assert report.was == {1: Decimal("4.8")}
    assert [row.value for row in Outcome.objects.filter(superseded_at=None).order_by("period")] == [
        Decimal("4.9"),
        Decimal("4.7"),
        Decimal("4.6"),
    ]


def test_one_faulty_row_keeps_all_of_them_out(indicator: Indicator, coordinator: Actor) -> None:
    rows = [entry(indicator, year(2017)), entry(indicator, year(2018), "1E+20")]
    with pytest.raises(Refused) as refused:
        record_outcomes(coordinator, rows)
    assert dict(refused.value.reasons) == {"1.value": "Talet är för stort."}
    assert not Outcome.objects.exists()
    assert not log_entries().exists()


def test_a_fault_in_a_late_chunk_takes_the_first_chunk_back(
    indicator: Indicator, coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rodatraden.tenancy.many.AT_A_TIME", 2)
    rows = [entry(indicator, period) for period in months(5)]
    with pytest.raises(Refused) as refused:
        record_outcomes(coordinator, [*rows, rows[0]])
    assert list(refused.value.reasons) == ["5.period"]
    assert not Outcome.objects.exists()


def test_the_same_cell_twice_is_a_fault_in_the_second(indicator: Indicator, coordinator: Actor) -> None:
    rows = [entry(indicator, year(2018), "5"), entry(indicator, year(2018), "6")]
    report = record_outcomes(coordinator, rows, dry_run=True)
    assert [(fault.at, str(fault.text)) for fault in report.faults] == [(1, "Värdet för 2018 står två gånger.")]
    assert report.effects == ["new", "refused"]


def test_doubts_are_asked_about_together_and_nothing_is_written_before(
    indicator: Indicator, coordinator: Actor
) -> None:
    rows = [entry(indicator, year(2017), "5"), entry(indicator, year(2018), "5000")]
    report = record_outcomes(coordinator, rows)
    assert not report.written
    assert {doubt.at for doubt in report.doubts} == {1}
    assert not Outcome.objects.exists()
    assert record_outcomes(coordinator, rows, sure=True).written
    assert Outcome.objects.count() == 2


def test_a_dry_run_tells_everything_and_writes_nothing(
    indicator: Indicator, coordinator: Actor, house: dict[str, Unit]
) -> None:
    an_outcome(indicator, 2017, "4.8")
    rows = [entry(indicator, year(2017), "4.7"), entry(indicator, year(2018)), entry(indicator, year(2018), unit=0)]
    report = record_outcomes(coordinator, rows, dry_run=True)
    assert report.effects == ["refused", "new", "refused"]
    assert [fault.field for fault in report.faults] == ["reason", "unit"]
    assert (report.written, Outcome.objects.count()) == (False, 1)


def test_a_unit_out_of_reach_closes_the_door(house: dict[str, Unit], indicator: Indicator) -> None:
    head = somebody(house["sn"], "namndsekreterare")
    rows = [entry(indicator, year(2017), unit=house["sn"].pk), entry(indicator, year(2017), unit=house["bun"].pk)]
    with pytest.raises(PermissionDenied):
        record_outcomes(head, rows)
    assert not Outcome.objects.exists()


def test_many_rows_leave_one_entry_in_the_log(indicator: Indicator, coordinator: Actor) -> None:
    record_outcomes(coordinator, [entry(indicator, period) for period in months(101)])
    (entered,) = log_entries()
    assert entered.label == "Sjukfrånvaro: 101 utfall"
    assert entered.after == {"nya": 101, "ändrade": 0}


def test_each_figure_of_a_grid_is_told_in_the_log(indicator: Indicator, coordinator: Actor) -> None:
    an_outcome(indicator, 2016, "4.9")
    changed = entry(indicator, year(2016), value="4.8", reason="Fel blad")
    record_outcomes(coordinator, [changed, entry(indicator, year(2017))])
    corrected, new = sorted(log_entries(), key=lambda entry: entry.label)
    assert (corrected.label, corrected.verb) == ("Sjukfrånvaro 2016", "rättade utfall")
    assert (new.label, new.verb) == ("Sjukfrånvaro 2017", "förde in utfall")
    assert corrected.before and corrected.after
    told = (corrected.before["value"], corrected.after["value"], corrected.after["reason"])
    assert told == ("4.900000", "4.8", "Fel blad")


def test_nothing_to_write_is_no_fault(coordinator: Actor) -> None:
    report = record_outcomes(coordinator, [])
    assert (report.effects, log_entries().count()) == ([], 0)


def test_targets_go_the_same_way(indicator: Indicator, coordinator: Actor) -> None:
    def target(at: int, value: str, reason: str = "") -> TargetEntry:
        return TargetEntry(
            indicator=indicator.pk, unit=indicator.owner_id, period=year(at), value=Decimal(value), reason=reason
        )

    set_targets(coordinator, [target(2018, "4.7"), target(2019, "4.6")])
    report = set_targets(coordinator, [target(2018, "4.5", "nytt beslut"), target(2019, "4.6")])
    assert report.effects == ["changed", "unchanged"]
    assert Target.objects.get(superseded_at=None, period=year(2018)).value == Decimal("4.5")


def count_reads(coordinator: Actor, rows: list[OutcomeEntry]) -> tuple[int, int]:
    """How many queries read, and how many write other than inserts (which the engine's limits cut up)."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        record_outcomes(coordinator, rows)
    asked = [query["sql"] for query in queries]
    return (
        sum(sql.startswith("SELECT") for sql in asked),
        sum(sql.startswith("UPDATE") for sql in asked),
    )


def test_the_number_of_queries_follows_the_chunks_and_not_the_rows(house: dict[str, Unit], coordinator: Actor) -> None:
    few = an_indicator(house["kf"], "fa")
    many = an_indicator(house["kf"], "manga")
    assert count_reads(coordinator, [entry(few, period) for period in months(10)]) == count_reads(
        coordinator, [entry(many, period) for period in months(600)]
    )


def test_memory_does_not_grow_with_the_rows(
    indicator: Indicator, coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rodatraden.tenancy.many.AT_A_TIME", 100)

    def peak(count: int, first: int) -> int:
        tracemalloc.start()
        record_outcomes(coordinator, (entry(indicator, period) for period in months(count, first)))
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(100, 1000)
    small, large = peak(200, 1100), peak(2000, 1200)
    assert large < small * 3, "ten times the rows"
