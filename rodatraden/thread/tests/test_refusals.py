"""Every refusal of the thread's verbs, in words and at its field, and that nothing is left of what was refused."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodatraden.audit.log import entries
from rodatraden.decisions.models import Decision
from rodatraden.indicators.models import Indicator
from rodatraden.lib.periods import Period
from rodatraden.organisation.models import Unit
from rodatraden.steering.load import parse
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.thread.forms import DecideForm
from rodatraden.thread.levels import decider_of
from rodatraden.thread.models import Answer, Assessment, Contribution, Item, ItemVersion, Measurement, Progress
from rodatraden.thread.services import (
    answer,
    assess,
    change_draft,
    decide_version,
    discard_draft,
    draft_version,
    measure,
    report_progress,
    serve,
    what_is_missing,
)
from rodatraden.thread.services.deciding import may_decide
from rodatraden.thread.services.doing import decided_today, may_report, values_of
from rodatraden.thread.services.rows import level_named, model_at_work
from rodatraden.thread.tests.cast import FROM, MODEL, YEAR, Town

SMALL = parse(MODEL)
TODAY = date(2018, 9, 10)
Attempt = Callable[[Town], object]
KEPT = (Item, ItemVersion, Contribution, Measurement, Answer, Progress, Assessment, Decision, Indicator)


def without_model(town: Town) -> None:
    SteeringModel.objects.all().delete()


def two_versions(town: Town, begins: date | None) -> object:
    again = draft_version(town.operator, town.decided("Mål").item)
    return decide_version(town.operator, again, town.board_meeting, begins, confirmed=True)


def ends_before_it_begins(town: Town) -> object:
    draft = town.draft("Mål", valid_to=date(2017, 12, 31))
    return decide_version(town.operator, draft, town.board_meeting, FROM, confirmed=True)


def vanished(town: Town, verb: Callable[[Town, ItemVersion], object]) -> object:
    draft = town.draft("Mål")
    ItemVersion.objects.filter(pk=draft.pk).delete()
    return verb(town, draft)


def second_draft(town: Town) -> object:
    return draft_version(town.operator, town.draft("Mål").item)


REFUSALS: dict[str, tuple[Attempt, str, str]] = {
    "a draft without an owner": (
        lambda t: draft_version(t.operator, None, level="namndmal", title="Mål"), "unit", "Ange vem som äger ledet."),
    "a draft without a level": (
        lambda t: draft_version(t.operator, None, title="Mål", unit=t.board), "level", "finns inte i styrmodellen"),
    "a second draft": (second_draft, "", "redan ett utkast"),
    "an unknown responsible": (
        lambda t: t.draft("Mål", responsible_kind="kejsare"), "responsible_kind", "”kejsare” finns inte"),
    "an end before the beginning": (
        lambda t: t.draft("Mål", starts=TODAY, deadline=FROM), "deadline", "Slutdatum ligger före startdatum."),
    "a draft that is gone, changed": (
        lambda t: vanished(t, lambda t, v: change_draft(t.operator, v, 1, title="Y")), "", "finns inte längre"),
    "a draft that is gone, discarded": (
        lambda t: vanished(t, lambda t, v: discard_draft(t.operator, v)), "", "finns inte längre"),
    "a draft that is gone, answered": (
        lambda t: vanished(t, lambda t, v: answer(t.operator, v, "matbart", "Ja")), "", "finns inte längre"),
    "what is decided, decided again": (
        lambda t: decide_version(t.operator, t.decided("Mål"), t.board_meeting, FROM), "", "ändras inte"),
    "a goal that serves its own level's below": (
        lambda t: serve(t.operator, t.draft("Mål", "fullmaktigemal", t.council), [t.draft("Under").item]),
        "serves", "fullmäktigemål kan inte bidra till nämndmål"),
    "a weight below nothing": (
        lambda t: measure(t.operator, t.draft("Mål"), [i := t.indicator()], {i.pk: Decimal("-0.5")}),
        "indicators", "större än noll"),
    "a question of another level": (
        lambda t: answer(t.operator, t.draft("Mål"), "varfor", "För att"), "varfor", "Frågan finns inte"),
    "a criterion without a reason": (
        lambda t: answer(t.operator, t.draft("Mål"), "tidsatt", " \n", False), "tidsatt", "Skriv varför."),
    "a decision of nobody": (
        lambda t: decide_version(t.operator, t.draft("Mål"), None, FROM, confirmed=True), "decision", "Ange beslutet"),
    "a decision of another body": (
        lambda t: decide_version(t.operator, t.draft("Mål"), t.meeting, FROM, confirmed=True),
        "decision", "beslutar nämnden"),
    "a decision of an official for a body": (
        lambda t: decide_version(
            t.operator, t.draft("Mål"), Decision.objects.create(key="d", title="D", position="rektor"), FROM,
            confirmed=True),
        "decision", "beslutar nämnden"),
    "a decision with something missing": (
        lambda t: decide_version(t.operator, t.draft("Mål"), t.board_meeting, FROM), "confirmed", "Här saknas något"),
    "two that begin the same day": (lambda t: two_versions(t, FROM), "valid_from", "börjar redan gälla"),
    "one that begins no day while another holds": (
        lambda t: two_versions(t, None), "valid_from", "från vilken dag"),
    "one that ends before it begins": (ends_before_it_begins, "valid_from", "upphöra innan"),
    "a report of a goal": (
        lambda t: report_progress(t.operator, t.decided("Mål").item, state="done"), "state", "inget läge"),
    "a report of a day to come": (
        lambda t: report_progress(
            t.operator, t.decided("Göra", "aktivitet", t.school).item, state="done", reported_on=date(2018, 9, 11)),
        "reported_on", "inte varit än"),
    "a report of less than nothing": (
        lambda t: report_progress(
            t.operator, t.decided("Göra", "aktivitet", t.school).item, state="ongoing", percent=-1),
        "percent", "mellan 0 och 100"),
    "a report of what no longer holds": (
        lambda t: report_progress(
            t.operator, t.decided("Göra", "aktivitet", t.school, valid_to=date(2018, 9, 9)).item, state="done"),
        "", "gäller inte i dag"),
    "a value outside the scale": (
        lambda t: assess(t.operator, t.decided("Mål").item, YEAR, t.board, "lila", False, "Bra"), "value", "skalan"),
    "an assessment without a reason": (
        lambda t: assess(t.operator, t.decided("Mål").item, YEAR, t.board, "gron", False, "\t"), "reason", "motiv"),
    "a closing of a year that runs": (
        lambda t: assess(t.operator, t.decided("Mål").item, YEAR, t.board, "gron", True, "Bra"), "closing", "slut"),
    "an assessment of a draft": (
        lambda t: assess(t.operator, t.draft("Mål").item, YEAR, t.board, "gron", False, "Bra"), "", "inte beslutat"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSALS)
def test_each_refusal_is_said_in_words_at_its_field(town: Town, name: str) -> None:
    attempt, field, words = REFUSALS[name]
    with pytest.raises(Refused) as told:
        attempt(town)
    assert list(told.value.reasons) == [field]
    assert words in str(told.value)
    assert str(told.value)[0].isupper() or str(told.value)[0] == "”" or field == "serves"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda t: draft_version(t.operator, None, level="namndmal", title="Mål", unit=t.board),
        lambda t: change_draft(t.operator, ItemVersion(), 1, title="Y"),
        lambda t: decide_version(t.operator, ItemVersion(), None, FROM),
        lambda t: serve(t.operator, ItemVersion(), []),
        lambda t: answer(t.operator, ItemVersion(), "matbart", "Ja"),
    ],
)
def test_without_a_model_nothing_is_written_and_it_says_why(town: Town, attempt: Attempt) -> None:
    without_model(town)
    with pytest.raises(Refused, match="ingen styrmodell som gäller i dag"):
        attempt(town)
    assert not Item.objects.exists()


def sizes() -> list[int]:
    return [kind._default_manager.count() for kind in KEPT]


@pytest.mark.parametrize(
    "attempt",
    [
        lambda t, v: change_draft(t.operator, v, 1, title=""),
        lambda t, v: change_draft(t.operator, v, 1, level="finns-inte"),
        lambda t, v: decide_version(t.operator, v, None, FROM, confirmed=True),
        lambda t, v: decide_version(t.operator, v, t.board_meeting, FROM),
        lambda t, v: serve(t.operator, v, [v.item]),
        lambda t, v: answer(t.operator, v, "matbart", "", True),
        lambda t, v: assess(t.operator, v.item, YEAR, t.board, "gron", False, "Bra"),
    ],
)
def test_nothing_is_left_of_what_was_refused_and_nothing_is_logged(
    town: Town, attempt: Callable[[Town, ItemVersion], object]
) -> None:
    draft = town.draft("Mål", text="Lydelse")
    before, logged = sizes(), entries().count()
    with pytest.raises(Refused):
        attempt(town, draft)
    draft.refresh_from_db()
    assert (sizes(), entries().count()) == (before, logged)
    assert (draft.title, draft.text, draft.state, draft.edit) == ("Mål", "Lydelse", "draft", 1)


@pytest.mark.parametrize(
    ("who", "key", "unit", "may"),
    [
        ("controller", "namndmal", "board", True),
        ("secretary", "namndmal", "board", True),
        ("secretary", "namndmal", "council", False),
        ("secretary", "fullmaktigemal", "council", False),
        ("head", "namndmal", "board", False),
        ("head", "aktivitet", "school", True),
        ("head", "aktivitet", "board", False),
        ("secretary", "aktivitet", "school", False),
        ("member", "aktivitet", "school", False),
        ("auditor", "fullmaktigemal", "council", False),
    ],
)
def test_who_may_decide_is_said_before_anybody_tries(town: Town, who: str, key: str, unit: str, may: bool) -> None:
    level = SMALL.level_of(key)
    assert level is not None
    version = ItemVersion(unit=getattr(town, unit))
    assert may_decide(town.actor(town.cast[who]), version, decider_of(SMALL, level)) is may


@pytest.mark.parametrize(
    ("who", "responsible", "may"),
    [
        ("controller", ("", None), True),
        ("head", ("", None), True),
        ("member", ("", None), False),
        ("member", ("ledamot", "executive"), True),
        ("member", ("ledamot", "board"), False),
        ("member", ("ledamot", None), False),
        ("member", ("revisor", "executive"), False),
        ("auditor", ("revisor", "audit"), True),
    ],
)
def test_progress_is_reported_by_who_writes_there_and_by_who_answers_for_it(
    town: Town, who: str, responsible: tuple[str, str | None], may: bool
) -> None:
    kind, unit = responsible
    answering: Unit | None = getattr(town, unit) if unit else None
    version = ItemVersion(unit=town.school, responsible_kind=kind, responsible_unit=answering)
    assert may_report(town.actor(town.cast[who]), version) is may


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, ["ingen ansvarig", "ingen indikator", "bidrar inte till något"]),
        ({"responsible_kind": "enhetschef"}, ["ingen ansvarig", "ingen indikator", "bidrar inte till något"]),
        ({"responsible": True}, ["ingen indikator", "bidrar inte till något"]),
        ({"responsible": True, "indicator": True}, ["bidrar inte till något"]),
        ({"responsible": True, "indicator": True, "serves": True}, []),
        ({"serves": True}, ["ingen ansvarig", "ingen indikator"]),
    ],
)
def test_what_the_level_must_carry_and_the_draft_lacks_is_told(
    town: Town, fields: dict[str, Any], missing: list[str]
) -> None:
    level = SMALL.level_of("namndmal")
    assert level is not None
    goal = town.decided("Ovanför", "fullmaktigemal", town.council)
    wanted = dict(fields)
    if wanted.pop("responsible", False):
        wanted = {**wanted, "responsible_kind": "enhetschef", "responsible_unit": town.school}
    draft = town.draft("Mål", **{k: v for k, v in wanted.items() if k not in {"indicator", "serves"}})
    measure(town.operator, draft, [town.indicator()] if fields.get("indicator") else [])
    serve(town.operator, draft, [goal.item] if fields.get("serves") else [])
    assert [str(each) for each in what_is_missing(SMALL, level, draft)] == missing


def test_an_officials_two_decisions_of_the_same_day_have_keys_of_their_own(town: Town) -> None:
    head = town.actor(town.head)
    item = None
    for day in (FROM, date(2018, 5, 1), date(2018, 6, 1)):
        draft = draft_version(head, item, level="aktivitet", title="Göra", unit=town.school)
        decide_version(head, draft, None, day, delegation="4.2", confirmed=True)
        item = draft.item
    keys = set(Decision.objects.filter(position="enhetschef (Parkskolan)").values_list("key", flat=True))
    assert keys == {"gora", "gora-2", "gora-3"}


def test_an_officials_decision_says_what_it_rests_on_and_is_in_the_log(town: Town) -> None:
    head, draft = town.actor(town.head), town.draft("Göra", "aktivitet", town.school)
    with pytest.raises(Refused, match="delegation eller det uppdrag") as refused:
        decide_version(head, draft, None, FROM, confirmed=True)
    assert list(refused.value.reasons) == ["delegation"] and not Decision.objects.filter(body=None).exists()
    decision = decide_version(head, draft, None, FROM, delegation="4.2", confirmed=True).decision
    assert decision is not None and decision.delegation == "4.2"
    assert entries().filter(kind="decision", object_id=decision.key, verb="förde in").count() == 1


def test_a_goal_of_ones_own_rests_on_what_the_two_agreed_whatever_the_language(town: Town) -> None:
    head = town.actor(town.head)
    draft = draft_version(head, None, level="eget", title="För Anna", unit=town.school)
    with override("en"):
        decision = decide_version(head, draft, None, FROM, confirmed=True).decision
    assert decision is not None and decision.delegation == "medarbetarsamtal"


def test_the_form_asks_an_official_what_the_decision_rests_on_and_nobody_of_their_own_goal(town: Town) -> None:
    activity, own = town.draft("Göra", "aktivitet", town.school), town.draft("Eget", "eget", town.school)
    model = model_at_work()
    for version, who, asked in (
        (activity, town.head, True),
        (activity, town.controller, False),
        (own, town.head, None),
    ):
        decider = decider_of(model, level_named(model, version.level))
        field = DecideForm(town.actor(who), version, decider).fields.get("delegation")
        assert (field.required if field else None) is asked


@pytest.mark.parametrize(("edit", "stale"), [(1, True), (2, False), (None, False), (3, True)])
def test_only_the_text_that_was_read_is_decided(town: Town, edit: int | None, stale: bool) -> None:
    draft = town.draft("Mål")
    change_draft(town.operator, draft, 1, text="Ändrad")
    if stale:
        with pytest.raises(Stale):
            decide_version(town.operator, draft, town.board_meeting, FROM, edit=edit, confirmed=True)
    else:
        done = decide_version(town.operator, draft, town.board_meeting, FROM, edit=edit, confirmed=True)
        assert done.text == "Ändrad"


def test_the_executive_board_may_judge_what_lies_elsewhere_and_another_board_may_not(town: Town) -> None:
    item = town.decided("Mål").item
    assert assess(town.operator, item, YEAR, town.executive, "gul", False, "Uppsikt").unit == town.executive
    with pytest.raises(PermissionDenied):
        assess(town.operator, item, YEAR, town.school, "gul", False, "Underifrån")


@pytest.mark.parametrize(
    ("day", "title"), [(date(2018, 9, 9), "Gammalt"), (TODAY, "Nytt"), (date(2019, 1, 1), "Gammalt")]
)
def test_the_version_that_holds_today_is_the_one_reported_on(town: Town, day: date, title: str) -> None:
    item = town.decided("Gammalt").item
    draft = draft_version(town.operator, item, title="Nytt")
    decide_version(town.operator, draft, town.board_meeting, day, confirmed=True)
    expected = "Nytt" if day <= TODAY else title
    assert decided_today(item).title == expected


@pytest.mark.parametrize(
    ("key", "rule", "values"),
    [
        ("namndmal", "", ["gron", "gul", "rod", "ejmatt"]),
        ("aktivitet", "", ["gron", "gul", "rod", "ejmatt"]),
        ("namndmal", "finns-inte", ["gron", "gul", "rod", "ejmatt"]),
    ],
)
def test_an_item_is_judged_by_the_words_of_its_scale(key: str, rule: str, values: list[str]) -> None:
    level = SMALL.level_of(key)
    assert level is not None
    assert list(values_of(SMALL, level, ItemVersion(rule=rule))) == values


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edges=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=10))
def test_whatever_is_linked_no_circle_is_ever_stored(town: Town, edges: list[tuple[int, int]]) -> None:
    if not ItemVersion.objects.exists():
        for number in range(5):
            town.draft(f"Mål {number}")
    drafts = list(ItemVersion.objects.order_by("pk"))
    Contribution.objects.all().delete()
    for below, above in edges:
        now = [row.serves for row in drafts[below].contributions.all()]
        try:
            serve(town.operator, drafts[below], [*now, drafts[above].item])
        except Refused as fault:
            assert "cirkel" in str(fault) or "sig självt" in str(fault)
    stored = {(row.version.item_id, row.serves_id) for row in Contribution.objects.select_related("version")}
    reached = set(stored)
    for _ in range(5):
        reached |= {(a, d) for a, b in reached for c, d in stored if b == c}
    assert not any(a == b for a, b in reached)


@pytest.mark.parametrize("period", ["2017", "2018", "2019"])
def test_each_year_keeps_an_assessment_of_its_own(town: Town, period: str) -> None:
    item = town.decided("Mål").item
    for year in ("2017", "2018", "2019"):
        assess(town.operator, item, Period.parse(year), town.board, "gron", False, f"Så gick {year}")
    assert Assessment.objects.current().get(period=Period.parse(period)).reason == f"Så gick {period}"
