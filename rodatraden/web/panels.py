"""Pages of lower floors get content from higher ones, by dotted names in the settings: the only place that knows both.

`settings.PANELS` names, by page, functions `(request, obj) -> SafeString` that each give a part of the page,
empty where there is nothing to show. `settings.STATIONS` names, by page, one function `(request, obj) ->
Sequence[Station]` that gives the red line at the top. `settings.FACETS` names, by page, functions `(request) ->
Facet` that give a list another way to be filtered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from rodatraden.web.context import Station


@dataclass(frozen=True)
class Facet:
    """A way to filter a list: the parameter's name, its label, its options (key, word), and which rows (by id)
    belong to which options."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    members: Mapping[str, frozenset[int]]


def panels(page: str, request: HttpRequest, obj: Any) -> list[SafeString]:
    """The panels that higher floors have for the page, in the order of the settings; empty ones left out."""
    found = (import_string(name)(request, obj) for name in settings.PANELS.get(page, []))
    return [panel for panel in found if panel.strip()]


def stations(page: str, request: HttpRequest, obj: Any) -> Sequence[Station]:
    """The red line of the page; none where no floor draws it."""
    name = settings.STATIONS.get(page)
    found: Sequence[Station] = import_string(name)(request, obj) if name else ()
    return found


def facets(page: str, request: HttpRequest) -> list[Facet]:
    """The filters that higher floors have for a list."""
    return [import_string(name)(request) for name in settings.FACETS.get(page, [])]
