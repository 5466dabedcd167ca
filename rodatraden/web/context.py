"""What every page's frame needs: the menu and which of its entries one stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from rodatraden.tenancy.current import current_or_none
from rodatraden.tenancy.links import here

Entry = tuple[object, str, str]
"""Of a menu in the settings: label, name of the page's address, dotted name of a predicate over the request or ""."""


@dataclass(frozen=True)
class NavItem:
    """An entry of the main menu."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Station:
    """A place on the red line at the top of the page. `below` is what hangs under the present place;
    `example` marks what is made up."""

    level: str
    name: str
    url: str = ""
    current: bool = False
    below: bool = False
    example: bool = False


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor. `nav` is worked out when a template asks for it, so that pages without a menu
    (errors, downloads) cost nothing."""
    municipality = current_or_none()
    find_url = f"/{municipality.slug}/sok/" if municipality else ""
    return {
        "nav": SimpleLazyObject(lambda: menu(request, settings.NAVIGATION)),
        "foot_nav": SimpleLazyObject(lambda: menu(request, settings.FOOT_NAVIGATION)),
        "demo": settings.DEMO,
        "find_url": find_url,
    }


def menu(request: HttpRequest, entries: Sequence[Entry]) -> list[NavItem]:
    """The entries that this request may see; none outside a municipality."""
    if current_or_none() is None:
        return []
    seen = [(str(label), here(name), name) for label, name, _ in _allowed(request, entries)]
    within = {here(sub): (sub, url) for _, url, name in seen for _, sub, _ in settings.SUBNAVIGATION.get(name, ())}
    lists = [(address, sub) for address, (sub, _) in within.items()]
    match = _where(request, [*((url, name) for _, url, name in seen), *lists])
    top = within[match][1] if match in within else match
    return [NavItem(label, url, url == top) for label, url, _ in seen]


def tabs_beside(request: HttpRequest, under: str = "") -> tuple[str, list[NavItem]]:
    """The lists that stand beside the one shown, under an entry of the main menu, and what that entry is called; none
    for a page that is no such list. `under` names the list that a page beneath one belongs to."""
    shown = under or (request.resolver_match.view_name if request.resolver_match else "")
    for label, name, _ in settings.NAVIGATION:
        entries = settings.SUBNAVIGATION.get(name, ())
        if shown in {sub for _, sub, _ in entries}:
            return str(label), [
                NavItem(str(word), here(sub), sub == shown) for word, sub, _ in _allowed(request, entries)
            ]
    return "", []


def _allowed(request: HttpRequest, entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if not entry[2] or import_string(entry[2])(request)]


def _where(request: HttpRequest, entries: Sequence[tuple[str, str]]) -> str:
    """The address of the entry that one stands in: the longest that the page's own begins with, or else the
    first of the same part of the product (an item is in the thread). The first page is only itself, and what
    stands in its part without an entry of its own (search) is nowhere in the menu."""
    municipality = current_or_none()
    root = f"/{municipality.slug}/" if municipality else "/"
    if request.path == root:
        return root
    inner = [(url, name) for url, name in entries if url != root]
    beginning = [url for url, _ in inner if request.path.startswith(url)]
    if beginning:
        return max(beginning, key=len)
    part = request.resolver_match.namespace if request.resolver_match else ""
    firsts = {name.partition(":")[0] for url, name in entries if url == root}
    return next((url for url, name in inner if part not in {"", *firsts} and name.startswith(f"{part}:")), "")
