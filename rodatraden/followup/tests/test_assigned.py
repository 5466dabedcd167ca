"""Status of the council's assignments to the executive board: listed in the report about them, those left first."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from rodatraden.documents.content import Document, Heading, KeySentence, Table, TextCell
from rodatraden.documents.frame import Imprint
from rodatraden.documents.freezing import MAKERS
from rodatraden.followup.assigned import assigned, everybodys, levels_asked
from rodatraden.followup.contents import documents_of
from rodatraden.followup.round import Round, round_of, rounds_of_year
from rodatraden.followup.supervision import supervision
from rodatraden.followup.tests.cast import ReportTown, reporting_model
from rodatraden.lib import clock
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.steering.tests.steered import steer_by
from rodatraden.tests.kept import made_once
from rodatraden.thread.gather import gather
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import give_assignment, report_progress
from rodatraden.thread.tests.cast import FROM

pytestmark = pytest.mark.django_db
END = date(2018, 4, 30)
REPORT = """
[[role]]
key = "forvaltningschef"
name = { one = "förvaltningschef" }
belongs_to = ["administration"]
rights = ["read", "enter", "assess"]

[[report]]
key = "uppdragslage"
name = { one = "läget för uppdragen" }
kind = "short"
months = [4, 10]
treated = [5, 11]
about = ["uppdrag"]
climbs = [{ sender = "forvaltningschef", receiver = "ks", edge = "information" }]
"""
PAGE = "uppdragslage/2018-04-30/"


class AssignmentTown(ReportTown):
    """With an administration under two boards, and five assignments: late, in time, done, for all, cancelled."""

    def __init__(self) -> None:
        super().__init__()
        steer_by(reporting_model() + REPORT)
        self.office = self.unit("buf", "Barn- och utbildningsförvaltningen", UnitKind.ADMINISTRATION, self.board)
        self.unit("tf", "Tekniska förvaltningen", UnitKind.ADMINISTRATION, self.other)
        self.chief = self.person("Förvaltningschef", "forvaltningschef", self.office)
        self.give("Anställ fler", self.other, deadline=date(2018, 12, 31))
        self.give("Bygg skolan", self.board, state="ongoing", note="Marken är köpt", deadline=date(2018, 3, 31))
        self.give("Cykelbanan", self.other, state="done", note="Invigd")
        self.give("Digitalisera", self.council)
        self.give("Enkäten", self.board, state="cancelled")

    def give(self, title: str, to: Unit, state: str = "", note: str = "", **fields: Any) -> ItemVersion:
        told = {"to": to, "decision": self.meeting, "valid_from": FROM, **fields}
        row = give_assignment(self.operator, level="uppdrag", title=title, unit=self.council, **told)
        if state:
            report_progress(self.operator, row.item, state=state, note=note)
        return row

    def spring(self) -> Round:
        found = round_of(self.operator, "uppdragslage", END)
        assert found is not None
        return found

    def titles(self, unit: Unit) -> list[str]:
        round = self.spring()
        thread = gather(self.operator, clock.today(), round.year, progress=True)
        found = assigned(round, thread, round.tree.places[unit.pk])
        return [row.node.title for row in found.rows] if found else []

    def document(self, unit: Unit) -> Document:
        round = self.spring()
        ((_slot, made),) = documents_of(self.operator, round, [round.slots[unit.pk]])
        return made

    def page(self, who: str, path: str) -> str:
        client = Client()
        client.force_login(getattr(self, who))
        answer = client.get(f"/perstorp/{path}")
        assert answer.status_code == 200
        return answer.content.decode()


@pytest.fixture
def town(perstorp: Any) -> AssignmentTown:
    return made_once(AssignmentTown)


def cells(made: Document, caption: str) -> list[list[str]]:
    table = next(part for part in made.parts if isinstance(part, Table) and part.caption == caption)
    return [[cell.text for cell in row.cells if isinstance(cell, TextCell)] for row in table.rows]


def test_the_occasions_are_in_the_models_months(town: AssignmentTown) -> None:
    found = [round.occasion for round in rounds_of_year(town.operator, 2018) if round.type.key == "uppdragslage"]
    assert [each.end for each in found] == [END, date(2018, 10, 31)]
    slot = town.spring().slots[town.office.pk]
    assert slot.due.receiver == town.executive.pk and slot.due.treated is not None
    assert (slot.due.treated.month, slot.due.due > END) == (5, True)


def test_the_executive_board_sees_all_with_those_not_carried_out_first_and_late_before_others(
    town: AssignmentTown,
) -> None:
    every = ["Bygg skolan", "Anställ fler", "Digitalisera", "Cykelbanan", "Enkäten"]
    assert town.titles(town.executive) == town.titles(town.council) == every


def test_an_administration_sees_what_its_board_was_given_and_what_all_were(town: AssignmentTown) -> None:
    assert town.titles(town.office) == ["Bygg skolan", "Digitalisera", "Enkäten"]


def test_a_report_about_other_things_has_no_list(town: AssignmentTown) -> None:
    round = town.round()
    assert levels_asked(round.model, round.type) == frozenset()
    assert everybodys(town.operator, round) is None and supervision(town.operator, round).assigned is None
    ((_slot, made),) = documents_of(town.operator, round, [round.slots[town.board.pk]])
    assert "Uppdrag" not in [part.text for part in made.parts if isinstance(part, Heading)]


def test_the_document_lists_those_decided_but_not_carried_out_before_those_that_are_over(town: AssignmentTown) -> None:
    made = town.document(town.council)
    key = next(part.text for part in made.parts if isinstance(part, KeySentence))
    assert key == "3 av 5 uppdrag är inte genomförda, 1 av dem försenat."
    left = cells(made, "Uppdrag som inte är genomförda")
    assert [row[0] for row in left] == ["Bygg skolan", "Anställ fler", "Digitalisera"]
    assert left[0][1] == "Barn- och utbildningsnämnden" and left[0][-1] == "Marken är köpt"
    assert left[0][2].endswith("sent") and left[2][1] == "Alla nämnder"
    over = cells(made, "Avslutade uppdrag")
    assert [(row[0], row[-1]) for row in over] == [("Cykelbanan", "Invigd"), ("Enkäten", "")]
    captions = [part.caption for part in made.parts if isinstance(part, Table)]
    assert captions.index("Uppdrag som inte är genomförda") < captions.index("Avslutade uppdrag")
    assert "Uppdrag" not in captions, "not told twice"


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_document_becomes_a_file(town: AssignmentTown, form: Any) -> None:
    assert MAKERS[form](town.document(town.council), Imprint())[:2] == b"PK"


def test_where_none_is_given_nothing_is_listed(town: AssignmentTown) -> None:
    ItemVersion.objects.filter(level="uppdrag").update(valid_to=date(2018, 1, 2))
    made = town.document(town.council)
    assert next(part.text for part in made.parts if isinstance(part, KeySentence)) == "Inga uppdrag gäller i dag."
    assert "Uppdrag" not in [part.text for part in made.parts if isinstance(part, Heading)]
    assert "Inga uppdrag gäller här i dag." in town.page("leader", f"rapporter/{PAGE}")


def test_who_enters_for_the_board_tells_the_state_from_the_page_and_others_only_read(town: AssignmentTown) -> None:
    own = town.page("chief", f"rapporter/{PAGE}buf/")
    assert "Bygg skolan" in own and "Anställ fler" not in own and own.count("Rapportera läget") == 0
    assert "Marken är köpt" in own and own.index("Bygg skolan") < own.index("Enkäten")
    whole = town.page("leader", f"rapporter/{PAGE}kf/")
    assert all(title in whole for title in ("Bygg skolan", "Anställ fler", "Cykelbanan"))
    secretary = town.page("secretary", f"rapporter/{PAGE}buf/")
    assert secretary.count("Rapportera läget") == 1 and "/led/bygg-skolan/lage/" in secretary


@pytest.mark.parametrize("path", [f"rapporter/{PAGE}", f"uppsikt/{PAGE}"])
@pytest.mark.parametrize("who", ["leader", "member", "auditor"])
def test_the_occasion_and_the_supervision_show_the_list(town: AssignmentTown, path: str, who: str) -> None:
    html = town.page(who, path)
    assert "3 av 5 uppdrag är inte genomförda, 1 av dem försenat." in html
    assert html.index("Bygg skolan") < html.index("Digitalisera") < html.index("Cykelbanan")


def test_the_supervision_says_how_the_assignments_stand_where_no_board_reports(town: AssignmentTown) -> None:
    page = supervision(town.operator, town.spring())
    assert (page.rows, str(page.sentence)) == ([], "3 av 5 uppdrag är inte genomförda, 1 av dem försenat.")


def test_the_list_costs_as_many_queries_for_many_as_for_few(
    town: AssignmentTown, django_assert_max_num_queries: Any
) -> None:
    leader, round = town.actor(town.leader), town.spring()
    with django_assert_max_num_queries(40) as few:
        supervision(leader, round)
    for number in range(12):
        town.give(f"Uppdrag {number}", town.board, state="ongoing")
    with django_assert_max_num_queries(len(few)):
        page = supervision(leader, round)
    assert page.assigned is not None and len(page.assigned.rows) == 17
