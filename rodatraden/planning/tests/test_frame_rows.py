"""Which plans decide frames on which lines for whom, and the sums of what they divide."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.economy.lines import USUAL
from rodatraden.economy.rows import Entered, Figure, Ledger
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.planning.frame_rows import FrameTable, Proposed, frame_tables
from rodatraden.planning.framing import divided_among, framed_lines, has_frames, kinds_for
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Model
from rodatraden.thread.tests.cast import MODEL

OPERATIONS = USUAL[0]
BOARDS = (2, 3, 4)
TREE = UnitTree.of(
    [Place(1, "kf", "Fullmäktige", "council", None)]
    + [Place(unit, f"n{unit}", f"Nämnd {unit}", "board", 1) for unit in BOARDS]
    + [Place(5, "bolag", "Bolaget", "company", 1), Place(6, "forv", "Förvaltningen", "administration", 2)]
    + [Place(7, "omr", "Området", "area", 6), Place(8, "enh", "Enheten", "unit", 6)]
)
AMOUNTS = st.none() | st.decimals(-(10**9), 10**9, places=2)


def ledger(frames: dict[int, Decimal | None]) -> Ledger:
    entered = {
        (unit, OPERATIONS.key): Entered(Figure(value, date(2018, 12, 31)))
        for unit, value in frames.items()
        if value is not None
    }
    return Ledger(TREE, USUAL, entered)


def table(
    before: dict[int, Decimal | None], after: dict[int, Decimal | None], unit: int = 1, given_now: Decimal | None = None
) -> FrameTable:
    proposed = {(each, OPERATIONS.key): Proposed(value) for each, value in after.items() if value is not None}
    return frame_tables([OPERATIONS], unit, ledger(before), ledger({unit: given_now}), proposed)[0]


BY_UNIT = st.fixed_dictionaries(dict.fromkeys((1, *BOARDS), AMOUNTS))


@given(before=BY_UNIT, after=BY_UNIT)
def test_the_sums_are_those_of_the_rows_and_nothing_is_made_of_what_is_missing(
    before: dict[int, Decimal | None], after: dict[int, Decimal | None]
) -> None:
    found = table(before, after)
    known = [row.after for row in found.rows if row.after is not None]
    assert found.total.after == (sum(known) if known else None)
    for row in found.rows:
        assert (row.before, row.after) == (before[row.unit], after[row.unit])
        assert (row.change is None) == (row.before is None or row.after is None)
        assert row.change is None or row.before is None or row.before + row.change == row.after
    if found.total.change is not None:
        assert found.total.change == sum(row.change or Decimal(0) for row in found.rows)
    if found.left is not None:
        assert found.left + sum(known) == after[1]
    assert (found.left is None) == (after[1] is None or not known)
    assert set(found.missing) == {row.name for row in found.rows if row.before is not None and row.after is None}


def test_a_change_of_nothing_has_no_per_cent_and_income_is_told_by_its_size() -> None:
    rows = table({2: Decimal(0), 3: Decimal(-100), 4: None}, dict.fromkeys(BOARDS, Decimal(50))).rows
    assert [row.per_cent for row in rows] == [None, Decimal(150), None]


def test_what_a_board_divides_is_what_it_was_given_and_goes_to_what_its_administration_runs() -> None:
    assert [place.id for place in divided_among(TREE, 1)] == [*BOARDS]
    assert [place.id for place in divided_among(TREE, 2)] == [7, 8]
    found = table({}, {7: Decimal(30), 8: Decimal(80), 2: Decimal(500)}, unit=2, given_now=Decimal(100))
    assert (found.sets_whole, found.whole.after, found.left) == (False, Decimal(100), Decimal(-10))
    assert not table({}, {}, unit=2).is_proposed


PLAN = """
[[plan]]
key = "{key}"
name = {{ one = "{key}" }}
owner = "kf"
decided_by = "kf"
kind = "{kind}"
contents = ["{contents}"]
"""


def model(contents: str, kind: str = "budget") -> Model:
    """Two plans of the council: of frames, and of what is said."""
    first = PLAN.format(key="a", kind=kind, contents="ramar")
    return parse(MODEL + first + PLAN.format(key="b", kind="budget", contents=contents))


@pytest.mark.parametrize(
    ("contents", "first", "second"),
    [
        ("investeringar de kommande tre åren", ["operations"], ["investment"]),
        ("ramar för drift", ["operations", "investment"], ["operations", "investment"]),
    ],
)
def test_a_budget_of_investments_alone_leaves_the_rest_to_the_other(
    contents: str, first: list[str], second: list[str]
) -> None:
    found = model(contents)
    assert [[line.kind for line in framed_lines(found, kind, USUAL)] for kind in found.plan] == [first, second]
    found = model(contents, "plan")
    plain = found.plan[0]
    assert framed_lines(found, plain, USUAL) == ()


def test_whoever_decides_the_frames_does_so_where_the_contents_name_them() -> None:
    plain = model("ramar", "plan")
    assert not has_frames(plain, plain.plan[0])
    council = plain.model_copy(update={"economy": plain.economy.model_copy(update={"frames_decided_by": "kf"})})
    assert has_frames(council, council.plan[0])
    assert not has_frames(council, council.plan[0].model_copy(update={"contents": ("programmet",)}))


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("Ramar för drift", ("operations",)),
        ("Ramar för investeringar", ("investment",)),
        ("Ekonomiska ramar och budget", ("operations", "investment")),
        ("Hur resurserna fördelas på nämnderna", ("operations", "investment")),
        ("Nämndens detaljbudget", ("operations", "investment")),
        ("Mål för god ekonomisk hushållning", ()),
        ("Verksamhetens inriktning", ()),
        ("Program och uppdrag", ()),
    ],
)
def test_the_heading_says_which_frames_belong_in_a_section(heading: str, kinds: tuple[str, ...]) -> None:
    assert kinds_for(heading) == kinds
