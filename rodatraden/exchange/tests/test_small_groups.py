"""Files and documents hide small groups as the pages do, and what was hidden comes in again unchanged."""

from decimal import Decimal

import pytest
from django.test import Client

from rodatraden.exchange.exports import export
from rodatraden.exchange.imports import preview
from rodatraden.exchange.tests import files
from rodatraden.exchange.tests.place import Place
from rodatraden.indicators.models import Outcome
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, system
from rodatraden.tenancy.models import Municipality, User
from rodatraden.tests.kept import made_once
from rodatraden.thread.gather import Figure, gather
from rodatraden.thread.item_page import measured
from rodatraden.thread.scorecard import scorecard
from rodatraden.thread.tests.cast import MODEL, YEAR

SMALL = '\n[small_group]\nfewer_than = 5\nshown_to = ["enhetschef"]\n'
FEW = "Visas inte: färre än 5 personer"


class Small(Place):
    """The place with a goal of the school that one indicator measures, on four people."""

    def __init__(self) -> None:
        super().__init__(MODEL + SMALL)
        self.time = self.new_indicator("tid", "Tid till återhämtning", self.school)
        self.outcome(self.time, "2018", "47.5", people=4)
        self.new_target(self.time, "2018", value=Decimal(40))
        self.measured("Vi hinner återhämta oss", self.time, unit=self.school, key="mal-tid")

    def as_of(self, user: User, *, public: bool = False) -> Figure:
        thread = gather(self.actor(user), clock.today(), YEAR, public=public)
        return thread.nodes["mal-tid"].figures[0]

    def file(self, user: User, what: str, form: str) -> str:
        return export(self.actor(user), what, 2018, form).decode("utf-8-sig")


@pytest.fixture
def place(perstorp: Municipality) -> Small:
    return made_once(Small)


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("what", ["outcomes", "indicators", "scorecard", "thread"])
def test_a_file_hides_it_from_the_controller_and_shows_it_to_the_head(place: Small, what: str, form: str) -> None:
    hidden, shown = place.file(place.controller, what, form), place.file(place.head, what, form)
    assert "47,5" not in hidden and "47.5" not in hidden
    assert "isas inte" in hidden
    assert "isas inte" not in shown
    assert what == "thread" or "47" in shown


def test_what_is_hidden_comes_in_again_unchanged(place: Small) -> None:
    text = place.file(place.controller, "outcomes", "csv").encode()
    actor: Actor = place.actor(place.controller)
    found = preview(actor, "utfall.csv", text)
    assert [step.effect for part in found.parts for step in part.steps].count("unchanged") == Outcome.objects.count()


def test_what_a_load_would_change_does_not_tell_what_was(place: Small) -> None:
    rows = files.csv(("Indikator", "Enhet", "Period", "Utfall", "Antal personer"), ("tid", "skolan", "2018", "50", "4"))
    told = str(preview(place.actor(place.controller), "utfall.csv", rows))
    assert "47.5" not in told and "47,5" not in told


def test_the_people_behind_a_figure_come_in(place: Small) -> None:
    rows = files.csv(
        ("Indikator", "Enhet", "Period", "Utfall", "Antal personer"), ("trygghet", "kf", "2018", "50", "700")
    )
    assert "refused" not in [step.effect for part in preview(system(), "u.csv", rows).parts for step in part.steps]


def test_the_scorecard_and_the_item_say_that_it_is_not_shown(place: Small) -> None:
    thread = gather(place.actor(place.controller), clock.today(), YEAR)
    card = scorecard(thread, place.school.pk)
    cell = card.rows[0].cells[-1]
    assert (cell.value, str(cell.text)) == (None, "visas inte")
    assert f"{FEW}." in [sentence for _sign, sentence in card.footnotes]
    node = thread.nodes["mal-tid"]
    row = measured(thread, node, node.figures[0])
    assert row.outcome is not None
    assert (row.outcome.value, str(row.outcome.words), str(row.mark.word)) == (None, FEW, "Visas inte")


def test_the_items_page_says_why_and_shows_no_dash_as_if_it_were_missing(client: Client, place: Small) -> None:
    client.force_login(place.controller)
    page = client.get("/perstorp/led/mal-tid/").content.decode()
    assert FEW in page and "47,5" not in page


def test_an_items_status_is_not_told_by_the_hidden_part_alone(place: Small) -> None:
    hidden = gather(place.actor(place.controller), clock.today(), YEAR).nodes["mal-tid"].judgement
    shown = gather(place.actor(place.head), clock.today(), YEAR).nodes["mal-tid"].judgement
    assert hidden is not None
    assert shown is not None
    assert (hidden.is_judged, hidden.hole) == (False, "hidden")
    assert shown.is_judged


def test_what_is_public_hides_it_from_everybody(place: Small) -> None:
    assert place.as_of(place.head).outcome(YEAR) is not None
    figure = place.as_of(place.head, public=True)
    assert figure.outcome(YEAR) is None
    assert str(figure.why_hidden(YEAR)) == FEW
    operator = gather(system(), clock.today(), YEAR, public=True)
    assert operator.nodes["mal-tid"].figures[0].outcome(YEAR) is None
