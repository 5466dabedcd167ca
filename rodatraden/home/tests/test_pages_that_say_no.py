"""Pages that say no: within the municipality for who is known there."""

import pytest
from django.test import Client

from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    return made_once(Town)


def test_a_page_that_says_no_keeps_the_municipality_and_its_menu_for_who_is_known_there(town: Town) -> None:
    client = Client()
    client.force_login(town.cast["revisor"])
    missing = client.get("/perstorp/organisation/enheter/finns-inte/")
    assert missing.status_code == 404
    assert 'aria-label="Huvudmeny"' in missing.content.decode() and 'href="/perstorp/"' in missing.content.decode()
    closed = client.get("/perstorp/arshjul/utkast/")
    told = closed.content.decode()
    assert closed.status_code == 403 and 'aria-label="Huvudmeny"' in told
    assert "Sidan är inte öppen för den roll du har." in told and "Du får läsa här" not in told
    assert "Du får läsa här" in client.post("/perstorp/arshjul/utkast/").content.decode()
    client.force_login(town.cast["stranger"])
    outside = client.get("/perstorp/organisation/")
    assert outside.status_code == 404 and "Huvudmeny" not in outside.content.decode()
    assert "Perstorp" not in outside.content.decode()
