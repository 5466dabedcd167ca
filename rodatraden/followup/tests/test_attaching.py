"""The auditors' judgement beside a report: handed in by them alone, listed with its sum, missed aloud."""

import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.audit.models import Entry
from rodatraden.documents.content import AttachmentList
from rodatraden.documents.models import File
from rodatraden.followup.contents import documents_of
from rodatraden.followup.models import Attachment, AttachmentKind, Report, State
from rodatraden.followup.services.attaching import AUDITORS_OWN, attach, beside, kinds_for
from rodatraden.followup.tests.cast import ReportTown
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import Refused

pytestmark = pytest.mark.django_db
WHOLE = "/perstorp/rapporter/halvar/2018-06-30/kf/"


def attached(town: ReportTown, who: str, kind: str = "auditors", **fields: Any) -> Attachment:
    told: Any = {"title": "Granskning av delårsrapporten", "name": "granskning.pdf", "content": io.BytesIO(b"%PDF-1.7")}
    return attach(town.actor(getattr(town, who)), town.address(town.council), kind=kind, **{**told, **fields})


def listed(town: ReportTown) -> list[tuple[str, str, str]]:
    """What the document of the whole municipality lists: title, sum, and why it is not there."""
    round = town.round()
    slot = round.slots[town.council.pk]
    ((_slot, document),) = documents_of(town.operator, round, [slot])
    rows = [part for part in document.parts if isinstance(part, AttachmentList)]
    return [(each.title, each.sha256, each.missing) for part in rows for each in part.attachments]


def test_the_auditor_hands_it_in_and_the_report_lists_it_with_its_sum(town: ReportTown) -> None:
    row = attached(town, "auditor")
    assert listed(town) == [("Granskning av delårsrapporten", row.file.sha256, "")]
    assert Entry.objects.get(verb="lade till bilaga").actor == "Revisor"


def test_where_it_has_not_come_the_report_says_so(town: ReportTown) -> None:
    assert listed(town) == [("Revisorernas bedömning", "", "Den har inte kommit in.")]


@pytest.mark.parametrize("who", ["leader", "controller", "clerk", "chair", "member", "head"])
@pytest.mark.parametrize("kind", sorted(AUDITORS_OWN))
def test_nobody_else_hands_in_what_is_the_auditors(town: ReportTown, who: str, kind: str) -> None:
    with pytest.raises(PermissionDenied):
        attached(town, who, kind)
    assert not Attachment.objects.exists()


def test_whoever_writes_the_report_attaches_other_files(town: ReportTown) -> None:
    assert attached(town, "leader", "other").kind == AttachmentKind.OTHER
    with pytest.raises(PermissionDenied):
        attached(town, "auditor", "other")
    with pytest.raises(PermissionDenied):
        attached(town, "leader", "finns-inte")


@pytest.mark.parametrize(("fields", "field"), [({"title": "  "}, "title"), ({"content": io.BytesIO(b"")}, "file")])
def test_an_empty_file_or_title_is_refused_and_leaves_nothing(
    town: ReportTown, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        attached(town, "auditor", **fields)
    assert set(refused.value.reasons) == {field}
    assert not Report.objects.exists()


def test_it_may_come_before_and_after_anybody_has_begun(town: ReportTown) -> None:
    attached(town, "auditor")
    assert Report.objects.get().state == ""
    town.submit(town.council)
    attached(town, "auditor", title="Rättad granskning")
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize(("who", "kinds"), [("auditor", 3), ("leader", 1), ("member", 0), ("head", 0)])
def test_each_is_offered_what_is_theirs(town: ReportTown, who: str, kinds: int) -> None:
    assert len(kinds_for(town.actor(getattr(town, who)), town.council.pk)) == kinds


def client(town: ReportTown, who: str) -> Client:
    found = Client()
    found.force_login(getattr(town, who))
    return found


def test_the_page_takes_the_file_says_so_and_shows_it(town: ReportTown) -> None:
    auditor = client(town, "auditor")
    file = SimpleUploadedFile("granskning.pdf", b"%PDF-1.7")
    answer = auditor.post(f"{WHOLE}bilaga/", {"kind": "auditors", "title": "Granskning", "file": file}, follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain == [(WHOLE, 302)]
    assert '<li class="success">Bilagan är tillagd.</li>' in html
    assert "utkast inom en annan myndighet" in html and ">Granskning</a>" in html and f'"{WHOLE}bilaga/"' in html
    assert "Bilagan är tillagd." not in auditor.get(WHOLE).content.decode()


def test_a_file_without_its_bytes_is_asked_for_again_and_a_stranger_is_turned_away(town: ReportTown) -> None:
    missing = client(town, "auditor").post(f"{WHOLE}bilaga/", {"kind": "auditors", "title": "Granskning"})
    assert missing.status_code == 422
    assert client(town, "head").get(f"{WHOLE}bilaga/").status_code == 403


def test_of_a_draft_each_sees_the_files_that_are_theirs(town: ReportTown) -> None:
    attached(town, "auditor")
    attached(town, "leader", "other", title="Underlag")
    shown = {who: client(town, who).get(WHOLE).content.decode() for who in ("auditor", "leader", "head")}
    files = ("Granskning av delårsrapporten", "Underlag")
    found = {who: [file for file in files if f">{file}</a>" in html] for who, html in shown.items()}
    assert found == {"auditor": [files[0]], "leader": list(files), "head": []}


def test_the_executive_board_reads_the_wholes_report_that_it_writes_before_it_is_handed_over(town: ReportTown) -> None:
    attached(town, "leader", "other")
    assert "utkast inom en annan myndighet" not in client(town, "leader").get(WHOLE).content.decode()
    assert "utkast inom en annan myndighet" in client(town, "chair").get(WHOLE).content.decode()


EVERYBODY = ("secretary", "chair", "other_head", "leader", "clerk", "auditor", "head", "controller", "member")


def served(town: ReportTown, file: File) -> set[str]:
    """Who is given the bytes; everybody else is told that there is no such file."""
    found = {who: client(town, who).get(f"/perstorp/filer/{file.pk}/").status_code for who in EVERYBODY}
    assert set(found.values()) <= {200, 404}
    return {who for who, status in found.items() if status == 200}


def linked(town: ReportTown, file: File, unit: Unit) -> set[str]:
    """Whose page of the report leads to the file."""
    pages = {who: client(town, who).get(WHOLE.replace("kf/", f"{unit.key}/")).content.decode() for who in EVERYBODY}
    return {who for who, page in pages.items() if f"/perstorp/filer/{file.pk}/" in page}


def test_a_boards_attachment_is_its_own_until_the_board_has_treated_the_report(town: ReportTown) -> None:
    told: Any = {"title": "Underlag", "name": "underlag.txt", "content": io.BytesIO(b"Hemligt")}
    file = attach(town.actor(town.secretary), town.address(town.board), kind="other", **told).file
    answer: Any = client(town, "secretary").get(f"/perstorp/filer/{file.pk}/")
    assert b"".join(answer.streaming_content) == b"Hemligt"
    own = served(town, file)
    assert {"secretary", "chair", "head"} <= own and not own & {"other_head", "auditor", "member"}
    assert own == linked(town, file, town.board)
    town.submit(town.board)
    assert served(town, file) == own
    Report.objects.update(state=State.TREATED)
    assert served(town, file) == set(EVERYBODY) == linked(town, file, town.board)


@pytest.mark.parametrize(("who", "kind"), [("auditor", "auditors"), ("leader", "other")])
def test_it_is_given_to_those_whose_page_leads_to_it_in_every_state(town: ReportTown, who: str, kind: str) -> None:
    file = attached(town, who, kind).file
    for state in ("", *State.values):
        Report.objects.update(state=state)
        assert served(town, file) == linked(town, file, town.council), state


def test_what_is_beside_a_report_is_one_question(town: ReportTown) -> None:
    for _each in range(3):
        report = attached(town, "auditor").report
    actor = town.actor(town.auditor)
    with CaptureQueriesContext(connection) as asked:
        assert [row.file.name for row in beside(actor, report)] == ["granskning.pdf"] * 3
    assert len(asked) == 1
    assert beside(actor, None) == []
