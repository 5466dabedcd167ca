"""The texts of a plan: by several hands, saved while one types, with a history and remarks."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from rodatraden.audit.models import Entry
from rodatraden.lib import clock
from rodatraden.planning.models import PlanText, PlanTextPast
from rodatraden.planning.services import (
    add_section,
    assign_section,
    comment,
    remove_section,
    resolve,
    write_section,
)
from rodatraden.planning.services.writing import LONGEST, SITTING
from rodatraden.planning.tests.cast import PlanTown, named
from rodatraden.tenancy.edits import Refused, Stale


def test_a_text_is_saved_and_counts_a_change_of_the_plan(town: PlanTown) -> None:
    plan = town.plan()
    row = write_section(town.operator, town.section(plan), "Skola.", seen=0)
    assert (row.text, row.edit, row.written_by) == ("Skola.", 1, "Konsolen")
    plan.refresh_from_db()
    assert plan.edit == 2


def test_one_that_nobody_has_changed_says_so_on_its_page(town: PlanTown) -> None:
    row = town.section(town.plan())
    client = Client()
    client.force_login(town.chair)
    told = client.get(f"/perstorp/planer/avsnitt/{row.pk}/").content.decode()
    assert "Inte ändrat än." in told and "0 gånger" not in told


def test_a_sign_that_no_database_keeps_is_left_out(town: PlanTown) -> None:
    assert write_section(town.operator, town.section(town.plan()), "Sko\x00la.", seen=0).text == "Skola."


def test_saving_the_same_again_changes_nothing(town: PlanTown) -> None:
    section = town.section(town.plan())
    write_section(town.operator, section, "Skola.", seen=0)
    assert write_section(town.operator, section, "Skola.", seen=0).edit == 1


def test_the_second_of_two_is_told_and_gets_both_texts(town: PlanTown) -> None:
    section = town.section(town.plan())
    write_section(named(town.operator, "Anna"), section, "Hennes.", seen=0)
    with pytest.raises(Stale) as told:
        write_section(named(town.operator, "Bo"), section, "Hans.", seen=0)
    assert (told.value.theirs["text"], told.value.mine["text"], told.value.who) == ("Hennes.", "Hans.", "Anna")
    section.refresh_from_db()
    assert section.text == "Hennes."


def test_one_persons_autosaves_are_one_version(town: PlanTown) -> None:
    section = town.section(town.plan())
    for number, text in enumerate(("S", "Sk", "Sko")):
        write_section(town.operator, section, text, seen=number)
    assert not PlanTextPast.objects.exists()


def test_another_persons_text_and_an_earlier_sitting_are_kept(town: PlanTown) -> None:
    section = town.section(town.plan())
    write_section(named(town.operator, "Anna"), section, "Ett.", seen=0)
    write_section(named(town.operator, "Bo"), section, "Två.", seen=1)
    PlanText.objects.filter(pk=section.pk).update(written_at=clock.now() - SITTING - timedelta(minutes=1))
    write_section(named(town.operator, "Bo"), section, "Tre.", seen=2)
    assert [(past.text, past.written_by) for past in section.past.all()] == [("Ett.", "Anna"), ("Två.", "Bo")]


def test_a_proposed_plan_is_not_written_in(town: PlanTown) -> None:
    plan = town.plan()
    town.proposed(plan)
    with pytest.raises(Refused, match="skrivs inte längre"):
        write_section(town.operator, town.section(plan), "Mer.", seen=0)


def test_a_text_has_an_end(town: PlanTown) -> None:
    with pytest.raises(Refused, match="för lång"):
        write_section(town.operator, town.section(town.plan()), "x" * (LONGEST + 1), seen=0)


def test_a_stranger_does_not_write_but_whoever_is_named_does(town: PlanTown) -> None:
    section = town.section(town.plan())
    with pytest.raises(PermissionDenied):
        write_section(town.actor(town.head), section, "Från skolan.", seen=0)
    assign_section(town.operator, section, town.school, "enhetschef")
    section = town.section(section.plan)
    assert write_section(town.actor(town.head), section, "Från skolan.", seen=0).text == "Från skolan."
    other = town.section(section.plan, "ekonomi")
    with pytest.raises(PermissionDenied):
        write_section(town.actor(town.head), other, "Från skolan.", seen=0)


def test_only_who_answers_names_writers_and_only_roles_that_somebody_holds(town: PlanTown) -> None:
    section = town.section(town.plan())
    with pytest.raises(PermissionDenied):
        assign_section(town.actor(town.secretary), section, town.school, "enhetschef")
    with pytest.raises(Refused, match="Ingen har den rollen"):
        assign_section(town.operator, section, town.other_school, "enhetschef")
    assign_section(town.operator, section, town.school, "enhetschef")
    assert assign_section(town.operator, section, None, "").writer_kind == ""


def test_a_section_of_its_own_is_added_and_taken_away(town: PlanTown) -> None:
    plan = town.plan()
    own = add_section(town.operator, plan, " Barnens  röst ")
    twin = add_section(town.operator, plan, "Barnens röst!")
    assert (own.heading, own.section, twin.section) == ("Barnens röst", "barnens-rost", "barnens-rost-2")
    for heading in ("barnens RÖST", "Uppdraget"):
        with pytest.raises(Refused, match="redan ett avsnitt"):
            add_section(town.operator, plan, heading)
    remove_section(town.operator, own)
    assert not plan.texts.filter(section="barnens-rost").exists()
    with pytest.raises(Refused, match="kräver"):
        remove_section(town.operator, town.section(plan))
    with pytest.raises(Refused, match="rubrik"):
        add_section(town.operator, plan, " ")


def test_a_section_is_not_taken_away_while_somebody_waits_for_an_answer_in_it(town: PlanTown) -> None:
    own = add_section(town.operator, town.plan(), "Barnens röst")
    remark = comment(town.actor(town.secretary), own, "Vems röst?")
    with pytest.raises(Refused, match="kommentarer som inte är åtgärdade"):
        remove_section(town.operator, own)
    resolve(town.operator, remark)
    remove_section(town.operator, own)
    assert (Entry.objects.latest("pk").before or {}).get("comments") == ["Vems röst?"]


def test_a_remark_is_made_dealt_with_and_stays(town: PlanTown) -> None:
    section = town.section(town.plan())
    made = comment(town.actor(town.secretary), section, "Vad menas?", "ett stycke")
    assert (made.quote, made.by) == ("ett stycke", "Nämndsekreterare")
    done = resolve(town.operator, made)
    again = resolve(named(town.operator, "Bo"), made)
    assert (done.resolved_by, again.resolved_by) == ("Konsolen", "Konsolen")


def test_a_remark_is_for_those_who_write_or_are_asked_and_before_the_decision(town: PlanTown) -> None:
    plan = town.plan()
    with pytest.raises(PermissionDenied):
        comment(town.actor(town.head), town.section(plan), "Hej")
    with pytest.raises(Refused, match="kommentar"):
        comment(town.operator, town.section(plan), "  ")
    town.decide(town.proposed(plan))
    with pytest.raises(Refused, match="beslutad"):
        comment(town.operator, town.section(plan), "Hej")
