"""The page of a job: who sees it, what it says in each phase, and how it asks again."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from rodatraden.jobs.models import Job, State
from rodatraden.jobs.services import start
from rodatraden.jobs.tests.conftest import Begin, Visit, running
from rodatraden.jobs.tests.works import SHOWN, TRY, now, work_off
from rodatraden.organisation.access import system
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

HTMX = {"HX-Request": "true"}


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    ("account", "status"),
    [("chef", 200), ("controller", 200), ("sekreterare", 404), ("ledamot", 404), ("revisor", 404), ("former", 404)],
)
def test_a_job_is_seen_by_who_asked_and_who_administers(begin: Begin, visit: Visit, account: str, status: int) -> None:
    job = begin()
    assert visit(account, f"jobb/{job.pk}/").status_code == status
    for what in ("avbryt", "igen"):
        answer = visit(account, f"jobb/{job.pk}/{what}/", {})
        assert answer.status_code == (302 if status == 200 else 404), what


@pytest.mark.parametrize(("method", "path"), [("GET", "avbryt/"), ("GET", "igen/"), ("POST", "")])
def test_looking_changes_nothing_and_changing_is_not_looking(
    begin: Begin, visit: Visit, method: str, path: str
) -> None:
    posted: dict[str, str] | None = {} if method == "POST" else None
    assert visit("chef", f"jobb/{begin().pk}/{path}", posted).status_code == 405


def test_another_municipalitys_job_is_not_known(begin: Begin, visit: Visit, hallsberg: Municipality) -> None:
    begin()
    with scope(hallsberg):
        theirs = start(system(), TRY, "deras", do="well")
    for account in ("chef", "controller"):
        assert visit(account, f"jobb/{theirs.pk}/").status_code == 404


def test_a_job_of_a_kind_that_is_gone_is_not_known(begin: Begin, visit: Visit) -> None:
    job = begin()
    Job.objects.update(kind="gammalt")
    assert visit("chef", f"jobb/{job.pk}/").status_code == 404


def test_without_a_worker_the_page_says_so_and_offers_to_take_it_back(begin: Begin, visit: Visit) -> None:
    page = words(visit("chef", f"jobb/{begin().pk}/"))
    assert "men ingenting arbetar i bakgrunden" in page
    assert "rodatraden worker" in page
    assert "Ta ur kön" in page
    assert "Försök igen" not in page


@pytest.mark.usefixtures("worker")
def test_what_waits_may_be_left(begin: Begin, visit: Visit) -> None:
    page = words(visit("chef", f"jobb/{begin().pk}/"))
    assert "Väntar på att prova provet." in page
    assert "Du kan lämna sidan." in page
    assert "<progress" in page and "value=" not in page.partition("<progress")[2].partition(">")[0]


def test_what_runs_has_a_bar_in_words_too_and_needs_no_script(begin: Begin, visit: Visit) -> None:
    job = begin()
    with running(job, 340, 1000):
        page = words(visit("chef", f"jobb/{job.pk}/"))
    assert "Provar provet." in page
    assert '<progress max="100" value="34" aria-label="Provar provet."' in page
    assert "<p>34 %</p>" in page
    assert f'<a href="/perstorp/jobb/{job.pk}/">' in page
    assert page.count('id="sagt"') == 1
    assert 'role="status" aria-live="polite"' in page
    assert "Ta ur kön" not in page


def test_what_has_begun_and_cannot_say_more_says_that(begin: Begin, visit: Visit) -> None:
    job = begin()
    with running(job):
        assert "Har börjat." in words(visit("chef", f"jobb/{job.pk}/"))


# Asking again


def test_as_long_as_only_the_figure_differs_the_page_is_given_a_new_one(begin: Begin, visit: Visit) -> None:
    job = begin()
    with running(job, 34, 100):
        answer = visit("chef", f"jobb/{job.pk}/?var=running&sagt=30", **HTMX)
    part = words(answer)
    assert "HX-Redirect" not in answer
    assert "34 %" in part and "<html" not in part
    assert "sagt=30" in part
    assert "hx-swap-oob" not in part, "ten per cent at a time is enough to be told aloud"


def test_every_tenth_per_cent_is_told_aloud(begin: Begin, visit: Visit) -> None:
    job = begin()
    with running(job, 41, 100):
        part = words(visit("chef", f"jobb/{job.pk}/?var=running&sagt=30", **HTMX))
    assert "40 procent är klart." in part
    assert "hx-swap-oob" in part and "sagt=40" in part


@pytest.mark.parametrize("shown", ["unattended", "waiting", "interrupted", "", "<script>"])
def test_where_more_than_the_figure_differs_the_whole_page_is_shown_anew(
    begin: Begin, visit: Visit, shown: str
) -> None:
    job = begin()
    with running(job, 1, 2):
        answer = visit("chef", f"jobb/{job.pk}/?var={shown}", **HTMX)
    assert answer["HX-Redirect"] == f"/perstorp/jobb/{job.pk}/"
    assert words(answer) == ""


def test_who_waits_is_led_to_the_result_when_it_is_there(begin: Begin, visit: Visit) -> None:
    job = begin(kind=SHOWN)
    work_off()
    result = f"/perstorp/arbeten/{job.pk}/"
    assert visit("chef", f"jobb/{job.pk}/?var=running", **HTMX)["HX-Redirect"] == result
    assert visit("chef", f"jobb/{job.pk}/")["Location"] == result


# What came of it


def test_a_receipt_says_what_was_done_and_where_it_is(begin: Begin, visit: Visit) -> None:
    job = begin()
    work_off()
    page = words(visit("chef", f"jobb/{job.pk}/"))
    assert "provet är provad." in page
    assert "Klart." in page
    assert 'href="/perstorp/filer/1/"' in page
    assert 'href="/perstorp/arbeten/"' in page
    assert "<progress" not in page and "Försök igen" not in page


def test_a_refusal_says_why(begin: Begin, visit: Visit) -> None:
    job = begin("refuse")
    work_off()
    page = words(visit("chef", f"jobb/{job.pk}/"))
    assert "Det gick inte att prova provet." in page
    assert "Välj en fil." in page


def test_what_was_interrupted_can_be_tried_again(begin: Begin, visit: Visit) -> None:
    job = begin()
    DBTaskResult.objects.all().delete()
    page = words(visit("chef", f"jobb/{job.pk}/"))
    assert "Arbetet med att prova provet avbröts." in page
    assert "Ingenting har ändrats." in page
    answer = visit("chef", f"jobb/{job.pk}/igen/", {})
    more = Job.objects.latest("pk")
    assert answer["Location"] == f"/perstorp/jobb/{more.pk}/"
    assert more.given == job.given


def test_what_goes_on_is_not_begun_again_by_a_stale_page(begin: Begin, visit: Visit) -> None:
    job = begin()
    assert visit("chef", f"jobb/{job.pk}/igen/", {})["Location"] == f"/perstorp/jobb/{job.pk}/"
    assert Job.objects.count() == 1
    assert "Det behövs inte" in words(visit("chef", f"jobb/{job.pk}/"))


def test_a_job_is_taken_out_of_the_queue(begin: Begin, visit: Visit) -> None:
    job = begin()
    visit("chef", f"jobb/{job.pk}/avbryt/", {})
    assert now(job).state == State.CANCELLED
    assert "provet togs ur kön." in words(visit("chef", f"jobb/{job.pk}/"))


def test_it_is_told_when_it_was_too_late(begin: Begin, visit: Visit) -> None:
    job = begin()
    work_off()
    visit("chef", f"jobb/{job.pk}/avbryt/", {})
    assert "Det hann bli klart." in words(visit("chef", f"jobb/{job.pk}/"))


def test_what_a_job_is_called_is_never_markup(visit: Visit, town: object) -> None:
    job = start(system(), TRY, "<script>alert(1)</script>", do="well")
    assert "<script>alert" not in words(visit("controller", f"jobb/{job.pk}/"))


def test_a_look_costs_the_same_however_much_waits(begin: Begin, visit: Visit) -> None:
    job = begin()

    def cost() -> int:
        with running(job, 1, 2), CaptureQueriesContext(connection) as caught:
            visit("chef", f"jobb/{job.pk}/?var=running", **HTMX)
        return len(caught)

    cost()
    first = cost()
    for _ in range(5):
        begin()
    assert cost() == first
