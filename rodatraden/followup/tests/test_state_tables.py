"""The whole table of states and verbs, what each part of a report asks, and what was adopted against what is told."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.followup.adopted import Difference, Goal, Promise, Worded, changed, unreported
from rodatraden.followup.parts import NAMED, parts_of, unwritten
from rodatraden.followup.states import WAYS, Verb, after_treatment, refusal_of
from rodatraden.followup.tests.cast import reporting_model
from rodatraden.lib.text import Text, verbatim
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Report

HALF, YEAR = parse(reporting_model()).report
ALL = ("", "draft", "returned", "submitted", "cleared", "treated", "frozen")


# States


@pytest.mark.parametrize(
    ("verb", "sources", "to", "who"),
    [
        ("write", {"", "draft", "returned"}, "draft", "writer"),
        ("submit", {"", "draft", "returned"}, "submitted", "head"),
        ("take_back", {"submitted"}, "draft", "head"),
        ("return", {"submitted", "cleared"}, "returned", "manager"),
        ("clear", {"submitted"}, "cleared", "manager"),
        ("treat", {"submitted", "cleared"}, "treated", "body"),
        ("reopen", {"treated", "frozen"}, "draft", "body"),
    ],
)
def test_a_verb_goes_from_these_states_and_no_others(verb: Verb, sources: set[str], to: str, who: str) -> None:
    assert {state for state in ALL if refusal_of(verb, state) is None} == sources
    assert (WAYS[verb].to, WAYS[verb].who) == (to, who)


@pytest.mark.parametrize(
    ("verb", "state", "refusal"),
    [
        ("write", "submitted", "Rapporten är inlämnad och går inte att ändra. Ta tillbaka den först."),
        ("submit", "submitted", "Rapporten är redan inlämnad."),
        ("submit", "treated", "Rapporten är redan inlämnad."),
        ("take_back", "draft", "Bara en inlämnad rapport som ingen har behandlat kan tas tillbaka."),
        ("take_back", "cleared", "Bara en inlämnad rapport som ingen har behandlat kan tas tillbaka."),
        ("return", "draft", "Bara en inlämnad rapport kan skickas tillbaka."),
        ("return", "treated", "Bara en inlämnad rapport kan skickas tillbaka."),
        ("clear", "cleared", "Bara en inlämnad rapport kan klarmarkeras."),
        ("treat", "", "Bara en inlämnad rapport kan behandlas."),
        ("treat", "treated", "Bara en inlämnad rapport kan behandlas."),
        ("reopen", "submitted", "Bara en behandlad rapport kan öppnas för rättelse."),
    ],
)
def test_a_refusal_says_what_a_report_must_be(verb: Verb, state: str, refusal: str) -> None:
    assert str(refusal_of(verb, state)) == refusal


@pytest.mark.parametrize(
    ("verbs", "state"),
    [
        ("write submit", "submitted"),
        ("submit", "submitted"),
        ("submit take_back write submit", "submitted"),
        ("submit clear", "cleared"),
        ("submit clear treat", "treated"),
        ("submit treat reopen write", "draft"),
        ("submit return write submit clear treat", "treated"),
        ("submit clear return submit", "submitted"),
    ],
)
def test_a_report_goes_this_way(verbs: str, state: str) -> None:
    at = ""
    for verb in verbs.split():
        assert refusal_of(verb, at) is None  # type: ignore[arg-type]
        at = WAYS[verb].to  # type: ignore[index]
    assert at == state


@pytest.mark.parametrize("verb", WAYS)
def test_no_verb_can_be_done_in_a_state_that_nobody_knows(verb: Verb) -> None:
    assert refusal_of(verb, "finns-inte") is not None


@given(st.text(max_size=20))
def test_every_treatment_ends_where_a_verb_goes_on(treatment: str) -> None:
    state = after_treatment(treatment)
    assert any(state in way.sources for way in WAYS.values())
    assert (state == "treated") is (treatment not in ("referred_back", "tabled"))


# The parts of a report


def parts(report: Report = HALF, **told: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {"has_beneath": False, "is_body": False, "is_whole": False, **told}
    return {part.key: part for part in parts_of(report, **facts)}


def with_contents(*words: str) -> Report:
    return HALF.model_copy(update={"contents": words})


@pytest.mark.parametrize(
    ("report", "told", "key", "label", "hint"),
    [
        (YEAR, {}, "analys", "Kommentar", "Vad behöver den som läser veta?"),
        (
            YEAR,
            {"has_beneath": True},
            "analys",
            "Er analys",
            "Vad säger rapporterna under er, sedda tillsammans? De finns kvar och går att läsa var för sig.",
        ),
        (
            HALF,
            {"is_whole": True},
            "god-ekonomisk-hushallning",
            "God ekonomisk hushållning",
            "En samlad bedömning av om målen för god ekonomisk hushållning nås (kommunallagen 11:6).",
        ),
        (
            HALF.model_copy(update={"action_plan": "Säg vad ni gör."}),
            {"shortfalls": 1},
            "atgardsplan",
            "Åtgärdsplan",
            "Säg vad ni gör.",
        ),
        (
            HALF,
            {"unreported": [verbatim("A"), verbatim("B")]},
            "utan-utfall",
            "Mål och målvärden utan utfall",
            "Det här är beslutat men inte redovisat: A och B. Skriv varför.",
        ),
    ],
)
def test_what_must_be_written_says_what_it_is_for(
    report: Report, told: dict[str, Any], key: str, label: str, hint: str
) -> None:
    part = parts(report, **told)[key]
    assert (str(part.label), str(part.hint), part.needed) == (label, hint, True)


@pytest.mark.parametrize(
    ("words", "key", "label"),
    [
        ("personal", "del-personal", "Personal"),
        ("ekonomiskt utfall", "del-ekonomiskt-utfall", "Ekonomiskt utfall"),
        ("Åtgärder & risker", "del-atgarder-risker", "Åtgärder & risker"),
        ("ökade kostnader", "del-okade-kostnader", "Ökade kostnader"),
        ("HR", "del-hr", "HR"),
    ],
)
def test_a_required_content_is_written_by_bodies_under_its_own_head(words: str, key: str, label: str) -> None:
    found = parts(with_contents(words), is_body=True)
    assert str(found[key].label) == label
    assert (found[key].kind, found[key].needed) == ("content", False)
    assert key not in parts(with_contents(words)), "a unit that is no body writes none"


def test_an_analysis_that_the_type_requires_is_not_asked_for_twice() -> None:
    assert not [key for key in parts(with_contents("analys", "Analys"), is_body=True) if key.startswith("del-")]


@given(st.text(max_size=200))
def test_no_key_is_longer_than_where_it_is_kept(words: str) -> None:
    assert all(len(key) <= 80 for key in parts(with_contents(words), is_body=True))


@given(st.integers(1, 30))
def test_no_more_than_a_few_of_what_is_unreported_are_named(many: int) -> None:
    titles: list[Text] = [verbatim(f"<mål {number}>") for number in range(many)]
    assert str(parts(unreported=titles)["utan-utfall"].hint).count("<mål ") == min(many, NAMED)


@given(st.booleans(), st.booleans(), st.booleans(), st.integers(0, 3))
def test_everybody_has_something_that_must_be_written(beneath: bool, body: bool, whole: bool, short: int) -> None:
    for report in (HALF, YEAR):
        found = parts_of(report, has_beneath=beneath, is_body=body, is_whole=whole, shortfalls=short)
        assert unwritten(found, [])
        assert not unwritten(found, [part.key for part in found])
        assert len({part.key for part in found}) == len(found)


# What was adopted


def promised(*held: tuple[bool, bool], **fields: Any) -> Goal:
    names = tuple(Promise(f"Indikator {place}", *each) for place, each in enumerate(held, start=1))
    return Goal("m1", "Trygg skola", names, **fields)


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        (promised(), []),
        (promised((True, True)), []),
        (promised((False, False)), []),
        (promised((False, True)), []),
        (promised((True, False)), ["”Indikator 1” har målvärde men inget utfall"]),
        (promised((True, True), (True, False)), ["”Indikator 2” har målvärde men inget utfall"]),
        (
            promised((True, False), (False, False), (True, False)),
            ["”Indikator 1” har målvärde men inget utfall", "”Indikator 3” har målvärde men inget utfall"],
        ),
        (promised((True, False), judged_by_hand=True), ["”Indikator 1” har målvärde men inget utfall"]),
        (promised(needs_indicator=True), ["målet mäts inte och är inte bedömt"]),
        (promised(needs_indicator=True, judged_by_hand=True), []),
        (promised((False, False), needs_indicator=True), []),
    ],
)
def test_what_was_decided_and_has_no_outcome_is_told(goal: Goal, told: list[str]) -> None:
    found = unreported([goal])
    assert [str(each.told) for each in found] == told
    assert all(each.blocks and each.title == "Trygg skola" for each in found)


FIRST, LAST = date(2018, 1, 1), date(2018, 12, 31)


def version(title: str, begins: date | None, ends: date | None = None, text: str = "", key: str = "m1") -> Worded:
    return Worded(key, title, text, begins, ends)


JUNE, MAY_31 = date(2018, 6, 1), date(2018, 5, 31)


@pytest.mark.parametrize(
    ("versions", "told"),
    [
        ([version("A", None)], []),
        ([version("A", FIRST)], []),
        ([version("A", JUNE)], [("added", "A", "tillkom 2018-06-01")]),
        ([version("A", LAST)], [("added", "A", "tillkom 2018-12-31")]),
        ([version("A", date(2019, 1, 1))], []),
        ([version("A", None, MAY_31)], [("ended", "A", "upphörde 2018-05-31")]),
        ([version("A", None, FIRST)], [("ended", "A", "upphörde 2018-01-01")]),
        ([version("A", None, LAST)], []),
        ([version("A", None, date(2017, 12, 31))], []),
        (
            [version("A", JUNE, date(2018, 8, 31))],
            [("added", "A", "tillkom 2018-06-01"), ("ended", "A", "upphörde 2018-08-31")],
        ),
        (
            [version("A", None, MAY_31), version("B", JUNE)],
            [("reworded", "B", "omformulerat 2018-06-01; förut ”A”")],
        ),
        (
            [version("B", JUNE), version("A", None, MAY_31)],
            [("reworded", "B", "omformulerat 2018-06-01; förut ”A”")],
        ),
        ([version("A", None, MAY_31), version(" A  ", JUNE)], []),
        (
            [version("A b", None, MAY_31, "Fler"), version("A b", JUNE, text="Färre")],
            [("reworded", "A b", "omformulerat 2018-06-01; förut ”A b”")],
        ),
        ([version("A", None, date(2017, 12, 31)), version("B", FIRST)], []),
        ([version("A", None, LAST), version("B", date(2019, 1, 1))], []),
        ([version("A", None), version("B", None, key="m2")], []),
    ],
)
def test_what_was_reworded_added_or_ended_within_the_year_is_told(
    versions: list[Worded], told: list[tuple[str, str, str]]
) -> None:
    found = changed(versions, FIRST, LAST)
    assert [(each.sort, each.title, str(each.told)) for each in found] == told
    assert not any(each.blocks for each in found)


@pytest.mark.parametrize(
    ("sort", "blocks"),
    [("no-outcome", True), ("no-indicator", True), ("reworded", False), ("added", False), ("ended", False)],
)
def test_only_what_has_no_outcome_waits_for_words(sort: Any, blocks: bool) -> None:
    assert Difference(sort, "A", verbatim("b")).blocks is blocks
