"""A load whose process is killed in its midst: nothing half done, nothing twice, and nobody waits in vain."""

from pathlib import Path

import pytest

from rodatraden.exchange.tests import killed
from rodatraden.tests.dying import apart

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_killed_load_has_done_nothing_is_told_as_interrupted_and_is_loaded_once_when_tried_again(
    tmp_path: Path,
) -> None:
    said = "Utfall: 1\N{NO-BREAK SPACE}800 nya, 0 ändrade, 0 oförändrade och 0 avvisade."
    assert apart(tmp_path, killed.main) == {
        "killed": True,
        "left": {"phase": "interrupted", "said": "", "loaded": 0, "logged": 0},
        "again": {"phase": "done", "said": said, "loaded": killed.ROWS, "logged": 1},
    }
