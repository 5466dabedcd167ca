"""The year on one A3: legible, whole, and fit for the archive and every reader."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import page as validator
import pypdf
import pytest

from rodatraden.demo.tests.cast import cast_of
from rodatraden.documents.poster import Poster, PosterGroup, PosterLine, poster_pdf
from rodatraden.organisation.access import NOBODY
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.visits import signed_in
from rodatraden.web.charts import PRINT, key_mark
from rodatraden.wheel.document import MOST, group_of, poster_of, room
from rodatraden.wheel.entries import Entry
from rodatraden.wheel.gathering import by_month, lines_of
from rodatraden.wheel.page import Asked, WheelPage
from rodatraden.wheel.tests.made import TODAY, YEAR, entry, month_entry

PROFILES = (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_2A)
A3 = (1190.55, 841.89)


def page_of(*made: Entry) -> WheelPage:
    return WheelPage(YEAR, TODAY, NOBODY, None, made)


def many(count: int) -> list[Entry]:
    return [
        entry(f"Sak nummer {n} som sker någon gång under året", date(YEAR, 1 + n % 12, 1 + n % 28), ring="boards")
        for n in range(count)
    ]


def read(data: bytes) -> tuple[int, tuple[float, float], str]:
    """Pages, size, and text."""
    found = pypdf.PdfReader(io.BytesIO(data)).pages
    box = found[0].mediabox
    text = " ".join(" ".join(one.extract_text().split()) for one in found)
    return len(found), (float(box.width), float(box.height)), text


def faults(data: bytes) -> list[str]:
    reports = [validator.validate_pdf_bytes(data, profile=profile) for profile in PROFILES]
    return [f"{one.rule_id}: {one.message}" for report in reports for one in report.failures]


def small(**more: object) -> Poster:
    usual = {
        "title": "Årshjul 2018", "municipality": "Perstorps kommun", "sentence": "I september: ett möte.",
        "date": TODAY,
        "svg": key_mark("disc", "k", "möte", PRINT), "alt": "En tidpunkt.",
        "groups": (PosterGroup("Januari", (PosterLine("1", "Bokslut", "31 januari, nämnder"),)),),
    }  # fmt: skip
    return Poster(**{**usual, **more})  # type: ignore[arg-type]


def test_it_is_one_a3_with_the_wheel_and_the_list() -> None:
    pages, size, text = read(
        poster_of(page_of(entry("Budgetdag"), month_entry("Bokslut", month=3)), "Perstorps kommun")
    )
    assert pages == 1 and size == pytest.approx(A3, abs=1)
    assert "Årshjul 2018" in text and "Perstorps kommun" in text and "Budgetdag" in text and "Bokslut" in text


def test_what_hangs_on_a_wall_says_how_much_there_is_or_of_whom_and_nothing_of_today() -> None:
    page = page_of(entry("Budgetdag"), month_entry("Bokslut", month=3))
    text = read(poster_of(page, "Perstorps kommun"))[2]
    assert "2 tidpunkter" in text
    assert str(page.sentence) not in text and "nästa" not in text
    monthly = page_of(entry("Budgetdag"), entry("Sammanträde", recurs=True))
    assert "En tidpunkt och en rad om det som kommer varje månad" in read(poster_of(monthly, "Perstorps kommun"))[2]
    narrowed = replace(page, asked=Asked(kind="meeting"))
    assert "2 tidpunkter" not in read(poster_of(narrowed, "Perstorps kommun"))[2]


@pytest.mark.full
def test_a_year_with_very_much_is_still_one_page_and_says_what_it_leaves_out() -> None:
    pages, _size, text = read(poster_of(page_of(*many(600)), "Perstorps kommun"))
    assert pages == 1
    assert "och 4" in text and " till" in text


def test_every_month_keeps_its_share() -> None:
    months = by_month(lines_of(many(600)))
    shares = room(months)
    assert sum(shares) <= MOST and min(shares) >= 10
    assert room(by_month(lines_of(many(24)))) == [2] * 12


def test_what_comes_every_month_is_one_line_with_its_days() -> None:
    made = [entry("Sammanträde", f"2018-09-{day}", recurs=True, who=who) for day, who in ((18, "nämnder"), (24, "kf"))]
    (month,) = by_month(lines_of(made))
    group = group_of(month, 0)
    assert [(line.mark, line.text, line.note) for line in group.lines] == [("•", "Sammanträde", "nämnder 18, kf 24")]


def test_of_a_monthly_report_the_wall_shows_when_it_is_treated() -> None:
    told: dict[str, Any] = {"kind": "report", "report": "manad", "covers": date(2018, 8, 31), "recurs": True}
    made = [entry("Månadsrapport lämnas", "2018-09-10", **told), entry("Månadsrapport behandlas", treats=True, **told)]
    (month,) = by_month(lines_of(made))
    assert [line.text for line in group_of(month, 0).lines] == ["Månadsrapport behandlas"]


def test_what_is_assumed_has_a_star_that_is_explained() -> None:
    _pages, _size, text = read(poster_of(page_of(entry("Budgetdag", assumed=("Står inte.",))), "Perstorps kommun"))
    assert "Budgetdag*" in text and "väntas" in text


def test_the_same_content_gives_the_same_bytes() -> None:
    assert poster_pdf(small()) == poster_pdf(small())


def test_a_sign_without_a_shape_is_its_code() -> None:
    _pages, _size, text = read(poster_pdf(small(sentence="Bra jobbat 😀!")))
    assert "[U+1F600]" in text


@pytest.mark.full
@pytest.mark.django_db
def test_it_is_fetched_on_the_page(perstorp_in_the_demo: Municipality) -> None:
    answer = signed_in(cast_of("perstorp")["samordnare"]).get("/perstorp/arshjul/?format=pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert 'filename="arshjul-2018.pdf"' in answer["Content-Disposition"]
    assert read(answer.content)[0] == 1


@pytest.mark.full
@pytest.mark.parametrize("count", [1, 60, 400])
def test_it_is_valid_for_archive_and_reader(count: int) -> None:
    assert faults(poster_of(page_of(*many(count)), "Perstorps kommun")) == []


@pytest.mark.full
def test_words_of_any_kind_give_a_valid_poster() -> None:
    hostile = "#let x = 1 \\ $y$ <script> " + "långtord" * 40 + " 😀 \u202e א ض"
    group = PosterGroup(hostile, (PosterLine("1", hostile, hostile),))
    assert faults(poster_pdf(small(title=hostile, sentence=hostile, groups=(group,), notes=(hostile,)))) == []
