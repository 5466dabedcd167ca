"""A file is handed out as a file, to those who may see what points at it in its municipality."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from rodatraden.decisions.models import Decision
from rodatraden.documents.middleware import UploadLimitMiddleware, declared_length
from rodatraden.documents.models import File
from rodatraden.documents.services import path_of, store
from rodatraden.organisation.access import system
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

pytestmark = pytest.mark.usefixtures("own_pages")
SCRIPT = b"<script>alert(document.cookie)</script>"


@pytest.fixture
def file(town: Town) -> File:
    """A file of a decision, which everybody known here reads."""
    kept = store(system(), "sida åäö.html", BytesIO(SCRIPT))
    Decision.objects.create(key="mal", title="Mål", body=town.council, file=kept)
    return kept


@pytest.fixture
def as_somebody(client: Client, town: Town) -> Callable[[str], Client]:
    def signed_in(account: str) -> Client:
        client.force_login(town.cast[account])
        return client

    return signed_in


@pytest.mark.parametrize("account", ["controller", "sekreterare", "chef", "ledamot", "revisor"])
def test_everybody_known_here_gets_the_bytes(file: File, as_somebody: Callable[[str], Client], account: str) -> None:
    answer: Any = as_somebody(account).get(f"/perstorp/filer/{file.pk}/")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == SCRIPT


def test_no_browser_runs_what_was_uploaded(file: File, as_somebody: Callable[[str], Client]) -> None:
    answer = as_somebody("ledamot").get(f"/perstorp/filer/{file.pk}/")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    answer.close()


@pytest.mark.parametrize("account", ["stranger", "former"])
def test_a_stranger_gets_nothing(file: File, as_somebody: Callable[[str], Client], account: str) -> None:
    assert as_somebody(account).get(f"/perstorp/filer/{file.pk}/").status_code == 404


def test_who_is_not_signed_in_is_asked_to(file: File, client: Client) -> None:
    assert client.get(f"/perstorp/filer/{file.pk}/").status_code == 302


def test_another_municipalitys_file_is_not_known(
    file: File, hallsberg: Municipality, as_somebody: Callable[[str], Client]
) -> None:
    with scope(hallsberg):
        theirs = File.objects.create(name="x", sha256=file.sha256, size=1, added_at=file.added_at)
        Decision.objects.create(key="mal", title="Mål", file=theirs)
    for account in ("controller", "ledamot"):
        assert as_somebody(account).get(f"/perstorp/filer/{theirs.pk}/").status_code == 404


def test_a_number_that_no_row_can_have_is_not_found(town: Town, as_somebody: Callable[[str], Client]) -> None:
    assert as_somebody("ledamot").get(f"/perstorp/filer/{'9' * 40}/").status_code == 404


def test_a_file_whose_bytes_are_lost_is_not_found(file: File, as_somebody: Callable[[str], Client]) -> None:
    path_of(file.sha256).unlink()
    assert as_somebody("ledamot").get(f"/perstorp/filer/{file.pk}/").status_code == 404


def through(request: HttpRequest) -> tuple[HttpResponse, list[int]]:
    """The answer, and how much the pages behind the limit read."""
    read: list[int] = []

    def page(inner: HttpRequest) -> HttpResponse:
        read.append(len(inner.body))
        return HttpResponse("in")

    return UploadLimitMiddleware(page)(request), read


def test_what_is_too_large_is_turned_away_before_any_page_reads_it(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024
    body = b"x" * (1024 * 1024 + 1025)
    answer, read = through(RequestFactory().post("/", body, content_type="application/octet-stream"))
    assert answer.status_code == 413 and read == []
    assert "för stor" in answer.content.decode()


def test_what_is_within_the_limit_goes_on(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    settings.UPLOAD_MAX_BYTES = 1024
    answer, read = through(RequestFactory().post("/", b"x" * 2048, content_type="application/octet-stream"))
    assert answer.status_code == 200 and read == [2048]
    assert through(RequestFactory().get("/"))[0].status_code == 200


def test_a_body_of_a_hundred_megabytes_is_not_kept(settings: Settings) -> None:
    request = RequestFactory().post("/", b"", content_type="application/octet-stream")
    request.META["CONTENT_LENGTH"] = str(100 * 1024 * 1024)
    assert through(request)[0].status_code == 413


def large_form(**headers: str) -> HttpRequest:
    """A form with two typed fields around a file of 3 MB, and a secret."""
    file = SimpleUploadedFile("stor.pdf", b"x" * 3 * 1024 * 1024)
    typed = {"title": "Taxa <ny>", "file": file, "why": "Behövs.", "password": "hemligt", "empty": " "}
    return RequestFactory().post("/perstorp/beslut/nytt/?ur=1", typed, **headers)  # type: ignore[arg-type]


def told(request: HttpRequest) -> str:
    answer, read = through(request)
    assert (answer.status_code, read) == (413, [])
    return answer.content.decode()


def test_what_was_typed_around_the_file_is_given_back_with_the_sizes(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    page = told(large_form())
    assert "En fil får vara högst 1\u00a0MB. Det som skickades var 4\u00a0MB." in page
    assert "Ingenting är sparat: varken filen eller det du fyllde i." in page
    assert "Taxa &lt;ny&gt;" in page and "Behövs." in page
    assert "hemligt" not in page and "empty" not in page


def test_a_form_that_cannot_be_read_is_turned_away_all_the_same(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024
    many = RequestFactory().post("/", {"text": "x" * 3 * 1024 * 1024})
    broken = RequestFactory().post("/", b"x" * 3 * 1024 * 1024, content_type="multipart/form-data; boundary=a b;;")
    for request in (many, broken):
        assert "Det du skrev" not in told(request)


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/perstorp/plan/7/", "http://testserver/perstorp/plan/7/"),
        ("https://annan.example/", "/perstorp/beslut/nytt/?ur=1"),
        ("", "/perstorp/beslut/nytt/?ur=1"),
    ],
)
def test_the_way_back_leads_to_the_form_and_never_elsewhere(settings: Settings, came_from: str, back: str) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    assert f'href="{back}"' in told(large_form(HTTP_REFERER=came_from, HTTP_HOST="testserver"))


def test_it_is_told_in_the_language_of_the_reader(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    page = told(large_form(HTTP_ACCEPT_LANGUAGE="en"))
    assert '<html lang="en">' in page
    assert "A file may be at most 1\u00a0MB. What was sent was 4\u00a0MB." in page


@pytest.mark.parametrize(("said", "length"), [("", 0), ("mycket", 0), ("-1", 0), ("1e9", 0), ("²", 0), ("12", 12)])
def test_a_length_that_is_no_number_is_no_length(said: str, length: int) -> None:
    request = RequestFactory().get("/")
    request.META["CONTENT_LENGTH"] = said
    assert declared_length(request) == length
