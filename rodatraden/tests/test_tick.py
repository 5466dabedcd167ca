"""`rodatraden tick` and `rodatraden letters`: what is due is done, everywhere, and one that fails stops no other."""

from collections.abc import Iterator
from datetime import time

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from rodatraden.demo import build
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.organisation.letters.server import CONSOLE
from rodatraden.organisation.models import Letter, LetterState, Person
from rodatraden.organisation.tests.cast import Town
from rodatraden.organisation.tests.post import give_addresses, told
from rodatraden.tenancy import current, scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.console import BAD, FINDINGS, FINE, PERSTORP, Run

HERE = __name__
seen: list[tuple[str, object]] = []


def note() -> Text:
    seen.append((current().slug, clock.today()))
    return say("{n} saker gjorda", n=3)


def nothing() -> Text:
    return NOTHING


def fall() -> Text:
    raise RuntimeError("fel i något annat")


@pytest.fixture(autouse=True)
def begin(settings: Settings) -> Iterator[None]:
    settings.LETTERS_FROM = time(0)
    seen.clear()
    yield
    seen.clear()


@pytest.fixture
def two(db: None) -> dict[str, Municipality]:
    made = (("hallsberg", "Hallsbergs kommun", "1861"), ("perstorp", "Perstorps kommun", "1275"))
    return {slug: Municipality.objects.create(slug=slug, name=name, code=code) for slug, name, code in made}


@pytest.fixture
def town(two: dict[str, Municipality]) -> Iterator[Town]:
    with scope(two["perstorp"]):
        town = Town()
        give_addresses(town.people.values())
        told("a", town.area)
        yield town


def test_it_does_what_the_settings_name_in_every_municipality(
    run: Run, two: dict[str, Municipality], settings: Settings
) -> None:
    settings.TICKS = [f"{HERE}.nothing", f"{HERE}.note"]
    said = run("tick")
    assert (said.code, said.err) == (FINE, "")
    assert said.out.splitlines() == ["Hallsbergs kommun: 3 saker gjorda.", "Perstorps kommun: 3 saker gjorda."]


def test_it_can_be_run_for_one(run: Run, two: dict[str, Municipality], settings: Settings) -> None:
    settings.TICKS = [f"{HERE}.note"]
    assert run("tick", *PERSTORP).code == FINE
    assert [slug for slug, _day in seen] == ["perstorp"]


def test_where_nothing_is_due_nothing_is_said(run: Run, two: dict[str, Municipality]) -> None:
    said = run("tick")
    assert (said.code, said.out, said.err) == (FINE, "", "")


def test_one_that_fails_stops_no_other_and_is_told(
    run: Run, two: dict[str, Municipality], settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.TICKS = [f"{HERE}.fall", f"{HERE}.finns_inte", f"{HERE}.note"]
    caplog.set_level("CRITICAL")
    said = run("tick")
    assert said.code == FINDINGS and [slug for slug, _day in seen] == ["hallsberg", "perstorp"]
    assert said.err.count("gick inte") == 4 and f"{HERE}.fall" in said.err


def test_the_demo_stands_on_its_day_and_the_others_on_theirs(
    run: Run, two: dict[str, Municipality], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RODATRADEN_TODAY", raising=False)
    Municipality.objects.filter(slug="perstorp").update(is_demo=True)
    settings.TICKS = [f"{HERE}.note"]
    with clock.held(clock.today().replace(year=2020)):
        run("tick")
        assert seen == [("hallsberg", clock.today()), ("perstorp", build.DAY)]


def test_a_demo_that_was_given_a_day_stands_on_it(
    run: Run, two: dict[str, Municipality], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RODATRADEN_TODAY", "2018-12-31")
    Municipality.objects.update(is_demo=True)
    settings.TICKS = [f"{HERE}.note"]
    with clock.held(clock.today().replace(month=12, day=31)):
        run("tick", *PERSTORP)
        assert seen == [("perstorp", clock.today())]


def test_a_municipality_that_is_not_here_is_told(run: Run, two: dict[str, Municipality]) -> None:
    said = run("tick", "--municipality", "atlantis")
    assert said.code == BAD and "atlantis" in said.err


def test_every_name_in_the_settings_leads_to_something_that_can_be_done(
    run: Run, town: Town, settings: Settings
) -> None:
    letters = settings.TICKS.index("rodatraden.organisation.letters.send_due")
    assert "rodatraden.followup.reminding.remind_due" in settings.TICKS[:letters], "who tells stands before the letters"
    assert run("tick").out == "Perstorps kommun: ett brev skickat.\n"
    assert run("tick").out == "" and len(mail.outbox) == 1


# letters


def put(state: LetterState, person: Person, fault: str = "") -> Letter:
    return Letter.objects.create(person=person, day=clock.today(), state=state, address=person.email, fault=fault)


def test_the_operator_sees_what_has_not_been_sent(run: Run, town: Town) -> None:
    people = town.people
    unsure = put(LetterState.UNSURE, people["chef"])
    put(LetterState.FAILED, people["ledamot"], fault="SMTPDataError: nej")
    put(LetterState.SENT, people["revisor"])
    said = run("letters", *PERSTORP)
    assert said.code == FINDINGS and len(said.out.splitlines()) == 2
    assert f"{unsure.pk}  2018-09-10  {people['chef'].pk}@perstorp.example  osäkert om det kom i väg\n" in said.out
    assert "gick inte att skicka  SMTPDataError: nej" in said.out


def test_the_operator_is_told_that_no_letter_leaves(run: Run, town: Town, settings: Settings) -> None:
    settings.EMAIL_BACKEND = CONSOLE
    said = run("letters", *PERSTORP)
    assert (said.code, said.out) == (FINDINGS, "")
    assert said.err == "Inga brev skickas: EMAIL_URL är inte satt.\n"
    assert run("tick").out == "" and not Letter.objects.exists()


def test_letters_that_only_wait_are_no_finding(run: Run, town: Town) -> None:
    put(LetterState.TO_SEND, town.people["chef"])
    assert run("letters", *PERSTORP).code == FINE


def test_the_operator_sends_one_again(run: Run, town: Town) -> None:
    unsure = put(LetterState.UNSURE, town.people["ledamot"])
    Letter.objects.update(subject="Ämne", body="Hej!")
    assert run("letters", *PERSTORP, "--again", unsure.pk).code == FINE
    run("tick")
    assert ("Ämne", "Hej!") in [(message.subject, message.body) for message in mail.outbox]


def test_what_cannot_be_sent_again_is_told(run: Run, town: Town) -> None:
    sent = put(LetterState.SENT, town.people["chef"])
    said = run("letters", *PERSTORP, "--again", sent.pk)
    assert said.code == BAD and "Brevet är skickat." in said.err
    assert "finns inte" in run("letters", *PERSTORP, "--again", 999_999).err
    assert run("letters", *PERSTORP, "--again", "x").code == BAD


def test_a_letter_of_another_municipality_is_not_found(run: Run, town: Town) -> None:
    unsure = put(LetterState.UNSURE, town.people["chef"])
    assert run("letters", "--municipality", "hallsberg", "--again", unsure.pk).code == BAD
    assert run("letters", "--municipality", "hallsberg").out == ""
