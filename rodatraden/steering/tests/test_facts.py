from pathlib import Path
from typing import Any

import pytest

from rodatraden.lib.text import say
from rodatraden.steering import facts
from rodatraden.steering.facts import Fact, Section, climb_told, everything, fact
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Climb, Model
from rodatraden.steering.tests.small import BUDGET_PLAN, MONTHLY, PLAN, small

PERSTORP = parse((Path(__file__).parent.parent / "presets" / "perstorp.toml").read_text(encoding="utf-8"))


def lines(sections: tuple[Section, ...], title: str) -> dict[str, list[str]]:
    """The facts of the section of a title, as words."""
    (found,) = (one for one in sections if str(one.title) == title)
    return {str(one.label): [str(line) for line in one.lines] for one in found.facts}


def test_a_fact_without_anything_to_say_is_none() -> None:
    assert fact(say("Uppgifter")) is None
    assert fact(say("Uppgifter"), "", "") is None
    assert fact(say("Uppgifter"), "a", "") == Fact(say("Uppgifter"), (say("{words}", words="a"),))


def test_words_of_the_model_are_never_read_as_a_template() -> None:
    told = fact(say("Uppgifter"), "100 % av {målet}")
    assert told is not None
    assert str(told.lines[0]) == "100 % av {målet}"


@pytest.mark.parametrize(
    ("edge", "told"),
    [
        ("decides", "nämnd lämnar till kommunfullmäktige, som beslutar"),
        ("prepares", "nämnd lämnar till kommunfullmäktige, som bereder"),
        ("information", "nämnd lämnar till kommunfullmäktige för kännedom"),
    ],
)
def test_a_step_of_a_reports_way_says_what_the_receiver_does(edge: Any, told: str) -> None:
    assert str(climb_told(small(), Climb(sender="namnd", receiver="kf", edge=edge))) == told


def test_a_plan_is_told_with_names_and_not_with_keys() -> None:
    building = {**PLAN, "builds_on": ["budget"], "informs": ["kf", "partierna"], "short": "VP", "horizon": 3}
    told = lines(facts.plans(small(plan=[BUDGET_PLAN, building])), "verksamhetsplan (VP)")
    assert told["Beslutas av"] == ["förvaltningschef"]
    assert told["Bygger på"] == ["mål och budget"]
    assert told["Lämnas för kännedom till"] == ["kommunfullmäktige och partierna"]
    assert told["Gäller"] == ["3 år"]
    assert told["Klar"] == ["december året före"]
    assert "Kallas också" not in told


def test_what_is_printed_stands_beside_our_day() -> None:
    told = lines(facts.plans(PERSTORP), "verksamhetsplan")
    assert told["Klar"] == ["november året före", "i dokumentet: oktober/november"]


def test_a_body_says_what_it_decides() -> None:
    told = lines(facts.bodies(PERSTORP), "kommunfullmäktige")
    assert told["Utses av"] == ["valet"]
    assert told["Beslutar"] == ["vision, målområde, fullmäktigemål, uppdrag och kommunfullmäktiges styrkort"]


@pytest.mark.parametrize(
    ("means", "told"),
    [("reported", ["månaden som rapporten handlar om"]), ("treated", ["månaden då rapporten behandlas"]), ("", None)],
)
def test_a_report_says_what_its_exceptions_mean(means: str, told: list[str] | None) -> None:
    model = small(report=[{**MONTHLY, "except_means": means}])
    assert lines(facts.reports(model), "månadsrapport").get("Undantagen gäller") == told


def test_the_financial_goal_stands_with_its_figure() -> None:
    told = lines(facts.economy(PERSTORP), "God ekonomisk hushållning")
    assert told["Finansiella mål i dokumentet"] == [
        "Resultat i förhållande till skatter, generella statsbidrag och finansnetto: minst 2 %"
    ]
    assert told["Bedöms i"] == ["halvårsbokslut och årsredovisning"]
    assert told["Målen märks ett för ett bland"] == ["fullmäktigemål"]


def test_a_section_keeps_where_it_stands_and_what_is_assumed() -> None:
    (control,) = facts.control(PERSTORP)
    assert control.assumed.startswith("Intern kontroll är inte läsbar")
    (openness,) = facts.openness(PERSTORP)
    assert openness.source.startswith("000")
    assert str(openness.facts[-1].lines[0]) == "färre än 5 personer visas inte"


def test_what_the_model_does_not_say_has_no_section() -> None:
    titles = [str(title) for title, _ in everything(small(economy={}))]
    assert titles == ["Syfte och mandatperiod", "Vilka som beslutar", "Rapporter"]
    assert facts.openness(small()) == ()
    assert facts.control(small()) == ()


@pytest.mark.parametrize("model", [PERSTORP, small(plan=[PLAN, BUDGET_PLAN])], ids=["perstorp", "small"])
def test_no_section_and_no_fact_is_empty(model: Model) -> None:
    for title, sections in everything(model):
        assert str(title)
        assert sections
        for one in sections:
            assert one.facts
            assert all(str(line) for found in one.facts for line in found.lines)
