"""The scorecard of Perstorp against the annex, figure by figure, and its rules on small cases."""

from datetime import date
from decimal import Decimal

import pytest

from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import say
from rodatraden.organisation.access import system
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.gather import Thread, gather
from rodatraden.thread.scorecard import Footnotes, Group, Row, Scorecard, letter, scorecard

pytestmark = pytest.mark.django_db
ANNEX = {
    "Tryggheten": ("51", "55", "60", "65"),
    "Anmälda våldsbrott": ("12.6", "12.4", "12.2", "12.0"),
    "Svar på e-post inom två dagar": ("72", "85", "90", "95"),
    "Direkt svar per telefon": ("35", "50", "55", "60"),
    "Webbinformation": ("57", "60", "65", "70"),
    "Företagsklimat": ("228", "175", "150", "130"),
    "Nystartade företag": ("2.7", "3.5", "4.0", "5.0"),
    "Förvärvsarbetande 20–64 år": ("69.4", "70", "70.5", "71"),
    "Mycket långvarigt bistånd": ("14.7", "13.5", "13.0", "12.5"),
    "Arbetslöshet 18–64 år": ("9.6", "9.0", "8.5", "8.0"),
    "Barn i ekonomiskt utsatta familjer": ("14.1", "13.5", "13.0", "12.5"),
    "Behöriga till yrkesprogram": ("57.5", "75", "77.5", "80"),
    "Trygghet i skolan, åk 8": ("87", "90", "92.5", "95"),
    "Nöjda i särskilt boende": ("97", "97", "98", "98"),
    "Nöjda med hemtjänsten": ("76", "80", "83", "85"),
    "Bemötande i hemtjänsten": ("290", "200", "150", "75"),
    "Ekologiska livsmedel": ("25", "30", "35", "40"),
    "Miljöbilar": ("27", "30", "35", "40"),
    "Energianvändning i lokaler": ("106", "104", "102", "100"),
    "Planlagda tomter": ("30", "40", "45", "50"),
    "Snabbt bredband": ("53", "70", "85", "95"),
    "Delaktighet": ("37", "40", "45", "50"),
    "Sjukfrånvaro": ("4.8", "4.7", "4.6", "4.5"),
    "Heltid": ("59", "61", "62", "64"),
    "Nöjd medarbetarindex": (None, None, None, None),
    "Soliditet": ("47.9", "52.8", "53.7", "55.3"),
    "Resultat per invånare": ("1826", "1131", "1170", "1170"),
    "Eget kapital": ("27103", "28324", "29456", "30584"),
}


@pytest.fixture(scope="module")
def thread(perstorp_in_the_demo: Municipality) -> Thread:
    with clock.held(date(2018, 9, 10)):
        return gather(system(), clock.today(), Period.year_of(2018), progress=True)


@pytest.fixture(scope="module")
def card(thread: Thread) -> Scorecard:
    return scorecard(thread)


def row(card: Scorecard, name: str) -> Row:
    return next(row for row in card.rows if row.figure.indicator.short_name == name)


def group(card: Scorecard, title: str) -> Group:
    return next(group for group in card.groups if group.node.title.startswith(title))


def test_the_28_indicators_stand_in_the_order_of_the_annex(card: Scorecard) -> None:
    assert [row.figure.indicator.short_name for row in card.rows] == list(ANNEX)


@pytest.mark.parametrize("name", ANNEX)
def test_outcome_and_targets_are_those_of_the_annex(card: Scorecard, name: str) -> None:
    shown = [cell.value for cell in row(card, name).cells[:4]]
    assert shown == [None if value is None else Decimal(value) for value in ANNEX[name]]


def test_the_areas_hold_5_5_3_3_6_3_and_3_indicators(card: Scorecard) -> None:
    areas: dict[str, int] = {}
    for each in card.groups:
        number = (each.head or each.node.version.number)[:1]
        areas[number] = areas.get(number, 0) + len(each.rows)
    assert list(areas.values()) == [5, 5, 3, 3, 6, 3, 3]


def test_area_2_is_not_divided_between_its_two_goals(card: Scorecard) -> None:
    undivided = group(card, "En kommun för arbete och företagande")
    assert len(undivided.rows) == 5
    for goal in ("Enkelt att vara företagare", "Varierad arbetsmarknad"):
        assert group(card, goal).rows == ()
        mark = group(card, goal).mark
        assert mark is not None
        assert mark.tone == "unmeasured"
        assert "delar inte upp områdets 5 indikatorer" in str(group(card, goal).reason)


def test_a_goal_that_states_a_figure_nobody_measures_is_not_met_by_other_figures(card: Scorecard) -> None:
    economy = group(card, "Resultat på lägst 2 %")
    assert [each.tone for each in economy.rows] == ["met", "met", "met"]
    assert economy.mark is not None
    assert economy.mark.tone == "unmeasured"
    assert str(economy.reason) == "Målet anger 2 %, men ingen indikator mäter det"


def test_an_outcome_of_another_year_says_which(card: Scorecard) -> None:
    notes = dict(card.footnotes)
    crime = row(card, "Anmälda våldsbrott").cells[0]
    assert str(notes[crime.sign]) == "Utfallet mättes 2016."
    poor = row(card, "Barn i ekonomiskt utsatta familjer").cells[0]
    assert str(notes[poor.sign]) == "Utfallet mättes 2015."


def test_what_was_not_measured_this_year_has_no_status_whatever_it_was_before(card: Scorecard) -> None:
    safety = row(card, "Tryggheten")
    assert safety.cells[-1].value is None
    assert safety.tone == "unmeasured"
    assert str(safety.reason) == "Ej mätt 2018, senast 2017"


def test_a_target_below_the_outcome_is_asked_about(card: Scorecard) -> None:
    result = row(card, "Resultat per invånare")
    notes = dict(card.footnotes)
    assert any("Är det avsett?" in str(notes[sign]) for sign in result.cells[1].sign.split(", "))


def test_what_holds_for_every_target_is_said_once(card: Scorecard) -> None:
    assert card.about_targets == ("Beslutet framgår inte av bilagan.",)
    assert all("Beslutet" not in str(text) for _, text in card.footnotes)


def test_decimals_stand_as_printed(card: Scorecard) -> None:
    assert [cell.decimals for cell in row(card, "Anmälda våldsbrott").cells[:4]] == [1, 1, 1, 1]
    assert [cell.decimals for cell in row(card, "Förvärvsarbetande 20–64 år").cells[:4]] == [1, 0, 1, 0]


def test_outcomes_of_the_running_year_are_marked_as_example(card: Scorecard) -> None:
    assert card.example_outcomes
    assert all(cell.example for each in card.rows for cell in each.cells[-1:] if cell.value is not None)
    assert not any(cell.example for each in card.rows for cell in each.cells[:4])


def test_a_curve_is_drawn_where_there_is_something_to_draw(card: Scorecard) -> None:
    assert row(card, "Tryggheten").curve.startswith("<svg")
    assert row(card, "Nöjd medarbetarindex").curve == ""


def test_a_board_has_a_scorecard_of_its_own(thread: Thread) -> None:
    board = Unit.objects.get(name="Socialnämnden")
    own = scorecard(thread, board.pk)
    assert own.groups
    assert {each.node.version.unit_id for each in own.groups} == {board.pk}


def test_by_perspective_every_goal_stands_under_one_heading(thread: Thread) -> None:
    heads = [each.head for each in scorecard(thread, by="perspective").groups if each.head]
    order = [perspective.name.one for perspective in thread.model.perspective]
    assert heads == sorted(heads, key=order.index)


@pytest.mark.parametrize(("number", "sign"), [(0, "a"), (25, "z"), (26, "aa"), (52, "ba")])
def test_footnotes_never_run_out_of_letters(number: int, sign: str) -> None:
    assert letter(number) == sign


def test_the_same_footnote_has_the_same_letter() -> None:
    notes = Footnotes(common=frozenset({"Sagt om alla"}))
    assert notes.sign(say("Ett"), say("Två")) == "a, b"
    assert notes.sign(say("Två")) == "b"
    assert notes.sign(say("Sagt om alla")) == ""
    assert [str(text) for _, text in notes.rows()] == ["Ett", "Två"]


def test_what_is_read_for_one_scorecard_alone_shows_the_same_as_the_whole_thread(
    perstorp_in_the_demo: Municipality, thread: Thread
) -> None:
    whole = gather(system(), thread.day, thread.period, doing=False)
    assert whole.measuring == {node.version.unit_id for node in whole.nodes.values() if node.figures}
    for unit in whole.measuring:
        alone = gather(system(), thread.day, thread.period, doing=False, units=[unit])
        assert scorecard(alone, unit) == scorecard(whole, unit)
        judged = [node for node in whole.nodes.values() if node.version.unit_id == unit]
        assert [alone.nodes[node.key].judgement for node in judged] == [node.judgement for node in judged]
        assert alone.measuring == whole.measuring
