"""Which entry of the menu one stands in, from any page of the product."""

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import ResolverMatch
from pytest_django.fixtures import Settings

from rodatraden.tenancy.models import Municipality
from rodatraden.web import context

ENTRIES: list[context.Entry] = [
    ("Översikt", "home:overview", ""),
    ("Tråden", "thread:thread", ""),
    ("Styrkort", "thread:scorecard", ""),
    ("Indikatorer", "indicators:list", ""),
]
LISTS: list[context.Entry] = [
    ("Rapporter", "followup:reports", ""),
    ("Åtgärder", "remedies:remedies", ""),
    ("Uppdrag", "thread:assignments", "rodatraden.web.tests.test_menu.refused"),
]
ADDRESSES = {
    "followup:reports": "/perstorp/rapporter/",
    "remedies:remedies": "/perstorp/atgarder/",
    "thread:assignments": "/perstorp/uppdrag/",
    "home:overview": "/perstorp/",
    "thread:thread": "/perstorp/trad/",
    "thread:scorecard": "/perstorp/styrkort/",
    "indicators:list": "/perstorp/indikatorer/",
}


@pytest.fixture(autouse=True)
def perstorp_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "here", ADDRESSES.__getitem__)
    monkeypatch.setattr(context, "current_or_none", lambda: Municipality(slug="perstorp"))


def refused(request: HttpRequest) -> bool:
    return False


def standing(path: str, part: str = "") -> list[str]:
    request = RequestFactory().get(path)
    if part:
        request.resolver_match = ResolverMatch(lambda: None, (), {}, url_name="sida", namespaces=[part])
    return [item.label for item in context.menu(request, ENTRIES) if item.current]


@pytest.mark.parametrize(
    ("path", "part", "labels"),
    [
        ("/perstorp/", "home", ["Översikt"]),
        ("/perstorp/trad/", "thread", ["Tråden"]),
        ("/perstorp/trad/mal-1/", "thread", ["Tråden"]),
        ("/perstorp/styrkort/2018/", "thread", ["Styrkort"]),
        ("/perstorp/led/mal-1/", "thread", ["Tråden"]),
        ("/perstorp/indikatorer/trygghet/", "indicators", ["Indikatorer"]),
        ("/perstorp/sok/", "home", []),
        ("/perstorp/beslut/", "decisions", []),
        ("/perstorp/okand/", "", []),
    ],
)
def test_one_entry_at_most_is_where_one_stands(path: str, part: str, labels: list[str]) -> None:
    assert standing(path, part) == labels


FOLLOWING: list[context.Entry] = [*ENTRIES, ("Uppföljning", "followup:reports", "")]


@pytest.fixture
def lists(settings: Settings) -> None:
    settings.NAVIGATION, settings.SUBNAVIGATION = FOLLOWING, {"followup:reports": LISTS}


def asking(path: str, name: str) -> HttpRequest:
    request = RequestFactory().get(path)
    part, _, page = name.partition(":")
    request.resolver_match = ResolverMatch(lambda: None, (), {}, url_name=page, namespaces=[part])
    return request


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize(
    ("path", "name", "label"),
    [
        ("/perstorp/rapporter/", "followup:reports", "Uppföljning"),
        ("/perstorp/rapporter/manad/2018-08-31/", "followup:occasion", "Uppföljning"),
        ("/perstorp/atgarder/", "remedies:remedies", "Uppföljning"),
        ("/perstorp/avvikelser/7/", "remedies:deviation", "Uppföljning"),
        ("/perstorp/uppdrag/", "thread:assignments", "Uppföljning"),
        ("/perstorp/led/mal-1/", "thread:item", "Tråden"),
    ],
)
def test_a_list_under_an_entry_stands_in_that_entry(path: str, name: str, label: str) -> None:
    assert [item.label for item in context.menu(asking(path, name), FOLLOWING) if item.current] == [label]


@pytest.mark.usefixtures("lists")
def test_lists_under_one_entry_stand_beside_each_other_for_who_may() -> None:
    label, items = context.tabs_beside(asking("/perstorp/atgarder/", "remedies:remedies"))
    assert label == "Uppföljning"
    assert [(item.label, item.current) for item in items] == [("Rapporter", False), ("Åtgärder", True)]


@pytest.mark.usefixtures("lists")
def test_a_page_that_is_no_such_list_has_no_tabs() -> None:
    shown = Template("{% load layout %}{% beside %}")
    assert context.tabs_beside(asking("/perstorp/atgarder/7/", "remedies:remedy")) == ("", [])
    assert shown.render(Context({"request": asking("/perstorp/atgarder/7/", "remedies:remedy")})).strip() == ""
    assert shown.render(Context({})).strip() == ""
    found = shown.render(Context({"request": asking("/perstorp/atgarder/", "remedies:remedies")}))
    assert 'aria-label="Uppföljning"' in found and '<a href="/perstorp/rapporter/">Rapporter</a>' in found


@pytest.mark.usefixtures("lists")
def test_a_page_beneath_a_list_names_it_and_stands_among_its_tabs() -> None:
    request = asking("/perstorp/rapporter/manad/2018-08-31/", "followup:occasion")
    label, items = context.tabs_beside(request, "followup:reports")
    assert (label, [item.current for item in items]) == ("Uppföljning", [True, False])
    found = Template('{% load layout %}{% beside under="followup:reports" %}').render(Context({"request": request}))
    assert '<a href="/perstorp/rapporter/" aria-current="true">' in found, "within it, not the page itself"
    own = Template("{% load layout %}{% beside %}")
    shown = own.render(Context({"request": asking("/perstorp/rapporter/", "followup:reports")}))
    assert '<a href="/perstorp/rapporter/" aria-current="page">' in shown
