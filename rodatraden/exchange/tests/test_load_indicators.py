import pytest

from rodatraden.exchange.imports import apply
from rodatraden.exchange.tests.place import Place
from rodatraden.indicators.models import Indicator
from rodatraden.lib.periods import Period

HEAD = ("Nyckel", "Namn", "Måttenhet", "Ägare", "Riktning", "Plats bland antal", "Mäts nästa gång", "Könsuppdelad")


def test_a_new_indicator_gets_what_the_file_says(place: Place) -> None:
    apply(place.operator, place.show(HEAD, ("n1", "Nöjda", "%", "bun", "lägre är bättre", "290")))
    found = Indicator.objects.get(key="n1")
    assert (found.direction, found.rank_of, found.owner, found.rhythm) == ("lower", 290, place.board, "year")


def test_only_named_columns_change(place: Place) -> None:
    head = ("Nyckel", "Namn", "Måttenhet", "Ägare", "Mäts nästa gång")
    found = place.show(head, ("trygghet", "Tryggheten i kommunen", "index", "Kommunfullmäktige", "2019"))
    (step,) = found.steps()
    assert [(one.column, one.before, one.after) for one in step.changes] == [("Mäts nästa gång", "", "2019")]
    apply(place.operator, found)
    place.safety.refresh_from_db()
    assert place.safety.next_measured == Period.parse("2019")
    assert place.safety.source == "SCB"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("a b", "x", "%", "bun"), "Nyckel"),
        (("a", "", "%", "bun"), "Namn"),
        (("a", "x", "", "bun"), "Måttenhet"),
        (("a", "x", "%", "nix"), "Ägare"),
        (("a", "x", "%", "bun", "uppåt"), "Riktning"),
        (("a", "x", "%", "bun", "högre är bättre", "290"), "Riktning"),
        (("a", "x", "%", "bun", "", "två"), "Plats bland antal"),
        (("a", "x", "%", "bun", "", "", "hösten"), "Mäts nästa gång"),
        (("a", "x", "%", "bun", "", "", "", "kanske"), "Könsuppdelad"),
        (("ny", "x", "%", "bun"), "Nyckel"),
    ],
)
def test_what_does_not_hold_is_told_at_its_column(place: Place, row: tuple[str, ...], column: str) -> None:
    (refusal,) = place.show(HEAD, row).refused
    assert refusal.column == column
