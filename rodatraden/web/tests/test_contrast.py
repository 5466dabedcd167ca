"""WCAG contrast, computed from the tokens themselves: light, dark and paper."""

import re
from itertools import combinations
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parent.parent / "static" / "web" / "tokens.css").read_text(encoding="utf-8")
MARKS = ("met", "partly", "missed", "unmeasured")


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def themes() -> dict[str, dict[str, str]]:
    light, rest = TOKENS.split("@media (prefers-color-scheme: dark)")
    dark, printed = rest.split("@media print")
    base = colours(light)
    return {"light": base, "dark": base | colours(dark), "print": base | colours(dark) | colours(printed)}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


every_theme = pytest.mark.parametrize("theme", ["light", "dark", "print"])


def test_the_formula_gives_the_known_ratios() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@every_theme
@pytest.mark.parametrize("ground", ["paper", "wash"])
@pytest.mark.parametrize("text", ["ink", "ink-soft", "thread", "missed"])
def test_text_can_be_read(theme: str, ground: str, text: str) -> None:
    tokens = themes()[theme]
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@every_theme
@pytest.mark.parametrize("ground", ["paper", "wash"])
@pytest.mark.parametrize("sign", [*MARKS, "edge", "focus"])
def test_marks_borders_and_focus_can_be_seen(theme: str, ground: str, sign: str) -> None:
    tokens = themes()[theme]
    assert contrast(tokens[sign], tokens[ground]) >= 3


@every_theme
def test_the_text_on_a_button_can_be_read(theme: str) -> None:
    assert contrast(themes()[theme]["paper"], themes()[theme]["ink"]) >= 7


@every_theme
def test_soft_text_keeps_the_stricter_ratio_on_paper(theme: str) -> None:
    assert contrast(themes()[theme]["ink-soft"], themes()[theme]["paper"]) >= 7


@every_theme
def test_no_two_judgements_share_a_lightness(theme: str) -> None:
    """They hold apart in greyscale too; the silhouettes do the rest."""
    tokens = themes()[theme]
    for one, other in combinations(("met", "partly", "missed"), 2):
        assert contrast(tokens[one], tokens[other]) >= 1.25


def test_dark_and_print_name_every_colour_again() -> None:
    light, rest = TOKENS.split("@media (prefers-color-scheme: dark)")
    dark, printed = rest.split("@media print")
    assert set(colours(light)) == set(colours(dark)) == set(colours(printed))
