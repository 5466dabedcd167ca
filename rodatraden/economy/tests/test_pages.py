"""The pages of the economy: right for each who looks, and never dearer for more units."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from rodatraden.economy.models import Amount
from rodatraden.economy.tests.conftest import Visit
from rodatraden.economy.tests.house import AUGUST, JULY, YEAR_END, House
from rodatraden.lib.numbers import SPACE
from rodatraden.organisation.models import UnitKind
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

READERS = ("controller", "sekreterare", "chef", "ledamot", "revisor")
OUTSIDE = ("stranger", "former", "")
LINES, UNIT, ENTER = "ekonomi/", "ekonomi/sn/", "ekonomi/sn/for-in/"


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode().replace(SPACE, " ")


def queries_of(visit: Visit, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert visit("controller", path).status_code == 200
    return sum("set_config" not in query["sql"] for query in queries)


# Who may see, and who may write


@pytest.mark.parametrize("path", [LINES, f"{LINES}?format=csv", UNIT, f"{UNIT}?format=xlsx"])
def test_everybody_with_a_role_reads_and_nobody_else(visit: Visit, house: House, path: str) -> None:
    house.some()
    assert {account: visit(account, path).status_code for account in READERS} == dict.fromkeys(READERS, 200)
    assert all(visit(account, path).status_code in (302, 403, 404) for account in OUTSIDE)


@pytest.mark.parametrize(
    ("account", "status"),
    [("controller", 200), ("sekreterare", 200), ("chef", 403), ("ledamot", 403), ("revisor", 403)],
)
def test_only_who_may_enter_for_the_unit_opens_its_forms(visit: Visit, house: House, account: str, status: int) -> None:
    row = house.amount(house.board, "forecast", 1, AUGUST)
    for path in (ENTER, f"ekonomi/belopp/{row.pk}/aterkalla/"):
        assert visit(account, path).status_code == status
        assert visit(account, path, {"reason": ""}).status_code == (422 if status == 200 else 403)
    assert Amount.objects.current().count() == 1
    assert ("För in prognos" in text_of(visit(account, UNIT))) is (status == 200)


def test_what_is_not_here_is_not_found(visit: Visit, house: House, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        strange = house.unit("frammande", "Främmande", UnitKind.BOARD)
        row = house.amount(strange, "frame", 1)
    for path in ("ekonomi/frammande/", "ekonomi/frammande/for-in/", f"ekonomi/belopp/{row.pk}/aterkalla/"):
        assert visit("controller", path).status_code == 404


# The page of a year


def test_the_page_answers_in_its_first_sentence(visit: Visit, house: House) -> None:
    house.some()
    said = text_of(visit("ledamot", LINES))
    assert "<h1>En nämnd väntar underskott: socialnämnden 2,4 mkr (1,6 %).</h1>" in said
    assert "Tillsammans: underskott 2,3 mkr, 1,3 %. Utfallet är 67 % av ramen efter 8 av 12 månader." in said


def test_the_table_shows_thousands_days_and_status_and_what_is_missing(visit: Visit, house: House) -> None:
    house.some()
    house.amount(house.home_care, "frame", 41_800)
    said = text_of(visit("ledamot", LINES))
    for word in (
        "152 600",
        "102 700",
        "155 000",
        "−2 400",
        "−1,6",
        "Underskott",
        "Överskott",
        "Prognos saknas",
        "41 800",
    ):
        assert word in said
    assert '<span class="nowrap">2018-08-31</span>' in said
    assert '<span class="nowrap">2018-07-31</span>' in said
    assert "110,8 mkr av ramen är inte fördelade." in said
    assert "Källor: Budget 2018, 2017-11-27." in said


def test_an_empty_year_teaches(visit: Visit) -> None:
    said = text_of(visit("ledamot", LINES))
    assert "Inget är infört om drift 2018." in said
    assert "Inget infört än" in said
    assert "format=csv" not in said


def test_another_line_and_another_year_are_one_click_away(visit: Visit, house: House) -> None:
    house.some()
    house.amount(house.board, "frame", 100, line="investeringar")
    house.amount(house.board, "forecast", 120, AUGUST, line="investeringar")
    house.amount(house.board, "frame", 148_000, date(2017, 12, 31))
    house.amount(house.board, "outcome", 150_900, date(2017, 12, 31))
    said = text_of(visit("ledamot", LINES))
    assert '<a href="?ar=2018&amp;rad=investeringar">Investeringar</a>' in said
    assert '<a href="?ar=2017&amp;rad=drift">2017</a>' in said
    over = text_of(visit("ledamot", f"{LINES}?rad=investeringar"))
    assert "En nämnd väntar gå över ramen för investeringar: socialnämnden 20 tkr (20,0 %)." in over
    assert "Byggnadsnämnden" not in over
    before = text_of(visit("ledamot", f"{LINES}?ar=2017"))
    assert "En nämnd fick underskott 2017: socialnämnden 2,9 mkr (2,0 %)." in before


@pytest.mark.parametrize(
    "asked", ["ar=x", "ar=99999", "rad=finns-inte", "djup=x", "ar=&rad=&djup=", "ar=1990", "ar=2100"]
)
def test_an_address_that_means_nothing_shows_something(visit: Visit, house: House, asked: str) -> None:
    house.some()
    assert visit("ledamot", f"{LINES}?{asked}").status_code == 200
    assert visit("ledamot", f"{UNIT}?{asked}").status_code == 200


def test_the_boards_alone_can_be_shown(visit: Visit, house: House) -> None:
    house.some()
    house.amount(house.home_care, "frame", 41_800)
    assert "Hemtjänsten" in text_of(visit("ledamot", LINES))
    assert "Hemtjänsten" not in text_of(visit("ledamot", f"{LINES}?djup=namnder"))


def test_a_made_up_or_preliminary_figure_is_marked_where_it_stands_or_once_for_all(visit: Visit, house: House) -> None:
    house.amount(house.board, "frame", 100, example=True)
    house.amount(house.board, "outcome", 60, AUGUST, preliminary=True, example=True)
    said = text_of(visit("ledamot", LINES))
    assert said.count('class="example"') == 1
    assert "</b>, prel." in said
    house.amount(house.other, "frame", 100)
    house.amount(house.other, "outcome", 60, AUGUST)
    said = text_of(visit("ledamot", LINES))
    assert said.count('class="example"') == 2  # the board's row and the sum
    assert '<span class="note">prel.</span>' in said


def test_a_figure_of_another_day_than_the_columns_says_so(visit: Visit, house: House) -> None:
    house.some()
    house.amount(house.office, "outcome", 50_000, JULY)
    assert "Utfall till och med 2018-07-31" in text_of(visit("ledamot", LINES))


def test_whoever_works_in_a_unit_finds_where_to_enter_for_it(visit: Visit, house: House) -> None:
    house.some()
    assert "För in belopp för Vård och omsorg" in text_of(visit("chef", LINES))
    assert "För in belopp" not in text_of(visit("ledamot", LINES))
    assert "För in belopp" not in text_of(visit("controller", LINES))


def table(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_download_has_what_the_page_shows_unrounded_and_typed(visit: Visit, house: House) -> None:
    house.some()
    Amount.objects.filter(kind="frame", unit=house.board).update(value="152600123.45")
    house.amount(house.board, "outcome", 102_800, date(2018, 9, 9), preliminary=True, example=True)
    *rows, last = table(visit("ledamot", f"{LINES}?format=csv"))
    (first,) = (row for row in rows if row["Enhet"] == "Socialnämnden")
    assert (first["Ram, tkr"], first["Avvikelse, tkr"]) == ("152600,12345", "-2399,87655")
    assert (first["Utfall till och med"], first["Prognos per"]) == ("2018-09-09", "2018-07-31")
    assert (first["Preliminärt utfall"], first["Exempel"], first["Mot ramen"]) == ("ja", "ja", "Underskott")
    assert (first["Lyder under"], first["Budgetrad"]) == ("Kommunfullmäktige", "drift")
    assert last["Enhet"] == "Tillsammans"
    assert visit("ledamot", f"{LINES}?format=xlsx").content[:2] == b"PK"


def test_the_queries_do_not_grow_with_units_or_amounts(visit: Visit, house: House) -> None:
    house.some()
    visit("controller", LINES)
    one = queries_of(visit, LINES), queries_of(visit, UNIT), queries_of(visit, f"{LINES}?ar=2017")
    for place in range(12):
        made = house.unit(f"ny-{place}", f"Ny {place}", UnitKind.UNIT, house.office)
        for day in (date(2018, month, 28) for month in range(1, 9)):
            house.amount(made, "outcome", 100, day)
        house.amount(made, "frame", 100, decision=house.budget)
        house.amount(made, "frame", 100, date(2017, 12, 31))
    assert (queries_of(visit, LINES), queries_of(visit, UNIT), queries_of(visit, f"{LINES}?ar=2017")) == one
    assert max(one) <= 15


# The page of a unit


def test_a_units_page_says_how_it_stands_and_where_each_amount_is_from(visit: Visit, house: House) -> None:
    house.some()
    said = text_of(visit("ledamot", UNIT))
    assert "<h1>Socialnämnden väntar underskott 2018: 2,4 mkr (1,6 %).</h1>" in said
    assert "Utfallet är 67 % av ramen efter 8 av 12 månader." in said
    for word in ("Ekonomisystemet", "Budget 2018", "Provet", "Drift, utfall", "3 belopp"):
        assert word in said


def test_what_lies_under_a_unit_is_shown_under_it(visit: Visit, house: House) -> None:
    house.amount(house.home_care, "frame", 41_800)
    said = text_of(visit("ledamot", UNIT))
    assert "Enheterna under, drift" in said
    assert said.index("Socialförvaltningen") < said.index("Vård och omsorg") < said.index("Hemtjänsten")
    assert "Enheterna under, investeringar" not in said


def test_two_forecasts_make_a_picture(visit: Visit, house: House) -> None:
    house.some()
    assert "Hur prognosen har ändrats" not in text_of(visit("ledamot", UNIT))
    house.amount(house.board, "forecast", 154_000, date(2018, 5, 31))
    said = text_of(visit("ledamot", UNIT))
    assert "Hur prognosen har ändrats" in said
    assert said.count("<svg") > 2


def test_the_unit_that_has_nothing_teaches_and_who_may_begins(visit: Visit, house: House) -> None:
    said = text_of(visit("chef", "ekonomi/ht/"))
    assert "Inget är infört om ekonomin 2018 för Hemtjänsten." in said
    assert 'class="button" href="/perstorp/ekonomi/ht/for-in/?ar=2018&amp;slag=forecast"' in said


def test_a_unit_that_has_ended_keeps_its_page(visit: Visit, house: House) -> None:
    house.amount(house.other, "frame", 21_300, date(2017, 12, 31))
    type(house.other).objects.filter(pk=house.other.pk).update(valid_to=date(2017, 12, 31))
    said = text_of(visit("ledamot", "ekonomi/bn/?ar=2017"))
    assert "Byggnadsnämnden har 21,3 mkr i ram 2017." in said
    assert "Byggnadsnämnden" in text_of(visit("ledamot", f"{LINES}?ar=2017"))
    assert "Byggnadsnämnden" not in text_of(visit("ledamot", LINES))


def test_a_replaced_amount_stays_on_the_page_with_its_reason(visit: Visit, house: House) -> None:
    house.amount(house.board, "forecast", 154_000, AUGUST)
    at = f"{ENTER}?ar=2018&slag=forecast&rad=drift&per=2018-08-31"
    seen = Amount.objects.get().pk
    posted = {"line": "drift", "as_of": "2018-08-31", "value": "155 000", "reason": "Ny volym", "seen": seen}
    assert visit("sekreterare", at, posted).status_code == 302
    said = text_of(visit("ledamot", UNIT))
    assert "Drift, prognos 2018-08-31: 154,0 mkr blev 155,0 mkr." in said
    assert "Ny volym sekreterare sn, 2018-09-10." in said


# The forms


def posted(**changed: object) -> dict[str, object]:
    return {"line": "drift", "as_of": "2018-08-31", "value": "155 000,5", **changed}


def test_an_amount_is_typed_in_thousands_and_the_page_returns(visit: Visit, house: House) -> None:
    answer: Any = visit("sekreterare", f"{ENTER}?slag=forecast", posted(source="Månadsuppföljningen"))
    assert (answer.status_code, answer.url) == (302, "/perstorp/ekonomi/sn/?ar=2018")
    row = Amount.objects.get()
    assert (int(row.value), row.kind, row.source) == (155_000_500, "forecast", "Månadsuppföljningen")


@pytest.mark.parametrize(
    ("kind", "there", "not_there"),
    [
        ("forecast", ("as_of",), ("preliminary", "decision", "reason", "example")),
        ("outcome", ("as_of", "preliminary"), ("decision", "reason")),
        ("frame", ("decision",), ("as_of", "preliminary", "reason")),
    ],
)
def test_only_what_the_kind_of_amount_needs_is_asked(
    visit: Visit, kind: str, there: tuple[str, ...], not_there: tuple[str, ...]
) -> None:
    said = text_of(visit("controller", f"{ENTER}?slag={kind}"))
    assert all(f'name="{name}"' in said for name in (*there, "line", "value", "source", "note"))
    assert not any(f'name="{name}"' in said for name in not_there)


def test_a_frame_is_entered_with_its_decision(visit: Visit, house: House) -> None:
    answer = visit("controller", f"{ENTER}?slag=frame", posted(decision=house.budget.pk))
    assert answer.status_code == 302
    row = Amount.objects.get()
    assert (row.kind, row.as_of, row.decision) == ("frame", YEAR_END, house.budget)


def test_who_answers_for_a_unit_tells_its_outcome_and_forecast_and_not_its_frame(visit: Visit, house: House) -> None:
    row = house.amount(house.board, "frame", 152_600)
    house.amount(house.board, "outcome", 102_700, AUGUST)
    assert visit("sekreterare", f"{ENTER}?slag=frame").status_code == 403
    assert visit("sekreterare", f"{ENTER}?slag=frame", posted()).status_code == 403
    assert visit("sekreterare", f"ekonomi/belopp/{row.pk}/aterkalla/", {"reason": "Mer"}).status_code == 403
    own, all_of_it = (text_of(visit(who, "ekonomi/sn/?ar=2018")) for who in ("sekreterare", "controller"))
    assert "För in prognos" in own and "För in ram" not in own and "För in ram" in all_of_it
    assert own.count(">Rätta<") + 1 == all_of_it.count(">Rätta<")
    assert "slag=frame" not in text_of(visit("sekreterare", ENTER))


def test_the_form_opens_with_last_months_end_and_what_there_is_already(visit: Visit, house: House) -> None:
    house.some()
    said = text_of(visit("sekreterare", ENTER))
    assert 'value="2018-08-31"' in said
    assert "Ramen är 152,6 mkr. Utfallet är 102,7 mkr till och med 2018-08-31." in said


def test_an_amount_that_is_there_is_opened_to_be_corrected(visit: Visit, house: House) -> None:
    row = house.amount(house.board, "outcome", 102_700, AUGUST, preliminary=True, example=True, source="Ledgern")
    at = f"{ENTER}?ar=2018&slag=outcome&rad=drift&per=2018-08-31"
    said = text_of(visit("sekreterare", at))
    for word in ('value="102 700"', 'value="Ledgern"', "Återkalla beloppet", 'name="example"', "Rätta utfall för"):
        assert word in said
    told = posted(value="102 700", seen=row.pk, preliminary="", example="", source="", reason="")
    assert visit("sekreterare", at, told).status_code == 302
    new = Amount.objects.current().get()
    assert (new.preliminary, new.example, new.source, new.replaces) == (False, False, "", row)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"value": ""}, "value"),
        ({"value": "femtio"}, "value"),
        ({"value": "1.234,5,6"}, "value"),
        ({"as_of": ""}, "as_of"),
        ({"as_of": "31/8"}, "as_of"),
        ({"as_of": "2018-12-31"}, "as_of"),
        ({"line": "finns-inte"}, "line"),
        ({"source": "x" * 201}, "source"),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field_and_what_was_typed_stands(
    visit: Visit, changed: dict[str, object], told: str
) -> None:
    answer = visit("sekreterare", f"{ENTER}?slag=forecast", posted(note="Min anmärkning", **changed))
    said = text_of(answer)
    assert answer.status_code == 422
    assert f'id="id_{told}_error"' in said
    assert "Min anmärkning" in said
    assert not Amount.objects.exists()


def test_an_amount_that_is_there_needs_a_reason_and_the_field_for_it_comes(visit: Visit, house: House) -> None:
    house.amount(house.board, "forecast", 154_000, AUGUST)
    answer = visit("sekreterare", f"{ENTER}?slag=forecast", posted())
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in text_of(answer)
    assert visit("sekreterare", f"{ENTER}?slag=forecast", posted(reason="Nytt läge")).status_code == 302


def test_a_factor_of_a_thousand_is_asked_back_and_kept_when_meant(visit: Visit, house: House) -> None:
    house.some()
    answer = visit("sekreterare", f"{ENTER}?slag=forecast", posted(value="155"))
    assert answer.status_code == 422
    said = text_of(answer)
    assert "En fråga innan beloppet sparas" in said
    assert "Är enheten rätt, kronor eller tusental?" in said
    assert 'value="155"' in said
    assert visit("sekreterare", f"{ENTER}?slag=forecast", posted(value="155", sure="on")).status_code == 302
    assert Amount.objects.current().filter(kind="forecast", value=155_000).exists()


def test_two_who_correct_at_once_are_told_of_each_other(visit: Visit, house: House) -> None:
    row = house.amount(house.board, "forecast", 154_000, AUGUST)
    told = posted(seen=row.pk, reason="Ny volym")
    assert visit("sekreterare", f"{ENTER}?slag=forecast", told).status_code == 302
    answer = visit("controller", f"{ENTER}?slag=forecast", {**told, "value": "156 000"})
    assert answer.status_code == 422
    assert "Någon annan har fört in 155,0 mkr" in text_of(answer)


@pytest.mark.parametrize("seen", ["x", "-1", "²", "99999999999999999999"])
def test_a_memory_that_was_tampered_with_is_no_memory(visit: Visit, house: House, seen: str) -> None:
    house.amount(house.board, "forecast", 154_000, AUGUST)
    assert visit("sekreterare", f"{ENTER}?slag=forecast", posted(seen=seen, reason="Ny")).status_code in (302, 422)


def test_an_amount_is_taken_back_with_a_reason(visit: Visit, house: House) -> None:
    row = house.amount(house.board, "forecast", 154_000, AUGUST)
    at = f"ekonomi/belopp/{row.pk}/aterkalla/"
    assert visit("sekreterare", at, {"reason": ""}).status_code == 422
    answer: Any = visit("sekreterare", at, {"reason": "Fel nämnd"})
    assert (answer.status_code, answer.url) == (302, "/perstorp/ekonomi/sn/?ar=2018")
    assert visit("sekreterare", at).status_code == 404
    said = text_of(visit("ledamot", UNIT))
    assert "154,0 mkr återkallades." in said
    assert "Fel nämnd" in said
