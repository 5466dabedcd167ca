"""The pages of one item, tried by the whole cast and with script in every text field."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from rodatraden.lib.periods import Period
from rodatraden.organisation.models import UnitKind
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality, User
from rodatraden.tests.kept import made_once
from rodatraden.thread import edit_views
from rodatraden.thread.models import Assessment, ItemVersion, Progress, State
from rodatraden.thread.services import answer, change_draft, decide_version, draft_version, report_progress, serve
from rodatraden.thread.tests.cast import FROM, Town

SCRIPT = "<script>alert('x')</script>"
EVERYBODY = ("controller", "secretary", "head", "member", "auditor")


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(town: Town, who: str, path: str) -> tuple[int, str]:
    answered = as_user(town.cast[who]).get(f"/perstorp/{path}")
    return answered.status_code, answered.content.decode()


@pytest.fixture
def thread(town: Town) -> Town:
    return made_once(lambda: a_thread(town))


def a_thread(town: Town) -> Town:
    """A vision, a council goal, a board goal with an activity that is late, one without responsible."""
    vision = town.decided("Perstorp 2030", "vision", town.council)
    goal = town.decided("Trygg kommun", "fullmaktigemal", town.council, serves=(vision.item,))
    board = town.decided("Trygga skolvägar", serves=(goal.item,), text="Alla ska våga gå till skolan.")
    town.decided("Vandring", "aktivitet", town.school, serves=(board.item,), deadline=date(2018, 8, 31))
    return town


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_signed_in_reads_what_is_decided(thread: Town, who: str) -> None:
    status, html = page(thread, who, "led/trygga-skolvagar/")
    assert status == 200
    assert "nämndmålet bidrar till ”Trygg kommun” och bärs av ”Vandring”, och tråden brister" in html
    assert "Perstorp 2030" in html
    assert "10 dagar sen" in html
    assert "Framgår inte av källan." in html


WRITES = {
    "led/trygga-skolvagar/utkast/": {"controller", "secretary"},
    "led/vandring/utkast/": {"controller", "secretary", "head"},
    "led/vandring/lage/": {"controller", "secretary", "head"},
    "led/trygga-skolvagar/bedomning/": {"controller", "head"},
    "led/trygga-skolvagar/fragor/": {"controller", "secretary"},
    "nytt-led/?niva=aktivitet": {"controller", "secretary", "head"},
    "uppdrag/nytt/": {"controller"},
    "uppdrag/": set(EVERYBODY),
}


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("path", WRITES)
def test_each_page_opens_for_those_who_may_and_says_403_to_the_others(thread: Town, path: str, who: str) -> None:
    assert page(thread, who, path)[0] == (200 if who in WRITES[path] else 403)


def test_the_history_of_what_is_in_force_stands_on_its_own_page(thread: Town) -> None:
    answered = as_user(thread.auditor).get("/perstorp/led/trygga-skolvagar/historik/")
    assert (answered.status_code, answered["Location"]) == (302, "/perstorp/led/trygga-skolvagar/#historik")


def test_a_stranger_is_asked_to_sign_in_and_a_foreigner_learns_nothing(thread: Town, hallsberg: Municipality) -> None:
    assert Client().get("/perstorp/led/trygga-skolvagar/").status_code == 302
    foreign = User.objects.create(username="nagon-annan")
    assert as_user(foreign).get("/perstorp/led/trygga-skolvagar/").status_code == 404
    assert as_user(thread.controller).get("/hallsberg/led/trygga-skolvagar/").status_code == 404
    assert as_user(thread.controller).get("/perstorp/led/finns-inte/").status_code == 404


def test_a_draft_is_read_within_its_authority_alone(thread: Town) -> None:
    thread.draft("Hemligt än", unit=thread.school)
    seen = {who: page(thread, who, "led/hemligt-an/utkast/")[0] for who in EVERYBODY}
    assert seen == {"controller": 200, "secretary": 200, "head": 200, "member": 404, "auditor": 404}


def test_a_colleague_reads_a_draft_that_only_others_may_write(thread: Town) -> None:
    thread.draft("Nämndens utkast")
    status, html = page(thread, "head", "led/namndens-utkast/utkast/")
    assert (status, "<textarea" in html, "ingen allmän handling" in html) == (200, False, True)


def test_what_is_personal_is_read_by_the_manager_alone(thread: Town) -> None:
    thread.decided("Lära mig mer", "eget", thread.school)
    seen = {who: page(thread, who, "led/lara-mig-mer/")[0] for who in EVERYBODY}
    assert seen == {"controller": 404, "secretary": 404, "head": 200, "member": 404, "auditor": 404}


def test_script_in_every_text_field_is_shown_as_text(thread: Town) -> None:
    words = dict.fromkeys(("title", "text", "comment", "source"), SCRIPT)
    board = thread.decided("Bas")
    draft = draft_version(thread.operator, board.item, number=SCRIPT[:30], **words)
    answer(thread.operator, draft, "matbart", SCRIPT, True)
    decide_version(thread.operator, draft, thread.board_meeting, date(2018, 5, 1), confirmed=True)
    activity = thread.decided(SCRIPT, "aktivitet", thread.school, serves=(board.item,))
    report_progress(thread.operator, activity.item, state="ongoing", note=SCRIPT)
    following = draft_version(thread.operator, board.item)
    for path in (
        "led/bas/",
        f"led/{activity.item.key}/",
        "led/bas/utkast/",
        "led/bas/utkast/kopplingar/",
        "led/bas/utkast/beslut/",
        "led/bas/fragor/",
        f"led/{activity.item.key}/lage/",
        "uppdrag/",
    ):
        status, html = page(thread, "controller", path)
        assert status == 200
        assert "<script>alert" not in html, path
    assert "&lt;script&gt;" in page(thread, "controller", "led/bas/")[1]
    assert following.state == State.DRAFT


def typed(version: ItemVersion, **changed: str) -> dict[str, str]:
    return {
        "level": version.level,
        "title": version.title,
        "text": version.text,
        "unit": str(version.unit_id),
        "edit": str(version.edit),
        **changed,
    }


def test_a_draft_is_saved_as_one_types_and_the_page_learns_the_new_number(thread: Town) -> None:
    draft = thread.draft("Mål")
    client = as_user(thread.secretary)
    answered = client.post(
        "/perstorp/led/mal/utkast/", typed(draft, text="Nytt"), headers={"X-Requested-With": "autosave"}
    )
    assert (answered.status_code, answered["X-Edit"]) == (204, "2")
    draft.refresh_from_db()
    assert (draft.text, draft.written_by) == ("Nytt", "Nämndsekreterare")


def test_the_second_of_two_people_sees_both_texts_and_loses_nothing(thread: Town) -> None:
    draft = thread.draft("Mål")
    change_draft(thread.actor(thread.controller), draft, 1, text="Controllerns ord")
    client = as_user(thread.secretary)
    mine = typed(draft, text="Mina ord", edit="1")
    by_itself = client.post("/perstorp/led/mal/utkast/", mine, headers={"X-Requested-With": "autosave"})
    assert by_itself.status_code == 409
    answered = client.post("/perstorp/led/mal/utkast/", mine)
    html = answered.content.decode()
    assert answered.status_code == 409
    assert "Controllerns ord" in html and "Mina ord</textarea>" in html
    assert 'name="edit" value="2"' in html
    draft.refresh_from_db()
    assert draft.text == "Controllerns ord"


def test_a_refused_form_gives_back_what_was_typed(thread: Town) -> None:
    draft = thread.draft("Mål")
    wrong = typed(draft, text="Behåll mig", starts="2018-05-01", deadline="2018-04-01")
    answered = as_user(thread.secretary).post("/perstorp/led/mal/utkast/", wrong)
    html = answered.content.decode()
    assert (answered.status_code, "Behåll mig" in html, "Slutdatum ligger före" in html) == (422, True, True)


def test_a_goal_is_written_linked_and_decided_page_by_page(thread: Town) -> None:
    client, root = as_user(thread.secretary), "/perstorp/led/farre-kotider/utkast/"
    new = client.post(
        "/perstorp/nytt-led/?niva=namndmal&under=trygg-kommun",
        {"level": "namndmal", "title": "Färre kötider", "unit": str(thread.board.pk)},
    )
    assert new["Location"] == f"{root}kopplingar/"
    draft = ItemVersion.objects.drafts().get()
    goal = draft.contributions.get().serves
    assert goal.key == "trygg-kommun"
    assert client.post(f"{root}kopplingar/", {"serves": [str(goal.pk)]})["Location"] == root
    said = {"decision": str(thread.board_meeting.pk), "valid_from": "2018-09-01", "edit": str(draft.edit)}
    refused = client.post(f"{root}beslut/", said)
    assert (refused.status_code, "ingen ansvarig" in refused.content.decode()) == (422, True)
    assert client.post(f"{root}beslut/", {**said, "confirmed": "on"})["Location"] == "/perstorp/led/farre-kotider/"
    assert "§ 12" in page(thread, "member", "led/farre-kotider/")[1]


def test_a_circle_is_told_in_the_form(thread: Town) -> None:
    over, under = thread.draft("Över"), thread.draft("Under")
    serve(thread.operator, under, [over.item])
    answered = as_user(thread.secretary).post("/perstorp/led/over/utkast/kopplingar/", {"serves": [str(under.item_id)]})
    assert answered.status_code == 422
    assert "Tråden går i cirkel: ”Över” bidrar till ”Under”" in answered.content.decode()


def test_ids_of_another_municipality_in_a_form_are_refused(thread: Town, hallsberg: Municipality) -> None:
    draft = thread.draft("Mål")
    answered = as_user(thread.secretary).post("/perstorp/led/mal/utkast/", typed(draft, unit="999999"))
    assert answered.status_code == 422
    answered = as_user(thread.secretary).post(
        "/perstorp/led/mal/utkast/kopplingar/", {"serves": ["999999"], "indicators": ["999999"]}
    )
    assert answered.status_code == 422


def test_progress_is_reported_from_a_phone_in_one_form(thread: Town) -> None:
    answered = as_user(thread.head).post(
        "/perstorp/led/vandring/lage/", {"state": "done", "percent": "100", "note": "Klart i augusti"}
    )
    assert answered["Location"] == "/perstorp/led/vandring/"
    assert Progress.objects.current().get().note == "Klart i augusti"
    assert "är klar" in page(thread, "member", "led/vandring/")[1]


def test_an_assessment_by_hand_shows_who_and_why(thread: Town) -> None:
    said = {"year": "2018", "unit": str(thread.board.pk), "value": "gul", "reason": "Enkäten dröjer", "closing": ""}
    answered = as_user(thread.controller).post("/perstorp/led/trygga-skolvagar/bedomning/", said)
    assert answered.status_code == 302
    assert Assessment.objects.current().get().entered_by == "Controller"
    html = page(thread, "member", "led/trygga-skolvagar/")[1]
    assert "Enkäten dröjer" in html and "Bedöms uppfyllas delvis" in html


def test_last_year_is_closed_on_the_page_and_its_assessment_stays_beside_this_years(thread: Town) -> None:
    said = {"year": "2017", "unit": str(thread.board.pk), "value": "gron", "reason": "Målet nåddes", "closing": "on"}
    client = as_user(thread.controller)
    assert client.post("/perstorp/led/trygga-skolvagar/bedomning/", {**said, "year": "2018"}).status_code == 422
    assert client.post("/perstorp/led/trygga-skolvagar/bedomning/", said).status_code == 302
    row = Assessment.objects.current().get()
    assert (row.period, row.closing) == (Period.parse("2017"), True)
    html = page(thread, "member", "led/trygga-skolvagar/")[1]
    assert "2017, Barn- och utbildningsnämnden" in html and "vid bokslut" in html
    assert "Bedöms uppfyllas" not in html


def test_quality_is_judged_beside_what_can_be_seen(thread: Town) -> None:
    client = as_user(thread.secretary)
    bare = client.post("/perstorp/led/trygga-skolvagar/fragor/", {"met-matbart": "yes", "why-matbart": ""})
    assert (bare.status_code, "Skriv varför" in bare.content.decode()) == (422, True)
    client.post("/perstorp/led/trygga-skolvagar/fragor/", {"met-matbart": "no", "why-matbart": "Enkäten är lagd"})
    html = page(thread, "member", "led/trygga-skolvagar/")[1]
    assert "Enkäten är lagd" in html and "Ingen indikator mäter målet." in html


def test_history_shows_what_changed_between_versions(thread: Town) -> None:
    item = ItemVersion.objects.get(title="Trygga skolvägar").item
    draft = draft_version(thread.operator, item, text="Alla ska vilja gå till skolan.")
    decide_version(thread.operator, draft, thread.board_meeting, date(2018, 9, 1), confirmed=True)
    html = page(thread, "member", "led/trygga-skolvagar/")[1]
    assert "<del>våga</del><ins>vilja</ins>" in html
    assert "Ändrat: lydelse." in html


def test_only_who_reads_the_log_sees_it_on_the_page(thread: Town) -> None:
    shown = {who: "ur loggen" in page(thread, who, "led/trygga-skolvagar/")[1] for who in EVERYBODY}
    assert shown == {"controller": True, "secretary": False, "head": False, "member": False, "auditor": True}


def test_a_discarded_draft_leads_back_to_what_is_decided(thread: Town) -> None:
    client = as_user(thread.secretary)
    client.post("/perstorp/led/trygga-skolvagar/utkast/borja/")
    assert ItemVersion.objects.drafts().count() == 1
    gone = client.post("/perstorp/led/trygga-skolvagar/utkast/bort/")
    assert gone["Location"] == "/perstorp/led/trygga-skolvagar/"
    assert not ItemVersion.objects.drafts().exists()


def test_what_no_longer_holds_leads_to_its_history(thread: Town) -> None:
    version = ItemVersion.objects.get(title="Trygga skolvägar")
    ItemVersion.objects.filter(pk=version.pk).update(valid_to=date(2018, 6, 30))
    answered = as_user(thread.member).get("/perstorp/led/trygga-skolvagar/", follow=True)
    assert "gäller inte i dag" in answered.content.decode()


def test_the_item_page_asks_no_more_of_the_database_when_the_thread_grows(
    thread: Town, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    board = ItemVersion.objects.get(title="Trygga skolvägar")
    for number in range(12):
        thread.decided(f"Aktivitet {number}", "aktivitet", thread.school, serves=(board.item,), since=FROM)
    client = as_user(thread.member)
    with django_assert_max_num_queries(32):  # type: ignore[operator]
        client.get("/perstorp/led/trygga-skolvagar/")


def test_assignments_are_told_filtered_and_marked_when_late(thread: Town) -> None:
    for title, to, deadline in (
        ("Ta fram mått", thread.executive, date(2018, 3, 31)),
        ("Bryt ned", thread.board, None),
    ):
        as_user(thread.controller).post(
            "/perstorp/uppdrag/nytt/",
            {
                "level": "uppdrag",
                "title": title,
                "unit": thread.council.pk,
                "to": to.pk,
                "decision": thread.meeting.pk,
                "valid_from": "2018-01-01",
                "deadline": deadline.isoformat() if deadline else "",
            },
        )
    done = ItemVersion.objects.get(title="Bryt ned").item
    report_progress(thread.operator, done, state="done")
    html = page(thread, "member", "uppdrag/")[1]
    assert "1 av 2 uppdrag är inte genomfört, och det är försenat." in html
    assert "Bryt ned" not in page(thread, "member", "uppdrag/?kvar=1")[1]
    only = page(thread, "member", "uppdrag/?organ=bun")[1]
    assert ("Bryt ned" in only, "Ta fram mått" in only) == (True, False)


def test_no_page_leads_out_of_the_municipality_or_carries_inline_code(thread: Town) -> None:
    thread.unit("bygg", "Byggnadsnämnden", UnitKind.BOARD, thread.council)
    html = page(thread, "controller", "led/trygga-skolvagar/")[1]
    assert " style=" not in html and " onclick=" not in html


@pytest.mark.parametrize("path", ["trad/", "styrkort/", "brister/", "uppdrag/", "led/vandring/", "led/finns-inte/"])
def test_before_there_is_a_model_there_is_no_page_and_no_fault(thread: Town, path: str) -> None:
    SteeringModel.objects.all().delete()
    assert page(thread, "controller", path)[0] == 404


@pytest.mark.parametrize("path", ["led/vandring/lage/", "led/vandring/bedomning/", "nytt-led/", "uppdrag/nytt/"])
def test_before_there_is_a_model_nobody_may_write(thread: Town, path: str) -> None:
    SteeringModel.objects.all().delete()
    assert page(thread, "controller", path)[0] == 403


def test_the_rules_proposal_and_what_it_asks_for_stand_beside_the_choices(thread: Town) -> None:
    html = page(thread, "controller", "led/trygga-skolvagar/bedomning/")[1]
    assert "Regelns förslag: " in html
    assert "Bedöms uppfyllas delvis" in html and "Uppfylls delvis" not in html


def test_of_a_new_item_whose_link_is_refused_nothing_is_left(thread: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    goal = ItemVersion.objects.get(title="Trygga skolvägar")
    posted = {"level": "aktivitet", "title": "Gående skolbuss", "unit": thread.school.pk}
    address, refused = f"/perstorp/nytt-led/?under={goal.item.key}&niva=aktivitet", "Länken går inte."

    def no(*_args: object) -> None:
        raise Refused({"serves": refused})

    with monkeypatch.context() as broken:
        broken.setattr(edit_views, "serve", no)
        answer = as_user(thread.head).post(address, posted)
    assert answer.status_code == 422 and refused in answer.content.decode()
    assert not ItemVersion.objects.filter(title="Gående skolbuss").exists()
    assert as_user(thread.head).post(address, posted).status_code == 302


def test_an_assignment_for_next_year_is_entered_and_shown(thread: Town) -> None:
    posted = {
        "level": "uppdrag",
        "title": "Utred badhuset",
        "unit": thread.council.pk,
        "to": thread.board.pk,
        "decision": thread.meeting.pk,
        "valid_from": "2019-01-01",
    }
    answer: Any = as_user(thread.controller).post("/perstorp/uppdrag/nytt/", posted, follow=True)
    assert answer.status_code == 200 and "Utred badhuset" in answer.content.decode()
    assert ItemVersion.objects.get(title="Utred badhuset").valid_from == date(2019, 1, 1)
