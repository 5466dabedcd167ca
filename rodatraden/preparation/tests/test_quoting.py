"""Earlier reports are quoted as they were frozen, and only reports."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rodatraden.documents.content import Document, Heading, Paragraph
from rodatraden.documents.freezing import Freezing, freeze
from rodatraden.documents.models import Frozen
from rodatraden.organisation.access import NOBODY
from rodatraden.preparation.analysis_page import analysis_page
from rodatraden.preparation.forms import ConclusionForm
from rodatraden.preparation.quoting import address_of, by_unit, frozen_to_quote
from rodatraden.preparation.tests.cast import PreparedTown

DOCUMENT = Document("Delårsrapport", "Perstorps kommun", date(2018, 7, 31), (Heading("Resultat"),))
SUBJECT = "report:delar:2018-07-31:bun"


def frozen(town: PreparedTown, subject: str = SUBJECT, text: str = "Det gick bra.", reason: str = "") -> Frozen:
    document = replace(DOCUMENT, parts=(Heading("Resultat"), Paragraph(text)))
    return freeze(town.operator, Freezing(subject, "delårsrapport", document, reason))


def test_a_frozen_report_may_be_quoted_and_other_documents_not(town: PreparedTown) -> None:
    report = frozen(town)
    frozen(town, "plan:namndplan:2018:bun")
    assert list(frozen_to_quote(town.operator)) == [report]


def test_only_the_latest_version_is_offered(town: PreparedTown) -> None:
    frozen(town)
    latest = frozen(town, text="Det gick sämre.", reason="Ett fel i tabellen.")
    assert list(frozen_to_quote(town.operator)) == [latest]


def test_who_reads_nothing_quotes_nothing(town: PreparedTown) -> None:
    frozen(town)
    assert not frozen_to_quote(NOBODY).exists()


def test_reports_are_chosen_by_who_reported(town: PreparedTown) -> None:
    own, other = frozen(town), frozen(town, "report:delar:2018-07-31:nagon-som-fanns")
    names = {town.board.name: [(own.pk, own.title)], "nagon-som-fanns": [(other.pk, other.title)]}
    assert dict(by_unit(town.operator)) == names
    choices: Any = ConclusionForm(town.operator, town.next, None).fields["frozen"]
    assert [head for head, _rows in choices.choices[1:]] == list(dict(by_unit(town.operator)))


@pytest.mark.parametrize(
    ("subject", "path"),
    [
        (SUBJECT, "/delar/2018-07-31/bun/dokument/?version=1"),
        ("plan:namndplan:2018:bun", ""),
        ("report:delar", ""),
        ("", ""),
    ],
)
def test_a_quoted_report_is_read_in_the_version_that_was_quoted(town: PreparedTown, subject: str, path: str) -> None:
    address = address_of(Frozen(subject=subject, version=1))
    assert address.endswith(path)
    assert bool(address) is bool(path)


def test_what_is_quoted_stands_although_the_report_is_corrected(town: PreparedTown) -> None:
    first = frozen(town)
    town.conclusion(frozen=first, part="Resultat")
    frozen(town, text="Det gick sämre.", reason="Ett fel i tabellen.")
    ((subject, (quoted,)),) = analysis_page(town.operator, town.next).groups
    assert subject == "nuläge"
    assert quoted.row.frozen == first
    assert quoted.report_url.endswith("?version=1")
