"""An owner directive binds when the company's general meeting has adopted it; the model says of which kinds (R1)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from rodatraden.decisions.governing_page import document_page
from rodatraden.decisions.governing_services import correct_document, register_document, revise_document
from rodatraden.decisions.models import GoverningDocument
from rodatraden.decisions.services import record_decision
from rodatraden.organisation.access import system
from rodatraden.organisation.tests import cast
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy.edits import Refused

KIND = """
[[governing]]
key = "direktiv"
name = "ägardirektiv"
decided_by = "kf"
binds_when_adopted = true
"""
NOT_YET = "Binder inte än: bolagsstämman har inte antagit det."


@pytest.fixture
def town(perstorp: object, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setattr(cast, "MODEL", cast.MODEL + KIND)
    return Town()


def directive(town: Town, **said: Any) -> GoverningDocument:
    decision = record_decision(system(), title="Direktiv", body=town.council, date=date(2018, 5, 16), paragraph="4")
    owned: dict[str, Any] = {"responsible_unit": town.area, "responsible_kind": "chef"}
    return register_document(
        system(), kind="direktiv", title="Direktiv för bolaget", decision=decision, **owned, **said
    )


def told(town: Town, document: GoverningDocument) -> tuple[str, list[str]]:
    row = GoverningDocument.objects.select_related("decision__body", "responsible_unit", "file").get(pk=document.pk)
    page = document_page(town.actor("sekreterare"), row)
    return str(page.mark.word), page.shortcomings


def test_it_does_not_bind_till_it_is_adopted(town: Town) -> None:
    document = directive(town)
    assert told(town, document) == (NOT_YET, [])
    correct_document(system(), document, adopted_on=date(2018, 6, 12))
    assert told(town, document) == ("Gäller tills vidare.", [])


def test_a_new_wording_waits_for_its_own_meeting(town: Town) -> None:
    document = directive(town, adopted_on=date(2018, 6, 12))
    decision = record_decision(system(), title="Nytt", body=town.council, date=date(2018, 9, 3), paragraph="9")
    new = revise_document(system(), document, decision=decision)
    assert told(town, new)[0] == NOT_YET


def test_a_day_to_come_and_another_kind_are_refused(town: Town) -> None:
    with pytest.raises(Refused, match="inte varit än"):
        directive(town, adopted_on=date(2018, 9, 11))
    with pytest.raises(Refused, match="antas inte av någon bolagsstämma") as refused:
        register_document(system(), kind="policy", title="Policy", adopted_on=date(2018, 6, 12))
    assert set(refused.value.reasons) == {"adopted_on"}


def test_the_page_the_register_and_the_form_say_so(town: Town, client: Client) -> None:
    document = directive(town)
    client.force_login(town.cast["controller"])
    page = client.get(f"/perstorp/styrdokument/{document.key}/").content.decode()
    assert "inte antagit än, och det binder inte bolaget" in page
    assert "Binder inte än" in client.get("/perstorp/styrdokument/").content.decode()
    form = client.get(f"/perstorp/styrdokument/{document.key}/andra/").content.decode()
    assert "Binder först då: ägardirektiv." in form
    assert "Antaget av bolagsstämman" in client.get("/perstorp/styrdokument/?format=csv").content.decode()


def test_a_model_without_such_kinds_asks_for_no_day(perstorp: object, client: Client) -> None:
    town = Town()
    client.force_login(town.cast["controller"])
    assert "bolagsstämman" not in client.get("/perstorp/styrdokument/nytt/").content.decode()


def test_the_presets_with_owner_directives_say_that_they_wait() -> None:
    folder = Path(__file__).parents[2] / "steering/presets"
    found = {path.stem for path in folder.glob("*.toml") if "binds_when_adopted = true" in path.read_text("utf-8")}
    assert found == {"hallsberg", "svenljunga", "exempelkommunen"}


def test_it_is_entered_on_the_documents_page_that_it_is_adopted(town: Town, client: Client) -> None:
    document = directive(town)
    client.force_login(town.cast["controller"])
    page = f"/perstorp/styrdokument/{document.key}/"
    assert "För in att bolagsstämman har antagit det" in client.get(page).content.decode()
    assert client.post(f"{page}antaget/", {"adopted_on": "2030-01-01"}).status_code == 422
    told = client.post(f"{page}antaget/", {"adopted_on": "2018-06-12"}, follow=True).content.decode()
    assert "Det är antecknat att bolagsstämman har antagit dokumentet." in told
    assert "För in att bolagsstämman har antagit det" not in told and NOT_YET not in told
