"""The pages of planning: what each of the cast sees on them, and what they do."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rodatraden.documents.services import path_of
from rodatraden.planning.models import Fate, Plan, PlanComment, State
from rodatraden.planning.plan_page import actions_for
from rodatraden.planning.services import (
    Minutes,
    add_item,
    comment,
    drop_item,
    reject,
    revise_plan,
    send_out,
    write_section,
)
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.tenancy.models import User

DECIDED = {"day": "2018-09-03", "paragraph": "88", "confirmed": "on"}


def address(name: str, *args: object) -> str:
    return reverse(f"planning:{name}", args=("perstorp", *args))


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, name: str, *args: object, query: str = "") -> Any:
    return as_(user).get(address(name, *args) + query)


def text(answer: Any) -> str:
    found: str = answer.content.decode()
    return found


def post(user: User, name: str, *args: object, **fields: Any) -> Any:
    return as_(user).post(address(name, *args), fields, follow=True)


def test_a_year_that_is_none_is_the_usual_one(town: PlanTown) -> None:
    long = "9" * 5000
    assert "planer för 2019" in text(page(town.secretary, "plans", query=f"?ar={long}"))
    post(town.secretary, "begin", kind="namndplan", unit="bun", year=long)
    assert Plan.objects.get().starts.year == 2019


def test_the_list_says_how_far_the_plans_have_come(town: PlanTown) -> None:
    plan = town.decided_plan()
    told = text(page(town.secretary, "plans"))
    assert "planer för 2019: en beslutad" in told
    assert address("plan", plan.pk) in told
    assert "Nämndplaner" in told


def test_another_year_and_a_file_of_it(town: PlanTown) -> None:
    assert "2021" in text(page(town.secretary, "plans", query="?ar=2021"))
    answer = page(town.secretary, "plans", query="?format=csv")
    assert "Nämndplan;Barn- och utbildningsnämnden" in answer.content.decode("utf-8-sig")


def test_who_writes_begins_a_plan_from_the_list(town: PlanTown) -> None:
    answer = post(town.secretary, "begin", kind="namndplan", unit="bun", year="2019")
    assert "Planen är påbörjad" in text(answer)
    assert Plan.objects.get().unit == town.board
    again = post(town.secretary, "begin", kind="namndplan", unit="bun", year="2019")
    assert "redan påbörjad" in text(again)


def test_others_do_not(town: PlanTown) -> None:
    answer = as_(town.head).post(address("begin"), {"kind": "namndplan", "unit": "bun", "year": "2019"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("who", "status"),
    [("secretary", 200), ("controller", 200), ("head", 200), ("other_head", 404), ("member", 404), ("auditor", 404)],
)
def test_a_draft_is_read_within_its_authority(town: PlanTown, who: str, status: int) -> None:
    assert page(vars(town)[who], "plan", town.plan().pk).status_code == status


def test_a_decided_plan_is_read_by_all(town: PlanTown) -> None:
    plan = town.decided_plan()
    for user in (town.secretary, town.head, town.other_head, town.member, town.auditor):
        assert page(user, "plan", plan.pk).status_code == 200
    assert as_(User.objects.create(username="okand")).get(address("plan", plan.pk)).status_code in (302, 404)


def test_the_page_tells_what_is_next_and_whose(town: PlanTown) -> None:
    plan = town.plan()
    told = text(page(town.secretary, "plan", plan.pk))
    assert "Beslutas av Barn- och utbildningsnämnden, senast" in told
    assert "Skriv planen" in told
    assert "Föreslå för beslut" not in told, "that is for who answers for the board"
    assert "Föreslå för beslut" in text(page(town.chair, "plan", plan.pk))


def test_breaks_of_the_thread_are_shown_while_it_is_written(town: PlanTown) -> None:
    told = text(page(town.secretary, "plan", town.plan().pk))
    assert "Här brister tråden" in told
    assert "har ingen indikator" in told


def test_a_budget_of_an_election_year_says_what_the_law_says(town: PlanTown) -> None:
    plan = town.plan("budget", town.council)
    assert "är valår" in text(page(town.clerk, "plan", plan.pk))
    town.decide(town.proposed(plan))
    told = text(page(town.clerk, "plan", plan.pk))
    assert "fullmäktige ska fastställa den på nytt" in told
    assert "kommunallagen 5 kap. 1 §" in told


def test_a_text_saves_itself_and_the_second_of_two_gets_both(town: PlanTown) -> None:
    section = town.section(town.plan())
    answer = post(town.secretary, "text", section.pk, text="Skola.", seen="0")
    assert answer.json() == {"edit": 1, "warnings": []}
    clash = post(town.controller, "text", section.pk, text="Annat.", seen="0")
    assert clash.status_code == 409
    assert clash.json() == {"theirs": "Skola.", "who": "Nämndsekreterare", "edit": 1}
    assert post(town.secretary, "text", section.pk, text="x").status_code == 422
    told = page(town.secretary, "others", section.plan_id).json()
    assert told["texts"][str(section.pk)] == {"edit": 1, "who": "Nämndsekreterare"}


def test_without_script_all_texts_are_saved_at_once_and_a_clash_gives_both_back(town: PlanTown) -> None:
    plan = town.plan()
    section = town.section(plan)
    done = post(town.secretary, "texts", plan.pk, **{f"text-{section.pk}": "Ett.", f"seen-{section.pk}": "0"})
    assert "Texterna är sparade" in text(done)
    clash = post(town.secretary, "texts", plan.pk, **{f"text-{section.pk}": "Två.", f"seen-{section.pk}": "0"})
    assert clash.status_code == 422
    assert "Två." in text(clash)
    assert "Ett." in text(clash)


def test_what_is_decided_above_stands_at_the_top_and_is_not_written(town: PlanTown) -> None:
    told = text(page(town.secretary, "write", town.plan().pk))
    assert "Det här är redan beslutat" in told
    assert "Tryggare skolor" in told
    assert "{{mål}}" in told, "what can be placed is chosen beside the text"


@pytest.mark.parametrize("who", ["head", "member", "auditor", "other_head"])
def test_nobody_else_writes(town: PlanTown, who: str) -> None:
    plan = town.plan()
    user: User = vars(town)[who]
    assert page(user, "write", plan.pk).status_code in (403, 404)
    assert page(user, "items", plan.pk).status_code in (403, 404)
    assert as_(user).post(address("text", town.section(plan).pk), {"text": "x", "seen": "0"}).status_code in (403, 404)


def test_a_plan_that_is_proposed_is_read_not_written(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    assert "Planen skrivs inte längre" in text(as_(town.secretary).get(address("write", plan.pk), follow=True))


def test_own_sections_are_added_and_taken_away(town: PlanTown) -> None:
    plan = town.plan()
    post(town.secretary, "new-section", plan.pk, heading="Barnens röst")
    own = town.section(plan, "barnens-rost")
    assert "Barnens röst" in text(page(town.secretary, "write", plan.pk))
    assert "Avsnittet är borttaget" in text(post(town.secretary, "delete-section", own.pk))
    assert "kräver" in text(post(town.secretary, "delete-section", town.section(plan).pk))


def test_a_section_shows_remarks_writers_and_how_it_changed(town: PlanTown) -> None:
    plan = town.plan()
    section = town.section(plan)
    write_section(town.operator, section, "Vi driver skolor.", seen=0)
    write_section(town.actor(town.secretary), town.section(plan), "Vi driver fina skolor.", seen=1)
    assert "sparad" in text(post(town.secretary, "remark", section.pk, comment="Vilka?", quote="fina"))
    told = text(page(town.secretary, "section", section.pk))
    assert "<ins>fina </ins>" in told
    assert "Vilka?" in told
    post(town.secretary, "settle", PlanComment.objects.get().pk)
    assert PlanComment.objects.get().resolved_by == "Nämndsekreterare"
    refused = post(town.secretary, "remark", section.pk, comment=" ", quote="fina")
    assert (refused.status_code, 'value="fina"' in text(refused)) == (422, True)
    assert PlanComment.objects.count() == 1


def test_a_passage_is_asked_for_in_the_address_and_a_comment_says_when_its_words_are_gone(town: PlanTown) -> None:
    section = town.section(town.plan())
    write_section(town.operator, section, "Vi driver fina skolor.", seen=0)
    asked = as_(town.secretary).get(address("section", section.pk), {"stalle": "fina <skolor>"})
    assert 'value="fina &lt;skolor&gt;"' in text(asked)
    post(town.secretary, "remark", section.pk, comment="Vilka?", quote="fina  skolor")
    write_section(town.operator, section, "Vi driver **fina** skolor och mer.", seen=1)
    assert "Texten har ändrats sedan dess" not in text(page(town.secretary, "section", section.pk))
    write_section(town.operator, section, "Vi driver bra skolor.", seen=2)
    told = text(page(town.secretary, "section", section.pk))
    assert "Texten har ändrats sedan dess" in told and "<q" in told and "Vilka?" in told


def test_who_answers_says_who_writes(town: PlanTown) -> None:
    section = town.section(town.plan())
    post(town.chair, "assign", section.pk, writer=f"{town.school.pk}:enhetschef")
    section.refresh_from_db()
    assert section.writer_unit == town.school
    assert page(town.head, "write", section.plan_id).status_code == 200


def test_items_change_end_come_and_go_on(town: PlanTown) -> None:
    plan = town.plan()
    row = town.row(plan, town.goal.item)
    assert as_(town.secretary).post(address("change-item", row.pk)).status_code == 302
    told = text(page(town.secretary, "items", plan.pk))
    assert "ändras" in told
    post(town.secretary, "carry-item", row.pk)
    assert page(town.secretary, "drop-item", row.pk).status_code == 200
    assert post(town.secretary, "drop-item", row.pk, reason="").status_code == 422
    post(town.secretary, "drop-item", row.pk, reason="Uppnått.")
    row.refresh_from_db()
    assert row.fate == Fate.DROPPED
    fields = {"title": "Läsro", "unit": town.board.pk, "serves": [town.council_goal.item.pk]}
    assert page(town.secretary, "new-item", plan.pk, "namndmal").status_code == 200
    assert page(town.secretary, "new-item", plan.pk, "aktivitet").status_code == 404
    assert post(town.secretary, "new-item", plan.pk, "namndmal", title="Läsro", unit=town.board.pk).status_code == 422
    post(town.secretary, "new-item", plan.pk, "namndmal", **fields)
    assert plan.items.filter(fate=Fate.NEW, version__title="Läsro").exists()


def test_a_plan_is_decided_on_its_page_and_once(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    told = text(page(town.secretary, "step", plan.pk, "besluta"))
    assert "Här brister tråden" in told
    fields = {**DECIDED, "seen": reading_mark(plan)}
    assert post(town.secretary, "step", plan.pk, "besluta", **{**fields, "paragraph": ""}).status_code == 422
    done = post(town.secretary, "step", plan.pk, "besluta", **fields)
    assert "§ 88" in text(done)
    assert "redan beslutad" in text(post(town.secretary, "step", plan.pk, "besluta", **fields))
    plan.refresh_from_db()
    assert plan.state == State.DECIDED


def test_who_decides_what_has_changed_since_is_told(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    answer = post(town.secretary, "step", plan.pk, "besluta", **DECIDED, seen="annat")
    assert answer.status_code == 422
    assert Plan.objects.get(pk=plan.pk).state == State.PROPOSED


@pytest.mark.parametrize("step", ["foresla", "besluta", "aterremittera", "remiss", "slang", "revidera"])
def test_only_who_may_takes_a_step(town: PlanTown, step: str) -> None:
    assert page(town.head, "step", town.plan().pk, step).status_code == 403


def test_a_step_that_is_none_is_not_found(town: PlanTown) -> None:
    assert page(town.controller, "step", town.plan().pk, "dansa").status_code == 404


def test_each_step_is_asked_and_taken(town: PlanTown) -> None:
    plan = town.plan()
    post(town.chair, "step", plan.pk, "remiss", to=[town.school.pk], due="2018-09-28", comment="")
    post(town.head, "step", plan.pk, "yttra", unit=town.school.pk, comment="Mer läsro.")
    post(town.chair, "step", plan.pk, "foresla", comment="Antas.", day="2018-09-01")
    post(town.secretary, "step", plan.pk, "bordlagg", day="2018-09-03", paragraph="40", comment="")
    post(town.secretary, "step", plan.pk, "aterremittera", day="2018-09-04", paragraph="41", comment="Räkna om.")
    told = text(page(town.secretary, "plan", plan.pk))
    assert "Återremitterad 2018-09-04 av Barn- och utbildningsnämnden" in told
    assert "Mer läsro." in told
    assert plan.steps.count() == 6


def test_minutes_and_notice_are_registered(town: PlanTown) -> None:
    plan = town.decided_plan()
    post(town.secretary, "step", plan.pk, "justera", day="2018-09-06")
    post(town.secretary, "step", plan.pk, "anslag", day="2018-09-07")
    assert "kan överklagas till och med 2018-09-28" in text(page(town.secretary, "plan", plan.pk)).replace(
        '<span class="nowrap">', ""
    ).replace("</span>", "")


def test_a_decided_plan_is_changed_by_a_new_one(town: PlanTown) -> None:
    plan = town.decided_plan()
    post(town.secretary, "step", plan.pk, "revidera", why="Ny lag.")
    assert Plan.objects.get(replaces=plan).why_anew == "Ny lag."


def test_the_document_in_every_format_and_what_differs(town: PlanTown) -> None:
    first = town.decided_plan()
    new = revise_plan(town.operator, first, "Ny lag.")
    write_section(town.operator, town.section(new), "En ny text.", seen=0)
    assert page(town.secretary, "document", new.pk).status_code == 200
    answer = page(town.member, "document", first.pk, query="?format=json")
    assert answer["Content-Type"] == "application/json"
    assert page(town.member, "document", first.pk, query="?format=docx").status_code == 200
    assert page(town.member, "document", first.pk, query="?version=9").status_code == 404
    second = town.decide(town.proposed(new), paragraph="99", valid_from=date(2019, 7, 1))
    told = text(page(town.member, "document", second.pk, query="?version=2&jamfor=1"))
    assert "En ny text." in told
    assert "Ny lag." in told


def test_what_it_means_for_us_is_made_from_the_thread(town: PlanTown) -> None:
    plan = town.decided_plan()
    town.decided("Läsa varje dag", "aktivitet", town.school, (town.goal.item,))
    told = text(page(town.head, "for-us", plan.pk))
    assert "Parkskolan bidrar till ett av planens 2 mål" in told
    assert "Läsa varje dag" in told
    assert "Enhetsplan" in told
    other = text(page(town.head, "for-us", plan.pk, query="?enhet=lunden"))
    assert "bidrar ännu inte" in other


def test_it_is_received_by_the_body_that_it_is_sent_to(town: PlanTown) -> None:
    plan = town.decided_plan()
    receipt = plan.receipts.get(to=town.council)
    assert as_(town.head).post(address("receive", receipt.pk)).status_code == 403
    assert "Planen är mottagen" in text(post(town.clerk, "receive", receipt.pk))


def test_who_is_asked_for_views_reads_and_comments(town: PlanTown) -> None:
    plan = town.plan()
    send_out(town.operator, plan, [town.other], date(2018, 9, 28))
    section = town.section(plan)
    assert page(town.other_head, "plan", plan.pk).status_code == 200
    assert comment(town.actor(town.other_head), section, "Bra.").by == "Annan sekreterare"
    assert page(town.other_head, "write", plan.pk).status_code == 403


def test_new_and_ended_items_are_told_in_the_plan(town: PlanTown) -> None:
    plan = town.plan()
    add_item(town.operator, plan, level="namndmal", unit=town.board, title="Läsro", serves=[town.council_goal.item])
    drop_item(town.operator, town.row(plan, town.other_goal.item), "Uppnått.")
    told = text(page(town.secretary, "plan", plan.pk))
    assert "ett är nytt och ett upphör" in told
    assert "Upphör: Fler läser" in told


def test_a_plan_that_is_not_there_is_not_found(town: PlanTown) -> None:
    for name in ("plan", "write", "items", "document", "for-us"):
        assert page(town.secretary, name, 999_999).status_code == 404


def test_an_item_says_which_plans_it_stands_in_and_a_decision_what_it_decided(town: PlanTown) -> None:
    plan = town.decided_plan()
    assert plan.decision is not None
    client = as_(town.member)
    item = client.get(reverse("thread:item", args=("perstorp", town.goal.item.key)))
    decision = client.get(reverse("decisions:decision", args=("perstorp", plan.decision.key)))
    unit = client.get(reverse("organisation:unit", args=("perstorp", "bun")))
    for answer in (item, decision, unit):
        assert plan.title in answer.content.decode()
    assert "§ 88" in item.content.decode()


def test_the_log_names_a_plan_only_to_who_may_see_it(town: PlanTown) -> None:
    plan = town.plan()
    log = reverse("organisation:log", args=("perstorp",))
    assert plan.title not in as_(town.auditor).get(log).content.decode()
    assert plan.title in as_(town.controller).get(log).content.decode()


def test_a_frozen_plan_whose_file_is_lost_says_so_and_is_not_put_together_anew(town: PlanTown) -> None:
    plan = town.decided_plan()
    assert plan.frozen is not None
    path_of(plan.frozen.sha256).unlink()
    answer = page(town.member, "plan", plan.pk)
    assert answer.status_code == 200
    assert "Återställ den från en säkerhetskopia" in text(answer)
    assert "Återställ" in text(as_(town.member).get(address("document", plan.pk), follow=True))


def test_a_decided_plan_says_that_it_is_being_changed_and_leads_to_the_draft(town: PlanTown) -> None:
    plan = town.decided_plan()
    assert address("step", plan.pk, "revidera") in text(page(town.secretary, "plan", plan.pk))
    draft = revise_plan(town.operator, plan, "Nya ramar.")
    mine, others = (text(page(user, "plan", plan.pk)) for user in (town.secretary, town.other_head))
    assert "Ändring pågår." in mine and "Ändring pågår." in others
    assert address("plan", draft.pk) in mine and address("plan", draft.pk) not in others
    assert address("step", plan.pk, "revidera") not in mine
    changing = text(page(town.secretary, "plan", draft.pk))
    assert address("plan", plan.pk) in changing
    assert "senast 2018-11-30" not in changing


def test_a_section_is_shown_as_it_will_be_read(town: PlanTown) -> None:
    section = write_section(town.operator, town.section(town.plan()), "## Elever\nDet är **viktigt**.", seen=0)
    shown = text(page(town.secretary, "section", section.pk))
    assert "<b>viktigt</b>" in shown and "Elever</h3>" in shown
    assert "**" not in shown and "## " not in shown


def test_a_search_among_the_plans_without_a_script(town: PlanTown) -> None:
    assert "Lundens skola" not in text(page(town.secretary, "plans", query="?q=parkskolan"))
    assert "Ingen plan innehåller orden" in text(page(town.secretary, "plans", query="?q=finns-inte"))


def test_a_rejected_plan_says_who_rejected_it_on_the_page_and_in_the_document(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    reject(town.operator, plan, "Räkna om.", Minutes(paragraph="41"))
    told = text(page(town.chair, "plan", plan.pk))
    said = "Förslaget avslogs. Barn- och utbildningsnämnden beslutade"
    assert told.count(said) == 2 and "§ 41" in told
    assert "föreslås besluta" not in told


def test_a_replaced_plan_leads_to_the_one_that_took_its_place(town: PlanTown) -> None:
    old = town.decided_plan()
    new = town.decide(town.proposed(revise_plan(town.operator, old, "Ändra.")), paragraph="90")
    told = text(page(town.member, "plan", old.pk))
    assert "Planen är ersatt av en ny" in told and address("plan", new.pk) in told
    assert "ersatte den med en ny" in told
    assert "Planen är ersatt" not in text(page(town.member, "plan", new.pk))


def test_what_ends_a_plan_stands_last_and_is_no_button(town: PlanTown) -> None:
    plan = town.plan()
    actor = town.operator
    found = actions_for(actor, plan, [], may_write=True)
    assert [str(words) for _url, words, look in found if not look] == ["Släng planen"]
    assert not found[-1][2] and "button" not in {look for _url, _words, look in found}
    assert "button" in {look for _url, _words, look in actions_for(actor, plan, [])}


def test_what_prepares_a_plan_stands_before_it_and_after_it_once_decided(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    told = text(page(town.secretary, "plan", plan.pk))
    assert 0 < told.index('id="underlag"') < told.index('id="del-korthet"')
    town.decide(plan)
    told = text(page(town.secretary, "plan", plan.pk))
    assert told.index('id="underlag"') > told.index('id="del-korthet"')
