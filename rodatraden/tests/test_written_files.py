"""A file that the console writes is whole or not there, however the process ends."""

import errno
import os
from pathlib import Path

import pytest

from rodatraden.console import BadInput, write_file
from rodatraden.tests.dying import die, forked, was_killed

BEFORE, AFTER = b"den forra", b"den nya" * 1000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "rapport.pdf"
    place.write_bytes(BEFORE)
    return place


def test_a_file_takes_the_place_of_the_former(file: Path) -> None:
    write_file(str(file), AFTER)
    assert file.read_bytes() == AFTER
    assert list(file.parent.iterdir()) == [file]


def test_who_is_killed_while_writing_leaves_the_former_whole(file: Path) -> None:
    def write() -> None:
        setattr(os, "replace", die)  # noqa: B010 (for this process alone)
        write_file(str(file), AFTER)

    assert was_killed(forked(write))
    assert file.read_bytes() == BEFORE
    write_file(str(file), AFTER)
    assert file.read_bytes() == AFTER


def test_a_full_disk_leaves_the_former_whole_and_nothing_beside(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(place: Path, body: bytes) -> int:
        place.open("wb").write(body[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BadInput, match="No space left"):
        write_file(str(file), AFTER)
    assert file.read_bytes() == BEFORE
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_cannot_be_written_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="det är en mapp"):
        write_file(str(tmp_path), AFTER)


def test_a_link_stays_a_link(file: Path) -> None:
    link = file.parent / "senaste.pdf"
    link.symlink_to(file)
    write_file(str(link), AFTER)
    assert link.is_symlink() and file.read_bytes() == AFTER


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "ror"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(str(pipe), BEFORE)
    assert os.read(reader, 100) == BEFORE
    os.close(reader)
