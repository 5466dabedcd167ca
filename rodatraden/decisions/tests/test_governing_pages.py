"""The pages of the register, each tried by the whole cast."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from rodatraden.decisions import governing_list, governing_services
from rodatraden.decisions.governing_forms import decisions_by_body
from rodatraden.decisions.governing_services import register_document, revise_document
from rodatraden.decisions.models import Decision, GoverningDocument
from rodatraden.decisions.services import record_decision
from rodatraden.documents.models import File
from rodatraden.documents.words_in import Words
from rodatraden.organisation.access import system
from rodatraden.organisation.models import Unit
from rodatraden.organisation.tests.cast import Town

KNOWN = ("controller", "sekreterare", "chef", "ledamot", "revisor")
KEEPERS = {"controller": 302, "sekreterare": 302}
FORMS = ("andra/", "ny-lydelse/", "folj-upp/", "fil/", "avsluta/")
Visit = Callable[..., HttpResponse]


def decided(body: Unit, paragraph: str, on: date = date(2017, 11, 29)) -> Decision:
    return record_decision(system(), title="Om biståndet", body=body, date=on, paragraph=paragraph)


@pytest.fixture
def document(town: Town) -> GoverningDocument:
    return register_document(
        system(),
        kind="riktlinje",
        title="Riktlinje för bistånd",
        decision=decided(town.board, "12"),
        responsible_unit=town.area,
        responsible_kind="chef",
        text="Beslut fattas inom tre veckor.",
        revise_by=date(2018, 6, 30),
        units=[town.home_care],
        law_printed="3:9",
        law_act="1991:900",
        law_current="KL 5:1",
        key="bistand",
    )


@pytest.fixture
def visit(town: Town, document: GoverningDocument, own_pages: None, client: Client) -> Visit:
    def ask(account: str, path: str, posted: dict[str, Any] | None = None) -> HttpResponse:
        client.force_login(town.cast[account])
        address = f"/perstorp/styrdokument/{path}"
        answer: Any = client.get(address) if posted is None else client.post(address, posted)
        made: HttpResponse = answer
        return made

    return ask


def body(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("path", ["", "bistand/"])
@pytest.mark.parametrize("account", KNOWN)
def test_everybody_known_here_reads_the_register(visit: Visit, account: str, path: str) -> None:
    page = visit(account, path)
    assert page.status_code == 200 and "Riktlinje för bistånd" in body(page)


@pytest.mark.parametrize("path", ["", "bistand/", "nytt/", *(f"bistand/{form}" for form in FORMS)])
@pytest.mark.parametrize("account", ["stranger", "former"])
def test_a_stranger_learns_nothing(visit: Visit, account: str, path: str) -> None:
    assert visit(account, path).status_code == 404


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("account", KNOWN)
def test_forms_open_to_who_looks_after_the_document(visit: Visit, account: str, form: str) -> None:
    may = account in ("controller", "sekreterare", "chef")
    assert visit(account, f"bistand/{form}").status_code == (200 if may else 403)
    assert (f"/bistand/{form}" in body(visit(account, "bistand/"))) == may


def test_the_register_answers_in_words_and_shows_what_is_wrong(visit: Visit) -> None:
    page = body(visit("ledamot", ""))
    assert "Ett styrdokument gäller. Det skulle ha reviderats." in page
    assert "Skulle ha reviderats" in page and "Socialnämnden" in page


def test_what_belongs_to_nobody_here_is_told_in_the_form_and_what_was_typed_stays(visit: Visit, town: Town) -> None:
    typed = {"kind": "riktlinje", "title": "Riktlinje för kvastar", "text": "Vi sopar."}
    answer = visit("sekreterare", "nytt/", typed)
    page = body(answer)
    assert answer.status_code == 422 and "Välj en ansvarig enhet som du beslutar för" in page
    assert "Riktlinje för kvastar" in page and "Vi sopar." in page
    assert visit("sekreterare", "nytt/", {**typed, "responsible_unit": town.board.pk}).status_code == 302
    assert visit("controller", "nytt/", {**typed, "title": "En till"}).status_code == 302


def test_an_empty_register_teaches(visit: Visit) -> None:
    GoverningDocument.objects.all().delete()
    page = body(visit("controller", ""))
    assert "Inga styrdokument är införda än." in page and "Inga styrdokument än" in page


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("q=veckor", True),
        ("q=VECKOR+riktlinje", True),
        ("q=saknas", False),
        ("slag=riktlinje", True),
        ("slag=policy", False),
        ("organ=sn", True),
        ("organ=bn", False),
        ("enhet=ht", True),
        ("enhet=vo", True),
        ("enhet=bn", False),
        ("lage=revideras", True),
        ("lage=brister", True),
        ("lage=tidigare", False),
        ("lage=nonsens", True),
        ("lage=utan-ansvarig", False),
        ("lage=fel-organ", False),
        ("lage=alla&sort=-revise", True),
        ("page=99", True),
    ],
)
def test_the_register_is_narrowed_by_its_address(visit: Visit, query: str, there: bool) -> None:
    assert ("/styrdokument/bistand/" in body(visit("ledamot", f"?{query}"))) == there


def test_the_register_is_downloaded_whole(visit: Visit) -> None:
    answer = visit("ledamot", "?format=csv&q=veckor")
    text = answer.content.decode("utf-8-sig")
    assert "Riktlinje för bistånd;riktlinje;Socialnämnden;2017-11-29;§ 12" in text
    assert visit("ledamot", "?format=xlsx").content.startswith(b"PK")


def test_a_document_says_what_it_rests_on_and_the_law_in_force_first(visit: Visit) -> None:
    page = body(visit("ledamot", "bistand/"))
    assert "Gäller, men skulle ha reviderats senast" in page
    assert "KL 5:1 (tryckt 3:9, SFS 1991:900)" in page
    assert "§ 12" in page and "Chef, Vård och omsorg" in page and "beslutas av nämnden" in page


def test_a_document_of_the_wrong_body_is_told(visit: Visit, town: Town) -> None:
    row = register_document(system(), kind="policy", title="Egen policy", decision=decided(town.board, "13"))
    page = body(visit("ledamot", f"{row.key}/"))
    assert "<li>Ansvarig roll saknas</li><li>Beslutat av fel organ</li>" in page and " – Brister" not in page
    assert "/egen-policy/" in body(visit("ledamot", "?lage=fel-organ"))


@pytest.mark.parametrize("account", KNOWN)
def test_a_document_is_entered_with_its_file(visit: Visit, town: Town, account: str) -> None:
    posted = {
        "kind": "rutin",
        "title": "Rutin för nycklar",
        "responsible_unit": town.board.pk,
        "file": SimpleUploadedFile("rutin.txt", b"Nycklar kvitteras."),
    }
    answer = visit(account, "nytt/", posted)
    assert answer.status_code == {**KEEPERS, "chef": 422}.get(account, 403)
    rows = GoverningDocument.objects.filter(title="Rutin för nycklar")
    assert [row.file_text for row in rows] == (["Nycklar kvitteras."] if account in KEEPERS else [])


@pytest.mark.parametrize("path", ["nytt/", "bistand/ny-lydelse/", "bistand/fil/"])
def test_a_file_is_read_before_the_transaction(
    visit: Visit, town: Town, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """It takes seconds, and meanwhile nobody waits for the rows."""
    within: list[int] = []

    def read(_file: File) -> Words:
        within.append(len(connection.atomic_blocks))
        return Words("Nycklar kvitteras.")

    monkeypatch.setattr(governing_services, "words_in", read)
    posted = {
        "kind": "rutin",
        "title": "Rutin",
        "responsible_unit": town.board.pk,
        "decision": decided(town.board, "14", date(2018, 2, 1)).pk,
        "file": SimpleUploadedFile("rutin.txt", b"Nycklar kvitteras."),
    }
    assert visit("controller", path, posted).status_code == 302
    assert within == [len(connection.atomic_blocks)]


def test_a_refused_form_gives_back_what_was_typed(visit: Visit) -> None:
    posted = {"title": "Riktlinje utan slag", "law_printed": "3:9"}
    answer = visit("controller", "nytt/", posted)
    assert answer.status_code == 422 and "Riktlinje utan slag" in body(answer)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docm", b"PK\x03\x04", "makron"),
        ("a.pdf", b"MZ", "inte det som namnet säger"),
        ("a.exe", b"MZ", "program"),
        ("tom.pdf", b"", "tom"),
    ],
)
def test_a_file_that_may_do_harm_is_refused_beside_its_field(
    visit: Visit, name: str, content: bytes, said: str
) -> None:
    answer = visit("controller", "bistand/fil/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422 and said in body(answer)


def test_a_file_above_the_limit_is_turned_away(visit: Visit, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    answer = visit("controller", "bistand/fil/", {"file": SimpleUploadedFile("a.txt", b"x" * 11)})
    assert answer.status_code == 422 and "Filen är för stor." in body(answer)


def test_a_broken_file_is_kept_and_its_page_says_so(visit: Visit) -> None:
    assert visit("controller", "bistand/fil/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 x")}).status_code == 302
    assert "filen är skadad" in body(visit("ledamot", "bistand/"))


def test_a_new_wording_shows_the_difference_in_words(visit: Visit, town: Town) -> None:
    newer = decided(town.board, "40", date(2018, 5, 15))
    posted = {
        "kind": "riktlinje",
        "title": "Riktlinje för bistånd",
        "decision": newer.pk,
        "responsible_unit": town.area.pk,
        "text": "Beslut fattas inom en vecka.",
    }
    assert visit("sekreterare", "bistand/ny-lydelse/", posted).status_code == 302
    new = GoverningDocument.objects.get(replaces__key="bistand")
    page = body(visit("ledamot", f"{new.key}/"))
    assert "<del>tre veckor</del><ins>en vecka</ins>" in page
    old = body(visit("ledamot", "bistand/"))
    assert "Gällde till och med" in old and "Beslut fattas inom tre veckor." in old
    assert visit("sekreterare", "bistand/ny-lydelse/", posted).status_code == 422


def test_the_second_of_two_is_told_and_keeps_what_was_typed(visit: Visit, town: Town) -> None:
    same = {"kind": "riktlinje", "title": "Riktlinje för bistånd", "text": "Beslut fattas inom tre veckor."}
    fields = GoverningDocument.objects.get(key="bistand")
    posted = {
        **same,
        "decision": fields.decision_id,
        "valid_from": "2017-11-29",
        "responsible_unit": town.area.pk,
        "responsible_kind": "chef",
        "law_printed": "3:9",
        "law_act": "1991:900",
        "law_current": "KL 5:1",
        "units": [town.home_care.pk],
        "revise_by": "2018-06-30",
        "edit": 1,
    }
    assert visit("controller", "bistand/andra/", {**posted, "note": "Min"}).status_code == 302
    answer = visit("sekreterare", "bistand/andra/", {**posted, "note": "Din"})
    assert answer.status_code == 422
    assert "Någon annan har ändrat" in body(answer) and 'value="Din"' in body(answer)
    assert visit("sekreterare", "bistand/andra/", {**posted, "note": "Din", "edit": 2}).status_code == 302
    assert GoverningDocument.objects.get(key="bistand").note == "Din"


def test_following_up_and_ending_are_told_on_the_page(visit: Visit) -> None:
    assert visit("chef", "bistand/folj-upp/", {"on": "2018-09-01", "note": "Följs."}).status_code == 302
    assert visit("chef", "bistand/avsluta/", {"on": "2018-08-31", "reason": ""}).status_code == 422
    assert visit("chef", "bistand/avsluta/", {"on": "2018-08-31", "reason": "Upphävd."}).status_code == 302
    page = body(visit("ledamot", "bistand/"))
    assert "Upphörde att gälla" in page and "Upphävd." in page and "följde upp" in page


@pytest.mark.parametrize("path", ["?lage=alla", "?q=veckor&lage=alla", "?q=rutin&lage=alla&sort=-decider"])
def test_the_pages_ask_as_much_however_much_there_is(
    visit: Visit, town: Town, django_assert_num_queries: DjangoAssertNumQueries, path: str
) -> None:
    register_document(system(), kind="rutin", title="Rutin", text="Två veckor.")
    visit("ledamot", path)
    with CaptureQueriesContext(connection) as few:
        visit("ledamot", path)
    old = GoverningDocument.objects.get(key="bistand")
    for number in range(20):
        old = revise_document(system(), old, decision=decided(town.board, str(50 + number), date(2018, 1, 1 + number)))
        register_document(system(), kind="rutin", title=f"Rutin {number}", units=[town.area], text="Tre veckor.")
    with django_assert_num_queries(len(few.captured_queries)):
        assert "Rutin 19" in body(visit("ledamot", path))


def test_searching_asks_no_more_than_looking(visit: Visit, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    visit("ledamot", "")
    with CaptureQueriesContext(connection) as looked:
        visit("ledamot", "")
    with django_assert_num_queries(len(looked.captured_queries)):
        assert "Riktlinje för bistånd" in body(visit("ledamot", "?q=veckor"))


@pytest.mark.parametrize(
    ("path", "first", "second"),
    [("?", ["Policy 1", "Riktlinje för bistånd"], ["Rutin 1", "Rutin 2"]),
     ("?sort=-title", ["Rutin 2", "Rutin 1"], ["Riktlinje för bistånd", "Policy 1"]),
     ("?sort=nonsens", ["Policy 1", "Riktlinje för bistånd"], ["Rutin 1", "Rutin 2"])],
)  # fmt: skip
def test_the_register_is_shown_a_part_at_a_time_and_downloaded_whole(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, path: str, first: list[str], second: list[str]
) -> None:
    monkeypatch.setattr(governing_list, "ON_A_PAGE", 2)
    for kind, title in (("rutin", "Rutin 2"), ("policy", "Policy 1"), ("rutin", "Rutin 1")):
        register_document(system(), kind=kind, title=title)
    for number, wanted in (("1", first), ("2", second)):
        page = body(visit("ledamot", f"{path}&page={number}"))
        titles = re.findall(r'<th scope="row".*?>([^<>]+)</a>', page, re.DOTALL)
        assert titles == wanted
    lines = body(visit("ledamot", f"{path}&format=csv")).splitlines()[1:]
    assert [line.partition(";")[0] for line in lines] == [*first, *second]


def test_of_the_whole_register_no_more_documents_are_read_than_are_shown(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(governing_list, "ON_A_PAGE", 2)
    for number in range(5):
        register_document(system(), kind="rutin", title=f"Rutin {number}", note=f"Om {number}")
    with CaptureQueriesContext(connection) as asked:
        visit("ledamot", "?lage=alla")
    full = [query["sql"] for query in asked if "law_note" in query["sql"]]
    assert len(full) == 1
    with connection.cursor() as cursor:
        cursor.execute(full[0].replace("%", "%%"))
        assert len(cursor.fetchall()) == 2
    assert not [query for query in asked if '"file_text"' in query["sql"]]


def test_a_file_of_the_register_asks_as_much_however_much_there_is(
    visit: Visit, town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        on = decided(town.board, str(50 + number), date(2018, 1, 1 + number))
        register_document(system(), kind="rutin", title=f"Rutin {number}", decision=on, responsible_unit=town.area)
    visit("ledamot", "?format=csv")
    with CaptureQueriesContext(connection) as looked:
        visit("ledamot", "")
    with django_assert_num_queries(len(looked.captured_queries)):
        assert "§ 54" in body(visit("ledamot", "?format=csv"))


def test_decisions_are_chosen_under_their_body_and_year_the_newest_first(town: Town) -> None:
    old = decided(town.board, "12", date(2017, 3, 1))
    new, newer = decided(town.board, "13", date(2018, 3, 1)), decided(town.board, "14", date(2018, 5, 1))
    first, *groups = decisions_by_body("–")
    assert first == ("", "–")
    assert [(name, [pk for pk, _label in rows]) for name, rows in groups] == [
        (f"{town.board.name} 2018", [newer.pk, new.pk]),
        (f"{town.board.name} 2017", [old.pk]),
    ]
    assert groups[0][1][0][1] == "2018-05-01 § 14: Om biståndet"


def test_the_list_of_decisions_can_be_narrowed_and_stands_whole_without_script(visit: Visit) -> None:
    page = body(visit("controller", "nytt/"))
    assert re.search(r'<select name="decision"[^>]* data-narrow="Sök bland besluten"', page)
    assert "2017-11-29 § 12: Om biståndet" in page and "Beslutet finns inte i listan" in page


NEW = {"kind": "riktlinje", "title": "Riktlinje för lov", "text": "Lov söks i tid.", "new_date": "2018-01-22"}


def test_a_decision_that_the_list_lacks_is_recorded_with_the_document(visit: Visit, town: Town) -> None:
    typed = {**NEW, "new_body": town.board.pk, "new_paragraph": "§ 8"}
    assert visit("sekreterare", "nytt/", typed).status_code == 302
    row = GoverningDocument.objects.get(title="Riktlinje för lov")
    made = row.decision
    assert made is not None and (made.body, made.date, made.paragraph) == (town.board, date(2018, 1, 22), "8")
    assert (made.title, row.valid_from) == (row.title, made.date)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({}, "Ange vilket organ som beslutade."),
        ({"new_body": "sn", "new_date": ""}, "Ange beslutets datum."),
        ({"new_body": "sn", "decision": "12"}, "Välj ett beslut i listan eller för in ett nytt, inte båda."),
        ({"new_body": "sn", "new_date": "2017-11-29", "new_paragraph": "12"}, "12"),
        ({"new_body": "sn", "new_date": "2019-01-22"}, 'id="id_new_date_error"'),
        ({"new_body": "sn", "kind": ""}, 'id="id_kind_error"'),
    ],
)
def test_what_is_wrong_with_it_is_told_and_nothing_is_recorded_or_lost(
    visit: Visit, town: Town, typed: dict[str, str], why: str
) -> None:
    rows = {"new_body": town.board.pk, "decision": Decision.objects.get(paragraph="12").pk}
    answer = visit("controller", "nytt/", {**NEW, **{name: rows.get(name, said) for name, said in typed.items()}})
    page = body(answer)
    assert answer.status_code == 422 and why in page
    assert "Lov söks i tid." in page and "<details open><summary>Beslutet finns inte" in page
    assert Decision.objects.count() == 1 and GoverningDocument.objects.count() == 1


def test_a_new_wording_may_rest_on_a_decision_that_is_recorded_with_it(visit: Visit, town: Town) -> None:
    typed = {"kind": "riktlinje", "title": "Riktlinje för bistånd", "text": "Ny lydelse.", "new_date": "2018-03-05"}
    assert visit("controller", "bistand/ny-lydelse/", typed).status_code == 422
    assert visit("controller", "bistand/ny-lydelse/", {**typed, "new_body": town.board.pk}).status_code == 302
    row = GoverningDocument.objects.get(text="Ny lydelse.")
    assert row.decision is not None and row.decision.date == date(2018, 3, 5)


def test_who_records_no_decision_is_not_asked_for_one(visit: Visit) -> None:
    Unit.objects.filter(kind__in=("council", "executive_board", "board")).update(kind="unit")
    assert "Beslutet finns inte i listan" not in body(visit("sekreterare", "nytt/"))


def test_a_decision_that_is_annulled_is_chosen_no_more_and_says_so_where_it_was(town: Town) -> None:
    row = record_decision(system(), title="Taxa", body=town.council, date=date(2018, 5, 28), paragraph="71")
    Decision.objects.filter(pk=row.pk).update(annulled_on=date(2018, 8, 1))
    assert len(decisions_by_body("–")) == 1
    ((_head, ((_pk, label),)),) = decisions_by_body("–", row.pk)[1:]
    assert label == "2018-05-28 § 71: Taxa (upphävt)"


def test_a_document_whose_decision_is_annulled_has_none_and_says_so(visit: Visit, document: GoverningDocument) -> None:
    before = body(visit("ledamot", "bistand/"))
    assert "beslut saknas" not in before.lower() and "upphävt" not in before
    Decision.objects.filter(governing=document).update(annulled_on=date(2018, 8, 1))
    assert "beslut saknas" in body(visit("ledamot", "")).lower()
    assert re.search("upphävt.*2018", body(visit("ledamot", "bistand/")))
    again = body(visit("controller", "bistand/andra/"))
    assert "(upphävt)" in again and "(upphävt)" not in body(visit("controller", "bistand/ny-lydelse/"))
    posted = {"kind": "riktlinje", "title": document.title, "decision": document.decision_id, "edit": 1, "note": "Ny"}
    assert visit("controller", "bistand/andra/", posted).status_code == 422
    assert visit("controller", "bistand/andra/", {**posted, "reason": "Fel"}).status_code == 302
