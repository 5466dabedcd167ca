"""What the page "Så styrs …" says of a model: its plans and reports, its findings, its chain."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from rodatraden import steering
from rodatraden.home.model_page import chain_picture, chain_stem, findings, guesses, levels, places, plans, reports
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Model
from rodatraden.steering.words import assumed

PRESETS = Path(str(steering.__file__)).parent / "presets"
NAMES = ("perstorp", "hallsberg", "svenljunga", "exempelkommunen")
SVG = "{http://www.w3.org/2000/svg}"


def preset(name: str) -> Model:
    return parse((PRESETS / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.fixture(params=NAMES)
def model(request: pytest.FixtureRequest) -> Model:
    return preset(request.param)


def test_every_report_is_listed_and_says_when(model: Model) -> None:
    assert [row.report.key for row in reports(model)] == [report.key for report in model.report]
    assert all(str(row.when) for row in reports(model))


def test_hallsbergs_excepted_months_are_named() -> None:
    told = " ".join(str(row.when) for row in reports(preset("hallsberg")))
    assert "varje månad utom" in told
    assert "juli" in told


def test_findings_stand_in_the_order_of_their_severity(model: Model) -> None:
    order = ["error", "warning", "remark"]
    found = [order.index(each.finding.severity) for each in findings(model)]
    assert found == sorted(found)
    assert 0 not in found, "a preset runs"


def test_hallsbergs_own_contradiction_is_shown() -> None:
    told = [str(each.finding.message) for each in findings(preset("hallsberg"))]
    assert any("mars" in message and "april" in message for message in told)


def test_a_finding_says_what_it_is_about_by_name(model: Model) -> None:
    for each in findings(model):
        assert str(each.about)
        assert "[" not in str(each.about), each.finding.path


def test_what_is_assumed_is_named_and_keeps_its_path() -> None:
    model = preset("perstorp")
    told = {each.path: str(each.about) for each in places(model, assumed(model))}
    assert told["level[verksamhetsmal]"] == "Nivån ”verksamhetsmål”"
    assert told["rule.indikator"] == "Regeln ”indikator”"
    assert not [about for about in told.values() if "[" in about]


def test_a_time_that_is_assumed_by_itself_says_so_in_its_row() -> None:
    model = preset("svenljunga")
    assert any(row.guess_when for row in plans(model))
    assert any(row.guess_when for row in reports(model))
    assert {row.guess_when for row in plans(model)} >= {plan.deadline.assumed for plan in model.plan if plan.deadline}


def test_a_level_is_assumed_where_its_limit_is() -> None:
    model = preset("exempelkommunen")
    level = next(each for each in model.level if each.limit)
    assert level.limit is not None
    limit = level.limit.model_copy(update={"assumed": "Gränsen är vår."})
    guessed = level.model_copy(update={"assumed": "", "limit": limit})
    (row,) = levels(model.model_copy(update={"level": (guessed,)}))
    assert row.guesses == "Gränsen är vår."
    assert guesses([None, guessed]) == ""


def test_the_chain_is_a_well_formed_picture_with_a_title_and_a_description(model: Model) -> None:
    picture = ET.fromstring(chain_picture(model))  # noqa: S314
    title, desc = picture.find(f".//{SVG}title"), picture.find(f".//{SVG}desc")
    if title is None:
        title, desc = picture.find(".//title"), picture.find(".//desc")
    assert title is not None
    assert desc is not None
    assert title.text == model.model.name
    assert all(level.name.one in (desc.text or "") for level in model.level)


@pytest.mark.parametrize("draw", [chain_picture, chain_stem])
def test_each_level_of_the_chain_stands_with_who_decides_it(draw: Callable[[Model], str]) -> None:
    """Eget resultatmål stands in a column with uppdrag, but the board decides it and not the council."""
    words = [each.text for each in ET.fromstring(draw(preset("exempelkommunen"))).iter(f"{SVG}text")]  # noqa: S314
    at = words.index("Eget resultatmål")
    assert words[at + 1] == "nämnd"
    assert words.count("kommunfullmäktige") == 4


def test_the_chain_shows_every_level_by_its_name(model: Model) -> None:
    words = " ".join("".join(ET.fromstring(chain_picture(model)).itertext()).split()).lower()  # noqa: S314
    for level in model.level:
        assert level.name.one.split()[0].lower().rstrip("-")[:6] in words, level.key


def test_the_chain_has_no_style_or_script_of_its_own(model: Model) -> None:
    text = chain_picture(model)
    assert "style=" not in text
    assert "<script" not in text
    assert " on" not in {name[:3] for name in text.split("<")}
