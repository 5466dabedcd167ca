"""All versions of an item, newest first, each with what it changed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.word_diff import Piece
from rodatraden.organisation.models import Unit
from rodatraden.steering.load import parse
from rodatraden.thread.history import Past, history, names, words_of
from rodatraden.thread.models import ItemVersion, SoundEconomy
from rodatraden.thread.services import decide_version, draft_version, measure, serve
from rodatraden.thread.tests.cast import MODEL, Town

SMALL = parse(MODEL)
BOARD, SCHOOL = Unit(name="Nämnden"), Unit(name="Parkskolan")


def version(**fields: Any) -> ItemVersion:
    return ItemVersion(**{"level": "namndmal", "title": "Mål", "unit": BOARD, **fields})


@pytest.mark.parametrize(
    ("fields", "name", "words"),
    [
        ({}, "level", "nämndmål"),
        ({"level": "avskaffad"}, "level", "avskaffad"),
        ({}, "unit", "Nämnden"),
        ({}, "responsible", ""),
        ({"responsible_kind": "enhetschef"}, "responsible", "enhetschef"),
        (
            {"responsible_kind": "sekreterare", "responsible_unit": SCHOOL},
            "responsible",
            "nämndsekreterare, Parkskolan",
        ),
        ({"responsible_kind": "avskaffad"}, "responsible", "avskaffad"),
        ({"responsible_unit": SCHOOL}, "responsible", "Parkskolan"),
        ({"perspective": "verksamhet"}, "perspective", "Verksamhet"),
        ({"perspective": "avskaffat"}, "perspective", "avskaffat"),
        ({}, "perspective", ""),
        ({}, "sound_economy", "nej"),
        ({"sound_economy": SoundEconomy.FINANCIAL}, "sound_economy", "finansiellt mål"),
        ({"starts": date(2018, 5, 1)}, "starts", "2018-05-01"),
        ({}, "deadline", ""),
        ({"deadline": date(2018, 12, 31)}, "deadline", "2018-12-31"),
        ({"number": "2.1"}, "number", "2.1"),
        ({"comment": "Se bilagan"}, "comment", "Se bilagan"),
    ],
)
def test_all_that_is_decided_is_told_in_the_municipalitys_words(fields: dict[str, Any], name: str, words: str) -> None:
    assert words_of(version(**fields), SMALL, (), ())[name] == words


def test_what_it_serves_and_what_measures_it_are_compared_by_name() -> None:
    words = words_of(version(), SMALL, ["Trygg", "Grön"], ["NKI"])
    assert (words["serves"], words["indicators"]) == ("Trygg; Grön", "NKI")


def test_every_field_that_is_compared_has_a_name_and_the_other_way_round() -> None:
    assert set(words_of(version(), SMALL, (), ())) == set(names())


def test_no_two_fields_have_the_same_name() -> None:
    assert len(set(names().values())) == len(names())


def past_of(item_id: int, titles: dict[int, str] | None = None) -> list[Past]:
    versions = ItemVersion.objects.filter(item=item_id).order_by("valid_from", "pk")
    rows = versions.select_related("unit", "responsible_unit").prefetch_related(
        "contributions", "measurements__indicator"
    )
    return history(rows, SMALL, titles or {})


def test_the_first_version_changed_nothing_and_the_latest_stands_first(town: Town) -> None:
    first = town.decided("Mål", text="Alla ska våga gå")
    second = draft_version(town.operator, first.item, title="Bättre mål", text="Alla ska vilja gå")
    decide_version(town.operator, second, town.board_meeting, date(2018, 5, 1), confirmed=True)
    newest, oldest = past_of(first.item_id)
    assert (newest.version.title, oldest.version.title) == ("Bättre mål", "Mål")
    assert (oldest.changes, oldest.told) == ((), None)
    assert str(newest.told) == "Ändrat: rubrik och lydelse."
    assert newest.changes[1].pieces[1:3] == (Piece("gone", "våga"), Piece("new", "vilja"))


def test_a_version_that_only_repeats_the_former_says_so(town: Town) -> None:
    first = town.decided("Mål")
    again = draft_version(town.operator, first.item)
    decide_version(town.operator, again, town.board_meeting, date(2018, 5, 1), confirmed=True)
    newest, _ = past_of(first.item_id)
    assert (newest.changes, str(newest.told)) == ((), "Ingenting ändrades.")


def test_links_and_indicators_that_come_and_go_are_told_by_name(town: Town) -> None:
    one, other = (town.decided(name, "fullmaktigemal", town.council).item for name in ("Ett", "Två"))
    first = town.measured("Mål", town.indicator("trygghet"), serves=(one,))
    second = draft_version(town.operator, first.item)
    serve(town.operator, second, [other])
    measure(town.operator, second, [])
    decide_version(town.operator, second, town.board_meeting, date(2018, 5, 1), confirmed=True)
    newest, _ = past_of(first.item_id, {one.pk: "Ett", other.pk: "Två"})
    assert {change.field: change.pieces for change in newest.changes} == {
        "serves": (Piece("gone", "Ett"), Piece("new", "Två")),
        "indicators": (Piece("gone", "Trygghet"),),
    }


def test_what_nobody_can_name_is_a_question_mark(town: Town) -> None:
    goal = town.decided("Ett", "fullmaktigemal", town.council)
    first = town.decided("Mål", serves=(goal.item,))
    second = draft_version(town.operator, first.item)
    serve(town.operator, second, [])
    decide_version(town.operator, second, town.board_meeting, date(2018, 5, 1), confirmed=True)
    newest, _ = past_of(first.item_id)
    assert newest.changes[0].pieces == (Piece("gone", "?"),)


def test_nothing_has_no_history() -> None:
    assert history([], SMALL, {}) == []


@pytest.mark.parametrize(
    ("days", "order"),
    [
        ([None, date(2018, 1, 1)], [1, 0]),
        ([date(2018, 1, 1), date(2017, 1, 1)], [0, 1]),
        ([None, date(2017, 1, 1), date(2018, 1, 1)], [2, 1, 0]),
    ],
)
def test_what_has_always_held_is_the_oldest_on_every_database(
    town: Town, days: list[date | None], order: list[int]
) -> None:
    draft = town.draft("Utkast")
    rows = [
        ItemVersion.objects.create(
            item=draft.item, level="namndmal", title=str(place), unit=town.board, state="decided", valid_from=day
        )
        for place, day in enumerate(days)
    ]
    found = list(ItemVersion.objects.filter(item=draft.item).latest_first())
    assert found == [draft, *(rows[place] for place in order)]


@given(st.text(max_size=30), st.text(max_size=30))
def test_only_what_differs_is_told(before: str, after: str) -> None:
    old, new = (words_of(version(title=title), SMALL, (), ()) for title in (before, after))
    assert (old == new) is (before == after)
