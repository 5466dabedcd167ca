"""What a model gives the year: its document month by month, the rest assumed and marked as such (Y1)."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from rodatraden.followup.tests.town import PRESETS, model_of, tree_of
from rodatraden.lib.workdays import is_working_day
from rodatraden.steering.schema import Event, Model
from rodatraden.steering.tests.small import BY_LAW, MONTHLY
from rodatraden.wheel.entries import Entry
from rodatraden.wheel.from_model import event_entries, meeting_entries, plan_entries, units_of

NAMES = ("perstorp", "hallsberg", "svenljunga", "exempelkommunen")
TREE = tree_of()
ID = {place.key: place.id for place in TREE.places.values()}
ELECTION, AFTER, ORDINARY = 2018, 2019, 2020


@pytest.fixture(params=NAMES)
def model(request: pytest.FixtureRequest) -> Model:
    return PRESETS[request.param]


def events(model: Model, year: int = ORDINARY) -> list[Entry]:
    return list(event_entries(model, TREE, year))


def with_event(**fields: Any) -> list[Entry]:
    """The entries of one event of February, of the boards."""
    made = model_of(event=[*BY_LAW, {"month": 2, "what": "Arbete", "actor": "namnd", **fields}], report=[MONTHLY])
    return [each for each in events(made) if each.what == "Arbete"]


# The wheels equal their documents --------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [ELECTION, AFTER, ORDINARY])
def test_every_month_says_what_the_document_says_of_it_and_nothing_more(model: Model, year: int) -> None:
    """Word for word, the day where there is one, and whose it is."""
    for month in range(1, 13):
        wanted = Counter(
            (each.what, each.day, each.actor)
            for each in model.event
            if comes(each, year) and month in its_months(model, each)
        )
        found = Counter(
            (each.what, each.first.day if each.exact else None, each.actor)
            for each in events(model, year)
            if each.first.month == month
        )
        assert found == wanted, month


def comes(event: Event, year: int) -> bool:
    return not (event.election_year and year != ELECTION) and not (event.year_after_election and year != AFTER)


def its_months(model: Model, event: Event) -> list[int]:
    """The month that it stands in; of a monthly report each that it goes on through."""
    report = model.report_of(event.report or "")
    again = event.until is not None and report is not None and report.kind in ("monthly", "short")
    return list(range(event.month, (event.until or event.month) + 1)) if again else [event.month]


def test_each_says_where_it_stands_or_why_it_is_assumed(model: Model) -> None:
    for each in [*events(model), *meeting_entries(model, TREE, ORDINARY), *plan_entries(model, TREE, ORDINARY)]:
        assert each.source or each.assumed, each.what


def test_what_is_stated_is_not_marked_as_assumed_and_what_is_assumed_is(model: Model) -> None:
    assumed = {(event.what, event.month) for event in model.event if event.assumed}
    for each in events(model):
        if (each.what, each.first.month) in assumed:
            assert each.assumed
        elif not each.recurs:
            assert each.source and not each.assumed, each.what


def test_every_ident_is_there_once_and_the_same_the_next_time(model: Model) -> None:
    for year in (ELECTION, ORDINARY):
        made = [*events(model, year), *meeting_entries(model, TREE, year), *plan_entries(model, TREE, year)]
        idents = [each.ident for each in made]
        assert len(idents) == len(set(idents))
        assert idents == [
            each.ident
            for each in (*events(model, year), *meeting_entries(model, TREE, year), *plan_entries(model, TREE, year))
        ]


@pytest.mark.parametrize(
    ("day", "what"),
    [
        (date(2018, 3, 1), "Bolagens årsredovisning"),
        (date(2018, 3, 31), "Brytdag för bolagens ekonomiska rapport"),
        (date(2018, 5, 31), "Brytdag för bolagens ekonomiska rapport"),
        (date(2018, 10, 31), "Brytdag för bolagens ekonomiska rapport"),
        (date(2018, 8, 31), "Bolagens affärsplan"),
        (date(2018, 8, 31), "Bolagens delårsrapport"),
        (date(2018, 4, 30), "Bedömning av bolagens ändamål"),
        (date(2018, 6, 30), "Information eller förslag till förbättringar i bolagen"),
        (date(2018, 4, 30), "Bolagsstämma"),
    ],
)
def test_a_companys_year_has_the_days_of_its_document(day: date, what: str) -> None:
    """Y3: accounts by 1 March, economic reports, half-year and business plan, assessment of purpose, council."""
    found = [each for each in events(PRESETS["exempelkommunen"], 2018) if each.what.startswith(what) and each.exact]
    assert day in {each.first for each in found}
    assert all(ID["bolag"] in each.units for each in found)


def test_party_support_and_what_the_council_is_told_twice_a_year_are_there() -> None:
    told = {(each.what, each.first.month) for each in events(PRESETS["exempelkommunen"], 2018)}
    assert ("Redovisning av partistöd lämnas", 6) in told
    assert {month for what, month in told if what.startswith("Motioner och medborgarförslag")} == {4, 10}


# One event -------------------------------------------------------------------------------------------------------


def test_without_a_day_it_has_its_month_alone() -> None:
    (made,) = with_event()
    assert (made.first, made.exact, made.last) == (date(ORDINARY, 2, 1), False, None)


def test_with_a_day_it_has_that_also_in_a_year_without_it() -> None:
    made = model_of(event=[{"month": 2, "day": 29, "what": "Bokslut", "actor": "kf"}])
    assert [each.first for each in events(made, 2019)] == [date(2019, 2, 28)]
    assert [each.first for each in events(made, 2020)] == [date(2020, 2, 29)]


def test_work_that_lasts_ends_with_its_last_month() -> None:
    assert with_event(until=4)[0].last == date(ORDINARY, 4, 30)
    assert with_event(until=2)[0].last is None


def test_a_monthly_report_is_one_entry_each_month_and_recurs() -> None:
    made = with_event(until=12, report="manad", kind="report")
    assert [each.first.month for each in made] == list(range(2, 13))
    assert all(each.recurs and each.last is None for each in made)


@pytest.mark.parametrize(
    ("kind", "more", "told"),
    [
        ("meeting", {}, "meeting"),
        ("dialogue", {}, "meeting"),
        ("decision", {}, "meeting"),
        ("decision", {"report": "manad"}, "report"),
        ("deadline", {}, "deadline"),
        ("closing", {}, "deadline"),
        ("report", {}, "report"),
        ("publication", {}, "report"),
        ("plan", {}, "plan"),
        ("review", {}, "review"),
        ("work", {}, "review"),
        ("work", {"report": "manad"}, "report"),
    ],
)
def test_each_kind_of_event_is_a_kind_of_entry(kind: str, more: dict[str, str], told: str) -> None:
    (made,) = with_event(kind=kind, **more)
    assert made.kind == told
    assert made.sits == (told == "meeting" and kind != "dialogue")


def test_it_is_about_the_period_that_it_reports_on() -> None:
    assert with_event(report="manad", reports_on=1, kind="report")[0].covers == date(ORDINARY, 1, 31)
    assert with_event(report="manad", reports_on=12, kind="report")[0].covers == date(ORDINARY - 1, 12, 31)
    assert with_event()[0].covers is None


def test_when_it_holds_and_by_which_law_is_noted() -> None:
    made = model_of(event=[{"month": 6, "what": "X", "actor": "kf", "election_year": True, "law": "11:10"}])
    assert [each.notes for each in events(made, ELECTION)] == [("bara valår", "KL 11:10")]
    assert events(made, AFTER) == []
    later = model_of(event=[{"month": 6, "what": "X", "actor": "kf", "year_after_election": True}])
    assert [each.notes for each in events(later, AFTER)] == [("året efter val",)]
    assert events(later, ELECTION) == []


# Whose -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actor", "keys"),
    [
        ("kf", {"kf"}),
        ("ks", {"ks"}),
        ("namnd", {"sn", "bn"}),
        ("revision", {"revision"}),
        ("chef", {"ksf", "sf"}),
        ("Verksamheterna", set()),
    ],
)
def test_a_body_or_role_stands_for_its_units(actor: str, keys: set[str]) -> None:
    assert units_of(model_of(), TREE, actor) == {ID[key] for key in keys}


def test_one_alone_among_several_of_its_kind_is_known_by_its_name() -> None:
    named = {"key": "ekonomi", "name": {"one": "Kansli"}, "kind": "unit"}
    made = model_of(body=[*content_bodies(), named])
    assert units_of(made, tree_of([*rows(), ("annan", "unit", "ksf")]), "ekonomi") == {ID["kansli"]}


def content_bodies() -> list[dict[str, Any]]:
    return [body.model_dump(exclude_defaults=True) for body in model_of().body]


def rows() -> list[tuple[str, str, str]]:
    above = {place.id: place.key for place in TREE.places.values()}
    return [(place.key, place.kind, above.get(place.parent or 0, "")) for place in TREE.places.values()]


def test_one_alone_is_called_by_the_name_of_its_unit_and_several_alike_together(model: Model) -> None:
    made = [*events(model), *meeting_entries(model, TREE, ORDINARY), *plan_entries(model, TREE, ORDINARY)]
    assert {each.who for each in made if each.actor == "kf"} == {TREE.places[ID["kf"]].name}
    assert {each.who for each in made if each.actor == "ks"} == {TREE.places[ID["ks"]].name}
    board = model.body_of("namnd")
    assert board is not None
    assert {each.who for each in made if each.actor == "namnd"} == {board.name.many}


def test_a_role_is_concerned_where_it_is_held() -> None:
    made = model_of(event=[{"month": 12, "what": "Budget", "actor": "chef"}])
    (each,) = events(made)
    assert each.roles == {"chef"} and each.ring == "officials"


# Meetings --------------------------------------------------------------------------------------------------------


def test_bodies_meet_each_month_but_those_excepted_on_working_days(model: Model) -> None:
    for body in model.body:
        made = [each for each in meeting_entries(model, TREE, 2018) if each.actor == body.key]
        if body.meets is None or not units_of(model, TREE, body.key):
            assert made == []
            continue
        wanted = [month for month in range(1, 13) if month not in body.meets.except_months]
        assert [each.first.month for each in made] == wanted
        assert all(is_working_day(each.first) and each.recurs and each.kind == "meeting" for each in made)


# Plans -----------------------------------------------------------------------------------------------------------


def plans(name: str, year: int) -> dict[str, Entry]:
    return {each.plan: each for each in plan_entries(PRESETS[name], TREE, year)}


def test_a_plan_is_due_the_year_before_its_own_where_the_model_says_so() -> None:
    made = plans("hallsberg", 2018)
    assert made["budget"].first.month == 11 and made["budget"].what.endswith("för 2019 är beslutad")
    assert made["enhetsplan"].first.month == 1 and "2018" in made["enhetsplan"].what


def test_a_plan_of_a_mandate_period_is_due_the_year_after_an_election_only() -> None:
    assert plans("exempelkommunen", AFTER)["strategisk-plan"].what.endswith(f"för {AFTER + 1} är beslutad")
    assert "strategisk-plan" not in plans("exempelkommunen", ELECTION)
    assert "strategisk-plan" not in plans("exempelkommunen", ORDINARY)


def test_every_plan_with_a_yearly_deadline_is_there(model: Model) -> None:
    wanted = {plan.key for plan in model.plan if plan.deadline and plan.every == "year"}
    found = {each.plan: each for each in plan_entries(model, TREE, ORDINARY)}
    assert set(found) == wanted
    for plan in model.plan:
        if plan.key in found and plan.deadline:
            assert found[plan.key].first.month == plan.deadline.month
            assert found[plan.key].builds_on == plan.builds_on
