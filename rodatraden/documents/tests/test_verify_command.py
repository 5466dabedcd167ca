"""`rodatraden report verify`: whether a file is a frozen document, and of what."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rodatraden import cli
from rodatraden.documents.freezing import Freezing, freeze, render
from rodatraden.documents.models import Frozen
from rodatraden.documents.tests.made import small
from rodatraden.organisation.access import system
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.console import BAD, FINDINGS, FINE, ROOT, typed


@pytest.fixture
def frozen(town: Town) -> Frozen:
    return freeze(system(), Freezing("report:delar:2018-07-31:sn", "delårsrapport", small()))


def written(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


def test_a_frozen_file_is_known_and_said_of_what(
    frozen: Frozen, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "r.xlsx", render(frozen, "xlsx"))
    with scope(None):
        assert cli.main(["report", "verify", file]) == FINE
        assert cli.main(["report", "verify", file, "--municipality", "perstorp"]) == FINE
    said = capsys.readouterr().out
    assert "Perstorps kommun: Delårsrapport (delårsrapport), version 1, Excel." in said
    assert "Avser: report:delar:2018-07-31:sn" in said and "ersatt" not in said


def test_a_replaced_one_is_said_to_be_so(frozen: Frozen, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "r.json", render(frozen, "json"))
    freeze(system(), Freezing(frozen.subject, "delårsrapport", small(title="Ny"), "fel"))
    assert cli.main(["report", "verify", file]) == FINE
    assert "En senare version har ersatt den här." in capsys.readouterr().out


def test_another_file_is_not_and_neither_is_a_changed_one(
    frozen: Frozen, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with scope(None):
        assert cli.main(["report", "verify", written(tmp_path / "a", b"x")]) == FINDINGS
        changed = render_in(frozen) + b" "
        assert cli.main(["report", "verify", written(tmp_path / "b", changed)]) == FINDINGS
    assert "inte ett fryst dokument" in capsys.readouterr().out


def render_in(frozen: Frozen) -> bytes:
    with scope(frozen.municipality):
        return render(frozen, "json")


def test_in_another_municipality_it_is_not_known(
    frozen: Frozen, hallsberg: Municipality, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "r", render(frozen, "json"))
    with scope(None):
        assert cli.main(["report", "verify", file, "--municipality", "hallsberg"]) == FINDINGS
        assert cli.main(["report", "verify", file]) == FINE
    capsys.readouterr()


def test_programs_read_it_as_json(frozen: Frozen, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "r", render(frozen, "json"))
    assert cli.main(["report", "verify", file, "--format", "json"]) == FINE
    said = json.loads(capsys.readouterr().out)
    assert said["frozen"] is True and said["sha256"] == frozen.sha256 and said["version"] == 1
    assert cli.main(["report", "verify", written(tmp_path / "x", b"x"), "--format", "json"]) == FINDINGS
    assert json.loads(capsys.readouterr().out) == {"frozen": False}


@pytest.mark.parametrize("name", ["finns-inte", "."])
def test_a_file_that_cannot_be_read_is_bad_input(
    town: Town, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["report", "verify", str(tmp_path / name)]) == BAD
    assert "går inte att läsa" in capsys.readouterr().err


KILLED = """
import os, signal, sys
import django
django.setup()
from rodatraden.audit import log
from rodatraden.documents import freezing
from rodatraden.documents.tests.made import small
from rodatraden.organisation.access import system
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
town, _ = Municipality.objects.get_or_create(slug="prov", code="X001", name="Prov")
if sys.argv[1] == "kill":
    log.record_all = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
with scope(town):
    Unit.objects.get_or_create(key="kf", defaults={"municipality": town, "name": "KF", "kind": UnitKind.COUNCIL})
    freezing.freeze(system(), freezing.Freezing("s", "prov", small(), formats=("xlsx",)))
    print(freezing.Frozen.objects.count(), freezing.FrozenFile.objects.count(), log.entries().count())
"""


@pytest.mark.full
def test_a_process_killed_while_freezing_leaves_nothing_half_done(tmp_path: Path) -> None:
    assert typed(tmp_path, "migrate").code == FINE

    def run(how: str) -> "subprocess.CompletedProcess[str]":
        around = {"DATA_DIR": str(tmp_path), "PATH": "", "DJANGO_SETTINGS_MODULE": "rodatraden.settings"}
        command = [sys.executable, "-c", KILLED, how]
        return subprocess.run(command, env=around, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603

    assert run("kill").returncode == -signal.SIGKILL
    after = run("live")
    assert after.returncode == 0, after.stderr
    assert after.stdout.split() == ["1", "1", "1"]
