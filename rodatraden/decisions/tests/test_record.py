"""Who may record a decision, and what each must say."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.log import entries
from rodatraden.decisions.models import Decision
from rodatraden.decisions.services import correct_decision, may_correct, may_record, record_decision
from rodatraden.documents.models import File
from rodatraden.documents.services import store
from rodatraden.lib import clock
from rodatraden.organisation.access import NOBODY, system
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality

DAY = date(2017, 11, 29)


def by_board(town: Town, **fields: Any) -> dict[str, Any]:
    return {"title": "Nämndmål 2018", "body": town.board, "date": DAY, "paragraph": "112", **fields}


@pytest.mark.parametrize(
    ("account", "council", "board"),
    [
        ("controller", True, True),
        ("sekreterare", False, True),
        ("chef", False, False),
        ("ledamot", False, False),
        ("revisor", False, False),
    ],
)
def test_a_bodys_decision_is_recorded_by_who_decides_or_administers_there(
    town: Town, account: str, council: bool, board: bool
) -> None:
    for body, allowed in ((town.council, council), (town.board, board)):
        if allowed:
            assert record_decision(town.actor(account), **by_board(town, body=body)).body == body
        else:
            with pytest.raises(PermissionDenied):
                record_decision(town.actor(account), **by_board(town, body=body))
    assert may_record(town.actor(account)) == (account not in ("ledamot", "revisor"))


def test_nobody_records_nothing(town: Town) -> None:
    with pytest.raises(PermissionDenied):
        record_decision(NOBODY, **by_board(town))
    assert not may_record(NOBODY)


def test_a_decision_is_logged_and_named_by_body_day_and_paragraph(town: Town) -> None:
    decision = record_decision(town.actor("sekreterare"), **by_board(town, paragraph=" § 112 ", reference="SN 2017-98"))
    assert (decision.key, decision.paragraph, decision.reference) == ("sn-2017-11-29-112", "112", "SN 2017-98")
    entry = entries().get()
    assert (entry.verb, entry.kind, entry.object_id) == ("förde in", "decision", decision.key)
    assert entry.after == {"body": "Socialnämnden", "date": "2017-11-29", "paragraph": "112", "note": ""}


@pytest.mark.parametrize("paragraph", ["hundratolv", "§ a 12", "?", "0", "012", "50000000000000000000"])
def test_a_paragraph_is_a_number(town: Town, paragraph: str) -> None:
    with pytest.raises(Refused) as refused:
        record_decision(town.actor("sekreterare"), **by_board(town, paragraph=paragraph))
    assert refused.value.reasons == {"paragraph": "Skriv paragrafens nummer med siffror: 112."}
    assert record_decision(town.actor("sekreterare"), **by_board(town, paragraph="§ 112 a")).paragraph == "112 a"


def test_an_official_decides_by_position_and_delegation(town: Town) -> None:
    fields: dict[str, Any] = {"title": "Enhetens aktiviteter", "date": DAY, "position": "chef (Vård och omsorg)"}
    decision = record_decision(town.actor("chef"), delegation="Delegationsordningen 4.2", **fields)
    assert decision.body is None and decision.answering_unit() is None
    with pytest.raises(Refused) as refused:
        record_decision(town.actor("chef"), **fields)
    assert "delegation" in refused.value.reasons
    with pytest.raises(PermissionDenied):
        record_decision(town.actor("chef"), delegation="x", **{**fields, "position": "kommundirektör"})
    assert (
        record_decision(town.actor("controller"), delegation="x", **{**fields, "position": "kommundirektör"}).position
        == "kommundirektör"
    )


def test_a_date_that_is_not_stated_is_said_in_words(town: Town) -> None:
    with pytest.raises(Refused) as refused:
        record_decision(system(), **by_board(town, date=None))
    assert "date" in refused.value.reasons
    decision = record_decision(system(), **by_board(town, date=None, note="Datum framgår inte av bilagan."))
    assert decision.date is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"),
        ({"body": None, "paragraph": ""}, "body"),
        ({"position": "chef"}, "position"),
        ({"body": None, "position": "chef", "delegation": "x"}, "paragraph"),
        ({"date": date(2018, 9, 11)}, "date"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "inte en adress"}, "link"),
        ({"paragraph": "1" * 21}, "paragraph"),
        ({"key": "nytt"}, "key"),
        ({"key": "Inte En Nyckel"}, "key"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_by_field(town: Town, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        record_decision(system(), **by_board(town, **fields))
    assert field in refused.value.reasons
    assert not Decision.objects.exists() and not entries().exists()


def test_a_body_decides_only_while_it_exists(town: Town) -> None:
    Unit.objects.filter(pk=town.board.pk).update(valid_from=date(2018, 1, 1))
    town.board.refresh_from_db()
    with pytest.raises(Refused) as refused:
        record_decision(system(), **by_board(town))
    assert refused.value.reasons == {"date": "Socialnämnden fanns inte den dagen."}


@pytest.mark.parametrize("day", [date(2017, 12, 14), date(2017, 1, 9)])
def test_a_paragraph_is_used_once_by_a_body_in_a_year(town: Town, day: date) -> None:
    first = record_decision(system(), **by_board(town))
    with pytest.raises(Refused) as refused:
        record_decision(system(), **by_board(town, title="Annat", date=day))
    assert f"”{first.title}”, {first.date}" in refused.value.reasons["paragraph"]
    record_decision(system(), **by_board(town, date=date(2018, 1, 20)))
    record_decision(system(), **by_board(town, body=town.other))


def test_keys_are_free_and_never_an_address_of_another_page(town: Town) -> None:
    made = [record_decision(system(), **by_board(town, title="Nytt", paragraph="")).key for _ in range(3)]
    assert made == ["nytt-2", "nytt-3", "nytt-4"]


def test_a_field_that_no_decision_has_is_a_mistake(town: Town) -> None:
    with pytest.raises(TypeError):
        record_decision(system(), **by_board(town, municipality=1))


def test_another_municipalitys_body_and_file_are_refused(town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        body = Unit.objects.create(key="ks", name="Deras", kind=UnitKind.BOARD)
        file = File.objects.create(name="x", media_type="x", sha256="0" * 64, size=1, added_at=clock.now())
    for theirs in ({"body": body}, {"file": file}):
        with pytest.raises(Refused) as refused:
            record_decision(system(), **by_board(town, **theirs))
        assert list(refused.value.reasons) == list(theirs)


def test_a_decision_points_at_its_file(town: Town) -> None:
    file = store(system(), "protokoll.pdf", BytesIO(b"%PDF-1.7"))
    assert record_decision(system(), **by_board(town, file=file)).file == file


class TestCorrections:
    @pytest.fixture
    def decision(self, town: Town) -> Decision:
        return record_decision(system(), **by_board(town, reference="SN 2017/1"))

    def test_title_paragraph_and_reference_are_corrected_and_the_log_keeps_what_stood(self, decision: Decision) -> None:
        row = correct_decision(system(), decision, title="Nämndmål 2019", paragraph="§ 113", reference="SN 2017/1")
        row.refresh_from_db()
        assert (row.title, row.paragraph, row.title_folded, row.key) == (
            "Nämndmål 2019",
            "113",
            "nämndmål 2019",
            decision.key,
        )
        entry = entries().first()
        assert entry is not None
        assert (entry.verb, entry.kind, entry.object_id) == ("rättade", "decision", decision.key)
        assert entry.before == {"title": "Nämndmål 2018", "paragraph": "112"}
        assert entry.after == {"title": "Nämndmål 2019", "paragraph": "113"}

    def test_what_is_not_changed_leaves_no_trace(self, decision: Decision) -> None:
        before = entries().count()
        correct_decision(system(), decision, title=decision.title, paragraph="112", reference="SN 2017/1")
        assert entries().count() == before

    @pytest.mark.parametrize(("account", "may"), [("controller", True), ("sekreterare", False), ("ledamot", False)])
    def test_who_administers_corrects(self, town: Town, decision: Decision, account: str, may: bool) -> None:
        actor = town.actor(account)
        assert may_correct(actor, decision) is may
        if not may:
            with pytest.raises(PermissionDenied):
                correct_decision(actor, decision, title="x", paragraph="", reference="")

    def test_a_paragraph_of_another_decision_the_same_day_is_refused(self, town: Town, decision: Decision) -> None:
        record_decision(system(), **by_board(town, paragraph="113"))
        with pytest.raises(Refused, match="redan använd"):
            correct_decision(system(), decision, title="x", paragraph="113", reference="")

    def test_nothing_decided_in_its_place_is_refused(self, decision: Decision) -> None:
        with pytest.raises(Refused) as caught:
            correct_decision(system(), decision, title="  ", paragraph="", reference="")
        assert "title" in caught.value.reasons

    def test_a_decision_of_another_municipality_is_refused(self, decision: Decision, hallsberg: Municipality) -> None:
        with scope(hallsberg), pytest.raises(Refused):
            correct_decision(system(), decision, title="x", paragraph="", reference="")
