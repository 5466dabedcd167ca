"""A deviation is reported, told anew and closed; a material one is everybody's to read the same minute."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.models import Entry
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import NOBODY
from rodatraden.organisation.models import Unit
from rodatraden.remedies.models import Deviation, Remedy
from rodatraden.remedies.services import change_deviation, close_deviation, report_deviation
from rodatraden.remedies.tests.place import Place
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.tenancy.models import Municipality


def entries(kind: str = "deviation") -> list[str]:
    return list(Entry.objects.filter(kind=kind).order_by("pk").values_list("verb", flat=True))


def seen_by(place: Place, who: str) -> set[str]:
    actor = place.actor(place.everybody[who])
    return set(Deviation.objects.visible_to(actor).values_list("what", flat=True))


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("controller", True),
        ("secretary", True),
        ("head", True),
        ("member", False),
        ("auditor", False),
        ("stranger", False),
    ],
)
def test_who_enters_or_answers_for_the_unit_reports(place: Place, who: str, may: bool) -> None:
    if may:
        assert place.deviation(who).reported_by == {"head": "Rektor", "secretary": "Nämndsekreterare"}.get(
            who, "Controller"
        )
        assert entries() == ["rapporterade avvikelse"]
    else:
        with pytest.raises(PermissionDenied):
            place.deviation(who)
        assert entries() == []


def test_what_is_reported_is_kept_as_it_was_told(place: Place) -> None:
    row = place.deviation(
        what="  Färre läser ", analysis=" Två slutade. ", indicator=place.reading, amount=Decimal(-450_000)
    )
    row.refresh_from_db()
    assert (row.what, row.analysis, row.amount) == ("Färre läser", "Två slutade.", Decimal(-450_000))
    assert (row.item, row.indicator, row.period) == (place.goal.item, place.reading, Period.parse("2018"))
    assert row.is_open and not row.material and row.handed_over_at is None
    assert row.searched == "färre läser två slutade."


def test_within_the_authority_it_is_read_at_once_and_by_nobody_else(place: Place) -> None:
    place.deviation()
    assert seen_by(place, "head") == seen_by(place, "secretary") == seen_by(place, "controller") == {"Färre läser"}
    assert seen_by(place, "stranger") == seen_by(place, "member") == seen_by(place, "auditor") == set()
    assert not Deviation.objects.visible_to(NOBODY).exists()


def test_a_material_one_is_the_executive_boards_to_read_the_same_minute(place: Place) -> None:
    row = place.deviation(material=True)
    assert row.handed_over_at is not None
    assert seen_by(place, "member") == seen_by(place, "auditor") == seen_by(place, "stranger") == {"Färre läser"}
    assert not Deviation.objects.visible_to(NOBODY).exists()


def test_one_that_becomes_material_takes_its_remedies_with_it(place: Place) -> None:
    row = place.deviation()
    remedy = place.remedy(deviation=row)
    assert remedy.handed_over_at is None
    change_deviation(place.actor(place.head), row, row.edit, material=True)
    remedy.refresh_from_db()
    assert Remedy.objects.get().handed_over_at is not None
    assert seen_by(place, "member") == {"Färre läser"}


def test_what_has_been_handed_over_stays_so(place: Place) -> None:
    row = place.deviation(material=True)
    changed = change_deviation(place.actor(place.head), row, row.edit, material=False)
    assert not changed.material and changed.handed_over_at == row.handed_over_at


def test_rows_are_handed_over_with_the_report_that_carries_them(place: Place) -> None:
    row = place.deviation(material=True)
    first = row.handed_over_at
    place.deviation(what="Annat")
    assert Deviation.objects.all().hand_over(row.reported_at) == 1
    row.refresh_from_db()
    assert row.handed_over_at == first, "when it was handed over first"
    assert seen_by(place, "stranger") == {"Färre läser", "Annat"}


def test_the_same_open_deviation_is_not_reported_twice(place: Place) -> None:
    row = place.deviation()
    with pytest.raises(Refused, match="redan rapporterad"):
        place.deviation()
    close_deviation(place.actor(place.head), row, "Löst.")
    assert place.deviation().pk != row.pk


def test_only_what_is_decided_and_not_personal_is_reported_about(place: Place) -> None:
    draft = place.draft("Utkast")
    own = place.decided("Mitt eget", "eget", place.school)
    for version in (draft, own):
        with pytest.raises(Refused, match="inte beslutat"):
            place.deviation(item=version.item)


@pytest.mark.parametrize("what", ["", "   ", "x" * 301])
def test_a_deviation_says_what_it_is_and_not_too_much(place: Place, what: str) -> None:
    with pytest.raises(Refused) as refused:
        place.deviation(what=what)
    assert set(refused.value.reasons) == {"what"}
    assert entries() == []


def test_rows_of_another_municipality_are_refused(place: Place, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        unit = Unit.objects.create(key="kf", name="Kommunfullmäktige", kind="council")
        indicator = place.indicator("deras", owner=unit)
    with pytest.raises(Refused):
        place.deviation(indicator=indicator)
    with pytest.raises((Refused, PermissionDenied)):
        place.deviation(unit=unit)


def test_the_second_of_two_people_sees_both(place: Place) -> None:
    row = place.deviation()
    change_deviation(place.actor(place.head), row, 1, analysis="Den första")
    with pytest.raises(Stale) as stale:
        change_deviation(place.actor(place.secretary), row, 1, analysis="Den andra")
    assert (stale.value.theirs["analysis"], stale.value.mine["analysis"]) == ("Den första", "Den andra")
    assert stale.value.differing() == ["analysis"]
    again = change_deviation(place.actor(place.secretary), row, 2, analysis="Den andra")
    assert (again.analysis, again.edit) == ("Den andra", 3)


def test_two_who_write_the_same_do_not_disturb_each_other(place: Place) -> None:
    row = place.deviation()
    change_deviation(place.actor(place.head), row, 1, analysis="Lika")
    assert change_deviation(place.actor(place.secretary), row, 1, analysis="Lika ").edit == 2
    assert entries() == ["rapporterade avvikelse", "ändrade avvikelse"]


def test_a_change_says_in_the_log_what_it_was_and_became(place: Place) -> None:
    row = place.deviation(amount=Decimal(-1000))
    change_deviation(place.actor(place.head), row, 1, amount=Decimal(-2000), item=None)
    entry = Entry.objects.filter(verb="ändrade avvikelse").get()
    assert entry.before == {"amount": "-1000.00", "item": place.goal.item.key}
    assert entry.after == {"amount": "-2000", "item": None}


def test_it_is_closed_with_a_reason_and_then_stays_as_it_is(place: Place) -> None:
    row, head = place.deviation(), place.actor(place.head)
    with pytest.raises(Refused, match="Skriv varför"):
        close_deviation(head, row, "  ")
    closed = close_deviation(head, row, "Målet nås.")
    assert (closed.is_open, closed.closed_reason) == (False, "Målet nås.")
    with pytest.raises(Refused, match="avslutad"):
        close_deviation(head, row, "Igen")
    with pytest.raises(Refused, match="avslutad"):
        change_deviation(head, row, None, what="Nytt")
    assert entries() == ["rapporterade avvikelse", "avslutade avvikelse"]


@pytest.mark.parametrize("who", ["member", "auditor", "stranger"])
def test_nobody_else_changes_or_closes_it(place: Place, who: str) -> None:
    row, actor = place.deviation(material=True), place.actor(place.everybody[who])
    with pytest.raises(PermissionDenied):
        change_deviation(actor, row, 1, what="Intrång")
    with pytest.raises(PermissionDenied):
        close_deviation(actor, row, "Intrång")


def test_a_field_that_no_deviation_has_is_a_mistake_of_the_caller(place: Place) -> None:
    with pytest.raises(TypeError, match="unit"):
        change_deviation(place.actor(place.head), place.deviation(), 1, unit=place.board)


def test_the_console_may_report_for_any_unit(place: Place) -> None:
    row = report_deviation(place.operator, unit=place.school, what="Från konsolen")
    assert row.reported_by == "Konsolen" and str(row) == "Från konsolen"
