"""What is measured: the pages, the breaks, the load of a large file, the check of a model."""

import io
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path
from python_calamine import CalamineWorkbook

from bench import documents, governing, plans, reports
from bench.files import many_outcomes
from bench.measure import Result, measured
from rodatraden import urls
from rodatraden.demo.scale import Size, scale_up
from rodatraden.exchange import imports
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import actor_of, system
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.steering.lint import check
from rodatraden.steering.load import read
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User
from rodatraden.thread.breaking import breaks_of
from rodatraden.thread.gather import gather
from rodatraden.wheel.models import OwnEntry
from rodatraden.wheel.sources import year_entries

PRESETS = Path(__file__).resolve().parent.parent / "rodatraden" / "steering" / "presets"
ROWS, FILE = 50_000, "utfall.xlsx"
ROW = b'<th scope="row"'
EVENTS = 1500


def nothing(_: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path("ingenting/", nothing), *urls.urlpatterns]


@dataclass
class Place:
    """Where it is measured: 2,000 items, 300 indicators with 12 periods for 7 of 60 units, and somebody signed in."""

    municipality: Municipality
    client: Client

    def get(self, address: str) -> HttpResponse:
        answer = self.client.get(f"/{self.municipality.slug}/{address}")
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    def queries(self, address: str) -> int:
        """How many, once the text of the steering model has been read: the server keeps it from then on."""
        self.get(address)
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


def page(name: str, address: str, rows: int = 0) -> Callable[[Place], Result]:
    """A page against an empty view through the same middleware. `rows` is how many its table must show."""

    def run(place: Place) -> Result:
        found = place.get(address).content.count(ROW)
        assert not rows or found == rows, (address, found)
        with override_settings(ROOT_URLCONF="bench.cases"):
            floor = lambda: place.client.get("/ingenting/")  # noqa: E731
            queries = place.queries(address)
            return measured(name, lambda: place.get(address), "an empty view", floor, queries=queries)

    return run


def a_year(place: Place) -> Result:
    """The year of 60 units and their reports, filled up with own entries to so many in all."""
    year = clock.today().year
    with scope(place.municipality):
        actor = actor_of(User.objects.get(username="bench"))
        assert actor is not None
        units, lacking = list(actor.tree.places), EVENTS - len(year_entries(actor, year))
        OwnEntry.objects.bulk_create(
            OwnEntry(
                municipality=place.municipality,
                unit_id=units[number % len(units)],
                what=f"Egen tidpunkt {number}",
                kind="own",
                first=date(year, 1 + number % 12, 1 + number % 28),
                written_at=clock.now(),
            )
            for number in range(lacking)
        )
        assert len(year_entries(actor, year)) == EVENTS
    result = page(f"wheel of a year with {EVENTS} events", "arshjul/")(place)
    with scope(place.municipality):
        OwnEntry.objects.all().delete()
    return result


def for_a_while(make: Callable[[Place], Callable[[Place], Result]]) -> Callable[[Place], Result]:
    """A case of rows that are made for it and taken back afterwards."""

    def run(place: Place) -> Result:
        with scope(place.municipality), transaction.atomic():
            result = make(place)(place)
            transaction.set_rollback(True)
        return result

    return run


def long_plan(_: Place) -> Callable[[Place], Result]:
    name = f"plan of {plans.SECTIONS} sections and {plans.FIGURES} figures"
    return page(name, f"planer/{plans.long_plan().pk}/")


def two_versions(_: Place) -> Callable[[Place], Result]:
    return page("difference page of the same", plans.freeze_two(plans.long_plan()))


def register(place: Place) -> Callable[[Place], Result]:
    governing.fill_register(place.municipality)
    name = f"search in {governing.DOCUMENTS} documents"
    return page(name, f"styrdokument/?q={governing.WORD}", rows=governing.DOCUMENTS // governing.EVERY)


def bare(sql: str, place: Place) -> Callable[[], object]:
    """One query for the same rows, fetched and left alone."""

    def run() -> object:
        with connection.cursor() as cursor:
            cursor.execute(sql, [place.municipality.pk])
            return cursor.fetchall()

    return run


def gathering(place: Place) -> Result:
    """What the overview is made of: 700 judged items with 300 indicators, against all outcomes in one query."""
    floor = bare("SELECT * FROM indicators_outcome WHERE municipality_id = %s AND superseded_at IS NULL", place)
    day = clock.today()
    with scope(place.municipality):
        actor = system()

        def run() -> object:
            thread = gather(actor, day, Period.of("year", day), doing=False)
            return [node.judgement for node in thread.nodes.values()]

        return measured("gather what is judged", run, "one bare query", floor)


def breaks(place: Place) -> Result:
    """The rules alone, on a thread that is already gathered: the page adds that and shows it."""
    floor = bare("SELECT * FROM thread_itemversion WHERE municipality_id = %s", place)
    with scope(place.municipality):
        thread = gather(system(), clock.today(), Period.of("year", clock.today()), progress=True)
        return measured("breaks of 2,000 items", lambda: breaks_of(thread), "one bare query", floor)


def previewing(place: Place) -> Result:
    """What loading 50,000 outcomes from Excel would do."""
    with scope(place.municipality):
        content, actor = many_outcomes(ROWS), system()

        def run() -> None:
            shown = imports.preview(actor, FILE, content)
            assert shown.loadable and shown.count("new") == ROWS, shown.in_words()[:5]

        return measured("preview of 50,000 outcomes", run, "a raw read of the file", lambda: raw_read(content), times=1)


def loading(place: Place) -> Result:
    """The load itself, of a file that was shown; taken back each time, so that it is the same again."""
    with scope(place.municipality):
        content, actor = many_outcomes(ROWS), system()
        fingerprint = imports.preview(actor, FILE, content).fingerprint

        def run() -> None:
            with transaction.atomic():
                assert imports.load(actor, FILE, content, fingerprint).count("new") == ROWS
                transaction.set_rollback(True)

        return measured("load of 50,000 outcomes", run, "a raw read of the file", lambda: raw_read(content), times=1)


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
    "scorecard": page("scorecard, 300 rows", "styrkort/", rows=300),
    "overview": page("overview", ""),
    "thread": page("whole thread, 2,000 items", "trad/?djup=1"),
    "list": page("list of indicators", "indikatorer/"),
    "breaks-page": page("the page of breaks", "brister/"),
    "gather": gathering,
    "breaks": breaks,
    "preview": previewing,
    "load": loading,
    "check": model_check,
    "wheel": a_year,
    "matrix": page("matrix of 60 reports", reports.MATRIX),
    "supervision": page("the supervision's page", reports.SUPERVISION),
    "plan": for_a_while(long_plan),
    "difference-page": for_a_while(two_versions),
    "register": for_a_while(register),
    **{
        name: lambda place, run=run: run(place.municipality)
        for name, run in {**documents.CASES, **reports.CASES, **plans.CASES}.items()
    },
}
