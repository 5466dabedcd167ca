"""A minutes extract of 200 MB on the page where a plan is decided: turned away, and the memory is not filled."""

import tracemalloc
from pathlib import Path
from typing import Any

from django.conf import settings as ours
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from rodatraden.decisions.models import Decision
from rodatraden.documents.models import File
from rodatraden.planning.models import Plan, State
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.tests.cast import PlanTown

HUGE = 200 * 1024 * 1024
MOST_MEMORY = 16 * 1024 * 1024
BOUNDARY = "grans"
FIELDS = {"day": "2018-09-03", "paragraph": "88", "confirmed": "on", "reference": "BUN 2018/17"}


class Sent:
    """A form with a file, as it comes over the wire: it is made while it is read, and never lies anywhere whole."""

    def __init__(self) -> None:
        named = 'Content-Disposition: form-data; name="file"; filename="protokoll.pdf"'
        typed = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="reference"\r\n\r\nBUN 2018/17\r\n'
        self.head = f"{typed}--{BOUNDARY}\r\n{named}\r\n\r\n%PDF-1.4".encode()
        self.left = HUGE

    def read(self, size: int = -1) -> bytes:
        size = self.left if size < 0 else min(size, self.left)
        head, self.head = self.head[:size], self.head[size:]
        self.left -= size
        return head + b"x" * (size - len(head))

    def readline(self, size: int = -1) -> bytes:
        return self.read(size)


def address(plan: Plan) -> str:
    return reverse("planning:step", args=("perstorp", plan.pk, "besluta"))


def signed_in(town: PlanTown) -> Client:
    client = Client()
    client.force_login(town.secretary)
    return client


def untouched(plan: Plan) -> bool:
    """Nothing is decided, and nothing kept of what was sent."""
    kept = [path for path in Path(ours.MEDIA_ROOT).rglob("*") if path.is_file()]
    plan.refresh_from_db()
    return plan.state == State.PROPOSED and not kept and not File.objects.exists()


def test_one_of_200_mb_is_read_to_its_end_and_thrown_away(town: PlanTown) -> None:
    plan, sent, client = town.proposed(town.plan()), Sent(), signed_in(town)
    client.get(address(plan))
    form = f"multipart/form-data; boundary={BOUNDARY}"
    wire: Any = {"wsgi.input": sent, "CONTENT_LENGTH": str(HUGE), "CONTENT_TYPE": form}
    tracemalloc.start()
    answer = client.generic("POST", address(plan), **wire)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "En fil får vara högst 30\u00a0MB. Det som skickades var 200\u00a0MB." in page
    assert "BUN 2018/17" in page and f'href="{address(plan)}"' in page
    assert (sent.left, most < MOST_MEMORY) == (0, True), most
    assert untouched(plan)


def test_one_a_little_above_the_limit_gives_the_form_back_as_it_was_typed(town: PlanTown, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    plan = town.proposed(town.plan())
    file = SimpleUploadedFile("protokoll.pdf", b"%PDF-1.4\n" + b"x" * 2000)
    answer = signed_in(town).post(address(plan), {**FIELDS, "seen": reading_mark(plan), "file": file})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Filen är för stor." in page
    assert 'value="88"' in page and 'value="BUN 2018/17"' in page and "checked" in page
    assert not Decision.objects.filter(paragraph="88").exists()
    assert untouched(plan)


def test_the_field_says_how_large_it_may_be_so_that_the_page_can_tell_before_it_is_sent(town: PlanTown) -> None:
    page = signed_in(town).get(address(town.proposed(town.plan()))).content.decode()
    assert f'data-most="{ours.UPLOAD_MAX_BYTES}"' in page
