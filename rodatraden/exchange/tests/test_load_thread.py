from decimal import Decimal

import pytest

from rodatraden.exchange.imports import apply, preview
from rodatraden.exchange.steps import Preview
from rodatraden.exchange.tests import files
from rodatraden.exchange.tests.place import Place
from rodatraden.thread.models import Item, ItemVersion, State

HEAD = ("Nyckel", "Nivå", "Rubrik", "Ägare", "Bidrar till", "Indikatorer")


def changed(place: Place, before: str, after: str) -> Preview:
    text = place.out("thread", "csv").decode("utf-8-sig")
    assert before in text
    return preview(place.operator, "trad.csv", text.replace(before, after).encode())


def test_a_changed_goal_becomes_a_draft_and_what_is_decided_stays(place: Place) -> None:
    found = changed(place, "andra raden å ä ö", "en ny andra rad")
    (step,) = [step for step in found.steps() if step.effect == "changed"]
    assert [change.column for change in step.changes] == ["Lydelse"]
    assert "utkast" in str(step.notes[0])
    apply(place.operator, found)
    place.goal.refresh_from_db()
    assert "å ä ö" in place.goal.text
    draft = ItemVersion.objects.drafts().get()
    assert draft.text == "Första raden\nen ny andra rad"
    assert {link.serves.key for link in draft.contributions.all()} == {"omrade-1"}
    assert {link.indicator.key for link in draft.measurements.all()} == {"trygghet", "rang"}


def test_the_same_file_loaded_twice_changes_nothing_the_second_time(place: Place) -> None:
    found = changed(place, "andra raden å ä ö", "en ny andra rad")
    apply(place.operator, found)
    assert preview(place.operator, "trad.csv", found.content).count("unchanged") == 2


def test_links_are_changed_on_a_draft(place: Place) -> None:
    apply(place.operator, changed(place, "rang, trygghet", "rang"))
    assert [m.indicator.key for m in ItemVersion.objects.drafts().get().measurements.all()] == ["rang"]


def test_a_new_row_may_serve_one_further_down(place: Place) -> None:
    rows = [
        ("barn", "nämndmål", "Barnmål", "bun", "foralder", "andel"),
        ("foralder", "namndmal", "Föräldramål", "Barn- och utbildningsnämnden", "mal-1", ""),
    ]
    found = place.show(HEAD, *rows)
    assert found.count("new") == 2, found.in_words()
    assert not Item.objects.filter(key="barn").exists()
    apply(place.operator, found)
    child = ItemVersion.objects.get(item__key="barn")
    assert (child.state, child.unit) == (State.DRAFT, place.board)
    assert [link.serves.key for link in child.contributions.all()] == ["foralder"]


def test_a_circle_in_the_file_is_told(place: Place) -> None:
    rows = [("a", "namndmal", "Ett", "bun", "b", ""), ("b", "namndmal", "Två", "bun", "a", "")]
    found = place.show(HEAD, *rows)
    (refusal,) = found.refused
    assert (refusal.row, refusal.column) == (3, "Bidrar till")
    assert "Ett" in str(refusal.reason)


def test_what_the_model_does_not_allow_is_told_at_its_column(place: Place) -> None:
    found = place.show(HEAD, ("a", "nämdmål", "Ett", "bun", "", ""), ("b", "namndmal", "Två", "bun", "omrade-1", ""))
    assert [(one.row, one.column) for one in found.refused] == [(2, "Nivå"), (3, "Bidrar till")]
    assert "nämndmål" in str(found.refused[0].reason)


def test_unknown_items_and_keys_with_odd_signs_are_told(place: Place) -> None:
    found = place.show(HEAD, ("å ä", "namndmal", "Ett", "bun", "ingen", "nix"))
    assert {one.column for one in found.refused} == {"Nyckel", "Bidrar till", "Indikatorer"}


def test_the_same_key_twice_is_told_with_the_first_row(place: Place) -> None:
    row = ("a", "namndmal", "Ett", "bun", "", "")
    assert "rad 2" in str(place.show(HEAD, row, row).refused[0].reason)


def test_a_row_without_a_key_gets_one_of_its_title_and_is_known_again(place: Place) -> None:
    found = place.show(HEAD, ("", "namndmal", "Öppna skolor", "bun", "mal-1", ""))
    apply(place.operator, found)
    assert ItemVersion.objects.get(item__key="oppna-skolor").title == "Öppna skolor"
    assert preview(place.operator, "a.csv", found.content).count("unchanged") == 1


def test_who_may_not_write_for_a_board_is_refused_in_words(place: Place) -> None:
    board_only = place.actor(place.controller)
    theirs = preview(place.actor(place.member), "a.csv", files.csv(HEAD, ("a", "namndmal", "Ett", "bun", "", "")))
    assert theirs.problem
    mine = preview(board_only, "a.csv", files.csv(HEAD, ("a", "namndmal", "Ett", "bun", "", "")))
    assert mine.loadable


def test_script_in_every_text_is_kept_as_text(place: Place) -> None:
    evil = "<script>alert(1)</script>"
    head = ("Nyckel", "Nivå", "Rubrik", "Ägare", "Lydelse", "Kommentar", "Källa")
    apply(place.operator, place.show(head, ("a", "namndmal", evil, "bun", evil, evil, evil)))
    version = ItemVersion.objects.get(item__key="a")
    assert {version.title, version.text, version.comment, version.source} == {evil}


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (("a", "", "Ett", "bun", "", ""), "Nivå", "tom"),
        (("a", "namndmal", "", "bun", "", ""), "Rubrik", "tom"),
        (("a", "namndmal", "x" * 301, "bun", "", ""), "Rubrik", "300"),
        (("a", "namndmal", "Ett", "", "", ""), "Ägare", "tom"),
        (("a", "namndmal", "Ett", "bunn", "", ""), "Ägare", "Menas ”bun”?"),
        (("a", "namndmal", "Ett", "bun", "mal-9", ""), "Bidrar till", "inget led med nyckeln ”mal-9”"),
        (("a", "namndmal", "Ett", "bun", "", "trygget"), "Indikatorer", "Menas ”trygghet”?"),
        (("a/b", "namndmal", "Ett", "bun", "", ""), "Nyckel", "kan inte vara en nyckel"),
        (("a", "namndmal", "Ett", "bun", "a", ""), "Bidrar till", ""),
    ],
)
def test_a_row_of_the_thread_that_does_not_hold_is_told_at_its_column(
    place: Place, row: tuple[str, ...], column: str, why: str
) -> None:
    (refusal,) = place.show(HEAD, row).refused
    assert (refusal.row, refusal.column) == (2, column)
    assert why in str(refusal.reason)
    assert not Item.objects.filter(key="a").exists()


def test_a_row_that_serves_a_refused_one_is_refused_too(place: Place) -> None:
    found = place.show(HEAD, ("a", "namndmal", "Ett", "bun", "b", ""), ("b", "namndmal", "", "bun", "", ""))
    assert [(one.row, one.column) for one in found.refused] == [(2, "Bidrar till"), (3, "Rubrik")]
    assert "”b” går inte att läsa in" in str(found.refused[0].reason)


def test_a_draft_is_changed_where_there_is_one_and_no_second_is_made(place: Place) -> None:
    draft = place.draft("Ett utkast", key="u-1")
    found = place.show(("Nyckel", "Nivå", "Rubrik", "Ägare"), ("u-1", "namndmal", "Ett bättre utkast", "bun"))
    (step,) = found.steps()
    assert (step.effect, step.notes) == ("changed", ())
    apply(place.operator, found)
    draft.refresh_from_db()
    assert draft.title == "Ett bättre utkast"
    assert ItemVersion.objects.drafts().count() == 1


def test_a_column_that_a_file_of_the_thread_lacks_leaves_what_is_stored(place: Place) -> None:
    head = ("Nyckel", "Nivå", "Rubrik", "Ägare")
    apply(place.operator, place.show(head, ("mal-1", "fullmaktigemal", "Ny rubrik", "kf")))
    draft = ItemVersion.objects.drafts().get()
    assert (draft.title, draft.text, draft.deadline) == ("Ny rubrik", place.goal.text, place.goal.deadline)
    assert {link.serves.key for link in draft.contributions.all()} == {"omrade-1"}
    assert draft.measurements.count() == 2


def test_an_empty_cell_of_links_takes_them_away_on_the_draft(place: Place) -> None:
    apply(place.operator, place.show(HEAD, ("mal-1", "fullmaktigemal", place.goal.title, "kf", "omrade-1", "")))
    assert ItemVersion.objects.drafts().get().measurements.count() == 0
    assert place.goal.measurements.count() == 2


def test_two_of_the_same_title_without_a_key_are_not_told_apart_by_chance(place: Place) -> None:
    row = ("", "namndmal", "Samma rubrik", "bun", "mal-1", "")
    apply(place.operator, place.show(HEAD, row))
    again = place.show(HEAD, row, row)
    assert (again.count("unchanged"), again.count("refused")) == (1, 1)


def test_who_reads_alone_loads_no_thread(place: Place) -> None:
    theirs = preview(place.actor(place.auditor), "t.csv", place.out("thread", "csv"))
    assert theirs.problem
    assert not theirs.parts


def test_weights_and_ways_to_contribute_are_changed_on_a_draft(place: Place) -> None:
    head = (*HEAD, "Hur det bidrar", "Vikter")
    row = ("mal-1", "fullmaktigemal", place.goal.title, "kf", "omrade-1", "rang, trygghet")
    found = place.show(head, (*row, "omrade-1: genom trygga gator", '"rang: 2,5\ntrygghet: 1"'))
    (step,) = found.steps()
    assert [change.column for change in step.changes] == ["Hur det bidrar", "Vikter"]
    apply(place.operator, found)
    draft = ItemVersion.objects.drafts().get()
    assert draft.contributions.get().how == "genom trygga gator"
    assert dict(draft.measurements.values_list("indicator__key", "weight")) == {"rang": Decimal("2.5"), "trygghet": 1}
    assert preview(place.operator, "fil.csv", found.content).count("unchanged") == 1


def test_a_file_without_the_column_keeps_how_it_contributes(place: Place) -> None:
    place.goal.contributions.update(how="genom trygga gator")
    row = ("mal-1", "fullmaktigemal", "En ny rubrik", "kf", "omrade-1", "rang")
    apply(place.operator, place.show(HEAD, row))
    assert ItemVersion.objects.drafts().get().contributions.get().how == "genom trygga gator"


@pytest.mark.parametrize(
    ("column", "typed", "why"), [("Vikter", "rang: många", "inte ett tal"), ("Vikter", "rang 2", "ett kolon")]
)
def test_a_line_that_cannot_be_read_is_told(place: Place, column: str, typed: str, why: str) -> None:
    row = ("mal-1", "fullmaktigemal", place.goal.title, "kf", "omrade-1", "rang", typed)
    (refusal,) = place.show((*HEAD, column), row).refused
    assert (refusal.column, why in str(refusal.reason)) == (column, True)
