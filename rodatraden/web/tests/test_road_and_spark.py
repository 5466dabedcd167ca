"""The road to the target, and the curve the size of a word."""

from decimal import Decimal
from itertools import combinations
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from rodatraden.web import charts
from rodatraden.web.charts.road import END, START, TARGET, along, placed
from rodatraden.web.charts.spark import runs
from rodatraden.web.marks import Mark

MET, MISSED = Mark("met", "disc", "Bedöms uppfyllas"), Mark("missed", "square", "Bedöms inte uppfyllas")
UNMEASURED = Mark("unmeasured", "ring", "Ej mätt")
shares = st.decimals(min_value=-3, max_value=3, places=2)


def traveller(name: str, share: str | None, mark: Mark = MET) -> charts.Traveller:
    return charts.Traveller(name, Decimal(share) if share is not None else None, mark)


def test_the_target_is_a_share_of_one_and_the_start_of_nought() -> None:
    assert along(Decimal(0)) == START
    assert along(Decimal(1)) == TARGET


@given(shares, shares)
def test_who_has_gone_further_never_stands_further_back(one: Decimal, other: Decimal) -> None:
    assert (along(one) <= along(other)) is (one <= other) or along(one) == along(other)


@given(shares)
def test_nobody_leaves_the_picture(share: Decimal) -> None:
    assert 0 <= along(share) <= END


def test_what_went_backwards_stands_left_of_the_start() -> None:
    ((_, x, _),) = placed([traveller("Våldsbrott", "-0.2", MISSED)])
    assert x + 6.5 < START


def test_the_unmeasured_wait_outside_to_the_right() -> None:
    spots = placed([traveller("Tryggheten", None, UNMEASURED), traveller("Heltid", "1")])
    by_name = {one.name: x for one, x, _ in spots}
    assert by_name["Tryggheten"] > END > by_name["Heltid"]


@given(st.lists(shares, max_size=3), st.integers(0, 4))
def test_marks_do_not_cover_each_other(known: list[Decimal], waiting: int) -> None:
    travellers = [traveller(str(at), str(share)) for at, share in enumerate(known)]
    travellers += [traveller(f"w{at}", None, UNMEASURED) for at in range(waiting)]
    for (_, x, y), (_, other_x, other_y) in combinations(placed(travellers), 2):
        assert abs(x - other_x) >= 12 or abs(y - other_y) >= 12


def test_many_on_the_same_spot_still_all_show() -> None:
    assert len(placed([traveller(str(at), "0.5") for at in range(9)])) == 9


def test_the_description_names_every_indicator_with_its_status() -> None:
    svg = charts.road([traveller("Heltid", "1"), traveller("Tryggheten", None, UNMEASURED)], "Väg", "c")
    assert "Heltid: Bedöms uppfyllas. Tryggheten: Ej mätt." in svg


def heights(svg: str) -> list[float]:
    """The y of every point of the first measured stretch."""
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own text)
    (path,) = [element for element in root.iter() if element.get("class") == "out"]
    return [float(pair.split()[1]) for pair in (path.get("d") or "")[1:].split("L")]


def test_a_curve_points_up_for_better_when_higher_is_better() -> None:
    first, last = heights(charts.spark(charts.Spark("S", [Decimal(1), Decimal(2)]), "c"))
    assert last < first


def test_a_curve_points_up_for_better_when_lower_is_better() -> None:
    first, last = heights(charts.spark(charts.Spark("S", [Decimal(2), Decimal(1)], better="lower"), "c"))
    assert last < first


def test_a_missing_value_is_a_gap() -> None:
    values = [Decimal(1), Decimal(2), None, Decimal(4), None, None, Decimal(0)]
    assert [[place for place, _ in run] for run in runs(values)] == [[0, 1], [3], [6]]
    svg = charts.spark(charts.Spark("S", values), "c")
    assert svg.count('class="out"') == 1
    assert svg.count('class="dot"') == 2


def test_a_curve_of_zeros_is_drawn_and_a_curve_of_nothing_is_not() -> None:
    assert charts.spark(charts.Spark("S", [Decimal(0), Decimal(0)]), "c")
    assert charts.spark(charts.Spark("S", [None, None]), "c") == ""


def test_a_promise_with_no_ink_is_red_dots_alone() -> None:
    svg = charts.spark(charts.Spark("Resultat", [None], [None, Decimal(2), Decimal(2)]), "c")
    assert 'class="aim"' in svg and 'class="out"' not in svg and 'class="dot"' not in svg
