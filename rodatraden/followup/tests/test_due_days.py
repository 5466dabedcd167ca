"""Who reports on which floor, to whom, and by when."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodatraden.followup.calendar import Change, apply_changes, occasions
from rodatraden.followup.deadlines import Counted, all_dues, dues, settle
from rodatraden.followup.meetings import meeting_day
from rodatraden.followup.tests.town import PRESETS, USUAL, by_unit, model_of, the, tree_of
from rodatraden.lib.workdays import is_working_day
from rodatraden.organisation.tree import UnitTree
from rodatraden.steering.schema import Meets, Model
from rodatraden.steering.tests.small import ANNUAL, AUDIT, BOARD, BY_LAW, COUNCIL, EXECUTIVE, HALF_YEAR, HEAD, SECRETARY

LEADS = {"notice": 5, "presidium": 7, "administration": 10, "area": 12, "unit": 14}
UNIT_HEAD = {"key": "enhetschef", "name": {"one": "enhetschef"}, "belongs_to": ["unit", "school"], "rights": ["read"]}
AREA_HEAD = {"key": "omradeschef", "name": {"one": "områdeschef"}, "belongs_to": ["area"], "rights": ["read"]}
COMPANY = {"key": "bolag", "name": {"one": "bolag"}, "kind": "company", "appointed_by": "kf", "many": True}
CHAIN = [
    {"sender": "enhetschef", "receiver": "omradeschef", "edge": "prepares"},
    {"sender": "omradeschef", "receiver": "chef", "edge": "prepares"},
    {"sender": "chef", "receiver": "namnd", "edge": "decides"},
    {"sender": "namnd", "receiver": "kf", "edge": "decides"},
]


def meets(week: str, weekday: str, **fields: Any) -> dict[str, Any]:
    return {"meets": {"week": week, "weekday": weekday, **fields}}


def bodies(**own: dict[str, Any]) -> list[dict[str, Any]]:
    usual = {
        "kf": meets("last", "monday"),
        "ks": meets("last", "tuesday"),
        "namnd": meets("third", "tuesday"),
        "bolag": meets("second", "thursday"),
    }
    kinds = (COUNCIL, EXECUTIVE, BOARD, COMPANY, AUDIT)
    return [{**body, **own.get(str(body["key"]), usual.get(str(body["key"]), {}))} for body in kinds]


def reporting(climbs: list[dict[str, Any]], **fields: Any) -> Model:
    """A model with one more report type, "r", made up on 31 March."""
    one = {"key": "r", "name": {"one": "rapport"}, "kind": "forecast", "period_ends": [{"month": 3, "day": 31}]}
    changes = {key: fields.pop(key) for key in ("body", "event", "leads") if key in fields}
    return model_of(
        report=[HALF_YEAR, ANNUAL, {**one, "climbs": climbs, **fields}],
        role=[HEAD, SECRETARY, UNIT_HEAD, AREA_HEAD],
        **{"body": bodies(), "leads": LEADS, **changes},
    )


def days(model: Model, tree: UnitTree | None = None) -> dict[str, str]:
    return {unit: due.due.isoformat() for unit, due in by_unit(model, the(model, "r"), tree).items()}


def test_days_are_counted_back_from_the_meeting_floor_by_floor() -> None:
    """The council meets 30 April 2018 and is announced a week before; the board meets 17 April."""
    found = by_unit(reporting(CHAIN), the(reporting(CHAIN), "r"))
    assert found["kf"].due == found["sn"].due == found["bn"].due == date(2018, 4, 23)
    assert (found["sn"].presidium, found["sn"].notice, found["sn"].decided) == (
        date(2018, 4, 10), date(2018, 4, 12), date(2018, 4, 17),
    )  # fmt: skip
    assert found["sf"].due == date(2018, 4, 6)  # ten days before is Saturday the 7th
    assert found["omrade"].due == date(2018, 4, 5)
    assert found["hemtjanst"].due == found["skola"].due == date(2018, 4, 3)
    assert found["sn"].treated == date(2018, 4, 30)


def test_each_floor_sends_to_the_nearest_above_that_reports() -> None:
    tree, model = tree_of(), reporting(CHAIN)
    keys = {place.id: place.key for place in tree.places.values()}
    found = by_unit(model, the(model, "r"))
    to = {unit: keys[due.receiver] if due.receiver else None for unit, due in found.items()}
    assert to == {
        "kf": None, "ks": "kf", "ksf": "ks", "kansli": "ksf", "sn": "kf", "sf": "sn", "omrade": "sf",
        "hemtjanst": "omrade", "skola": "sf", "bn": "kf",
    }  # fmt: skip
    assert {found[unit].floor for unit in ("sn", "bn", "ks")} == {"namnd"}


def test_a_floor_without_a_unit_beneath_a_board_is_skipped() -> None:
    rows = [row for row in USUAL if row[0] != "sf"]
    rows = [(key, kind, "sn" if above == "sf" else above) for key, kind, above in rows]
    tree, model = tree_of(rows), reporting(CHAIN)
    keys = {place.id: place.key for place in tree.places.values()}
    assert keys[by_unit(model, the(model, "r"), tree)["omrade"].receiver or 0] == "sn"


def test_only_floors_that_the_way_names_report() -> None:
    assert set(days(reporting(CHAIN[2:]))) == {"kf", "ks", "ksf", "sn", "sf", "bn"}
    assert set(days(reporting(CHAIN[3:]))) == {"kf", "ks", "sn", "bn"}


def test_the_executive_boards_own_operations_report_as_a_boards() -> None:
    """With the boards where they report to it, and then it is its own meeting that treats it."""
    model = reporting([{"sender": "namnd", "receiver": "ks", "edge": "information"}])
    found = by_unit(model, the(model, "r"))
    assert found["ks"].due == found["sn"].due == date(2018, 4, 19)
    assert (found["ks"].receiver, found["ks"].treated) == (None, date(2018, 4, 24))


def test_there_is_a_report_for_the_whole_municipality_where_anything_reaches_council_or_executive_board() -> None:
    to_board = [CHAIN[2]]
    assert "kf" not in days(reporting(to_board))
    model = reporting([{"sender": "namnd", "receiver": "ks", "edge": "information"}])
    whole = by_unit(model, the(model, "r"))["kf"]
    assert (whole.floor, whole.edge, whole.treated) == ("ks", "", date(2018, 4, 24))
    assert whole.receiver == next(place.id for place in tree_of().places.values() if place.key == "ks")


def test_the_council_is_announced_a_week_before_whatever_the_leads_say() -> None:
    short = reporting(CHAIN[3:], leads={**LEADS, "notice": 1})
    assert days(short)["sn"] == "2018-04-23"
    assert days(reporting(CHAIN[3:], leads={**LEADS, "notice": 14, "presidium": 15}))["sn"] == "2018-04-16"


def test_what_the_executive_board_prepares_is_with_it_before_it_is_with_the_council() -> None:
    """The council's month is the first for which the executive board has met and the notice its week."""
    climbs = [
        {"sender": "namnd", "receiver": "ks", "edge": "prepares"},
        {"sender": "ks", "receiver": "kf", "edge": "decides"},
    ]
    model = reporting(climbs)
    found = by_unit(model, the(model, "r"))
    assert found["kf"].treated == date(2018, 5, 28) and found["kf"].due == date(2018, 5, 21)
    assert found["kf"].decided == date(2018, 4, 24) and found["sn"].due == date(2018, 4, 19)


def test_the_executive_board_treats_the_whole_at_no_meeting_before_the_boards_have_had_theirs() -> None:
    sent = {"sender": "ks", "receiver": "kf", "edge": "decides", "month": 4}
    model = reporting([*CHAIN[:3], {**CHAIN[3], "month": 4}, sent], body=bodies(ks=meets("first", "tuesday")))
    found = by_unit(model, the(model, "r"))
    assert found["sn"].decided == date(2018, 4, 17) and found["ks"].decided == date(2018, 4, 3)
    assert (found["kf"].decided, found["kf"].notice, found["kf"].due) == (None, None, date(2018, 4, 23))
    assert "inget sammanträde mellan nämndernas" in str(found["kf"].decided_assumed[0])
    late = reporting([*CHAIN[:3], {**CHAIN[3], "month": 4}, sent], body=bodies(ks=meets("third", "tuesday")))
    assert by_unit(late, the(late, "r"))["kf"].decided == date(2018, 4, 17)


@pytest.mark.parametrize(
    ("edge", "week", "treated", "handed"),
    [
        ("decides", "last", date(2018, 5, 28), date(2018, 4, 19)),  # 24 April is after the council's 23 April
        ("decides", "first", date(2018, 4, 23), date(2018, 4, 3)),
        ("information", "last", date(2018, 4, 23), date(2018, 4, 16)),
    ],
)
def test_the_council_decides_nothing_before_the_executive_board_is_told(
    edge: str, week: str, treated: date, handed: date
) -> None:
    climbs = [{**CHAIN[3], "edge": edge}, {"sender": "namnd", "receiver": "ks", "edge": "information"}]
    model = reporting(climbs, body=bodies(kf=meets("fourth", "monday"), ks=meets(week, "tuesday")))
    found = by_unit(model, the(model, "r"))
    assert (found["sn"].treated, found["sn"].due) == (treated, handed)
    assert found["kf"].treated == treated and found["kf"].due == treated - timedelta(days=7)


@pytest.mark.parametrize("year", range(2018, 2031))
def test_perstorps_council_never_treats_a_quarter_before_the_executive_board(year: int) -> None:
    model = PRESETS["perstorp"]
    for place in (0, 1):
        found = by_unit(model, the(model, "kvartal", year, place))
        treated, own, handed = found["sn"].treated, found["ks"].decided, found["sn"].due
        assert own is not None and treated is not None and found["sn"].decided is not None
        assert found["sn"].decided < handed < own < treated


@pytest.mark.parametrize(
    ("fields", "treated"),
    [
        ({}, date(2018, 4, 30)),
        ({"treated": [6]}, date(2018, 6, 25)),
        ({"climbs": [{**CHAIN[3], "month": 5}]}, date(2018, 5, 28)),
        ({"treated": [6], "climbs": [{**CHAIN[3], "month": 5}]}, date(2018, 5, 28)),
        ({"treated": [3]}, date(2018, 4, 30)),
        ({"treated": [2]}, date(2019, 2, 25)),
    ],
)
def test_the_month_of_treatment_is_the_edges_else_the_reports_else_the_one_after(
    fields: dict[str, Any], treated: date
) -> None:
    model = reporting(**{"climbs": CHAIN[3:], **fields})
    assert by_unit(model, the(model, "r"))["sn"].treated == treated


def test_a_body_that_has_no_meeting_in_time_meets_at_its_next_and_is_due_as_before() -> None:
    """The council meets on 30 April and has the report on the 23rd; the executive board meets on the 24th."""
    model = reporting(CHAIN)
    found = by_unit(model, the(model, "r"))
    assert (found["ks"].due, found["ks"].decided, found["ksf"].treated) == (
        date(2018, 4, 23), date(2018, 4, 24), date(2018, 4, 24),
    )  # fmt: skip
    assert [str(why) for why in found["ks"].decided_assumed] == [
        "kommunstyrelsen har inget sammanträde i tid; det närmast efter antas."
    ]
    assert found["ks"].notice == date(2018, 4, 18) and found["ksf"].due == date(2018, 4, 13)


def test_who_meets_on_no_known_day_is_taken_to_meet_when_it_hands_over() -> None:
    model = reporting(CHAIN, body=bodies(ks={}))
    found = by_unit(model, the(model, "r"))["ks"]
    assert found.decided == found.due == date(2018, 4, 23)
    assert [str(why) for why in found.decided_assumed] == [
        "kommunstyrelsen har inget sammanträde i tid; dagen då rapporten lämnas antas."
    ]


@pytest.mark.parametrize(("above", "day"), [("sn", 17), ("bolag", 12), ("ks", 24)])
def test_a_unit_is_treated_where_its_own_body_meets(above: str, day: int) -> None:
    """Though the model only says that it goes to a board; the executive board reports nothing of its own here."""
    climbs = [
        {"sender": "enhetschef", "receiver": "namnd", "edge": "decides"},
        {"sender": "enhetschef", "receiver": "ks", "edge": "information"},
    ]
    rows = [*USUAL, ("enhet", "unit", above)]
    model = reporting(climbs)
    assert by_unit(model, the(model, "r"), tree_of(rows))["enhet"].treated == date(2018, 4, day)


def event(**fields: Any) -> dict[str, Any]:
    said = {"month": 6, "what": "Behandlas", "actor": "kf", "kind": "decision", "report": "r", "reports_on": 3}
    return {"event": [*BY_LAW, {**said, **fields}]}


@pytest.mark.parametrize(
    ("said", "treated"),
    [
        (event(), date(2018, 6, 25)),
        (event(reports_on=None), date(2018, 6, 25)),
        (event(day=20), date(2018, 6, 20)),
        (event(reports_on=5), date(2018, 4, 30)),
        (event(kind="work"), date(2018, 4, 30)),
        (event(actor="ks"), date(2018, 4, 30)),
        (event(until=8), date(2018, 4, 30)),
    ],
)
def test_an_event_says_when_its_actor_treats_the_report_that_it_is_about(said: dict[str, Any], treated: date) -> None:
    model = reporting(CHAIN[3:], **said)
    assert by_unit(model, the(model, "r"))["sn"].treated == treated


@pytest.mark.parametrize(
    ("said", "due"),
    [
        (event(actor="namnd", kind="deadline", month=4, day=10), "2018-04-10"),
        (event(actor="namnd", kind="deadline", month=4, day=14), "2018-04-13"),
        (event(actor="namnd", kind="deadline", month=4), "2018-04-30"),
        (event(actor="namnd", kind="report", month=5, day=3), "2018-05-03"),
        (event(actor="namnd", kind="deadline", month=3, day=31), "2018-04-03"),
        (event(actor="namnd", kind="work", month=4, day=10), "2018-04-23"),
        (event(actor="chef", kind="deadline", month=4, day=10), "2018-04-23"),
    ],
)
def test_a_stated_day_wins_over_counting(said: dict[str, Any], due: str) -> None:
    model = reporting(CHAIN[3:], **said)
    found = by_unit(model, the(model, "r"))["sn"]
    assert found.due.isoformat() == due
    assert (found.assumed == ()) == (due != "2018-04-23")


def test_those_beneath_a_stated_day_are_so_long_before_it_as_the_leads_lie_apart() -> None:
    """The board hands over before its own meeting, as its document says."""
    handed_over = event(actor="namnd", kind="deadline", month=4, day=12)["event"]
    meeting = event(actor="namnd", month=5)["event"][-1:]
    found = days(reporting(CHAIN, event=[*handed_over, *meeting]))
    assert (found["sn"], found["sf"], found["omrade"], found["hemtjanst"]) == (
        "2018-04-12", "2018-04-06", "2018-04-05", "2018-04-03",
    )  # fmt: skip


def test_a_day_of_the_month_after_is_for_bodies() -> None:
    found = days(reporting(CHAIN, due_day=18))
    assert found["sn"] == found["ks"] == "2018-04-18" and found["sf"] == "2018-04-06"


def test_the_law_sets_the_last_day_of_the_annual_and_the_half_year_report() -> None:
    climbs = [{"sender": "namnd", "receiver": "kf", "edge": "decides"}]
    late = {**ANNUAL, "treated": [6], "climbs": climbs}
    model = model_of(
        report=[{**HALF_YEAR, "climbs": climbs}, late], body=bodies(kf=meets("last", "monday")), leads=LEADS
    )
    assert by_unit(model, the(model, "ar"))["kf"].due == date(2019, 4, 15)
    assert by_unit(model, the(model, "ar"))["sn"].due == date(2019, 4, 15)
    assert by_unit(model, the(model, "delar"))["kf"].due <= date(2018, 10, 31)


@pytest.mark.parametrize(
    ("counted", "settled"),
    [
        (Counted(date(2018, 6, 23)), date(2018, 6, 21)),
        (Counted(date(2018, 4, 30)), date(2018, 5, 2)),
        (Counted(date(2018, 4, 2)), date(2018, 5, 2)),
        (Counted(date(2018, 4, 30), stated=True), date(2018, 4, 30)),
        (Counted(date(2018, 4, 29), stated=True), date(2018, 5, 2)),
    ],
)
def test_no_day_lies_before_the_period_is_over(counted: Counted, settled: date) -> None:
    assert settle(counted, date(2018, 4, 30)) == settled


@pytest.mark.parametrize(
    ("rule", "month", "day"),
    [
        (Meets(week="last", weekday="monday"), 4, date(2018, 4, 30)),
        (Meets(week="first", weekday="friday"), 6, date(2018, 6, 1)),
        (Meets(week="second", weekday="wednesday"), 6, date(2018, 6, 13)),
        (Meets(week="last", weekday="monday"), 12, date(2018, 12, 28)),
        (Meets(week="first", weekday="tuesday"), 5, date(2018, 5, 2)),
        (None, 6, date(2018, 6, 29)),
        (None, 3, date(2018, 3, 29)),
    ],
)
def test_a_meeting_falls_on_its_weekday_or_the_working_day_before(rule: Meets | None, month: int, day: date) -> None:
    assert meeting_day(rule, 2018, month) == day


def test_a_body_without_a_rule_is_taken_to_meet_on_the_last_working_day_and_that_is_told() -> None:
    model = reporting(CHAIN[3:], body=[COUNCIL, EXECUTIVE, BOARD, AUDIT], leads=None)
    due = by_unit(model, the(model, "r"))["sn"]
    assert due.treated == date(2018, 4, 30)
    assert [str(reason) for reason in due.assumed] == [
        "Modellen säger inte när kommunfullmäktige behandlar rapporten.",
        "Modellen säger inte när kommunfullmäktige sammanträder; månadens sista arbetsdag antas.",
        "Modellen säger inte hur många dagar före sammanträdet rapporten lämnas.",
    ]


def test_bodies_that_send_to_each_other_come_to_an_end() -> None:
    climbs = [
        {"sender": "ks", "receiver": "namnd", "edge": "decides"},
        {"sender": "namnd", "receiver": "ks", "edge": "decides"},
    ]
    assert set(days(reporting(climbs))) == {"kf", "ks", "sn", "bn"}


def test_a_group_that_is_no_unit_passes_the_report_on() -> None:
    """A management group prepares: its board waits for it, and its own analysis is nobody's row."""
    group = {"key": "klg", "name": {"one": "ledningsgruppen"}, "kind": "group"}
    climbs = [
        {"sender": "namnd", "receiver": "klg", "edge": "prepares"},
        {"sender": "klg", "receiver": "ks", "edge": "prepares"},
    ]
    model = reporting(climbs, body=[*bodies(), group])
    found = by_unit(model, the(model, "r"))
    assert set(found) == {"kf", "ks", "sn", "bn"}
    assert found["sn"].due == date(2018, 4, 17) and found["sn"].treated == date(2018, 4, 24)


def test_one_administration_among_many_is_known_by_its_key_or_its_name() -> None:
    office = {"key": "ekonomikontoret", "name": {"one": "KSF"}, "kind": "administration"}
    climbs = [{"sender": "ekonomikontoret", "receiver": "ks", "edge": "prepares"}]
    assert set(days(reporting(climbs, body=[*bodies(), office]))) == {"kf", "ksf"}


def moved(change: Change) -> dict[str, Any]:
    model, tree = reporting(CHAIN), tree_of()
    (occasion,) = (each for each in apply_changes(model, occasions(model, 2018), [change]) if each.report == "r")
    return {tree.places[due.unit].key: due for due in dues(model, tree, occasion, [change])}


def test_a_moved_day_is_the_boards_and_takes_those_beneath_with_it() -> None:
    found = moved(Change("moved", "r", date(2018, 3, 31), "Påsken", new_due=date(2018, 4, 26)))
    assert found["sn"].due == found["bn"].due == date(2018, 4, 26)
    assert found["sf"].due == date(2018, 4, 9) and found["hemtjanst"].due == date(2018, 4, 6)
    assert found["kf"].due == date(2018, 4, 26)
    assert {due.reason for due in found.values()} == {"Påsken"}


def test_a_unit_moves_with_those_beneath_it_and_nobody_else() -> None:
    tree = tree_of()
    unit = next(place.id for place in tree.places.values() if place.key == "omrade")
    before = by_unit(reporting(CHAIN), the(reporting(CHAIN), "r"))
    found = moved(Change("moved", "r", date(2018, 3, 31), "Ny chef", unit=unit, new_due=date(2018, 4, 9)))
    assert found["omrade"].due == date(2018, 4, 9)
    assert found["hemtjanst"].due == date(2018, 4, 6)
    assert {key: due.due for key, due in found.items() if key not in ("omrade", "hemtjanst")} == {
        key: due.due for key, due in before.items() if key not in ("omrade", "hemtjanst")
    }


def test_what_is_cancelled_for_a_unit_is_cancelled_for_those_beneath_it() -> None:
    unit = next(place.id for place in tree_of().places.values() if place.key == "sf")
    found = moved(Change("cancelled", "r", date(2018, 3, 31), "Nystart", unit=unit))
    assert set(found) == {"kf", "ks", "ksf", "kansli", "sn", "bn"}


TIMES = st.fixed_dictionaries(
    {
        "week": st.sampled_from(["first", "second", "third", "fourth", "last"]),
        "weekday": st.sampled_from(["monday", "tuesday", "wednesday", "thursday", "friday"]),
        "except_months": st.lists(st.integers(1, 12), unique=True, max_size=6),
    }
)
APART = st.lists(st.integers(0, 60), min_size=5, max_size=5).map(
    lambda numbers: dict(zip(("notice", "presidium", "administration", "area", "unit"), sorted(numbers), strict=True))
)


@settings(deadline=None, max_examples=60)
@given(
    times=st.lists(st.none() | TIMES, min_size=4, max_size=4),
    leads=APART,
    month=st.integers(1, 12),
    year=st.integers(2018, 2030),
)
def test_whenever_bodies_meet_days_are_working_days_after_the_period_and_climb_in_order(
    times: list[dict[str, Any] | None], leads: dict[str, int], month: int, year: int
) -> None:
    said = dict(zip(("kf", "ks", "namnd", "bolag"), ({"meets": each} if each else {} for each in times), strict=True))
    ends = [{"month": month, "day": 28}]
    told = [{"sender": sender, "receiver": "ks", "edge": "information"} for sender in ("namnd", "bolag")]
    climbs = [*CHAIN, *told]
    model = reporting(climbs, body=bodies(**said), leads=leads, period_ends=ends)
    tree = tree_of()
    found = {due.unit: due for due in dues(model, tree, the(model, "r", year))}
    for due in found.values():
        assert due.due > due.occasion.last and is_working_day(due.due)
        above = found.get(due.receiver or 0)
        if above is not None and tree.places[above.unit].kind != "council":
            assert due.due <= above.due or tree.places[due.unit].kind in {"board", "company"}
        assert due.treated is None or due.treated > due.occasion.last
        assert due.due - due.occasion.last < timedelta(days=800)


@pytest.mark.parametrize("name", PRESETS)
def test_a_year_counted_at_once_is_the_same_as_occasion_by_occasion(name: str) -> None:
    model, tree = PRESETS[name], tree_of()
    each = [due for occasion in occasions(model, 2018) for due in dues(model, tree, occasion)]
    assert all_dues(model, tree, occasions(model, 2018)) == tuple(sorted(each, key=lambda due: due.due))
