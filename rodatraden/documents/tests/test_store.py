"""Files are kept by their content, and never larger than the limit."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from rodatraden.audit.log import entries
from rodatraden.documents.models import File
from rodatraden.documents.services import path_of, plain_name, store
from rodatraden.organisation.access import NOBODY, system
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality

CONTENT = b"%PDF-1.7 protokoll"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def test_a_file_lies_under_its_sha256(town: Town) -> None:
    file = store(town.actor("sekreterare"), "Protokoll § 112.pdf", BytesIO(CONTENT))
    assert (file.name, file.media_type, file.sha256, file.size) == (
        "Protokoll § 112.pdf",
        "application/pdf",
        SHA256,
        len(CONTENT),
    )
    assert path_of(SHA256).read_bytes() == CONTENT
    entry = entries().get()
    assert (entry.verb, entry.kind, entry.actor) == ("lade till", "file", "sekreterare sn")


@pytest.mark.parametrize(
    ("account", "may"), [("controller", True), ("chef", True), ("ledamot", False), ("revisor", False)]
)
def test_who_may_write_somewhere_may_keep_files(town: Town, account: str, may: bool) -> None:
    if may:
        assert store(town.actor(account), "a.txt", BytesIO(b"x")).pk
        return
    with pytest.raises(PermissionDenied):
        store(town.actor(account), "a.txt", BytesIO(b"x"))
    with pytest.raises(PermissionDenied):
        store(NOBODY, "a.txt", BytesIO(b"x"))


def test_the_same_content_is_kept_once(town: Town) -> None:
    first = store(system(), "a.pdf", BytesIO(CONTENT))
    assert store(system(), "a.pdf", BytesIO(CONTENT)) == first
    assert store(system(), "annat namn.pdf", BytesIO(CONTENT)) != first
    assert File.objects.count() == 2


def test_two_municipalities_with_the_same_content_have_a_row_each(town: Town, hallsberg: Municipality) -> None:
    ours = store(system(), "a.pdf", BytesIO(CONTENT))
    with scope(hallsberg):
        assert not File.objects.exists()
        assert File.objects.create(name="a.pdf", sha256=SHA256, size=1, added_at=ours.added_at) != ours


def left(settings: Settings) -> list[Path]:
    root = Path(settings.MEDIA_ROOT)
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


def test_a_file_above_the_limit_leaves_nothing(town: Town, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    with pytest.raises(Refused, match="för stor"):
        store(system(), "a.txt", BytesIO(b"x" * 11))
    assert store(system(), "b.txt", BytesIO(b"x" * 10)).size == 10
    assert len(left(settings)) == 1 and File.objects.count() == 1


def test_an_empty_file_is_refused(town: Town, settings: Settings) -> None:
    with pytest.raises(Refused) as refused:
        store(system(), "tom.pdf", BytesIO(b""))
    assert refused.value.reasons == {"file": "Filen är tom."}
    assert left(settings) == []


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\Protokoll.docx", "Protokoll.docx"),
        ("rad\r\nbrytning.pdf", "radbrytning.pdf"),
        ("Åtgärder i öst.xlsx", "Åtgärder i öst.xlsx"),
        ("  .. ", "fil"),
        ("", "fil"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(given_name: str, kept: str) -> None:
    assert plain_name(given_name) == kept


@given(st.text())
def test_every_name_fits_and_steers_nothing(given_name: str) -> None:
    name = plain_name(given_name)
    assert 0 < len(name) <= 200
    assert "/" not in name and "\\" not in name and name.isprintable()


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.PDF", "application/pdf"),
        ("a.csv", "text/csv"),
        ("sida.html", "application/octet-stream"),
        ("bild.svg", "application/octet-stream"),
        ("utan ändelse", "application/octet-stream"),
    ],
)
def test_the_type_comes_from_a_list_of_harmless_ones(town: Town, name: str, media_type: str) -> None:
    assert store(system(), name, BytesIO(b"<script>%PDF-1.7</script>")).media_type == media_type
