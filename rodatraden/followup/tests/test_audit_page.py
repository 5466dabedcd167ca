"""The auditors' lists as a page: who sees it, what stands there, and that it costs the same for many as for few."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.decisions.models import Decision
from rodatraden.followup.audit_page import audit_page, occasions_to_audit
from rodatraden.followup.round import rounds_of_year
from rodatraden.followup.tests.cast import ReportTown
from rodatraden.indicators.models import Target
from rodatraden.lib import clock
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import assess

pytestmark = pytest.mark.django_db
PAGE = "/perstorp/granskning/halvar/2018-06-30/"
SUPERVISION = "/perstorp/uppsikt/halvar/2018-06-30/"
SCRIPT = "<script>alert('x')</script>"


def client(town: ReportTown, who: str) -> Client:
    found = Client()
    found.force_login(getattr(town, who))
    return found


@pytest.fixture
def goal(town: ReportTown) -> ReportTown:
    """A goal that the board judges otherwise than the rule, with a target that was changed, by no decision."""
    indicator = town.indicator()
    town.outcome(indicator, "2018", "80")
    old = town.target(indicator, "2018", "90")
    old.superseded_at = clock.now()
    old.save(update_fields=["superseded_at"])
    Target.objects.filter(pk=town.target(indicator, "2018", "70", reason="Sänkt.").pk).update(replaces=old)
    version = town.measured("Trygga skolvägar", indicator)
    year = town.round().year
    assess(town.actor(town.chair), version.item, year, town.board, "rod", closing=False, reason=SCRIPT)
    return town


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("auditor", 200),
        ("controller", 200),
        ("secretary", 403),
        ("head", 403),
        ("member", 403),
        ("chair", 403),
        ("leader", 403),
    ],
)
def test_the_auditors_and_those_who_administer_see_it(goal: ReportTown, who: str, status: int) -> None:
    visitor = client(goal, who)
    assert visitor.get(PAGE).status_code == status
    assert visitor.get("/perstorp/granskning/").status_code == (302 if status == 200 else 403)
    links = (f'href="{PAGE}"', 'href="/perstorp/granskning/"')
    shown = visitor.get(SUPERVISION).content.decode()
    assert all((link in shown) is (status == 200) for link in links)


def test_it_lists_what_was_judged_by_hand_set_anew_and_not_decided(goal: ReportTown) -> None:
    page = audit_page(goal.operator, goal.round())
    by_kind = {str(row["kind"]): row for row in page.table.rows}
    assert set(by_kind) == {"Bedömt för hand", "Ändrat målvärde", "Utan beslut"}
    hand, target = by_kind["Bedömt för hand"], by_kind["Ändrat målvärde"]
    assert (str(hand["before"]), str(hand["after"])) == ("Bedöms uppfyllas", "Bedöms inte uppfyllas")
    assert hand["unit"] == "Barn- och utbildningsnämnden"
    assert (str(target["before"]), str(target["after"]), target["why"]) == ("90", "70", "Sänkt.")
    told = "En bedömning avviker från regelns förslag, ett målvärde är ändrat och ett mål saknar beslut."
    assert str(page.sentence) == told


def test_before_the_report_is_handed_in_nothing_is_said_to_be_as_decided(town: ReportTown) -> None:
    page = audit_page(town.operator, town.round())
    assert str(page.sentence) == "Än avviker inget från det som är beslutat."
    assert str(page.then).startswith("Rapporten är inte inlämnad")
    assert "Inget avviker än." in client(town, "auditor").get(PAGE).content.decode()


def test_a_goal_without_outcome_is_not_said_to_differ(town: ReportTown) -> None:
    indicator = town.indicator()
    town.target(indicator, "2018", "90")
    version = town.measured("Trygga skolvägar", indicator)
    ItemVersion.objects.filter(pk=version.pk).update(decision=town.meeting)
    with clock.held(date(2019, 2, 1)):
        round = next(one for one in rounds_of_year(town.operator, 2018) if one.occasion.report == "ars")
        page = audit_page(town.operator, round)
    assert [str(row["kind"]) for row in page.table.rows] == ["Saknar utfall"]
    assert str(page.sentence) == "Ett mål saknar utfall."


def test_what_was_over_before_the_first_report_was_begun_is_nobodys_neglect(town: ReportTown) -> None:
    auditor = client(town, "auditor")
    before, last_year = f'href="{PAGE}"', 'href="/perstorp/granskning/halvar/2017-06-30/"'
    assert last_year in auditor.get("/perstorp/").content.decode()
    town.write(town.school)
    shown = auditor.get("/perstorp/").content.decode()
    assert before in shown and last_year not in shown
    assert last_year not in auditor.get(PAGE).content.decode()


def test_where_nothing_differs_it_says_so(town: ReportTown) -> None:
    town.submit(town.council)
    page = audit_page(town.operator, town.round())
    assert page.table.rows == []
    assert "Inga bedömningar" in str(page.sentence)
    assert "Inget avviker" in client(town, "auditor").get(PAGE).content.decode()


def test_a_goal_with_a_decision_is_not_listed(goal: ReportTown) -> None:
    ItemVersion.objects.update(decision=Decision.objects.get(key="bun-12"))
    assert not audit_page(goal.operator, goal.round()).found.undecided


def test_hostile_words_come_out_as_text_and_the_table_is_downloaded(goal: ReportTown) -> None:
    auditor = client(goal, "auditor")
    html = auditor.get(PAGE).content.decode()
    assert SCRIPT not in html and "&lt;script&gt;" in html
    assert "Trygga skolvägar" in auditor.get(f"{PAGE}?format=csv").content.decode("utf-8-sig")
    assert auditor.get(f"{PAGE}?format=xlsx").content.startswith(b"PK")


@pytest.mark.parametrize("path", ["halvar/2018-06-29/", "manad/2018-06-30/", "halvar/igar/"])
def test_what_is_no_occasion_is_not_found(town: ReportTown, path: str) -> None:
    assert client(town, "auditor").get(f"/perstorp/granskning/{path}").status_code == 404


def test_the_occasions_whose_period_is_over_come_latest_first(town: ReportTown) -> None:
    rounds = [round for year in (2017, 2018) for round in rounds_of_year(town.operator, year)]
    found = [round.occasion.end for round in occasions_to_audit(rounds, date(2018, 9, 10))]
    assert found[0] == date(2018, 6, 30) and found == sorted(found, reverse=True)
    assert date(2018, 12, 31) not in found


@pytest.mark.parametrize(("who", "shown"), [("auditor", True), ("head", False), ("controller", False)])
def test_an_auditor_finds_it_on_the_first_page(town: ReportTown, who: str, shown: bool) -> None:
    html = client(town, who).get("/perstorp/").content.decode()
    assert ("Att granska" in html) is shown
    assert (f'href="{PAGE}"' in html) is shown


def test_many_cost_no_more_queries_than_few(goal: ReportTown) -> None:
    auditor, counts = client(goal, "auditor"), []
    for number in (1, 12):
        for each in range(number):
            title = f"Mål {number} {each}"
            version = goal.measured(title, goal.indicator(f"i-{number}-{each}"))
            year, chair = goal.round().year, goal.actor(goal.chair)
            assess(chair, version.item, year, goal.board, "rod", closing=False, reason="Därför.")
        auditor.get(PAGE)
        with CaptureQueriesContext(connection) as found:
            assert auditor.get(PAGE).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_the_lists_are_those_of_the_year_that_the_occasion_is_about(goal: ReportTown) -> None:
    Target.objects.filter(replaces__isnull=False).update(entered_at=clock.now() - timedelta(days=400))
    assert not audit_page(goal.operator, goal.round()).found.targets
