"""The supervision page shows the open material deviations: unit, what, when, and what is proposed about each."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from rodatraden.followup.material import material_deviations, material_told
from rodatraden.followup.supervision import supervision
from rodatraden.followup.tests.cast import ReportTown
from rodatraden.organisation.models import Notice
from rodatraden.remedies.models import Deviation
from rodatraden.remedies.services import close_deviation, report_deviation, write_remedy

pytestmark = pytest.mark.django_db
PAGE = "/perstorp/uppsikt/halvar/2018-06-30/"


def reported(town: ReportTown, what: str, on: date = date(2018, 9, 1), **fields: Any) -> Deviation:
    told: Any = {"unit": town.school, "material": True, **fields}
    row = report_deviation(town.operator, what=what, **told)
    row.reported_at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    row.save(update_fields=["reported_at"])
    return row


def answered(town: ReportTown, row: Deviation, what: str) -> None:
    write_remedy(town.operator, unit=row.unit, what=what, deviation=row, deadline=date(2018, 10, 31))


def shown(town: ReportTown, who: str) -> str:
    client = Client()
    client.force_login(getattr(town, who))
    return client.get(PAGE).content.decode()


def test_the_open_ones_stand_with_the_latest_first_and_what_answers_them(town: ReportTown) -> None:
    before = reported(town, "Bussen slutade gå", date(2018, 5, 2))
    after = reported(town, "Taket läcker", unit=town.board)
    reported(town, "Inte väsentlig", material=False)
    close_deviation(town.operator, reported(town, "Redan löst"), "Löst.")
    answered(town, before, "Ny upphandling")
    rows = material_deviations(town.operator, town.round())
    assert [(each.deviation.pk, each.since, each.board) for each in rows] == [
        (after.pk, True, ""),
        (before.pk, False, "Barn- och utbildningsnämnden"),
    ]
    assert [[remedy.what for remedy in each.remedies] for each in rows] == [[], ["Ny upphandling"]]


@pytest.mark.parametrize(
    ("days", "answers", "words"),
    [
        ([], 0, ""),
        ([(5, 2)], 1, "En är öppen i dag."),
        ([(5, 2)], 0, "En är öppen i dag. 1 är utan åtgärd."),
        ([(7, 2)], 1, "En är öppen i dag, 1 anmäld efter 2018-06-30."),
        ([(7, 2), (8, 2), (5, 2)], 1, "3 är öppna i dag, 2 anmälda efter 2018-06-30. 2 är utan åtgärder."),
    ],
)
def test_what_is_open_is_told_in_words(town: ReportTown, days: list[tuple[int, int]], answers: int, words: str) -> None:
    rows = [reported(town, f"Avvikelse {month}", date(2018, month, day)) for month, day in days]
    for row in rows[:answers]:
        answered(town, row, "Något")
    assert str(material_told(material_deviations(town.operator, town.round()), date(2018, 6, 30))) == words


def test_what_is_reported_now_stands_on_the_page_now_and_the_board_is_told(town: ReportTown) -> None:
    assert "Väsentliga avvikelser" not in shown(town, "leader")
    row = report_deviation(town.actor(town.head), unit=town.school, what="<b>Taket</b> läcker", material=True)
    write_remedy(
        town.actor(town.head), unit=town.school, what="Hyr <i>lokal</i>", deviation=row, deadline=date(2018, 10, 31)
    )
    for who in ("leader", "member", "auditor", "chair", "other_head"):
        html = shown(town, who)
        assert "&lt;b&gt;Taket&lt;/b&gt; läcker" in html and "Hyr &lt;i&gt;lokal&lt;/i&gt;" in html
        assert all(each in html for each in ("Parkskolan", "2018-09-10", "föreslagen", "klar senast 2018-10-31"))
    assert Notice.objects.open().filter(to_unit=town.executive, to_role="ordforande").count() == 1


def test_a_remedy_that_the_reader_may_not_see_yet_is_not_shown(town: ReportTown) -> None:
    row = reported(town, "Taket läcker")
    answered(town, row, "Hemlig plan")
    row.remedies.update(handed_over_at=None)
    assert "Hemlig plan" in shown(town, "head") and "Hemlig plan" not in shown(town, "other_head")


def test_the_page_costs_as_many_queries_for_many_as_for_one(
    town: ReportTown, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    def add(number: int) -> None:
        answered(town, reported(town, f"Avvikelse {number}"), f"Åtgärd {number}")

    add(0)
    leader, round = town.actor(town.leader), town.round()
    with django_assert_max_num_queries(4):
        material_deviations(leader, round)
    with django_assert_max_num_queries(50) as few:
        supervision(leader, round)
    for number in range(1, 12):
        add(number)
    with django_assert_num_queries(len(few)):
        assert len(supervision(leader, round).material) == 12


def own(town: ReportTown, unit: str) -> str:
    client = Client()
    client.force_login(town.controller)
    html = client.get(f"/perstorp/rapporter/halvar/2018-06-30/{unit}/").content.decode()
    return html.partition('id="atgarder"')[2].partition("</section>")[0]


def test_a_report_lists_what_lies_beneath_and_what_its_units_are_to_do(town: ReportTown) -> None:
    assert "Ingen avvikelse är anmäld" in own(town, "bun")
    row = reported(town, "Taket läcker")
    answered(town, row, "Laga taket")
    theirs = reported(town, "Vattnet smakar", unit=town.other)
    told: Any = {"deviation": theirs, "deadline": date(2018, 10, 31), "responsible_unit": town.school}
    write_remedy(town.operator, unit=town.other, what="Byt filter", **told)
    for unit in ("skolan", "bun", "kf"):
        shown = own(town, unit)
        assert "Taket läcker" in shown and "Laga taket" in shown and "Byt filter" in shown
        assert ('<span class="note">Parkskolan · 2018-09-01' in shown) is (unit != "skolan")
        assert ("Vattnet smakar" in shown) is (unit == "kf")
    other = own(town, "tn")
    assert "Vattnet smakar" in other and "Byt filter" in other and "Taket läcker" not in other
