"""The calendar file: what other programs must be able to read, whatever the words are."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from icalendar import Calendar

from rodatraden.followup.groups import Group
from rodatraden.followup.ics import as_ics
from rodatraden.lib.text import say, verbatim

AT = datetime(2018, 9, 10, 8, 0, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120)


def group(report: str = "delårsrapport", who: str = "3 nämnder", reason: str = "", **fields: Any) -> Group:
    usual: dict[str, Any] = {
        "ident": "delar-2018-07-31-namnd-sn", "period": say("{year}", year=2018), "units": ("Socialnämnden",),
        "due": date(2018, 8, 31), "to": "ks", "whole": False, "treats_itself": False, "assumed": (),
    }  # fmt: skip
    return Group(report=report, who=who, reason=reason, **{**usual, **fields})


def read(*groups: Group) -> Any:
    return Calendar.from_ical(as_ics(groups, name="Rapporter 2018", place="perstorp", at=AT))


def test_a_day_is_a_whole_day_that_leaves_one_free() -> None:
    (event,) = read(group()).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt, event["DTSTAMP"].dt) == (date(2018, 8, 31), date(2018, 9, 1), AT)
    assert str(event["UID"]) == "delar-2018-07-31-namnd-sn@perstorp.rodatraden" and event["TRANSP"] == "TRANSPARENT"
    assert str(event["SUMMARY"]) == "delårsrapport 2018: 3 nämnder lämnar"


def test_it_says_who_what_it_rests_on_and_why_it_is_otherwise_this_year() -> None:
    (event,) = read(group(assumed=(verbatim("Dagen är vår."),), reason="Valet")).walk("VEVENT")
    assert str(event["DESCRIPTION"]).split("\n") == ["Socialnämnden", "Dagen är vår.", "Valet"]


def test_a_calendar_without_days_is_a_calendar() -> None:
    assert str(read()["VERSION"]) == "2.0" and read().walk("VEVENT") == []


@given(report=WORDS, who=WORDS, reason=WORDS)
def test_any_words_come_back_as_they_were_in_lines_of_75_octets(report: str, who: str, reason: str) -> None:
    assume("\\N" not in report + who + reason)  # the library takes a typed backslash and N for a line break
    made = as_ics([group(report, who, reason)], name=who, place="perstorp", at=AT)
    assert all(len(line) <= 75 for line in made.split(b"\r\n")) and b"\n" not in made.replace(b"\r\n", b"")
    found: Any = Calendar.from_ical(made)
    (event,) = found.walk("VEVENT")
    assert str(event["SUMMARY"]) == f"{report} 2018: {who} lämnar"
    assert str(event["DESCRIPTION"]).endswith(reason)
