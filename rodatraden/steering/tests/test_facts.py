import re
from pathlib import Path
from typing import Any

import pytest

from rodatraden.lib.text import say
from rodatraden.steering import facts, facts_of_levels
from rodatraden.steering.facts import climb_told, everything
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Climb, Law, Model, Word
from rodatraden.steering.sections import Fact, Line, Section, fact
from rodatraden.steering.tests.small import BUDGET_PLAN, MONTHLY, PLAN, small
from rodatraden.steering.tests.test_schema import parts_of

PRESETS = Path(__file__).parent.parent / "presets"
PERSTORP = parse((PRESETS / "perstorp.toml").read_text(encoding="utf-8"))
CONDITIONS = "Händelser som inte gäller alla eller alltid"
KINDS = {"board": "nämnd", "unit": "enhet", "school": "skola"}
UNREAD = {"tests", "schema", "lint"}
# The document's own contradictions are shown as the linter's findings.
KNOWN = {"contradiction", "other"}


def lines(sections: tuple[Section, ...], title: str) -> dict[str, list[str]]:
    """The facts of the section of a title, as words."""
    (found,) = (one for one in sections if str(one.title) == title)
    return {str(one.label): [str(line) for line in one.lines] for one in found.facts}


def test_a_fact_without_anything_to_say_is_none() -> None:
    assert fact(say("Uppgifter")) is None
    assert fact(say("Uppgifter"), "", "") is None
    assert fact(say("Uppgifter"), "a", "") == Fact(say("Uppgifter"), (Line(say("{words}", words="a")),))


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
        "Årets resultat som andel av skatter, generella statsbidrag och finansnetto: minst 2 %"
    ]
    assert told["Bedöms i"] == ["halvårsbokslut och årsredovisning"]
    assert told["Vägs samman"][1].startswith("Uppfylls: minst 80 %")
    assert told["Målen märks ett för ett bland"] == ["fullmäktigemål"]


def test_a_section_keeps_where_it_stands_and_what_is_assumed() -> None:
    (control,) = facts.control(PERSTORP)
    assert control.assumed.startswith("Intern kontroll är inte läsbar")
    (openness,) = facts.openness(PERSTORP)
    assert openness.source.startswith("000")


def test_how_small_a_group_is_hidden_is_told_only_where_the_file_says_it() -> None:
    said = {"published": ["målen"], "small_group": 5}
    assert lines(facts.openness(small(openness=said)), "Öppenhet")["Små grupper"] == ["färre än 5 personer visas inte"]
    assert "Små grupper" not in lines(facts.openness(PERSTORP), "Öppenhet")


def test_what_the_model_does_not_say_has_no_section() -> None:
    titles = [str(title) for title, _ in everything(small(economy={}), KINDS)]
    assert titles == ["Syfte och mandatperiod", "Nivåerna", "Vilka som beslutar", "Rapporter", CONDITIONS]
    assert facts.openness(small()) == ()
    assert facts.control(small()) == ()


@pytest.mark.parametrize("model", [PERSTORP, small(plan=[PLAN, BUDGET_PLAN])], ids=["perstorp", "small"])
def test_no_section_and_no_fact_is_empty(model: Model) -> None:
    for title, sections in everything(model, KINDS):
        assert str(title)
        assert sections
        for one in sections:
            assert one.facts
            assert all(str(line) for found in one.facts for line in found.lines)


def test_a_level_says_what_it_serves_who_owns_it_and_what_it_must_carry() -> None:
    told = lines(facts_of_levels.levels(PERSTORP, KINDS), "fullmäktigemål")
    assert told["Bidrar till"] == ["målområde"]
    assert "målvärde" in told["Ska ha"][0]
    assert told["Prövas mot"] == ["SMART"]


def test_what_is_personal_or_stays_in_the_unit_is_told() -> None:
    level = small().level[-1]
    quiet = level.model_copy(update={"personal": True, "reported": False})
    told = lines(facts_of_levels.levels(small().model_copy(update={"level": (quiet,)}), KINDS), level.name.one)
    assert told["Läses av"] == ["personen själv och chefen"]
    assert told["Uppföljning"] == ["stannar i enheten, rapporteras inte uppåt"]
    assert "Uppföljning" not in lines(facts_of_levels.levels(small(), KINDS), level.name.one)


def test_other_names_years_of_the_mandate_and_care_of_documents_are_told() -> None:
    policy = {"key": "policy", "name": "Policy", "decided_by": "kf", "responsible": "chef", "revised": "vid behov"}
    after = {"month": 6, "what": "Planen", "actor": "kf", "year_after_election": True}
    level = small().level[1].model_copy(update={"also_called": ("fullmäktigemål",)})
    model = small(governing=[{**policy, "followed_up": "varje år"}], event=[after])
    told = lines(facts.governing(model), "Policy")
    assert (told["Ansvarig"], told["Revideras"], told["Följs upp"]) == (
        ["förvaltningschef"],
        ["vid behov"],
        ["varje år"],
    )
    assert lines(facts_of_levels.conditions(model), "Planen")["Gäller"] == ["året efter val"]
    named = lines(facts_of_levels.levels(model.model_copy(update={"level": (level,)}), KINDS), level.name.one)
    assert named["Kallas också"] == ["fullmäktigemål"]


def test_the_old_and_the_present_section_stand_together() -> None:
    law = Law(printed="8:5", act="1991:900", current="11:6")
    assert str(facts.law_told(law)) == "KL 11:6 (tryckt 8:5, SFS 1991:900)"
    assert str(facts.law_told(Law(current="11:6"))) == "KL 11:6"


def test_the_month_of_a_step_stands_after_it() -> None:
    step = Climb(sender="namnd", receiver="kf", edge="information", month=4)
    assert str(climb_told(small(), step)) == "nämnd lämnar till kommunfullmäktige för kännedom (april)"


def test_no_key_of_the_schema_is_read_by_nobody() -> None:
    """By name: somewhere outside the schema and its linter each field is asked for (design.md 8)."""
    house = PRESETS.parents[1]
    outside = [path for kind in ("py", "html") for path in house.rglob(f"*.{kind}")]
    read = "".join(path.read_text("utf-8") for path in outside if not UNREAD & set(path.relative_to(house).parts))
    fields = {name for part in parts_of(Model) for name in part.model_fields}
    assert {name for name in fields if not re.search(rf"\.{name}\b", read)} - KNOWN == set()


def test_a_level_is_owned_by_kinds_of_units_and_not_by_bodies_of_the_same_kind() -> None:
    level = small().level[1].model_copy(update={"owned_by": ("unit", "school", "board")})
    told = lines(facts_of_levels.levels(small().model_copy(update={"level": (level,)}), KINDS), "mål")
    assert told["Ägs av"] == ["enhet, skola och nämnd"]


def test_a_line_that_is_assumed_by_itself_says_why() -> None:
    plan = {**PLAN, "deadline": {"month": 11, "assumed": "Månaden är vår."}}
    (section,) = facts.plans(small(plan=[plan]))
    (when,) = (found for found in section.facts if str(found.label) == "Klar")
    assert [line.assumed for line in when.lines] == ["Månaden är vår."]


def test_whether_a_body_is_an_authority_follows_from_its_kind() -> None:
    assert lines(facts.bodies(small()), "nämnd")["Egen myndighet"] == ["ja"]


def test_a_budget_and_a_scorecard_say_that_they_are() -> None:
    told = lines(facts.plans(small(plan=[{**PLAN, "kind": "scorecard"}])), "verksamhetsplan")
    assert told["Slag"] == ["styrkort"]
    assert "Slag" not in lines(facts.plans(small(plan=[PLAN])), "verksamhetsplan")


@pytest.mark.parametrize(("word", "told"), [("projekt", "minst ett projekt"), ("insats", "minst en insats")])
def test_what_must_be_done_is_told_in_the_models_word(word: str, told: str) -> None:
    doing = next(level for level in PERSTORP.level if level.kind == "activity")
    name = Word(one=word, definite="projektet" if word == "projekt" else "insatsen")
    goal = PERSTORP.level[-3].model_copy(update={"name": Word(one="mål"), "carries": ("activity",)})
    model = PERSTORP.model_copy(update={"level": (goal, doing.model_copy(update={"name": name}))})
    assert lines(facts_of_levels.levels(model, KINDS), "mål")["Ska ha"] == [told]


def test_a_level_that_asks_for_what_no_level_is_says_it_in_our_words() -> None:
    goal = PERSTORP.level[-3].model_copy(update={"name": Word(one="mål"), "carries": ("activity",)})
    model = PERSTORP.model_copy(update={"level": (goal,)})
    assert lines(facts_of_levels.levels(model, KINDS), "mål")["Ska ha"] == ["minst en aktivitet"]
