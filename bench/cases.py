"""What is measured: the pages, the breaks, the load of a large file, the check of a model."""

import io
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path
from python_calamine import CalamineWorkbook

from bench.files import many_outcomes
from bench.measure import Result, measured
from rodatraden import urls
from rodatraden.demo.scale import Size, scale_up
from rodatraden.exchange import imports
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import system
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.steering.lint import check
from rodatraden.steering.load import read
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User
from rodatraden.thread.breaking import breaks_of
from rodatraden.thread.gather import gather

PRESETS = Path(__file__).resolve().parent.parent / "rodatraden" / "steering" / "presets"


def nothing(_: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path("ingenting/", nothing), *urls.urlpatterns]


@dataclass
class Place:
    """Where it is measured: a municipality of 2,000 items and 300 indicators, and somebody signed in."""

    municipality: Municipality
    client: Client

    def get(self, address: str) -> HttpResponse:
        answer = self.client.get(f"/{self.municipality.slug}/{address}")
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    def queries(self, address: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            self.get(address)
        return len([query for query in caught if "set_config" not in query["sql"]])


def prepare() -> Place:
    municipality = scale_up(Size())
    user = User.objects.create_user("bench")
    with scope(municipality):
        person = Person.objects.create(name="Controller", user=user)
        council = Unit.objects.filter(kind="council").first()
        Role.objects.create(person=person, unit=council, kind="samordnare")
    client = Client()
    client.force_login(user)
    return Place(municipality, client)


def page(name: str, address: str) -> Callable[[Place], Result]:
    """A page against an empty view through the same middleware."""

    def run(place: Place) -> Result:
        with override_settings(ROOT_URLCONF="bench.cases"):
            floor = lambda: place.client.get("/ingenting/")  # noqa: E731
            queries = place.queries(address)
            return measured(name, lambda: place.get(address), "an empty view", floor, queries=queries)

    return run


def scorecard_rows(place: Place) -> Result:
    """The gathering of the scorecard against one bare query for the same outcomes."""
    with scope(place.municipality):
        actor = system()

        def bare() -> object:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT * FROM indicators_outcome WHERE municipality_id = %s AND superseded_at IS NULL",
                    [place.municipality.pk],
                )
                return cursor.fetchall()

        day = clock.today()
        return measured("gather the thread", lambda: gather(actor, day, Period.of("year", day)), "one bare query", bare)


def breaks(place: Place) -> Result:
    with scope(place.municipality):
        thread = gather(system(), clock.today(), Period.of("year", clock.today()), progress=True)

        def bare() -> object:
            with connection.cursor() as cursor:
                cursor.execute("SELECT * FROM thread_itemversion WHERE municipality_id = %s", [place.municipality.pk])
                return cursor.fetchall()

        return measured("breaks of 2,000 items", lambda: breaks_of(thread), "one bare query", bare)


def load_outcomes(place: Place) -> Result:
    """The preview of 50,000 outcomes from Excel (which is the load, undone) against a raw read of the file."""
    with scope(place.municipality):
        content = many_outcomes(50_000)
        actor = system()

        def load() -> None:
            shown = imports.preview(actor, "utfall.xlsx", content)
            assert not shown.problem, shown.problem
            assert not shown.count("refused"), shown.in_words()[:5]

        return measured("load of 50,000 outcomes", load, "a raw read of the file", lambda: raw_read(content), times=1)


def raw_read(content: bytes) -> object:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def model_check(_: Place) -> Result:
    texts = [file.read_text(encoding="utf-8") for file in sorted(PRESETS.glob("*.toml"))]

    def run() -> None:
        for text in texts:
            reading = read(text)
            assert reading.model is not None
            check(reading.model)

    return measured(
        f"model check of {len(texts)} presets", run, "parsing the TOML", lambda: [tomllib.loads(text) for text in texts]
    )


CASES: dict[str, Callable[[Place], Result]] = {
    "scorecard": page("scorecard, 300 indicators", "styrkort/"),
    "overview": page("overview", ""),
    "thread": page("whole thread, 2,000 items", "trad/?djup=1"),
    "list": page("list of indicators", "indikatorer/"),
    "gather": scorecard_rows,
    "breaks": breaks,
    "load": load_outcomes,
    "check": model_check,
}
