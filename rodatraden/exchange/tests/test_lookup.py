"""How a name in a file finds what it names, and what is said where it does not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.exchange import lookup
from rodatraden.exchange.layouts import Fault
from rodatraden.exchange.lookup import Finder, Register, faults_of
from rodatraden.exchange.tests.place import Place
from rodatraden.lib import clock
from rodatraden.lib.text import Text, fold, say
from rodatraden.steering.active import active_model
from rodatraden.steering.schema import Model
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality


def register(*things: tuple[str, ...]) -> Register[str]:
    """Things called by their key, each with its names."""
    found = Register[str](say("enheter"))
    for key, *names in things:
        found.add(key, key, *names)
    return found


SCHOOLS = register(
    ("ostra", "Östra skolan", "Östra"), ("vastra", "Västra skolan"), ("a", "Tvilling"), ("b", "tvilling ")
)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ostra", "ostra"),
        ("OSTRA", "ostra"),
        (" ostra ", "ostra"),
        ("Östra skolan", "ostra"),
        ("östra  SKOLAN", "ostra"),
        ("Östra", "ostra"),
        ("O\u0308stra skolan", "ostra"),
        ("västra\N{NO-BREAK SPACE}skolan", "vastra"),
        ("a", "a"),
    ],
)
def test_a_thing_is_found_by_key_and_by_name_however_it_is_typed(typed: str, key: str) -> None:
    assert SCHOOLS.find(typed) == key


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Tvilling", "2 enheter heter ”Tvilling”. Skriv nyckeln."),
        ("Östra skolen", "”Östra skolen” finns inte. Menas ”östra skolan”?"),
        ("vastr", "”vastr” finns inte. Menas ”vastra”?"),
        ("Gymnasiet", "”Gymnasiet” finns inte bland kommunens enheter."),
        ("{typed}", "”{typed}” finns inte bland kommunens enheter."),
    ],
)
def test_what_is_not_found_is_told_with_the_nearest(typed: str, said: str) -> None:
    assert str(SCHOOLS.find(typed)) == said


def test_a_name_goes_before_no_key() -> None:
    """A key that is also another thing's name is still that key."""
    found = register(("bun", "Nämnden"), ("x", "bun"))
    assert found.find("bun") == "bun"


def test_a_thing_whose_names_are_alike_is_one_thing() -> None:
    assert register(("t", "Trygghet", "trygghet", "Trygghet")).find("TRYGGHET") == "t"


def test_an_empty_name_names_nothing() -> None:
    found = register(("a", "", "Namn"), ("b", "", "Annat"))
    assert "" not in found.by_name
    assert isinstance(found.find(""), Text)


def test_what_was_not_found_is_found_once_it_is_added() -> None:
    found = register(("a", "Alfa"))
    assert isinstance(found.find("beta"), Text)
    found.add("b", "b", "Beta")
    assert found.find("beta") == "b"


def test_a_name_that_two_come_to_share_finds_neither() -> None:
    found = register(("a", "Alfa"))
    assert found.find("alfa") == "a"
    found.add("b", "b", "Alfa")
    assert isinstance(found.find("alfa"), Text)


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1), unique_by=str.casefold)
)
def test_every_key_finds_its_own_thing(keys: list[str]) -> None:
    found = Register[int](say("saker"))
    for place, key in enumerate(keys):
        found.add(place, key)
    folded = {fold(key) for key in keys}
    if len(folded) == len(keys):
        assert [found.find(key) for key in keys] == list(range(len(keys)))


def test_a_finder_gathers_every_fault_of_a_row_at_its_column() -> None:
    finder = Finder([Fault("Period", say("fel"))])
    assert finder.find(SCHOOLS, "ostra", "Enhet") == "ostra"
    assert finder.find(SCHOOLS, "x", "Ägare") is None
    assert finder.all(SCHOOLS.find, ("vastra", "y", "ostra", "z"), "Bidrar till") == ["vastra", "ostra"]
    assert [fault.column for fault in finder.faults] == ["Period", "Ägare", "Bidrar till", "Bidrar till"]


@pytest.mark.parametrize("nothing", [None, "", ()])
def test_nothing_typed_is_nothing_looked_for(nothing: object) -> None:
    finder = Finder()
    assert finder.find(SCHOOLS, nothing, "Enhet") is None
    assert finder.faults == []


def test_a_number_where_a_name_belongs_is_looked_for_as_it_is_written() -> None:
    assert Finder().find(register(("12", "Tolv")), Decimal(12), "Enhet") == "12"


def test_what_a_verb_refused_stands_at_the_files_column() -> None:
    found = faults_of({"title": "Tom.", "": "Hela raden.", "odd": "{inte} ett fält"}, {"title": "Rubrik"})
    assert [(fault.column, str(fault.reason)) for fault in found] == [
        ("Rubrik", "Tom."),
        ("", "Hela raden."),
        ("", "{inte} ett fält"),
    ]


def model() -> Model:
    found = active_model(clock.today())
    assert found is not None
    return found


class TestWhatAMunicipalityHas:
    def test_units_are_found_by_key_and_name(self, place: Place) -> None:
        found = lookup.units()
        assert found.find("bun") == found.find("Barn- och utbildningsnämnden") == place.board

    def test_indicators_are_found_by_key_and_name(self, place: Place) -> None:
        found = lookup.indicators()
        assert found.find("TRYGGHET") == found.find("Tryggheten i kommunen") == place.safety

    def test_decisions_are_found_by_key_and_title(self, place: Place) -> None:
        found = lookup.decisions()
        assert found.find("kf-77") == found.find("beslut 77") == place.meeting

    @pytest.mark.parametrize("typed", ["namndmal", "Nämndmål", "nämndmål"])
    def test_levels_are_found_in_one_and_in_many(self, place: Place, typed: str) -> None:
        assert lookup.levels(model()).find(typed) == "namndmal"

    @pytest.mark.parametrize("typed", ["sekreterare", "nämndsekreterare", "Nämndsekreterare"])
    def test_roles_are_found_by_key_and_word(self, place: Place, typed: str) -> None:
        assert lookup.role_kinds(model()).find(typed) == "sekreterare"

    def test_nothing_is_found_of_another_municipality(self, place: Place, hallsberg: Municipality) -> None:
        with scope(hallsberg):
            for found in (lookup.units(), lookup.indicators(), lookup.decisions()):
                assert (found.by_key, found.by_name) == ({}, {})
