"""The report of a unit in the browser's eyes: the whole cast, every way, and hostile text in every field."""

import hashlib
import json
from typing import Any

import pytest
from django.test import Client

from rodatraden.followup.models import Report, ReportText, Step
from rodatraden.followup.services import treat_report
from rodatraden.followup.tests.cast import ReportTown
from rodatraden.indicators.models import Outcome
from rodatraden.thread.models import Assessment

pytestmark = pytest.mark.django_db
SCHOOL, BOARD, WHOLE = (f"/perstorp/rapporter/halvar/2018-06-30/{unit}/" for unit in ("skolan", "bun", "kf"))
EVERYBODY = ("controller", "secretary", "head", "member", "auditor", "chair", "leader", "clerk", "other_head")
SCRIPT = "<script>alert('x')</script>"


def client(town: ReportTown, who: str) -> Client:
    found = Client()
    found.force_login(getattr(town, who))
    return found


def page(town: ReportTown, who: str, path: str = SCHOOL) -> tuple[int, str]:
    answer = client(town, who).get(path)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("path", [SCHOOL, BOARD, WHOLE])
def test_everybody_signed_in_sees_that_the_report_exists_and_where_it_goes(
    town: ReportTown, who: str, path: str
) -> None:
    status, html = page(town, who, path)
    assert status == 200
    assert "Så går den vidare" in html


@pytest.mark.parametrize("day", ["9999-06-30", "0001-06-30", "1989-06-30", "2018-06-31", "2018-06-29"])
def test_a_day_on_which_no_period_ends_is_no_report(town: ReportTown, day: str) -> None:
    assert page(town, "head", SCHOOL.replace("2018-06-30", day))[0] == 404


def test_a_change_number_that_is_none_counts_as_nothing_read(town: ReportTown) -> None:
    sent = {"text-fraga-var": "Ett", "seen-fraga-var": "9" * 5000}
    answer = client(town, "head").post(f"{SCHOOL}texter/", sent)
    assert answer.status_code < 400 and ReportText.objects.get().text == "Ett"


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("head", True),
        ("chair", True),
        ("secretary", True),
        ("controller", True),
        ("leader", False),
        ("other_head", False),
    ],
)
def test_a_draft_is_read_within_its_authority_alone(town: ReportTown, who: str, reads: bool) -> None:
    town.write(town.school, "Hemligt utkast")
    _status, html = page(town, who)
    assert ("Hemligt utkast" in html) is reads
    assert ("utkast inom en annan myndighet" in html) is not reads


@pytest.mark.parametrize(
    ("who", "path", "writes"),
    [
        ("head", SCHOOL, True),
        ("head", BOARD, False),
        ("chair", BOARD, True),
        ("secretary", BOARD, True),
        ("leader", WHOLE, True),
        ("chair", WHOLE, False),
        ("member", SCHOOL, False),
        ("auditor", SCHOOL, False),
    ],
)
def test_only_its_own_write_a_report(town: ReportTown, who: str, path: str, writes: bool) -> None:
    _status, html = page(town, who, path)
    assert ('name="text-fraga-var"' in html) is writes


@pytest.mark.parametrize("path", ["fel/2018-06-30/skolan/", "halvar/2018-06-29/skolan/", "halvar/igar/skolan/"])
def test_what_is_no_occasion_is_not_found(town: ReportTown, path: str) -> None:
    assert client(town, "head").get(f"/perstorp/rapporter/{path}").status_code == 404


def test_a_unit_that_does_not_report_is_not_found(town: ReportTown) -> None:
    assert client(town, "head").get("/perstorp/rapporter/halvar/2018-06-30/revision/").status_code == 404


def save(town: ReportTown, who: str, text: str, seen: int = 0, part: str = "fraga-var") -> tuple[int, dict[str, Any]]:
    answer = client(town, who).post(f"{SCHOOL}text/{part}/", {"text": text, "seen": seen})
    return answer.status_code, json.loads(answer.content) if answer["Content-Type"].startswith(
        "application/json"
    ) else {}


def test_a_text_saves_itself_and_says_its_number(town: ReportTown) -> None:
    assert save(town, "head", "Hej") == (200, {"edit": 1})
    assert save(town, "head", "Hej igen", 1) == (200, {"edit": 2})


def test_the_second_hand_gets_both_texts(town: ReportTown) -> None:
    save(town, "head", "Rektorns")
    status, told = save(town, "chair", "Ordförandens")
    assert status == 409
    assert told == {"theirs": "Rektorns", "who": "Rektor", "edit": 1}
    assert ReportText.objects.get().text == "Rektorns"


@pytest.mark.parametrize("who", ["member", "auditor", "leader", "other_head"])
def test_nobody_else_saves_a_text(town: ReportTown, who: str) -> None:
    assert save(town, who, "Hej")[0] == 403
    assert not Report.objects.exists()


def test_what_cannot_be_read_as_a_text_is_told(town: ReportTown) -> None:
    answer = client(town, "head").post(f"{SCHOOL}text/fraga-var/", {"text": "Hej", "seen": "många"})
    assert answer.status_code == 422 and "refused" in json.loads(answer.content)


def test_a_report_that_is_handed_in_refuses_a_text_in_words(town: ReportTown) -> None:
    town.submit(town.school)
    status, told = save(town, "head", "Hej")
    assert status == 422 and "inlämnad" in told["refused"]


def test_who_has_the_page_open_can_ask_who_wrote_since(town: ReportTown) -> None:
    save(town, "head", "Hej")
    told = json.loads(client(town, "chair").get(f"{SCHOOL}lage/").content)
    assert told == {"texts": {"fraga-var": {"edit": 1, "who": "Rektor"}}, "open": True}
    assert json.loads(client(town, "member").get(f"{SCHOOL}lage/").content) == {"texts": {}, "open": False}


def test_without_script_all_texts_are_saved_at_once_and_a_clash_gives_both_back(town: ReportTown) -> None:
    head = client(town, "head")
    both = {"text-fraga-var": "Ett", "seen-fraga-var": "0", "text-fraga-sedan": "Två", "seen-fraga-sedan": "0"}
    assert head.post(f"{SCHOOL}texter/", both).status_code == 302
    clash = head.post(f"{SCHOOL}texter/", {**both, "text-fraga-var": "Ett annat"})
    html = clash.content.decode()
    assert clash.status_code == 422
    assert "Ett annat" in html and "har sparat en annan text" in html
    assert ReportText.objects.get(part="fraga-var").text == "Ett"
    assert 'name="seen-fraga-var" value="1"' in html


@pytest.mark.parametrize("part", ["fraga-var", "fraga-sedan"])
def test_script_in_a_text_comes_out_as_text(town: ReportTown, part: str) -> None:
    town.write(town.school, SCRIPT, part)
    town.submit(town.school)
    _status, html = page(town, "head")
    assert SCRIPT not in html and "&lt;script&gt;" in html


def test_the_head_goes_all_the_way_and_the_board_answers(town: ReportTown) -> None:
    head, chair, secretary = client(town, "head"), client(town, "chair"), client(town, "secretary")
    save(town, "head", "Vi är på väg.")
    assert "Det här saknas än" in head.get(f"{SCHOOL}steg/lamna-in/").content.decode()
    assert head.post(f"{SCHOOL}steg/lamna-in/", {"comment": "Resten i höst."}).status_code == 302
    assert "Skicka tillbaka" in page(town, "chair")[1]
    faulty = chair.post(f"{SCHOOL}steg/skicka-tillbaka/", {"comment": ""})
    assert faulty.status_code == 422
    assert chair.post(f"{SCHOOL}steg/skicka-tillbaka/", {"comment": "Skriv om bussarna."}).status_code == 302
    assert "Skriv om bussarna." in page(town, "head")[1]
    head.post(f"{SCHOOL}steg/lamna-in/", {})
    assert chair.post(f"{SCHOOL}steg/klarmarkera/", {}).status_code == 302
    chair.post(f"{BOARD}steg/lamna-in/", {})
    treat = {"treatment": "noted", "date": "2018-09-05", "paragraph": "81"}
    assert secretary.post(f"{BOARD}steg/behandla/", {**treat, "date": "2018-12-24"}).status_code == 422
    assert secretary.post(f"{BOARD}steg/behandla/", {**treat, "paragraph": ""}).status_code == 422
    assert secretary.post(f"{BOARD}steg/behandla/", treat).status_code == 302
    states = dict(Report.objects.values_list("unit__key", "state"))
    assert states == {"skolan": "frozen", "bun": "treated"}
    assert Step.objects.filter(kind="submitted", comment="Resten i höst.").exists()
    frozen = client(town, "member").get(f"{BOARD}dokument/")
    assert frozen.status_code == 200 and "Version 1, sparad " in frozen.content.decode()
    assert "?version=1&amp;format=json" in frozen.content.decode()
    content = client(town, "member").get(f"{BOARD}dokument/?version=1&format=json")
    assert content["Content-Disposition"].endswith('-bun.json"')
    assert f"<code>{hashlib.sha256(content.content).hexdigest()}</code>" in frozen.content.decode()


@pytest.mark.parametrize(
    ("verb", "who", "status"),
    [
        ("lamna-in", "head", 200),
        ("lamna-in", "chair", 200),
        ("lamna-in", "secretary", 403),
        ("lamna-in", "auditor", 403),
        ("klarmarkera", "head", 403),
        ("klarmarkera", "chair", 200),
        ("behandla", "head", 403),
        ("ta-tillbaka", "member", 403),
        ("gissa", "head", 404),
    ],
)
def test_each_way_is_shown_to_those_whose_it_is(town: ReportTown, verb: str, who: str, status: int) -> None:
    assert client(town, who).get(f"{SCHOOL}steg/{verb}/").status_code == status


def test_a_goal_is_judged_on_the_page_and_the_reason_follows(town: ReportTown) -> None:
    goal = town.measured("Trygga skolvägar", town.indicator())
    chair = client(town, "chair")
    address = f"{BOARD}bedomning/{goal.item.key}/"
    silent = chair.post(address, {"value": "gul", "reason": ""})
    assert silent.status_code == 422 and "Skriv varför" in silent.content.decode()
    assert chair.post(address, {"value": "gul", "reason": SCRIPT}).status_code == 302
    assert Assessment.objects.get().reason == SCRIPT
    html = page(town, "chair", BOARD)[1]
    assert SCRIPT not in html and "&lt;script&gt;" in html
    assert chair.post(f"{BOARD}bedomning/finns-inte/", {"value": "gul"}).status_code == 404


def test_the_rules_proposal_needs_no_words(town: ReportTown) -> None:
    indicator = town.indicator()
    town.outcome(indicator, "2018", "80")
    town.target(indicator, "2018", "70")
    goal = town.measured("Trygga skolvägar", indicator)
    answer = client(town, "chair").post(f"{BOARD}bedomning/{goal.item.key}/", {"value": "gron", "reason": ""})
    assert answer.status_code == 302
    assert not Assessment.objects.exists()


def test_a_missing_figure_has_a_field_beside_it_and_a_doubt_is_asked_back(town: ReportTown) -> None:
    indicator = town.indicator("skolbussar", owner=town.school, unit_of_measure="antal")
    for year in ("2014", "2015", "2016"):
        town.outcome(indicator, year, "1200")
    _status, html = page(town, "head")
    assert "Siffror som saknas" in html and f'name="indicator" value="{indicator.pk}"' in html
    head, told = client(town, "head"), {"indicator": indicator.pk, "period": "2017", "value": "1 210 000"}
    asked = head.post(f"{SCHOOL}siffra/", told)
    assert asked.status_code == 422 and "Stämmer det?" in asked.content.decode()
    assert not Outcome.objects.filter(period="2017").exists()
    assert head.post(f"{SCHOOL}siffra/", {**told, "value": "ett par"}).status_code == 422
    assert head.post(f"{SCHOOL}siffra/", {**told, "value": "1 210"}).status_code == 302
    assert Outcome.objects.get(period="2017").value == 1210


def test_last_times_texts_are_offered_and_fetched(town: ReportTown) -> None:
    old = client(town, "head")
    assert "Hämta texterna" not in page(town, "head")[1]
    empty = old.post(f"{SCHOOL}hamta/", follow=True)
    assert "ingen tidigare rapport" in empty.content.decode()


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "json"])
def test_a_draft_is_a_document_in_every_format(town: ReportTown, form: str) -> None:
    town.write(town.school, "Vi är på väg.")
    answer = client(town, "head").get(f"{SCHOOL}dokument/?format={form}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{form}"')
    starts = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "json": b"{"}
    assert answer.content.startswith(starts[form])


@pytest.mark.parametrize(("asked", "chosen"), [("", "en nivå"), ("0", "inga"), ("9", "alla nivåer"), ("x", "en nivå")])
def test_one_chooses_how_many_floors_of_a_draft_are_laid_in(town: ReportTown, asked: str, chosen: str) -> None:
    town.write(town.school, "Bussarna går igen.")
    town.submit(town.school)
    page = client(town, "secretary").get(f"{BOARD}dokument/?djup={asked}").content.decode()
    assert f'<strong aria-current="true">{chosen}</strong>' in page
    assert ("Bussarna går igen." in page) == (chosen != "inga")


def test_a_draft_of_another_authority_is_no_document_for_anybody_else(town: ReportTown) -> None:
    town.write(town.school, "Hemligt")
    assert client(town, "other_head").get(f"{SCHOOL}dokument/").status_code == 403
    assert client(town, "head").get(f"{SCHOOL}dokument/?version=9").status_code in (200, 404)


@pytest.mark.parametrize(("treatment", "told"), [("noted", "lagd till handlingarna"), ("tabled", "bordlagd")])
def test_the_decision_of_a_report_leads_to_it_and_to_its_document(town: ReportTown, treatment: str, told: str) -> None:
    town.submit(town.school)
    town.submit(town.board)
    decision, other = town.treated_by(town.board), town.treated_by(town.board, "81")
    treat_report(town.operator, town.address(town.board), treatment, decision, beneath=[town.school.pk])
    shown = client(town, "member").get(f"/perstorp/beslut/{decision.key}/").content.decode()
    if treatment == "tabled":
        assert "Rapporten som behandlades" not in shown  # It is still a draft within the board.
        shown = client(town, "chair").get(f"/perstorp/beslut/{decision.key}/").content.decode()
    assert "/rapporter/halvar/2018-06-30/bun/" in shown and "/bun/dokument/" in shown and told in shown
    assert "/rapporter/halvar/2018-06-30/skolan/" not in shown
    assert (
        "Rapporten som behandlades" not in client(town, "member").get(f"/perstorp/beslut/{other.key}/").content.decode()
    )
