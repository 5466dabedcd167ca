"""The data files: figures as printed, stated and made-up apart, faults named by file and row."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.demo import rows
from rodatraden.demo.rows import DataProblem, Figure, read_figure, read_town, towns
from rodatraden.lib.numbers import SPACE, format_number

MUNICIPALITY = 'code = "X001"\nname = "Prov"\nmodel_example = true\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty municipality called prov."""
    monkeypatch.setattr(rows, "DATA", tmp_path)
    town = tmp_path / "prov"
    for part in ("stated", "example"):
        (town / part).mkdir(parents=True)
    (town / "municipality.toml").write_text(MUNICIPALITY, encoding="utf-8")
    read_town.cache_clear()
    return town


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("51", Figure(Decimal(51), 0)),
        ("12,0", Figure(Decimal(12), 1)),
        ("12,6 (2016)", Figure(Decimal("12.6"), 1, "2016")),
        ("-1,8", Figure(Decimal("-1.8"), 1)),
        ("27103", Figure(Decimal(27103), 0)),
        ("0", Figure(Decimal(0), 0)),
        ("-", None),
        ("–", None),
        ("", None),
        (None, None),
    ],
)
def test_a_cell_is_read_as_it_is_printed(cell: str | None, figure: Figure | None) -> None:
    assert read_figure(cell) == figure


@pytest.mark.parametrize("cell", ["tolv", "12,6 %", "(2016)", "12 (i fjol)"])
def test_what_is_no_figure_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="ingen siffra"):
        read_figure(cell)


@given(st.decimals(-99999, 99999, places=2, allow_nan=False), st.integers(0, 2))
def test_a_printed_figure_comes_back_with_its_decimals(value: Decimal, decimals: int) -> None:
    rounded = value.quantize(Decimal(1).scaleb(-decimals))
    cell = format_number(rounded, decimals).replace(SPACE, " ")
    assert read_figure(cell) == Figure(rounded, decimals)


def test_the_folder_says_what_is_example(folder: Path) -> None:
    (folder / "stated" / "units.csv").write_text("key;name;kind\nkf;Fullmäktige;council\n", encoding="utf-8")
    (folder / "example" / "units.csv").write_text("key;name;kind;parent\nn;Nämnd;board;kf\n", encoding="utf-8")
    assert [(unit.key, unit.example) for unit in read_town("prov").units] == [("kf", False), ("n", True)]


def test_what_is_made_up_has_exempel_for_its_source(folder: Path) -> None:
    (folder / "stated" / "units.csv").write_text("key;name;kind;source\nkf;F;council;Sidan 3\n", encoding="utf-8")
    (folder / "example" / "units.csv").write_text("key;name;kind\nn;Nämnd;board\n", encoding="utf-8")
    assert [unit.source for unit in read_town("prov").units] == ["Sidan 3", "Exempel"]


def test_a_file_cannot_say_itself_that_a_row_is_real(folder: Path) -> None:
    (folder / "example" / "units.csv").write_text("key;name;kind;example\nn;Nämnd;board;false\n", encoding="utf-8")
    with pytest.raises(DataProblem, match="mappen säger"):
        read_town("prov")


def test_a_fault_names_its_file_and_row(folder: Path) -> None:
    lines = "key;name;kind;colour\nkf;Fullmäktige;council;\nn;Nämnd;board;red\n"
    (folder / "stated" / "units.csv").write_text(lines, encoding="utf-8")
    with pytest.raises(DataProblem, match=r"stated/units\.csv, rad 2"):
        read_town("prov")


def test_a_table_of_figures_becomes_one_row_a_figure(folder: Path) -> None:
    (folder / "stated" / "figures.csv").write_text(
        "indicator;unit;outcome 2017;target 2018\na;kf;12,6 (2016);12,0\nb;kf;-;3\n", encoding="utf-8"
    )
    (folder / "stated" / "figures.toml").write_text('[target]\nnote = "Inget beslut."\n', encoding="utf-8")
    found = read_town("prov").evidence
    assert [(row.what, row.indicator, row.period, row.note) for row in found] == [
        ("outcome", "a", "2017", ""),
        ("target", "a", "2018", "Inget beslut."),
        ("target", "b", "2018", "Inget beslut."),
    ]


def test_a_default_fills_up_what_a_table_leaves_out(folder: Path) -> None:
    (folder / "example" / "items.toml").write_text(
        '[default]\nlevel = "mal"\nunit = "kf"\n[[item]]\nkey = "a"\ntitle = "A"\n'
        '[[item]]\nkey = "b"\ntitle = "B"\nunit = "n"\nserves = ["a"]\n',
        encoding="utf-8",
    )
    assert [(row.level, row.unit, row.serves) for row in read_town("prov").items] == [
        ("mal", "kf", ()),
        ("mal", "n", ("a",)),
    ]


def test_an_indicator_tells_where_its_series_breaks(folder: Path) -> None:
    head = '[[indicator]]\nkey = "a"\nname = "A"\nowner = "kf"\nunit_of_measure = "%"\n'
    rows = 'breaks = [{ day = 2014-01-01, reason = "ny enkät" }, { day = 2016-07-01, reason = "färre frågor" }]\n'
    (folder / "example" / "indicators.toml").write_text(head + rows, encoding="utf-8")
    (found,) = read_town("prov").indicators
    assert [(str(each.day), each.reason) for each in found.breaks] == [
        ("2014-01-01", "ny enkät"),
        ("2016-07-01", "färre frågor"),
    ]


@pytest.mark.parametrize(
    "said", ["{ day = 2014-01-01 }", '{ reason = "ny enkät" }', '{ day = "hösten", reason = "x" }']
)
def test_a_break_without_its_day_or_reason_is_a_fault(folder: Path, said: str) -> None:
    head = '[[indicator]]\nkey = "a"\nname = "A"\nowner = "kf"\nunit_of_measure = "%"\n'
    (folder / "example" / "indicators.toml").write_text(f"{head}breaks = [{said}]\n", encoding="utf-8")
    with pytest.raises(DataProblem, match="rad 1"):
        read_town("prov")


def test_an_activity_s_progress_is_read_from_its_columns(folder: Path) -> None:
    (folder / "example" / "activities.csv").write_text(
        "key;level;title;unit;serves;progress state;progress on;progress percent;progress note\n"
        "a;aktivitet;A;kf;x y;ongoing;2018-08-31;40;Går bra.\nb;aktivitet;B;kf;;;;;\n",
        encoding="utf-8",
    )
    first, second = read_town("prov").items
    assert first.serves == ("x", "y")
    assert first.progress is not None
    assert (first.progress.state, first.progress.percent) == ("ongoing", 40)
    assert second.progress is None


def test_the_four_municipalities_are_there_and_perstorp_comes_first() -> None:
    assert towns() == ("perstorp", "exempelkommunen", "hallsberg", "svenljunga")
