"""What is frozen is kept to the byte, and can be proved for ever."""

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, assume, given, settings

from rodatraden.audit import log
from rodatraden.audit.log import entries
from rodatraden.documents import freezing, sample
from rodatraden.documents.canonical import digest, to_json
from rodatraden.documents.content import Document, Paragraph
from rodatraden.documents.faults import Damaged, DiskFull, DocumentFault, TypesetterMissing
from rodatraden.documents.frame import Imprint
from rodatraden.documents.freezing import FORMATS, Freezing, freeze, freeze_all, render, verify
from rodatraden.documents.models import Frozen, FrozenFile
from rodatraden.documents.services import path_of
from rodatraden.documents.tests.made import documents, small
from rodatraden.documents.tests.test_typesetting import without_typst
from rodatraden.organisation.access import NOBODY, system
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality

SUBJECT = "report:delar:2018-07-31:sn"


def wanted(text: str = "Först", reason: str = "", subject: str = SUBJECT, formats: tuple[Any, ...] = ()) -> Freezing:
    return Freezing(subject, "delårsrapport", small(Paragraph(text)), reason, formats)


def test_a_frozen_document_is_its_canonical_json(town: Town) -> None:
    frozen = freeze(town.actor("sekreterare"), wanted())
    data = to_json(wanted().document)
    assert (frozen.sha256, frozen.size, frozen.version, frozen.replaces) == (digest(data), len(data), 1, None)
    assert (frozen.title, frozen.kind, frozen.made_by) == ("Delårsrapport", "delårsrapport", "sekreterare sn")
    assert path_of(frozen.sha256).read_bytes() == data == render(frozen, "json")
    assert freezing.document_of(frozen) == wanted().document
    entry = entries().get()
    assert (entry.verb, entry.kind, (entry.after or {})["sha256"]) == ("sparade", "frozen", frozen.sha256)


@pytest.mark.parametrize(("account", "may"), [("controller", True), ("chef", True), ("ledamot", False)])
def test_who_writes_nowhere_freezes_nothing(town: Town, account: str, may: bool) -> None:
    if may:
        assert freeze(town.actor(account), wanted()).pk
        return
    for actor in (town.actor(account), NOBODY):
        with pytest.raises(PermissionDenied):
            freeze(actor, wanted())
    assert not Frozen.objects.exists()


def test_the_same_content_again_is_the_same_version(town: Town) -> None:
    first = freeze(system(), wanted())
    assert freeze(system(), wanted(reason="en gång till")) == first
    assert Frozen.objects.count() == entries().count() == 1


def test_a_correction_is_a_new_version_with_a_reason_and_both_are_readable(town: Town) -> None:
    first = freeze(system(), wanted())
    with pytest.raises(Refused, match="varför"):
        freeze(system(), wanted("Rättat"))
    second = freeze(system(), wanted("Rättat", "Fel belopp i tabell 3"))
    assert (second.version, second.replaces, second.reason) == (2, first, "Fel belopp i tabell 3")
    assert list(Frozen.objects.of(SUBJECT).current()) == [second]
    assert list(freezing.versions(SUBJECT)) == [first, second]
    assert freezing.document_of(first) != freezing.document_of(second)
    assert freezing.is_replaced(first) and not freezing.is_replaced(second)
    again = freeze(system(), wanted("Först", "Rättelsen var fel"))
    assert (again.version, again.sha256) == (3, first.sha256)


@pytest.mark.parametrize("form", ["docx", "xlsx", "pdf"])
def test_a_file_is_made_once_and_then_the_same_for_ever(town: Town, form: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = freeze(system(), wanted())
    made = render(frozen, form)
    monkeypatch.setitem(freezing.MAKERS, form, lambda *_: b"another")
    assert render(frozen, form) == made
    file = FrozenFile.objects.get()
    assert (file.format, file.sha256, file.size) == (form, digest(made), len(made))


def test_files_made_when_it_is_frozen_are_the_files_that_are_shown(town: Town) -> None:
    frozen = freeze(system(), wanted(formats=("json", "docx", "xlsx")))
    assert set(FrozenFile.objects.values_list("format", flat=True)) == {"docx", "xlsx"}
    assert verify(render(frozen, "docx")) is not None
    assert FrozenFile.objects.count() == 2


def test_many_are_frozen_by_as_many_queries_as_one(town: Town) -> None:
    def queries(count: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            freeze_all(system(), [wanted(subject=f"{count}:{n}", formats=("xlsx",)) for n in range(count)])
        return len(seen)

    assert queries(1) == queries(20)


def test_many_are_frozen_all_or_none(town: Town) -> None:
    freeze(system(), wanted("Annat", subject="b"))
    with pytest.raises(Refused):
        freeze_all(system(), [wanted(subject="a"), wanted(subject="b"), wanted(subject="c")])
    assert list(Frozen.objects.values_list("subject", flat=True)) == ["b"]
    found = freeze_all(system(), [wanted(subject="a"), wanted("Annat", subject="b"), wanted(subject="c")])
    assert [(one.subject, one.version) for one in found] == [("a", 1), ("b", 1), ("c", 1)]
    assert freeze_all(system(), []) == []
    with pytest.raises(ValueError, match="once"):
        freeze_all(system(), [wanted(), wanted()])


def test_two_at_once_cannot_both_be_the_next_version(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    freeze(system(), wanted())
    kept = freezing._kept

    def meanwhile(*arguments: Any) -> Any:
        found = kept(*arguments)
        monkeypatch.setattr(freezing, "_kept", kept)
        freeze(system(), wanted("Den andra", "hann först"))
        return found

    monkeypatch.setattr(freezing, "_kept", meanwhile)
    with pytest.raises(Refused, match="Någon annan"):
        freeze(system(), wanted("Den ena", "hann sedan"))
    assert [one.version for one in freezing.versions(SUBJECT)] == [1, 2]


def broken(*_: Any, **__: Any) -> Any:
    raise KeyboardInterrupt


def full(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    "at",
    [
        (freezing, "keep"),
        (os, "replace"),
        (Frozen.objects, "bulk_create"),
        (FrozenFile.objects, "bulk_create"),
        (log, "record_all"),
    ],
)
def test_what_stops_in_the_middle_leaves_nothing_half_done(
    town: Town, at: tuple[Any, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(*at, broken)
        with pytest.raises(KeyboardInterrupt):
            freeze(system(), wanted(formats=("xlsx",)))
    assert not Frozen.objects.exists() and not FrozenFile.objects.exists() and not entries().exists()
    frozen = freeze(system(), wanted(formats=("xlsx",)))
    assert render(frozen, "xlsx")[:2] == b"PK" and FrozenFile.objects.count() == 1


def test_a_full_disk_is_said_and_nothing_is_changed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "mkstemp", full)
        with pytest.raises(DiskFull, match="full"):
            freeze(system(), wanted())
    assert not Frozen.objects.exists()
    frozen = freeze(system(), wanted())
    monkeypatch.setattr(tempfile, "mkstemp", full)
    with pytest.raises(DiskFull):
        render(frozen, "xlsx")
    assert not FrozenFile.objects.exists()


def test_no_half_written_file_is_left_behind(town: Town, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(DiskFull):
        freeze(system(), wanted())
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_without_typst_the_content_is_frozen_all_the_same(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    without_typst(monkeypatch)
    with pytest.raises(TypesetterMissing):
        freeze(system(), wanted(formats=("pdf",)))
    assert not Frozen.objects.exists()
    frozen = freeze(system(), wanted())
    with pytest.raises(DocumentFault):
        render(frozen, "pdf")
    assert render(frozen, "docx")[:2] == b"PK"


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"{}")])
def test_lost_or_changed_bytes_are_never_shown(town: Town, harm: Callable[[Path], object]) -> None:
    frozen = freeze(system(), wanted())
    made = render(frozen, "xlsx")
    harm(path_of(digest(made)))
    with pytest.raises(Damaged, match="säkerhetskopia"):
        render(frozen, "xlsx")
    harm(path_of(frozen.sha256))
    with pytest.raises(Damaged):
        render(frozen, "json")
    with pytest.raises(Damaged):
        render(frozen, "docx")


def test_any_file_of_it_proves_what_it_is(town: Town) -> None:
    frozen = freeze(town.actor("sekreterare"), wanted())
    for form in FORMATS:
        proof = verify(render(frozen, form))
        assert proof is not None
        assert (proof.format, proof.subject, proof.version, proof.replaced) == (form, SUBJECT, 1, False)
        assert (proof.municipality, proof.made_by) == ("Perstorps kommun", "sekreterare sn")


def test_a_file_with_one_bit_changed_proves_nothing(town: Town) -> None:
    data = bytearray(render(freeze(system(), wanted()), "docx"))
    data[len(data) // 2] ^= 1
    assert verify(bytes(data)) is None and verify(b"") is None


def test_a_replaced_version_says_so(town: Town) -> None:
    first = freeze(system(), wanted())
    file = render(first, "xlsx")
    freeze(system(), wanted("Rättat", "Fel"))
    for data in (render(first, "json"), file):
        proof = verify(data)
        assert proof is not None and proof.replaced and proof.version == 1


def test_another_municipalitys_document_is_not_known(town: Town, hallsberg: Municipality) -> None:
    frozen = freeze(system(), wanted())
    data = render(frozen, "json")
    with scope(hallsberg):
        assert verify(data) is None
        assert not Frozen.objects.exists()
        with pytest.raises(Refused):
            render(frozen, "json")


@given(document=documents)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_freezing_then_verifying_holds_for_any_content(town: Town, document: Document) -> None:
    # The title is a column too, and PostgreSQL keeps no null character: no row can have given it one.
    assume("\0" not in document.title)
    subject = f"s:{digest(to_json(document))}"
    frozen = freeze(system(), Freezing(subject, "prov", document))
    proof = verify(render(frozen, "json"))
    assert proof is not None and proof.sha256 == frozen.sha256
    assert to_json(freezing.document_of(frozen)) == to_json(document)
    assert freeze(system(), Freezing(subject, "prov", freezing.document_of(frozen))) == frozen


def test_files_of_frozen_content_are_those_of_the_first_content(town: Town) -> None:
    document = sample.document()
    frozen = freeze(system(), Freezing("s", "prov", document, formats=("xlsx",)))
    assert freezing.MAKERS["xlsx"](freezing.document_of(frozen), Imprint(frozen.sha256)) == render(frozen, "xlsx")


def test_a_download_has_a_name_and_a_kind(town: Town) -> None:
    frozen = freeze(system(), wanted())
    assert freezing.file_name(frozen, "bun", "pdf") == "Delårsrapport bun.pdf"
    second = freeze(system(), wanted("b", "fel"))
    assert freezing.file_name(second, "bun", "json") == "Delårsrapport bun (version 2).json"
    assert freezing.media_type("pdf") == "application/pdf" and freezing.media_type("json") == "application/json"
    assert str(second) == "Delårsrapport" and str(FrozenFile(frozen_id=7, format="pdf")) == "7.pdf"


def test_what_was_just_read_is_remembered_and_its_bytes_proved_all_the_same(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = freeze(system(), wanted("En gång läst"))
    said = freezing.document_of(frozen)
    monkeypatch.setattr(freezing, "from_json", lambda data: pytest.fail("läses inte om"))
    assert freezing.document_of(frozen) is said
    path_of(frozen.sha256).write_bytes(b"{}")
    with pytest.raises(Damaged):
        freezing.document_of(frozen)
