"""A line of the year: whom it names, which days it covers, when it is past, and what of it fits on a wall."""

from datetime import date

import pytest

from rodatraden.wheel.document import LONGEST, group_of, room
from rodatraden.wheel.entries import Entry
from rodatraden.wheel.gathering import Line, by_actor, by_month, coming, lines_of
from rodatraden.wheel.tests.made import TODAY, YEAR, entry, month_entry

NAMES = ("Socialnämnden", "Kulturnämnden", "Byggnadsnämnden", "Miljönämnden")


def line(*entries: Entry) -> Line:
    return Line(1, entries)


@pytest.mark.parametrize(
    ("names", "many", "who", "named"),
    [
        (NAMES[:1], "", "Socialnämnden", ()),
        (NAMES[:1], "nämnder", "Socialnämnden", ()),
        (NAMES[:1] * 3, "nämnder", "Socialnämnden", ()),
        (NAMES[:2], "", "Socialnämnden och Kulturnämnden", ()),
        (NAMES[:2], "nämnder", "Socialnämnden och Kulturnämnden", ()),
        (NAMES[:3], "nämnder", "3 nämnder", NAMES[:3]),
        (NAMES[:3], "", "Socialnämnden, Kulturnämnden och Byggnadsnämnden", NAMES[:3]),
        (NAMES, "nämnder", "4 nämnder", NAMES),
        ((*NAMES, *NAMES), "nämnder", "4 nämnder", NAMES),
    ],
)
def test_one_or_two_are_named_and_more_are_counted(
    names: tuple[str, ...], many: str, who: str, named: tuple[str, ...]
) -> None:
    found = line(*(entry(who=name, many=many) for name in names))
    assert (str(found.who), found.named) == (who, named)


@pytest.mark.parametrize(
    ("made", "when", "past_after"),
    [
        (entry("A", "2018-09-20"), "20 september", date(2018, 9, 20)),
        (entry("A", "2018-09-20", last=date(2018, 9, 20)), "20 september", date(2018, 9, 20)),
        (entry("A", "2018-09-20", last=date(2018, 9, 24)), "20–24 september", date(2018, 9, 24)),
        (entry("A", "2018-09-20", last=date(2018, 10, 2)), "20 september–2 oktober", date(2018, 10, 2)),
        (month_entry("A", 9), "", date(2018, 9, 30)),
        (month_entry("A", 2), "", date(2018, 2, 28)),
        (month_entry("A", 9, last=date(2018, 11, 30)), "september–november", date(2018, 11, 30)),
    ],
)
def test_a_line_tells_its_days_and_is_past_the_day_after_the_last(made: Entry, when: str, past_after: date) -> None:
    found = line(made)
    assert str(found.when) == when
    assert not found.is_past(past_after)
    assert found.is_past(date.fromordinal(past_after.toordinal() + 1))


def test_a_line_over_several_days_is_past_with_the_last_of_them() -> None:
    found = line(entry(day="2018-09-03"), entry(day="2018-09-12"))
    assert str(found.when) == "3–12 september"
    assert not found.is_past(date(2018, 9, 12)) and found.is_past(date(2018, 9, 13))


@pytest.mark.parametrize(
    ("done", "whole"),
    [
        ((None,), None),
        ((None, None), None),
        ((True,), True),
        ((True, None), True),
        ((True, False), False),
        ((False, None), False),
    ],
)
def test_what_is_done_is_told_of_those_that_anybody_knows_of(done: tuple[bool | None, ...], whole: bool | None) -> None:
    assert line(*(entry(done=each) for each in done)).done is whole


@pytest.mark.parametrize(
    ("made", "next_up"),
    [
        (entry("A", TODAY), True),
        (entry("A", "2018-09-09"), False),
        (entry("A", "2018-12-31"), True),
        (entry("A", "2018-09-20", done=True), False),
        (entry("A", "2018-09-20", done=False), True),
        (entry("A", "2018-09-20", recurs=True), False),
        (month_entry("A", 9), True),
        (month_entry("A", 9, done=True), False),
        (month_entry("A", 8), False),
        (month_entry("A", 8, last=date(2018, 10, 31)), False),
        (month_entry("A", 10), True),
        (entry("A", "2018-09-03", last=date(2018, 9, 28)), False),
    ],
)
def test_what_comes_begins_today_or_later_or_goes_on_this_month(made: Entry, next_up: bool) -> None:
    assert bool(coming(lines_of([made]), TODAY)) is next_up


@pytest.mark.parametrize("most", [0, 1, 3, 7])
def test_no_more_comes_than_is_asked_for(most: int) -> None:
    found = lines_of([entry(f"Möte {day}", date(YEAR, 10, day)) for day in range(1, 11)])
    assert [each.first.day for each in coming(found, TODAY, most)] == list(range(1, most + 1))


def test_each_month_and_actor_has_its_own_lines_in_order() -> None:
    found = lines_of([
        entry("Sent", "2018-12-01", who="Kommunfullmäktige", ring="council"),
        entry("Tidigt", "2018-02-01"),
        entry("Också", "2018-02-03"),
    ])  # fmt: skip
    assert [(str(month.name), len(month.lines)) for month in by_month(found)] == [("februari", 2), ("december", 1)]
    assert [(actor.name, len(actor.lines)) for actor in by_actor(found)] == [
        ("Kommunfullmäktige", 1),
        ("Socialnämnden", 2),
    ]
    assert [each.anchor for each in found] == ["h1", "h2", "h3"]


# On the wall -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "most", "shown"),
    [
        ((), 10, []),
        ((3,), 10, [3]),
        ((12,), 10, [10]),
        ((2, 2, 2), 6, [2, 2, 2]),
        ((2, 2, 3), 6, [2, 2, 2]),
        ((1, 1, 20), 6, [1, 1, 4]),
        ((5, 5), 1, [1, 1]),
    ],
)
def test_the_longest_months_give_way_first(counts: tuple[int, ...], most: int, shown: list[int]) -> None:
    made = [
        entry(f"Sak {number}", date(YEAR, month, 1 + number))
        for month, count in enumerate(counts, 1)
        for number in range(count)
    ]
    assert room(by_month(lines_of(made)), most) == shown


@pytest.mark.parametrize(
    ("shown", "last"),
    [(3, "Sak 2"), (2, "och en till"), (1, "och 2 till"), (0, "och 3 till")],
)
def test_a_month_says_how_many_it_leaves_out(shown: int, last: str) -> None:
    (month,) = by_month(lines_of([entry(f"Sak {at}", date(YEAR, 9, 1 + at)) for at in range(3)]))
    assert group_of(month, shown).lines[-1].text == last
    assert group_of(month, shown).lines[-1].mark == ("3" if shown == 3 else "")


@pytest.mark.parametrize(
    ("made", "text", "note"),
    [
        (entry("Budgetdag"), "Budgetdag", "20 september, Socialnämnden"),
        (entry("Budgetdag", assumed=("Dagen räknas.",)), "Budgetdag*", "20 september, Socialnämnden"),
        (entry("Budgetdag", example=True), "Budgetdag", "20 september, Socialnämnden, exempel"),
        (month_entry("Enkät"), "Enkät", "Socialnämnden"),
    ],
)
def test_a_line_on_the_wall_says_when_and_who(made: Entry, text: str, note: str) -> None:
    (month,) = by_month(lines_of([made]))
    (found,) = group_of(month, 1).lines
    assert (found.mark, found.text, found.note) == ("1", text, note)


def test_what_is_very_long_is_shortened_on_the_wall() -> None:
    (month,) = by_month(lines_of([entry("Bokslut och " * 20)]))
    (found,) = group_of(month, 1).lines
    assert len(found.text) <= LONGEST + 1 and found.text.startswith("Bokslut och ")
