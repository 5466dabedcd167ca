"""The register's verbs: who may, what is refused, and that what was decided stands."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodatraden.audit.log import entries
from rodatraden.decisions.governing_services import (
    DECIDED,
    Attached,
    attach_file,
    correct_document,
    end_document,
    follow_up_document,
    register_document,
    revise_document,
    take_file,
)
from rodatraden.decisions.models import Decision, GoverningDocument
from rodatraden.decisions.services import annul_decision, may_record, record_decision
from rodatraden.documents.services import store
from rodatraden.documents.words_in import Words
from rodatraden.organisation.access import NOBODY, system
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.tenancy.models import Municipality

DAY = date(2017, 11, 29)
TODAY = date(2018, 9, 10)


def decided(town: Town, paragraph: str = "12", on: date = DAY, body: Unit | None = None) -> Decision:
    return record_decision(system(), title="Styrdokument", body=body or town.board, date=on, paragraph=paragraph)


def registered(town: Town, **fields: Any) -> GoverningDocument:
    given_fields = {"kind": "riktlinje", "title": "Riktlinje för biståndsbedömning", "responsible_unit": town.office}
    if "decision" not in fields:
        fields["decision"] = decided(town)
    return register_document(system(), **{**given_fields, **fields})


def attached(name: str = "riktlinje.txt", content: bytes = b"Beslut fattas skyndsamt.") -> Attached:
    return take_file(system(), name, BytesIO(content))


@pytest.mark.parametrize(
    ("account", "board", "office", "nobody"),
    [
        ("controller", True, True, True),
        ("sekreterare", True, True, False),
        ("chef", False, False, False),
        ("ledamot", False, False, False),
        ("revisor", False, False, False),
    ],
)
def test_who_decides_or_administers_there_registers(
    town: Town, account: str, board: bool, office: bool, nobody: bool
) -> None:
    places: list[tuple[dict[str, Any], bool]] = [
        ({"decision": decided(town), "responsible_unit": None}, board),
        ({"decision": None}, office),
        ({"decision": None, "responsible_unit": None}, nobody),
    ]
    for number, (fields, allowed) in enumerate(places):
        said: dict[str, Any] = {"kind": "riktlinje", "title": f"Nr {number}", "responsible_unit": town.office, **fields}
        if allowed:
            assert register_document(town.actor(account), **said).pk
        else:
            with pytest.raises(PermissionDenied):
                register_document(town.actor(account), **said)
    assert may_record(town.actor(account)) == (account not in ("ledamot", "revisor"))


def test_nobody_registers_nothing(town: Town) -> None:
    with pytest.raises(PermissionDenied):
        register_document(NOBODY, kind="riktlinje", title="x")
    assert not may_record(NOBODY)


def test_a_document_holds_from_its_decision_and_is_logged(town: Town) -> None:
    row = registered(town, units=[town.home_care, town.area], law_printed="3:9", law_act="1991:900")
    assert (row.key, row.valid_from) == ("riktlinje-for-bistandsbedomning", DAY)
    assert sorted(concern.unit.key for concern in row.concerns.select_related("unit")) == ["ht", "vo"]
    entry = entries().filter(kind="governing").get()
    assert (entry.verb, entry.object_id) == ("förde in", row.key)
    assert entry.after is not None and entry.after["decision"] == "Styrdokument"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "cirkulär"}, "kind"),
        ({"responsible_kind": "kejsare"}, "responsible_kind"),
        ({"responsible_kind": "chef", "responsible_unit": None}, "responsible_unit"),
        ({"law_printed": "3:9"}, "law_act"),
        ({"valid_to": date(2017, 1, 1)}, "valid_from"),
        ({"revise_by": date(2017, 1, 1)}, "revise_by"),
        ({"follow_up_by": date(2017, 1, 1)}, "follow_up_by"),
        ({"key": "nytt"}, "key"),
    ],
)
def test_a_document_that_cannot_be_is_refused_by_field(town: Town, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        registered(town, **fields)
    assert field in refused.value.reasons
    assert not GoverningDocument.objects.exists()


def test_a_field_that_no_document_has_is_a_mistake(town: Town) -> None:
    with pytest.raises(TypeError):
        registered(town, colour="red")


def test_rows_of_another_municipality_are_refused(town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        theirs = Unit.objects.create(key="annan", name="Annan", kind=UnitKind.BOARD)
    for fields in ({"responsible_unit": theirs}, {"units": [theirs]}):
        with pytest.raises(Refused):
            registered(town, decision=None, **fields)
    assert not GoverningDocument.objects.exists()


def test_titles_that_are_alike_get_keys_of_their_own(town: Town) -> None:
    made = [registered(town, title="Nytt", decision=None).key for _ in range(3)]
    assert made == ["nytt-2", "nytt-3", "nytt-4"]


def test_a_revision_is_a_document_of_its_own_that_replaces_the_old(town: Town) -> None:
    old = registered(town, text="Beslut fattas inom tre veckor.", units=[town.home_care], revise_by=date(2018, 6, 1))
    newer = decided(town, "40", date(2018, 5, 15))
    new = revise_document(town.actor("sekreterare"), old, decision=newer, text="Beslut fattas inom en vecka.")
    old.refresh_from_db()
    assert (old.text, old.valid_to) == ("Beslut fattas inom tre veckor.", date(2018, 5, 14))
    assert (new.valid_from, new.replaces, new.title, new.kind) == (date(2018, 5, 15), old, old.title, old.kind)
    assert new.revise_by is None and new.responsible_unit == town.office
    assert [concern.unit for concern in new.concerns.all()] == [town.home_care]
    assert [entry.verb for entry in entries().filter(kind="governing")] == ["förde in", "ersatte", "förde in"]


@pytest.mark.parametrize(
    ("ends", "begins", "until"),
    [
        (None, date(2018, 11, 1), date(2018, 10, 31)),
        (date(2018, 12, 31), date(2018, 11, 1), date(2018, 10, 31)),
        (date(2018, 9, 30), date(2018, 11, 1), date(2018, 9, 30)),
        (date(2018, 10, 31), date(2018, 11, 1), date(2018, 10, 31)),
    ],
)
def test_a_revision_shortens_what_it_replaces_and_never_lengthens_it(
    town: Town, ends: date | None, begins: date, until: date
) -> None:
    old = registered(town, valid_to=ends)
    new = revise_document(system(), old, decision=decided(town, "40", date(2018, 6, 1)), valid_from=begins)
    old.refresh_from_db()
    assert (old.valid_to, new.valid_from) == (until, begins)
    entry = entries().filter(verb="ersatte").get()
    assert (entry.after or {})["valid_to"] == until.isoformat()
    assert entry.before == ({"valid_to": ends.isoformat()} if ends else None)


def test_a_revision_needs_a_decision_of_its_own_and_a_later_day(town: Town) -> None:
    old = registered(town)
    for decision, valid_from, field in (
        (None, None, "decision"),
        (old.decision, None, "decision"),
        (decided(town, "13"), None, "valid_from"),
        (decided(town, "14", date(2018, 1, 1)), DAY, "valid_from"),
    ):
        with pytest.raises(Refused) as refused:
            revise_document(system(), old, decision=decision, valid_from=valid_from)
        assert field in refused.value.reasons
    undated = record_decision(system(), title="Utan datum", body=town.board, note="Framgår inte.")
    with pytest.raises(Refused) as refused:
        revise_document(system(), old, decision=undated)
    assert "valid_from" in refused.value.reasons
    assert GoverningDocument.objects.count() == 1


def test_nothing_rests_anew_on_a_decision_that_is_annulled(town: Town) -> None:
    row, annulled = registered(town), annul_decision(system(), decided(town, "13"), TODAY)
    with pytest.raises(Refused, match="upphävt 2018-09-10"):
        registered(town, title="Ny", decision=annulled)
    with pytest.raises(Refused, match="upphävt 2018-09-10"):
        revise_document(system(), row, decision=annulled, valid_from=TODAY)
    with pytest.raises(Refused, match="upphävt 2018-09-10"):
        correct_document(system(), row, decision=annulled, reason="Fel beslut")
    assert row.decision is not None
    annul_decision(system(), row.decision, TODAY)
    assert correct_document(system(), row, note="Står kvar", reason="Fel").decision_id == row.decision_id


def test_a_document_is_replaced_once(town: Town) -> None:
    old = registered(town)
    revise_document(system(), old, decision=decided(town, "40", date(2018, 5, 15)))
    with pytest.raises(Refused):
        revise_document(system(), old, decision=decided(town, "41", date(2018, 6, 15)))
    with pytest.raises(Refused):
        end_document(system(), old, on=TODAY, reason="x")


def test_what_was_decided_is_corrected_with_a_reason_alone(town: Town) -> None:
    row = registered(town, text="Fel avskrivet.")
    with pytest.raises(Refused) as refused:
        correct_document(system(), row, row.edit, text="Rätt avskrivet.")
    assert "reason" in refused.value.reasons
    correct_document(system(), row, row.edit, text="Rätt avskrivet.", reason="Skrivfel.")
    entry = entries().filter(kind="governing").first()
    assert entry is not None and entry.before == {"text": "Fel avskrivet."}
    assert entry.after == {"text": "Rätt avskrivet.", "reason": "Skrivfel."}


def test_care_of_a_document_needs_no_reason_and_nothing_changed_is_not_logged(town: Town) -> None:
    row = registered(town)
    correct_document(system(), row, row.edit, revise_by=date(2020, 1, 1), units=[town.area])
    row.refresh_from_db()
    assert (row.revise_by, row.edit) == (date(2020, 1, 1), 2)
    correct_document(system(), row, 1, revise_by=date(2020, 1, 1), units=[town.area])
    assert entries().filter(kind="governing").count() == 2
    entry = entries().filter(kind="governing").first()
    assert entry is not None and entry.after == {"revise_by": "2020-01-01", "units": "Vård och omsorg"}


def test_the_second_of_two_is_told(town: Town) -> None:
    row = registered(town)
    correct_document(system(), row, 1, note="Första")
    with pytest.raises(Stale) as stale:
        correct_document(system(), row, 1, note="Andra")
    assert stale.value.differing() == ["note"]


def test_nobody_gives_a_document_to_where_they_may_not_keep_it(town: Town) -> None:
    row = registered(town, decision=None, responsible_unit=town.area)
    with pytest.raises(PermissionDenied):
        correct_document(town.actor("chef"), row, row.edit, responsible_unit=town.other)
    row.refresh_from_db()
    assert row.responsible_unit == town.area


def test_a_kind_that_the_model_has_no_more_stays_until_somebody_changes_it(town: Town) -> None:
    row = registered(town)
    GoverningDocument.objects.filter(pk=row.pk).update(kind="cirkulär")
    row.refresh_from_db()
    assert correct_document(system(), row, row.edit, note="Gammalt slag").note == "Gammalt slag"


def test_following_up_says_when_it_is_done_again(town: Town) -> None:
    row = registered(town, follow_up_by=date(2018, 6, 1))
    done = follow_up_document(system(), row, on=TODAY, note="Följs.", again=date(2019, 6, 1))
    assert (done.followed_up_on, done.follow_up_by) == (TODAY, date(2019, 6, 1))
    for fields, field in (({"on": date(2018, 9, 11)}, "on"), ({"on": TODAY, "again": TODAY}, "again")):
        with pytest.raises(Refused) as refused:
            follow_up_document(system(), row, **fields)  # type: ignore[arg-type]
        assert field in refused.value.reasons


def test_a_document_ends_with_a_reason_and_not_before_it_began(town: Town) -> None:
    row = registered(town)
    for fields, field in (({"on": TODAY, "reason": " "}, "reason"), ({"on": date(2017, 1, 1), "reason": "x"}, "")):
        with pytest.raises(Refused) as refused:
            end_document(system(), row, **fields)  # type: ignore[arg-type]
        assert field in refused.value.reasons
    assert end_document(system(), row, on=date(2018, 8, 31), reason="Upphävd, § 80.").valid_to == date(2018, 8, 31)
    with pytest.raises(Refused):
        end_document(system(), row, on=TODAY, reason="igen")


def test_a_document_that_is_ended_never_lasts_longer_for_it(town: Town) -> None:
    row = registered(town, valid_to=date(2018, 12, 31))
    with pytest.raises(Refused, match="upphör redan 2018-12-31") as refused:
        end_document(system(), row, on=date(2030, 1, 1), reason="Upphävt")
    assert list(refused.value.reasons) == ["on"]
    assert end_document(system(), row, on=date(2018, 10, 31), reason="Upphävt").valid_to == date(2018, 10, 31)


def test_a_file_is_put_once_and_another_needs_a_reason(town: Town) -> None:
    row = attach_file(system(), registered(town), attached())
    assert row.file is not None and row.file_text == "Beslut fattas skyndsamt."
    assert attach_file(system(), row, attached()).edit == row.edit
    other = attached("ny.txt", b"Annan text")
    with pytest.raises(Refused) as refused:
        attach_file(system(), row, other)
    assert "reason" in refused.value.reasons
    attach_file(system(), row, other, reason="Fel fil.")
    entry = entries().filter(kind="governing").first()
    assert entry is not None and entry.before is not None and entry.before["file"] == "riktlinje.txt"


def test_a_broken_file_is_kept_and_said(town: Town) -> None:
    row = registered(town, attached=attached("a.pdf", b"%PDF-1.7 trasig"))
    assert row.file is not None and (row.file_unread, row.file_text) == ("broken", "")


def test_a_file_that_is_not_what_it_says_is_refused(town: Town) -> None:
    with pytest.raises(Refused):
        attached("a.pdf", b"MZ program")


def test_title_text_and_file_are_searched(town: Town) -> None:
    row = registered(town, title="Ägarpolicy", text="Bolagen ska samverka.", attached=attached())
    for query, found in (("ÄGAR samverka", True), ("skyndsamt", True), ("skyndsamt bolagen", True), ("saknas", False)):
        assert GoverningDocument.objects.holding(query).filter(pk=row.pk).exists() == found, query
    correct_document(system(), row, row.edit, title="Ny rubrik", reason="Fel rubrik")
    assert not GoverningDocument.objects.holding("ägarpolicy").exists()
    assert GoverningDocument.objects.holding("ny skyndsamt").exists()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["revise", "care", "follow", "file"]), max_size=5))
def test_whatever_is_done_later_what_was_decided_stands(town: Town, steps: list[str]) -> None:
    first = registered(town, text="Så här.", decision=decided(town, body=None, paragraph=""), title="Ordning")
    names = [f"{name}_id" if name == "decision" else name for name in DECIDED]
    before = {name: getattr(first, name) for name in names}
    latest = first
    for number, step in enumerate(steps, start=1):
        if step == "revise":
            latest = revise_document(
                system(), latest, decision=decided(town, "", date(2018, 1, number)), text=f"Ny {number}"
            )
        elif step == "care":
            latest = correct_document(system(), latest, note=f"Nr {number}", revise_by=date(2019, 1, number))
        elif step == "follow":
            latest = follow_up_document(system(), latest, on=date(2018, 2, number))
        else:
            file = store(system(), f"{number}.txt", BytesIO(b"x" * number))
            latest = attach_file(system(), latest, Attached(file, Words("x")), reason="byte")
    first = GoverningDocument.objects.get(pk=first.pk)
    assert {name: getattr(first, name) for name in names} == before
