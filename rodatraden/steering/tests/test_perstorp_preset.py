"""Facts of the two documents of Perstorp: the scanned one (000) and its annex (003)."""

from pathlib import Path

import pytest

from rodatraden.steering.lint import check
from rodatraden.steering.load import parse
from rodatraden.steering.schema.rules import ShareOfWay, TwoStep
from rodatraden.steering.words import chain

MODEL = parse((Path(__file__).parent.parent / "presets" / "perstorp.toml").read_text(encoding="utf-8"))
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def test_the_thread_goes_from_vision_to_the_employees_goal() -> None:
    goals = [level.name.one for level in MODEL.level if level.kind in {"vision", "direction", "goal"}]
    assert goals == [
        "vision", "målområde", "fullmäktigemål", "nämndmål", "verksamhetsmål", "medarbetarens mål",
    ]  # fmt: skip
    assert [level.kind for level in MODEL.level][-2:] == ["activity", "assignment"]


def test_each_level_of_the_chain_stands_one_step_below_the_one_it_serves() -> None:
    assert [step[0].key for step in chain(MODEL)] == [
        "vision", "malomrade", "fullmaktigemal", "namndmal", "verksamhetsmal", "medarbetarmal",
    ]  # fmt: skip


def test_the_council_decides_down_to_its_own_goals_and_boards_theirs() -> None:
    decided = {level.key: level.decided_by for level in MODEL.level}
    assert {decided[key] for key in ("vision", "malomrade", "fullmaktigemal", "uppdrag")} == {"kf"}
    assert decided["namndmal"] == "namnd"
    assert {decided[key] for key in ("verksamhetsmal", "medarbetarmal", "aktivitet")} == {"chef"}


def test_the_vision_is_of_2014_and_named_2030() -> None:
    assert MODEL.vision is not None
    assert MODEL.vision.title == "Perstorp 2030"
    assert "2014" in MODEL.vision.decided
    assert MODEL.slogan is None


def test_the_value_words_are_three() -> None:
    assert [word.word for word in MODEL.value_word] == ["Service", "Engagemang", "Bemötande"]


def test_two_of_the_four_perspectives_are_assumed() -> None:
    assumed = {perspective.name.one: bool(perspective.assumed) for perspective in MODEL.perspective}
    assert assumed == {"Verksamhet": False, "Ekonomi": False, "Invånare": True, "Medarbetare": True}


def test_only_the_letters_that_can_be_read_are_taken_from_the_document() -> None:
    (smart,) = MODEL.quality
    assert [letter.letter for letter in smart.letters] == ["S", "M", "A", "R", "T"]
    assert [letter.letter for letter in smart.letters if letter.assumed] == ["S", "M"]
    assert smart.letters[2].word == "Accepterat"


def test_the_scale_has_three_colours_and_a_word_for_what_is_not_measured() -> None:
    scale = MODEL.scale["trafikljus"]
    assert [value.key for value in scale.judged] == ["gron", "gul", "rod"]
    yellow = scale.value("gul")
    assert yellow is not None
    assert yellow.word == "Uppfylls delvis"
    assert scale.unmeasured is not None
    assert scale.assumed


def test_the_rules_are_ours_and_say_so() -> None:
    assert isinstance(MODEL.rule["indikator"], ShareOfWay)
    assert isinstance(MODEL.rule["mal"], TwoStep)
    assert all(rule.assumed for rule in MODEL.rule.values())


def test_it_reports_each_quarter_at_half_year_and_for_the_year() -> None:
    assert [report.kind for report in MODEL.report] == ["quarter", "half_year", "annual"]
    half_year = MODEL.report[1]
    assert [(end.month, end.day) for end in half_year.period_ends] == [(6, 30)]
    assert half_year.assumed
    assert half_year.assesses_sound_economy


def test_the_financial_goal_is_two_per_cent() -> None:
    (goal,) = MODEL.economy.goals
    assert goal.figure == "minst 2 %"
    assert MODEL.economy.sound is not None
    assert MODEL.economy.sound.by_item


def test_the_operational_plan_is_made_in_october_and_november() -> None:
    plan = MODEL.plan_of("verksamhetsplan")
    assert plan is not None
    assert plan.deadline is not None
    assert plan.deadline.as_printed == "oktober/november"
    assert [(event.month, event.until) for event in MODEL.event if event.plan == plan.key] == [(10, 11)]


def test_the_coordinator_administers_the_model_and_auditors_only_read() -> None:
    rights = {role.key: set(role.rights) for role in MODEL.role}
    assert [key for key, held in rights.items() if "administer" in held] == ["samordnare"]
    assert rights["revisor"] == {"read"}


def test_nobody_but_the_manager_reads_an_employees_goals() -> None:
    assert [level.key for level in MODEL.level if level.personal] == ["medarbetarmal"]


def test_the_contradictions_of_the_annex_are_the_only_warnings() -> None:
    """All four are about figures: whose survey, and comments and names that the tables do not bear out."""
    assert {finding.code for finding in check(MODEL) if finding.severity != "remark"} == {"contradiction"}
    assert [told.source for told in MODEL.contradiction] == [
        "003", "003, målområde 7", "003, målområde 2", "003, målområde 2",
    ]  # fmt: skip


def test_the_scorecards_stand_at_three_levels_and_only_their_names_are_read() -> None:
    cards = [plan for plan in MODEL.plan if plan.kind == "scorecard"]
    assert [plan.decided_by for plan in cards] == ["kf", "namnd", "chef"]
    assert all(plan.assumed and plan.source for plan in cards)


def test_the_way_of_every_report_is_assumed_for_no_sender_or_receiver_can_be_read() -> None:
    ways = [climb for report in MODEL.report for climb in report.climbs]
    assert ways
    assert all(climb.assumed for climb in ways)


def test_the_prognosis_stands_with_the_annual_report() -> None:
    assert [report.kind for report in MODEL.report if "prognos" in report.contents] == ["annual"]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="källdokumenten finns inte på den här datorn")
def test_what_is_not_assumed_can_be_read_in_the_documents() -> None:
    text = " ".join(path.read_text(encoding="utf-8") for path in SEEDS.glob("00[03]_*.txt"))
    words = " ".join(text.split()).casefold()
    for word in ("gul = uppfylls delvis", "accepterat", "realistiska", "tidsatta", "verksamhet", "ekonomi"):
        assert word in words
    for word in (*(value.word for value in MODEL.value_word), "Perstorp 2030", "2014", "lägst 2 %", "oktober/november"):
        assert word.casefold() in words
    for level in MODEL.level[:4]:
        assert level.name.one.casefold().removesuffix("mål").rstrip() in words
    for part in (*MODEL.body, *MODEL.role, *MODEL.measure, *MODEL.plan, *MODEL.report, *MODEL.perspective):
        assert part.assumed or part.name.one.casefold() in words, part.key
