"""What the model says of plan types, for the small model and the four presets."""

from datetime import date

import pytest

from rodatraden.followup.tests.town import PRESETS, tree_of
from rodatraden.lib.elections import new_council_from
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.planning.duties import duties_for, law_told
from rodatraden.planning.kinds import (
    begins_in,
    called,
    day_of,
    decider_of,
    deciding_place,
    due_of,
    holder_of,
    levels_of,
    order_of,
    owner_kinds,
    owners,
    sections_of,
    time_of,
    title_alone,
    title_of,
)
from rodatraden.planning.tests.cast import planning_model
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Deadline, Plan

SMALL = parse(planning_model())
EVERY = [(name, kind.key) for name, model in PRESETS.items() for kind in model.plan]


def kind_of(model: Model, key: str) -> Plan:
    found = model.plan_of(key)
    assert found is not None
    return found


@pytest.mark.parametrize(("name", "key"), EVERY)
def test_every_plan_type_of_the_presets_has_owners_a_decider_a_time_and_sections(name: str, key: str) -> None:
    model = PRESETS[name]
    kind = kind_of(model, key)
    assert owner_kinds(model, kind)
    assert decider_of(model, kind).name
    starts, ends = time_of(kind, 2019)
    assert starts < ends
    assert sections_of(kind)
    assert all(section.key for section in sections_of(kind))


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_level_that_names_a_plan_is_decided_in_one_that_exists(name: str) -> None:
    model = PRESETS[name]
    named = {level.key for kind in model.plan for level in levels_of(model, kind)}
    assert {level.key for level in model.level if model.plan_of(level.decided_in)} <= named


def test_a_units_plan_belongs_to_what_its_items_may_be_owned_by() -> None:
    hallsberg = PRESETS["hallsberg"]
    assert owner_kinds(hallsberg, kind_of(hallsberg, "enhetsplan")) == {"unit", "school"}
    assert owner_kinds(hallsberg, kind_of(hallsberg, "forvaltningsplan")) == {"administration"}
    assert "executive_board" in owner_kinds(hallsberg, kind_of(hallsberg, "mal-och-budget"))
    assert owner_kinds(hallsberg, kind_of(hallsberg, "gpf")) == {"council"}


def test_a_companys_plan_decides_what_companies_own_where_no_level_names_it() -> None:
    model = PRESETS["exempelkommunen"]
    assert {level.key for level in levels_of(model, kind_of(model, "affarsplan"))} >= {"uppdragsmal", "egetmal"}


def test_an_item_stands_in_the_nearest_plan_above() -> None:
    tree = tree_of()
    ids = {place.key: place.id for place in tree.places.values()}
    holder = holder_of(tree, frozenset({"administration"}), ids["hemtjanst"])
    assert holder is not None
    assert holder.key == "sf"
    assert holder_of(tree, frozenset({"company"}), ids["hemtjanst"]) is None
    own = holder_of(tree, frozenset(), ids["skola"])
    assert own is not None
    assert own.key == "skola"


def test_the_council_decides_its_own_and_a_board_its_own() -> None:
    tree = tree_of()
    ids = {place.key: place.id for place in tree.places.values()}
    council = deciding_place(tree, decider_of(SMALL, kind_of(SMALL, "budget")), ids["kf"])
    board = deciding_place(tree, decider_of(SMALL, kind_of(SMALL, "namndplan")), ids["sn"])
    assert (council and council.key, board and board.key) == ("kf", "sn")
    assert deciding_place(tree, decider_of(SMALL, kind_of(SMALL, "enhetsplan")), ids["skola"]) is None
    assert [place.key for place in owners(tree, SMALL, kind_of(SMALL, "namndplan"))] == ["ks", "sn", "bn"]


def test_what_gathers_companies_has_no_plan_of_a_company() -> None:
    model = PRESETS["exempelkommunen"]
    tree = tree_of()
    council = next(place for place in tree.places.values() if place.kind == "council")
    group = Place(901, "koncern", "Koncernen", "company", council.id, True)
    places = [
        group,
        Place(902, "varme", "Värme", "company", 901, True),
        Place(903, "hus", "Hus", "company", council.id),
    ]
    bigger = UnitTree.of([*tree.places.values(), *places])
    assert [place.key for place in owners(bigger, model, kind_of(model, "affarsplan"))][-2:] == ["varme", "hus"]
    assert "koncern" not in {place.key for place in owners(bigger, model, kind_of(model, "affarsplan"))}


def test_sections_are_keyed_by_their_words() -> None:
    found = sections_of(kind_of(SMALL, "namndplan"))
    assert [(each.key, each.heading) for each in found] == [
        ("uppdraget", "Uppdraget"),
        ("namndens-mal", "Nämndens mål"),
        ("ekonomi", "Ekonomi"),
    ]


def test_a_plan_of_three_years_ends_in_the_third() -> None:
    assert time_of(kind_of(SMALL, "budget"), 2019) == (date(2019, 1, 1), date(2021, 12, 31))


def test_a_deadline_without_a_day_is_the_last_of_its_month_in_its_year() -> None:
    assert due_of(kind_of(SMALL, "budget"), 2019) == date(2018, 6, 30)
    assert due_of(kind_of(SMALL, "enhetsplan"), 2019) == date(2019, 1, 31)
    assert day_of(Deadline(month=2, day=29), 2019) == date(2019, 2, 28)
    assert day_of(Deadline(month=12, year=-1), 2019) == date(2018, 12, 31)


def test_plans_of_the_mandate_begin_the_year_after_an_election() -> None:
    model = PRESETS["hallsberg"]
    kind = kind_of(model, "strategiska-omraden")
    assert [year for year in range(2018, 2025) if begins_in(model, kind, year)] == [2019, 2023]
    assert begins_in(SMALL, kind_of(SMALL, "budget"), 2020)
    assert not begins_in(SMALL, kind_of(SMALL, "budget").model_copy(update={"every": "when-needed"}), 2020)


@pytest.mark.parametrize(
    ("deadline", "first"),
    [
        (None, 2019),
        (Deadline(month=11, year=-1), 2019),
        (Deadline(month=10, year=-1), 2019),
        (Deadline(month=10, day=15, year=-1), 2019),
        (Deadline(month=10, day=14, year=-1), 2020),
        (Deadline(month=6, year=-1), 2020),
        (Deadline(month=1), 2019),
        (Deadline(month=11, year=-2), 2020),
        (Deadline(month=6, year=-2), 2021),
        (Deadline(month=12, day=31), 2019),
    ],
)
def test_a_plan_of_the_mandate_begins_first_when_the_new_council_can_have_decided_it(
    deadline: Deadline | None, first: int
) -> None:
    model = PRESETS["hallsberg"]
    kind = kind_of(model, "strategiska-omraden").model_copy(update={"deadline": deadline})
    assert [year for year in range(first - 1, first + 8) if begins_in(model, kind, year)] == [first, first + 4]
    due = due_of(kind, first)
    assert due is None or due >= new_council_from(2018)


def test_plans_come_after_what_they_build_on() -> None:
    assert [kind.key for kind in order_of(SMALL)] == ["budget", "namndplan", "enhetsplan"]
    for model in PRESETS.values():
        assert len(order_of(model)) == len(model.plan)


def test_a_plan_is_called_by_type_time_and_unit() -> None:
    kind = kind_of(SMALL, "budget")
    title = title_of(kind, "Kommunen", *time_of(kind, 2019))
    assert title == "Budget 2019–2021, Kommunen"
    assert title_alone(title, "Kommunen") == "Budget 2019–2021"
    assert called(kind_of(SMALL, "enhetsplan")) == "Enhetsplan"


def test_the_legal_section_in_force_is_shown_with_the_printed_beside() -> None:
    found = [law_told(duty) for duty in duties_for(SMALL, kind_of(SMALL, "budget"))]
    assert found == ["kommunallagen 5 kap. 1 § (i dokumentet: 3:9)", "kommunallagen 11 kap. 5 §"]
    assert [duty.key for duty in duties_for(SMALL, kind_of(SMALL, "namndplan"))] == ["kontroll"]
    assert not duties_for(SMALL, kind_of(SMALL, "enhetsplan"))
