"""The demo's economy: plausible, marked as example, adding up, and with a board in each that expects a deficit."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rodatraden.conftest import DEMO_DAY
from rodatraden.demo import rows
from rodatraden.demo.rows import DataProblem, read_town, towns
from rodatraden.economy.lines import lines
from rodatraden.economy.models import Amount
from rodatraden.economy.reading import ledger_of
from rodatraden.economy.rows import LineRow
from rodatraden.organisation.access import system
from rodatraden.organisation.models import BOARDS
from rodatraden.steering.active import active_model
from rodatraden.tenancy import scope
from rodatraden.tests.kept import demo_of

MUNICIPALITY = 'code = "X001"\nname = "Prov"\nmodel_example = true\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty municipality called prov."""
    monkeypatch.setattr(rows, "DATA", tmp_path)
    example = tmp_path / "prov" / "example"
    example.mkdir(parents=True)
    (tmp_path / "prov" / "municipality.toml").write_text(MUNICIPALITY, encoding="utf-8")
    read_town.cache_clear()
    return example


def test_a_table_of_thousands_is_read_as_amounts_in_kronor(folder: Path) -> None:
    text = (
        "unit;line;decision 2018;frame 2017;frame 2018;outcome 2018-07;forecast 2018-02\n"
        "sn;drift;kf-1;100;1 200,5;700*;-\n"
    )
    (folder / "amounts.csv").write_text(text, encoding="utf-8")
    found = [
        (row.kind, row.year, row.as_of, row.value, row.preliminary, row.decision) for row in read_town("prov").amounts
    ]
    assert found == [
        ("frame", 2017, date(2017, 12, 31), Decimal(100_000), False, ""),
        ("frame", 2018, date(2018, 12, 31), Decimal(1_200_500), False, "kf-1"),
        ("outcome", 2018, date(2018, 7, 31), Decimal(700_000), True, ""),
    ]
    assert all(row.example and row.source == "Exempel" for row in read_town("prov").amounts)


def test_what_is_no_amount_is_told_with_its_file(folder: Path) -> None:
    (folder / "amounts.csv").write_text("unit;line;guess 2018\nsn;drift;100\n", encoding="utf-8")
    with pytest.raises(DataProblem, match="amounts.csv"):
        read_town("prov")


@pytest.mark.parametrize("slug", towns())
def test_what_the_data_names_is_there(slug: str) -> None:
    town = read_town(slug)
    units, decisions = {row.key for row in town.units}, {row.key for row in town.decisions}
    assert {row.unit for row in town.amounts} <= units
    assert {row.decision for row in town.amounts} - {""} <= decisions
    assert all(row.decision for row in town.amounts if row.kind == "frame" and row.year == 2018 and row.unit in units
               and town_kind(slug, row.unit) in BOARDS)  # fmt: skip
    assert max(row.as_of for row in town.amounts if row.kind != "frame") < DEMO_DAY


def town_kind(slug: str, unit: str) -> str:
    return next(row.kind for row in read_town(slug).units if row.key == unit)


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("slug", towns())
def test_every_board_has_a_frame_months_and_a_forecast_and_one_expects_a_deficit(slug: str) -> None:
    with scope(demo_of(slug)):
        assert not Amount.objects.filter(example=False).exists()
        tree, model = system().tree, active_model(DEMO_DAY)
        book = ledger_of(2018, DEMO_DAY, tree, model)
        operations = lines(model)[0]
        boards = [place for place in tree.places.values() if place.kind in BOARDS]
        found: list[LineRow] = [book.row(place.id, operations) for place in boards]
        assert len(boards) >= 4
        assert all(row.frame and row.outcome and row.forecast for row in found)
        assert all(len(book.outcomes(place.id, operations)) == 8 for place in boards)
        assert any(row.deviation and row.deviation.standing == "deficit" for row in found)
        assert all(row.used and Decimal("0.5") < row.used < Decimal("0.8") for row in found)
        assert all(row.unshared is None or row.unshared >= 0 for row in found)
        council = next(place for place in tree.places.values() if place.kind == "council")
        whole = book.row(council.id, operations)
        assert whole.frame and whole.outcome and whole.forecast
        assert not whole.missing
        investing = book.row(council.id, lines(model)[1])
        assert investing.frame and investing.forecast
