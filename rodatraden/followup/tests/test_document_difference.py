"""What differs between two versions of a report, in the browser's eyes."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodatraden.documents.content import Heading, KeySentence
from rodatraden.documents.freezing import Freezing, freeze
from rodatraden.followup.contents import documents_of
from rodatraden.followup.freezing import subject_of
from rodatraden.followup.services import reopen_report
from rodatraden.followup.tests.cast import ReportTown
from rodatraden.followup.tests.test_contents import treat
from rodatraden.followup.tests.test_report_pages import SCRIPT, client, page
from rodatraden.organisation.models import Unit
from rodatraden.tests.markup import read_page

pytestmark = pytest.mark.django_db
BOARD = "/perstorp/rapporter/halvar/2018-06-30/bun/dokument/"
WHY = "Siffran var fel."


def frozen(town: ReportTown, unit: Unit, *more: str) -> None:
    """Versions of the unit's report: as it stands, then with each key sentence at its end."""
    round = town.round()
    slot = round.slots[unit.pk]
    ((_slot, document),) = documents_of(town.operator, round, [slot], final=True)
    for words in ("", *more):
        parts = (*document.parts, Heading("Läget"), KeySentence(words)) if words else document.parts
        wanted = Freezing(subject_of(slot.address, unit.key), "halvårsrapport", replace(document, parts=parts))
        freeze(town.operator, replace(wanted, reason=WHY))


@pytest.fixture
def two(town: ReportTown) -> ReportTown:
    """The board's report, handed in and frozen in two versions."""
    town.write(town.board, "Vi är på väg.")
    town.submit(town.board)
    frozen(town, town.board, "Målen nås inte.")
    return town


def test_it_says_how_much_differs_and_why_before_what(two: ReportTown) -> None:
    status, html = page(two, "chair", f"{BOARD}?jamfor=1")
    assert status == 200
    assert re.search(r"<h1>En av \d+ delar skiljer version 2 från version 1\.</h1>", html)
    assert "I version 2 är en del ny och en text ny." in html
    assert f"Version 2, 2018-09-10, {two.operator.by.name}: {WHY}" in html
    assert "Målen nås inte." in html and "Vi är på väg." not in html
    assert 'href="?version=2#del-laget"' in html
    assert read_page(html).faults() == []


def test_without_a_number_it_is_compared_with_the_one_before(two: ReportTown) -> None:
    first, *others = (
        page(two, "chair", f"{BOARD}?{asked}")[1].partition("<main")[2].partition("</main>")[0]
        for asked in ("jamfor=1", "jamfor=", "version=2&jamfor=1")
    )
    assert first and others == [first, first]


def test_the_earlier_stands_first_whichever_is_shown(two: ReportTown) -> None:
    assert "skiljer version 2 från version 1" in page(two, "chair", f"{BOARD}?version=1&jamfor=2")[1]


def test_a_version_does_not_differ_from_itself(two: ReportTown) -> None:
    status, html = page(two, "chair", f"{BOARD}?jamfor=2")
    assert status == 200 and "Inget skiljer version 2 från version 2." in html


def test_any_of_three_versions_can_be_chosen_and_each_between_says_why(two: ReportTown) -> None:
    frozen(two, two.board, "Målen nås.")
    html = page(two, "chair", f"{BOARD}?jamfor=1")[1]
    assert "skiljer version 4 från version 1" in html
    for n in (1, 2, 3):
        assert re.search(rf'<a href="\?version=4&amp;jamfor={n}"[^>]*>Jämför med version {n}</a>', html)
    assert [f"Version {n}, 2018-09-10" in html for n in (1, 2, 3, 4)] == [False, True, True, True]


def test_it_is_no_file(two: ReportTown) -> None:
    """A file is of a version, whatever it is compared with."""
    assert client(two, "chair").get(f"{BOARD}?jamfor=1&format=json")["Content-Type"] == "application/json"


@pytest.mark.parametrize("asked", ["jamfor=3", "jamfor=x", "version=1&jamfor=", "version=4&jamfor=1"])
def test_what_is_no_version_is_not_found(two: ReportTown, asked: str) -> None:
    assert page(two, "chair", f"{BOARD}?{asked}")[0] == 404


def test_a_report_that_was_never_frozen_has_nothing_to_be_compared_with(town: ReportTown) -> None:
    assert page(town, "chair", f"{BOARD}?jamfor=")[0] == 404


@pytest.mark.parametrize(
    ("who", "reads"),
    [("chair", True), ("secretary", True), ("controller", True), ("other_head", False), ("leader", False)],
)
def test_only_who_reads_the_report_reads_what_differs(town: ReportTown, who: str, reads: bool) -> None:
    """While it is written anew, only its own authority."""
    town.write(town.board)
    frozen(town, town.board, "Hemligt tillägg.")
    for asked in ("", "?jamfor=1", "?version=utkast&jamfor=2"):
        assert page(town, who, f"{BOARD}{asked}")[0] == (200 if reads else 403)
    status, html = page(town, who, f"{BOARD}?jamfor=1")
    assert ("Hemligt tillägg." in html) is reads and status == (200 if reads else 403)


def test_nobody_reads_it_without_an_account(two: ReportTown) -> None:
    anonymous = client(two, "chair")
    anonymous.logout()
    assert anonymous.get(f"{BOARD}?jamfor=1").status_code in (302, 403, 404)


def test_the_page_of_the_report_asks_what_differs_where_there_are_two(two: ReportTown) -> None:
    html = page(two, "chair", BOARD)[1]
    assert '<a href="?version=2&amp;jamfor=1">Vad skiljer version 2 från version 1?</a>' in html
    assert "Vad skiljer version 2 från version 1?" in page(two, "chair", f"{BOARD}?version=1")[1]


def test_a_single_version_asks_nothing(town: ReportTown) -> None:
    town.submit(town.board)
    frozen(town, town.board)
    assert "jamfor=" not in page(town, "chair", BOARD)[1]


def corrected(town: ReportTown) -> ReportTown:
    """The board's report, treated, then opened again and written anew."""
    town.write(town.board, "Fel siffra: 12 av 40.")
    town.submit(town.board)
    treat(town, "80")
    reopen_report(town.actor(town.secretary), town.address(town.board), WHY)
    town.write(town.board, "Fel siffra: 14 av 40.", seen=1)
    return town


def test_the_draft_is_compared_with_what_was_treated_and_says_why_it_was_opened(town: ReportTown) -> None:
    corrected(town)
    status, html = page(town, "chair", f"{BOARD}?version=utkast&jamfor=")
    assert status == 200
    assert "delar skiljer utkastet från version 1." in html and f"Utkastet: {WHY}" in html
    assert re.search(r"<del>.*12.*</del><ins>.*14.*</ins> av 40", html)
    assert "Vad skiljer utkastet från version 1?" in page(town, "chair", f"{BOARD}?version=utkast")[1]


def test_a_correction_that_is_treated_shows_what_was_corrected(town: ReportTown) -> None:
    corrected(town).submit(town.board)
    treat(town, "81")
    html = page(town, "other_head", f"{BOARD}?jamfor=")[1]
    assert WHY in html and "skiljer version 2 från version 1" in html
    assert re.search(r"<del>.*12.*</del><ins>.*14.*</ins> av 40", html)


def test_comparing_costs_as_many_queries_as_reading(two: ReportTown) -> None:
    signed_in = client(two, "chair")
    signed_in.get(BOARD)
    with CaptureQueriesContext(connection) as reading:
        signed_in.get(BOARD)
    with CaptureQueriesContext(connection) as comparing:
        signed_in.get(f"{BOARD}?jamfor=1")
    assert len(comparing) == len(reading)


def test_comparing_with_the_draft_costs_one_query_more_than_the_draft(town: ReportTown) -> None:
    signed_in = client(corrected(town), "chair")
    signed_in.get(BOARD)
    with CaptureQueriesContext(connection) as reading:
        signed_in.get(f"{BOARD}?version=utkast")
    with CaptureQueriesContext(connection) as comparing:
        signed_in.get(f"{BOARD}?version=utkast&jamfor=1")
    assert len(comparing) == len(reading) + 1


def test_hostile_text_is_text(two: ReportTown) -> None:
    frozen(two, two.board, f"Målen nås {SCRIPT}")
    html = page(two, "chair", f"{BOARD}?jamfor=2")[1]
    assert SCRIPT not in html and "&lt;script&gt;" in html
