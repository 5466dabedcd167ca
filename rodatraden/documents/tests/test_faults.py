"""What goes wrong with a document says to its reader what it means and what to do, and keeps the cause for the log."""

import pytest

from rodatraden.documents import faults
from rodatraden.documents.faults import DocumentFault

ALL = [
    (faults.DocumentFault, "Dokumentet gick inte att göra."),
    (
        faults.TypesetterMissing,
        "PDF går inte att göra här: typst är inte installerat. Sidan, Word och Excel fungerar ändå.",
    ),
    (
        faults.TypesetterSlow,
        "PDF:en tog för lång tid eller för mycket minne. Dela upp dokumentet, eller hämta det som Word.",
    ),
    (
        faults.TypesetterFailed,
        "PDF:en gick inte att sätta. Hämta dokumentet som Word så länge, och säg till den som sköter systemet.",
    ),
    (faults.DiskFull, "Dokumentet gick inte att spara. Är disken full? Inget är ändrat."),
    (
        faults.Damaged,
        "Dokumentets fil saknas eller är inte den som frystes. Återställ den från en säkerhetskopia.",
    ),
]


@pytest.mark.parametrize(("kind", "told"), ALL)
def test_a_fault_is_told_in_words_whatever_its_cause(kind: type[DocumentFault], told: str) -> None:
    assert str(kind()) == told
    assert str(kind("error: unknown variable at /tmp/x.typ:3")) == told


@pytest.mark.parametrize(("kind", "told"), ALL)
def test_the_cause_is_kept_for_whoever_looks_after_the_system(kind: type[DocumentFault], told: str) -> None:
    with pytest.raises(DocumentFault) as caught:
        raise kind("orsaken")
    assert caught.value.detail == "orsaken"
    assert "orsaken" not in told


def test_every_fault_that_there_is_has_words_of_its_own() -> None:
    kinds = {kind for kind in vars(faults).values() if isinstance(kind, type) and issubclass(kind, DocumentFault)}
    assert kinds == {kind for kind, _told in ALL}
    assert len({str(kind.words) for kind in kinds}) == len(kinds)
