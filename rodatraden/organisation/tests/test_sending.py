"""Each letter is sent once, whatever the mail server, the clock or another process does."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django.fixtures import Settings

from rodatraden.audit.log import entries
from rodatraden.lib import clock
from rodatraden.organisation.access import system
from rodatraden.organisation.letters import send_again, send_due, sending, waiting_today
from rodatraden.organisation.letters.sending import UNSURE_AFTER, WAITS, code_of, wait_after
from rodatraden.organisation.models import Letter, LetterLine, LetterState, Person
from rodatraden.organisation.services import mark_read
from rodatraden.organisation.tests.cast import TODAY, Town
from rodatraden.organisation.tests.post import address_of, give_addresses, letters, told
from rodatraden.organisation.tests.server import PLACE, Server
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality

REFUSED = ConnectionRefusedError(111, "Connection refused")


@pytest.fixture(autouse=True)
def server(settings: Settings) -> Iterator[None]:
    settings.LETTERS_FROM = time(0)
    settings.EMAIL_BACKEND = PLACE
    Server.begin()
    yield
    Server.begin()


@pytest.fixture
def town(town: Town) -> Town:
    """With something that waits for the head of the area."""
    give_addresses(town.people.values())
    told("a", town.area)
    return town


def letter() -> Letter:
    return Letter.objects.get()


def wait_is_over() -> None:
    Letter.objects.update(next_at=clock.now() - timedelta(seconds=1))


def refused_with(code: int) -> SMTPRecipientsRefused:
    return SMTPRecipientsRefused({"x@perstorp.example": (code, b"nej")})


def two_more(town: Town) -> None:
    give_addresses(town.person("chef", town.area, account=f"chef-{number}").person for number in range(2))


# The server


def test_a_letter_that_the_server_took_is_sent(town: Town) -> None:
    send_due()
    sent = letter()
    assert (sent.state, sent.attempts, sent.claim, sent.fault) == (LetterState.SENT, 1, "", "")
    assert sent.sent_at is not None and sent.address == address_of(town.people["chef"])
    assert sent.subject and sent.body and sent.lines.count() == 1
    assert (Server.opened, Server.closed, len(Server.taken)) == (1, 1, 1)


def test_a_server_that_is_down_is_tried_later_and_later(town: Town) -> None:
    Server.door = REFUSED
    waits = []
    for _ in range(len(WAITS) + 2):
        assert not send_due()
        now = clock.now()
        waited = letter().next_at
        assert letter().state == LetterState.TO_SEND and waited is not None
        waits.append(round((waited - now).total_seconds() / 60))
        assert not send_due() and Server.opened == len(waits), "nothing is tried before its time"
        wait_is_over()
    assert waits == [1, 2, 5, 10, 20, 40, 60, 60, 60] and "refused" in letter().fault
    Server.door = None
    assert str(send_due()) == "ett brev skickat" and letter().fault == ""


@pytest.mark.parametrize(
    "door", [REFUSED, TimeoutError("slow"), OSError("no such host"), SMTPAuthenticationError(535, b"wrong password")]
)
def test_a_server_that_cannot_be_used_costs_no_letter(town: Town, door: Exception) -> None:
    Server.door = door
    send_due()
    assert letter().state == LetterState.TO_SEND and not LetterLine.objects.exists() and letter().body == ""
    assert len(waiting_today().notices) == 1


def test_all_letters_wait_for_a_server_that_is_down(town: Town) -> None:
    two_more(town)
    Server.door = REFUSED
    send_due()
    assert Server.opened == 1 and Letter.objects.filter(next_at__gt=clock.now(), attempts=1).count() == 3


def test_a_letter_that_waited_until_the_next_day_is_one_with_that_days(town: Town) -> None:
    Server.door = REFUSED
    send_due()
    with clock.held(TODAY + timedelta(days=1)):
        Server.door = None
        told("later", town.area, report="Prognosen")
        wait_is_over()
        send_due()
        send_due()
    (message,) = Server.taken
    assert "Prognosen" in message.body and "Delårsrapporten" in message.body
    assert (letter().day, letter().state) == (TODAY + timedelta(days=1), LetterState.SENT)


def test_what_was_read_while_a_letter_waited_is_not_in_it(town: Town) -> None:
    Server.door = REFUSED
    send_due()
    Server.door = None
    mark_read(town.actor("chef"), waiting_today().notices[town.people["chef"].pk])
    wait_is_over()
    assert not send_due() and not Server.taken
    told("later", town.area, report="Prognosen")
    send_due()
    assert "Prognosen" in Server.taken[0].body and "Delårsrapporten" not in Server.taken[0].body


@pytest.mark.parametrize(
    "answer", [refused_with(450), SMTPDataError(451, b"later"), SMTPSenderRefused(550, b"no", "x")]
)
def test_no_for_now_gives_the_letter_back_for_later(town: Town, answer: Exception) -> None:
    Server.answers = [answer]
    assert not send_due()
    back = letter()
    assert (back.state, back.claim, back.body, back.address) == (LetterState.TO_SEND, "", "", "")
    assert back.next_at is not None and back.next_at > clock.now() and not LetterLine.objects.exists()
    assert not send_due() and not Server.taken
    wait_is_over()
    send_due()
    assert len(Server.taken) == 1 and letter().state == LetterState.SENT and LetterLine.objects.count() == 1


@pytest.mark.parametrize("answer", [refused_with(550), SMTPDataError(554, b"no such thing here")])
def test_no_for_good_is_told_and_not_tried_again(town: Town, answer: Exception) -> None:
    Server.answers = [answer]
    assert str(send_due()) == "ett brev som inte gick att skicka"
    for days in range(3):
        with clock.held(TODAY + timedelta(days=days)):
            assert not send_due()
    assert letter().state == LetterState.FAILED and type(answer).__name__ in letter().fault and not Server.taken


@pytest.mark.parametrize("answer", [refused_with(550), refused_with(450)])
def test_one_address_that_is_refused_stops_no_other(town: Town, answer: Exception) -> None:
    two_more(town)
    Server.answers = [answer]
    send_due()
    assert len(Server.taken) == 2


@pytest.mark.parametrize("answer", [SMTPServerDisconnected("gone"), TimeoutError("slow"), OSError(28, "disk full")])
def test_a_line_that_breaks_while_a_letter_is_handed_over_leaves_it_unsure(town: Town, answer: Exception) -> None:
    two_more(town)
    Server.answers = [answer]
    assert str(send_due()) == "ett brev som kanske inte kom i väg"
    assert letters(LetterState.UNSURE).count() == 1 and letters(LetterState.TO_SEND).count() == 2
    assert str(send_due()) == "2 brev skickade" and not send_due()
    assert letters(LetterState.UNSURE).count() == 1 and len(Server.taken) == 2


def test_a_server_that_takes_no_more_is_left_alone(town: Town) -> None:
    two_more(town)
    Server.answers = [None, SMTPSenderRefused(421, b"too many", "x")]
    send_due()
    assert (len(Server.taken), letters(LetterState.TO_SEND).count(), Server.closed) == (1, 2, 1)


def test_a_server_that_will_not_be_left_is_left_anyway(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def close(self: Server) -> None:
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr(Server, "close", close)
    assert str(send_due()) == "ett brev skickat"


@pytest.mark.parametrize(
    ("fault", "code"),
    [(refused_with(450), 450), (SMTPDataError(554, b""), 554), (SMTPRecipientsRefused({}), 500)],
)
def test_what_a_server_answered_is_a_number(fault: Exception, code: int) -> None:
    assert code_of(fault) == code  # type: ignore[arg-type]


def test_waits_never_grow_beyond_an_hour() -> None:
    waits = [wait_after(attempts) for attempts in range(1000)]
    assert waits == sorted(waits) and waits[-1] == timedelta(hours=1)


# Whoever died


def claimed(at: datetime) -> None:
    """A letter as a process left it that died while it sent."""
    send_due()
    Letter.objects.update(state=LetterState.SENDING, claim="de fördes", claimed_at=at, sent_at=None)
    Server.begin()


def test_a_letter_that_nobody_finished_is_told_as_unsure_and_not_sent_again(town: Town) -> None:
    claimed(clock.now() - UNSURE_AFTER - timedelta(seconds=1))
    assert str(send_due()) == "ett brev som kanske inte kom i väg"
    assert letter().state == LetterState.UNSURE
    for days in range(3):
        with clock.held(TODAY + timedelta(days=days)):
            assert not send_due()
    assert not Server.taken


def test_one_that_is_being_sent_is_let_be(town: Town) -> None:
    claimed(clock.now() - timedelta(minutes=1))
    assert not send_due() and letter().state == LetterState.SENDING


def test_a_clock_that_was_set_back_hides_nobody_who_died(town: Town) -> None:
    claimed(clock.now() + timedelta(days=400))
    send_due()
    assert letter().state == LetterState.UNSURE


def test_a_clock_that_was_set_back_makes_no_letter_wait_for_ever(town: Town) -> None:
    Server.door = REFUSED
    send_due()
    Letter.objects.update(next_at=clock.now() + timedelta(days=400))
    Server.door = None
    send_due()
    assert letter().state == LetterState.SENT


def test_who_was_only_slow_says_so_in_the_end(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it sends another process has doubted it."""
    take = Server.send_messages

    def slow(self: Server, messages: list[object]) -> int:
        Letter.objects.update(state=LetterState.UNSURE)
        return take(self, messages)  # type: ignore[arg-type]

    monkeypatch.setattr(Server, "send_messages", slow)
    send_due()
    assert letter().state == LetterState.SENT


# Two at once


def test_a_letter_that_another_has_claimed_is_not_sent(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other claims it after we have seen that it is free."""
    claim = sending._claim

    def late(*given: object) -> bool:
        Letter.objects.update(state=LetterState.SENDING, claim="den andra")
        return claim(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "_claim", late)
    assert not send_due() and not Server.taken
    assert letter().claim == "den andra" and not LetterLine.objects.exists()


def test_what_another_letter_has_told_is_not_told_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other has told it by yesterday's letter, after we have seen what waits."""
    claim = sending._claim

    def late(*given: object) -> bool:
        chef, waiting = town.people["chef"], waiting_today()
        other = Letter.objects.create(person=chef, day=TODAY - timedelta(days=1), state=LetterState.SENT)
        LetterLine.objects.create(letter=other, notice=waiting.notices[chef.pk][0], person=chef)
        return claim(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "_claim", late)
    assert not send_due() and not Server.taken
    assert letters(LetterState.TO_SEND).get().body == ""


def test_two_letters_of_one_day_are_never_sent(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ours has waited since yesterday, and the other has made and sent one of today."""
    Letter.objects.create(person=town.people["chef"], day=TODAY - timedelta(days=1))
    claim = sending._claim

    def late(*given: object) -> bool:
        Letter.objects.create(person=town.people["chef"], day=TODAY, state=LetterState.SENT)
        return claim(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "_claim", late)
    assert not send_due() and not Server.taken


# Once more


def unsure(town: Town) -> Letter:
    Server.answers = [SMTPServerDisconnected("gone")]
    send_due()
    return letter()


def test_the_operator_lets_an_unsure_letter_be_sent_again_as_it_was(town: Town) -> None:
    old = unsure(town)
    send_again(system(), old)
    told("later", town.area, report="Prognosen")
    assert str(send_due()) == "ett brev skickat"
    assert Server.taken[0].body == old.body and LetterLine.objects.filter(letter=old).count() == 1
    assert [(entry.verb, entry.kind) for entry in entries()] == [("skickar igen", "letter")]


def test_a_letter_that_is_sent_again_goes_to_the_address_of_now(town: Town) -> None:
    Server.answers = [refused_with(550)]
    send_due()
    Person.objects.filter(pk=town.people["chef"].pk).update(email="ny@perstorp.example")
    send_again(system(), letter())
    send_due()
    assert Server.taken[0].to == ["ny@perstorp.example"]


def test_a_letter_that_is_sent_again_keeps_its_words_while_the_server_says_no(town: Town) -> None:
    old = unsure(town)
    send_again(system(), old)
    Server.answers = [refused_with(450)]
    send_due()
    assert letter().body == old.body and letter().lines.count() == 1
    wait_is_over()
    send_due()
    assert Server.taken[0].body == old.body


@pytest.mark.parametrize("state", [LetterState.SENT, LetterState.SENDING, LetterState.TO_SEND])
def test_what_is_sent_or_will_be_is_not_sent_again(town: Town, state: LetterState) -> None:
    send_due()
    Letter.objects.update(state=state)
    with pytest.raises(Refused):
        send_again(system(), letter())


def test_only_the_operator_sends_again_and_only_of_the_municipality_at_work(
    town: Town, hallsberg: Municipality
) -> None:
    old = unsure(town)
    with pytest.raises(PermissionDenied):
        send_again(town.actor("controller"), old)
    with scope(hallsberg), pytest.raises(Refused):
        send_again(system(), old)
    assert letters(LetterState.UNSURE).count() == 1
