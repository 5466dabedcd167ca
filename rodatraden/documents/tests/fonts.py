"""Which signs the bundled fonts have. `python -m rodatraden.documents.tests.fonts` writes the list anew."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from rodatraden.documents.signs import COVERAGE, FONTS

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


def coverage(fonts: Iterable[tuple[str, Iterable[int]]]) -> Iterator[str]:
    """The lines of the coverage file: a font's name without blanks, then its signs as ranges ("0020-007E")."""
    for name, signs in fonts:
        ranges: list[list[int]] = []
        for sign in sorted(signs):
            if ranges and sign == ranges[-1][1] + 1:
                ranges[-1][1] = sign
            else:
                ranges.append([sign, sign])
        yield f"{name} " + " ".join(f"{a:04X}-{b:04X}" if b > a else f"{a:04X}" for a, b in ranges)


if __name__ == "__main__":
    COVERAGE.write_text("".join(f"{line}\n" for line in lines()), encoding="ascii")
