"""The plans of a year: what is due, how far each has come, in words and in a table to download."""

from dataclasses import replace
from datetime import date

import pytest

from rodatraden.lib import clock
from rodatraden.planning.due import Due, state_told
from rodatraden.planning.listing import Plans, plans_of
from rodatraden.planning.models import Plan, State
from rodatraden.planning.services import announce, appeal, approve_minutes, reject, revise_plan, settle_appeal
from rodatraden.planning.table import plans_table
from rodatraden.planning.tests.cast import PlanTown, minutes
from rodatraden.tenancy.models import User

DAY = date(2018, 9, 5)


def listed(town: PlanTown, user: User | None = None, year: int = 2019) -> Plans:
    actor = town.actor(user or town.secretary)
    model = actor.model_on(clock.today())
    assert model is not None
    return plans_of(actor, model, year)


def row_of(page: Plans, kind: str, unit: str) -> Due:
    (found,) = [row for row in page.rows if (row.kind.key, row.place.key) == (kind, unit)]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "sentence", "then"),
    [
        (
            2018,
            "6 planer för 2018: ingen beslutad, ingen på väg och 6 inte påbörjade.",
            "6 har passerat sin sista dag. Närmast, bland planerna för 2019: Nämndplaner 2019 (3), senast 2018-11-30.",
        ),
        (
            2019,
            "6 planer för 2019: ingen beslutad, ingen på väg och 6 inte påbörjade.",
            "En har passerat sin sista dag. Närmast: Nämndplaner 2019 (3), senast 2018-11-30.",
        ),
        (
            2020,
            "6 planer för 2020: ingen beslutad, ingen på väg och 6 inte påbörjade.",
            "En plan för 2019 har passerat sin sista dag. "
            "Närmast, bland planerna för 2019: Nämndplaner 2019 (3), senast 2018-11-30.",
        ),
    ],
)
def test_the_answer_says_how_many_and_what_is_next(town: PlanTown, year: int, sentence: str, then: str) -> None:
    page = listed(town, year=year)
    assert (str(page.sentence), str(page.next)) == (sentence, then)


@pytest.mark.django_db
def test_the_nearest_plan_is_named_by_its_unit_where_it_is_the_only_one(town: PlanTown) -> None:
    for unit in (town.board, town.other):
        town.decided_plan(unit=unit)
    assert str(listed(town).next).endswith(f"Närmast: Nämndplan 2019 ({town.executive.name}), senast 2018-11-30.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "unit", "day"),
    [
        ("budget", "kf", date(2018, 6, 30)),
        ("namndplan", "bun", date(2018, 11, 30)),
        ("namndplan", "ks", date(2018, 11, 30)),
        ("namndplan", "tn", date(2018, 11, 30)),
        ("enhetsplan", "skolan", date(2019, 1, 31)),
        ("enhetsplan", "lunden", date(2019, 1, 31)),
    ],
)
def test_each_unit_is_to_have_its_plan_by_its_day(town: PlanTown, kind: str, unit: str, day: date) -> None:
    row = row_of(listed(town), kind, unit)
    assert (row.by, row.plan, str(row.state)) == (day, None, "inte påbörjad")


@pytest.mark.django_db
def test_groups_stand_in_the_order_that_they_are_decided(town: PlanTown) -> None:
    told = [(group.name, group.decided_by, str(group.builds_on)) for group in listed(town).groups]
    assert told == [
        ("Budgetar", "kommunfullmäktige", ""),
        ("Nämndplaner", "nämnden", "budget"),
        ("Enhetsplaner", "enhetschef", "nämndplan"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "own"),
    [
        ("secretary", [("namndplan", "bun")]),
        ("chair", [("namndplan", "bun")]),
        ("leader", [("budget", "kf"), ("namndplan", "ks")]),
        ("head", [("enhetsplan", "skolan")]),
        ("clerk", [("budget", "kf")]),
        ("controller", [("budget", "kf")]),
        ("other_head", [("namndplan", "tn")]),
        ("auditor", []),
    ],
)
def test_own_plans_come_first(town: PlanTown, who: str, own: list[tuple[str, str]]) -> None:
    page = listed(town, vars(town)[who])
    assert [(row.kind.key, row.place.key) for row in page.mine] == own


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "units"),
    [
        ("secretary", {"bun", "skolan", "lunden"}),
        ("chair", {"bun", "skolan", "lunden"}),
        ("head", {"skolan"}),
        ("leader", {"kf", "ks"}),
        ("other_head", {"tn"}),
        ("controller", {"kf", "ks", "bun", "tn", "skolan", "lunden"}),
        ("member", set()),
        ("auditor", set()),
    ],
)
def test_who_writes_may_begin_and_nobody_else(town: PlanTown, who: str, units: set[str]) -> None:
    page = listed(town, vars(town)[who])
    assert {row.place.key for row in page.rows if row.may_begin} == units


def test_of_no_plans_it_says_so() -> None:
    page = Plans(1999, (), frozenset())
    assert str(page.sentence) == "Inga planer börjar 1999."
    assert not page.next
    assert page.mine == []


def test_what_is_written_is_on_its_way(town: PlanTown) -> None:
    plan = town.plan()
    page = listed(town)
    assert str(page.sentence) == "6 planer för 2019: ingen beslutad, en på väg och 5 inte påbörjade."
    row = row_of(page, "namndplan", "bun")
    assert (row.plan, row.readable, row.may_begin, row.mark.tone) == (plan, True, False, "partly")


def test_a_draft_of_others_is_named_but_not_read(town: PlanTown) -> None:
    town.plan()
    row = row_of(listed(town, town.other_head), "namndplan", "bun")
    assert (row.readable, row.may_begin, str(row.state)) == (False, False, "i förberedelse")


def test_what_is_decided_is_read_by_all(town: PlanTown) -> None:
    town.decided_plan()
    row = row_of(listed(town, town.auditor), "namndplan", "bun")
    assert (row.readable, row.is_decided, str(row.state), row.mark.tone) == (True, True, "beslutad", "met")


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.PREPARATION, "i förberedelse"),
        (State.OUT_FOR_VIEWS, "på remiss"),
        (State.PROPOSED, "föreslagen"),
        (State.REFERRED_BACK, "återremitterad"),
        (State.TABLED, "bordlagd"),
        (State.REJECTED, "avslagen"),
        (State.DECIDED, "beslutad"),
        (State.MINUTES_APPROVED, "protokollet justerat"),
        (State.ANNOUNCED, "anslagen"),
        (State.APPEALED, "överklagad"),
        (State.ANNULLED, "upphävd"),
        (State.REPLACED, "ersatt"),
        (State.ENDED, "upphörd"),
    ],
)
def test_each_state_in_words(state: State, told: str) -> None:
    assert str(state_told(Plan(state=state, valid_from=date(2019, 1, 1), valid_to=date(2019, 12, 31)))) == told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2018, 1, 1), date(2018, 12, 31), "gäller"),
        (date(2018, 9, 10), date(2018, 9, 10), "gäller"),
        (date(2018, 9, 11), date(2018, 12, 31), "beslutad"),
        (date(2017, 1, 1), date(2018, 9, 9), "upphörd"),
    ],
)
def test_what_is_in_force_says_so(first: date, last: date, told: str) -> None:
    assert str(state_told(Plan(state=State.DECIDED, valid_from=first, valid_to=last))) == told


def test_when_all_are_decided_it_says_so(town: PlanTown) -> None:
    town.decided_plan()
    page = listed(town)
    decided = [replace(group, rows=[row for row in group.rows if row.is_decided]) for group in page.groups]
    assert str(Plans(2019, decided, page.own).sentence) == "Planen för 2019 är beslutad."
    told = Plans(2019, decided * 2, page.own)
    assert str(told.sentence) == "Alla planer för 2019 är beslutade."
    assert not told.next


def test_of_a_single_plan_nobody_is_told_how_many(town: PlanTown) -> None:
    def alone() -> str:
        page = listed(town)
        budget = [group for group in page.groups if group.kind.key == "budget"]
        return str(Plans(2019, budget, page.own).sentence)

    assert alone() == "Planen för 2019 är inte påbörjad."
    town.plan("budget", town.council)
    assert alone() == "Planen för 2019 är på väg."


def test_after_a_rejection_another_is_begun_from_the_list(town: PlanTown) -> None:
    reject(town.operator, town.proposed(town.plan()), "Räkna om.", minutes(paragraph="41"))
    row = row_of(listed(town), "namndplan", "bun")
    assert (str(row.state), row.may_begin, row.readable) == ("avslagen", True, True)
    assert not row_of(listed(town, town.head), "namndplan", "bun").may_begin
    new = town.plan()
    again = row_of(listed(town), "namndplan", "bun")
    assert (again.plan, again.may_begin) == (new, False)


def test_and_after_a_decision_that_was_annulled(town: PlanTown) -> None:
    plan = town.decided_plan()
    for verb in (approve_minutes, announce, appeal):
        plan = verb(town.operator, plan, DAY)
    assert not row_of(listed(town), "namndplan", "bun").may_begin
    settle_appeal(town.operator, plan, False, DAY)
    row = row_of(listed(town), "namndplan", "bun")
    assert (str(row.state), row.may_begin) == ("upphävd", True)


def test_a_decided_plan_that_is_being_changed_is_not_late(town: PlanTown) -> None:
    plan = town.decided_plan("budget", town.council)
    assert not row_of(listed(town), "budget", "kf").is_late
    draft = revise_plan(town.operator, plan, "Nya ramar.")
    row = row_of(listed(town, town.clerk), "budget", "kf")
    assert (row.plan, str(row.state), row.is_late, row.mark.tone) == (plan, "beslutad", False, "met")
    assert row.change is not None
    assert (row.change.plan, row.change.readable) == (draft, True)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2018, 11, 30), "ändring pågår, senast 2018-11-30"),
        (date(2018, 12, 3), "ändring pågår, skulle ha beslutats 2018-11-30"),
    ],
)
def test_a_change_of_what_the_old_council_decided_has_the_day_of_the_law(
    town: PlanTown, today: date, told: str
) -> None:
    revise_plan(town.operator, town.decided_plan("budget", town.council), "Nyvalda fullmäktige.")
    with clock.held(today):
        change = row_of(listed(town), "budget", "kf").change
        assert change is not None and str(change.told) == told


def test_any_other_change_has_no_day(town: PlanTown) -> None:
    plan = town.decided_plan()
    draft = revise_plan(town.operator, plan, "Nya ramar.")
    page = listed(town)
    change = row_of(page, "namndplan", "bun").change
    assert change is not None and str(change.told) == "ändring pågår"
    assert str(page.sentence) == "6 planer för 2019: en beslutad, ingen på väg och 5 inte påbörjade."
    assert [row.change.plan for row in page.mine if row.change] == [draft]
    assert plans_table(page).rows[1]["change"] == change.told


def test_a_change_that_others_write_is_told_but_not_read(town: PlanTown) -> None:
    revise_plan(town.operator, town.decided_plan(), "Nya ramar.")
    row = row_of(listed(town, town.other_head), "namndplan", "bun")
    assert row.readable and row.change is not None and not row.change.readable


def test_what_is_late_says_by_when_it_was_to_be_decided(town: PlanTown) -> None:
    town.plan("budget", town.council)
    row = row_of(listed(town), "budget", "kf")
    assert str(row.mark.word) == "i förberedelse, skulle ha beslutats 2018-06-30"
    assert str(row_of(listed(town), "namndplan", "bun").told) == "inte påbörjad"


@pytest.mark.parametrize(
    ("today", "made", "year"),
    [
        (date(2018, 9, 10), (), 2019),
        (date(2018, 9, 10), (2018,), 2018),
        (date(2018, 9, 10), (2019,), 2019),
        (date(2019, 1, 15), (), 2020),
        (date(2019, 1, 15), (2019,), 2019),
        (date(2019, 1, 15), (2018,), 2020),
        (date(2019, 1, 15), (2020,), 2020),
    ],
)
def test_it_opens_on_the_earliest_year_that_somebody_plans_and_that_is_not_all_decided(
    town: PlanTown, today: date, made: tuple[int, ...], year: int
) -> None:
    for each in made:
        town.plan(year=each)
    with clock.held(today):
        actor = town.actor(town.secretary)
        model = actor.model_on(today)
        assert model is not None
        assert plans_of(actor, model).year == year


def test_what_remains_of_another_year_is_among_ones_own_and_is_the_nearest(town: PlanTown) -> None:
    town.plan()
    with clock.held(date(2018, 12, 10)):
        page = listed(town, year=2020)
        assert [(row.named, row.by) for row in page.mine] == [
            ("Nämndplan 2019", date(2018, 11, 30)),
            ("Nämndplan 2020", date(2019, 11, 30)),
        ]
        assert str(page.next) == (
            "4 planer för 2019 har passerat sin sista dag. "
            "Närmast, bland planerna för 2019: Enhetsplaner 2019 (2), senast 2019-01-31."
        )


def test_a_list_is_searched_by_unit_plan_and_state(town: PlanTown) -> None:
    town.plan()
    page = listed(town)

    def found(words: str) -> list[str]:
        return [row.place.key for group in page.holding(words) for row in group.rows]

    assert found("") == [row.place.key for row in page.rows]
    assert found("UTBILDNING") == ["bun"]
    assert found("enhetsplan lund") == ["lunden"]
    assert found("skulle ha beslutats") == ["kf"]
    assert found("i förberedelse") == ["bun"]
    assert page.holding("finns inte") == []


def test_a_long_list_is_told_in_a_sentence(town: PlanTown) -> None:
    town.plan("budget", town.council)
    group = listed(town).groups[0]
    assert not group.is_long and not listed(town).is_long
    many = replace(group, rows=[*group.rows] * 13)
    assert many.is_long
    assert str(many.sentence) == (
        "13 planer: ingen beslutad, 13 på väg och ingen kvar att påbörja. 13 har passerat sin sista dag."
    )
    decided = replace(many, rows=[replace(row, by=None) for row in many.rows])
    assert str(decided.sentence) == "13 planer: ingen beslutad, 13 på väg och ingen kvar att påbörja."


def test_of_several_rows_of_the_same_the_one_that_stands_is_shown(town: PlanTown) -> None:
    reject(town.operator, town.proposed(town.plan()), "Nej.", minutes(paragraph="42"))
    second = town.decided_plan(paragraph="89")
    reject(town.operator, town.proposed(revise_plan(town.operator, second, "Ändra.")), "Nej.", minutes(paragraph="43"))
    assert row_of(listed(town), "namndplan", "bun").plan == second


def test_the_table_has_a_row_for_each_plan_that_is_due(town: PlanTown) -> None:
    town.decided_plan()
    table = plans_table(listed(town))
    assert (table.caption, table.name) == ("Planer 2019", "planer-2019")
    assert [column.name for column in table.columns] == [
        "Plan", "Enhet", "Senast", "Läge", "Ändring", "Beslutad", "Paragraf",
    ]  # fmt: skip
    rows = [[str(row.get(column.key)) for column in table.columns] for row in table.rows]
    assert rows[:2] == [
        ["Budget", "Kommunfullmäktige", "2018-06-30", "inte påbörjad", "None", "None", "None"],
        ["Nämndplan", "Barn- och utbildningsnämnden", "2018-11-30", "beslutad", "None", "2018-09-03", "88"],
    ]
    assert len(rows) == 6
