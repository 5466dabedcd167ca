"""What higher floors hang on the pages of lower ones, by the names in the settings."""

from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe
from pytest_django.fixtures import Settings

from rodatraden.web.context import Station
from rodatraden.web.panels import Facet, facets, panels, stations

HERE = "rodatraden.web.tests.test_panels"


def one(request: HttpRequest, obj: object) -> SafeString:
    return mark_safe(f"<p>{obj}</p>")  # noqa: S308 (a test's own)


def blank(request: HttpRequest, obj: object) -> SafeString:
    return mark_safe("  \n ")


def line(request: HttpRequest, obj: object) -> list[Station]:
    return [Station("Nivå", str(obj))]


def by_level(request: HttpRequest) -> Facet:
    return Facet("niva", "Nivå", [("mal", "Mål")], {"mal": frozenset({1, 2})})


def get() -> HttpRequest:
    return RequestFactory().get("/")


def test_panels_stand_in_the_order_of_the_settings_and_empty_ones_are_left_out(settings: Settings) -> None:
    settings.PANELS = {"sida": [f"{HERE}.one", f"{HERE}.blank", f"{HERE}.one"]}
    assert panels("sida", get(), 7) == ["<p>7</p>", "<p>7</p>"]


def test_a_page_that_nobody_hangs_anything_on_has_nothing(settings: Settings) -> None:
    settings.PANELS, settings.STATIONS, settings.FACETS = {}, {}, {}
    assert (panels("sida", get(), 7), list(stations("sida", get(), 7)), facets("sida", get())) == ([], [], [])


def test_the_red_line_is_drawn_by_one_floor(settings: Settings) -> None:
    settings.STATIONS = {"sida": f"{HERE}.line"}
    assert [station.name for station in stations("sida", get(), "Trygghet")] == ["Trygghet"]


def test_a_list_is_filtered_by_what_higher_floors_know(settings: Settings) -> None:
    settings.FACETS = {"lista": [f"{HERE}.by_level"]}
    (facet,) = facets("lista", get())
    assert (facet.name, facet.members["mal"]) == ("niva", frozenset({1, 2}))


def test_every_name_in_our_own_settings_leads_to_something(settings: Settings) -> None:
    """A slip of the pen there would be seen only when somebody opens the page."""
    from_pages = [name for names in (*settings.PANELS.values(), *settings.FACETS.values()) for name in names]
    allows = [entry[2] for entry in (*settings.NAVIGATION, *settings.FOOT_NAVIGATION) if entry[2]]
    named = [*from_pages, *settings.STATIONS.values(), *allows]
    assert named
    for name in named:
        assert callable(import_string(name)), name
