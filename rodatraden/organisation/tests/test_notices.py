"""Telling whoever it concerns: once, to the roles of the day, until it is read or done."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from rodatraden.audit.log import entries
from rodatraden.lib import clock
from rodatraden.lib.text import say
from rodatraden.organisation.access import NOBODY, actor_of, system
from rodatraden.organisation.addressing import addressed_to, unread_of
from rodatraden.organisation.models import Notice, NoticeRead, Person, Role, Unit, UnitKind
from rodatraden.organisation.services import (
    To,
    choose_letters,
    done,
    end_role,
    end_unit,
    mark_read,
    merge_units,
    tell_all,
)
from rodatraden.organisation.tests.cast import Town
from rodatraden.organisation.tests.post import REPORT, as_told, draft, tell, to, told
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality

# Telling


def test_what_is_told_twice_is_told_once(town: Town) -> None:
    assert tell(system(), "a", **as_told(town.area))
    assert not tell(system(), "a", **as_told(town.area, report="En annan rapport"))
    assert Notice.objects.count() == 1 and "Delårsrapporten" in str(Notice.objects.get())


def test_what_was_told_is_not_told_again_when_it_is_done(town: Town) -> None:
    told("a", town.area)
    done(about=REPORT)
    assert not tell(system(), "a", **as_told(town.area)) and to(town.actor("chef")) == []


def test_the_same_key_is_another_notice_in_another_municipality(town: Town, hallsberg: Municipality) -> None:
    told("a", town.area)
    with scope(hallsberg):
        unit = Unit.objects.create(key="x", name="X", kind=UnitKind.UNIT)
        assert tell(system(), "a", **as_told(unit))


def test_a_key_is_told_once_whatever_two_do_at_the_same_time(town: Town) -> None:
    """The second had looked before the first was stored."""
    first, second = draft("a", town.area), draft("a", town.area)
    tell_all([first])
    with transaction.atomic(), pytest.raises(IntegrityError):
        second.save(force_insert=True)
    assert Notice.objects.bulk_create([second], ignore_conflicts=True) and Notice.objects.count() == 1


def test_a_notice_says_who_told_and_when(town: Town) -> None:
    tell(town.actor("controller"), "a", **as_told(town.area))
    notice = Notice.objects.get()
    assert notice.made_by == "controller kf" and notice.made_at.date() == clock.today()


def test_sixty_are_told_in_as_many_queries_as_one(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 60):
        notices = [draft(f"{number}-{each}", town.area) for each in range(number)]
        with django_assert_num_queries(5):
            assert tell_all(notices) == number


def test_nothing_is_told_to_a_unit_or_a_person_of_another_municipality(town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        unit = Unit.objects.create(key="x", name="X", kind=UnitKind.UNIT)
        person = Person.objects.create(name="Deras")
    for somebody in (To(unit=unit.pk, role="chef"), To(person=person.pk)):
        with pytest.raises(Refused):
            tell(system(), "a", **as_told(to=somebody))
    assert not Notice.objects.exists()


@pytest.mark.parametrize("wrong", [{}, {"unit": 1}, {"role": "chef"}, {"unit": 1, "role": "chef", "person": 1}])
def test_a_notice_is_to_a_role_on_a_unit_or_to_a_person(wrong: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        To(**wrong)  # type: ignore[arg-type]


def test_the_database_holds_no_notice_to_nobody(town: Town) -> None:
    notice = draft("a", town.area)
    notice.to_role = ""
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save(force_insert=True)


@pytest.mark.parametrize(
    "link",
    ["", "perstorp/", "//ond.example/", "/\\ond.example", "https://ond.example/", "/a b", "/a\nb", "javascript:x"],
)
def test_a_notice_leads_only_to_this_installation(town: Town, link: str) -> None:
    with pytest.raises(Refused):
        tell(system(), "a", **as_told(town.area, link=link))


def test_what_is_done_goes_off_the_list(town: Town) -> None:
    told("a", town.area)
    told("b", town.area, kind="report.late")
    told("c", town.area, about="annat")
    assert done(about=REPORT, kind="report.late") == 1 and to(town.actor("chef")) == ["a", "c"]
    assert done(about=REPORT) == 1 and to(town.actor("chef")) == ["c"]
    assert done(key="c") == 1 and to(town.actor("chef")) == []
    assert done(about=REPORT) == 0


def test_what_is_done_has_to_be_named(town: Town) -> None:
    told("a", town.area)
    with pytest.raises(TypeError):
        done(kind="report.due")
    assert to(town.actor("chef")) == ["a"]


# To whom


def test_it_reaches_who_holds_the_role_today_and_nobody_else(town: Town) -> None:
    told("a", town.area)
    assert to(town.actor("chef")) == ["a"]
    assert [to(town.actor(name)) for name in ("controller", "sekreterare", "ledamot", "revisor")] == [[], [], [], []]


def test_a_substitute_is_reached_as_long_as_the_role_holds(town: Town) -> None:
    told("a", town.area)
    town.person("chef", town.area, account="sub", ended=date(2018, 9, 10))
    assert to(town.actor("sub")) == ["a"]
    with clock.held(date(2018, 9, 11)):
        assert actor_of(town.cast["sub"]) is None and to(town.actor("chef")) == ["a"]


def test_a_successor_takes_over_what_waits(town: Town) -> None:
    told("a", town.area)
    end_role(town.actor("controller"), Role.objects.get(kind="chef"), date(2018, 9, 10))
    with clock.held(date(2018, 9, 11)):
        town.person("chef", town.area, account="ny")
        assert to(town.actor("ny")) == ["a"] and unread_of(town.actor("ny")) == 1


def test_a_notice_to_a_person_is_that_persons_alone(town: Town) -> None:
    told("a", to=To(person=town.people["ledamot"].pk))
    assert to(town.actor("ledamot")) == ["a"] and to(town.actor("chef")) == []


def test_another_role_on_the_same_unit_is_not_reached(town: Town) -> None:
    told("a", town.council)
    assert to(town.actor("controller")) == []


def test_what_was_for_a_merged_unit_is_for_the_one_its_work_went_on_in(town: Town) -> None:
    told("a", town.home_care)
    merge_units(town.actor("controller"), [town.home_care], town.area, date(2018, 9, 10))
    assert to(town.actor("chef")) == [] and unread_of(town.actor("chef")) == 0
    with clock.held(date(2018, 9, 11)):
        assert to(town.actor("chef")) == ["a"] and unread_of(town.actor("chef")) == 1


def test_what_was_for_a_unit_that_ended_is_for_the_one_above(town: Town) -> None:
    told("a", town.home_care)
    end_unit(town.actor("controller"), town.home_care, date(2018, 9, 10))
    with clock.held(date(2018, 9, 11)):
        assert to(town.actor("chef")) == ["a"]


def test_the_console_and_nobody_have_no_notices(town: Town) -> None:
    told("a", town.area)
    assert to(system()) == [] and to(NOBODY) == [] and unread_of(system()) == unread_of(NOBODY) == 0


# Reading


def test_what_is_read_is_counted_no_more_for_who_read_it(town: Town) -> None:
    notice = told("a", town.area)
    told("b", to=To(person=town.people["chef"].pk))
    town.person("chef", town.area, account="sub")
    assert unread_of(town.actor("chef")) == 2 and unread_of(town.actor("sub")) == 1
    mark_read(town.actor("chef"), [notice])
    assert unread_of(town.actor("chef")) == 1 and unread_of(town.actor("sub")) == 1


def test_to_read_twice_is_to_read_once(town: Town) -> None:
    notice = told("a", town.area)
    for _ in range(2):
        mark_read(town.actor("chef"), [notice])
    assert NoticeRead.objects.count() == 1


def test_nobody_reads_for_another(town: Town) -> None:
    notice = told("a", town.area)
    for actor in (*(town.actor(name) for name in ("controller", "ledamot", "revisor")), system(), NOBODY):
        with pytest.raises(PermissionDenied):
            mark_read(actor, [notice])
    assert not NoticeRead.objects.exists()


def test_one_that_is_not_ones_own_stops_the_others(town: Town) -> None:
    mine, other = told("a", town.area), told("b", town.council)
    with pytest.raises(PermissionDenied):
        mark_read(town.actor("chef"), [mine, other])
    assert not NoticeRead.objects.exists()


def test_the_same_role_written_down_twice_counts_once(town: Town) -> None:
    told("a", town.area)
    Role.objects.create(person=town.people["chef"], unit=town.area, kind="chef")
    assert unread_of(town.actor("chef")) == 1


def test_who_acts_costs_no_more_queries_for_the_count(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        told(str(number), town.area)
    town.actor("chef")  # the model is read once and remembered
    with django_assert_num_queries(3):
        actor = actor_of(town.cast["chef"])
        assert actor is not None and unread_of(actor) == 20


def test_what_asks_nothing_more_is_gone_when_it_is_read(town: Town) -> None:
    chef = town.actor("chef")
    told("b", town.area, due=date(2018, 9, 14))
    told("c", town.area, duty=True)
    mark_read(chef, [told("a", town.area), *Notice.objects.filter(key__in="bc")])
    asking = Notice.objects.asking(town.people["chef"].pk).filter(addressed_to(chef))
    assert sorted(asking.values_list("key", flat=True)) == ["b", "c"]


def test_what_is_late_is_past_its_day_and_not_done(town: Town) -> None:
    notice = told("a", town.area, due=date(2018, 9, 9))
    assert notice.is_late_on(date(2018, 9, 10)) and not notice.is_late_on(date(2018, 9, 9))
    done(key="a")
    notice.refresh_from_db()
    assert not notice.is_late_on(date(2018, 9, 10)) and not told("b", town.area).is_late_on(date(2018, 9, 10))


def test_a_notice_keeps_its_words_for_every_reader(town: Town) -> None:
    tell(system(), "a", **{**as_told(town.area), "text": say("{n} mål", n=3)})
    assert Notice.objects.get().said.render(lambda text: {"{n} mål": "{n} goals"}[text]) == "3 goals"


# Letters or not


def test_one_chooses_letters_for_oneself_and_it_is_in_the_log(town: Town) -> None:
    person = town.people["chef"]
    choose_letters(town.actor("chef"), person, wanted=False)
    choose_letters(town.actor("chef"), person, wanted=False)
    person.refresh_from_db()
    assert not person.letters
    assert [(entry.verb, entry.after) for entry in entries()] == [("ändrade", {"letters": False})]


def test_nobody_chooses_letters_for_another(town: Town, hallsberg: Municipality) -> None:
    for name in ("controller", "ledamot", "revisor"):
        with pytest.raises(PermissionDenied):
            choose_letters(town.actor(name), town.people["chef"], wanted=False)
    with scope(hallsberg):
        theirs = Person.objects.create(name="Deras")
    with pytest.raises(Refused):
        choose_letters(town.actor("chef"), theirs, wanted=False)
