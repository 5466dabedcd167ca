"""Which units stand on which floor of a report, and which unit a body or role is to somebody."""

from typing import Any

import pytest

from rodatraden.followup.floors import Floors, groupings
from rodatraden.followup.tests.town import PRESETS, USUAL, model_of, tree_of
from rodatraden.steering.schema import Model
from rodatraden.steering.tests.small import ANNUAL, AUDIT, BOARD, COUNCIL, EXECUTIVE, HALF_YEAR, HEAD, SECRETARY

COMPANY = {"key": "bolag", "name": {"one": "bolag"}, "kind": "company", "appointed_by": "kf", "many": True}
OFFICE = {"key": "ksf", "name": {"one": "styrelsens förvaltning"}, "kind": "administration"}
GROUP = {"key": "klg", "name": {"one": "ledningsgruppen"}, "kind": "group"}
DIRECTOR = {"key": "vd", "name": {"one": "vd"}, "belongs_to": ["company"], "rights": ["read"]}
CHIEF = {
    "key": "direktor",
    "name": {"one": "direktör"},
    "belongs_to": ["executive_board", "council"],
    "rights": ["read"],
}


def climb(sender: str, receiver: str, edge: str = "prepares", **fields: Any) -> dict[str, Any]:
    return {"sender": sender, "receiver": receiver, "edge": edge, **fields}


def model(*climbs: dict[str, Any]) -> Model:
    report = {"key": "r", "name": {"one": "rapport"}, "kind": "short", "months": [3], "climbs": climbs}
    return model_of(
        report=[HALF_YEAR, ANNUAL, report],
        body=[COUNCIL, EXECUTIVE, BOARD, COMPANY, OFFICE, GROUP, AUDIT],
        role=[HEAD, SECRETARY, DIRECTOR, CHIEF],
    )


def floors(*climbs: dict[str, Any], rows: tuple[tuple[str, str, str], ...] = USUAL) -> Floors:
    made = model(*climbs)
    return Floors(made, made.report[2], tree_of(rows))


def standing(found: Floors) -> dict[str, str]:
    return {reporter.place.key: reporter.floor for reporter in found.reporters}


def to(found: Floors) -> dict[str, str]:
    keys = {place.id: place.key for place in found.tree.places.values()}
    return {
        reporter.place.key: keys.get(found.receiver(reporter, edge) or 0, "")
        for reporter in found.reporters
        for edge in [found.main_edge(reporter.floor, reporter.place.kind)]
    }


def test_a_role_is_every_unit_of_its_kinds_and_a_body_every_unit_of_its_kind() -> None:
    assert standing(floors(climb("chef", "namnd"))) == {"ksf": "chef", "sf": "chef"}
    assert standing(floors(climb("bolag", "ks"))) == {"bolag": "bolag"}


def test_where_boards_send_the_executive_board_does_too_and_never_as_itself() -> None:
    assert standing(floors(climb("namnd", "kf"), climb("ks", "kf"))) == {"ks": "namnd", "sn": "namnd", "bn": "namnd"}
    assert standing(floors(climb("ks", "kf"))) == {}


def test_a_body_stands_before_a_role_on_the_same_unit() -> None:
    assert standing(floors(climb("vd", "bolag"), climb("bolag", "ks"))) == {"bolag": "bolag"}
    assert standing(floors(climb("chef", "namnd"), climb("ksf", "ks")))["ksf"] == "ksf"


def test_a_role_at_the_council_or_the_executive_board_is_no_floor_of_its_own() -> None:
    assert standing(floors(climb("direktor", "ks"))) == {}


def test_a_group_and_a_body_without_a_unit_are_no_rows() -> None:
    assert standing(floors(climb("klg", "ks"))) == {}
    elsewhere = tuple(row for row in USUAL if row[0] not in {"ksf", "kansli"})
    assert standing(floors(climb("ksf", "ks"), rows=elsewhere)) == {}


def test_a_sender_that_is_no_part_of_the_model_is_nobody() -> None:
    assert standing(floors(climb("nagon", "ks"))) == {}


def test_a_report_is_the_whole_municipalitys_where_it_reaches_those_who_answer_for_it() -> None:
    assert floors(climb("namnd", "kf")).whole and floors(climb("bolag", "ks")).whole
    assert not floors(climb("chef", "namnd")).whole


def test_the_executive_boards_edge_is_the_whole_reports_else_any_to_the_council() -> None:
    own = floors(climb("namnd", "kf", "decides"), climb("ks", "kf", "information")).whole_edge()
    assert own is not None and own.sender == "ks"
    other = floors(climb("bolag", "kf", "information"), climb("namnd", "kf", "decides")).whole_edge()
    assert other is not None and other.sender == "namnd"
    assert floors(climb("namnd", "ks")).whole_edge() is None


@pytest.mark.parametrize(
    ("climbs", "receiver"),
    [
        ([climb("namnd", "kf", "decides"), climb("namnd", "ks", "information")], "kf"),
        ([climb("namnd", "ks", "information"), climb("namnd", "kf", "decides")], "kf"),
        ([climb("namnd", "ks"), climb("namnd", "kf", "information")], "ks"),
        ([climb("namnd", "ksf", "decides"), climb("namnd", "ks", "information")], "ks"),
        ([climb("namnd", "ks", "information", assumed="x"), climb("namnd", "kf", "information")], "kf"),
        ([climb("namnd", "klg")], ""),
        ([climb("namnd", "ksf")], "ksf"),
    ],
)
def test_a_body_sends_to_the_one_that_decides_and_to_a_body_before_an_office(
    climbs: list[dict[str, Any]], receiver: str
) -> None:
    assert to(floors(*climbs))["sn"] == receiver


def test_an_office_sends_to_its_own_board_also_where_that_board_hands_nothing_on() -> None:
    assert to(floors(climb("chef", "namnd", "information"))) == {"ksf": "ks", "sf": "sn"}


def test_an_office_sends_to_the_executive_board_where_no_board_is_named() -> None:
    assert to(floors(climb("chef", "ks", "information"))) == {"ksf": "ks", "sf": "ks"}


def test_a_company_has_nobody_above_it_though_it_lies_in_a_group() -> None:
    rows = (*USUAL, ("dotter", "company", "bolag"))
    assert to(floors(climb("bolag", "ks"), rows=rows)) == {"bolag": "ks", "dotter": "ks"}


def test_an_organisation_without_council_or_executive_board_still_has_floors() -> None:
    found = floors(
        climb("chef", "namnd"), climb("namnd", "kf"), rows=(("sn", "board", ""), ("sf", "administration", "sn"))
    )
    assert standing(found) == {"sn": "namnd", "sf": "chef"}
    assert to(found) == {"sn": "", "sf": "sn"} and found.council is None and found.executive is None


@pytest.mark.parametrize("name", PRESETS)
def test_every_floor_of_every_preset_but_a_group_is_some_unit(name: str) -> None:
    """A sender that no unit can stand on would be a floor that nobody is asked for."""
    given = PRESETS[name]
    for report in given.report:
        found = Floors(given, report, tree_of())
        for key in {each.sender for each in report.climbs}:
            body, role = given.body_of(key), given.role_of(key)
            single = body is not None and not body.many
            led = role is not None and not set(role.belongs_to) - {"council", "executive_board"}
            assert single or led or any(found.units_of(key)), key


CONCERN = (*USUAL, ("bolagen", "company", "kf"), ("energi", "company", "bolagen"), ("bostad", "company", "bolagen"))


def test_a_legal_person_above_others_of_its_kind_may_be_a_grouping() -> None:
    def named(rows: tuple[tuple[str, str, str], ...]) -> set[str]:
        tree = tree_of(rows)
        return {tree.places[unit].key for unit in groupings(tree)}

    assert named(CONCERN) == {"bolagen"}
    assert named(USUAL) == set()
    assert named((*USUAL, ("inre", "area", "omrade"), ("stiftelse", "foundation", "bolag"))) == set()


def test_a_silent_unit_reports_nothing_and_those_beneath_it_report_as_before() -> None:
    made, tree = model(climb("bolag", "ks", "information")), tree_of(CONCERN)
    loud = Floors(made, made.report[2], tree)
    quiet = Floors(made, made.report[2], tree, groupings(tree))
    assert set(standing(loud)) == {"bolag", "bolagen", "energi", "bostad"}
    assert set(standing(quiet)) == {"bolag", "energi", "bostad"}
    assert to(quiet) == {"bolag": "ks", "energi": "ks", "bostad": "ks"}
