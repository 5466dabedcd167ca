"""A motion that is prepared is put on a meeting of the council, moved, taken off, and leaves the list when decided."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.audit.log import entries
from rodatraden.decisions.models import Motion
from rodatraden.decisions.motion_services import change_motion, schedule_motion
from rodatraden.decisions.services import record_decision
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, system
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy.edits import Refused
from rodatraden.wheel.body_page import BodyPage, bodies, body_page
from rodatraden.wheel.services import add_entry

PREPARED = date(2018, 6, 13)
KNOWN = ("controller", "sekreterare", "chef", "ledamot", "revisor")


@pytest.fixture
def motion(town: Town) -> Motion:
    return Motion.objects.create(
        kind="proposal", title="Belysning i parken", at=town.board, prepared_on=PREPARED, submitted=date(2018, 1, 15)
    )


@pytest.fixture
def days(town: Town) -> tuple[date, date]:
    """The council's meetings."""
    days = date(2018, 9, 26), date(2018, 10, 31)
    for day in days:
        add_entry(system(), what=f"Sammanträde {day}", unit=town.council, kind="sitting", first=day)
    return days


def on_the_page(actor: Actor, year: int = 2018) -> BodyPage:
    council = next(each for each in bodies(actor) if each.key == "kf")
    return body_page(actor, council, year, clock.today())


def planned(page: BodyPage) -> dict[date, list[str]]:
    return {each.first: [ready.title for ready in each.planned] for each in page.sittings if each.planned}


def again(motion: Motion) -> Motion:
    return Motion.objects.get(pk=motion.pk)


def test_it_waits_until_somebody_puts_it_on_a_meeting_moves_it_and_takes_it_off(
    town: Town, motion: Motion, days: tuple[date, date]
) -> None:
    actor = town.actor("controller")
    assert [each.title for each in on_the_page(actor).waiting] == [motion.title]
    for day in days:
        schedule_motion(actor, motion, day)
        page = on_the_page(actor)
        assert (page.waiting, planned(page)) == ([], {day: [motion.title]})
    schedule_motion(actor, motion, days[1])
    schedule_motion(actor, motion, None)
    page = on_the_page(actor)
    assert ([each.title for each in page.waiting], planned(page)) == ([motion.title], {})
    assert [entry.verb for entry in entries().filter(kind="motion")] == ["satte upp på sammanträde"] * 3


def test_one_that_is_not_prepared_is_put_on_no_meeting_and_waits_on_no_page(
    town: Town, motion: Motion, days: tuple[date, date]
) -> None:
    change_motion(system(), motion, prepared_on=None)
    with pytest.raises(Refused, match="berett"):
        schedule_motion(system(), motion, days[0])
    assert on_the_page(system()).waiting == []


def test_one_that_is_to_be_prepared_anew_is_taken_off(town: Town, motion: Motion, days: tuple[date, date]) -> None:
    schedule_motion(system(), motion, date(2018, 9, 20), "Extra sammanträde.")
    change_motion(system(), motion, why="Minoritetsåterremiss")
    assert again(motion).meeting == date(2018, 9, 20)
    change_motion(system(), motion, prepared_on=None)
    assert (again(motion).meeting, again(motion).meeting_why) == (None, "")


def test_what_is_decided_leaves_the_list_and_the_meeting_shows_the_decision(
    town: Town, motion: Motion, days: tuple[date, date], client: Client
) -> None:
    schedule_motion(system(), motion, days[0])
    with clock.held(days[0]):
        decision = record_decision(system(), title="Bifall", body=town.council, date=days[0], paragraph="7")
        change_motion(system(), motion, decision=decision)
        page = on_the_page(system())
        assert (page.waiting, planned(page)) == ([], {})
        assert [row.title for each in page.sittings if each.first == days[0] for row in each.decided] == ["Bifall"]
        with pytest.raises(Refused, match="avgjord"):
            schedule_motion(system(), motion, days[1])
        client.force_login(town.cast["controller"])
        assert "tas upp" not in client.get(f"/perstorp/motioner/{motion.pk}/").content.decode()


def test_one_that_was_not_decided_at_its_meeting_waits_again(
    town: Town, motion: Motion, days: tuple[date, date], client: Client
) -> None:
    schedule_motion(system(), motion, days[0])
    client.force_login(town.cast["ledamot"])
    with clock.held(days[1]):
        page = on_the_page(system())
        assert ([each.meeting for each in page.waiting], planned(page)) == ([days[0]], {})
        told = client.get(f"/perstorp/motioner/{motion.pk}/").content.decode()
        assert "Medborgarförslaget skulle ha tagits upp" in told and "men saknar beslut." in told


def test_another_day_needs_a_reason_and_one_that_has_been_is_refused(town: Town, motion: Motion) -> None:
    day = date(2018, 9, 20)
    with pytest.raises(Refused, match="inget sammanträde 2018-09-20") as refused:
        schedule_motion(system(), motion, day)
    assert set(refused.value.reasons) == {"meeting_why"}
    schedule_motion(system(), motion, day, "Extra sammanträde.")
    sitting = next(each for each in on_the_page(system()).sittings if each.first == day)
    assert (sitting.meets, sitting.planned[0].why) == (False, "Extra sammanträde.")
    with pytest.raises(Refused, match="redan varit"):
        schedule_motion(system(), motion, date(2018, 9, 1), "Extra")


@pytest.mark.parametrize("account", [*KNOWN, "stranger", "former"])
def test_only_who_registers_for_the_council_puts_it_on_a_meeting(
    town: Town, motion: Motion, days: tuple[date, date], client: Client, account: str
) -> None:
    client.force_login(town.cast[account])
    address, allowed = f"/perstorp/motioner/{motion.pk}/", account == "controller"
    refused = 403 if account in KNOWN else 404
    assert client.get(f"{address}sammantrade/").status_code == (200 if allowed else refused)
    posted = client.post(f"{address}sammantrade/", {"chosen": days[0].isoformat()})
    assert posted.status_code == (302 if allowed else refused)
    assert again(motion).meeting == (days[0] if allowed else None)
    if account in KNOWN:
        assert ("sammantrade/" in client.get(address).content.decode()) == allowed
        if not allowed:
            with pytest.raises(PermissionDenied):
                schedule_motion(town.actor(account), motion, days[0])


def test_it_is_chosen_on_a_page_that_keeps_what_was_typed(
    town: Town, motion: Motion, days: tuple[date, date], client: Client
) -> None:
    client.force_login(town.cast["controller"])
    page = f"/perstorp/motioner/{motion.pk}/"
    address = f"{page}sammantrade/"
    assert "Medborgarförslaget är inte på något sammanträde än." in client.get(page).content.decode()
    assert days[0].isoformat() in client.get(address).content.decode()
    both = client.post(address, {"chosen": days[0].isoformat(), "other": "2018-09-20"})
    assert (both.status_code, "inte båda" in both.content.decode()) == (422, True)
    refused = client.post(address, {"other": "2018-09-20"})
    assert (refused.status_code, 'value="2018-09-20"' in refused.content.decode()) == (422, True)
    assert client.post(address, {"other": "2018-09-20", "meeting_why": "Extra"}).status_code == 302
    told = client.get(page).content.decode()
    assert "Medborgarförslaget tas upp på sammanträdet" in told and ". Extra</p>" in told
    client.post(address, {"chosen": days[1].isoformat()})
    assert (again(motion).meeting, again(motion).meeting_why) == (days[1], "")
    council = client.get("/perstorp/sammantraden/kf/").content.decode()
    assert f'Tas upp: <a href="{page}">Belysning i parken</a>' in council
    listed = client.get("/perstorp/motioner/?lage=beredda").content.decode()
    assert f'data-head="Tas upp"><span class="nowrap">{days[1].isoformat()}' in listed
    assert "Tas upp" not in client.get("/perstorp/motioner/").content.decode()
    client.post(address, {"chosen": ""})
    assert again(motion).meeting is None


def test_the_form_of_one_that_cannot_be_put_there_says_why(town: Town, motion: Motion, client: Client) -> None:
    change_motion(system(), motion, prepared_on=None)
    client.force_login(town.cast["controller"])
    page = f"/perstorp/motioner/{motion.pk}/"
    assert "sammantrade/" not in client.get(page).content.decode()
    answer = client.get(f"{page}sammantrade/", follow=True)
    assert answer.redirect_chain and "Bara det som är berett" in answer.content.decode()


def test_the_pages_ask_as_much_however_many_are_on_meetings(
    town: Town, motion: Motion, days: tuple[date, date], client: Client
) -> None:
    client.force_login(town.cast["controller"])
    schedule_motion(system(), motion, days[0])
    pages = ("/perstorp/sammantraden/kf/", f"/perstorp/motioner/{motion.pk}/sammantrade/")

    def asked() -> list[int]:
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append(len(queries))
        return counts

    asked()
    few = asked()
    for number in range(10):
        made = Motion.objects.create(title=f"Nr {number}", submitted=PREPARED, prepared_on=PREPARED)
        schedule_motion(system(), made, days[number % 2])
    assert asked() == few
