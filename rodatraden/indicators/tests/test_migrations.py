"""What a migration carries over: nothing that was written is lost."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from rodatraden.indicators.models import Indicator, SeriesBreak
from rodatraden.indicators.tests.rows import an_indicator, the_house
from rodatraden.lib.periods import Period
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

moved = import_module("rodatraden.indicators.migrations.0005_series_breaks")
OLD: dict[str, tuple[str, str]] = {
    "tryggheten": ("2014", "ny enkät 2014"),
    "svar": ("2016-T2", ""),
    "klimat": ("", ""),
    "nojda": ("2017-03-15", "nytt urval"),
}


class OldIndicators:
    """Indicators as they were, with the one break each could have; remembers what is put back."""

    def __init__(self) -> None:
        self.put_back: dict[int, tuple[Period, str]] = {}
        self.found: list[Any] = []

    @property
    def objects(self) -> "OldIndicators":
        return self

    def filter(self, **which: int) -> "OldIndicators":
        self.which = which
        rows = Indicator.objects.all() if "municipality_id" in which else []
        self.found = [
            SimpleNamespace(pk=row.pk, breaks_at=Period.parse(OLD[row.key][0]), break_reason=OLD[row.key][1])
            for row in rows
            if OLD[row.key][0]
        ]
        return self

    def exclude(self, **which: str) -> "OldIndicators":
        assert which == {"breaks_at": ""}
        return self

    def only(self, *names: str) -> Iterator[Any]:
        assert names == ("breaks_at", "break_reason")
        return iter(self.found)

    def update(self, breaks_at: Period, break_reason: str) -> None:
        self.put_back[self.which["pk"]] = (breaks_at, break_reason)


class OldApps(SimpleNamespace):
    old: OldIndicators

    def get_model(self, app: str, name: str) -> Any:
        return {"Indicator": self.old, "SeriesBreak": SeriesBreak, "Municipality": Municipality}[name]


@pytest.fixture
def apps(perstorp: Municipality, hallsberg: Municipality) -> OldApps:
    for town in (perstorp, hallsberg):
        with scope(town):
            council = the_house()["kf"]
            for key in OLD:
                an_indicator(council, key)
    return OldApps(old=OldIndicators())


def test_the_one_break_becomes_a_row_in_its_own_municipality(apps: OldApps, hallsberg: Municipality) -> None:
    with scope(None):
        moved.carry_over(apps, None)
    wanted = {
        "tryggheten": (date(2014, 1, 1), "ny enkät 2014"),
        "svar": (date(2016, 5, 1), "ny mätmetod"),
        "nojda": (date(2017, 3, 15), "nytt urval"),
    }
    for town in (Municipality.objects.get(slug="perstorp"), hallsberg):
        with scope(town):
            rows = SeriesBreak.objects.select_related("indicator")
            assert {row.indicator.key: (row.day, row.reason) for row in rows} == wanted
            assert {row.municipality_id for row in rows} == {town.pk}


def test_backwards_the_latest_of_several_is_kept(apps: OldApps, perstorp: Municipality) -> None:
    with scope(None):
        moved.carry_over(apps, None)
    row = Indicator.objects.get(key="tryggheten")
    SeriesBreak.objects.create(indicator=row, day=date(2017, 7, 1), reason="färre frågor")
    with scope(None):
        moved.put_back(apps, None)
    back = {Indicator.objects.get(pk=pk).key: told for pk, told in apps.old.put_back.items() if _is_ours(pk)}
    assert back == {
        "tryggheten": (Period.parse("2017-07-01"), "färre frågor"),
        "svar": (Period.parse("2016-05-01"), "ny mätmetod"),
        "nojda": (Period.parse("2017-03-15"), "nytt urval"),
    }


def _is_ours(pk: int) -> bool:
    return Indicator.objects.filter(pk=pk).exists()
