"""The console command over a municipality: export, import and breaks."""

import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from rodatraden import cli
from rodatraden.indicators.models import Outcome
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.console import BAD, FINDINGS, FINE, PERSTORP, Run, write
from rodatraden.thread.models import ItemVersion

INDICATOR_COLUMNS = [
    "indicator",
    "key",
    "unit_of_measure",
    "organisation_unit",
    "breakdown",
    "direction",
    "period",
    "measured_period",
    "target",
    "outcome",
    "preliminary",
    "example",
    "status",
    "status_reason",
    "item",
    "source",
]


COMMANDS = [
    ("model", "show"),
    ("export", "scorecard", "--year", "2018"),
    ("export", "thread", "--year", "2018"),
    ("export", "indicators", "--year", "2018"),
    ("breaks",),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_municipality_is_2_and_the_known_are_named(
    demo: Municipality, run: Run, command: tuple[str, ...]
) -> None:
    said = run(*command, "--municipality", "atlantis")
    assert (said.code, said.out) == (BAD, "")
    assert "atlantis" in said.err
    assert "perstorp" in said.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_municipality_without_a_model_is_2(demo: Municipality, run: Run, command: tuple[str, ...]) -> None:
    SteeringModel.objects.all().delete()
    said = run(*command, *PERSTORP)
    assert (said.code, said.out) == (BAD, "")
    assert "styrmodell" in said.err


# export


@pytest.mark.parametrize("what", ["scorecard", "thread", "indicators"])
def test_every_export_comes_in_every_form_with_the_same_rows(demo: Municipality, run: Run, what: str) -> None:
    asked = ("export", what, *PERSTORP, "--year", "2018", "--format")
    as_csv, as_json, as_xlsx = (run(*asked, form) for form in ("csv", "json", "xlsx"))
    assert [said.code for said in (as_csv, as_json, as_xlsx)] == [FINE] * 3
    assert [said.err for said in (as_csv, as_json, as_xlsx)] == [""] * 3
    data = json.loads(as_json.out)
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx.raw)).worksheets[0]
    assert len(data) == len(as_csv.rows()) > 20
    assert sheet.max_row - len(data) in range(1, 5), "head and title"


def test_the_indicators_have_exactly_the_columns_of_the_contract(demo: Municipality, run: Run) -> None:
    asked = ("export", "indicators", *PERSTORP, "--year", "2018", "--format")
    assert list(run(*asked, "csv").rows()[0]) == INDICATOR_COLUMNS
    assert all(list(row) == INDICATOR_COLUMNS for row in json.loads(run(*asked, "json").out))


def test_the_indicators_of_a_year_are_one_row_per_indicator_unit_breakdown_and_period(
    demo: Municipality, run: Run
) -> None:
    rows = run("export", "indicators", *PERSTORP, "--year", "2018").rows()
    keys = [(row["key"], row["organisation_unit"], row["breakdown"], row["period"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert {row["period"][:4] for row in rows} == {"2018"}
    violence = next(row for row in rows if row["key"] == "valdsbrott" and row["period"] == "2018")
    assert (violence["target"], violence["direction"], violence["breakdown"]) == ("12,4", "lower", "total")


def test_what_is_missing_is_empty_or_null_and_never_zero(demo: Municipality, run: Run) -> None:
    asked = ("export", "indicators", *PERSTORP, "--year", "2018", "--format")
    (nmi,) = (row for row in run(*asked, "csv").rows() if row["indicator"].startswith("Nöjd medarbetarindex"))
    (also,) = (row for row in json.loads(run(*asked, "json").out) if row["key"] == nmi["key"])
    assert (nmi["outcome"], also["outcome"]) == ("", None)


def test_another_year_gives_other_rows(demo: Municipality, run: Run) -> None:
    rows = run("export", "indicators", *PERSTORP, "--year", "2017").rows()
    assert {row["period"][:4] for row in rows} == {"2017"}
    violence = next(row for row in rows if row["key"] == "valdsbrott")
    assert (violence["outcome"], violence["measured_period"]) == ("12,6", "2016")


def test_output_goes_to_the_file_named(demo: Municipality, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ut.csv"
    asked = ("export", "scorecard", *PERSTORP, "--year", "2018")
    said = run(*asked, "-o", path)
    assert (said.code, said.out) == (FINE, "")
    assert path.read_bytes() == run(*asked).raw


@pytest.mark.parametrize("place", ["finns/inte/ut.csv", "."])
def test_a_file_that_cannot_be_written_is_2(demo: Municipality, run: Run, tmp_path: Path, place: str) -> None:
    said = run("export", "scorecard", *PERSTORP, "--year", "2018", "-o", tmp_path / place)
    assert said.code == BAD
    assert "går inte att skriva" in said.err


@pytest.mark.parametrize("year", ["0", "-5", "1899", "2201", "99999999999999999999"])
def test_a_year_that_means_nothing_is_2(demo: Municipality, run: Run, year: str) -> None:
    said = run("export", "indicators", *PERSTORP, f"--year={year}")
    assert (said.code, said.out) == (BAD, "")
    assert "Året" in said.err


# import


@pytest.fixture
def outcomes(tmp_path: Path) -> Path:
    """A file with one new outcome."""
    text = "indikator;enhet;period;utfall;källa\nvaldsbrott;kf;2018-08;13,1;Brå\n"
    return write(tmp_path / "utfall.csv", text, "utf-8-sig")


def test_an_import_tells_what_it_does_and_does_it(demo: Municipality, run: Run, outcomes: Path) -> None:
    said = run("import", outcomes, *PERSTORP)
    assert (said.code, said.out) == (FINE, ""), said.err
    assert "1 ny" in said.err
    assert "Inläst" in said.err
    assert Outcome.objects.filter(indicator__key="valdsbrott", period="2018-08").count() == 1


def test_a_long_import_tells_how_far_it_has_come(
    demo: Municipality, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "TOLD_EVERY", 0)
    rows = "".join(f"valdsbrott;kf;2018-0{month};13,1;Brå\n" for month in range(1, 6))
    path = write(tmp_path / "utfall.csv", "indikator;enhet;period;utfall;källa\n" + rows, "utf-8-sig")
    said = run("import", path, *PERSTORP)
    assert said.out == ""
    for line in ("Granskat: 2 av 5 rader", "Granskat: 4 av 5 rader", "Inläst: 2 av 5 rader", "Inläst: 4 av 5 rader"):
        assert line in said.err.splitlines()


def test_a_short_import_only_tells_what_it_did(demo: Municipality, run: Run, outcomes: Path) -> None:
    assert " av " not in run("import", outcomes, *PERSTORP).err


def test_a_dry_run_tells_the_same_and_changes_nothing(demo: Municipality, run: Run, outcomes: Path) -> None:
    before = list(Outcome.objects.order_by("pk").values_list())
    said = run("import", outcomes, *PERSTORP, "--dry-run")
    assert said.code == FINE
    assert "1 ny" in said.err
    assert "Inläst" not in said.err
    assert list(Outcome.objects.order_by("pk").values_list()) == before


def test_what_is_exported_comes_in_again_unchanged(demo: Municipality, run: Run, tmp_path: Path) -> None:
    before = list(ItemVersion.objects.order_by("pk").values_list())
    for form in ("csv", "xlsx"):
        path = tmp_path / f"trad.{form}"
        run("export", "thread", *PERSTORP, "--year", "2018", "--format", form, "-o", path)
        said = run("import", path, *PERSTORP)
        assert said.code == FINE, said.err
        assert "0 nya, 0 ändrade" in said.err
        assert "Inläst" not in said.err
        assert list(ItemVersion.objects.order_by("pk").values_list()) == before


def test_a_refused_row_is_2_with_row_column_and_reason_and_nothing_is_loaded(
    demo: Municipality, run: Run, outcomes: Path
) -> None:
    write(outcomes, outcomes.read_text("utf-8-sig") + "finns-inte;kf;2018;1;\nvaldsbrott;kf;i fjol;x;\n")
    before = Outcome.objects.count()
    said = run("import", outcomes, *PERSTORP)
    assert said.code == BAD
    assert "Rad 3" in said.err
    assert "Rad 4" in said.err
    assert Outcome.objects.count() == before


@pytest.mark.parametrize("content", [b"", b"\0\1\2\3", b"PK\3\4 trasig", b"a;b\n1;2\n", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["fil.csv", "fil.xlsx", "fil.pdf", "fil"])
def test_a_file_that_is_no_table_of_ours_is_2(
    demo: Municipality, run: Run, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    said = run("import", path, *PERSTORP)
    assert (said.code, said.out) == (BAD, "")
    assert said.err.strip()


def test_a_file_that_is_not_there_is_2(demo: Municipality, run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "saknas.xlsx", tmp_path):
        said = run("import", path, *PERSTORP)
        assert said.code == BAD
        assert "går inte att läsa" in said.err
        assert "Errno" not in said.err


# breaks


def test_breaks_are_findings(demo: Municipality, run: Run) -> None:
    said = run("breaks", *PERSTORP)
    assert (said.code, said.err) == (FINDINGS, "")
    assert "anger 2 %, men ingen indikator mäter det" in said.out
    assert said.out.splitlines()[-1] == f"{len(said.out.splitlines()) - 1} brister."


def test_breaks_as_json_say_the_same(demo: Municipality, run: Run) -> None:
    rows = json.loads(run("breaks", *PERSTORP, "--format", "json").out)
    assert len(rows) == len(run("breaks", *PERSTORP).out.splitlines()) - 1
    assert {row["severity"] for row in rows} <= {"error", "warning", "remark"}
    assert all(row["message"] and row["why"] and row["where"] for row in rows)


def test_a_thread_without_breaks_is_fine(demo: Municipality, run: Run) -> None:
    ItemVersion.objects.exclude(level="vision").update(valid_to=date(2018, 9, 1))
    said = run("breaks", *PERSTORP)
    assert said.out.splitlines()[-1].endswith(("brist.", "brister."))
    assert (said.code == FINE) == ("fel:" not in said.out and "varning:" not in said.out)
