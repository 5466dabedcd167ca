"""Who may do which verb, and what each verb refuses."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.log import entries
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.models import Assessment, Item, ItemVersion, Progress, State
from rodatraden.thread.services import (
    answer,
    assess,
    change_draft,
    decide_version,
    discard_draft,
    draft_version,
    give_assignment,
    measure,
    report_progress,
    serve,
)
from rodatraden.thread.tests.cast import FROM, Town

YEAR = Period.parse("2018")


def indicator(town: Town, key: str = "trygghet") -> Indicator:
    return Indicator.objects.create(key=key, name=key, unit_of_measure="index", owner=town.council)


Verb = Callable[[Town, Actor], object]

VERBS: dict[str, tuple[Verb, set[str]]] = {
    "draft at the board": (
        lambda t, a: draft_version(a, None, level="namndmal", title="Nytt", unit=t.board),
        {"controller", "secretary"},
    ),
    "draft at the school": (
        lambda t, a: draft_version(a, None, level="aktivitet", title="Nytt", unit=t.school),
        {"controller", "secretary", "head"},
    ),
    "change": (lambda t, a: change_draft(a, t.draft("X"), 1, title="Y"), {"controller", "secretary"}),
    "discard": (lambda t, a: discard_draft(a, t.draft("X")), {"controller", "secretary"}),
    "serve": (
        lambda t, a: serve(a, t.draft("X"), [t.decided("O", "fullmaktigemal", t.council).item]),
        {"controller", "secretary"},
    ),
    "measure": (lambda t, a: measure(a, t.draft("X"), [indicator(t)]), {"controller", "secretary"}),
    "answer a criterion": (
        lambda t, a: answer(a, t.draft("X"), "matbart", "Ja, i procent", True),
        {"controller", "secretary"},
    ),
    "judge a criterion of what is decided": (
        lambda t, a: answer(a, t.decided("X"), "matbart", "Ja", True),
        {"controller", "secretary"},
    ),
    "decide a board goal": (
        lambda t, a: decide_version(a, t.draft("X"), t.board_meeting, FROM, confirmed=True),
        {"controller", "secretary"},
    ),
    "decide a council goal": (
        lambda t, a: decide_version(a, t.draft("X", "fullmaktigemal", t.council), t.meeting, FROM, confirmed=True),
        {"controller"},
    ),
    "decide an activity": (
        lambda t, a: decide_version(
            a, t.draft("X", "aktivitet", t.school), None, FROM, delegation="4.2", confirmed=True
        ),
        {"controller", "head"},
    ),
    "report progress": (
        lambda t, a: report_progress(a, t.decided("X", "aktivitet", t.school).item, state="ongoing"),
        {"controller", "secretary", "head"},
    ),
    "assess as the school": (
        lambda t, a: assess(a, t.decided("X", "aktivitet", t.school).item, YEAR, t.school, "gron", False, "Bra"),
        {"controller", "head"},
    ),
    "assess as the council": (
        lambda t, a: assess(a, t.decided("X").item, YEAR, t.council, "gron", False, "Bra"),
        {"controller"},
    ),
    "give an assignment": (
        lambda t, a: give_assignment(
            a, level="uppdrag", title="U", unit=t.council, to=t.board, decision=t.meeting, valid_from=FROM
        ),
        {"controller"},
    ),
}


@pytest.mark.parametrize("who", ["controller", "secretary", "head", "member", "auditor"])
@pytest.mark.parametrize("name", VERBS)
def test_each_verb_is_for_those_whose_role_carries_the_right(town: Town, name: str, who: str) -> None:
    verb, allowed = VERBS[name]
    actor = town.actor(town.cast[who])
    if who in allowed:
        verb(town, actor)
        assert entries().filter(actor=actor.by.name).exists()
    else:
        with pytest.raises(PermissionDenied):
            verb(town, actor)
        assert not entries().filter(actor=actor.by.name).exists()


def test_a_draft_gets_a_key_of_its_own_from_the_title(town: Town) -> None:
    first, second = town.draft("Öppen & modern"), town.draft("Öppen & modern", text="En till")
    assert (first.item.key, second.item.key) == ("oppen-modern", "oppen-modern-2")


def test_the_same_new_item_is_not_drafted_twice_by_one_person(town: Town) -> None:
    town.draft("Öppen & modern", text="Med alla")
    with pytest.raises(Refused, match="samma rubrik"):
        town.draft("Öppen & modern", text="Med alla")


def test_an_item_has_one_draft_at_a_time(town: Town) -> None:
    version = town.draft("Mål")
    with pytest.raises(Refused, match="redan ett utkast"):
        draft_version(town.operator, version.item, title="Annat")


def test_a_new_version_begins_as_the_one_before_with_all_it_hangs_together_with(town: Town) -> None:
    goal = town.decided("Fullmäktiges mål", "fullmaktigemal", town.council)
    draft = town.draft("Nämndmål", responsible_unit=town.board, responsible_kind="sekreterare")
    serve(town.operator, draft, [goal.item], {goal.item_id: "genom tryggare skolvägar"})
    measure(town.operator, draft, [indicator(town)], {})
    answer(town.operator, draft, "matbart", "I procent", True)
    decide_version(town.operator, draft, town.board_meeting, FROM, confirmed=True)
    following = draft_version(town.operator, draft.item, text="Ny lydelse")
    assert (following.title, following.responsible_kind) == ("Nämndmål", "sekreterare")
    assert following.contributions.get().how == "genom tryggare skolvägar"
    assert following.measurements.get().indicator.key == "trygghet"
    assert following.answers.get().text == "I procent"
    assert (following.decision, following.valid_from, following.state) == (None, None, State.DRAFT)


def test_a_level_that_the_model_does_not_have_is_refused_with_the_nearest(town: Town) -> None:
    with pytest.raises(Refused, match="Menas ”namndmal”"):
        town.draft("Mål", "nämndmål")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"responsible_kind": "kejsare"}, "responsible_kind"),
        ({"perspective": "rymden"}, "perspective"),
        ({"rule": "gissning"}, "rule"),
        ({"title": ""}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"starts": date(2018, 5, 1), "deadline": date(2018, 4, 1)}, "deadline"),
    ],
)
def test_a_field_that_breaks_the_model_is_refused_where_it_stands(
    town: Town, fields: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as fault:
        town.draft(**{"title": "Mål", **fields})  # type: ignore[arg-type]
    assert field in fault.value.reasons
    assert not Item.objects.exists()


def test_a_field_that_no_version_has_is_a_mistake_and_not_dropped(town: Town) -> None:
    with pytest.raises(TypeError, match="colour"):
        town.draft("Mål", colour="red")


def test_a_unit_of_another_municipality_cannot_own_an_item(town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        foreign = Unit.objects.create(key="ks", name="Kommunstyrelsen", kind=UnitKind.EXECUTIVE_BOARD)
    with pytest.raises(Refused, match="finns inte i kommunen"):
        town.draft("Mål", unit=foreign)


def test_rows_of_another_municipality_cannot_be_linked(town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        theirs = Unit.objects.create(key="kf", name="Fullmäktige", kind=UnitKind.COUNCIL)
        foreign = Item.objects.create(key="deras")
        measured = Indicator.objects.create(key="i", name="i", unit_of_measure="%", owner=theirs)
    draft = town.draft("Mål")
    for attempt in (
        lambda: serve(town.operator, draft, [foreign]),
        lambda: measure(town.operator, draft, [measured]),
        lambda: change_draft(town.operator, draft, 1, responsible_unit=theirs),
        lambda: draft_version(town.operator, foreign, title="Mitt"),
    ):
        with pytest.raises(Refused, match="finns inte i kommunen"):
            attempt()


def test_the_second_of_two_people_is_told_and_sees_both_texts(town: Town) -> None:
    draft = town.draft("Mål", text="Från början")
    change_draft(town.actor(town.secretary), draft, 1, text="Sekreterarens")
    with pytest.raises(Stale) as told:
        change_draft(town.actor(town.controller), draft, 1, text="Controllerns")
    assert (told.value.theirs["text"], told.value.mine["text"]) == ("Sekreterarens", "Controllerns")
    assert (told.value.who, told.value.differing()) == ("Nämndsekreterare", ["text"])
    draft.refresh_from_db()
    assert (draft.text, draft.edit) == ("Sekreterarens", 2)


def test_two_people_who_write_the_same_do_not_disturb_each_other(town: Town) -> None:
    draft = town.draft("Mål")
    change_draft(town.actor(town.secretary), draft, 1, text="Samma")
    assert change_draft(town.actor(town.controller), draft, 1, text="Samma").edit == 2


def test_a_draft_may_not_be_moved_to_a_unit_where_one_may_not_enter(town: Town) -> None:
    draft = town.draft("Mål", "aktivitet", town.school)
    with pytest.raises(PermissionDenied):
        change_draft(town.actor(town.head), draft, 1, unit=town.board)


def test_a_discarded_draft_of_something_new_takes_its_item_with_it(town: Town) -> None:
    draft = town.draft("Mål")
    discard_draft(town.operator, draft)
    assert not Item.objects.exists()
    assert entries().first().before == {"title": "Mål", "text": ""}  # type: ignore[union-attr]


def test_a_discarded_draft_leaves_what_was_decided(town: Town) -> None:
    version = town.decided("Mål")
    discard_draft(town.operator, draft_version(town.operator, version.item, title="Nytt"))
    assert ItemVersion.objects.get() == version


def test_a_draft_that_others_already_serve_is_not_thrown_away(town: Town) -> None:
    served = town.draft("Ovanför")
    serve(town.operator, town.draft("Under"), [served.item])
    with pytest.raises(Refused, match="Flytta dem först"):
        discard_draft(town.operator, served)
    assert ItemVersion.objects.filter(pk=served.pk).exists()


def test_a_circle_is_refused_and_told_with_its_titles(town: Town) -> None:
    a = town.draft("A")
    b = town.draft("B")
    c = town.draft("C")
    serve(town.operator, a, [b.item])
    serve(town.operator, b, [c.item])
    with pytest.raises(Refused) as told:
        serve(town.operator, c, [a.item])
    assert all(f"”{title}”" in str(told.value) for title in "ABC")
    assert not c.contributions.exists()


def test_an_item_cannot_serve_itself(town: Town) -> None:
    draft = town.draft("A")
    with pytest.raises(Refused, match="sig självt"):
        serve(town.operator, draft, [draft.item])


def test_a_level_is_served_only_by_those_that_the_model_lets(town: Town) -> None:
    goal = town.decided("Fullmäktiges mål", "fullmaktigemal", town.council)
    with pytest.raises(Refused, match="aktivitet kan inte bidra till fullmäktigemål"):
        serve(town.operator, town.draft("Göra", "aktivitet", town.school), [goal.item])


def test_serving_sets_exactly_what_is_given(town: Town) -> None:
    one, other = (town.decided(name, "fullmaktigemal", town.council).item for name in ("Ett", "Två"))
    draft = town.draft("Mål")
    serve(town.operator, draft, [one, other])
    serve(town.operator, draft, [other])
    assert [row.serves for row in draft.contributions.all()] == [other]


def test_a_weight_is_more_than_nothing(town: Town) -> None:
    measured = indicator(town)
    with pytest.raises(Refused, match="större än noll"):
        measure(town.operator, town.draft("Mål"), [measured], {measured.pk: Decimal(0)})


def test_what_is_decided_takes_no_new_links_or_answers(town: Town) -> None:
    goal = town.decided("Mål")
    strategy = town.decided("Strategi", "strategi")
    for attempt in (
        lambda: serve(town.operator, goal, []),
        lambda: measure(town.operator, goal, []),
        lambda: change_draft(town.operator, goal, 1, title="Annat"),
        lambda: answer(town.operator, strategy, "vad", "Något nytt"),
        lambda: discard_draft(town.operator, goal),
    ):
        with pytest.raises(Refused, match="ändras inte"):
            attempt()


def test_a_criterion_is_never_a_tick_box_alone(town: Town) -> None:
    with pytest.raises(Refused, match="Skriv varför"):
        answer(town.operator, town.draft("Mål"), "matbart", "  ", True)


def test_a_question_that_the_level_does_not_ask_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="Frågan finns inte"):
        answer(town.operator, town.draft("Mål"), "vad", "Något")


def test_a_question_keeps_one_answer_and_no_judgement(town: Town) -> None:
    draft = town.draft("Strategi", "strategi")
    answer(town.operator, draft, "vad", "Först")
    answer(town.operator, draft, "vad", "Sedan", True)
    assert [(row.text, row.met) for row in draft.answers.all()] == [("Sedan", None)]


def test_the_responsible_role_may_report_where_it_may_not_enter(town: Town) -> None:
    activity = town.decided(
        "Göra", "aktivitet", town.school, responsible_unit=town.executive, responsible_kind="ledamot"
    )
    assert report_progress(town.actor(town.member), activity.item, state="done", percent=100).state == "done"


def test_the_latest_report_speaks_and_the_former_stays(town: Town) -> None:
    item = town.decided("Göra", "aktivitet", town.school).item
    report_progress(town.operator, item, state="planned")
    report_progress(town.operator, item, state="ongoing", percent=40, note="Halvvägs nästan")
    assert Progress.objects.current().get().percent == 40
    assert Progress.objects.count() == 2


@pytest.mark.parametrize(
    ("report", "field"),
    [
        ({"state": "ongoing", "percent": 101}, "percent"),
        ({"state": "flying"}, "state"),
        ({"state": "ongoing", "reported_on": date(2018, 9, 11)}, "reported_on"),
    ],
)
def test_a_report_that_cannot_be_is_refused(town: Town, report: dict[str, object], field: str) -> None:
    item = town.decided("Göra", "aktivitet", town.school).item
    with pytest.raises(Refused) as fault:
        report_progress(town.operator, item, **report)  # type: ignore[arg-type]
    assert field in fault.value.reasons
    assert not Progress.objects.exists()


def test_a_goal_has_no_progress_and_a_draft_has_neither(town: Town) -> None:
    with pytest.raises(Refused, match="inget läge"):
        report_progress(town.operator, town.decided("Mål").item, state="done")
    with pytest.raises(Refused, match="inte beslutat"):
        report_progress(town.operator, town.draft("Göra", "aktivitet", town.school).item, state="done")


def test_each_floor_keeps_its_own_assessment(town: Town) -> None:
    item = town.decided("Mål").item
    assess(town.operator, item, YEAR, town.board, "gron", False, "Nämnden är nöjd")
    assess(town.operator, item, YEAR, town.executive, "gul", False, "Styrelsen är inte nöjd")
    assess(town.operator, item, YEAR, town.board, "gul", False, "Nämnden har tänkt om")
    assert {(row.unit.key, row.value) for row in Assessment.objects.current()} == {("bun", "gul"), ("ks", "gul")}
    assert Assessment.objects.count() == 3


@pytest.mark.parametrize(
    ("value", "closing", "reason", "why"),
    [
        ("gron", False, " ", "motivering"),
        ("blå", False, "För att", "skalan"),
        ("gron", True, "För att", "inte slut"),
    ],
)
def test_an_assessment_by_hand_needs_a_value_a_reason_and_a_closed_year(
    town: Town, value: str, closing: bool, reason: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        assess(town.operator, town.decided("Mål").item, YEAR, town.board, value, closing, reason)


def test_a_board_beside_does_not_assess_another_boards_goal(town: Town) -> None:
    other = town.unit("bygg", "Byggnadsnämnden", UnitKind.BOARD, town.council)
    with pytest.raises(PermissionDenied):
        assess(town.operator, town.decided("Mål").item, YEAR, other, "gron", False, "Ser bra ut")


def test_an_assignment_is_decided_given_to_a_board_and_planned(town: Town) -> None:
    goal = town.decided("Mål", "fullmaktigemal", town.council)
    given = give_assignment(
        town.actor(town.controller),
        level="uppdrag",
        title="Ta fram indikatorer",
        unit=town.council,
        to=town.executive,
        decision=town.meeting,
        valid_from=FROM,
        serves=(goal.item,),
        deadline=date(2018, 3, 31),
    )
    assert (given.decision, given.responsible_unit, given.state) == (town.meeting, town.executive, State.DECIDED)
    assert Progress.objects.current().get().state == "planned"


def test_an_assignment_may_be_given_before_the_day_from_which_it_holds(town: Town) -> None:
    """What the council decides in November for January."""
    given = give_assignment(
        town.actor(town.controller),
        level="uppdrag",
        title="Ta fram indikatorer",
        unit=town.council,
        to=town.executive,
        decision=town.meeting,
        valid_from=date(2019, 1, 1),
    )
    assert (given.state, given.valid_from) == (State.DECIDED, date(2019, 1, 1))
    progress = Progress.objects.current().get()
    assert (progress.item, progress.state, progress.reported_on) == (given.item, "planned", clock.today())
    assert entries().filter(verb="rapporterade läge", object_id=str(given.item_id)).count() == 1


def test_only_a_level_for_assignments_takes_one_and_nothing_is_left_of_a_refused_one(town: Town) -> None:
    with pytest.raises(Refused, match="inte en nivå för uppdrag"):
        give_assignment(
            town.operator,
            level="namndmal",
            title="U",
            unit=town.council,
            to=town.board,
            decision=town.meeting,
            valid_from=FROM,
        )
    with pytest.raises(Refused, match="beslutar kommunfullmäktige"):
        give_assignment(
            town.operator,
            level="uppdrag",
            title="U",
            unit=town.council,
            to=town.board,
            decision=town.board_meeting,
            valid_from=FROM,
        )
    assert not Item.objects.exists()
