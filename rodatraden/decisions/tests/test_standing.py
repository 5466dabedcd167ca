"""How a governing document stands and what is wrong with it: worked cases, and properties of any dates."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.decisions.standing import (
    FINDINGS,
    STATES,
    Cited,
    Count,
    Facts,
    counted,
    document_told,
    findings_of,
    register_told,
    state_of,
)

DAY = date(2018, 9, 10)
BEFORE, AFTER = DAY - timedelta(1), DAY + timedelta(1)
DATES = st.none() | st.dates(date(2017, 1, 1), date(2020, 1, 1))


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "holds"),
        ({"valid_from": DAY, "valid_to": DAY}, "holds"),
        ({"valid_from": AFTER}, "coming"),
        ({"valid_to": BEFORE}, "ended"),
        ({"valid_to": BEFORE, "replaced": True}, "replaced"),
        ({"valid_to": DAY, "replaced": True}, "holds"),
        ({"replaced": True}, "holds"),
    ],
)
def test_the_state_of_a_document(facts: dict[str, Any], state: str) -> None:
    assert state_of(Facts(**facts), DAY) == state


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, ()),
        ({"revise_by": DAY, "follow_up_by": DAY}, ()),
        ({"revise_by": BEFORE}, ("revise",)),
        ({"revise_by": BEFORE, "adopted": False}, ("unadopted", "revise")),
        ({"valid_to": BEFORE, "adopted": False}, ()),
        ({"revise_by": BEFORE, "replaced": True}, ()),
        ({"follow_up_by": BEFORE}, ("follow-up",)),
        ({"owned": False, "held": False}, ("unowned",)),
        ({"held": False}, ("vacant",)),
        ({"allowed": False}, ("wrong-body",)),
        ({"allowed": None}, ()),
        ({"decided": False, "allowed": None}, ("undecided",)),
        ({"known_kind": False, "allowed": None}, ("unknown-kind",)),
        ({"revise_by": BEFORE, "valid_to": BEFORE}, ()),
        ({"revise_by": BEFORE, "valid_from": AFTER, "owned": False}, ("revise", "unowned")),
    ],
)
def test_what_is_found_of_a_document(facts: dict[str, Any], found: tuple[str, ...]) -> None:
    assert findings_of(Facts(**facts), DAY) == found


@given(
    st.builds(
        Facts,
        valid_from=DATES,
        valid_to=DATES,
        replaced=st.booleans(),
        revise_by=DATES,
        follow_up_by=DATES,
        owned=st.booleans(),
        held=st.booleans(),
        decided=st.booleans(),
        allowed=st.none() | st.booleans(),
        known_kind=st.booleans(),
        adopted=st.booleans(),
    ),
    st.dates(date(2017, 1, 1), date(2020, 1, 1)),
)
def test_any_document_has_one_state_and_a_sentence_and_settled_ones_are_left_alone(facts: Facts, day: date) -> None:
    state, found = state_of(facts, day), findings_of(facts, day)
    assert state in STATES and set(found) <= set(FINDINGS)
    assert len(set(found)) == len(found)
    assert not (found and state in ("ended", "replaced"))
    assert not {"unowned", "vacant"} <= set(found) and not {"undecided", "wrong-body"} <= set(found)
    told = str(document_told(facts, day))
    assert told.endswith(".") and "None" not in told


@given(st.dates(date(2017, 1, 1), date(2019, 1, 1)), st.integers(0, 400))
def test_what_is_overdue_stays_so_until_somebody_does_something(due: date, days: int) -> None:
    facts = Facts(revise_by=due, follow_up_by=due)
    overdue = findings_of(facts, due + timedelta(days))
    assert (overdue == ("revise", "follow-up")) == (days > 0)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ([], "Inga styrdokument är införda än."),
        ([()], "Ett styrdokument gäller. Det är inte försenat och har en ansvarig."),
        ([("unadopted", "revise")], "Ett styrdokument gäller. Det binder inte än och skulle ha reviderats."),
        ([("unadopted",), ()], "2 styrdokument gäller: ett binder inte än."),
        ([("revise",), ()], "2 styrdokument gäller: ett skulle ha reviderats."),
        (
            [("revise", "unowned"), ("revise", "vacant"), ("wrong-body",)],
            "3 styrdokument gäller: 2 skulle ha reviderats, 2 saknar ansvarig och ett är beslutat av fel organ.",
        ),
        (
            [("follow-up",), ("undecided",)],
            "2 styrdokument gäller: ett skulle ha följts upp och ett saknar beslut.",
        ),
    ],
)
def test_the_register_in_words(found: list[Any], told: str) -> None:
    assert str(register_told(counted(found))) == told


def test_a_count_adds_kinds_of_findings() -> None:
    assert Count(3, {"unowned": 1, "vacant": 2}).of("unowned", "vacant", "revise") == 3


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, "Gäller tills vidare."),
        ({"valid_from": AFTER}, "Börjar gälla 2018-09-11."),
        ({"valid_to": BEFORE}, "Upphörde att gälla 2018-09-09."),
        ({"valid_to": AFTER}, "Gäller till och med 2018-09-11."),
        ({"revise_by": AFTER}, "Gäller. Ska revideras senast 2018-09-11."),
        ({"revise_by": BEFORE, "adopted": False}, "Binder inte än: bolagsstämman har inte antagit det."),
        ({"revise_by": BEFORE}, "Gäller, men skulle ha reviderats senast 2018-09-09."),
        ({"follow_up_by": BEFORE}, "Gäller, men skulle ha följts upp senast 2018-09-09."),
        ({"valid_to": BEFORE, "replaced": True}, "Gällde till och med 2018-09-09 och är ersatt."),
    ],
)
def test_a_document_in_words(facts: dict[str, Any], told: str) -> None:
    assert str(document_told(Facts(**facts), DAY)) == told


def test_the_one_that_replaces_it_is_named() -> None:
    told = document_told(Facts(valid_to=BEFORE, replaced=True), DAY, "Policy för inköp")
    assert str(told) == "Gällde till och med 2018-09-09. Ersatt av Policy för inköp."


@pytest.mark.parametrize(
    ("cited", "told"),
    [
        (Cited("KL 5:1", "3:9", "1991:900"), "KL 5:1 (tryckt 3:9, SFS 1991:900)"),
        (Cited("KL 5:1"), "KL 5:1"),
        (Cited("KL 5:1", "KL 5:1", "2017:725"), "KL 5:1"),
        (Cited("", "3:9", "1991:900"), "tryckt 3:9, SFS 1991:900, gällande lagrum framgår inte"),
        (Cited("KL 5:1", "3:9"), "KL 5:1 (tryckt 3:9)"),
    ],
)
def test_the_section_in_force_stands_first_and_the_printed_beside_it(cited: Cited, told: str) -> None:
    assert cited and str(cited.told) == told


def test_no_reference_is_none() -> None:
    assert not Cited(act="2017:725")
