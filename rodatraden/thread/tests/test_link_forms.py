"""What a draft serves, what measures it and what it answers: what is offered, what is given, and two at once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from rodatraden.steering.load import parse
from rodatraden.steering.schema import Level
from rodatraden.steering.tests.steered import steer_by
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.thread.link_forms import AnswersForm, Given, LinksForm, weighs
from rodatraden.thread.models import Answer, ItemVersion
from rodatraden.thread.services import (
    answer,
    answer_mark,
    decide_version,
    link,
    measure,
    serve,
)
from rodatraden.thread.tests.cast import FROM, MODEL, Town

pytestmark = pytest.mark.django_db
SMALL = parse(MODEL)
WEIGHTED = """
[rule.vagd]
scale = "ljus"
roll_up = "weighted"
missing = "counted-out"
points = { gron = 2, gul = 1, rod = 0 }
steps = [{ value = "gron", from = 1.5 }, { value = "gul", from = 0.5 }, { value = "rod" }]
"""


def level(key: str) -> Level:
    found = SMALL.level_of(key)
    assert found is not None
    return found


def links_of(version: ItemVersion, above: list[ItemVersion], words: str = "", data: Any = None) -> LinksForm:
    return LinksForm(version, above, SMALL, words, data)


# Links


@pytest.mark.parametrize(
    ("words", "chosen", "shown"),
    [
        ("", (), {"trygghet", "nki"}),
        ("TRYGG", (), {"trygghet"}),
        ("finns inte", (), set()),
        ("finns inte", ("nki",), {"nki"}),
        ("trygg", ("gammal",), {"trygghet", "gammal"}),
        ("gammal", (), set()),
    ],
)
def test_words_narrow_the_indicators_and_what_is_chosen_stays(
    town: Town, words: str, chosen: tuple[str, ...], shown: set[str]
) -> None:
    made = {key: town.indicator(key) for key in ("trygghet", "nki")}
    made["gammal"] = town.indicator("gammal", valid_to=date(2018, 1, 31))
    draft = town.draft("Mål")
    measure(town.operator, draft, [made[key] for key in chosen])
    found: Any = links_of(draft, [], words).fields["indicators"]
    assert {each.key for each in found.queryset} == shown


def test_what_may_be_served_is_named_with_its_level(town: Town) -> None:
    above, draft = town.decided("Ovanför", "fullmaktigemal", town.council), town.draft("Mål")
    form = links_of(draft, [above], data={"serves": [str(above.item_id)]})
    assert form.fields["serves"].choices == [(str(above.item_id), "Ovanför (fullmäktigemål)")]  # type: ignore[attr-defined]
    assert form.is_valid()
    assert form.chosen_items() == [above.item]
    assert links_of(draft, [above], "annat").fields["serves"].choices == []  # type: ignore[attr-defined]


def test_what_was_not_offered_cannot_be_served(town: Town) -> None:
    draft = town.draft("Mål")
    assert list(links_of(draft, [], data={"serves": [str(draft.item_id)]}).errors) == ["serves"]


def test_how_is_asked_of_what_is_served_already_and_kept_when_it_is_not_said(town: Town) -> None:
    above, draft = town.decided("Ovanför", "fullmaktigemal", town.council), town.draft("Mål")
    serve(town.operator, draft, [above.item], {above.item_id: "Genom tidiga insatser"})
    form = links_of(draft, [above])
    (asked,) = form.hows()
    assert (str(asked.label), asked.initial) == ("Hur bidrar det till ”Ovanför”?", "Genom tidiga insatser")
    serve(town.operator, draft, [above.item])
    assert draft.contributions.get().how == "Genom tidiga insatser"


def test_weights_are_asked_where_the_rule_counts_them(town: Town) -> None:
    indicator, draft = town.indicator("i"), town.draft("Mål")
    measure(town.operator, draft, [indicator], {indicator.pk: Decimal(3)})
    assert links_of(draft, []).weights() == []
    steer_by(MODEL + WEIGHTED)
    heavy = parse(MODEL + WEIGHTED)
    draft.rule = "vagd"
    assert weighs(heavy, draft) and not weighs(SMALL, draft)
    form = LinksForm(draft, [], heavy, "", {"indicators": [str(indicator.pk)], f"weight-{indicator.pk}": "2,5"})
    assert form.is_valid(), form.errors
    assert form.heaviness() == {indicator.pk: Decimal("2.5")}


@pytest.mark.parametrize("weight", ["0", "-1"])
def test_a_weight_that_weighs_nothing_is_refused(town: Town, weight: str) -> None:
    indicator, draft = town.indicator("i"), town.draft("Mål")
    with pytest.raises(Refused, match="större än noll"):
        measure(town.operator, draft, [indicator], {indicator.pk: Decimal(weight)})


def test_the_second_who_links_is_told_and_nothing_is_lost(town: Town, client: Client) -> None:
    one, other = (town.decided(name, "fullmaktigemal", town.council) for name in ("Ett", "Två"))
    draft = town.draft("Mål")
    client.force_login(town.controller)
    path = "/perstorp/led/mal/utkast/kopplingar/"
    opened = {"edit": str(draft.edit)}
    assert client.post(path, {**opened, "serves": [str(one.item_id)]}).status_code == 302
    refused = client.post(path, {**opened, "serves": [str(other.item_id)]})
    page = refused.content.decode()
    assert refused.status_code == 422 and "Nu är valt: Ett" in page
    assert [row.serves_id for row in draft.contributions.all()] == [one.item_id]
    draft.refresh_from_db()
    again = client.post(path, {"edit": str(draft.edit), "serves": [str(other.item_id)]})
    assert again.status_code == 302 and draft.contributions.get().serves_id == other.item_id


def test_linking_is_both_or_neither(town: Town) -> None:
    above, draft, indicator = town.decided("Ovan", "fullmaktigemal", town.council), town.draft("Mål"), town.indicator()
    with pytest.raises(Refused):
        weights = {indicator.pk: Decimal(0)}
        link(town.operator, draft, [above.item], [indicator], how={}, weights=weights, edit=draft.edit)
    assert not draft.contributions.exists() and not draft.measurements.exists()


def test_who_decides_is_told_of_links_and_answers_changed_since(town: Town) -> None:
    draft, indicator = town.draft("Mål"), town.indicator()
    read = draft.edit
    measure(town.operator, draft, [indicator])
    with pytest.raises(Stale):
        decide_version(town.operator, draft, town.board_meeting, FROM, edit=read, confirmed=True)
    draft.refresh_from_db()
    answer(town.operator, draft, "matbart", "I index", True)
    with pytest.raises(Stale):
        decide_version(town.operator, draft, town.board_meeting, FROM, edit=draft.edit, confirmed=True)


def test_choosing_the_same_again_changes_nothing(town: Town) -> None:
    draft, indicator = town.draft("Mål"), town.indicator()
    measure(town.operator, draft, [indicator])
    draft.refresh_from_db()
    edit = draft.edit
    measure(town.operator, draft, [indicator])
    serve(town.operator, draft, [])
    draft.refresh_from_db()
    assert draft.edit == edit


def test_a_unit_of_another_kind_than_the_level_is_owned_by_is_refused(town: Town) -> None:
    steer_by(MODEL.replace('key = "namndmal"', 'key = "namndmal"\nowned_by = ["board"]', 1))
    assert town.draft("Mål").unit == town.board
    with pytest.raises(Refused, match="Nämndmål ägs av nämnd, inte av Parkskolan"):
        town.draft("Mål 2", unit=town.school)


# Answers


def test_each_letter_asks_for_a_judgement_and_why_and_each_question_for_words(town: Town) -> None:
    letters = AnswersForm(SMALL, level("namndmal"), {})
    keys = ("specifikt", "matbart", "tidsatt")
    shown = [bound.name for bound in letters if not bound.is_hidden]
    assert shown == [f"{part}-{key}" for key in keys for part in ("met", "why")]
    assert [bound.name for bound in letters.hidden_fields()] == [f"seen-{key}" for key in keys]
    assert letters.fields["met-specifikt"].help_text == "Är det tydligt vad som ska uppnås?"
    questions = AnswersForm(SMALL, level("strategi"), {})
    labels = [str(bound.label) for bound in questions.visible_fields()]
    assert labels == ["Vad ska vi göra?", "Varför ska vi göra det?"]


@pytest.mark.parametrize(
    ("data", "given"),
    [
        ({}, []),
        ({"met-matbart": "yes", "why-matbart": "I procent"}, [("matbart", "I procent", True)]),
        ({"met-matbart": "no", "why-matbart": "Nej"}, [("matbart", "Nej", False)]),
        ({"met-matbart": "", "why-matbart": "Vet inte"}, [("matbart", "Vet inte", None)]),
        ({"met-matbart": "yes"}, [("matbart", "", True)]),
        (
            {"met-tidsatt": "yes", "why-tidsatt": "2020", "met-specifikt": "no", "why-specifikt": "Luddigt"},
            [("specifikt", "Luddigt", False), ("tidsatt", "2020", True)],
        ),
    ],
)
def test_only_what_was_changed_is_given(data: dict[str, str], given: list[tuple[str, str, bool | None]]) -> None:
    form = AnswersForm(SMALL, level("namndmal"), {}, data)
    assert form.is_valid()
    assert form.given() == [Given(*one, seen=answer_mark("", None)) for one in given]


@pytest.mark.parametrize(("met", "word"), [(True, "yes"), (False, "no"), (None, "")])
def test_what_was_answered_before_stands_there_and_is_not_given_again(met: bool | None, word: str) -> None:
    before = {"matbart": Answer(question="matbart", met=met, text="För att")}
    form = AnswersForm(SMALL, level("namndmal"), before, {"met-matbart": word, "why-matbart": "För att"})
    assert form.fields["met-matbart"].initial == word
    assert form.is_valid()
    assert form.given() == []


def test_a_judgement_that_is_neither_yes_nor_no_is_refused() -> None:
    form = AnswersForm(SMALL, level("namndmal"), {}, {"met-matbart": "kanske"})
    assert list(form.errors) == ["met-matbart"]


def test_what_another_answered_meanwhile_is_left_to_them_and_the_same_question_is_told(
    town: Town, client: Client
) -> None:
    town.draft("Planera", "strategi", town.school)
    client.force_login(town.controller)
    path = "/perstorp/led/planera/fragor/"
    empty = answer_mark("", None)
    opened = {"seen-vad": empty, "seen-varfor": empty, "why-vad": "", "why-varfor": ""}
    assert client.post(path, {**opened, "why-vad": "Först"}).status_code == 302
    assert client.post(path, {**opened, "why-varfor": "Därför"}).status_code == 302
    stored = dict(Answer.objects.values_list("question", "text"))
    assert stored == {"vad": "Först", "varfor": "Därför"}
    refused = client.post(path, {**opened, "why-vad": "Sedan", "why-varfor": "Tja"})
    page = refused.content.decode()
    assert refused.status_code == 422 and "har svarat medan du skrev: ”Först”" in page and "Sedan" in page
    assert dict(Answer.objects.values_list("question", "text")) == stored
    again = {**opened, "why-vad": "Sedan", "seen-vad": answer_mark("Först", None)}
    assert client.post(path, again).status_code == 302
    assert dict(Answer.objects.values_list("question", "text")) == {"vad": "Sedan", "varfor": "Därför"}


def test_the_own_units_come_first(town: Town) -> None:
    town.indicator("alfa")
    town.indicator("beta", owner=town.board)
    above = [town.decided("Fullmäktiges", "fullmaktigemal", town.council), town.decided("Nämndens", unit=town.board)]
    fields: Any = links_of(town.draft("Mål"), above).fields
    assert [each.key for each in fields["indicators"].queryset] == ["beta", "alfa"]
    assert [words for _pk, words in fields["serves"].choices] == [
        "Nämndens (nämndmål)",
        "Fullmäktiges (fullmäktigemål)",
    ]


@pytest.mark.parametrize(("words", "none"), [("NKI", False), ("finns inte", True), ("", False)])
def test_an_indicator_is_found_by_its_short_name_and_no_hit_is_told(town: Town, words: str, none: bool) -> None:
    town.indicator("nojd", name="Nöjdhet", short_name="Nki")
    form = links_of(town.draft("Mål"), [], words)
    assert (form.indicators_none, form.serves_none) == (none, bool(words))
