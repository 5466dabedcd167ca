"""What the model of Exempelkommunen says, held against facts of its document (requirements K)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rodatraden import steering
from rodatraden.steering.lint import check
from rodatraden.steering.load import read
from rodatraden.steering.schema import Event, Model, Part, Report
from rodatraden.steering.schema.rules import Share, ShareOfTarget

TEXT = (Path(str(steering.__file__)).parent / "presets" / "exempelkommunen.toml").read_text(encoding="utf-8")
READING = read(TEXT)
assert READING.model is not None, READING.findings
MODEL: Model = READING.model


def report(key: str) -> Report:
    return next(found for found in MODEL.report if found.key == key)


def events(month: int, word: str = "") -> list[Event]:
    return [event for event in MODEL.event if event.month == month and word in event.what]


def ends(key: str) -> list[tuple[int, int]]:
    return [(end.month, end.day) for end in report(key).period_ends]


def law(key: str) -> tuple[str, str, str]:
    duty = next(found for found in MODEL.duty if found.key == key)
    return (duty.body, duty.law.printed, duty.law.current) if duty.law else (duty.body, "", duty.rests_on)


def test_the_file_is_read_without_findings() -> None:
    assert READING.findings == ()
    assert (MODEL.model.municipality, MODEL.model.format) == ("X004", 1)


def test_the_thread_goes_from_vision_to_activity_and_branches_at_the_boards_goals() -> None:
    assert [(level.key, level.serves) for level in MODEL.level] == [
        ("vision", ()),
        ("malomrade", ("vision",)),
        ("resultatmal", ("malomrade",)),
        ("uppdrag", ("vision", "malomrade", "resultatmal")),
        ("uppdragsmal", ("uppdrag", "resultatmal")),
        ("egetmal", ("resultatmal", "malomrade")),
        ("strategi", ("uppdragsmal", "egetmal")),
        ("aktivitet", ("strategi", "uppdragsmal", "egetmal")),
    ]


def test_the_council_decides_vision_areas_and_overall_goals_in_the_plan_of_the_mandate() -> None:
    for key in ("vision", "malomrade", "resultatmal"):
        level = MODEL.level_of(key)
        assert level is not None
        assert (level.decided_by, level.decided_in) == ("kf", "strategisk-plan")


def test_a_board_has_at_most_seven_goals_the_councils_included_and_is_told_once() -> None:
    limits = [level.limit for level in MODEL.level if level.limit]
    assert [(limit.at_most, limit.per) for limit in limits] == [(7, "unit")]
    assert set(limits[0].counting) == {"resultatmal", "uppdragsmal", "egetmal"}


def test_the_last_a_of_smarta_stands_for_who_is_responsible() -> None:
    (quality,) = MODEL.quality
    assert "".join(letter.letter for letter in quality.letters) == "SMARTA"
    assert (quality.letters[-1].word, quality.letters[-1].seen_by) == ("Ansvarsfördelat", "responsible")
    assert quality.letters[3].word == "Realistiskt och relevant"
    assert {level.key for level in MODEL.level if level.quality == "smarta"} == {"uppdragsmal", "egetmal"}


def test_quality_has_indicators_of_its_own() -> None:
    assert {measure.key for measure in MODEL.measure if measure.kind == "quality"} == {"kvalitetsindikator"}
    assert "Kvalitetsfaktor" in {term.word for term in MODEL.glossary}


def test_scale_and_rules_are_assumed_since_the_document_has_none() -> None:
    rule, whole = MODEL.rule["indikator"], MODEL.rule["mal"]
    assert isinstance(rule, ShareOfTarget)
    assert isinstance(whole, Share)
    assert all((rule.assumed, whole.assumed, MODEL.scale["maluppfyllelse"].assumed))
    assert len(MODEL.scale["maluppfyllelse"].judged) == 4


@pytest.mark.parametrize(
    ("key", "decided_by", "month", "day", "every"),
    [
        ("strategisk-plan", "kf", 6, None, "mandate"),
        ("rambudget", "kf", 6, None, "year"),
        ("verksamhetsplan", "namnd", 11, None, "year"),
        ("affarsplan", "bolag", 8, 31, "year"),
    ],
)
def test_each_plan_has_its_decider_and_its_deadline(
    key: str, decided_by: str, month: int, day: int | None, every: str
) -> None:
    plan = MODEL.plan_of(key)
    assert plan is not None
    assert plan.deadline is not None
    assert (plan.decided_by, plan.deadline.month, plan.deadline.day, plan.every) == (decided_by, month, day, every)


def test_the_operational_plan_has_what_the_chapters_ask_for_and_goes_to_the_council_for_information() -> None:
    plan = MODEL.plan_of("verksamhetsplan")
    assert plan is not None
    assert plan.contents[4] == "kritiska kvalitetsfaktorer och kvalitetsindikatorer"
    assert [content.partition(" ")[0] for content in plan.contents[5:]] == [
        "strategier",
        "indikatorer",
        "förbättringsåtgärder",
    ]
    company = MODEL.plan_of("affarsplan")
    assert company is not None
    assert company.contents == plan.contents[:5]
    assert company.assumed
    assert plan.informs == ("kf", "ks")


def test_monthly_reports_leave_out_june_and_july() -> None:
    assert report("manad").except_months == (6, 7)
    assert report("manad").months == (1, 2, 3, 4, 5, 8, 9, 10, 11, 12)


def test_periods_end_on_the_days_of_the_document() -> None:
    assert ends("prognos") == ends("bolagsrapport") == [(3, 31), (5, 31), (10, 31)]
    assert ends("delar") == [(8, 31)]
    assert ends("ars") == [(12, 31)]
    assert (report("delar").treated, report("ars").treated) == ((10,), (4,))


def test_deficit_measures_are_asked_for_in_march_and_may_and_told_of_in_june_and_september() -> None:
    assert "31 mars eller 31 maj" in MODEL.economy.deficit_measures
    assert [event.month for event in MODEL.event if event.what.startswith("Åtgärder sätts in")] == [3, 5, 10]
    assert [(e.month, e.reports_on) for e in MODEL.event if e.what.startswith("Information om åtgärderna")] == [
        (6, 3),
        (9, 5),
    ]
    assert events(12, "åtgärderna i oktober")


def test_the_annual_report_has_ten_contents_and_the_half_year_report_its_own() -> None:
    assert len(report("ars").contents) == 10
    wanted = ["ekonomi", "mål", "personal", "kvalitet", "internkontroll"]
    assert list(report("delar").contents[:5]) == wanted
    assert report("delar").contents[-1].startswith("revisorernas bedömning")


@pytest.mark.parametrize("key", ["delar", "ars"])
def test_boards_answer_straight_to_the_council_and_the_executive_board_is_informed(key: str) -> None:
    edges = {(climb.sender, climb.receiver): climb.edge for climb in report(key).climbs}
    assert edges["namnd", "kf"] == edges["bolag", "kf"] == edges["ks", "kf"] == "decides"
    assert edges["namnd", "ks"] == edges["bolag", "ks"] == "information"
    assert edges["enhet", "forvaltning"] == edges["forvaltning", "namnd"] == "prepares"


@pytest.mark.parametrize(
    ("month", "day", "word"),
    [
        (3, 1, "årsredovisning"),
        (3, 31, "ekonomiska rapport"),
        (4, 30, "ändamål"),
        (4, 30, "Bolagsstämma"),
        (5, 31, "ekonomiska rapport"),
        (6, 30, "förbättringar"),
        (8, 31, "delårsrapport"),
        (8, 31, "affärsplan"),
        (10, 31, "ekonomiska rapport"),
        (11, None, "affärsplan"),
    ],
)
def test_the_companies_have_a_year_of_their_own(month: int, day: int | None, word: str) -> None:
    assert [event.day for event in events(month, word) if event.companies and event.day == day]


@pytest.mark.parametrize(("word", "months"), [("Motioner", [4, 10]), ("Läget för uppdrag", [5, 11])])
def test_what_is_not_done_is_told_twice_a_year(word: str, months: list[int]) -> None:
    assert [event.month for event in MODEL.event if event.what.startswith(word)] == months


def test_the_auditors_judge_in_march_and_september_before_the_council_in_april_and_october() -> None:
    assert [event.month for event in MODEL.event if event.actor == "revision"] == [3, 9]
    assert all(event.law == "12:2" for event in MODEL.event if event.actor == "revision")


def test_party_support_is_accounted_for_by_the_end_of_june() -> None:
    (event,) = events(6, "partistöd")
    assert (event.day, event.law) == (30, "4:31")


def test_internal_control_is_with_the_executive_board_on_the_last_of_december() -> None:
    control = MODEL.control
    assert control.report is not None
    assert (control.report_to, control.report.month, control.report.day) == ("ks", 12, 31)
    assert control.cycle == ("Planera", "Genomför", "Följ upp", "Lär och agera")
    assert len(control.self_checks) == 3


def test_frames_are_decided_in_june_and_reopened_only_for_three_reasons() -> None:
    economy = MODEL.economy
    assert economy.frames is not None
    assert (economy.frames.month, economy.frames.year) == (6, -1)
    assert all(word in economy.reopened for word in ("november", "skatteunderlag", "befolkning", "lagar"))
    assert economy.secured_first == ("finansiella mål", "pensionsavsättning", "avskrivningar")
    assert economy.distribution[0] == "föregående års driftbudget för nämnden"


def test_frames_are_of_operations_and_of_investments() -> None:
    assert [(line.name.one, line.kind) for line in MODEL.economy_line] == [
        ("drift", "operations"),
        ("investeringar", "investment"),
    ]
    assert all(line.source and not line.assumed for line in MODEL.economy_line)


@pytest.mark.parametrize(
    ("key", "body", "printed", "current"),
    [
        ("mal-och-riktlinjer", "kf", "5 kap 2 § KL", "5:1"),
        ("uppdrag-med-budgeten", "kf", "5 kap 4 § KL", "5:4"),
        ("uppsikt", "ks", "6 kap 6 § KL", "6:1"),
        ("namndernas-ansvar", "namnd", "6 kap 6 § KL", "6:6"),
        ("revision", "revision", "12 Kap 1 §", "12:1"),
        ("revisorernas-bedomning", "revision", "KL 12 kap 2 §", "12:2"),
        ("revisionsberattelse", "revision", "KL 12 kap 12 §", "12:12"),
        ("instruktion-till-kommunchefen", "ks", "Kommunfullmäktiges instruktion till kommunchefen", "7:2"),
        ("partistod", "kf", "redovisning om partistöd till KS senast 30/6", "4:31"),
        ("samordna-mal", "ks", "", "Kommunstyrelsens reglemente"),
    ],
)
def test_each_duty_keeps_the_printed_section_beside_the_one_in_force(
    key: str, body: str, printed: str, current: str
) -> None:
    assert law(key) == (body, printed, current)


def test_a_printed_section_that_is_not_in_force_is_explained() -> None:
    for duty in MODEL.duty:
        if duty.key in {"mal-och-riktlinjer", "uppsikt", "instruktion-till-kommunchefen", "partistod"}:
            assert duty.law is not None
            assert duty.law.note


def test_the_goal_work_takes_six_steps() -> None:
    assert [step.what[0] for step in MODEL.step if step.what[0].isdigit()] == list("123456")


def test_the_glossary_of_chapter_eight_has_twelve_words() -> None:
    words = [term.word for term in MODEL.glossary if term.source == "8 Ordlista"]
    assert len(words) == 12
    assert (words[0], words[-1]) == ("Vision", "Ekonomistyrningsprinciper")


def test_the_same_split_holds_on_every_level() -> None:
    assert MODEL.split is not None
    assert MODEL.split.every_level
    assert MODEL.split.elected.asks[:2] == ("vad", "när")
    assert MODEL.split.officials.asks == ("hur", "vem")


def parts() -> Iterator[tuple[str, Part]]:
    lists = (
        MODEL.level, MODEL.quality, MODEL.measure, MODEL.body, MODEL.role, MODEL.duty, MODEL.participation, MODEL.plan,
        MODEL.step, MODEL.governing, MODEL.report, MODEL.event, MODEL.glossary, MODEL.contradiction,
        (*MODEL.scale.values(), *MODEL.rule.values(), MODEL.economy, MODEL.control, MODEL.openness),
    )  # fmt: skip
    for found in lists:
        for part in found:
            yield str(part)[:80], part


def test_every_part_says_where_it_stands_or_why_it_is_assumed() -> None:
    assert [name for name, part in parts() if not part.source and not part.assumed] == []


def test_the_linter_warns_of_the_documents_own_contradictions_and_of_nothing_else() -> None:
    told = [(found.code, str(found.message)) for found in check(MODEL) if found.severity != "remark"]
    assert sorted(code for code, _ in told) == [
        *["contradiction"] * 5, "due-too-early", "excepted-month", "old-council", "period-end", *["two-names"] * 6,
        "who-decides",
    ]  # fmt: skip
    by_code = dict(told)
    assert "varje månad" in by_code["excepted-month"]
    assert "juni och juli" in by_code["excepted-month"]
    assert "31 augusti" in by_code["due-too-early"]
    assert "Delår 1" in by_code["period-end"]
    assert "affärsplan" in by_code["who-decides"]
    assert "innan nyvalda fullmäktige" in by_code["old-council"]


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("level[resultatmal]", ["fullmäktigemål"]),
        ("body[ekonomikontor]", ["ekonomiavdelningen"]),
        ("plan[strategisk-plan]", ["strategisk handlingsplan", "strategisk plan"]),
        ("plan[rambudget]", ["årsplan"]),
        ("report[delar]", ["delårsrapport", "delårsredovisning"]),
        ("report[ars]", ["årsberättelse", "helårsberättelse"]),
    ],
)
def test_what_the_document_calls_by_several_names_is_shown_with_all_of_them(part: str, names: list[str]) -> None:
    (told,) = [str(found.message) for found in check(MODEL) if found.path == f"{part}.also_called"]
    assert all(f"”{name}”" in told for name in names)


def test_what_an_administration_decides_for_its_units_is_activities_and_the_goals_a_contradiction() -> None:
    activity = MODEL.level_of("aktivitet")
    assert activity is not None
    assert activity.decided_by == "forvaltningschef"
    assert any("förvaltningen" in told.subject for told in MODEL.contradiction)


def test_the_plan_of_the_mandate_is_decided_the_year_after_an_election() -> None:
    assert [event.plan for event in MODEL.event if event.year_after_election] == ["strategisk-plan"]


def test_every_way_of_a_report_says_where_it_stands_or_that_it_is_assumed() -> None:
    assert [climb for report in MODEL.report for climb in report.climbs if not climb.source and not climb.assumed] == []


def test_the_executive_boards_reach_covers_joint_boards_federations_and_foundations() -> None:
    assert {"joint_board", "joint_authority", "foundation"} <= {body.kind for body in MODEL.body}
