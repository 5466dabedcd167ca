"""The console command: usage, models, and the console on its own: exit codes, and what stands on which stream."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError

from rodatraden import cli, steering
from rodatraden.console.parser import in_swedish
from rodatraden.demo import build
from rodatraden.lib import clock
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.console import BAD, FINDINGS, FINE, PERSTORP, ROOT, Run, typed, write

PRESETS = Path(str(steering.__file__)).parent / "presets"


def preset(name: str) -> str:
    return (PRESETS / f"{name}.toml").read_text(encoding="utf-8")


# Usage


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("finns-inte",),
        ("model",),
        ("model", "check"),
        ("model", "check", "a.toml", "--format", "xml"),
        ("model", "show"),
        ("export",),
        ("export", "scorecard", *PERSTORP),
        ("export", "scorecard", "--year", "2018"),
        ("export", "allt", *PERSTORP, "--year", "2018"),
        ("export", "scorecard", *PERSTORP, "--year", "i fjol"),
        ("export", "scorecard", *PERSTORP, "--year", "2018", "--format", "pdf"),
        ("import", *PERSTORP),
        ("import", "a.csv"),
        ("breaks",),
        ("breaks", *PERSTORP, "--format", "csv"),
        ("demo", "--port", "åtta"),
        ("demo", "--port", "0"),
        ("demo", "--port", "99999"),
        ("demo", "--today", "igår"),
        ("demo", "--today", "2018-13-01"),
        ("demo", "--okänd"),
    ],
)
def test_bad_usage_is_2_with_the_reason_on_stderr(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments)
    assert said.code == BAD
    assert said.err
    assert said.out == ""


def test_a_day_that_is_none_is_told_with_an_example(run: Run) -> None:
    assert "2018-09-10" in run("demo", "--today", "igår").err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "det här saknas: KOMMANDO"),
        (("model", "check"), "det här saknas: FIL"),
        (("finns-inte",), "'finns-inte' går inte att välja, bara"),
        (("breaks", *PERSTORP, "--format", "csv"), "--format: 'csv' går inte att välja, bara 'text', 'json'"),
        (("export", "scorecard", *PERSTORP, "--year", "i fjol"), "--year: 'i fjol' är inget heltal"),
        (("export", "scorecard", *PERSTORP, "--year"), "--year: ange ett värde"),
        (("demo", "--okänd"), "det här känns inte igen: --okänd"),
        (("demo", "--no-serve=1"), "--no-serve: väljs utan värde, men fick '1'"),
        (("demo", "--port", "0"), "”0” är ingen port"),
    ],
)
def test_bad_usage_is_told_in_swedish(run: Run, arguments: tuple[str, ...], why: str) -> None:
    said = run(*arguments).err
    assert why in said
    assert said.startswith("Så skrivs det: rodatraden")
    assert not {"usage", "error", "argument", "required", "invalid"} & set(said.replace(":", " ").split())


def test_help_is_in_swedish(run: Run) -> None:
    said = run("export", "--help").out
    assert "visar den här hjälpen" in said
    assert not {"usage:", "options:", "positional", "show"} & set(said.split())


def test_a_message_that_nobody_has_translated_is_told_as_it_is() -> None:
    assert in_swedish("something new") == "something new"
    assert in_swedish("ambiguous option: --f could match --from, --file") == "--f kan betyda --from, --file"


@pytest.mark.parametrize("about", [(), ("export",), ("model", "check"), ("import",), ("breaks",), ("demo",)])
def test_help_is_fine(run: Run, about: tuple[str, ...]) -> None:
    said = run(*about, "--help")
    assert (said.code, said.err) == (FINE, "")


# model check


@pytest.mark.parametrize(
    "name",
    ["perstorp", "hallsberg", "svenljunga", "exempelkommunen"],
)
def test_the_presets_are_accepted_with_their_documents_own_contradictions(run: Run, name: str) -> None:
    said = run("model", "check", PRESETS / f"{name}.toml")
    assert "varning" in said.out
    assert ": fel:" not in said.out
    assert said.code == FINDINGS, said.out
    assert said.err == ""


def remarked(path: Path) -> Path:
    """Perstorp's model without the contradictions of its documents: only a remark is left."""
    return write(path / "anmarkt.toml", preset("perstorp").partition("[[contradiction]]")[0])


def test_remarks_alone_are_fine(run: Run, tmp_path: Path) -> None:
    said = run("model", "check", remarked(tmp_path))
    assert "anmärkning" in said.out
    assert said.code == FINE


def test_the_worst_of_several_files_decides(run: Run, tmp_path: Path) -> None:
    fine, warned = remarked(tmp_path), PRESETS / "hallsberg.toml"
    broken = write(tmp_path / "trasig.toml", "a = 1\nb == 2")
    assert run("model", "check", fine, warned).code == FINDINGS
    said = run("model", "check", fine, warned, broken)
    assert said.code == BAD
    assert f"{broken}:2: fel" in said.out
    assert "3 filer lästa" in said.out


def test_an_error_names_file_line_and_key(run: Run, tmp_path: Path) -> None:
    text = preset("perstorp").replace('decided_by = "kf"', 'decidedby = "kf"', 1)
    path = write(tmp_path / "m.toml", text)
    line = text[: text.index("decidedby")].count("\n") + 1
    said = run("model", "check", path)
    assert said.code == BAD
    assert f"{path}:{line}: fel: level[vision].decidedby" in said.out
    assert "decided_by" in said.out


@pytest.mark.parametrize(
    "text", ["", "a = [", "[model]\nformat = 99", "[model]\nformat = 1\nmunicipality = 7", "x = " + "[" * 5000]
)
def test_a_file_that_is_no_model_is_2(run: Run, tmp_path: Path, text: str) -> None:
    said = run("model", "check", write(tmp_path / "m.toml", text))
    assert said.code == BAD
    assert "fel" in said.out


def test_a_file_that_cannot_be_read_is_2_and_says_which(run: Run, tmp_path: Path) -> None:
    binary = tmp_path / "bild.toml"
    binary.write_bytes(bytes(range(256)))
    for path in (tmp_path / "saknas.toml", binary, tmp_path):
        said = run("model", "check", path)
        assert (said.code, said.out) == (BAD, "")
        assert str(path) in said.err
        assert "Errno" not in said.err


def test_a_file_that_cannot_be_read_hides_nothing_of_the_others(run: Run, tmp_path: Path) -> None:
    files = (tmp_path / "saknas.toml", PRESETS / "hallsberg.toml")
    for order in (files, files[::-1]):
        said = run("model", "check", *order)
        assert said.code == BAD
        assert "den eller mappen finns inte" in said.err
        assert "varning" in said.out


def test_a_file_with_a_mark_of_byte_order_is_read(run: Run, tmp_path: Path) -> None:
    assert run("model", "check", write(tmp_path / "m.toml", preset("perstorp"), "utf-8-sig")).code == FINDINGS


def test_findings_as_json_say_the_same(run: Run) -> None:
    said = run("model", "check", PRESETS / "hallsberg.toml", "--format", "json")
    found = json.loads(said.out)
    assert said.code == FINDINGS
    assert {"error"}.isdisjoint(each["severity"] for each in found)
    assert set(found[0]) == {"file", "severity", "code", "path", "line", "message", "proposal", "law"}
    assert all(each["message"] for each in found)


def test_no_finding_at_all_is_an_empty_list_in_json(run: Run, tmp_path: Path) -> None:
    said = run("model", "check", write(tmp_path / "m.toml", "a = ["), "--format", "json")
    assert said.code == BAD
    assert [each["severity"] for each in json.loads(said.out)] == ["error"]


# model show


def test_the_model_of_a_municipality_is_shown_in_words(demo: Municipality, run: Run) -> None:
    said = run("model", "show", *PERSTORP)
    assert (said.code, said.err) == (FINE, "")
    assert said.out.startswith("Perstorps mål- och resultatstyrning")
    assert "fullmäktigemål: beslutas av kommunfullmäktige, bidrar till målområde" in said.out


def test_its_levels_roles_reports_and_calendar_are_told_in_short(demo: Municipality, run: Run) -> None:
    lines = run("model", "show", *PERSTORP).out.splitlines()
    heads = [line for line in lines if line and not line.startswith(" ")]
    assert heads[1:] == ["Nivåer", "Roller", "Rapporter", "Årshjul"]
    model = json.loads(run("model", "show", *PERSTORP, "--format", "json").out)
    told = sum(len(model[part]) for part in ("level", "role", "report", "event"))
    assert len([line for line in lines if line.startswith("  ")]) == told
    assert any("läser" in line and "administrerar" in line for line in lines)
    assert any("som beslutar" in line for line in lines)


def test_the_model_as_json_has_every_level(demo: Municipality, run: Run) -> None:
    shown = json.loads(run("model", "show", *PERSTORP, "--format", "json").out)
    assert [level["key"] for level in shown["level"]][:3] == ["vision", "malomrade", "fullmaktigemal"]


# The console on its own


def test_a_demo_municipality_stands_on_the_demos_day(
    demo: Municipality, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    stood: list[date | None] = []
    monkeypatch.setattr(clock, "stand_on", stood.append)
    monkeypatch.delenv("RODATRADEN_TODAY", raising=False)
    run("breaks", *PERSTORP)
    assert stood == [date(2018, 9, 10)]
    Municipality.objects.update(is_demo=False)
    run("breaks", *PERSTORP)
    assert len(stood) == 1


@pytest.mark.parametrize(("asked", "day"), [((), "2018-09-10"), (("--today", "2019-03-01"), "2019-03-01")])
def test_the_demo_is_built_on_its_day(run: Run, monkeypatch: pytest.MonkeyPatch, asked: tuple[str], day: str) -> None:
    stood: list[date | None] = []
    monkeypatch.setattr(clock, "stand_on", stood.append)
    monkeypatch.setattr(cli, "call_command", lambda *_, **__: None)
    monkeypatch.setattr(build, "is_built", lambda: True)
    assert run("demo", "--no-serve", *asked).code == FINE
    assert stood == [date.fromisoformat(day)]


def test_the_demo_cannot_stand_on_a_day_before_it_begins(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stood: list[date | None] = []
    monkeypatch.setattr(clock, "stand_on", stood.append)
    said = run("demo", "--no-serve", "--today", "2018-02-10")
    assert said.code == BAD and stood == []
    assert "Demon börjar 2018-09-10" in said.err and "behålls" in said.err


def test_a_database_that_fails_half_way_is_2(demo: Municipality, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr(cli, "break_rows", fail)
    said = run("breaks", *PERSTORP)
    assert said.code == BAD
    assert "disk I/O error" in said.err


@pytest.mark.full
def test_without_a_database_yet_the_console_says_what_to_do_first(tmp_path: Path) -> None:
    said = typed(tmp_path, "breaks", *PERSTORP)
    assert (said.code, said.out) == (BAD, "")
    assert "rodatraden migrate" in said.err or "rodatraden demo" in said.err
    assert "Traceback" not in said.err


@pytest.mark.full
def test_a_database_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "rodatraden.sqlite3").write_bytes(b"detta ar ingen databas" * 100)
    for arguments in (("breaks", *PERSTORP), ("migrate",), ("demo", "--no-serve")):
        said = typed(tmp_path, *arguments)
        assert said.code == BAD
        assert "Traceback" not in said.err


@pytest.mark.full
def test_a_model_is_checked_with_no_data_at_all(tmp_path: Path) -> None:
    said = typed(tmp_path, "model", "check", str(PRESETS / "perstorp.toml"))
    assert (said.code, said.err) == (FINDINGS, "")
    assert not (tmp_path / "rodatraden.sqlite3").exists()


@pytest.mark.full
@pytest.mark.parametrize("environment", [{"RODATRADEN_TODAY": "igår"}, {"DATABASE_URL": "vet inte"}])
def test_a_bad_setting_is_2_and_named(tmp_path: Path, environment: dict[str, str]) -> None:
    said = typed(tmp_path, "breaks", *PERSTORP, **environment)
    assert said.code == BAD
    assert "Traceback" not in said.err


@pytest.mark.full
def test_a_reader_that_goes_away_leaves_no_trace(tmp_path: Path) -> None:
    many = f'"{PRESETS / "hallsberg.toml"}" ' * 60
    command = f'"{sys.executable}" -m rodatraden.cli model check {many} --format json | head -c 1'
    done = subprocess.run(  # noqa: S602 (a pipe is what is tried)
        command, shell=True, cwd=ROOT, env={**os.environ, "DATA_DIR": str(tmp_path)}, capture_output=True, check=False
    )
    assert done.stdout == b"["
    assert done.stderr == b""


@pytest.mark.full
def test_the_demo_is_built_once_and_the_console_works_on_it_with_no_configuration(tmp_path: Path) -> None:
    first = typed(tmp_path, "demo", "--no-serve")
    assert first.code == FINE, first.err
    assert first.err.count("enheter") == 4
    again = typed(tmp_path, "demo", "--no-serve")
    assert again.code == FINE
    assert "finns redan" in again.err
    for slug in ("perstorp", "hallsberg", "svenljunga", "exempelkommunen"):
        assert typed(tmp_path, "breaks", "--municipality", slug).code in {FINE, FINDINGS}
        assert typed(tmp_path, "model", "show", "--municipality", slug).code == FINE
        assert len(typed(tmp_path, "export", "scorecard", "--municipality", slug, "--year", "2018").rows()) > 5
