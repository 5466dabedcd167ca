"""The four municipalities' data, held against their models and against the promise to mark what is made up."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from rodatraden.demo.build import PRESETS
from rodatraden.demo.rows import Town, read_town, towns
from rodatraden.indicators.models import Breakdown, Direction, IndicatorKind, Rhythm
from rodatraden.lib.periods import Period
from rodatraden.organisation.models import UnitKind
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Model
from rodatraden.thread.models import ProgressState, SoundEconomy

# Names of people are never invented: these common ones must not appear among the cast or in any text.
FIRST_NAMES = [
    "Anna",
    "Anders",
    "Erik",
    "Eva",
    "Johan",
    "Karin",
    "Lars",
    "Lena",
    "Maria",
    "Mikael",
    "Sara",
    "Sofia",
    "Ulf",
]


@pytest.fixture(params=towns())
def town(request: pytest.FixtureRequest) -> Town:
    return read_town(request.param)


@pytest.fixture
def model(town: Town) -> Model:
    return parse((PRESETS / f"{town.preset}.toml").read_text(encoding="utf-8"))


def doubled(keys: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    return {key for key in keys if key in seen or seen.add(key)}  # type: ignore[func-returns-value]


def test_no_key_is_used_twice(town: Town) -> None:
    for rows in (town.units, town.decisions, town.indicators, town.items):
        assert doubled(row.key for row in rows) == set()
    figures = [f"{r.what} {r.indicator} {r.unit} {r.period} {r.breakdown}" for r in town.evidence]
    assert doubled(figures) == set()


def test_every_level_is_one_of_the_model_s(town: Town, model: Model) -> None:
    assert {row.level for row in town.items} <= {level.key for level in model.level}


def test_every_item_serves_only_levels_that_its_level_may_serve(town: Town, model: Model) -> None:
    levels = {row.key: row.level for row in town.items}
    allowed = {level.key: set(level.serves) for level in model.level}
    wrong = [f"{row.key} → {key}" for row in town.items for key in row.serves if levels[key] not in allowed[row.level]]
    assert wrong == []


def test_every_perspective_and_role_is_one_of_the_model_s(town: Town, model: Model) -> None:
    perspectives = {row.perspective for row in town.items} - {""}
    assert perspectives <= {perspective.key for perspective in model.perspective}
    roles = {row.role for row in town.people} | {row.responsible[1] for row in town.items if row.responsible[1:]}
    assert roles <= {role.key for role in model.role}


def test_the_cast_can_sign_in_as_every_role_of_the_model_but_resident(town: Town, model: Model) -> None:
    """A resident has no account: what residents see is public."""
    inside = {role.key for role in model.role if role.kind != "resident"}
    assert {row.role for row in town.people if row.account} == inside


def test_roles_are_held_on_units_of_the_kinds_that_the_model_says(town: Town, model: Model) -> None:
    kinds = {unit.key: unit.kind for unit in town.units}
    wrong = []
    for person in town.people:
        role = model.role_of(person.role)
        if role and role.belongs_to and kinds[person.unit] not in role.belongs_to:
            wrong.append(f"{person.name}: {person.role} på {kinds[person.unit]}")
    assert wrong == []


def test_items_are_owned_by_units_of_the_kinds_that_the_level_says(town: Town, model: Model) -> None:
    kinds = {unit.key: unit.kind for unit in town.units}
    owners = {level.key: level.owned_by for level in model.level}
    wrong = [row.key for row in town.items if owners[row.level] and kinds[row.unit] not in owners[row.level]]
    # The annex gives the boards their assignment without naming them: it stays with the council.
    assert wrong == (["uppdrag-namnder"] if town.slug == "perstorp" else [])


def test_answers_are_to_questions_that_the_model_asks(town: Town, model: Model) -> None:
    letters = {quality.key: {letter.key for letter in quality.letters} for quality in model.quality}
    asked = {
        level.key: {question.key for question in level.questions} | letters.get(level.quality, set())
        for level in model.level
    }
    assert [row.key for row in town.items if not set(row.answers) <= asked[row.level]] == []


def test_what_rows_point_at_is_there(town: Town) -> None:
    units = {row.key for row in town.units}
    items, indicators = {row.key for row in town.items}, {row.key for row in town.indicators}
    decisions = {row.key for row in town.decisions} | {""}
    assert {row.parent for row in town.units} <= units | {""}
    assert {row.unit for row in town.items} | {row.unit for row in town.evidence} <= units
    assert {row.unit for row in town.people} <= units
    assert {row.owner for row in town.indicators} <= units
    assert {row.responsible[0] for row in town.items if row.responsible} <= units
    assert {key for row in town.items for key in row.serves} <= items
    assert {key for row in town.items for key in row.indicators} <= indicators
    assert {row.indicator for row in town.evidence} <= indicators
    assert {row.decision for row in town.items} | {row.decision for row in town.evidence} <= decisions


def test_words_of_the_database_are_spelled_right(town: Town) -> None:
    assert {row.kind for row in town.units} <= set(UnitKind.values)
    assert {row.kind for row in town.indicators} <= set(IndicatorKind.values)
    assert {row.direction for row in town.indicators} <= set(Direction.values)
    assert {row.rhythm for row in town.indicators} <= set(Rhythm.values)
    assert {row.breakdown for row in town.evidence} <= set(Breakdown.values)
    assert {row.sound_economy for row in town.items} <= set(SoundEconomy.values)
    assert {row.progress.state for row in town.items if row.progress} <= set(ProgressState.values)
    assert [Period.parse(row.period) for row in town.evidence]


def test_a_series_breaks_once_a_day_with_a_reason_and_among_its_figures(town: Town) -> None:
    for row in town.indicators:
        days, figures = [each.day for each in row.breaks], [one for one in town.evidence if one.indicator == row.key]
        assert len(set(days)) == len(days) and all(each.reason for each in row.breaks)
        periods = [Period.parse(one.period) for one in figures if one.what == "outcome"]
        assert all(min(periods).start < day <= max(periods).end for day in days), row.key


def test_no_document_says_that_a_series_breaks_so_every_break_is_made_up(town: Town) -> None:
    assert [row.key for row in town.indicators if row.breaks and not row.example] == []


def test_what_is_stated_names_its_source_and_points_at_nothing_made_up(town: Town) -> None:
    units = {row.key: row for row in town.units if not row.example}
    decisions = {row.key: row for row in town.decisions if not row.example}
    indicators = {row.key: row for row in town.indicators if not row.example}
    items = {row.key: row for row in town.items if not row.example}
    assert all(row.source for row in units.values())
    assert all(row.source for row in decisions.values())
    assert all(row.source for row in indicators.values())
    assert all(row.source for row in items.values())
    assert all(row.source for row in town.evidence)
    for item in items.values():
        assert {item.unit, *item.responsible[:1]} <= set(units), item.key
        assert set(item.serves) <= set(items), item.key
        assert set(item.indicators) <= set(indicators), item.key
        assert item.decision in {*decisions, ""}, item.key
    for figure in town.evidence:
        assert figure.example or (figure.indicator in indicators and figure.unit in units), figure


def test_no_activity_no_person_and_no_figure_but_perstorp_s_is_real(town: Town) -> None:
    assert all(row.example for row in town.people)
    assert all(row.example for row in town.items if row.level in ("aktivitet", "strategi"))
    if town.slug != "perstorp":
        assert all(row.example for row in (*town.evidence, *town.indicators))


def test_people_are_named_by_their_role(town: Town) -> None:
    assert doubled(row.name for row in town.people) == set()
    for name in FIRST_NAMES:
        assert not any(re.search(rf"\b{name}\b", row.name) for row in town.people)


def test_no_text_of_the_files_names_a_person() -> None:
    for slug in towns():
        for path in Path(PRESETS.parent.parent / "demo" / "data" / slug).rglob("*.*"):
            text = path.read_text(encoding="utf-8")
            found = [name for name in FIRST_NAMES if re.search(rf"\b{name}\b", text)]
            assert found == [], path.name


def test_nothing_serves_itself_through_others(town: Town) -> None:
    above = {row.key: set(row.serves) for row in town.items}
    for key in above:
        reached, waiting = set[str](), set(above[key])
        while waiting:
            reached |= waiting
            waiting = {further for step in waiting for further in above[step]} - reached
        assert key not in reached


@pytest.mark.parametrize(
    ("slug", "titles"),
    [
        (
            "hallsberg",
            ["Det öppna Hallsberg", "Hållbar kommun", "Livslångt lärande", "Allas inflytande", "God service"],
        ),
        ("svenljunga", []),
        ("exempelkommunen", []),
    ],
)
def test_of_the_three_others_only_what_the_document_names_is_real(slug: str, titles: list[str]) -> None:
    assert [row.title for row in read_town(slug).items if not row.example] == titles


def test_hallsberg_s_value_words_stand_with_its_vision() -> None:
    vision = next(row for row in read_town("hallsberg").items if row.key == "vision")
    assert all(word in vision.text for word in ("Glädje", "Driv", "Öppenhet"))


def test_svenljunga_s_strategy_was_decided_on_16_march_2026() -> None:
    (decision,) = [row for row in read_town("svenljunga").decisions if not row.example]
    assert (str(decision.date), decision.paragraph, decision.body) == ("2026-03-16", "38", "kf")


def test_exempelkommunen_s_organisation_is_the_document_s() -> None:
    real = [row.name for row in read_town("exempelkommunen").units if not row.example]
    assert real == [
        "Kommunfullmäktige",
        "Kommunstyrelsen",
        "Socialnämnd",
        "Bygg- och miljönämnd",
        "Barn- och bildningsnämnd",
        "Bolagen",
        "Revisorerna",
    ]


def test_each_municipality_has_something_for_every_page(town: Town) -> None:
    assert len(town.decisions) >= 4
    assert len({row.level for row in town.items}) >= 5
    assert sum(row.what == "target" for row in town.evidence) >= 20
    assert any(row.what == "outcome" and row.period == "2018" for row in town.evidence)
