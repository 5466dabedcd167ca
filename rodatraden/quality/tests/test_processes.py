"""Processes: the rules, the verbs, and the pages tried by the whole cast."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.audit.log import entries
from rodatraden.decisions.governing_services import register_document
from rodatraden.decisions.models import GoverningDocument
from rodatraden.organisation.access import NOBODY, system
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.organisation.tests.cast import Town
from rodatraden.quality.due import due_dates
from rodatraden.quality.models import Process
from rodatraden.quality.sentence import Facts, processes_told
from rodatraden.quality.services import change_process, end_process, may_keep, review_process, write_process
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.tenancy.models import Municipality

DAY = date(2018, 9, 10)
KNOWN = ("controller", "sekreterare", "chef", "ledamot", "revisor")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "Inga processer är införda än."),
        ([Facts(DAY, 3, 0)], "En process: alla är genomgångna 2018 och har sina rutiner."),
        ([Facts(None, 3, 1)], "En process: en är inte genomgången 2018 och en har aktiviteter utan rutin."),
        ([Facts(date(2017, 12, 31)), Facts(), Facts(DAY)], "3 processer: 2 är inte genomgångna 2018."),
    ],
)
def test_the_processes_in_words(rows: list[Facts], told: str) -> None:
    assert str(processes_told(rows, 2018)) == told


def written(town: Town, **fields: Any) -> Process:
    return write_process(system(), **{"unit": town.home_care, "name": "Ny kund", **fields})


def routine() -> GoverningDocument:
    return register_document(system(), kind="rutin", title="Rutin för nycklar")


@pytest.mark.parametrize("account", KNOWN)
def test_a_manager_or_who_administers_keeps_them(town: Town, account: str) -> None:
    actor, may = town.actor(account), account in ("controller", "chef")
    assert may_keep(actor, town.home_care.pk) == may
    assert not may_keep(actor, town.other.pk) or account == "controller"
    if may:
        assert write_process(actor, unit=town.home_care, name="A").pk
    else:
        with pytest.raises(PermissionDenied):
            write_process(actor, unit=town.home_care, name="A")


def test_a_process_has_its_activities_in_order_with_routines(town: Town) -> None:
    row = written(town, activities=[("Kvittera nycklar", routine()), ("Hälsa på", None)], owner_kind="chef")
    assert [(step.position, step.name, bool(step.routine)) for step in row.activities.all()] == [
        (1, "Kvittera nycklar", True),
        (2, "Hälsa på", False),
    ]
    entry = entries().filter(kind="process").get()
    assert entry.after is not None and entry.after["activities"] == "Kvittera nycklar, Hälsa på"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"owner_kind": "kejsare"}, "owner_kind"),
        ({"activities": [("", None)]}, "activities"),
        ({"activities": [("x" * 201, None)]}, "activities"),
        ({"activities": [("x", None)] * 101}, "activities"),
    ],
)
def test_what_cannot_be_is_refused_by_field(town: Town, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        written(town, **fields)
    assert field in refused.value.reasons and not Process.objects.exists()


def test_a_unit_has_one_process_of_a_name_until_it_is_ended(town: Town) -> None:
    row = written(town)
    with pytest.raises(Refused):
        written(town)
    end_process(system(), row)
    assert end_process(system(), row).valid_to == DAY
    assert written(town).pk != row.pk


def test_rows_of_another_municipality_are_refused(town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        theirs = Unit.objects.create(key="annan", name="Annan", kind=UnitKind.UNIT)
    with pytest.raises(Refused):
        written(town, unit=theirs)


def test_the_second_of_two_is_told_and_nothing_changed_is_not_logged(town: Town) -> None:
    row = written(town, activities=[("A", None)])
    change_process(system(), row, 1, activities=[("A", None), ("B", None)])
    with pytest.raises(Stale):
        change_process(system(), row, 1, text="Min")
    assert change_process(system(), row, 1, activities=[("A", None), ("B", None)]).edit == 2
    assert entries().filter(kind="process").count() == 2
    with pytest.raises(TypeError):
        change_process(system(), row, unit=town.other)


def test_reviews_are_kept_and_none_is_of_a_day_to_come(town: Town) -> None:
    row = written(town)
    review_process(town.actor("chef"), row, on=date(2018, 9, 1), note="Bra")
    with pytest.raises(Refused):
        review_process(system(), row, on=date(2018, 9, 11))
    with pytest.raises(PermissionDenied):
        review_process(town.actor("sekreterare"), row, on=DAY)
    assert [(review.on, review.by) for review in row.reviews.all()] == [(date(2018, 9, 1), "chef vo")]


def test_a_unit_has_looked_over_its_processes_when_all_are(town: Town) -> None:
    rows = [written(town, name=name) for name in ("A", "B")]
    review_process(system(), rows[0], on=DAY)
    (due,) = due_dates(2018, system())
    assert (due.day, due.unit, due.done) == (date(2018, 12, 31), town.home_care.pk, False)
    review_process(system(), rows[1], on=DAY)
    assert [due.done for due in due_dates(2018, system())] == [True]
    assert due_dates(2018, NOBODY) == []


@pytest.mark.parametrize("account", [*KNOWN, "stranger", "former"])
def test_the_pages_are_everybodys_who_is_known_and_the_forms_the_managers(
    town: Town, client: Client, account: str
) -> None:
    row = written(town, activities=[("Kvittera", routine())])
    client.force_login(town.cast[account])
    known, keeps = account in KNOWN, account in ("controller", "chef")
    for path in ("", f"{row.pk}/"):
        answer = client.get(f"/perstorp/processer/{path}")
        assert answer.status_code == (200 if known else 404)
        assert ("Ny kund" in answer.content.decode()) == known
    for path in ("ny/", f"{row.pk}/andra/", f"{row.pk}/genomgang/", f"{row.pk}/avsluta/"):
        expected = 200 if keeps else 403 if known else 404
        assert client.get(f"/perstorp/processer/{path}").status_code == expected


def test_a_process_is_written_changed_looked_over_and_ended_on_pages(town: Town, client: Client) -> None:
    client.force_login(town.cast["chef"])
    routine()
    posted = {"unit": town.home_care.pk, "name": "Ny kund", "activities": "Kvittera: rutin för NYCKLAR\n\nHälsa på"}
    assert client.post("/perstorp/processer/ny/", posted).status_code == 302
    row = Process.objects.get()
    page = client.get(f"/perstorp/processer/{row.pk}/").content.decode()
    assert "Rutin för nycklar" in page and "rutin saknas" in page and "Inte genomgången 2018" in page
    wrong = client.post("/perstorp/processer/ny/", {**posted, "activities": "A: Rutin som inte finns"})
    assert wrong.status_code == 422 and "finns inte i registret" in wrong.content.decode()
    assert "A: Rutin som inte finns" in wrong.content.decode()
    changed = {"name": "Ny kund", "activities": "Hälsa på", "edit": 1}
    assert client.post(f"/perstorp/processer/{row.pk}/andra/", changed).status_code == 302
    assert client.post(f"/perstorp/processer/{row.pk}/andra/", {**changed, "text": "x"}).status_code == 422
    assert client.post(f"/perstorp/processer/{row.pk}/genomgang/", {"on": "2018-09-10"}).status_code == 302
    assert "Ny kund" not in client.get("/perstorp/processer/?lage=kvar").content.decode()
    assert b"Ny kund" in client.get("/perstorp/processer/?format=csv").content
    assert client.post(f"/perstorp/processer/{row.pk}/avsluta/", {"a": "b"}).status_code == 302
    row.refresh_from_db()
    assert row.valid_to == DAY
    assert "Används till och med" in client.get(f"/perstorp/processer/{row.pk}/").content.decode()


def test_an_empty_list_teaches(town: Town, client: Client) -> None:
    client.force_login(town.cast["ledamot"])
    assert "Inga processer än" in client.get("/perstorp/processer/").content.decode()


def test_the_list_asks_as_much_however_much_there_is(town: Town, client: Client) -> None:
    client.force_login(town.cast["ledamot"])
    written(town)
    client.get("/perstorp/processer/")
    with CaptureQueriesContext(connection) as few:
        client.get("/perstorp/processer/")
    for number in range(10):
        row = written(town, name=f"Nr {number}", activities=[("A", None)])
        review_process(system(), row, on=DAY)
    with CaptureQueriesContext(connection) as many:
        client.get("/perstorp/processer/")
    assert len(many) == len(few)
