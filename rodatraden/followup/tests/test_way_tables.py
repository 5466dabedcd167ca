"""A report's way as values: what is ahead of it, who reads it, what lies beneath whom, and rows for other programs."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.followup.ahead import readers_told, way_ahead
from rodatraden.followup.calendar import Change
from rodatraden.followup.deadlines import dues
from rodatraden.followup.groups import grouped
from rodatraden.followup.matrix import MOST_MARKS, MatrixCell, Stood
from rodatraden.followup.mine import MyReports, Task, open_rounds
from rodatraden.followup.reports import Chain, is_body, treating_place
from rodatraden.followup.round import Round, Slot
from rodatraden.followup.rows import due_objects, due_table, floor_name, receiver_name, report_name
from rodatraden.followup.tests.town import PRESETS, by_unit, model_of, the, tree_of
from rodatraden.lib.text import NOTHING, say
from rodatraden.steering.schema import Model
from rodatraden.steering.tests.small import ANNUAL, HALF_YEAR
from rodatraden.web.marks import Mark

CLIMBS = [
    {"sender": "chef", "receiver": "namnd", "edge": "decides"},
    {"sender": "namnd", "receiver": "ks", "edge": "prepares"},
    {"sender": "ks", "receiver": "kf", "edge": "decides"},
]
MODEL = model_of(report=[{**HALF_YEAR, "climbs": CLIMBS}, ANNUAL])
TREE = tree_of()
OCCASION = the(MODEL, "delar")
MODELS = {OCCASION: MODEL}
KEYS = {place.key: place.id for place in TREE.places.values()}
DUES = by_unit(MODEL, OCCASION, TREE)


def round_of(*left_out: str) -> Round:
    """The occasion with everybody's place in it, and nothing begun."""
    kept = {due.unit: Slot(TREE.places[due.unit], due) for key, due in DUES.items() if key not in left_out}
    return Round(OCCASION, MODEL.report[0], MODEL, TREE, kept)


ROUND = round_of()


# What is ahead


def ahead(key: str) -> list[str]:
    return [str(each.what) for each in way_ahead(ROUND, ROUND.slots[KEYS[key]])]


HANDED = "Kommunstyrelsen lämnar över kommunens rapport till revisorerna och fullmäktige"
WHOLE = ["ks behandlar kommunens rapport", HANDED, "kf behandlar rapporten"]
BOARD = ["sn: rapporten är klar till kallelsen", "sn behandlar rapporten", "Rapporten lämnas vidare till ks"]
EXECUTIVE = ["ks: rapporten är klar till kallelsen", "ks behandlar rapporten"]


@pytest.mark.parametrize(
    ("key", "way"),
    [
        ("kf", ["ks: kommunens rapport är klar till kallelsen", *WHOLE]),
        ("ks", [*EXECUTIVE, *WHOLE]),
        ("ksf", ["ksf lämnar in", *EXECUTIVE, *WHOLE]),
        ("sn", [*BOARD, "ks tar del av rapporten", *WHOLE]),
        ("sf", ["sf lämnar in", *BOARD, "ks tar del av rapporten", *WHOLE]),
    ],
)
def test_the_way_goes_floor_by_floor_and_the_executive_board_treats_only_its_own(key: str, way: list[str]) -> None:
    assert ahead(key) == way


def test_each_place_on_the_way_has_its_day() -> None:
    assert [str(each.when) for each in way_ahead(ROUND, ROUND.slots[KEYS["sf"]])] == [
        "Senast 2018-09-18", "Senast 2018-09-21", "2018-09-28", "Senast 2018-10-26", "2018-10-31",
        "2018-10-31", "Senast 2018-10-31", "2018-11-30",
    ]  # fmt: skip


def whole_of(model: Model, report: str, year: int = 2018) -> tuple[Round, Slot]:
    """The whole municipality's report in a model, with nothing begun."""
    occasion = the(model, report, year)
    slots = {due.unit: Slot(TREE.places[due.unit], due) for due in by_unit(model, occasion, TREE).values()}
    round = Round(occasion, next(each for each in model.report if each.key == report), model, TREE, slots)
    return round, slots[KEYS["kf"]]


@pytest.mark.parametrize(("preset", "report"), [("hallsberg", "delar"), ("svenljunga", "delar")])
def test_where_the_executive_board_sends_it_that_board_meets_before_the_council_does(preset: str, report: str) -> None:
    round, slot = whole_of(PRESETS[preset], report)
    decided, treated = slot.due.decided, slot.due.treated
    assert decided is not None and treated is not None and decided < treated
    way = [(str(each.when), str(each.what)) for each in way_ahead(round, slot)]
    assert (decided.isoformat(), "ks behandlar kommunens rapport") in way
    assert way[-1] == (treated.isoformat(), "kf behandlar rapporten")
    days = [when.removeprefix("Senast ") for when, _what in way]
    assert days == sorted(days)


def test_where_no_edge_goes_from_the_executive_board_only_the_council_meets() -> None:
    model = model_of(report=[{**HALF_YEAR, "climbs": [CLIMBS[0], {**CLIMBS[1], "receiver": "kf"}]}, ANNUAL])
    round, slot = whole_of(model, "delar")
    assert slot.due.decided is None
    assert [str(each.what) for each in way_ahead(round, slot)] == [HANDED, "kf behandlar rapporten"]


def test_a_board_that_meets_after_the_last_day_for_handing_over_is_told_of_in_that_order() -> None:
    slot = ROUND.slots[KEYS["kf"]]
    assert slot.due.decided is not None
    early = Slot(slot.place, replace(slot.due, due=slot.due.decided - timedelta(days=2)))
    told = [str(each.what) for each in way_ahead(replace(ROUND, slots={**ROUND.slots, slot.place.id: early}), early)]
    assert told[1:3] == [HANDED, "ks behandlar kommunens rapport"]


@pytest.mark.parametrize("key", sorted(DUES))
def test_one_is_at_one_place_on_the_way_and_that_is_the_first(key: str) -> None:
    assert [each.here for each in way_ahead(ROUND, ROUND.slots[KEYS[key]])].index(True) == 0
    assert sum(each.here for each in way_ahead(ROUND, ROUND.slots[KEYS[key]])) == 1


@pytest.mark.parametrize("key", sorted(DUES))
def test_who_hands_in_names_itself_or_the_whole_municipality(key: str) -> None:
    first = ahead(key)[0]
    assert first.startswith("ks: kommunens rapport" if key == "kf" else key)


# Who reads it


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("kf", "Texten blir allmän handling när kommunstyrelsen lämnar över den."),
        ("sn", "Texten är ett utkast inom sn tills den är behandlad där. Då blir den allmän handling."),
        ("ks", "Texten är ett utkast inom ks tills den är behandlad där. Då blir den allmän handling."),
        (
            "sf",
            "sn läser din text och gör sin egen bedömning. Den blir allmän handling när sn har behandlat den.",
        ),
        (
            "ksf",
            "ks läser din text och gör sin egen bedömning. Den blir allmän handling när ks har behandlat den.",
        ),
    ],
)
def test_who_reads_a_text_is_said_with_whose_decision_makes_it_official(key: str, words: str) -> None:
    assert str(readers_told(ROUND, ROUND.slots[KEYS[key]])) == words


def test_where_nobody_above_reports_the_text_is_read_within_the_authority() -> None:
    alone = round_of("sn", "ks", "kf")
    assert str(readers_told(alone, alone.slots[KEYS["sf"]])) == (
        "Texten läses inom sn. Den blir allmän handling när sn har behandlat den."
    )


# Who lies beneath whom


def test_each_slot_finds_those_above_and_beneath_it() -> None:
    assert [slot.place.key for slot in ROUND.path(KEYS["sf"])] == ["sf", "sn", "ks", "kf"]
    assert [slot.place.key for slot in ROUND.beneath(KEYS["sn"])] == ["sf"]
    assert {slot.place.key for slot in ROUND.all_beneath(KEYS["ks"])} >= {"ksf"}
    assert ROUND.path(0) == [] and ROUND.beneath(0) == []


@pytest.mark.parametrize(
    ("receivers", "unit", "straight", "all_"),
    [
        ({}, 1, (), ()),
        ({1: None}, 1, (), ()),
        ({1: None, 2: 1, 3: 1}, 1, (2, 3), (2, 3)),
        ({1: None, 2: 1, 3: 2, 4: 3}, 1, (2,), (2, 3, 4)),
        ({1: None, 3: 2, 2: 1, 4: 1}, 1, (2, 4), (2, 4, 3)),
        ({1: 2, 2: 1}, 1, (2,), (2,)),
        ({1: 1, 2: 1}, 1, (1, 2), (2,)),
        ({1: None, 2: 9}, 9, (2,), (2,)),
    ],
)
def test_those_beneath_come_nearest_first_and_each_once(
    receivers: dict[int, int | None], unit: int, straight: tuple[int, ...], all_: tuple[int, ...]
) -> None:
    assert (Chain(receivers).beneath(unit), Chain(receivers).all_beneath(unit)) == (straight, all_)


@given(st.dictionaries(st.integers(1, 8), st.none() | st.integers(1, 8)), st.integers(1, 8))
def test_however_units_report_to_each_other_nobody_lies_beneath_itself(
    receivers: dict[int, int | None], unit: int
) -> None:
    found = Chain(receivers).all_beneath(unit)
    assert unit not in found and len(set(found)) == len(found)
    assert all(receivers[each] in {unit, *found} for each in found)


@pytest.mark.parametrize(
    ("key", "body", "treated_by"),
    [("kf", True, "kf"), ("ks", True, "ks"), ("ksf", False, "ks"), ("kansli", False, "ks"), ("sn", True, "sn"),
     ("hemtjanst", False, "sn"), ("bolag", True, "bolag"), ("revision", True, "revision")],
)  # fmt: skip
def test_a_report_is_treated_by_its_own_authority(key: str, body: bool, treated_by: str) -> None:
    place = treating_place(TREE, KEYS[key])
    assert place is not None
    assert (is_body(TREE, KEYS[key]), place.key) == (body, treated_by)


# Rows


@pytest.mark.parametrize(
    ("key", "one", "many"),
    [("sn", "nämnd", "nämnd"), ("sf", "förvaltningschef", "förvaltningschef"),
     ("kf", "kommunstyrelsen", "kommunstyrelsen"), ("ks", "nämnd", "nämnd")],
)  # fmt: skip
def test_a_floor_is_called_what_the_model_calls_it(key: str, one: str, many: str) -> None:
    assert (floor_name(MODELS, DUES[key]), floor_name(MODELS, DUES[key], many=True)) == (one, many)


def test_without_the_model_keys_stand_for_names() -> None:
    assert (floor_name({}, DUES["sn"]), report_name({}, OCCASION)) == ("namnd", "delar")
    assert report_name(MODELS, OCCASION) == "delårsrapport"


def test_the_table_has_a_row_for_each_and_marks_the_whole_municipalitys() -> None:
    found = due_table(MODELS, TREE, dues(MODEL, TREE, OCCASION))
    units = [str(row["unit"]) for row in found.rows]
    assert len(units) == len(DUES) and "kf (hela kommunen)" in units and "sn" in units
    assert [row["due"] for row in found.rows] == sorted(due.due for due in DUES.values())
    assert all(row["reason"] is None for row in found.rows)


def test_other_programs_get_keys_and_iso_days() -> None:
    found = {each["unit"]: each for each in due_objects(MODELS, TREE, dues(MODEL, TREE, OCCASION))}
    board = found["sn"]
    assert {name: board[name] for name in ("report", "report_name", "kind", "period", "floor", "edge", "changed")} == {
        "report": "delar", "report_name": "delårsrapport", "kind": "half_year", "period": "2018-01/2018-08",
        "floor": "namnd", "edge": "prepares", "changed": None,
    }  # fmt: skip
    assert (board["period_start"], board["period_end"]) == ("2018-01-01", "2018-08-31")
    assert board["due"] == DUES["sn"].due.isoformat()
    assert found["sf"]["receiver"] == "sn" and found["sf"]["decided"] is None
    assert all(each["assumed"] is bool(each["why"]) for each in found.values())


def test_a_changed_day_says_why_in_each_form() -> None:
    change = Change("moved", "delar", OCCASION.end, "Valet", unit=KEYS["sn"], new_due=date(2018, 11, 15))
    found = dues(MODEL, TREE, OCCASION, [change])
    rows = {str(row["unit"]): row["reason"] for row in due_table(MODELS, TREE, found).rows}
    assert {unit for unit, reason in rows.items() if reason == "Valet"} == {"sn", "sf"}
    assert {each["unit"] for each in due_objects(MODELS, TREE, found) if each["changed"] == "Valet"} == {"sn", "sf"}
    assert {each.reason for each in grouped(MODELS, TREE, found)} == {"", "Valet"}


def test_every_due_day_is_in_one_group_and_every_group_has_its_own_name() -> None:
    groups = grouped(MODELS, TREE, DUES.values())
    assert len({each.ident for each in groups}) == len(groups)
    named = [name for each in groups for name in (each.units or [str(each.who)])]
    assert len(named) == len(DUES)
    assert [each.whole for each in groups].count(True) == 1
    assert str(next(each.who for each in groups if each.whole)) == "kommunstyrelsen för hela kommunen"


def test_the_whole_report_goes_to_the_council_where_an_edge_sends_it_there() -> None:
    assert receiver_name(MODELS, TREE, DUES["kf"]) == "kf"
    assert receiver_name(MODELS, TREE, DUES["sf"]) == "sn"


# What waits, and what is shown


def task(late: bool) -> Task:
    return Task(ROUND, ROUND.slots[KEYS["sf"]], NOTHING, late)


@pytest.mark.parametrize(
    ("late", "words"),
    [
        ([], "Inget väntar på dig just nu."),
        ([False], "En rapport väntar på dig."),
        ([True], "En rapport väntar på dig och är sen."),
        ([False, False], "2 rapporter väntar på dig."),
        ([True, False], "2 rapporter väntar på dig; 1 är sen."),
        ([True, True, False], "3 rapporter väntar på dig; 2 är sena."),
        ([True, True, True], "3 rapporter väntar på dig; alla är sena."),
    ],
)
def test_how_many_reports_wait_and_are_late(late: list[bool], words: str) -> None:
    assert str(MyReports(to_do=[task(each) for each in late]).sentence) == words
    assert str(MyReports(waits=[task(each) for each in late]).sentence) == "Inget väntar på dig just nu."


@pytest.mark.parametrize(
    ("after", "states", "is_open"),
    [
        (0, ["", ""], False),
        (1, ["", ""], True),
        (1, ["treated", "submitted"], True),
        (1, ["treated", "frozen"], False),
        (199, ["draft"], True),
        (200, ["draft"], False),
    ],
)
def test_an_occasion_is_open_from_the_day_after_its_period_until_all_is_treated(
    after: int, states: list[str], is_open: bool
) -> None:
    slots = {place: SimpleNamespace(state=state) for place, state in enumerate(states)}
    round: Any = SimpleNamespace(occasion=OCCASION, slots=slots)
    assert open_rounds([round], OCCASION.last + timedelta(days=after)) == ([round] if is_open else [])


def stood(tone: Any) -> Stood:
    node: Any = None
    return Stood(node, Mark(tone, "disc", tone), reported=True)


@given(st.lists(st.sampled_from(["met", "partly", "missed", "unmeasured"]), max_size=9))
def test_a_cell_shows_the_worst_and_counts_the_rest(tones: list[str]) -> None:
    cell = MatrixCell([stood(tone) for tone in tones])
    shown = [each.mark.tone for each in cell.shown]
    worst = ["missed", "partly", "met", "unmeasured"]
    assert shown == sorted(tones, key=worst.index)[:MOST_MARKS]
    assert len(shown) + cell.more == len(tones)
    assert cell.empty is (not tones)


def test_a_cell_where_something_is_done_is_not_empty() -> None:
    assert MatrixCell().empty and not MatrixCell(doing=say("pågår")).empty
