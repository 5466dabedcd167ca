"""Large files: a job looks through them and another loads them, with the same words as the direct way."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.audit.models import Entry
from rodatraden.exchange import keeping, loading
from rodatraden.exchange.loading import BY_ITSELF, MOST_AT_ONCE, latest_loads, takes_long
from rodatraden.exchange.tests import files
from rodatraden.exchange.tests.place import OUTCOME_HEAD, Place
from rodatraden.indicators.models import Outcome
from rodatraden.jobs.kinds import kind_of
from rodatraden.jobs.models import Job, State
from rodatraden.jobs.services import cancel
from rodatraden.jobs.tests.works import now, work_off
from rodatraden.lib import clock
from rodatraden.organisation.models import Role
from rodatraden.tenancy.models import Municipality, User

IMPORT = "/perstorp/import/"
YEARS = [("trygghet", "kf", str(year), year % 97, "") for year in range(1960, 2010)]
GOOD = files.csv(OUTCOME_HEAD, *YEARS)
OF_ITS_OWN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|action="[^"]+"')


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of more than ten rows is a large one."""
    monkeypatch.setattr(loading, "MOST_AT_ONCE", 10)


pytestmark = pytest.mark.usefixtures("only_exchange", "few_at_once")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(client: Client, content: bytes = GOOD, name: str = "utfall.csv") -> HttpResponse:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})  # type: ignore[return-value]


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def page(client: Client, path: str) -> str:
    answer: HttpResponse = client.get(path, follow=True)  # type: ignore[assignment]
    assert answer.status_code == 200, path
    return words(answer)


def reviewed(place: Place, content: bytes = GOOD) -> Job:
    """A file that was looked through, as the controller."""
    job = loading.start_review(place.actor(place.controller), "utfall.csv", content)
    work_off()
    return now(job)


def loaded(place: Place) -> Job:
    job = loading.start_load(place.actor(place.controller), reviewed(place))
    work_off()
    return now(job)


def main_of(shown: str) -> str:
    """What a page says, but for where its form is sent."""
    return OF_ITS_OWN.sub("", shown.partition("<main")[2].partition("</main>")[0])


def count() -> int:
    return Outcome.objects.filter(indicator__key="trygghet").count()


# What is large


@pytest.mark.parametrize(("rows", "long"), [(MOST_AT_ONCE, False), (MOST_AT_ONCE + 1, True), (1, False)])
def test_figures_are_written_together_and_many_are_few(
    place: Place, monkeypatch: pytest.MonkeyPatch, rows: int, long: bool
) -> None:
    monkeypatch.setattr(loading, "MOST_AT_ONCE", MOST_AT_ONCE)
    assert takes_long("a.csv", files.csv(OUTCOME_HEAD, *(("trygghet", "kf", "2018", "1", ""),) * rows)) is long


@pytest.mark.parametrize(("rows", "long"), [(MOST_AT_ONCE // BY_ITSELF, False), (MOST_AT_ONCE // BY_ITSELF + 1, True)])
def test_what_is_written_row_by_row_is_soon_many(
    place: Place, monkeypatch: pytest.MonkeyPatch, rows: int, long: bool
) -> None:
    monkeypatch.setattr(loading, "MOST_AT_ONCE", MOST_AT_ONCE)
    head = ("Nyckel", "Nivå", "Rubrik", "Ägare")
    content = files.csv(head, *((f"mal-{row}", "nämndmål", f"Mål {row}", "bun") for row in range(rows)))
    assert takes_long("a.csv", content) is long


@pytest.mark.parametrize("content", [b"", b"<html>", b"%PDF-1.7", b"a;b\n1;2"])
def test_what_cannot_be_read_is_told_at_once(place: Place, content: bytes) -> None:
    assert not takes_long("a.csv", content)
    assert upload(signed_in(place.controller), content).status_code == 400
    assert not Job.objects.exists()


def test_a_small_file_is_shown_at_once(place: Place) -> None:
    answer = upload(signed_in(place.controller), files.csv(OUTCOME_HEAD, *YEARS[:10]))
    assert "10 rader läses in." in words(answer)
    assert not Job.objects.exists()


# The whole way


def test_a_large_file_is_looked_through_shown_and_loaded(place: Place) -> None:
    client, before = signed_in(place.controller), count()
    address = upload(client)["Location"]
    assert "Väntar på att granska utfall.csv" in page(client, address)
    work_off()
    shown = page(client, address)
    assert "50 rader läses in." in shown
    assert count() == before
    action = re.search(r'action="(/perstorp/import/\d+/las-in/)"', shown)
    assert action
    address = client.post(action[1])["Location"]
    assert "Väntar på att läsa in utfall.csv" in page(client, address)
    work_off()
    receipt = page(client, address)
    assert "utfall.csv är inläst." in receipt
    assert "Utfall: 50 nya, 0 ändrade, 0 oförändrade och 0 avvisade." in receipt
    assert count() == before + 50


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        files.csv(OUTCOME_HEAD, *YEARS, ("nix", "kf", "2018", "1", "")),
        files.csv((*OUTCOME_HEAD, "Färg"), *((*row, "blå") for row in YEARS)),
        files.csv(OUTCOME_HEAD, *YEARS, ("trygghet", "kf", "2017", "60", "Rättat i källan")),
        files.csv(OUTCOME_HEAD, *(("trygghet", "kf", "2017", "", ""),) * 11),
    ],
    ids=["new", "refused", "strange column", "changed", "empty cells"],
)
def test_the_page_is_the_same_as_the_direct_way(place: Place, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    client = signed_in(place.controller)
    later = words(client.get(f"{IMPORT}{reviewed(place, content).pk}/"))  # type: ignore[arg-type]
    monkeypatch.setattr(loading, "MOST_AT_ONCE", 1000)
    assert main_of(later) == main_of(words(upload(client, content)))


def test_a_load_is_logged_once_in_the_name_of_who_asked(place: Place) -> None:
    loaded(place)
    (entry,) = Entry.objects.filter(verb="läste in fil")
    assert (entry.actor, entry.label) == ("Controller", "utfall.csv")


def test_what_is_loaded_leaves_no_file_behind(place: Place) -> None:
    job = loaded(place)
    assert job.state == State.DONE
    assert keeping.content_of(job.given["sha256"]) is None


# What goes wrong


def test_what_somebody_changed_meanwhile_stops_the_load_with_the_usual_words(place: Place) -> None:
    review = reviewed(place)
    place.outcome(place.safety, "1960", "2")
    before = count()
    job = loading.start_load(place.actor(place.controller), review)
    work_off()
    assert now(job).state == State.REFUSED
    assert "har ändrats sedan filen visades" in now(job).said
    assert count() == before


@pytest.mark.parametrize("step", ["review", "load"])
def test_a_file_that_is_gone_is_told(place: Place, step: str) -> None:
    if step == "load":
        job = loading.start_load(place.actor(place.controller), reviewed(place))
    else:
        job = loading.start_review(place.actor(place.controller), "utfall.csv", GOOD)
    keeping.drop(job.given["sha256"])
    work_off()
    assert now(job).state == State.REFUSED
    assert "Filen finns inte kvar" in now(job).said


def test_rights_that_ended_before_the_load_are_asked_for_again(place: Place) -> None:
    review, before = reviewed(place), count()
    job = loading.start_load(place.actor(place.controller), review)
    Role.objects.filter(kind="controller").update(kind="ledamot")
    work_off()
    assert now(job).state == State.REFUSED
    assert count() == before


def test_a_file_of_a_kind_that_one_may_not_load_is_told_in_the_preview(place: Place) -> None:
    job = loading.start_review(place.actor(place.head), "utfall.csv", place.out("targets", "csv"))
    work_off()
    assert "läses in av den som administrerar" in now(job).result["preview"]["problem"]


def test_nothing_is_half_done_when_the_work_stops_in_its_midst(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    review, before = reviewed(place), count()
    job = loading.start_load(place.actor(place.controller), review)
    monkeypatch.setattr("rodatraden.jobs.kinds.Run.done", lambda *_, **__: 1 // 0)
    work_off()
    assert now(job).state == State.FAILED
    assert "Ingenting har ändrats" in now(job).said
    assert count() == before
    assert not Entry.objects.filter(verb="läste in fil").exists()


# Once, and by whom


def test_of_two_who_press_it_at_once_the_second_waits_for_the_first(place: Place) -> None:
    review = reviewed(place)
    with CaptureQueriesContext(connection) as asked:
        loading.start_load(place.actor(place.controller), review)
    held = any("UPDATE" in query["sql"] and query["sql"].startswith("SELECT") for query in asked.captured_queries)
    assert held == connection.features.has_select_for_update


def test_a_button_pressed_twice_loads_once(place: Place) -> None:
    client, review = signed_in(place.controller), reviewed(place)
    address = f"{IMPORT}{review.pk}/las-in/"
    first = client.post(address)["Location"]
    assert client.post(address)["Location"] == first
    work_off()
    assert client.post(address)["Location"] == first
    assert Job.objects.filter(kind="load").count() == 1


def test_a_load_that_came_to_nothing_can_be_begun_anew_from_its_preview(place: Place) -> None:
    actor, review = place.actor(place.controller), reviewed(place)
    first = loading.start_load(actor, review)
    cancel(actor, first)
    assert loading.start_load(actor, review).pk != first.pk


@pytest.mark.parametrize(("who", "status"), [("controller", 200), ("secretary", 404), ("head", 404), ("member", 403)])
def test_a_preview_is_for_who_asked_and_who_administers(place: Place, who: str, status: int) -> None:
    review = reviewed(place)
    client = signed_in(place.cast[who])
    assert client.get(f"{IMPORT}{review.pk}/").status_code == status
    answer = client.post(f"{IMPORT}{review.pk}/las-in/")
    assert answer.status_code == (302 if status == 200 else status)


def test_a_job_that_is_no_finished_review_has_no_preview(place: Place) -> None:
    client, done = signed_in(place.controller), loaded(place)
    assert client.get(f"{IMPORT}{done.pk}/").status_code == 404
    waiting = loading.start_review(place.actor(place.controller), "utfall.csv", GOOD)
    assert client.get(f"{IMPORT}{waiting.pk}/").status_code == 404
    assert client.post(f"{IMPORT}{waiting.pk}/las-in/").status_code == 404


def test_a_stranger_learns_nothing(place: Place, hallsberg: Municipality) -> None:
    review = reviewed(place)
    stranger = signed_in(User.objects.create(username="okand"))
    for path in (f"import/{review.pk}/", f"jobb/{review.pk}/"):
        assert stranger.get(f"/perstorp/{path}").status_code == 404
        assert signed_in(place.controller).get(f"/hallsberg/{path}").status_code == 404


# Coming back


def test_what_goes_on_is_found_again_where_one_left(place: Place) -> None:
    client = signed_in(place.controller)
    assert "Inläsningar i bakgrunden" not in page(client, IMPORT)
    address = upload(client)["Location"]
    listed = page(client, IMPORT)
    assert "Inläsningar i bakgrunden" in listed
    assert f'href="{address}"' in listed
    assert "Väntar på att granska utfall.csv" in listed


def test_a_file_that_is_being_loaded_is_listed_only_as_that(place: Place) -> None:
    job = loaded(place)
    assert [one.job.pk for one in latest_loads(place.actor(place.controller))] == [job.pk]


def test_the_list_is_of_the_last_day_and_ones_own_and_leaves_out_what_was_dropped(place: Place) -> None:
    controller, head = place.actor(place.controller), place.actor(place.head)
    own = loading.start_review(head, "egen.csv", GOOD)
    dropped = loading.start_review(head, "bort.csv", GOOD)
    cancel(head, dropped)
    old = loading.start_review(head, "gammal.csv", GOOD)
    Job.objects.filter(pk=old.pk).update(asked_at=clock.now() - timedelta(hours=25))
    others = loading.start_review(controller, "annan.csv", GOOD)
    assert [one.job.pk for one in latest_loads(head)] == [own.pk]
    assert [one.job.pk for one in latest_loads(controller)] == [others.pk, own.pk]


def test_the_list_costs_the_same_however_long(place: Place) -> None:
    client, actor = signed_in(place.controller), place.actor(place.controller)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            page(client, IMPORT)
        return len(caught)

    loading.start_review(actor, "a.csv", GOOD)
    cost()
    first = cost()
    for _ in range(5):
        loading.start_review(actor, "a.csv", GOOD)
    assert cost() == first


def test_the_kinds_are_those_that_the_settings_name() -> None:
    assert [kind_of(key).key for key in ("review", "load")] == ["review", "load"]
    assert (kind_of("review"), kind_of("load")) == (loading.REVIEW, loading.LOAD)


def test_a_refused_load_says_all_that_is_to_be_mended_like_a_small_one(place: Place) -> None:
    review = reviewed(place, files.csv(OUTCOME_HEAD, *YEARS, ("nix", "kf", "2018", "1", "")))
    shown = page(signed_in(place.controller), f"{IMPORT}{review.pk}/")
    assert "En rad måste rättas" in shown
    assert "”nix” finns inte" in shown
    assert "las-in" not in shown
