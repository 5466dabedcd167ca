"""The days before a meeting, reminders and small groups, told so that a page can show them."""

from typing import Any

from rodatraden.steering import facts
from rodatraden.steering.facts_of_followup import timing
from rodatraden.steering.sections import Section
from rodatraden.steering.tests.small import ANNUAL, AUDIT, BOARD, COUNCIL, EXECUTIVE, HALF_YEAR, small


def told(title: str, **changes: Any) -> dict[str, list[str]]:
    return lines(timing(small(**changes)), title)


def lines(sections: tuple[Section, ...], title: str) -> dict[str, list[str]]:
    (found,) = (one for one in sections if str(one.title) == title)
    return {str(one.label): [str(line) for line in one.lines] for one in found.facts}


def test_a_model_that_says_nothing_of_days_has_no_such_sections() -> None:
    assert timing(small()) == ()


def test_each_floor_is_told_its_days_and_the_councils_notice_is_the_laws() -> None:
    leads = {"notice": 5, "presidium": 7, "administration": 10, "area": 12, "unit": 1}
    assert told("Dagar före sammanträdet", leads=leads) == {
        "Enheten lämnar": ["1 dag före"],
        "Området lämnar": ["12 dagar före"],
        "Förvaltningen lämnar": ["10 dagar före"],
        "Presidiet går igenom": ["7 dagar före"],
        "Kallelsen skickas": ["5 dagar före", "till fullmäktige minst en vecka före (KL 5:13)"],
    }


def test_reminders_are_told_with_what_cannot_be_turned_off() -> None:
    assert told("Påminnelser", reminders={"before": [1, 7], "after": [], "duty": ["before", "after"]}) == {
        "Före sista dagen": ["7 dagar och 1 dag"],
        "Efter sista dagen": ["inga"],
        "Går inte att välja bort": ["de före sista dagen och de efter sista dagen"],
    }
    assert "Går inte att välja bort" not in told("Påminnelser", reminders={"duty": []})


def test_small_groups_are_told_with_those_who_see_them_all_the_same() -> None:
    found = told("Små grupper", small_group={"fewer_than": 5, "shown_to": ["chef"]})
    assert found == {"Döljs": ["status och siffror om färre än 5 personer"], "Visas ändå för": ["förvaltningschef"]}
    assert told("Små grupper", small_group={"fewer_than": 5})["Visas ändå för"] == ["ingen"]


def test_a_body_says_when_it_meets_and_why_that_is_assumed() -> None:
    meets = {"week": "last", "weekday": "monday", "except_months": [7], "assumed": "Dagen är vår."}
    model = small(body=[{**COUNCIL, "meets": meets}, EXECUTIVE, BOARD, AUDIT])
    assert lines(facts.bodies(model), "kommunfullmäktige")["Sammanträder"] == [
        "den sista måndagen i månaden, utom i juli"
    ]
    (section,) = (one for one in facts.bodies(model) if str(one.title) == "kommunfullmäktige")
    (line,) = next(one for one in section.facts if str(one.label) == "Sammanträder").lines
    assert line.assumed == "Dagen är vår."


def test_a_report_tells_of_its_common_day() -> None:
    model = small(report=[HALF_YEAR, {**ANNUAL, "common_day": "Alla möts i mars."}])
    assert lines(facts.reports(model), "årsredovisning")["Gemensam dag"] == ["Alla möts i mars."]
