"""What a report is given: remedies that are followed, deviations of a time, each in a fixed number of queries."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.organisation.models import Unit
from rodatraden.remedies.models import Deviation, Remedy, RemedyState
from rodatraden.remedies.reading import deviations_for, remedies_for
from rodatraden.remedies.services import close_deviation, close_remedy, record_effect
from rodatraden.remedies.tests.place import Place

DAY = date(2018, 9, 10)


def told(place: Place, who: str = "head", day: date = DAY, since: date | None = None) -> list[str]:
    return [row.remedy.what for row in remedies_for(place.actor(place.everybody[who]), [place.school.pk], day, since)]


def known(place: Place, who: str, since: date, until: date) -> list[str]:
    rows = deviations_for(place.actor(place.everybody[who]), [place.school.pk], since, until)
    return [row.deviation.what for row in rows]


def test_a_report_tells_what_is_followed_and_what_became_known_or_was_closed_since(place: Place) -> None:
    head = place.actor(place.head)
    for what in ("Följs", "Blev känd", "Avslutades"):
        place.remedy(what=what)
    Remedy.objects.update(state=RemedyState.DONE)
    record_effect(head, Remedy.objects.get(what="Blev känd"), text="Bra.", on=date(2018, 5, 1))
    close_remedy(head, Remedy.objects.get(what="Avslutades"), "Behövs inte.")
    assert told(place) == ["Följs", "Blev känd", "Avslutades"], "since the year began"
    assert told(place, since=date(2018, 6, 1)) == ["Följs", "Avslutades"]
    assert told(place, since=date(2018, 9, 11)) == ["Följs"]
    assert told(place, day=date(2018, 9, 9)) == [], "nothing was written yet"


def test_a_report_tells_only_what_its_reader_may_see(place: Place) -> None:
    place.remedy()
    assert told(place, "stranger") == told(place, "member") == []
    Remedy.objects.all().hand_over(clock.now())
    assert told(place, "stranger") == told(place, "member") == ["Läs varje dag"]


def test_what_a_unit_that_ended_left_is_told_by_its_heir(place: Place) -> None:
    old = Unit.objects.create(
        key="gamla", name="Gamla skolan", kind="school", parent=place.board, valid_to=date(2018, 1, 31),
        replaced_by=place.school,
    )  # fmt: skip
    place.remedy(what="Ärvd", unit=old)
    assert told(place) == ["Ärvd"]


def on(row: Deviation, day: date, closed: date | None = None) -> None:
    at = {"reported_at": datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo("Europe/Stockholm"))}
    if closed:
        at["closed_at"] = datetime(closed.year, closed.month, closed.day, 10, tzinfo=ZoneInfo("Europe/Stockholm"))
    Deviation.objects.filter(pk=row.pk).update(**at)


def test_the_deviations_of_a_time_are_those_open_some_day_of_it_the_material_first(place: Place) -> None:
    head = place.actor(place.head)
    before, closed, inside, later = (place.deviation(what=what) for what in ("Före", "Stängd", "Inom", "Efter"))
    close_deviation(head, closed, "Löst.")
    close_deviation(head, before, "Löst.")
    material = place.deviation(what="Väsentlig", material=True)
    on(before, date(2018, 2, 1), date(2018, 4, 1))
    on(closed, date(2018, 2, 1), date(2018, 6, 1))
    on(inside, date(2018, 7, 1))
    on(later, date(2018, 9, 1))
    on(material, date(2018, 6, 15))
    since, until = date(2018, 5, 1), date(2018, 8, 31)
    assert known(place, "head", since, until) == ["Väsentlig", "Inom", "Stängd"]
    assert known(place, "stranger", since, until) == ["Väsentlig"]
    assert known(place, "head", since, date(2018, 6, 14)) == ["Stängd"]


def test_a_deviation_counts_the_remedies_that_answer_it(place: Place) -> None:
    row = place.deviation()
    place.remedy(deviation=row)
    place.remedy(what="B", deviation=row)
    Remedy.objects.filter(what="B").update(state=RemedyState.KNOWN)
    (found,) = deviations_for(place.actor(place.head), [place.school.pk], DAY, DAY)
    assert (found.remedies, found.followed) == (2, 1)
    assert found.about is not None and (found.about.title, found.about.level) == ("Alla läser", "nämndmål")


def the_one(place: Place, day: date = DAY) -> str:
    (row,) = remedies_for(place.actor(place.head), [place.school.pk], day)
    return str(row.compared).replace("\N{NO-BREAK SPACE}", " ")


def test_the_effect_is_compared_with_the_outcome_of_who_carries_it_out(place: Place) -> None:
    expected: Any = {"effect_indicator": place.reading, "effect_value": Decimal(75), "effect_on": date(2018, 6, 30)}
    place.remedy(responsible_unit=place.school, **expected)
    assert the_one(place) == "väntat 75 %, inget utfall än"
    place.outcome(place.reading, "2017", "70")
    assert the_one(place) == "väntat 75 %, senast 70 % (2017)"
    place.outcome(place.reading, "2018", "71", preliminary=True)
    assert the_one(place) == "väntat 75 %, hittills 71 % (2018)"
    place.outcome(place.reading, "2018-06", "72")
    assert the_one(place) == "väntat 75 %, blev 72 % (juni 2018)"
    place.outcome(place.reading, "2018-06", "10", unit=place.board)
    assert the_one(place) == "väntat 75 %, blev 72 % (juni 2018)"


def test_an_outcome_measured_before_the_effect_was_expected_proves_nothing_though_it_is_shown_for_later(
    place: Place,
) -> None:
    place.remedy(effect_indicator=place.reading, effect_value=Decimal(75), effect_on=date(2018, 6, 30))
    place.outcome(place.reading, "2018", "72", measured_period="2016")
    assert the_one(place) == "väntat 75 %, senast 72 % (2016)"


def test_a_forecast_is_no_effect_and_a_rank_is_better_when_lower(place: Place) -> None:
    ranked = place.indicator("rang", owner=place.school, rank_of=290, unit_of_measure="plats")
    place.remedy(effect_indicator=ranked, effect_value=Decimal(100), effect_on=date(2018, 6, 30))
    place.outcome(ranked, "2018-06", "50", forecast=True)
    assert the_one(place) == "väntat 100, inget utfall än"
    place.outcome(ranked, "2018-06", "90")
    Remedy.objects.update(state=RemedyState.DONE)
    (row,) = remedies_for(place.actor(place.head), [place.school.pk], DAY)
    assert (str(row.verdict), row.mark.tone) == ("effekten nåddes", "partly")


def test_what_somebody_has_told_stands_beside_the_outcome(place: Place) -> None:
    row = place.remedy(effect_indicator=place.reading, effect_value=Decimal(75), effect_on=date(2018, 6, 30))
    Remedy.objects.update(state=RemedyState.DONE)
    record_effect(place.actor(place.head), row, text="Bra.", value=Decimal(76))
    assert the_one(place) == "väntat 75 %, blev 76 %"
    place.outcome(place.reading, "2018-06", "72")
    assert the_one(place) == "väntat 75 %, redovisat 76 %, utfallet 72 % (juni 2018)"


@pytest.mark.parametrize(
    ("state", "tone", "words"),
    [
        (RemedyState.PROPOSED, "missed", "Föreslagen, 10 dagar sen"),
        (RemedyState.ONGOING, "missed", "Pågår, 10 dagar sen"),
        (RemedyState.DONE, "partly", "Effekten ska redovisas"),
        (RemedyState.KNOWN, "plain", "Effekten är känd"),
        (RemedyState.CLOSED, "plain", "Avslutad"),
    ],
)
def test_each_state_has_its_sign_and_words(place: Place, state: RemedyState, tone: str, words: str) -> None:
    row = place.remedy(deadline=date(2018, 8, 31))
    Remedy.objects.filter(pk=row.pk).update(state=state, closed_at=clock.now())
    (found,) = remedies_for(place.actor(place.head), [place.school.pk], DAY)
    assert (found.mark.tone, found.mark.word) == (tone, words)
    assert str(found.whole_mark.word)


def counted(place: Place) -> tuple[int, int]:
    actor = place.actor(place.controller)
    with CaptureQueriesContext(connection) as remedies:
        remedies_for(actor, [place.school.pk], DAY)
    with CaptureQueriesContext(connection) as deviations:
        deviations_for(actor, [place.school.pk], date(2018, 1, 1), DAY)
    return len(remedies), len(deviations)


def test_ten_times_as_much_takes_no_more_queries(place: Place) -> None:
    def add(number: int) -> None:
        indicator = place.indicator(f"matt-{number}", owner=place.school)
        place.outcome(indicator, "2018-06", "72")
        goal = place.decided(f"Mål {number}")
        row = place.deviation(what=f"Avvikelse {number}", item=goal.item, indicator=indicator)
        place.remedy(
            what=f"Åtgärd {number}", deviation=row, effect_indicator=indicator, effect_value=Decimal(75),
            responsible_kind="enhetschef",
        )  # fmt: skip
        done = Remedy.objects.get(what=f"Åtgärd {number}")
        Remedy.objects.filter(pk=done.pk).update(state=RemedyState.DONE)
        record_effect(place.actor(place.head), done, text="Bra.", value=Decimal(76))

    add(0)
    few = counted(place)
    for number in range(1, 11):
        add(number)
    assert counted(place) == few == (4, 3)
    assert Indicator.objects.count() > 10
