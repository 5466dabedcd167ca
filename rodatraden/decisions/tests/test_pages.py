"""The pages of decisions, each tried by the whole cast."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from rodatraden.audit.log import entries
from rodatraden.decisions.models import Decision
from rodatraden.decisions.services import record_decision
from rodatraden.documents.models import File
from rodatraden.documents.services import store
from rodatraden.organisation.access import system
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

KNOWN = ("controller", "sekreterare", "chef", "ledamot", "revisor")
DAY = date(2017, 11, 29)
Visit = Callable[..., HttpResponse]


@pytest.fixture
def visit(town: Town, own_pages: None, client: Client) -> Visit:
    record_decision(
        system(), title="Mål 2018", body=town.council, date=DAY, key="mal", file=store(system(), "p.txt", BytesIO(b"x"))
    )

    def ask(account: str, path: str, posted: dict[str, Any] | None = None) -> HttpResponse:
        client.force_login(town.cast[account])
        address = f"/perstorp/{path}"
        answer: Any = client.get(address) if posted is None else client.post(address, posted)
        made: HttpResponse = answer
        return made

    return ask


def body(answer: HttpResponse) -> str:
    return answer.content.decode()


def given(town: Town, **fields: Any) -> dict[str, Any]:
    return {"title": "Nämndmål", "body": town.board.pk, "date": "2017-12-14", "paragraph": "142", **fields}


@pytest.mark.parametrize("path", ["beslut/", "beslut/mal/"])
@pytest.mark.parametrize("account", KNOWN)
def test_everybody_known_here_reads_decisions(visit: Visit, account: str, path: str) -> None:
    page = visit(account, path)
    assert page.status_code == 200 and "Mål 2018" in body(page)


@pytest.mark.parametrize("path", ["beslut/", "beslut/mal/", "beslut/nytt/"])
@pytest.mark.parametrize("account", ["stranger", "former"])
def test_a_stranger_learns_nothing(visit: Visit, account: str, path: str) -> None:
    assert visit(account, path).status_code == 404


@pytest.mark.parametrize("account", KNOWN)
def test_the_form_opens_to_who_may_record_something(visit: Visit, account: str) -> None:
    may = account in ("controller", "sekreterare", "chef")
    assert visit(account, "beslut/nytt/").status_code == (200 if may else 403)
    assert ("/beslut/nytt/" in body(visit(account, "beslut/"))) == may


@pytest.mark.parametrize("account", KNOWN)
def test_only_who_decides_or_administers_there_records(visit: Visit, town: Town, account: str) -> None:
    answer = visit(account, "beslut/nytt/", given(town))
    expected = {"controller": 302, "sekreterare": 302, "chef": 422}.get(account, 403)
    assert answer.status_code == expected
    assert Decision.objects.filter(paragraph="142").exists() == (expected == 302)


def test_a_decision_says_what_its_source_does_not(visit: Visit, town: Town) -> None:
    page = body(visit("ledamot", "beslut/mal/"))
    assert 'Kommunfullmäktige beslutade <span class="nowrap">2017-11-29</span>. Paragraf framgår inte.' in page
    record_decision(system(), title="Vision", body=town.council, note="Bara året framgår.", key="vision")
    undated = body(visit("ledamot", "beslut/vision/"))
    assert "datum framgår inte" in undated and "Bara året framgår." in undated and "2017-11-29" not in undated
    assert "ett saknar datum" in body(visit("ledamot", "beslut/"))


def test_that_the_date_is_not_stated_is_a_choice_and_written_out(visit: Visit, town: Town) -> None:
    refused = visit("controller", "beslut/nytt/", given(town, date=""))
    assert refused.status_code == 422 and "kryssa i" in body(refused)
    both = visit("controller", "beslut/nytt/", given(town, undated="on"))
    assert both.status_code == 422 and "inte båda" in body(both)
    assert visit("controller", "beslut/nytt/", given(town, date="", undated="on")).status_code == 302
    assert Decision.objects.get(paragraph="142").note == "Datum framgår inte av underlaget."


def test_a_decision_and_its_file_are_recorded_together_or_not_at_all(visit: Visit, town: Town) -> None:
    upload = SimpleUploadedFile("protokoll.pdf", b"%PDF-1.7", content_type="text/html")
    answer = visit("sekreterare", "beslut/nytt/", given(town, file=upload))
    assert answer.status_code == 302
    file = Decision.objects.select_related("file").get(paragraph="142").file
    assert file is not None and file.media_type == "application/pdf"
    page = body(visit("ledamot", "beslut/sn-2017-12-14-142/"))
    assert f"/perstorp/filer/{file.pk}/" in page
    again = given(town, file=SimpleUploadedFile("annan.pdf", b"%PDF-1.7 2"))
    assert visit("sekreterare", "beslut/nytt/", again).status_code == 422
    assert not File.objects.filter(name="annan.pdf").exists()
    assert not entries().filter(label="annan.pdf").exists()


def test_a_file_above_the_limit_is_answered_with_the_limit(visit: Visit, town: Town, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024
    answer = visit("sekreterare", "beslut/nytt/", given(town, file=SimpleUploadedFile("stor.txt", b"x" * 1025)))
    assert answer.status_code == 422
    assert "Filen är för stor." in body(answer)
    assert not Decision.objects.filter(paragraph="142").exists()


def test_an_official_chooses_among_own_positions(visit: Visit, town: Town) -> None:
    form = body(visit("chef", "beslut/nytt/"))
    assert '<option value="chef (Vård och omsorg)">' in form and "Socialnämnden" not in form
    assert 'name="position"' not in body(visit("controller", "beslut/nytt/"))
    posted = {"title": "Aktiviteter", "body": "", "date": "2018-01-15", "position": "chef (Vård och omsorg)"}
    posted["delegation"] = "4.2"
    assert visit("chef", "beslut/nytt/", posted).status_code == 302
    made = body(visit("ledamot", "beslut/aktiviteter/"))
    assert 'Chef (Vård och omsorg) beslutade <span class="nowrap">2018-01-15</span>.' in made
    assert visit("chef", "beslut/nytt/", {**posted, "position": "kommundirektör"}).status_code == 422


def test_another_municipalitys_decisions_and_bodies_are_not_known(
    visit: Visit, town: Town, hallsberg: Municipality
) -> None:
    with scope(hallsberg):
        Decision.objects.create(key="deras", title="Deras beslut")
        body_of_theirs = type(town.board).objects.create(key="ks", name="Deras styrelse", kind="board")
    assert visit("controller", "beslut/deras/").status_code == 404
    assert "Deras" not in body(visit("controller", "beslut/"))
    assert visit("controller", "beslut/nytt/", given(town, body=body_of_theirs.pk)).status_code == 422


def test_script_in_a_decision_is_shown_as_text(visit: Visit, town: Town) -> None:
    script = "<script>alert(1)</script>"
    record_decision(system(), title=script, body=town.council, date=DAY, note=script, source=script, key="s")
    for path in ("beslut/", "beslut/s/"):
        page = body(visit("ledamot", path))
        assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_higher_floors_say_what_rests_on_a_decision(visit: Visit, settings: Settings) -> None:
    names = ["rodatraden.decisions.tests.panel.nothing", "rodatraden.decisions.tests.panel.rests_on"]
    settings.PANELS = {"decisions:decision": names}
    assert "<p>Tre mål vilar på mal</p>" in body(visit("ledamot", "beslut/mal/"))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_is_searched_and_taken_away(visit: Visit, town: Town, form: str) -> None:
    record_decision(system(), title="Annat", body=town.board, date=DAY, paragraph="7")
    page = body(visit("ledamot", "beslut/?q=annat"))
    assert "Annat" in page and "Mål 2018" not in page
    answer = visit("ledamot", f"beslut/?q=annat&format={form}")
    assert f"beslut.{form}" in answer["Content-Disposition"]
    if form == "csv":
        assert len(answer.content.decode().splitlines()) == 2


def test_an_empty_list_teaches(visit: Visit) -> None:
    Decision.objects.all().delete()
    page = body(visit("sekreterare", "beslut/"))
    assert "Inga beslut än" in page and "justerat" in page


def test_who_administers_corrects_how_a_decision_is_recorded(visit: Visit, town: Town) -> None:
    assert "/beslut/mal/ratta/" in body(visit("controller", "beslut/mal/"))
    assert 'value="Mål 2018"' in body(visit("controller", "beslut/mal/ratta/"))
    said = {"title": "Mål 2018–2021", "paragraph": "187", "reference": "KS 2017/9"}
    assert visit("controller", "beslut/mal/ratta/", said).status_code == 302
    row = Decision.objects.get(key="mal")
    assert (row.title, row.paragraph, row.reference, row.body) == (*said.values(), town.council)
    for reader in KNOWN:
        told = body(visit(reader, "beslut/mal/"))
        assert "<dt>Rättat</dt>" in told and "rubrik: Mål 2018 → Mål 2018–2021" in told
    refused = visit("controller", "beslut/mal/ratta/", {**said, "title": ""})
    assert refused.status_code == 422 and "187" in body(refused)


@pytest.mark.parametrize("account", ["sekreterare", "chef", "ledamot", "revisor"])
def test_others_do_not_correct_a_decision(visit: Visit, account: str) -> None:
    assert "ratta" not in body(visit(account, "beslut/mal/"))
    assert visit(account, "beslut/mal/ratta/").status_code == 403
