"""What letters tell, to whom and when: one a day and person, of what nobody has told them yet."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from rodatraden.lib import clock
from rodatraden.organisation.letters import preview, send_due, waiting_today
from rodatraden.organisation.letters.sending import is_time
from rodatraden.organisation.letters.server import CONSOLE, letters_leave
from rodatraden.organisation.models import Letter, LetterLine, LetterState, Notice, Person, Role
from rodatraden.organisation.services import To, done, end_role, mark_read, merge_units
from rodatraden.organisation.tests.cast import TODAY, Town
from rodatraden.organisation.tests.post import address_of, draft, give_addresses, letters, sent_to, told
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality


@pytest.fixture(autouse=True)
def at_any_hour(settings: Settings) -> None:
    settings.LETTERS_FROM = time(0)
    settings.SITE_ADDRESS = "https://mal.perstorp.example"


@pytest.fixture
def town(town: Town) -> Town:
    give_addresses(town.people.values())
    return town


def send_on(day: date) -> None:
    with clock.held(day):
        send_due()


def body() -> str:
    (message,) = mail.outbox
    return str(message.body)


# Whether letters leave at all


@pytest.mark.parametrize("demo", [False, True])
def test_without_a_mail_server_nothing_counts_as_sent_but_in_the_demo(
    town: Town, settings: Settings, capsys: pytest.CaptureFixture[str], demo: bool
) -> None:
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, CONSOLE
    Municipality.objects.update(is_demo=demo)
    told("a", town.area)
    with scope(Municipality.objects.get(slug="perstorp")):
        assert letters_leave() is demo
        assert str(send_due()) == ("ett brev skickat" if demo else "")
        assert Letter.objects.exists() is demo
        assert ("Delårsrapporten" in capsys.readouterr().out) is demo
        settings.EMAIL_BACKEND = usual
        send_due()
    assert bool(mail.outbox) is not demo


# One letter a day


def test_what_waits_is_collected_to_one_letter(town: Town) -> None:
    told("a", town.area)
    told("b", to=To(person=town.people["chef"].pk), report="Årsredovisningen")
    assert str(send_due()) == "ett brev skickat"
    assert sent_to() == [address_of(town.people["chef"])]
    assert "Delårsrapporten" in body() and "Årsredovisningen" in body()


def test_when_nothing_waits_nothing_is_said(town: Town) -> None:
    assert not send_due() and not mail.outbox and not Letter.objects.exists()


def test_a_tick_a_minute_sends_no_more(town: Town) -> None:
    told("a", town.area)
    for _ in range(5):
        send_due()
    assert len(mail.outbox) == 1 and letters(LetterState.SENT).count() == 1


def test_what_comes_after_the_days_letter_waits_for_the_next(town: Town) -> None:
    told("a", town.area)
    send_due()
    told("b", town.area, report="Prognosen")
    send_due()
    assert len(mail.outbox) == 1
    send_on(TODAY + timedelta(days=1))
    assert len(mail.outbox) == 2
    assert "Prognosen" in mail.outbox[1].body and "Delårsrapporten" not in mail.outbox[1].body


def test_a_clock_that_goes_back_sends_nothing_twice(town: Town) -> None:
    told("a", town.area)
    for days in (0, -1, -400, 0, 1, 0):
        send_on(TODAY + timedelta(days=days))
    assert len(mail.outbox) == 1
    told("b", town.area, report="Prognosen")
    for days in (0, 1, 0, -1, 1):
        send_on(TODAY + timedelta(days=days))
    assert len(mail.outbox) == 2 and LetterLine.objects.count() == 2


def test_the_year_turns_and_a_leap_day_comes_without_notice(town: Town) -> None:
    for number, day in enumerate(
        (date(2019, 12, 31), date(2020, 1, 1), date(2020, 2, 28), date(2020, 2, 29), date(2020, 3, 1))
    ):
        with clock.held(day):
            told(str(number), town.area)
            send_due()
            send_due()
        assert len(mail.outbox) == number + 1
    assert sorted(Letter.objects.values_list("day", flat=True))[3] == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("at", "may"),
    [("04:29", False), ("04:30", True), ("12:00", True), ("21:59", True), ("22:30", False), ("00:00", False)],
)
def test_nobody_gets_a_letter_in_the_small_hours(settings: Settings, at: str, may: bool) -> None:
    """Half past six in Sweden, by a clock that stands on universal time."""
    settings.LETTERS_FROM = time(6, 30)
    assert is_time(datetime.combine(TODAY, time.fromisoformat(at), UTC)) is may


def test_before_the_hour_nothing_is_made(town: Town, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    told("a", town.area)
    monkeypatch.setattr("rodatraden.organisation.letters.sending.is_time", lambda now: False)
    assert not send_due() and not Letter.objects.exists()


# To whom


def test_each_holder_of_the_role_gets_it_substitutes_too(town: Town) -> None:
    told("a", town.area)
    sub = town.person("chef", town.area, account="sub").person
    give_addresses([sub])
    send_due()
    assert set(sent_to()) == {address_of(town.people["chef"]), address_of(sub)}


def test_who_has_left_gets_nothing_and_the_successor_does(town: Town) -> None:
    told("a", town.area)
    told("b", to=To(person=town.people["former"].pk))
    end_role(town.actor("controller"), Role.objects.get(kind="chef"), date(2018, 9, 9))
    give_addresses([town.person("chef", town.area, account="ny").person])
    send_due()
    assert sent_to() == [address_of(town.people["ny"])]


def test_a_role_that_begins_tomorrow_is_told_tomorrow(town: Town) -> None:
    told("a", town.area)
    later = town.person("chef", town.area, account="ny")
    give_addresses([later.person])
    Role.objects.filter(pk=later.pk).update(valid_from=date(2018, 9, 11))
    send_due()
    assert sent_to() == [address_of(town.people["chef"])]
    send_on(date(2018, 9, 11))
    assert sent_to()[1:] == [address_of(town.people["ny"])]


def test_the_unit_that_took_over_is_told(town: Town) -> None:
    told("a", town.home_care)
    merge_units(town.actor("controller"), [town.home_care], town.area, date(2018, 9, 10))
    send_due()
    assert not mail.outbox
    send_on(date(2018, 9, 11))
    assert sent_to() == [address_of(town.people["chef"])]


def test_what_is_read_or_done_is_not_told(town: Town) -> None:
    mark_read(town.actor("chef"), [told("a", town.area)])
    told("b", town.area, about="annat")
    done(about="annat")
    send_due()
    assert not mail.outbox


def test_who_wants_no_letters_is_told_of_duties_alone(town: Town) -> None:
    Person.objects.update(letters=False)
    told("a", town.area, report="Nyheten")
    send_due()
    assert not mail.outbox
    told("b", town.area, duty=True, report="Skyldigheten")
    send_due()
    assert "Skyldigheten" in body() and "Nyheten" not in body()


def test_who_has_no_address_gets_none_and_who_administers_can_see_it(town: Town) -> None:
    Person.objects.filter(pk=town.people["chef"].pk).update(email="")
    told("a", town.area)
    assert not send_due() and not Letter.objects.exists()
    assert waiting_today().without_address() == [town.people["chef"]]
    give_addresses([town.people["chef"]])
    send_due()
    assert len(mail.outbox) == 1 and waiting_today().without_address() == []


def test_what_reaches_nobody_is_known(town: Town) -> None:
    told("a", town.home_care)
    told("b", to=To(person=town.people["former"].pk))
    assert {notice.key for notice in waiting_today().nobodys} == {"a", "b"}
    assert not send_due()


def test_another_municipalitys_notices_are_not_sent(town: Town, hallsberg: Municipality) -> None:
    told("a", town.area)
    with scope(hallsberg):
        assert not send_due()
    assert not mail.outbox


def test_how_much_is_asked_does_not_grow_with_what_waits(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(2):
        for each in range(1 + 20 * number):
            told(f"{number}-{each}", town.area)
            person = town.person("chef", town.home_care, account=f"{number}-{each}").person
            told(f"p{number}-{each}", to=To(person=person.pk))
        with django_assert_num_queries(5):
            waiting = waiting_today()
        assert len(waiting.notices) > 20 * number


# The words


def test_a_letter_says_what_by_when_and_where(town: Town) -> None:
    told("a", town.area, due=date(2018, 9, 14), link="/perstorp/rapporter/delar/")
    told("b", town.area, due=date(2018, 9, 5), report="Prognosen", link="/perstorp/rapporter/prognos/")
    send_due()
    (message,) = mail.outbox
    assert message.subject == ("Perstorps kommun: 2 meddelanden till dig, det första skulle ha varit klart 2018-09-05")
    lines = body().splitlines()
    assert lines[lines.index("1. Prognosen ska lämnas") :][:7] == [
        "1. Prognosen ska lämnas",
        "   Skulle ha varit klart 2018-09-05",
        "   https://mal.perstorp.example/perstorp/rapporter/prognos/",
        "",
        "2. Delårsrapporten ska lämnas",
        "   Senast 2018-09-14",
        "   https://mal.perstorp.example/perstorp/rapporter/delar/",
    ]
    assert f"/perstorp/organisation/personer/{town.people['chef'].pk}/" in lines[-1]
    assert body().count("https://") == 4


@pytest.mark.parametrize(
    ("dues", "subject"),
    [
        ((None,), "Perstorps kommun: Delårsrapporten ska lämnas"),
        ((None, None), "Perstorps kommun: 2 meddelanden till dig"),
        (
            (None, date(2018, 9, 14), date(2018, 9, 30)),
            "Perstorps kommun: 3 meddelanden till dig, det första ska vara klart 2018-09-14",
        ),
    ],
)
def test_the_subject_says_what_or_how_many(town: Town, dues: tuple[date | None, ...], subject: str) -> None:
    notices = [draft(str(number), town.area, due=due) for number, due in enumerate(dues)]
    assert preview(town.people["chef"], notices)[0] == subject


def test_a_letter_is_shown_before_anybody_is_told(town: Town) -> None:
    subject, text = preview(town.people["chef"], [draft("a", town.area)])
    assert "Delårsrapporten" in subject and "1. Delårsrapporten ska lämnas" in text
    assert not Notice.objects.exists() and not Letter.objects.exists()
    told("a", town.area)
    send_due()
    assert (mail.outbox[0].subject, body()) == (subject, text)


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_letters_are_swedish_whoever_sends_them(town: Town, english: None) -> None:
    assert preview(town.people["chef"], [draft("a", town.area)])[1].startswith("Hej!")


def test_a_letter_of_very_much_says_how_much_more_there_is(town: Town) -> None:
    text = preview(town.people["chef"], [draft(str(number), town.area) for number in range(240)])[1]
    assert "\n50. " in text and "\n51. " not in text and "190 till finns på sidan." in text


HOSTILE = (
    "Mål\r\nBcc: alla@perstorp.example\r\n\r\n2. Betala nu\u2028   https://ond.example/\u202e\x00\ud83d" + "x" * 200_000
)


def test_what_was_typed_makes_neither_header_nor_line_of_its_own(town: Town) -> None:
    Municipality.objects.update(name="Perstorps\nBcc: x@y.z")
    Person.objects.filter(pk=town.people["chef"].pk).update(
        name=HOSTILE[:100].replace("\x00", "").replace("\ud83d", "")
    )
    told("a", town.area, report=HOSTILE)
    send_due()
    (message,) = mail.outbox
    raw = message.message()
    assert raw["Bcc"] is None and raw.get_all("To") == [address_of(town.people["chef"])]
    assert "\n" not in message.subject and len(message.subject) <= 150
    assert sum(line.lstrip().startswith(("2.", "Bcc")) for line in body().splitlines()) == 0
    assert len(body()) < 2000 and "\u202e" not in body() and "\x00" not in body()


def test_a_municipalitys_own_words_come_as_they_are(town: Town) -> None:
    notices = [draft("a", town.area), draft("b", town.area)]
    notices[0].text = {"say": "{words}", "values": {"words": "Återrapportera {måluppfyllelsen}"}}
    assert "1. Återrapportera {måluppfyllelsen}" in preview(town.people["chef"], notices)[1]


def test_an_address_with_a_header_in_it_is_no_address(town: Town) -> None:
    Person.objects.filter(pk=town.people["chef"].pk).update(email="a@b.se\nBcc: x@y.z")
    told("a", town.area)
    assert str(send_due()) == "ett brev som inte gick att skicka"
    assert not mail.outbox and letters(LetterState.FAILED).count() == 1
    assert not send_due()


def test_a_letter_tells_mail_programs_that_a_machine_wrote_it(town: Town) -> None:
    told("a", town.area)
    send_due()
    headers = mail.outbox[0].message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"] == f"<perstorp.{Letter.objects.get().pk}.2018-09-10@mal.perstorp.example>"
