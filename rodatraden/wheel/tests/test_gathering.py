"""Entries on lines: those alike together, numbered through the year, by month and by actor."""

from datetime import date

from hypothesis import given

from rodatraden.wheel.entries import Entry
from rodatraden.wheel.events import RING_ORDER
from rodatraden.wheel.gathering import by_actor, by_month, coming, lines_of
from rodatraden.wheel.tests.made import TODAY, entries_of_a_year, entry, few, month_entry


@few
@given(entries_of_a_year())
def test_no_entry_is_lost_and_none_is_there_twice(found: list[Entry]) -> None:
    told = [each.ident for line in lines_of(found) for each in line.entries]
    assert sorted(told) == sorted(each.ident for each in found)


@few
@given(entries_of_a_year())
def test_the_numbers_run_through_the_year_without_a_gap(found: list[Entry]) -> None:
    lines = lines_of(found)
    numbers = [line.number for line in lines if line.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(bool(line.number) != line.entry.recurs for line in lines)


@few
@given(entries_of_a_year())
def test_the_order_in_which_they_come_changes_nothing(found: list[Entry]) -> None:
    assert lines_of(found) == lines_of(list(reversed(found)))


@few
@given(entries_of_a_year())
def test_months_and_actors_part_the_same_lines(found: list[Entry]) -> None:
    lines = lines_of(found)
    in_months = [line for month in by_month(lines) for line in month.lines]
    in_actors = [line for actor in by_actor(lines) for line in actor.lines]
    assert in_months == lines
    assert sorted(in_actors, key=lines.index) == lines
    assert all(line.first.month == month.month for month in by_month(lines) for line in month.lines)
    assert all(line in month.numbered or line in month.recurring for month in by_month(lines) for line in month.lines)


@few
@given(entries_of_a_year())
def test_actors_stand_from_the_council_down(found: list[Entry]) -> None:
    rings = [RING_ORDER.index(actor.ring) for actor in by_actor(lines_of(found))]
    assert rings == sorted(rings)


def test_a_month_begins_with_what_has_no_day_and_goes_by_its_days() -> None:
    lines = lines_of([entry("C", "2018-09-20"), entry("B", "2018-09-03"), month_entry("A")])
    assert [line.entry.what for line in lines] == ["A", "B", "C"]


def test_those_who_do_the_same_on_a_day_are_one_line() -> None:
    boards = ("Socialnämnden", "Byggnadsnämnden", "Kulturnämnden")
    (line,) = lines_of(entry("Delårsrapport lämnas", who=who, many="nämnder") for who in boards)
    assert str(line.who) == "3 nämnder"
    assert set(line.named) == set(boards)


def test_two_are_named() -> None:
    (line,) = lines_of(entry("Lämnas", who=who, many="nämnder") for who in ("Socialnämnden", "Byggnadsnämnden"))
    assert str(line.who) == "Byggnadsnämnden och Socialnämnden"
    assert line.named == ()


def test_several_without_a_common_name_are_lines_of_their_own() -> None:
    assert len(lines_of(entry("Möte", who=who) for who in ("Socialnämnden", "Byggnadsnämnden"))) == 2


def test_what_officials_hand_over_of_one_report_is_one_line_over_their_days() -> None:
    days = {"Hemtjänsten": "2018-09-03", "Förskolan": "2018-09-10", "Socialförvaltningen": "2018-09-17"}
    made = [
        entry(
            "Delårsrapport lämnas", day, kind="report", who=who, ring="officials", many="enheter",
            report="delar", covers=date(2018, 7, 31), done=who == "Hemtjänsten",
        )
        for who, day in days.items()
    ]  # fmt: skip
    (line,) = lines_of(made)
    assert (str(line.when), str(line.who), line.done) == ("3–17 september", "3 enheter", False)
    assert not line.is_past(TODAY) and line.is_past(date(2018, 9, 18))


def test_a_line_is_done_when_all_are_and_unknown_where_nobody_knows() -> None:
    both = [entry("X", who=who, many="nämnder", done=True) for who in "ab"]
    assert lines_of(both)[0].done is True
    assert lines_of([entry("X")])[0].done is None


def test_the_reasons_of_all_are_told_once() -> None:
    made = [entry("X", who=who, many="nämnder", assumed=why) for who, why in (("a", ("1",)), ("b", ("1", "2")))]
    assert lines_of(made)[0].assumed == ("1", "2")


# What comes next -------------------------------------------------------------------------------------------------


def test_what_comes_is_what_is_not_over_and_not_done_the_nearest_first() -> None:
    made = [
        entry("över", "2018-09-09"),
        entry("gjord", "2018-09-12", done=True),
        entry("månad efter månad", "2018-09-13", recurs=True),
        entry("senare", "2018-10-01"),
        entry("i dag", "2018-09-10"),
        month_entry("i september"),
        month_entry("i augusti", month=8),
        month_entry("i oktober", month=10, ident="okt"),
    ]
    assert [line.entry.what for line in coming(lines_of(made), TODAY)] == [
        "i september",
        "i dag",
        "i oktober",
        "senare",
    ]


@few
@given(entries_of_a_year())
def test_there_are_never_more_than_asked_for_and_none_that_is_over(found: list[Entry]) -> None:
    ahead = coming(lines_of(found), TODAY, 3)
    assert len(ahead) <= 3
    assert all(not line.is_past(TODAY) and line.number for line in ahead)


def test_a_line_says_its_days_whether_they_are_an_entrys_own_or_those_of_several() -> None:
    (alone,) = lines_of([entry("Möte", "2018-03-12", last=date(2018, 3, 16))])
    assert (str(alone.when), alone.last, alone.who) == ("12–16 mars", date(2018, 3, 16), alone.entry.who)
    (short,) = lines_of([entry("Möte", "2018-03-12")])
    assert (str(short.when), short.last) == ("12 mars", None)
