"""The register of governing documents from a file: previewed, all or nothing, faults by row and column."""

from typing import Any

import pytest

from rodatraden.decisions.models import Decision, GoverningDocument
from rodatraden.exchange.imports import apply
from rodatraden.exchange.steps import Preview
from rodatraden.exchange.tests.place import Place
from rodatraden.tenancy.edits import Refused
from rodatraden.thread.models import Governed

HEAD = ("Slag av dokument", "Titel", "Beslutat av", "Beslutat", "Paragraf", "Ansvarig enhet", "Ansvarig roll")
ROW = ("Riktlinje", "Riktlinje för lov", "kf", "2018-01-22", "§ 8", "kf", "controller")


def shown(place: Place, *rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> Preview:
    return place.show(head, *rows)


def faults(found: Preview) -> list[tuple[int, str]]:
    return [(step.row, fault.column) for part in found.parts for step in part.steps for fault in step.faults]


def tied(row: GoverningDocument) -> list[str]:
    return list(Governed.objects.filter(document=row).order_by("item__key").values_list("item__key", flat=True))


def test_a_file_with_who_decided_enters_the_decision_too(place: Place) -> None:
    found = shown(place, ROW)
    assert found.count("new") == 1 and not GoverningDocument.objects.filter(title=ROW[1]).exists()
    apply(place.operator, found)
    row = GoverningDocument.objects.get(title="Riktlinje för lov")
    assert row.decision is not None and (row.kind, row.decision.paragraph) == ("riktlinje", "8")
    assert (row.responsible_unit, row.responsible_kind) == (place.council, "controller")
    assert row.valid_from == row.decision.date


def test_two_documents_of_one_decision_share_it(place: Place) -> None:
    apply(place.operator, shown(place, ROW, (ROW[0], "Riktlinje för påsk", *ROW[2:])))
    assert Decision.objects.filter(paragraph="8").count() == 1


def test_loaded_again_it_changes_nothing(place: Place) -> None:
    apply(place.operator, shown(place, ROW))
    assert shown(place, ROW).count("unchanged") == 1


@pytest.mark.parametrize(
    ("place_in_row", "value", "column"),
    [
        (0, "", "Slag av dokument"),
        (1, "", "Titel"),
        (2, "nämnden som inte finns", "Beslutat av"),
        (3, "i våras", "Beslutat"),
        (5, "ingenstans", "Ansvarig enhet"),
    ],
)
def test_a_fault_says_row_and_column_and_nothing_is_loaded(
    place: Place, place_in_row: int, value: str, column: str
) -> None:
    wrong = list(ROW)
    wrong[place_in_row] = value
    found = shown(place, ROW, tuple(wrong))
    assert (3, column) in faults(found)
    with pytest.raises(Refused):
        apply(place.operator, found)
    assert not GoverningDocument.objects.filter(title=ROW[1]).exists()


def test_a_kind_that_the_model_has_not_is_refused_at_its_column(place: Place) -> None:
    assert faults(shown(place, ("cirkulär", *ROW[1:]))) == [(2, "Slag av dokument")]


def test_all_that_is_wrong_in_a_row_is_told_at_once(place: Place) -> None:
    wrong = ("riktlinjer", "Riktlinje för lov", "nämnden som inte finns", "i våras", "§ 8", "ingenstans", "trollkarl")
    found = shown(place, wrong)
    assert sorted(column for _row, column in faults(found)) == [
        "Ansvarig enhet",
        "Ansvarig roll",
        "Beslutat",
        "Beslutat av",
        "Slag av dokument",
    ]
    (why,) = [str(fault.reason) for fault in found.parts[0].steps[0].faults if fault.column == "Slag av dokument"]
    assert "”riktlinjer”" in why and "”riktlinje”" in why


def test_care_is_corrected_and_what_was_decided_needs_a_reason(place: Place) -> None:
    head = ("Nyckel", "Slag av dokument", "Titel", "Revideras senast", "Lydelse", "Skäl till rättelsen")
    key = place.policy.key
    assert shown(place, (key, "policy", "Policy för inköp", "2020-01-31", "", ""), head=head).count("refused") == 1
    GoverningDocument.objects.filter(pk=place.policy.pk).update(text="Så här.")
    words = "Så här."
    found = shown(place, (key, "policy", "Policy för inköp", "2020-01-31", words, ""), head=head)
    assert found.count("changed") == 1
    found = shown(place, (key, "policy", "Policy för inköp", "2020-01-31", "Annat", "Fel avskrivet"), head=head)
    apply(place.operator, found)
    place.policy.refresh_from_db()
    assert place.policy.text == "Annat" and str(place.policy.revise_by) == "2020-01-31"


def test_a_document_is_not_ended_by_a_file(place: Place) -> None:
    head = ("Nyckel", "Slag av dokument", "Titel", "Gäller till och med")
    found = shown(place, (place.policy.key, "policy", "Policy för inköp", "2018-12-31"), head=head)
    assert faults(found) == [(2, "Gäller till och med")]


def test_units_that_it_concerns_are_named_by_key_or_name(place: Place) -> None:
    head = ("Slag av dokument", "Titel", "Berör")
    found = shown(place, ("policy", "Policy för inköp", "kf"), head=head)
    apply(place.operator, found)
    assert [concern.unit for concern in place.policy.concerns.all()] == [place.council]
    assert faults(shown(place, ("policy", "Policy för inköp", "kff"), head=head)) == [(2, "Berör")]


def test_a_row_without_a_body_is_a_document_without_a_decision(place: Place) -> None:
    apply(place.operator, shown(place, ("policy", "Policy utan beslut"), head=("Slag av dokument", "Titel")))
    assert GoverningDocument.objects.get(title="Policy utan beslut").decision is None


def test_items_of_the_thread_are_named_by_key_or_title_and_only_those_are_tied(place: Place) -> None:
    head = ("Slag av dokument", "Titel", "Gäller i tråden")
    found = shown(place, ("policy", "Policy för inköp", "En öppen och trygg kommun"), head=head)
    (step,) = found.parts[0].steps
    assert [(change.before, change.after) for change in step.changes] == [("mal-1", "omrade-1")]
    assert tied(place.policy) == ["mal-1"]
    apply(place.operator, found)
    assert tied(place.policy) == ["omrade-1"]
    apply(place.operator, shown(place, ("policy", "Policy för resor", "mal-1, omrade-1"), head=head))
    assert tied(GoverningDocument.objects.get(title="Policy för resor")) == ["mal-1", "omrade-1"]
    apply(place.operator, shown(place, ("policy", "Policy för inköp", ""), head=head))
    assert tied(place.policy) == []


def test_an_item_that_is_not_there_is_told_at_its_column_and_a_file_without_it_leaves_the_ties(place: Place) -> None:
    head = ("Slag av dokument", "Titel", "Gäller i tråden")
    assert faults(shown(place, ("policy", "Policy för inköp", "mal-11"), head=head)) == [(2, "Gäller i tråden")]
    assert shown(place, ("policy", "Policy för inköp"), head=head[:2]).count("unchanged") == 1
    assert tied(place.policy) == ["mal-1"]
