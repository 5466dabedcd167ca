"""What goes wrong in typst stays there, and is said in words."""

import sys
from pathlib import Path
from typing import Any

import pytest

from rodatraden.documents import faults, pdf, sample, typesetting
from rodatraden.documents.excel import excel
from rodatraden.documents.raster import draw
from rodatraden.documents.tests.made import SVG, small
from rodatraden.documents.typesetting import pages, typeset
from rodatraden.documents.word import word


def standing_in(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    """Another program in typst's place."""
    monkeypatch.setattr(typesetting, "COMMAND", (sys.executable, "-c", source))


def without_typst(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python without any installed package."""
    monkeypatch.setattr(typesetting, "COMMAND", (sys.executable, "-I", "-S", str(typesetting.SCRIPT)))


def test_typst_missing_is_said_and_the_other_formats_still_work(monkeypatch: pytest.MonkeyPatch) -> None:
    without_typst(monkeypatch)
    document = sample.document()
    with pytest.raises(faults.TypesetterMissing, match="Word och Excel fungerar ändå"):
        pdf.pdf(document)
    assert word(document)[:2] == excel(document)[:2] == b"PK"
    assert draw(document) == {}


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    standing_in(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(typesetting, "SECONDS", 0.3)
    with pytest.raises(faults.TypesetterSlow, match="för lång tid"):
        pdf.pdf(small())


def test_what_uses_up_its_time_is_ended_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass"
    standing_in(monkeypatch, source)
    with pytest.raises(faults.TypesetterSlow):
        pdf.pdf(small())


def test_what_takes_too_much_memory_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    standing_in(monkeypatch, "bytearray(1 << 60)")
    with pytest.raises(faults.TypesetterSlow, match="minne"):
        pdf.pdf(small())


def test_too_little_memory_is_said_by_the_real_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "MEMORY", 40 * 2**20)
    with pytest.raises(faults.DocumentFault):
        pdf.pdf(sample.document())


def test_a_crash_is_a_fault_of_the_document_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    standing_in(monkeypatch, "import os; os.abort()")
    with pytest.raises(faults.DocumentFault):
        pdf.pdf(small())
    standing_in(monkeypatch, "raise SystemExit('nej')")
    with pytest.raises(faults.TypesetterFailed) as fault:
        pdf.pdf(small())
    assert fault.value.detail.strip() == "nej" and "Word" in str(fault.value)


def test_a_program_that_cannot_be_started_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "COMMAND", ("/finns/inte",))
    with pytest.raises(faults.TypesetterFailed):
        pdf.pdf(small())


def test_a_sign_that_only_setting_finds_without_shape_is_set_again_strictly(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Any] = []

    def stubborn(template: str, form: str, content: Any) -> bytes:
        tried.append(content)
        if len(tried) == 1:
            raise faults.TypesetterFailed("the text could not be displayed with any font")
        return b"%PDF"

    monkeypatch.setattr(pdf, "typeset", stubborn)
    assert pdf.pdf(small(title="ש och å")) == b"%PDF"
    assert (tried[0]["title"], tried[1]["title"]) == ("ש och\u00a0å", "[U+05E9] och\u00a0å")


def test_another_refusal_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> bytes:
        raise faults.TypesetterFailed("annat")

    monkeypatch.setattr(pdf, "typeset", broken)
    with pytest.raises(faults.TypesetterFailed, match="sätta"):
        pdf.pdf(small())


def test_pictures_come_one_a_page() -> None:
    made = pages(typeset("pictures.typ", "png", [{"svg": SVG, "width": 100}, {"svg": SVG, "width": 200}]))
    assert len(made) == 2 and all(one.startswith(b"\x89PNG") for one in made)


def test_neither_the_environment_nor_the_folder_changes_what_is_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "typst.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("TYPST_FONT_PATHS", str(tmp_path))
    assert pdf.pdf(small()).startswith(b"%PDF-1.7")


def test_each_fault_says_what_it_means() -> None:
    kinds = [faults.DocumentFault, faults.TypesetterMissing, faults.TypesetterSlow, faults.TypesetterFailed,
             faults.DiskFull, faults.Damaged]  # fmt: skip
    said = [str(kind("detalj")) for kind in kinds]
    assert len(set(said)) == len(kinds) and all("detalj" not in words for words in said)
