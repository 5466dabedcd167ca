from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.steering.lint.reports import expected as expected_months
from rodatraden.steering.lint.reports import months_of
from rodatraden.steering.schema import Event
from rodatraden.steering.tests.lint_table import Found, found, told
from rodatraden.steering.tests.small import ANNUAL, BOARD, BY_LAW, CLIMB, COUNCIL, EXECUTIVE, HALF_YEAR, MONTHLY

EVERY_MONTH = {"month": 1, "until": 12, "what": "Månadsrapporter", "actor": "namnd", "report": "manad"}
JULY_IN_SEPTEMBER = {**EVERY_MONTH, "month": 9, "until": None, "reports_on": 7}
MARCH_IN_APRIL = {**EVERY_MONTH, "month": 4, "until": None, "reports_on": 3}
MAY_IN_JUNE = {**EVERY_MONTH, "month": 6, "until": None, "reports_on": 5}


def monthly(*events: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The monthly report, which excepts April and July, with events that expect it from the sixth on."""
    return {"report": [HALF_YEAR, ANNUAL, {**MONTHLY, **fields}], "event": [*BY_LAW, *events]}


MONTHS = ("warning", "report[manad]")


def forecasts(*months: int) -> dict[str, Any]:
    return {"period_ends": [{"month": month, "day": 31} for month in months]}


def half_year(*events: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"report": [{**HALF_YEAR, **fields}, ANNUAL], "event": [*BY_LAW, *events]}


def on(month: int, day: int | None = None, **fields: Any) -> dict[str, Any]:
    return {"month": month, "day": day, "what": "Delårsrapporten", "actor": "ks", "report": "delar", **fields}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (monthly(JULY_IN_SEPTEMBER), [("warning", "event[6]")]),
        (monthly(JULY_IN_SEPTEMBER, except_means="treated"), []),
        (monthly(MARCH_IN_APRIL), []),
        (monthly(MARCH_IN_APRIL, except_means="treated"), [("warning", "event[6]")]),
        (monthly(MAY_IN_JUNE), []),
        (monthly(MAY_IN_JUNE, except_means="treated"), []),
        (monthly(EVERY_MONTH), [("warning", "event[6]")]),
        (monthly(EVERY_MONTH, except_means="treated"), [("warning", "event[6]")]),
        (monthly(EVERY_MONTH, except_means=""), [("warning", "event[6]")]),
        (
            monthly(JULY_IN_SEPTEMBER, MARCH_IN_APRIL, except_means=""),
            [("warning", "event[6]"), ("warning", "event[7]")],
        ),
        (monthly({**JULY_IN_SEPTEMBER, "assumed": "Oläsligt."}), [("remark", "event[6]")]),
        (monthly({**JULY_IN_SEPTEMBER, "kind": "work"}), []),
        (monthly({**JULY_IN_SEPTEMBER, "report": "ar", "reports_on": 12}), []),
        (monthly(JULY_IN_SEPTEMBER, except_months=[]), []),
        (monthly(months=[3, 4]), [("warning", "report[manad].except_months")]),
        (monthly(months=[3, 5]), []),
        (monthly(except_means="treated", treated=[7]), [("warning", "report[manad].except_months")]),
        (monthly(MARCH_IN_APRIL, except_means="treated", treated=[4]), [("warning", "event[6]")]),
    ],
)
def test_a_report_expected_in_a_month_that_its_rule_excepts(changes: dict[str, Any], expected: Found) -> None:
    assert found("excepted-month", changes) == expected


def test_an_assumed_reading_does_not_make_the_documents_contradiction_ours() -> None:
    """Hallsberg: whatever the exceptions mean, one of the calendar's reports contradicts them."""
    for meaning, path in (("reported", "event[6]"), ("treated", "event[7]")):
        changes = monthly(
            JULY_IN_SEPTEMBER, MARCH_IN_APRIL, except_means=meaning, assumed="Dokumentet säger inte vilket."
        )
        assert found("excepted-month", changes) == [("warning", path)]
        assert len(found("other-reading", changes)) == 1


def test_the_sentence_says_which_month_and_when() -> None:
    assert told("excepted-month", monthly(JULY_IN_SEPTEMBER)) == [
        "”månadsrapport” för juli väntas i september, men regeln undantar juli."
    ]
    assert told("excepted-month", monthly(MARCH_IN_APRIL, except_means="treated")) == [
        "”månadsrapport” för mars behandlas i april, men regeln undantar april."
    ]
    assert told("excepted-month", monthly(EVERY_MONTH)) == [
        "Årshjulet väntar ”månadsrapport” varje månad, men regeln undantar april och juli."
    ]


@pytest.mark.parametrize(
    ("code", "changes", "expected"),
    [
        ("exceptions-unclear", monthly(except_means=""), [("remark", "report[manad].except_means")]),
        ("exceptions-unclear", monthly(), []),
        ("other-reading", monthly(MARCH_IN_APRIL), []),
        ("other-reading", monthly(MARCH_IN_APRIL, assumed="Gissat."), [("remark", "report[manad].except_means")]),
        ("no-annual", {"report": [HALF_YEAR]}, [("error", "report")]),
        ("no-annual", {}, []),
        ("no-half-year", {"report": [ANNUAL]}, [("warning", "report")]),
        ("no-half-year", {}, []),
        ("no-period", half_year(period_ends=[]), [("warning", "report[delar]")]),
        ("no-period", half_year(period_ends=[], assumed="Oläsligt."), [("remark", "report[delar]")]),
        ("no-period", monthly(), []),
        ("due-too-early", half_year(on(8, 31)), [("warning", "event[6]")]),
        ("due-too-early", half_year(on(8, 15, kind="report")), [("warning", "event[6]")]),
        ("due-too-early", half_year(on(8, 31, companies=True, assumed="?")), [("remark", "event[6]")]),
        ("due-too-early", half_year(on(8, 31, kind="closing")), []),
        ("due-too-early", half_year(on(8, 31, kind="work")), []),
        ("due-too-early", half_year(on(8)), []),
        ("due-too-early", half_year(on(9, 1)), []),
        ("due-too-early", half_year(treated=[8]), [("warning", "report[delar].treated")]),
        ("due-too-early", half_year(treated=[10]), []),
        ("due-too-early", half_year(treated=[7]), [("warning", "report[delar].treated")]),
        ("due-too-early", half_year(treated=[3]), [("warning", "report[delar].treated")]),
        ("due-too-early", half_year(treated=[7], assumed="Gissat."), [("remark", "report[delar].treated")]),
        ("due-too-early", half_year(treated=[1]), []),
        ("due-too-early", half_year(**forecasts(3, 5, 10), treated=[3, 5, 10]),
         [("warning", "report[delar].treated")] * 2),
        ("due-too-early", half_year(**forecasts(3, 5, 10), treated=[4, 6, 11]), []),
        ("due-too-early", half_year(on(8, reports_on=8)), [("warning", "event[6]")]),
        ("due-too-early", half_year(on(7, reports_on=8)), [("warning", "event[6]")]),
        ("due-too-early", half_year(on(9, reports_on=8)), []),
        ("due-too-early", half_year(on(8, reports_on=8, kind="work")), []),
        ("treated-elsewhere", half_year(on(11, kind="decision"), treated=[10]), [("warning", "event[6]")]),
        ("treated-elsewhere", half_year(on(11, kind="decision", assumed="?"), treated=[10]), [("remark", "event[6]")]),
        ("treated-elsewhere", half_year(on(10, kind="decision"), treated=[10]), []),
        ("treated-elsewhere", half_year(on(11, kind="report"), treated=[10]), []),
        ("treated-elsewhere", half_year(on(11, kind="decision")), []),
        ("month-without-event", monthly(JULY_IN_SEPTEMBER, months=[5, 7], except_months=[]), [MONTHS]),
        ("month-without-event", monthly(JULY_IN_SEPTEMBER, MAY_IN_JUNE, months=[5, 7], except_months=[]), []),
        ("month-without-event", monthly({**MAY_IN_JUNE, "reports_on": None}, months=[5], except_months=[]), []),
        ("month-without-event", monthly(MAY_IN_JUNE, months=[6], except_means="treated", except_months=[]), []),
        ("month-without-event", monthly(EVERY_MONTH), []),
        ("month-without-event", monthly(months=[5, 7]), []),
        ("period-end", half_year(on(1, until=6, reports_on=6)), [("warning", "event[6]")]),
        ("period-end", half_year(on(10, reports_on=8)), []),
        ("period-end", half_year(on(10)), []),
        ("overrules", half_year(climbs=[{**CLIMB, "sender": "namnd", "receiver": "ks"}]),
         [("warning", "report[delar].climbs[1].edge")]),
        ("overrules", half_year(climbs=[{**CLIMB, "sender": "namnd", "receiver": "ks", "assumed": "Gissat."}]),
         [("remark", "report[delar].climbs[1].edge")]),
        ("overrules", half_year(climbs=[{"sender": "namnd", "receiver": "ks", "edge": "prepares"}]), []),
        ("overrules", half_year(climbs=[{**CLIMB, "sender": "namnd"}]), []),
        ("climbs-nowhere", half_year(climbs=[]), [("remark", "report[delar].climbs")]),
        ("climbs-nowhere", {}, []),
    ],
)  # fmt: skip
def test_reports_and_their_periods(code: str, changes: dict[str, Any], expected: Found) -> None:
    assert found(code, changes) == expected


def test_a_report_due_on_its_own_closing_day_says_both_days() -> None:
    assert told("due-too-early", half_year(on(8, 31))) == [
        "”Delårsrapporten” ska vara klar 31 augusti, men perioden slutar 31 augusti."
    ]


def test_a_half_year_that_ends_in_june_contradicts_one_made_up_in_august() -> None:
    first_half = on(1, until=6, reports_on=6, what="Delår 1")
    assert told("period-end", half_year(first_half)) == [
        "”Delår 1” gäller perioden till juni, men ”delårsrapport” görs per 31 augusti."
    ]


def test_several_events_that_agree_against_the_report_are_one_finding_at_the_report() -> None:
    moved = half_year(on(8, what="Delårsbryte", reports_on=7), on(9, what="Delåret lämnas", reports_on=7))
    assert found("period-end", moved) == [("warning", "report[delar].period_ends")]
    assert told("period-end", moved) == [
        "”Delårsbryte” och ”Delåret lämnas” gäller perioden till juli, men ”delårsrapport” görs per 31 augusti."
    ]


def test_the_months_that_the_year_lacks_are_named() -> None:
    lacking = monthly(JULY_IN_SEPTEMBER, months=[2, 5, 7], except_months=[])
    assert told("month-without-event", lacking) == [
        "Regeln ger ”månadsrapport” för februari och maj, men årshjulet har den inte då."
    ]


def test_a_committee_that_the_executive_board_appoints_is_a_part_of_it() -> None:
    bodies = [COUNCIL, EXECUTIVE, {**BOARD, "kind": "committee", "appointed_by": "ks"}]
    changes = half_year(climbs=[{**CLIMB, "sender": "namnd", "receiver": "ks"}])
    assert found("overrules", {**changes, "body": bodies}) == []


def test_a_committee_is_overseen_as_a_board_is() -> None:
    bodies = [COUNCIL, EXECUTIVE, {**BOARD, "kind": "committee"}]
    changes = half_year(climbs=[{**CLIMB, "sender": "namnd", "receiver": "ks"}])
    assert found("overrules", {**changes, "body": bodies}) == [("warning", "report[delar].climbs[1].edge")]


@given(st.integers(1, 12), st.integers(1, 12))
def test_months_of_an_event_go_from_the_first_to_the_last_over_the_turn_of_the_year(first: int, last: int) -> None:
    months = months_of(Event(month=first, until=last, what="x", actor="y"))
    assert months[0] == first
    assert months[-1] == last
    assert len(set(months)) == len(months) <= 12
    assert all(after == before % 12 + 1 for before, after in zip(months, months[1:], strict=False))


@given(st.integers(1, 12), st.integers(1, 12))
def test_an_event_of_one_month_expects_the_month_reported_on_or_its_own(month: int, about: int) -> None:
    one = Event(month=month, reports_on=about, what="x", actor="y")
    assert expected_months(one, "reported") == {about}
    assert expected_months(one, "treated") == {month}
    assert expected_months(Event(month=month, what="x", actor="y"), "reported") == frozenset()
