"""The console command as tests type it: within the test's own process, or in one of its own."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rodatraden import cli

ROOT = Path(cli.__file__).resolve().parent.parent
FINE, FINDINGS, BAD = 0, 1, 2
PERSTORP = ("--municipality", "perstorp")


@dataclass(frozen=True)
class Said:
    """What a command did: its exit code and both streams."""

    code: int
    out: str
    err: str
    raw: bytes = b""

    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out.removeprefix("\ufeff")), delimiter=";"))


Run = Callable[..., Said]


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def typed(data: Path, *arguments: str, **environment: str) -> Said:
    """The command in a process of its own, on data of its own, with no configuration."""
    ours = ("DATABASE", "DJANGO", "RODATRADEN")
    around = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-m", "rodatraden.cli", *arguments],
        env={**around, "DATA_DIR": str(data), **environment},
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode(), done.stdout)
