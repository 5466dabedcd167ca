"""Motions and citizens' proposals: the rules, the verbs, and the pages tried by the whole cast."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.audit.log import entries
from rodatraden.decisions import motion_views
from rodatraden.decisions.models import Decision, Motion, MotionKind
from rodatraden.decisions.motion_document import facts_of, list_for_council
from rodatraden.decisions.motion_services import change_motion, may_keep_motion, record_motion
from rodatraden.decisions.motions import WITHIN, Facts, motions_told
from rodatraden.decisions.services import annul_decision, record_decision
from rodatraden.documents import freezing, shown
from rodatraden.documents.content import Callout
from rodatraden.documents.frame import Imprint
from rodatraden.documents.plain import plain_text
from rodatraden.documents.tests.test_pdf import faults
from rodatraden.organisation.access import NOBODY, system
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.organisation.tests.cast import Town
from rodatraden.steering.tests.small import small
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.tenancy.models import Municipality

DAY = date(2018, 9, 10)
LONG_AGO = DAY - timedelta(WITHIN + 1)
KNOWN = ("controller", "sekreterare", "chef", "ledamot", "revisor")
Visit = Callable[..., HttpResponse]


@pytest.mark.parametrize(
    ("facts", "prepared", "late"),
    [
        (Facts(DAY), False, False),
        (Facts(DAY - timedelta(WITHIN)), False, False),
        (Facts(LONG_AGO), False, True),
        (Facts(LONG_AGO, DAY), True, False),
        (Facts(LONG_AGO, DAY + timedelta(1)), False, True),
        (Facts(LONG_AGO, None, decided=True), True, False),
    ],
)
def test_what_is_prepared_and_what_is_late(facts: Facts, prepared: bool, late: bool) -> None:
    assert (facts.is_prepared(DAY), facts.is_late(DAY)) == (prepared, late)


@pytest.mark.parametrize(
    ("rows", "reported", "told"),
    [
        ([], None, "Inga motioner eller medborgarförslag är införda än."),
        ([Facts(DAY, DAY)], None, "Alla motioner och medborgarförslag är beredda."),
        ([Facts(DAY)], None, "En motion eller ett medborgarförslag är inte berett."),
        (
            [Facts(DAY), Facts(LONG_AGO), Facts(DAY, DAY)],
            date(2018, 10, 31),
            "2 motioner och medborgarförslag är inte beredda, ett lämnades för mer än ett år sedan. "
            "De redovisas för fullmäktige senast 2018-10-31.",
        ),
    ],
)
def test_the_list_in_words(rows: list[Facts], reported: date | None, told: str) -> None:
    assert str(motions_told(rows, DAY, reported)) == told


@given(st.dates(date(2015, 1, 1), DAY), st.none() | st.dates(date(2015, 1, 1), DAY), st.booleans())
def test_nothing_is_both_prepared_and_late(submitted: date, prepared: date | None, decided: bool) -> None:
    facts = Facts(submitted, prepared, decided)
    assert not (facts.is_prepared(DAY) and facts.is_late(DAY))


@pytest.mark.parametrize(("day", "expected"), [(DAY, date(2018, 10, 31)), (date(2018, 11, 1), date(2019, 4, 30))])
def test_the_council_is_told_by_the_models_own_events(
    town: Town, monkeypatch: pytest.MonkeyPatch, day: date, expected: date
) -> None:
    told = {"what": "Motioner redovisas", "actor": "kf", "kind": "report", "law": "5:35"}
    model = small(event=[{"month": 4, **told}, {"month": 10, **told}])
    actor = system()
    monkeypatch.setattr(type(actor), "model_on", lambda self, day: model)
    assert motion_views.reported_next(actor, day) == expected


@pytest.mark.parametrize(("account", "council", "board"), [
    ("controller", True, True), ("sekreterare", False, True), ("chef", False, False), ("ledamot", False, False),
    ("revisor", False, False),
])  # fmt: skip
def test_who_decides_or_administers_there_keeps_the_list(town: Town, account: str, council: bool, board: bool) -> None:
    actor = town.actor(account)
    assert (may_keep_motion(actor, None), may_keep_motion(actor, town.board.pk)) == (council, board)
    for at, allowed in ((None, council), (town.board, board)):
        if allowed:
            assert record_motion(actor, title=f"Motion {at}", submitted=DAY, at=at).pk
        else:
            with pytest.raises(PermissionDenied):
                record_motion(actor, title=f"Motion {at}", submitted=DAY, at=at)


def test_nobody_keeps_nothing(town: Town) -> None:
    assert not may_keep_motion(NOBODY, None)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"submitted": DAY + timedelta(1)}, "submitted"),
        ({"prepared_on": LONG_AGO}, "prepared_on"),
        ({"prepared_on": DAY + timedelta(1)}, "prepared_on"),
        ({"kind": "interpellation"}, "kind"),
    ],
)
def test_what_cannot_be_is_refused_by_field(town: Town, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        record_motion(system(), **{"title": "Motion", "submitted": DAY, **fields})
    assert field in refused.value.reasons and not Motion.objects.exists()


def test_what_was_decided_before_it_was_handed_in_does_not_settle_it(town: Town) -> None:
    before, after = (
        record_decision(system(), title="Svar", body=town.council, date=day, paragraph=paragraph)
        for day, paragraph in ((date(2018, 4, 30), "4"), (DAY, "5"))
    )
    motion = record_motion(system(), title="Motion", submitted=date(2018, 9, 1))
    with pytest.raises(Refused) as refused:
        change_motion(system(), motion, decision=before)
    assert list(refused.value.reasons) == ["decision"]
    assert change_motion(system(), motion, decision=after).decision == after


def test_the_same_is_entered_once_and_an_unknown_field_is_a_mistake(town: Town) -> None:
    record_motion(system(), title="Motion", submitted=DAY)
    with pytest.raises(Refused):
        record_motion(system(), title="Motion", submitted=DAY)
    with pytest.raises(TypeError):
        record_motion(system(), title="Annan", submitted=DAY, colour="red")


def test_a_body_of_another_municipality_is_refused(town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        theirs = Unit.objects.create(key="annan", name="Annan", kind=UnitKind.BOARD)
    with pytest.raises(Refused):
        record_motion(system(), title="Motion", submitted=DAY, at=theirs)


def test_a_motion_goes_its_way_and_the_second_of_two_is_told(town: Town) -> None:
    row = record_motion(system(), title="Motion", submitted=LONG_AGO, at=town.board)
    decision = record_decision(system(), title="Avslag", body=town.council, date=DAY, paragraph="3")
    change_motion(system(), row, 1, prepared_on=DAY)
    with pytest.raises(Stale):
        change_motion(system(), row, 1, why="Sent")
    done = change_motion(system(), row, 2, decision=decision)
    assert (done.prepared_on, done.decision, done.edit) == (DAY, decision, 3)
    assert change_motion(system(), row, 1, decision=decision).edit == 3
    assert [entry.verb for entry in entries().filter(kind="motion")] == ["ändrade", "ändrade", "förde in"]


def test_the_council_settles_a_motion_and_a_board_may_a_citizens_proposal(town: Town) -> None:
    def by(body: Unit | None, **fields: Any) -> Decision:
        return record_decision(system(), title="Avslag", body=body, date=DAY, **fields)

    council, board = by(town.council, paragraph="3"), by(town.board, paragraph="3")
    official = by(None, position="chef", delegation="4.2")
    motion, proposal = (record_motion(system(), title="Bänkar", submitted=DAY, kind=one) for one in MotionKind.values)
    for row, decision in ((motion, board), (motion, official), (proposal, official)):
        with pytest.raises(Refused, match="avgörs av fullmäktige") as refused:
            change_motion(system(), row, decision=decision)
        assert list(refused.value.reasons) == ["decision"]
    assert change_motion(system(), motion, decision=council).decision == council
    assert change_motion(system(), proposal, decision=board).decision == board
    with pytest.raises(Refused, match="En motion avgörs"):
        record_motion(system(), title="Lampor", submitted=DAY, decision=board)
    with pytest.raises(Refused, match="En motion avgörs"):
        change_motion(system(), proposal, kind=MotionKind.MOTION)


def test_what_an_annulled_decision_settled_is_settled_no_more(town: Town) -> None:
    decision = record_decision(system(), title="Avslag", body=town.council, date=DAY, paragraph="3")
    row = record_motion(system(), title="Bänkar", submitted=DAY, decision=decision)
    assert facts_of(row).decided
    annulled = annul_decision(system(), decision, DAY)
    assert not facts_of(Motion.objects.get()).decided
    with pytest.raises(Refused, match="upphävt"):
        record_motion(system(), title="Lampor", submitted=DAY, decision=annulled)
    assert change_motion(system(), row, why="Domstolen har upphävt beslutet.").decision_id == decision.pk


@pytest.fixture
def visit(town: Town, own_pages: None, client: Client) -> Visit:
    Motion.objects.create(title="Motion om bänkar", submitted=LONG_AGO, at=town.board, why="Utreds")

    def ask(account: str, path: str, posted: dict[str, Any] | None = None) -> HttpResponse:
        client.force_login(town.cast[account])
        row = Motion.objects.filter(title="Motion om bänkar").first()
        path = path.replace("PK", str(row.pk if row else 0))
        answer: Any = client.get(f"/perstorp/{path}") if posted is None else client.post(f"/perstorp/{path}", posted)
        made: HttpResponse = answer
        return made

    return ask


@pytest.mark.parametrize("path", ["motioner/", "motioner/PK/"])
@pytest.mark.parametrize("account", KNOWN)
def test_everybody_known_here_reads_them(visit: Visit, account: str, path: str) -> None:
    page = visit(account, path)
    assert page.status_code == 200 and "Motion om bänkar" in page.content.decode()
    assert "Inte beredd på ett år" in page.content.decode()


@pytest.mark.parametrize("path", ["motioner/", "motioner/PK/", "motioner/ny/", "motioner/PK/andra/"])
@pytest.mark.parametrize("account", ["stranger", "former"])
def test_a_stranger_learns_nothing(visit: Visit, account: str, path: str) -> None:
    assert visit(account, path).status_code == 404


@pytest.mark.parametrize(("account", "new", "change"), [
    ("controller", 200, 200), ("sekreterare", 403, 200), ("chef", 403, 403), ("ledamot", 403, 403),
])  # fmt: skip
def test_the_forms_open_to_who_keeps_the_list(visit: Visit, account: str, new: int, change: int) -> None:
    assert visit(account, "motioner/ny/").status_code == new
    assert visit(account, "motioner/PK/andra/").status_code == change


def test_a_motion_is_entered_changed_and_found_in_its_state(visit: Visit) -> None:
    posted = {"kind": "proposal", "title": "Lekplats", "submitted": "2018-09-01"}
    assert visit("controller", "motioner/ny/", posted).status_code == 302
    assert visit("controller", "motioner/ny/", posted).status_code == 422
    board = Motion.objects.get(title="Motion om bänkar")
    changed = {
        "kind": "motion", "title": board.title, "submitted": board.submitted, "at": board.at_id, "edit": 1,
        "prepared_on": "2018-09-03",
    }  # fmt: skip
    assert visit("sekreterare", "motioner/PK/andra/", changed).status_code == 302
    assert visit("sekreterare", "motioner/PK/andra/", {**changed, "why": "x"}).status_code == 422
    for state, wanted in (("", "Lekplats"), ("beredda", "Motion om bänkar"), ("alla", "Motion om bänkar")):
        assert wanted in visit("ledamot", f"motioner/?lage={state}").content.decode()
    assert b"Lekplats" in visit("ledamot", "motioner/?format=csv").content


def test_the_table_that_is_saved_is_the_one_that_is_shown(visit: Visit) -> None:
    answer = visit("ledamot", "motioner/?format=xlsx&lage=beredda")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in book.worksheets[0][1]][0] == "Rubrik"
    assert "Motion om bänkar" not in {cell.value for row in book.worksheets[0].iter_rows() for cell in row}


def test_an_empty_list_teaches(visit: Visit) -> None:
    Motion.objects.all().delete()
    assert "Inga motioner eller medborgarförslag än" in visit("ledamot", "motioner/").content.decode()


# The list as a document for the council


def waiting(**fields: Any) -> Motion:
    return Motion(**{"kind": "motion", "title": "Motion om bänkar", "submitted": LONG_AGO, "why": "Utreds"} | fields)


def test_the_council_is_given_the_unprepared_alone_the_oldest_first_with_why(perstorp: Municipality) -> None:
    rows = [
        waiting(title="Yngre", submitted=DAY, why=""),
        waiting(by="Anna", reference="KS 2017/4"),
        waiting(title="Klar", prepared_on=DAY),
    ]
    document = list_for_council(rows, DAY, date(2018, 10, 31))
    (table,) = document.tables()
    assert [shown.words(line.cells[0]) for line in table.rows] == [
        "Motion om bänkar (Motion, Anna, KS 2017/4)",
        "Yngre (Motion)",
    ]
    assert [shown.words(line.cells[3]) for line in table.rows] == ["Inte beredd på ett år", "Inte beredd"]
    assert [part.items for part in document.parts if isinstance(part, Callout)] == [("Yngre",)]
    assert "senast 2018-10-31" in plain_text(document.parts[0])


def test_a_council_that_nothing_waits_for_is_told_so(perstorp: Municipality) -> None:
    document = list_for_council([waiting(prepared_on=DAY)], DAY, None)
    assert plain_text(document.parts[0]) == "Alla motioner och medborgarförslag är beredda."
    assert list(document.tables()) == []


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-1.7"), ("docx", b"PK")])
def test_everybody_known_here_saves_the_list_as_a_file(visit: Visit, form: str, begins: bytes) -> None:
    answer = visit("ledamot", f"motioner/?format={form}")
    assert answer.content.startswith(begins)
    assert answer.headers["Content-Disposition"].endswith(f'.{form}"')


@pytest.mark.full
@pytest.mark.django_db
def test_the_list_is_a_valid_pdf_for_the_archive_and_every_reader(perstorp: Municipality) -> None:
    document = list_for_council([waiting(), waiting(title="Yngre", why="")], DAY, None)
    assert faults(freezing.MAKERS["pdf"](document, Imprint())) == []
