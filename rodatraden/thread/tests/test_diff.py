"""Which fields of an item differ, in words."""

from rodatraden.thread.diff import changes, told


def test_only_fields_that_differ_are_told_in_the_order_of_their_names() -> None:
    names = {"title": "rubrik", "text": "lydelse", "unit": "ägare"}
    found = changes({"title": "A", "text": "x", "unit": "KS"}, {"title": "B", "text": "x"}, names)
    assert [change.field for change in found] == ["title", "unit"]
    assert str(told(found)) == "Ändrat: rubrik och ägare."
    assert str(told(found[:1])) == "Ändrat: rubrik."
    assert str(told(())) == "Ingenting ändrades."
