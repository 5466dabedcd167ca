"""Sixty units save at the same second, and many hands write the same text: nothing is lost, nobody gets an error."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from rodatraden.audit.models import Entry
from rodatraden.followup.models import Report, ReportText
from rodatraden.followup.tests.cast import ReportTown
from rodatraden.organisation.models import UnitKind
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User
from rodatraden.tests.dying import apart

pytestmark = pytest.mark.django_db(transaction=True)
UNITS = 60
HANDS = 8
Saves = Sequence[tuple[Client, str, str]]
"""Who saves which unit's text, and what they have written."""


def at_once(saves: Saves) -> list[int]:
    """All save when everybody is ready, each on a connection of its own; what they are answered."""
    ready = Barrier(len(saves))

    def save(who: Client, unit: str, text: str) -> int:
        try:
            ready.wait()
            path = f"/perstorp/rapporter/halvar/2018-06-30/{unit}/text/fraga-var/"
            return who.post(path, {"text": text, "seen": 0}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(saves)) as pool:
        going = [pool.submit(partial(copy_context().run, save, *each)) for each in saves]
        return [one.result() for one in going]


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def in_perstorp(does: Callable[[ReportTown], Any]) -> Callable[[], Any]:
    def there() -> Any:
        with scope(Municipality.objects.create(code="1275", slug="perstorp", name="Perstorps kommun")):
            return does(ReportTown())

    return there


def sixty(town: ReportTown) -> dict[str, object]:
    """Each head begins the report of the own unit."""
    units = [town.unit(f"skola-{at}", f"Skola {at}", UnitKind.SCHOOL, town.board) for at in range(UNITS)]
    heads = [signed_in(town.person(f"Rektor {unit.key}", "enhetschef", unit)) for unit in units]
    answers = at_once([(head, unit.key, f"Vi på {unit.name}.") for head, unit in zip(heads, units, strict=True)])
    rows = ReportText.objects.values_list("report__unit__name", "text")
    return {
        "answers": Counter(map(str, answers)),
        "right": sum(text == f"Vi på {name}." for name, text in rows),
        "begun": Report.objects.filter(state="draft").count(),
        "logged": Entry.objects.filter(kind="report", verb="påbörjade").count(),
    }


def many_hands(town: ReportTown) -> dict[str, object]:
    """The same text is begun in several windows."""
    answers = at_once([(signed_in(town.head), town.school.key, f"Fönster {at}") for at in range(HANDS)])
    saved = [f"Fönster {at}" for at, status in enumerate(answers) if status == 200]
    rows = ReportText.objects.values_list("text", "edit")
    return {"answers": Counter(map(str, answers)), "told": [[text, 1] for text in saved] == [list(row) for row in rows]}


def test_sixty_units_that_save_at_the_same_second_lose_nothing(tmp_path: Path) -> None:
    whole = {"right": UNITS, "begun": UNITS, "logged": UNITS}
    assert apart(tmp_path, in_perstorp(sixty)) == {"answers": {"200": UNITS}, **whole}


def test_of_many_who_begin_the_same_text_one_saves_and_the_others_are_told(tmp_path: Path) -> None:
    assert apart(tmp_path, in_perstorp(many_hands)) == {"answers": {"200": 1, "409": HANDS - 1}, "told": True}
