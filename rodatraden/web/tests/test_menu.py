"""Which entry of the menu one stands in, from any page of the product."""

import pytest
from django.test import RequestFactory
from django.urls import ResolverMatch

from rodatraden.tenancy.models import Municipality
from rodatraden.web import context

ENTRIES: list[context.Entry] = [
    ("Översikt", "home:overview", ""),
    ("Tråden", "thread:thread", ""),
    ("Styrkort", "thread:scorecard", ""),
    ("Indikatorer", "indicators:list", ""),
]
ADDRESSES = {
    "home:overview": "/perstorp/",
    "thread:thread": "/perstorp/trad/",
    "thread:scorecard": "/perstorp/styrkort/",
    "indicators:list": "/perstorp/indikatorer/",
}


@pytest.fixture(autouse=True)
def perstorp_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "here", ADDRESSES.__getitem__)
    monkeypatch.setattr(context, "current_or_none", lambda: Municipality(slug="perstorp"))


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
