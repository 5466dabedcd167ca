"""Hallsberg's year as chapter 6.1 prints it, and how the document contradicts itself."""

from pathlib import Path

import pytest

from rodatraden.steering.findings import Finding, Severity
from rodatraden.steering.lint import check
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Event, Model

MODEL = parse((Path(__file__).parent.parent / "presets" / "hallsberg.toml").read_text(encoding="utf-8"))


PRINTED = tuple(event for event in MODEL.event if "6.1 Årshjul" in event.source)
CLOSINGS = "5.4.1 Uppföljning på lång sikt"
"""What the text says of the year and the printed wheel leaves out: the closing days of the long follow-up."""


def events(month: int) -> list[Event]:
    return [event for event in PRINTED if event.month == month]


def found(severity: Severity, model: Model = MODEL) -> list[Finding]:
    return [finding for finding in check(model) if finding.severity == severity]


def with_exceptions(**changed: object) -> Model:
    """The model with another reading of the months that the monthly report excepts."""
    reports = tuple(r.model_copy(update=changed) if r.key == "manad" else r for r in MODEL.report)
    return MODEL.model_copy(update={"report": reports})


# ---- The year as 6.1 prints it -------------------------------------------------------------------


def test_every_event_stands_in_the_printed_wheel_or_is_a_closing_day_that_the_text_has() -> None:
    assert {event.source for event in MODEL.event if event not in PRINTED} == {CLOSINGS}
    assert not any(event.assumed for event in MODEL.event)


@pytest.mark.parametrize(
    ("month", "count"),
    [(1, 3), (2, 3), (3, 3), (4, 1), (5, 2), (6, 3), (7, 1), (8, 4), (9, 4), (10, 2), (11, 2), (12, 5)],
)
def test_each_month_has_as_many_events_as_are_printed(month: int, count: int) -> None:
    assert len(events(month)) == count


def test_the_monthly_reports_of_the_wheel_are_about_the_printed_months() -> None:
    treated = [(event.month, event.reports_on) for event in MODEL.event if event.report == "manad"]
    assert treated == [(3, None), (4, 3), (9, 7), (10, 9), (11, 10), (12, 11)]
    assert tuple(month for month, _ in treated) == next(
        report.treated for report in MODEL.report if report.key == "manad"
    )


def test_the_only_days_are_the_three_on_which_the_long_follow_up_closes() -> None:
    assert [(event.month, event.day) for event in PRINTED if event.day] == [(7, 31)]
    days = [(event.month, event.day, event.kind) for event in MODEL.event if event.day]
    assert days == [(4, 30, "closing"), (7, 31, "closing"), (12, 31, "closing")]


@pytest.mark.parametrize(
    ("month", "actor", "plan_key"),
    [
        (1, "enhetschef", "enhetsplan"),
        (6, "kf", "gpf"),
        (6, "kf", "investeringsbudget"),
        (9, "namnd", "mal-och-budget"),
        (11, "kf", "budget"),
        (12, "forvaltningschef", "konteringsbudget"),
        (12, "forvaltningschef", "forvaltningsplan"),
        (12, "omradeschef", "verksamhetsplan"),
    ],
)
def test_the_wheel_and_the_plans_agree_on_month_and_decider(month: int, actor: str, plan_key: str) -> None:
    decided = [event for event in events(month) if event.plan == plan_key and event.kind == "decision"]
    assert [event.actor for event in decided] == [actor]
    plan = MODEL.plan_of(plan_key)
    assert plan is not None
    assert plan.deadline is not None
    assert plan.deadline.month == month


def test_costs_are_compared_from_march_to_august() -> None:
    assert any("Räkenskapssammandraget" in event.what for event in events(3))
    assert [month for month in (6, 8) if any("Vad kostar" in event.what for event in events(month))] == [6, 8]


# ---- What the document says in two ways ----------------------------------------------------------


def test_nothing_stops_the_model_and_only_the_documents_contradictions_are_warnings() -> None:
    assert found("error") == []
    assert sorted(finding.code for finding in found("warning")) == [
        "contradiction", "contradiction", "contradiction", "contradiction", "excepted-month", "month-without-event",
        "one-name", "too-early", "two-names", "two-names", "who-decides",
    ]  # fmt: skip


@pytest.mark.parametrize("subject", ["aktiviteterna", "anvisningar", "beslutar målen", "strategiska områdena"])
def test_what_no_other_part_can_show_is_told_as_a_contradiction(subject: str) -> None:
    (told,) = [one for one in MODEL.contradiction if subject in one.subject]
    assert told.source
    assert told.chosen


def test_the_rule_gives_two_months_that_the_year_has_no_report_for() -> None:
    (lacking,) = [finding for finding in found("warning") if finding.code == "month-without-event"]
    assert "maj och december" in str(lacking.message)


def test_the_boards_budget_and_the_councils_have_one_name() -> None:
    (one,) = [finding for finding in found("warning") if finding.code == "one-name"]
    assert one.path == "plan[mal-och-budget].also_called"


def test_the_report_for_july_is_expected_though_july_is_excepted() -> None:
    (clash,) = [finding for finding in found("warning") if finding.code == "excepted-month"]
    assert "juli väntas i september" in str(clash.message)


def test_by_the_other_reading_it_is_the_report_treated_in_april() -> None:
    (remark,) = [finding for finding in found("remark") if finding.code == "other-reading"]
    assert "mars behandlas i april" in str(remark.message)
    clashes = [str(f.message) for f in found("warning", with_exceptions(except_means="treated")) if "event" in f.path]
    assert clashes == ["”månadsrapport” för mars behandlas i april, men regeln undantar april."]


def test_without_a_chosen_reading_both_clash() -> None:
    clashes = [f for f in found("warning", with_exceptions(except_means="")) if f.code == "excepted-month"]
    assert len(clashes) == 2


def test_one_document_has_two_names() -> None:
    names = next(finding for finding in found("warning") if finding.path == "plan[strategiska-omraden].also_called")
    assert "Strategiska områden och riktlinjer" in str(names.message)
    assert "Övergripande mål och riktlinjer" in str(names.message)


def test_both_the_council_and_the_executive_board_are_said_to_decide_the_goals_of_the_economy() -> None:
    (two,) = [finding for finding in found("warning") if finding.code == "who-decides"]
    assert two.path == "body[ks].decides"
    assert "kommunfullmäktige" in str(two.message)


def test_boards_decide_their_goals_before_the_goals_of_the_economy_they_serve() -> None:
    (early,) = [finding for finding in found("warning") if finding.code == "too-early"]
    assert "bidra till" in str(early.message)
    assert early.path == "plan[mal-och-budget].deadline"
