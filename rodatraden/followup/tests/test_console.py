"""`rodatraden occasions`: the year's occasions for other programs."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from rodatraden import cli
from rodatraden.followup.services import move_occasion
from rodatraden.followup.tests.cast import HALF_YEAR, ReportTown

ASKED = ("occasions", "--municipality", "perstorp", "--year", "2018")
Run = Callable[..., tuple[int, bytes, str]]


@pytest.fixture
def run(town: ReportTown, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def typed(*arguments: str) -> tuple[int, bytes, str]:
        try:
            code = cli.main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capfdbinary.readouterr()
        return code, said.out, said.err.decode()

    return typed


def objects(run: Run) -> list[dict[str, Any]]:
    code, out, _ = run(*ASKED, "--format", "json")
    assert code == 0
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_json_names_report_kind_unit_period_and_day(run: Run) -> None:
    found = objects(run)
    row = next(each for each in found if each["unit"] == "tn" and each["report"] == "halvar")
    assert row["kind"] == "half_year" and row["floor"] == "namnd" and row["receiver"] == "kf"
    assert (row["period"], row["period_start"], row["period_end"]) == ("2018-H1", "2018-01-01", "2018-06-30")
    assert date.fromisoformat(row["due"]) > HALF_YEAR and row["edge"] == "decides"
    assert row["assumed"] is True and row["why"] and row["changed"] is None
    assert {each["period_end"][:4] for each in found} == {"2018"}


def test_json_tells_what_is_changed_this_year(run: Run, town: ReportTown) -> None:
    move_occasion(town.operator, report="halvar", period_end=HALF_YEAR, new_due=date(2018, 9, 20), reason="Nytt system")
    row = next(each for each in objects(run) if each["unit"] == "tn" and each["report"] == "halvar")
    assert (row["due"], row["changed"]) == ("2018-09-20", "Nytt system")


def test_csv_is_the_default_and_opens_in_a_spreadsheet(run: Run) -> None:
    code, out, _ = run(*ASKED)
    assert code == 0 and out.startswith("\ufeffRapport;Period;".encode())
    assert len(out.splitlines()) == len(objects(run)) + 1


def test_a_calendar_file_is_written_where_one_asks(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "rapporter.ics"
    code, out, _ = run(*ASKED, "--format", "ics", "-o", str(place))
    assert (code, out) == (0, b"")
    assert Calendar.from_ical(place.read_bytes()).walk("VEVENT")


def test_a_year_without_a_model_is_empty(run: Run) -> None:
    code, out, _ = run("occasions", "--municipality", "perstorp", "--year", "2010", "--format", "json")
    assert (code, json.loads(out)) == (0, [])


@pytest.mark.parametrize(
    "arguments",
    [
        ("occasions",),
        ("occasions", "--municipality", "perstorp"),
        ("occasions", "--municipality", "finns-inte", "--year", "2018"),
        ("occasions", "--municipality", "perstorp", "--year", "i fjol"),
        ("occasions", "--municipality", "perstorp", "--year", "99999"),
        (*ASKED, "--format", "pdf"),
        (*ASKED, "-o", "/finns/inte/fil.csv"),
    ],
)
def test_bad_usage_is_2_with_the_reason_on_stderr(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, b"") and err
