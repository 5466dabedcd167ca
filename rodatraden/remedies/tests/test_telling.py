"""Whoever steers at the executive board is told of a material deviation the same minute, and of no other."""

from typing import Any

import pytest

from rodatraden.organisation.models import Notice, Person, Role, UnitKind
from rodatraden.remedies.services import change_deviation, close_deviation
from rodatraden.remedies.services.telling import steering
from rodatraden.remedies.tests.place import Place
from rodatraden.tenancy.edits import Refused

BOX = "/perstorp/meddelanden/"


def told(place: Place) -> list[tuple[str, str]]:
    """To whom open notices are: the unit's key and the role."""
    found = Notice.objects.open().filter(kind="deviation-material").order_by("to_unit__key", "to_role", "pk")
    return [(each.to_unit.key, each.to_role) for each in found if each.to_unit]


def hold(place: Place, unit: Any, *kinds: str) -> None:
    for kind in kinds:
        Role.objects.create(person=Person.objects.create(name=f"{kind} {unit.key}"), unit=unit, kind=kind)


def test_it_is_told_with_a_link_to_whom_it_concerns_the_same_minute(place: Place) -> None:
    hold(place, place.executive, "enhetschef")
    row = place.deviation(material=True)
    notice = Notice.objects.get(to_unit=place.executive)
    assert str(notice.said) == "Parkskolan anmäler en väsentlig avvikelse: Färre läser"
    assert (notice.link, notice.made_by, notice.duty) == (f"/perstorp/avvikelser/{row.pk}/", "Rektor", False)


def test_the_page_of_messages_shows_it_to_who_looks_after_the_model(place: Place) -> None:
    row = place.deviation(material=True)
    client = place.client("controller")
    html = client.get(BOX).content.decode()
    assert "Parkskolan anmäler en väsentlig avvikelse: Färre läser" in html
    assert "nytt meddelande" in client.get("/perstorp/avvikelser/").content.decode()
    assert place.page("controller", f"avvikelser/{row.pk}/")[0] == 200
    for who in ("head", "secretary", "stranger", "member", "auditor"):
        assert "anmäler en väsentlig avvikelse" not in place.client(who).get(BOX).content.decode()


def test_steering_are_those_who_answer_at_the_executive_board_and_who_look_after_the_model(place: Place) -> None:
    office = place.unit("ksf", "Kommunledningen", UnitKind.ADMINISTRATION, place.executive)
    kitchen = place.unit("kost", "Kosten", UnitKind.UNIT, office)
    for unit in (place.council, place.executive, office, kitchen, place.board):
        hold(place, unit, "enhetschef", "controller", "ledamot", "finns-inte")
    found = steering(place.actor(place.head))
    keys = {unit.pk: unit.key for unit in (place.council, place.executive, office)}
    assert [(keys[to.unit or 0], to.role) for to in found] == [
        ("kf", "controller"),
        ("ks", "controller"), ("ks", "enhetschef"),
        ("ksf", "controller"), ("ksf", "enhetschef"),
    ]  # fmt: skip


def test_what_is_not_material_is_told_nobody_until_it_becomes_so(place: Place) -> None:
    row = place.deviation()
    assert told(place) == []
    row = change_deviation(place.actor(place.head), row, row.edit, analysis="Två slutade.")
    assert told(place) == []
    row = change_deviation(place.actor(place.head), row, row.edit, material=True)
    assert told(place) == [("kf", "controller")]
    change_deviation(place.actor(place.head), row, row.edit, analysis="Tre slutade.")
    assert told(place) == [("kf", "controller")], "a change of words is no news"


def test_it_is_taken_away_when_it_is_closed_or_no_longer_material_and_told_anew_when_it_is(place: Place) -> None:
    head = place.actor(place.head)
    row = place.deviation(material=True)
    row = change_deviation(head, row, row.edit, material=False)
    assert told(place) == []
    row = change_deviation(head, row, row.edit, material=True)
    assert told(place) == [("kf", "controller")]
    close_deviation(head, row, "Löst.")
    assert told(place) == []
    assert Notice.objects.filter(kind="deviation-material").count() == 2


def test_what_is_refused_is_told_nobody(place: Place) -> None:
    with pytest.raises(Refused):
        place.deviation(what=" ", material=True)
    assert not Notice.objects.exists()


def test_where_nobody_steers_it_is_reported_all_the_same(place: Place) -> None:
    Role.objects.filter(kind="controller").delete()
    assert place.deviation(material=True).handed_over_at is not None
    assert told(place) == []


def test_as_many_queries_for_many_who_steer_as_for_one(place: Place, django_assert_max_num_queries: Any) -> None:
    head = place.actor(place.head)
    with django_assert_max_num_queries(200) as few:
        place.deviation(material=True)
    for number in range(8):
        office = place.unit(f"f{number}", f"Förvaltning {number}", UnitKind.ADMINISTRATION, place.executive)
        hold(place, office, "enhetschef", "controller")
    with django_assert_max_num_queries(len(few)):
        place.deviation(material=True, what="Annat")
    assert len(steering(place.actor(place.head))) == 17 and head.may("enter", place.school.pk)
