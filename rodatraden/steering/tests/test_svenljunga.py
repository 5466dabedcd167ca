"""Facts of Svenljunga's strategy (seed 002): what it says, and that all the rest is marked as assumed."""

from datetime import date
from pathlib import Path

import pytest

from rodatraden.steering.findings import Finding, Severity
from rodatraden.steering.lint import check
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Event, Level, Plan, Report
from rodatraden.steering.schema.rules import Change, Reached, TwoStep, Worst
from rodatraden.steering.words import assumed, chain, stated

PRESETS = Path(__file__).parent.parent / "presets"
MODEL = parse((PRESETS / "svenljunga.toml").read_text(encoding="utf-8"))
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
FOLLOWED_UP = ("tertial", "delar", "arsbokslut")


def level(key: str) -> Level:
    found = MODEL.level_of(key)
    assert found is not None
    return found


def plan(key: str) -> Plan:
    found = MODEL.plan_of(key)
    assert found is not None
    return found


def report(key: str) -> Report:
    return next(report for report in MODEL.report if report.key == key)


def event_of(section: str) -> Event:
    return next(event for event in MODEL.event if event.law == section)


def found(severity: Severity) -> list[Finding]:
    return [finding for finding in check(MODEL) if finding.severity == severity]


# ---- The document --------------------------------------------------------------------------------


def test_the_council_decided_the_strategy_on_16_march_2026() -> None:
    (document,) = MODEL.document
    assert MODEL.model.municipality == "1465"
    assert (document.title, document.body) == ("Strategi för mål- och resultatstyrning", "Kommunfullmäktige")
    assert (document.decided, document.paragraph) == (date(2026, 3, 16), "§ 38")
    assert document.responsible == "Kanslichef"
    assert "varje mandatperiod" in document.revised


def test_the_vision_is_the_councils_but_is_not_quoted() -> None:
    assert MODEL.vision is not None
    assert MODEL.vision.decided == "Kommunfullmäktige"
    assert "återges inte" in MODEL.vision.source
    assert MODEL.value_word == ()


def test_council_goals_are_revised_once_in_the_mandate_period() -> None:
    assert MODEL.mandate.revises == ("fullmäktigemål",)


# ---- The thread ----------------------------------------------------------------------------------


def test_the_thread_goes_from_the_vision_to_the_employee() -> None:
    assert [[level.key for level in step] for step in chain(MODEL)] == [
        ["vision"], ["fullmaktigemal"], ["namndmal", "bolagsmal"], ["verksamhetsmal"], ["enhetsmal"], ["medarbetarmal"],
    ]  # fmt: skip


def test_companies_have_goals_of_their_own_beside_the_boards() -> None:
    board, company = level("namndmal"), level("bolagsmal")
    assert board.serves == company.serves == ("fullmaktigemal",)
    assert (board.decided_by, company.decided_by) == ("namnd", "bolag")
    assert company.owned_by == ("company",)


def test_the_three_lowest_levels_are_assumed_to_have_goals() -> None:
    assert [level.key for level in MODEL.level if level.assumed] == ["verksamhetsmal", "enhetsmal", "medarbetarmal"]
    assert [level.key for level in MODEL.level if level.personal] == ["medarbetarmal"]


def test_the_goals_of_council_boards_and_companies_are_measurable_and_have_targets() -> None:
    (quality,) = MODEL.quality
    assert [letter.seen_by for letter in quality.letters] == ["indicator", "target"]
    for key in ("fullmaktigemal", "namndmal", "bolagsmal"):
        assert {"indicator", "target"} <= set(level(key).carries)
        assert level(key).quality == quality.key


def test_goals_are_of_extent_or_result_and_of_quality_as_residents_experience_it() -> None:
    assert [measure.kind for measure in MODEL.measure] == ["target", "quality"]


def test_the_perspectives_are_three_and_stated() -> None:
    assert [perspective.name.one for perspective in MODEL.perspective] == ["Ekonomi", "Personal", "Verksamhet"]
    assert not any(perspective.assumed for perspective in MODEL.perspective)
    assert [level.key for level in MODEL.level if level.perspectives] == [
        "fullmaktigemal", "namndmal", "bolagsmal", "verksamhetsmal", "enhetsmal",
    ]  # fmt: skip


# ---- Scales and rules ----------------------------------------------------------------------------


def test_what_has_a_target_is_held_against_it_and_the_rest_against_the_period_before() -> None:
    assert isinstance(MODEL.rule[level("namndmal").measure], Reached)
    assert isinstance(MODEL.rule[level("bolagsmal").measure], Reached)
    assert isinstance(MODEL.rule[level("verksamhetsmal").measure], Change)
    assert isinstance(MODEL.rule[level("enhetsmal").measure], Change)


def test_the_levels_below_the_boards_are_shown_by_arrows() -> None:
    scale = MODEL.scale["pilar"]
    assert scale.kind == "arrow"
    assert [value.word for value in scale.judged] == ["Bättre", "Oförändrat", "Sämre"]
    assert [value.symbol for value in scale.judged] == ["arrow-up", "arrow-flat", "arrow-down"]
    assert {MODEL.rule[level(key).measure].scale for key in ("verksamhetsmal", "enhetsmal")} == {"pilar"}


def test_a_level_is_judged_on_the_scale_of_its_indicators() -> None:
    for kept in MODEL.level:
        if kept.status:
            assert MODEL.rule[kept.status].scale == MODEL.rule[kept.measure].scale


def test_scales_and_rules_are_ours_and_say_so() -> None:
    assert {type(rule) for rule in MODEL.rule.values()} == {Reached, Change, TwoStep, Worst}
    assert all(rule.assumed for rule in MODEL.rule.values())
    assert all(scale.assumed for scale in MODEL.scale.values())


@pytest.mark.parametrize("other", ["perstorp", "hallsberg"])
def test_it_compares_in_another_way_than_the_others(other: str) -> None:
    path = PRESETS / f"{other}.toml"
    theirs = parse(path.read_text(encoding="utf-8")).rule[{"perstorp": "indikator", "hallsberg": "plan"}[other]]
    assert type(theirs) not in {type(rule) for rule in MODEL.rule.values()}


# ---- Who -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "who"), [("analys-kf", "kommunchef"), ("analys-namnd", "forvaltningschef"), ("analys-bolag", "vd")]
)
def test_somebody_answers_for_the_analysis_at_each_level(step: str, who: str) -> None:
    kept = next(one for one in MODEL.step if one.key == step)
    assert (kept.who, kept.source) == (who, "Analys")


def test_the_head_of_the_chancellery_answers_for_the_strategy_and_administers_it() -> None:
    role = MODEL.role_of("kanslichef")
    assert role is not None
    assert "administer" in role.rights
    assert role.tasks == ("ansvarar för strategin",)


def test_the_elected_also_ask_within_which_frames() -> None:
    assert MODEL.split is not None
    assert MODEL.split.elected.asks == ("vad", "när", "inom vilka ekonomiska ramar")
    assert MODEL.split.officials.asks == ("hur", "vem eller vilka")
    assert MODEL.split.zone == ""


def test_the_management_group_decides_the_routine_and_the_council_the_strategy() -> None:
    decided = {document.key: document.decided_by for document in MODEL.governing}
    assert decided["strategi"] == "kf"
    assert decided["rutin"] == "klg"


def test_company_law_is_a_duty_and_no_section_is_said_to_be_cited() -> None:
    assert next(duty for duty in MODEL.duty if duty.key == "associationsratt").rests_on
    assert all(duty.assumed for duty in MODEL.duty)
    assert not any(duty.law.printed for duty in MODEL.duty if duty.law)


# ---- Plans ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["verksamhetsplan-kf", "verksamhetsplan-namnd", "verksamhetsplan-bolag"])
def test_a_plan_is_made_each_year_for_three(key: str) -> None:
    kept = plan(key)
    assert (kept.every, kept.horizon) == ("year", 3)
    assert kept.deadline is not None
    assert kept.deadline.assumed
    assert kept.source


def test_the_plans_of_boards_and_companies_build_on_the_common_one() -> None:
    assert plan("verksamhetsplan-kf").decided_by == "kf"
    for key in ("verksamhetsplan-namnd", "verksamhetsplan-bolag"):
        assert plan(key).builds_on == ("verksamhetsplan-kf",)
        assert "detaljbudget" in plan(key).contents
        assert any("konsekvensbeskrivning" in content for content in plan(key).contents)


def test_the_quality_wheel_has_five_steps() -> None:
    assert MODEL.control.cycle == ("planering", "genomförande", "uppföljning", "analys", "förbättringsåtgärder")


@pytest.mark.parametrize("word", ["Timglaset", "Röda tråden", "Kvalitetshjulet", "Värdegrund"])
def test_the_words_of_the_pictures_are_explained(word: str) -> None:
    assert [term.word for term in MODEL.glossary].count(word) == 1


# ---- Reports and the year ------------------------------------------------------------------------


def test_four_reports_and_a_short_one() -> None:
    assert [kept.kind for kept in MODEL.report] == ["monthly", "short", "tertial", "half_year", "annual"]


def test_february_is_short_and_asks_one_thing() -> None:
    short = report("februari")
    assert short.months == (2,)
    assert not short.assumed
    (question,) = short.questions
    assert "avvikelser" in question.text
    assert "enligt budget" in question.text
    assert {climb.sender for climb in short.climbs} == {"forvaltningschef", "vd"}


def test_the_other_months_and_the_ends_of_periods_are_assumed() -> None:
    assert 2 not in report("manad").months
    assert report("manad").assumed
    ends = [end for key in FOLLOWED_UP for end in report(key).period_ends]
    assert [(end.month, end.day) for end in ends] == [(4, 30), (8, 31), (12, 31)]
    assert all(end.assumed for end in ends)


def test_goals_are_followed_up_three_times_a_year_with_the_companies() -> None:
    assert [kept.key for kept in MODEL.report if kept.about] == list(FOLLOWED_UP)
    for key in FOLLOWED_UP:
        assert {"fullmaktigemal", "namndmal", "bolagsmal"} == set(report(key).about)
        assert {"namnd", "bolag"} <= {climb.sender for climb in report(key).climbs}


def test_a_company_is_never_decided_over_by_the_executive_board() -> None:
    edges = [climb.edge for kept in MODEL.report for climb in kept.climbs if climb.sender == "bolag"]
    assert edges
    assert set(edges) == {"information"}


def test_every_date_of_the_year_is_assumed_for_the_map_of_the_process_is_a_picture() -> None:
    assert MODEL.event
    assert all(event.assumed for event in MODEL.event)


def test_no_day_is_said_to_be_the_laws_where_the_law_has_none() -> None:
    trial, discharge, approval = (event_of(section) for section in ("6:9", "5:24", "11:21"))
    assert (trial.day, discharge.day) == (None, None)
    assert "utan dag" in trial.assumed
    assert "utgången av juni" in discharge.assumed
    assert approval.what != discharge.what
    assert approval.month <= discharge.month


def test_the_strategy_itself_has_somebody_responsible_and_a_time_to_be_followed_up() -> None:
    strategy = MODEL.governing[0]
    assert (strategy.responsible, strategy.revised, strategy.followed_up) == (
        "kanslichef", "vid behov", "varje mandatperiod",
    )  # fmt: skip


def test_each_report_type_has_its_place_in_the_year() -> None:
    assert {event.report for event in MODEL.event if event.report} == {kept.key for kept in MODEL.report}


def test_every_month_reported_on_is_in_the_year_once() -> None:
    months = [event.reports_on for event in MODEL.event if event.report == "manad"]
    assert months == list(report("manad").months)
    assert all(event.month > (event.reports_on or 0) for event in MODEL.event if event.report == "manad")


# ---- What is found -------------------------------------------------------------------------------


def test_nothing_stops_the_model_and_the_strategys_one_contradiction_is_the_only_warning() -> None:
    assert found("error") == []
    (warning,) = found("warning")
    assert warning.code == "contradiction"
    assert "månadsrapporten" in str(warning.message)


def test_remarks_are_only_about_goals_that_officials_set() -> None:
    assert {finding.code for finding in found("remark")} == {"goal-by-official", "no-measures"}


def test_every_part_says_where_it_stands_or_that_it_is_assumed() -> None:
    lists = (MODEL.level, MODEL.perspective, MODEL.quality, MODEL.measure, MODEL.body, MODEL.role, MODEL.duty,
             MODEL.participation, MODEL.plan, MODEL.step, MODEL.governing, MODEL.report, MODEL.event, MODEL.glossary,
             tuple(MODEL.scale.values()), tuple(MODEL.rule.values()))  # fmt: skip
    assert [part for one in lists for part in one if not part.source and not part.assumed] == []
    assert stated(MODEL)
    assert assumed(MODEL)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="källdokumenten finns inte på den här datorn")
def test_what_is_named_can_be_read_in_the_strategy() -> None:
    text = " ".join(path.read_text(encoding="utf-8") for path in SEEDS.glob("002_*.txt"))
    words = " ".join(text.replace("**", "").split()).casefold()
    for name in (
        "2026-03-16, § 38", "Kanslichef", "Varje mandatperiod", "ekonomi, personal och verksamhet", "treårsperiod",
        "inom vilka ekonomiska ramar", "Timglaset", "Kvalitetshjulet", "associationsrättsliga", "detaljbudget",
        "konsekvensbeskrivas", "Månadsrapporten för februari", "tertialrapport, delårsrapport samt årsbokslut",
        "Kommunchefen ansvarar", "Verkställande direktör ansvarar",
    ):  # fmt: skip
        assert name.casefold() in words, name
    for month in ("mars", "april", "juni", "september", "oktober", "november", "december"):
        assert month not in words
