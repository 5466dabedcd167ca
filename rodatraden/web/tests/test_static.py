"""What must hold for every style sheet, script and template of this package."""

import re
from pathlib import Path

import pytest

from rodatraden.web.charts.shapes import symbols

ROOT = Path(__file__).parent.parent
STYLES = sorted((ROOT / "static").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def ident(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", STYLES, ids=ident)
def test_only_the_tokens_hold_raw_colours(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    if path.name != "tokens.css":
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", text)


@pytest.mark.parametrize("path", STYLES, ids=ident)
def test_every_name_that_is_read_is_defined(path: Path) -> None:
    tokens = set(re.findall(r"(--[a-z0-9-]+):", (ROOT / "static/web/tokens.css").read_text(encoding="utf-8")))
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"var\((--[a-z0-9-]+)", text)) <= tokens | set(re.findall(r"(--[a-z0-9-]+):", text))


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS, *TEMPLATES], ids=ident)
def test_nothing_is_fetched_from_anywhere_else(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.findall(r"https?://|//cdn", text)


@pytest.mark.parametrize("path", STYLES, ids=ident)
def test_braces_are_in_balance(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("path", SCRIPTS, ids=ident)
def test_a_script_makes_no_code_of_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"\beval\(|new Function|innerHTML|document\.write|\.style\b", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=ident)
def test_a_template_has_no_inline_style_script_or_handler(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("path", TEMPLATES, ids=ident)
def test_a_template_is_short(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 200


def test_the_sprites_looks_have_rules() -> None:
    css = (ROOT / "static/web/components.css").read_text(encoding="utf-8")
    for name in set(re.findall(r'class="(sym-[a-z]+)"', symbols())):
        assert f".{name} {{" in css


def test_the_typeface_comes_with_its_licence() -> None:
    fonts = ROOT / "static/web/fonts"
    assert (fonts / "source-serif-4.woff2").read_bytes()[:4] == b"wOF2"
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text(encoding="utf-8")
