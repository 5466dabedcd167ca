"""Facts of Hallsberg's document (seed 001): its thread, who decides, its plans and its reports."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from rodatraden.steering.load import parse
from rodatraden.steering.schema import Level, Plan, Report
from rodatraden.steering.schema.rules import Band, ByHand, Weighted, Worst
from rodatraden.steering.words import assumed, chain, report_told, stated

MODEL = parse((Path(__file__).parent.parent / "presets" / "hallsberg.toml").read_text(encoding="utf-8"))
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
LONG_TERM = ("tertial", "delar", "verksamhetsberattelse")


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


def month_of(key: str) -> tuple[int, int]:
    """The year counted from the plan's, and the month."""
    deadline = plan(key).deadline
    assert deadline is not None
    return deadline.year, deadline.month


# ---- The thread ----------------------------------------------------------------------------------


def test_it_is_the_model_of_1861() -> None:
    assert MODEL.model.municipality == "1861"
    assert [document.title for document in MODEL.document] == ["Styrsystem för Hallsbergs kommunkoncern"]
    assert MODEL.document[0].decided is None


def test_the_vision_and_the_three_value_words_have_their_names() -> None:
    assert MODEL.vision is not None
    assert MODEL.vision.title == "Det öppna Hallsberg"
    assert [word.word for word in MODEL.value_word] == ["Glädje", "Driv", "Öppenhet"]
    assert all(word.text and word.source.startswith("5.1.2") for word in MODEL.value_word)


def test_the_thread_goes_from_the_vision_to_the_activity() -> None:
    assert [level.key for level in MODEL.level] == [
        "vision", "strategisktomrade", "geh", "prioritering", "namndmal", "strategi", "fokusomrade", "aktivitet",
    ]  # fmt: skip
    first = [step[0].key for step in chain(MODEL)]
    assert first[:2] == ["vision", "strategisktomrade"]
    assert first[-1] == "aktivitet"


@dataclass(frozen=True)
class Row:
    """A row of the printed table in 5.1: the level, who decides it, and the comment's document."""

    level: str
    decided_by: str
    document: str


TABLE = [
    Row("vision", "kf", "Övergripande mål och riktlinjer"),
    Row("strategisktomrade", "kf", "Övergripande mål och riktlinjer"),
    Row("geh", "kf", "budgetdokumentet"),
    Row("namndmal", "namnd", "Mål- och budgetdokumentet"),
    Row("strategi", "forvaltningschef", "Förvaltningsplanen"),
    Row("aktivitet", "enhetschef", "Enhetsplanerna"),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.level)
def test_a_row_of_the_printed_table_is_a_level(row: Row) -> None:
    kept = level(row.level)
    assert kept.decided_by == row.decided_by
    assert "tabellen" in kept.source
    assert row.document in kept.comment
    assert plan(kept.decided_in)


def test_priorities_of_the_council_and_of_the_administration_are_two_levels() -> None:
    council, own = level("prioritering"), level("fokusomrade")
    assert {council.kind, own.kind} == {"priority"}
    assert (council.decided_by, council.decided_in) == ("kf", "gpf")
    assert (own.decided_by, own.decided_in) == ("forvaltningschef", "forvaltningsplan")
    assert set(own.owned_by) == {"administration", "area", "school", "unit"}


def test_a_board_goal_may_serve_strategic_areas_priorities_and_sound_economy() -> None:
    assert set(level("namndmal").serves) == {"strategisktomrade", "geh", "prioritering"}
    assert set(level("namndmal").carries) >= {"indicator", "target", "deadline", "decision"}


def test_a_strategy_answers_seven_questions() -> None:
    questions = level("strategi").questions
    assert [question.key for question in questions] == [
        "vad", "varfor", "hur", "forvem", "nytt", "annorlunda", "innebar",
    ]  # fmt: skip
    assert all(question.text.endswith("?") and question.en.endswith("?") for question in questions)


def test_smart_has_hallsbergs_five_words() -> None:
    (smart,) = MODEL.quality
    assert [(letter.letter, letter.word) for letter in smart.letters] == [
        ("S", "Specifikt"), ("M", "Mätbart"), ("A", "Accepterade"), ("R", "Realistiskt"), ("T", "Tidsatt"),
    ]  # fmt: skip
    assert not any(letter.assumed for letter in smart.letters)
    assert level("namndmal").quality == smart.key


def test_three_kinds_of_measures_are_kept_apart() -> None:
    assert [(measure.name.one, measure.kind) for measure in MODEL.measure] == [
        ("indikator", "target"), ("verksamhetsmått", "volume"), ("nyckeltal", "key_figure"),
    ]  # fmt: skip
    assert "ingångsvärde" in MODEL.measure[0].comment
    assert "slutvärde" in MODEL.measure[0].comment


def test_no_limit_is_set_where_the_document_says_only_reasonable() -> None:
    assert [level.key for level in MODEL.level if level.limit] == []


def test_scale_and_rules_are_ours_and_say_so() -> None:
    assert MODEL.scale["plan"].assumed
    assert [type(rule) for rule in MODEL.rule.values()] == [Band, Weighted, Weighted, Worst, ByHand]
    assert all(rule.assumed for rule in MODEL.rule.values())


# ---- Who, and by which law -----------------------------------------------------------------------


def test_companies_wholly_and_partly_owned_and_federations_are_overseen() -> None:
    kinds = {body.kind for body in MODEL.body}
    assert {"company", "company_partly", "joint_authority", "executive_board", "board", "group"} <= kinds


def test_the_elected_ask_what_and_when_and_meet_officials_in_the_golden_zone() -> None:
    assert MODEL.split is not None
    assert MODEL.split.elected.asks == ("vad", "när")
    assert MODEL.split.officials.asks == ("hur", "vem")
    assert MODEL.split.zone.startswith("Gyllene zonen")
    assert not MODEL.split.assumed


@pytest.mark.parametrize(
    ("duty", "printed", "current"),
    [
        ("mal-och-riktlinjer", "3:9", "5:1"),
        ("god-ekonomisk-hushallning", "8 kap § 5", "11:6"),
        ("atgardsplan", "8 kap 5a §", "11:12"),
        ("uppsikt", "6 kap. 1§", "6:1"),
    ],
)
def test_a_reference_keeps_what_is_printed_and_the_section_in_force(duty: str, printed: str, current: str) -> None:
    law = next(kept for kept in MODEL.duty if kept.key == duty).law
    assert law is not None
    assert (law.printed, law.act, law.current) == (printed, "1991:900", current)
    assert law.note


def test_a_duty_without_a_printed_section_says_that_the_law_is_ours() -> None:
    laws = [duty.law for duty in MODEL.duty if duty.law and not duty.law.printed]
    assert laws
    assert all(law.assumed for law in laws)


def test_employees_set_the_activities_at_the_workplace_meeting() -> None:
    meeting = next(part for part in MODEL.participation if part.key == "apt")
    assert (meeting.who, meeting.decides) == ("medarbetare", "aktivitet")


def test_auditors_only_read_and_one_role_administers() -> None:
    rights = {role.key: set(role.rights) for role in MODEL.role}
    assert rights["revisor"] == {"read"}
    assert [key for key, held in rights.items() if "administer" in held] == ["samordnare"]


# ---- Plans ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "decided_by", "when"),
    [
        ("gpf", "kf", (-1, 6)),
        ("investeringsbudget", "kf", (-1, 6)),
        ("mal-och-budget", "namnd", (-1, 9)),
        ("budget", "kf", (-1, 11)),
        ("konteringsbudget", "forvaltningschef", (-1, 12)),
        ("forvaltningsplan", "forvaltningschef", (-1, 12)),
        ("verksamhetsplan", "omradeschef", (-1, 12)),
        ("enhetsplan", "enhetschef", (0, 1)),
    ],
)
def test_a_plan_is_decided_by_whom_and_when_the_document_says(key: str, decided_by: str, when: tuple[int, int]) -> None:
    assert plan(key).decided_by == decided_by
    assert month_of(key) == when


def test_the_plan_of_the_mandate_has_no_month() -> None:
    mandate = plan("strategiska-omraden")
    assert (mandate.every, mandate.horizon, mandate.deadline) == ("mandate", 4, None)


def test_the_investment_budget_is_for_three_years() -> None:
    assert plan("investeringsbudget").horizon == 3


def test_the_year_of_the_economy() -> None:
    economy = MODEL.economy
    assert economy.frames is not None
    assert economy.tax_rate is not None
    assert economy.budget is not None
    assert (economy.frames.month, economy.tax_rate.month, economy.budget.month) == (6, 10, 11)
    assert [law.current for law in economy.law] == ["11:6", "11:12"]


def test_a_material_deviation_is_told_at_once_with_measures() -> None:
    assert "genast" in MODEL.economy.deviation
    assert "åtgärder" in MODEL.economy.deviation


def test_boards_decide_the_plan_of_internal_control_in_december() -> None:
    assert MODEL.control.plan_decided_by == "namnd"
    assert MODEL.control.plan is not None
    assert MODEL.control.plan.month == 12
    assert len(MODEL.control.self_checks) == 5
    assert len(MODEL.control.cycle) == 5


# ---- Reports -------------------------------------------------------------------------------------


def test_the_monthly_report_excepts_five_months_by_a_reading_that_is_assumed() -> None:
    monthly = report("manad")
    assert monthly.except_months == (1, 4, 6, 7, 8)
    assert monthly.except_means == "reported"
    assert monthly.assumed
    assert str(report_told(monthly)) == "varje månad utom januari, april, juni, juli och augusti"


def test_the_long_term_reports_end_on_the_three_printed_days() -> None:
    ends = [(end.month, end.day) for key in LONG_TERM for end in report(key).period_ends]
    assert ends == [(4, 30), (7, 31), (12, 31)]
    assert [report(key).kind for key in LONG_TERM] == ["tertial", "half_year", "annual"]


def test_the_short_and_the_long_term_reports_have_their_four_questions() -> None:
    assert [question.key for question in report("manad").questions] == [
        "balans", "investeringar", "akuta", "satsningar",
    ]  # fmt: skip
    asked = [[question.text for question in report(key).questions] for key in LONG_TERM]
    assert len(asked[0]) == 4
    assert asked[0] == asked[1] == asked[2]


def test_an_action_plan_follows_tertial_and_half_year_only() -> None:
    assert [kept.key for kept in MODEL.report if kept.action_plan] == ["tertial", "delar"]


def test_boards_and_companies_account_in_person_at_closing_only() -> None:
    assert [kept.key for kept in MODEL.report if kept.in_person] == ["verksamhetsberattelse"]
    told = {climb.sender for climb in report("verksamhetsberattelse").climbs if climb.receiver == "ks"}
    assert {"namnd", "bolag"} <= told


def test_the_management_group_analyses_at_closing_only() -> None:
    through = [kept.key for kept in MODEL.report if any(climb.receiver == "klg" for climb in kept.climbs)]
    assert through == ["verksamhetsberattelse"]


def test_the_executive_board_never_decides_over_a_board() -> None:
    edges = {climb.edge for kept in MODEL.report for climb in kept.climbs if climb.receiver == "ks"}
    assert edges == {"information", "prepares"}


# ---- Stated or assumed ---------------------------------------------------------------------------


def test_every_part_says_where_it_stands_or_that_it_is_assumed() -> None:
    lists = (MODEL.level, MODEL.quality, MODEL.measure, MODEL.body, MODEL.role, MODEL.duty, MODEL.participation,
             MODEL.plan, MODEL.step, MODEL.governing, MODEL.report, MODEL.event, MODEL.glossary, MODEL.value_word,
             tuple(MODEL.scale.values()), tuple(MODEL.rule.values()))  # fmt: skip
    assert [part for one in lists for part in one if not part.source and not part.assumed] == []


def test_far_more_is_stated_than_assumed() -> None:
    assert len(stated(MODEL)) > 3 * len(assumed(MODEL))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="källdokumenten finns inte på den här datorn")
def test_what_is_named_can_be_read_in_the_document() -> None:
    text = " ".join(path.read_text(encoding="utf-8") for path in SEEDS.glob("001_*.txt"))
    lines = [line.strip() for line in text.splitlines()]
    words = " ".join(" ".join(filter(None, lines)).replace("- ", "").split()).casefold().replace("-", "")
    for name in (
        "Gemensamma planeringsförutsättningar", "Övergripande mål och riktlinjer", "Gyllene zonen",
        "Strategiska områden och riktlinjer", "Konteringsbudget", "Delårsbryte 31/7", "30/4, 31/7 och 31/12",
        "januari, april, juni, juli och augusti", "Månadsrapport mars", "Månadsrapport juli", "Räkenskapssammandraget",
        "Kommunallagen 3:9", "8 kap § 5", "ingångsvärde", "Internkontrollplan beslutas", "Strategidag",
    ):  # fmt: skip
        assert " ".join(name.casefold().replace("-", "").split()) in words, name
