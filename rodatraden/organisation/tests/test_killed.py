"""A process is killed anywhere while it sends: nothing is half done, and nothing is sent twice."""

from datetime import time
from pathlib import Path
from typing import Any

import pytest

from rodatraden.organisation.tests import killed
from rodatraden.organisation.tests.cast import Town
from rodatraden.organisation.tests.post import give_addresses, told
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.dying import apart

pytestmark = pytest.mark.django_db(transaction=True)
HEADS = 6
FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def heads() -> None:
    """Something that waits for the heads of an area; stored, for other processes to see."""
    municipality = Municipality.objects.create(code="1275", slug="perstorp", name="Perstorps kommun")
    with scope(municipality):
        town = Town()
        give_addresses(town.person("chef", town.area, account=f"chef-{number}").person for number in range(HEADS))
        told("a", town.area)


@pytest.fixture
def found(heads: None, tmp_path: Path, settings: Any) -> dict[str, dict[str, object]]:
    (tmp_path / "mail").mkdir()
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FILES, tmp_path / "mail"
    settings.LETTERS_FROM = time(0)
    made: dict[str, dict[str, object]] = apart(tmp_path, killed.main)
    return made


def after_one(state: str, *, before: int, unsent: int) -> dict[str, object]:
    """One letter came to an end of its own when the process died; the rest are sent by the next."""
    rest = ["sent"] * (HEADS - 1)
    states = sorted([state, *rest])
    return {"died": True, "before": before, "after": HEADS - unsent, "states": states, "lines": HEADS}


def test_wherever_it_is_killed_no_letter_is_sent_twice_and_none_is_lost_unsaid(
    found: dict[str, dict[str, object]],
) -> None:
    assert found == {
        "before the claim": after_one("sent", before=0, unsent=0),
        "within the claim": after_one("sent", before=0, unsent=0),
        "after the claim": after_one("unsure", before=0, unsent=1),
        "while handing over": after_one("unsure", before=0, unsent=1),
        "after handing over": after_one("unsure", before=1, unsent=0),
        "before it is written down": after_one("unsure", before=1, unsent=0),
        "after it is written down": after_one("sent", before=1, unsent=0),
        "nowhere": {**after_one("sent", before=HEADS, unsent=0), "died": False},
        "several at once": {**after_one("sent", before=HEADS, unsent=0), "died": False},
    }
