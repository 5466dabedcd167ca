"""The register of governing documents in words, and in marks: each finding, each state, each sum."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.decisions.governing_reading import UNRANKED, Entry, Standing
from rodatraden.decisions.standing import (
    FINDINGS,
    STATES,
    Cited,
    Count,
    Facts,
    Finding,
    counted,
    document_told,
    findings_of,
    register_told,
)
from rodatraden.steering.schema import Document

DAY = date(2018, 9, 10)
BEFORE, AFTER = DAY - timedelta(1), DAY + timedelta(1)
FOUND = st.lists(st.sampled_from(sorted(FINDINGS)), max_size=4, unique=True)


def row(kind: Document | None = None, revise: date | None = None, follow: date | None = None, **facts: Any) -> Any:
    """A row as a list reads it, of a document that no database holds."""
    entry = SimpleNamespace(kind="policy", revise_by=revise, follow_up_by=follow)
    told = Facts(revise_by=revise, follow_up_by=follow, **facts)
    return Standing(cast("Entry", entry), kind, None, None, (), told, DAY)


# The register ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ([("revise",)], "Ett styrdokument gäller. Det skulle ha reviderats."),
        ([("follow-up",)], "Ett styrdokument gäller. Det skulle ha följts upp."),
        ([("unowned",)], "Ett styrdokument gäller. Det saknar ansvarig."),
        ([("vacant",)], "Ett styrdokument gäller. Det saknar ansvarig."),
        ([("wrong-body",)], "Ett styrdokument gäller. Det är beslutat av fel organ."),
        ([("undecided",)], "Ett styrdokument gäller. Det saknar beslut."),
        ([("revise",)] * 3, "3 styrdokument gäller: 3 skulle ha reviderats."),
        ([("follow-up",)] * 2, "2 styrdokument gäller: 2 skulle ha följts upp."),
        ([("vacant",)] * 2, "2 styrdokument gäller: 2 saknar ansvarig."),
        ([("wrong-body",)] * 2, "2 styrdokument gäller: 2 är beslutade av fel organ."),
        ([("undecided",)] * 2, "2 styrdokument gäller: 2 saknar beslut."),
        ([("unowned",), ("vacant",), ()], "3 styrdokument gäller: 2 saknar ansvarig."),
        ([("revise", "follow-up")], "Ett styrdokument gäller. Det skulle ha reviderats och skulle ha följts upp."),
        ([(), ()], "2 styrdokument gäller. Inget av dem är försenat eller saknar ansvarig."),
        (
            [("revise", "unowned", "wrong-body"), ("follow-up", "undecided")],
            "2 styrdokument gäller: ett skulle ha reviderats, ett skulle ha följts upp, ett saknar ansvarig, "
            "ett är beslutat av fel organ och ett saknar beslut.",
        ),
    ],
)
def test_the_register_tells_how_many_hold_and_what_is_wrong(found: list[tuple[Finding, ...]], told: str) -> None:
    assert str(register_told(counted(found))) == told


@pytest.mark.parametrize(
    ("holding", "coming", "told"),
    [
        ([], 0, "Inga styrdokument är införda än."),
        ([], 1, "Inget styrdokument gäller än. Ett börjar gälla senare."),
        ([()], 2, "Ett styrdokument gäller. Det är inte försenat och har en ansvarig. 2 börjar gälla senare."),
        ([("revise",)] * 2, 1, "2 styrdokument gäller: 2 skulle ha reviderats. Ett börjar gälla senare."),
    ],
)
def test_what_is_to_come_is_not_counted_among_what_holds(
    holding: list[tuple[Finding, ...]], coming: int, told: str
) -> None:
    assert str(register_told(counted(holding), coming)) == told


@given(st.lists(FOUND, max_size=8))
def test_everything_is_counted_once_for_each_document(rows: list[list[Finding]]) -> None:
    count = counted(rows)
    assert count.total == len(rows)
    assert set(count.found) == set(FINDINGS)
    assert sum(count.found.values()) == sum(map(len, rows))
    assert all(number <= count.total for number in count.found.values())
    assert count.of(*FINDINGS) == sum(map(len, rows))


@given(st.lists(FOUND, max_size=8))
def test_the_order_of_documents_changes_nothing(rows: list[list[Finding]]) -> None:
    assert counted(rows) == counted(reversed(rows))
    assert str(register_told(counted(rows))) == str(register_told(counted(rows[::-1])))


def test_a_finding_that_nobody_has_counted_is_none() -> None:
    assert Count(2, {}).of("revise", "vacant") == 0
    assert Count(2, {"revise": 1}).of() == 0


# One document ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"valid_from": DAY}, "Gäller tills vidare."),
        ({"valid_from": BEFORE, "valid_to": DAY}, "Gäller till och med 2018-09-10."),
        ({"valid_from": AFTER, "revise_by": BEFORE}, "Börjar gälla 2018-09-11."),
        ({"valid_to": BEFORE, "revise_by": BEFORE}, "Upphörde att gälla 2018-09-09."),
        ({"revise_by": DAY}, "Gäller. Ska revideras senast 2018-09-10."),
        ({"revise_by": AFTER, "valid_to": AFTER}, "Gäller till och med 2018-09-11."),
        ({"revise_by": BEFORE, "valid_to": AFTER}, "Gäller, men skulle ha reviderats senast 2018-09-09."),
        ({"revise_by": BEFORE, "follow_up_by": BEFORE}, "Gäller, men skulle ha reviderats senast 2018-09-09."),
        ({"revise_by": AFTER, "follow_up_by": BEFORE}, "Gäller, men skulle ha följts upp senast 2018-09-09."),
        ({"revise_by": BEFORE, "replaced": True, "valid_to": AFTER}, "Gäller till och med 2018-09-11."),
        ({"follow_up_by": AFTER}, "Gäller tills vidare."),
        ({"owned": False, "decided": False}, "Gäller tills vidare."),
    ],
)
def test_the_gravest_is_told_of_one_document(facts: dict[str, Any], told: str) -> None:
    assert str(document_told(Facts(**facts), DAY)) == told


@pytest.mark.parametrize("title", ["Policy för inköp", "{title}", "{day}", "100 %"])
def test_the_title_of_what_replaces_it_is_only_a_title(title: str) -> None:
    told = str(document_told(Facts(valid_to=BEFORE, replaced=True), DAY, title))
    assert told == f"Gällde till och med 2018-09-09. Ersatt av {title}."


def test_what_still_holds_is_not_told_by_what_will_replace_it() -> None:
    assert str(document_told(Facts(valid_to=DAY, replaced=True), DAY, "Ny policy")) == "Gäller till och med 2018-09-10."


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"owned": False}, ("unowned",)),
        ({"owned": False, "held": True, "decided": False}, ("unowned", "undecided")),
        ({"held": False, "allowed": False}, ("vacant", "wrong-body")),
        ({"decided": False, "allowed": False}, ("undecided",)),
        ({"revise_by": BEFORE, "follow_up_by": BEFORE, "held": False}, ("revise", "follow-up", "vacant")),
        ({"allowed": False, "known_kind": False}, ("wrong-body", "unknown-kind")),
        ({"valid_from": AFTER, "decided": False}, ("undecided",)),
        ({"valid_to": BEFORE, "decided": False, "owned": False, "known_kind": False}, ()),
        ({"valid_to": BEFORE, "replaced": True, "held": False}, ()),
        ({"replaced": True, "follow_up_by": BEFORE}, ("follow-up",)),
    ],
)
def test_what_is_found_stands_in_the_order_that_it_is_told(facts: dict[str, Any], found: tuple[str, ...]) -> None:
    assert findings_of(Facts(**facts), DAY) == found


# The mark --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "tone", "symbol", "word"),
    [
        ({}, "plain", "disc", "Gäller"),
        ({"valid_from": AFTER}, "plain", "ring", "Börjar gälla"),
        ({"valid_to": BEFORE}, "plain", "ring", "Har upphört"),
        ({"valid_to": BEFORE, "replaced": True}, "plain", "ring", "Ersatt"),
        ({"revise": BEFORE}, "missed", "square", "Skulle ha reviderats"),
        ({"decided": False}, "missed", "square", "Beslut saknas"),
        ({"allowed": False}, "missed", "square", "Beslutat av fel organ"),
        ({"follow": BEFORE}, "partly", "diamond", "Skulle ha följts upp"),
        ({"owned": False}, "partly", "diamond", "Ansvarig roll saknas"),
        ({"held": False}, "partly", "diamond", "Rollen är vakant"),
        ({"known_kind": False}, "partly", "diamond", "Slaget finns inte i modellen"),
        ({"follow": BEFORE, "held": False}, "partly", "diamond", "Skulle ha följts upp och rollen är vakant"),
        ({"follow": BEFORE, "decided": False}, "missed", "square", "Skulle ha följts upp och beslut saknas"),
        (
            {"revise": BEFORE, "owned": False, "allowed": False},
            "missed",
            "square",
            "Skulle ha reviderats, ansvarig roll saknas och beslutat av fel organ",
        ),
    ],
)
def test_a_mark_is_colour_sign_and_word_of_the_gravest(
    facts: dict[str, Any], tone: str, symbol: str, word: str
) -> None:
    mark = row(**facts).mark
    assert (mark.tone, mark.symbol, str(mark.word)) == (tone, symbol, word)


def test_all_that_is_wrong_is_named_in_the_mark_and_nothing_beside_it() -> None:
    for wrong in ({"revise": BEFORE, "owned": False, "allowed": False}, {"revise": BEFORE}):
        mark = row(**wrong).mark
        assert "+" not in str(mark.word)
        assert str(mark.note) == ""


@pytest.mark.parametrize(
    ("revise", "follow", "next_day"),
    [
        (None, None, None),
        (DAY, None, DAY),
        (None, AFTER, AFTER),
        (AFTER, DAY, DAY),
        (BEFORE, AFTER, BEFORE),
    ],
)
def test_it_is_looked_over_on_the_first_of_its_days(
    revise: date | None, follow: date | None, next_day: date | None
) -> None:
    assert row(revise=revise, follow=follow).looked_over == next_day


@pytest.mark.parametrize(("rank", "sorted_as"), [(1, 1), (7, 7), (0, UNRANKED)])
def test_kinds_stand_in_the_models_order_and_the_others_last(rank: int, sorted_as: int) -> None:
    kind = Document.model_validate({"key": "policy", "name": "policy", "decided_by": "kf", "rank": rank})
    assert (row(kind).rank, row(kind).kind_name) == (sorted_as, "policy")


def test_a_kind_that_the_model_does_not_have_is_told_by_its_key_and_stands_last() -> None:
    assert (row().rank, row().kind_name) == (UNRANKED, "policy")


# Words and references --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [*STATES.values(), *FINDINGS.values()])
def test_a_state_or_finding_is_few_words_that_fit_inside_a_sentence(words: object) -> None:
    told = str(words)
    assert told[0].islower() and not told.endswith(".") and len(told.split()) <= 5


@pytest.mark.parametrize(
    ("cited", "told"),
    [
        (Cited(printed="3:9"), "tryckt 3:9, gällande lagrum framgår inte"),
        (Cited(current="KL 11:6"), "KL 11:6"),
        (Cited("KL 11:6", "KL 11:6"), "KL 11:6"),
        (Cited("KL 11:6", "8:5"), "KL 11:6 (tryckt 8:5)"),
        (Cited("KL 6:6", "6 kap 6 § KL"), "KL 6:6"),
        (Cited("KL 6:6", "6:6", "1991:900"), "KL 6:6 (tryckt 6:6, SFS 1991:900)"),
        (Cited("KL 6:6", "kommunallagen"), "KL 6:6 (tryckt kommunallagen)"),
        (Cited("KL 11:6", "8:5", "1991:900"), "KL 11:6 (tryckt 8:5, SFS 1991:900)"),
        (Cited("{current}", "{printed}"), "{current} (tryckt {printed})"),
    ],
)
def test_a_section_of_law_is_told_as_it_holds(cited: Cited, told: str) -> None:
    assert str(cited.told) == told
    assert cited


@pytest.mark.parametrize("cited", [Cited(), Cited(act="1991:900"), Cited(note="Se protokollet")])
def test_an_act_or_a_note_alone_cites_nothing(cited: Cited) -> None:
    assert not cited
