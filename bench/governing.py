"""The register of governing documents: two thousand with their text."""

from datetime import date, timedelta

from rodatraden.decisions.models import Concern, Decision, GoverningDocument
from rodatraden.documents import sample
from rodatraden.organisation.access import system
from rodatraden.organisation.models import Role, Unit
from rodatraden.tenancy.models import Municipality

DOCUMENTS, EVERY = 2000, 20
SIGNS = 12_000
"""Of the text of each: some four pages."""
WORD = "skärgårdstrafik"
"""Stands at the end of every twentieth text and of no other."""


def fill_register(municipality: Municipality) -> None:
    """So many documents of the model's kinds, by decisions of every board."""
    model = system().model_on(date(2018, 9, 10))
    assert model is not None
    units, kinds = list(Unit.objects.order_by("pk")), [kind.key for kind in model.governing]
    bodies = [unit for unit in units if unit.kind in ("council", "executive_board", "board")]
    role = Role.objects.values_list("kind", flat=True)[0]
    decisions = Decision.objects.bulk_create(
        Decision(
            municipality=municipality,
            key=f"bank-{at}",
            title=f"Beslut {at}",
            body=bodies[at % len(bodies)],
            date=date(2015, 1, 1) + timedelta(days=at // len(bodies)),
            paragraph=str(at),
        )
        for at in range(DOCUMENTS)
    )
    text = ("\n\n".join(sample.PROSE) + "\n\n") * (SIGNS // len(" ".join(sample.PROSE)) + 1)
    documents = GoverningDocument.objects.bulk_create(
        GoverningDocument(
            municipality=municipality,
            key=f"bank-{at}",
            kind=kinds[at % len(kinds)],
            title=f"Styrdokument {at}",
            decision=decisions[at],
            responsible_unit=units[at % len(units)],
            responsible_kind=role,
            valid_from=decisions[at].date,
            revise_by=date(2018, 1, 1) + timedelta(days=at % 900),
            text=f"{text[:SIGNS]} {WORD if at % EVERY == 0 else ''}",
        )
        for at in range(DOCUMENTS)
    )
    Concern.objects.bulk_create(
        Concern(municipality=municipality, document=document, unit=units[(at * 7) % len(units)])
        for at, document in enumerate(documents)
    )
