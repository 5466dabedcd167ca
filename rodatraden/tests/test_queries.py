"""No page asks more of the database because there is more to show (the number of queries is the same at ten times)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from rodatraden.audit import log
from rodatraden.conftest import DEMO_DAY, for_a_module, looked_at
from rodatraden.decisions.models import Decision
from rodatraden.demo.scale import Size, scale_up
from rodatraden.economy.models import Amount
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.remedies.models import Deviation, Remedy, RemedyEffect
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User
from rodatraden.tests.addresses import Keys, addresses, keys_of, routes
from rodatraden.tests.visits import bytes_of, signed_in
from rodatraden.thread.models import Item

pytestmark = pytest.mark.django_db
SMALL = Size(items=24, indicators=12, periods=4, units=6)
LARGE = Size(items=240, indicators=120, periods=12, units=60)
SCORECARD_AT_MOST = 12
PAGES = [route.path for route in routes() if route.is_municipal]


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Municipality]]:
    with for_a_module(django_db_blocker):
        found = {}
        for name, size in (("liten", SMALL), ("stor", LARGE)):
            found[name] = scale_up(size, name)
            with scope(found[name]):
                people(name, size.units)
                decisions(size.units)
                remedies(name, size.units)
                amounts(name)
        yield looked_at(found)


@pytest.fixture(scope="module")
def keys(both: dict[str, Municipality], django_db_blocker: DjangoDbBlocker) -> dict[str, Keys]:
    """A key of each kind of row, by municipality."""
    with django_db_blocker.unblock():
        return {slug: keys_of(municipality).first() for slug, municipality in both.items()}


def people(slug: str, count: int) -> None:
    """The coordinator, and one head for each unit. Their numbers are nobody else's: else an address made for a person
    could happen to be that of an outcome, in one municipality and not in the other."""
    council, number = Unit.objects.get(key="kf"), {"liten": 1_000_000, "stor": 2_000_000}[slug]
    user = User.objects.create(username=f"{slug}-samordnare")
    units = [council, *Unit.objects.exclude(pk=council.pk)[:count]]
    for each, unit in enumerate(units):
        name, kind, account = (f"Chef {each}", "chef", None) if each else ("Samordnare", "samordnare", user)
        person = Person.objects.create(pk=number + each, name=name, user=account)
        Role.objects.create(pk=number + 500_000 + each, person=person, unit=unit, kind=kind)


def decisions(count: int) -> None:
    council = Unit.objects.get(key="kf")
    for number in range(count):
        Decision.objects.create(
            key=f"beslut-{number}",
            title=f"Beslut {number}",
            body=council,
            date=date(2018, 1, 1),
            paragraph=str(number),
        )
        log.record(log.By("", "Prov"), "förde in", "decision", f"beslut-{number}", f"Beslut {number}")


def remedies(slug: str, count: int) -> None:
    """Deviations on a goal, each with a remedy whose effect is told. Numbered like people."""
    number, unit = {"liten": 3_000_000, "stor": 4_000_000}[slug], Unit.objects.get(key="kf")
    item = Item.objects.order_by("pk")[0]
    indicator, now = Indicator.objects.order_by("pk")[0], clock.now()
    for each in range(count):
        pk = number + each
        about: Any = {"unit": unit, "item": item, "handed_over_at": now}
        row = Deviation.objects.create(
            pk=pk, what=f"Avvikelse {each}", period="2018", reported_at=now, indicator=indicator, **about
        )
        told: Any = {"deadline": DEMO_DAY, "effect_indicator": indicator, "effect_value": 1, "written_at": now}
        Remedy.objects.create(
            pk=pk + 500_000, what=f"Åtgärd {each}", deviation=row, responsible_unit=unit, state="done", **told, **about
        )
        RemedyEffect.objects.create(remedy_id=pk + 500_000, on=DEMO_DAY, text="Bra.", value=2, entered_at=now)
        log.record(log.By("", "Prov"), "rapporterade avvikelse", "deviation", pk, row.what)


def amounts(slug: str) -> None:
    """Numbers the economy's like people."""
    Amount.objects.update(id=F("id") + {"liten": 5_000_000, "stor": 6_000_000}[slug])


def client_of(slug: str) -> Client:
    return signed_in(User.objects.get(username=f"{slug}-samordnare"))


def asked(client: Client, path: str, *, again: bool = True) -> tuple[int, list[str]]:
    """The status of a page, and the queries that it took; `again` where it must be looked at once before."""
    if again:
        client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
        bytes_of(answer)
    return answer.status_code, [query["sql"] for query in captured]


@pytest.mark.full
@pytest.mark.parametrize("route", PAGES)
def test_a_page_asks_as_much_of_a_large_municipality_as_of_a_small(keys: dict[str, Keys], route: str) -> None:
    (wanted,) = [each for each in routes() if each.path == route]
    found: dict[str, list[tuple[int, int]]] = {}
    said: dict[str, list[str]] = {}
    for slug, known in keys.items():
        client = client_of(slug)
        client.get(f"/{slug}/sok/")
        # What a file is written as is no question to the database.
        paths = [path for path in addresses(wanted, slug, known) if not path.endswith((".xlsx", ".json"))]
        # What is remembered of a page is remembered by the small one; what is of a municipality, by its search.
        answers = [asked(client, path, again=slug == "liten") for path in paths]
        found[slug] = [(status, len(queries)) for status, queries in answers]
        said[slug] = [query for _status, queries in answers for query in queries]
    assert found["liten"] == found["stor"], "\n".join(said["stor"])


@pytest.mark.parametrize("path", ["styrkort/", "styrkort/?ordning=perspektiv", "styrkort/kf/"])
def test_a_scorecard_takes_at_most_twelve_queries(both: dict[str, Municipality], path: str) -> None:
    """Session, user and municipality counted (issue 3, G); telling row security whose rows, on PostgreSQL, is not
    a question."""
    status, queries = asked(client_of("stor"), f"/stor/{path}")
    queries = [query for query in queries if "set_config" not in query]
    assert status == 200
    assert len(queries) <= SCORECARD_AT_MOST, "\n".join(queries)


@pytest.mark.parametrize(("slug", "rows"), [("liten", 12), ("stor", 120)])
def test_the_scorecard_that_is_counted_shows_every_indicator(
    both: dict[str, Municipality], slug: str, rows: int
) -> None:
    page = client_of(slug).get(f"/{slug}/styrkort/").content.decode()
    assert page.count('<th scope="row"') == rows


def test_a_search_that_finds_much_asks_no_more_than_one_that_finds_little(both: dict[str, Municipality]) -> None:
    small, large = (asked(client_of(slug), f"/{slug}/sok/?q=1") for slug in ("liten", "stor"))
    assert (small[0], len(small[1])) == (large[0], len(large[1])) == (200, len(large[1]))


@pytest.mark.parametrize(
    "path",
    ["trad/?djup=1", "indikatorer/?format=csv", "beslut/?format=xlsx", "personer/?format=csv", "trad/?organ=namnd-1"],
)
def test_filters_and_files_ask_no_more_of_a_large_municipality(both: dict[str, Municipality], path: str) -> None:
    small, large = (asked(client_of(slug), f"/{slug}/{path}") for slug in ("liten", "stor"))
    assert (small[0], len(small[1])) == (large[0], len(large[1])), "\n".join(large[1])


def test_the_large_municipality_is_ten_times_the_small(both: dict[str, Municipality]) -> None:
    counted = []
    for municipality in both.values():
        with scope(municipality):
            counted.append((Unit.objects.count(), Decision.objects.count(), Person.objects.count()))
    assert all(large >= 9 * small for small, large in zip(*counted, strict=True))
