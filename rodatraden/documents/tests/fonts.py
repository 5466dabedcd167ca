"""Which signs the bundled fonts have. `python -m rodatraden.documents.tests.fonts` writes the list anew."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from rodatraden.documents.signs import COVERAGE, FONTS, coverage

FAMILIES = {
    "SourceSerif4": tuple(sorted(FONTS.glob("SourceSerif4*.otf"))),
    "NotoSerifHebrew": (FONTS / "NotoSerifHebrew-Regular.ttf",),
    "NotoNaskhArabic": (FONTS / "NotoNaskhArabic-Regular.ttf",),
    "DejaVuSans": (FONTS / "DejaVuSans-symbols.ttf",),
}


@cache
def signs_of(paths: tuple[Path, ...]) -> frozenset[int]:
    """The signs that all of these fonts have."""
    found: list[set[int]] = [set(TTFont(path).getBestCmap()) for path in paths]
    return frozenset(sign for sign in set.intersection(*found) if sign >= 0x20)


def lines() -> Iterator[str]:
    """What the list is to say."""
    yield "# The signs of each font; for a family, those that all its fonts have. Made by documents/tests/fonts.py."
    yield from coverage((name, signs_of(paths)) for name, paths in FAMILIES.items())


if __name__ == "__main__":
    COVERAGE.write_text("".join(f"{line}\n" for line in lines()), encoding="ascii")
