"""Saying that a series breaks, taking it back, and saying all at once: who may, what is refused, what is logged."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodatraden.audit.log import entries
from rodatraden.indicators.models import Indicator, SeriesBreak
from rodatraden.indicators.services import add_series_break, remove_series_break, set_series_breaks
from rodatraden.indicators.tests.rows import (
    a_break,
    an_indicator,
    another_municipalitys_indicator,
    somebody,
)
from rodatraden.organisation.access import NOBODY, Actor, system
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality

NEW_SURVEY, LATER = date(2014, 1, 1), date(2016, 7, 1)


@pytest.fixture
def safety(house: dict[str, Unit]) -> Indicator:
    return an_indicator(house["kf"])


@pytest.fixture
def coordinator(house: dict[str, Unit]) -> Actor:
    return somebody(house["kf"])


def held(indicator: Indicator) -> dict[date, str]:
    return {row.day: row.reason for row in SeriesBreak.objects.filter(indicator=indicator)}


def test_a_series_may_break_several_times(coordinator: Actor, safety: Indicator) -> None:
    add_series_break(coordinator, safety, LATER, "färre frågor")
    add_series_break(coordinator, safety, NEW_SURVEY, "  ny enkät\n2014 ")
    assert held(safety) == {NEW_SURVEY: "ny enkät 2014", LATER: "färre frågor"}
    assert [row.day for row in safety.breaks.all()] == [NEW_SURVEY, LATER]
    entry = entries().first()
    assert entry is not None
    assert (entry.verb, entry.kind, entry.label) == ("lade till ny mätmetod", "indicator", safety.name)
    assert entry.after == {"day": "2014-01-01", "reason": "ny enkät 2014"}


@pytest.mark.parametrize(
    ("day", "reason", "field"),
    [
        (NEW_SURVEY, "", "reason"),
        (NEW_SURVEY, " \n ", "reason"),
        (NEW_SURVEY, "x" * 301, "reason"),
        (date(1, 1, 1), "ny enkät", "day"),
        (date(9999, 1, 1), "ny enkät", "day"),
        (LATER, "ny enkät", "day"),
    ],
)
def test_what_does_not_hold_is_refused_by_field(
    coordinator: Actor, safety: Indicator, day: date, reason: str, field: str
) -> None:
    a_break(safety, LATER.isoformat())
    with pytest.raises(Refused) as refused:
        add_series_break(coordinator, safety, day, reason)
    assert set(refused.value.reasons) == {field}
    assert list(held(safety)) == [LATER]


def test_two_indicators_may_break_on_the_same_day(
    coordinator: Actor, safety: Indicator, house: dict[str, Unit]
) -> None:
    other = an_indicator(house["sn"], "annan")
    for each in (safety, other):
        add_series_break(coordinator, each, NEW_SURVEY, "ny enkät")
    assert held(safety) == held(other) == {NEW_SURVEY: "ny enkät"}


def test_taking_it_back_needs_a_reason_and_is_done_once(coordinator: Actor, safety: Indicator) -> None:
    row = a_break(safety, "2014-01-01")
    with pytest.raises(Refused) as refused:
        remove_series_break(coordinator, row, "  ")
    assert set(refused.value.reasons) == {"reason"}
    remove_series_break(coordinator, row, "Fel år")
    assert held(safety) == {}
    entry = entries().first()
    assert entry is not None and entry.verb == "tog bort ny mätmetod"
    assert (entry.before, entry.after) == ({"day": "2014-01-01", "reason": "ny enkät"}, {"reason": "Fel år"})
    with pytest.raises(Refused, match="redan borttagen"):
        remove_series_break(coordinator, row, "Fel år")


def test_all_at_once_are_written_only_where_something_differs(coordinator: Actor, safety: Indicator) -> None:
    set_series_breaks(coordinator, safety, {LATER: "färre frågor", NEW_SURVEY: "ny enkät"})
    assert held(safety) == {NEW_SURVEY: "ny enkät", LATER: "färre frågor"}
    count, known = entries().count(), set(SeriesBreak.objects.values_list("pk", flat=True))
    set_series_breaks(coordinator, safety, {NEW_SURVEY: "ny enkät ", LATER: "färre frågor"})
    assert (entries().count(), set(SeriesBreak.objects.values_list("pk", flat=True))) == (count, known)
    set_series_breaks(coordinator, safety, {LATER: "färre frågor"})
    entry = entries().first()
    assert entry is not None
    assert entry.before == {"breaks": "2014-01-01: ny enkät\n2016-07-01: färre frågor"}
    assert entry.after == {"breaks": "2016-07-01: färre frågor"}


def test_of_all_at_once_one_that_is_refused_stops_the_rest(coordinator: Actor, safety: Indicator) -> None:
    a_break(safety, "2014-01-01")
    with pytest.raises(Refused):
        set_series_breaks(coordinator, safety, {LATER: "färre frågor", date(2017, 1, 1): ""})
    assert list(held(safety)) == [NEW_SURVEY]


@pytest.mark.parametrize(
    ("unit", "kind", "may"),
    [
        ("kf", "samordnare", True),
        ("sn", "samordnare", True),
        ("bun", "samordnare", False),
        ("kf", "kommundirektor", False),
        ("sn", "forvaltningschef", False),
        ("sn", "namndsekreterare", False),
        ("hemtjansten", "chef", False),
        ("sn", "ordforande", False),
        ("sn", "ledamot", False),
        ("kf", "revisor", False),
    ],
)
def test_only_who_administers_the_owner_may(house: dict[str, Unit], unit: str, kind: str, may: bool) -> None:
    actor, indicator = somebody(house[unit], kind), an_indicator(house["sn"], "nojda")
    row = a_break(indicator, "2016-07-01")
    if may:
        add_series_break(actor, indicator, NEW_SURVEY, "ny enkät")
        remove_series_break(actor, row, "Fel")
        set_series_breaks(actor, indicator, {})
        assert held(indicator) == {}
        return
    for verb in (
        lambda: add_series_break(actor, indicator, NEW_SURVEY, "ny enkät"),
        lambda: remove_series_break(actor, row, "Fel"),
        lambda: set_series_breaks(actor, indicator, {}),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert list(held(indicator)) == [LATER]


def test_nobody_may_nothing_and_the_console_all(safety: Indicator) -> None:
    with pytest.raises(PermissionDenied):
        add_series_break(NOBODY, safety, NEW_SURVEY, "ny enkät")
    add_series_break(system(), safety, NEW_SURVEY, "ny enkät")
    assert list(held(safety)) == [NEW_SURVEY]


def test_another_municipalitys_indicator_is_out_of_reach(coordinator: Actor, hallsberg: Municipality) -> None:
    stranger = another_municipalitys_indicator(hallsberg)
    for verb in (
        lambda: add_series_break(coordinator, stranger, NEW_SURVEY, "ny enkät"),
        lambda: set_series_breaks(coordinator, stranger, {NEW_SURVEY: "ny enkät"}),
    ):
        with pytest.raises(Refused):
            verb()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.dictionaries(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.text("ab :.", max_size=8)), max_size=3)
)
def test_what_is_said_last_holds_whatever_was_said_before(house: dict[str, Unit], told: list[dict[date, str]]) -> None:
    indicator = Indicator.objects.filter(key="egen").first() or an_indicator(house["kf"], "egen")
    kept: dict[date, str] = held(indicator)
    for wanted in told:
        lines = {day: " ".join(reason.split()) for day, reason in wanted.items()}
        if all(lines.values()):
            set_series_breaks(system(), indicator, wanted)
            kept = lines
        else:
            with pytest.raises(Refused):
                set_series_breaks(system(), indicator, wanted)
    assert held(indicator) == kept
