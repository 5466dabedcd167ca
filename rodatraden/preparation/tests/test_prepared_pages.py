"""The pages of what prepares a plan, and of the workplace meeting, by everybody."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from rodatraden.documents.models import File
from rodatraden.planning.services import propose
from rodatraden.planning.services.rows import reading_mark
from rodatraden.preparation.models import Change, Conclusion, Consultation, Idea, IdeaState
from rodatraden.preparation.services import record_consultation
from rodatraden.preparation.tests.cast import DAY, PreparedTown
from rodatraden.preparation.workplace import propose_idea
from rodatraden.tenancy.models import User
from rodatraden.thread.services import change_draft

Visit = Callable[..., HttpResponse]


@pytest.fixture
def visit(town: PreparedTown, client: Client) -> Visit:
    def ask(user: User, path: str, posted: dict[str, Any] | None = None) -> HttpResponse:
        client.force_login(user)
        address = f"/perstorp/{path}"
        answer: Any = client.get(address) if posted is None else client.post(address, posted)
        made: HttpResponse = answer
        return made

    return ask


def analysis(town: PreparedTown, more: str = "") -> str:
    return f"planer/{town.next.pk}/underlag/{more}"


def told(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def test_an_empty_analysis_says_what_belongs_there_and_what_is_missing(town: PreparedTown, visit: Visit) -> None:
    page = told(visit(town.secretary, analysis(town)))
    assert "Analysen är inte påbörjad." in page
    assert "förhandling enligt MBL" in page
    assert "Nuläget beskrivs" in page


def test_what_is_written_is_shown_and_what_led_to_nothing_is_told(town: PreparedTown, visit: Visit) -> None:
    posted = {"subject": "needs", "text": "Kön är lång.", "source": "Medborgarlöftet"}
    assert visit(town.secretary, analysis(town, "slutsats/"), posted).status_code == 302
    change = {"what": "Öppna en förskola", "consequence": "Två mkr.", "significant": "on", "verdict": "open"}
    assert visit(town.secretary, analysis(town, "forslag/"), change).status_code == 302
    page = told(visit(town.secretary, analysis(town)))
    assert "En slutsats har inte lett till något; ett förslag har ingen slutsats bakom sig." in page
    assert "har inte lett till något" in page
    assert "Öppna en förskola" in page
    row = Conclusion.objects.get()
    leads = {**posted, "change": Change.objects.get().pk, "edit": row.edit}
    assert visit(town.secretary, analysis(town, f"slutsats/{row.pk}/"), leads).status_code == 302
    assert "leder till ”Öppna en förskola”" in told(visit(town.secretary, analysis(town)))


def test_a_proposal_is_tied_to_its_conclusions_where_it_is_written(town: PreparedTown, visit: Visit) -> None:
    row, aside = town.conclusion("Kön är lång."), town.conclusion("Fler flyttar hit.", set_aside="Ryms redan.")
    form = told(visit(town.secretary, analysis(town, "forslag/")))
    assert "Kön är lång." in form and "Fler flyttar hit." not in form
    said = {"what": "Öppna en förskola", "verdict": "open", "conclusions": [row.pk]}
    assert visit(town.secretary, analysis(town, "forslag/"), {**said, "conclusions": [aside.pk]}).status_code == 422
    assert visit(town.secretary, analysis(town, "forslag/"), said).status_code == 302
    row.refresh_from_db()
    assert row.change == Change.objects.get() and row.edit == 2
    page = told(visit(town.secretary, analysis(town)))
    assert "En slutsats har gett ett förslag; ett är inte avgjort." in page
    assert "Vilka slutsatser leder" not in told(visit(town.secretary, analysis(town, f"forslag/{row.change_id}/")))


def test_what_was_typed_is_kept_when_it_is_refused(town: PreparedTown, visit: Visit) -> None:
    row = town.change()
    answer = visit(
        town.secretary, analysis(town, f"forslag/{row.pk}/"), {"what": "Nya ord", "verdict": "left", "edit": 1}
    )
    assert answer.status_code == 422
    assert "Nya ord" in told(answer)
    assert "Skriv varför förslaget inte tas in." in told(answer)


def test_a_negotiation_is_recorded_with_its_minutes_and_taken_back(town: PreparedTown, visit: Visit) -> None:
    minutes = io.BytesIO(b"Protokoll")
    minutes.name = "mbl.txt"
    posted = {"kind": "mbl", "day": "2018-09-03", "parties": "Kommunal", "agreed": "ja", "file": minutes}
    assert visit(town.secretary, analysis(town, "forhandling/"), posted).status_code == 302
    page = told(visit(town.secretary, analysis(town)))
    assert "2018-09-03, Kommunal: eniga." in page
    assert "mbl.txt" in page
    assert File.objects.get().name == "mbl.txt"
    row = Consultation.objects.get()
    back = analysis(town, f"forhandling/{row.pk}/aterta/")
    assert visit(town.secretary, back, {"why": "Fel plan"}).status_code == 302
    assert "Återtagen: Fel plan" in told(visit(town.secretary, analysis(town)))
    assert visit(town.secretary, back).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("mbl.pdf", b"MZ\x90", "inte det som namnet säger"), ("mbl.txt", b"x" * 9, "för stor"), ("mbl.txt", b"", "tom")],
)
def test_minutes_that_cannot_be_kept_are_refused_and_nothing_is_recorded(
    town: PreparedTown, visit: Visit, settings: Settings, name: str, content: bytes, said: str
) -> None:
    settings.UPLOAD_MAX_BYTES = 8
    minutes = io.BytesIO(content)
    minutes.name = name
    posted = {"kind": "mbl", "day": "2018-09-03", "parties": "Kommunal", "agreed": "ja", "file": minutes}
    answer = visit(town.secretary, analysis(town, "forhandling/"), posted)
    assert answer.status_code == 422
    assert said in told(answer) and "Kommunal" in told(answer)
    assert not Consultation.objects.exists() and not File.objects.exists()


def test_who_does_not_write_the_plan_writes_nothing(town: PreparedTown, visit: Visit) -> None:
    for more in ("slutsats/", "forslag/", "forhandling/"):
        assert visit(town.other_head, analysis(town, more)).status_code in (403, 404)


def test_the_page_asks_as_much_however_much_is_written(town: PreparedTown, visit: Visit) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            visit(town.secretary, analysis(town))
        return len(queries)

    def one_more(number: int) -> None:
        change = town.change(f"Förslag {number}", significant=True)
        town.conclusion(f"Slutsats {number}", change=change)
        record_consultation(
            town.operator, town.next, kind="risk", day=DAY, parties="Vision", agreed=True, change=change
        )

    one_more(0)
    asked()
    few = asked()
    for number in range(1, 8):
        one_more(number)
    assert asked() == few


def test_a_meeting_shows_the_goals_and_what_is_typed_straight_in(town: PreparedTown, visit: Visit) -> None:
    path = f"apt/{town.school.key}/"
    assert "Vad vill ni göra för att nå målen?" in told(visit(town.head, path))
    posted = {"what": "Rastvärdar", "serves": town.goal.item_id}
    assert visit(town.head, path, posted).status_code == 302
    page = told(visit(town.head, path))
    assert "Inget är bestämt än, ett förslag att ta ställning till." in page
    assert "Fler trivs i skolan" in page
    row = Idea.objects.get()
    done = {"responsible": "enhetschef", "deadline": "2018-11-30", "who": "Anna"}
    assert visit(town.head, f"apt/forslag/{row.pk}/", done).status_code == 302
    assert "En sak är bestämd." in told(visit(town.head, path))


def test_what_is_agreed_is_shown_once_with_who_and_by_when_and_leads_to_it(town: PreparedTown, visit: Visit) -> None:
    town.plan("enhetsplan", town.school)
    path = f"apt/{town.school.key}/"
    for what, day, who in (("Rastvärdar", "2018-11-30", "Anna"), ("Läxhjälp", "2019-04-30", "")):
        row = propose_idea(town.operator, town.school, what=what, serves=town.goal.item)
        visit(town.head, f"apt/forslag/{row.pk}/", {"responsible": "enhetschef", "deadline": day, "who": who})
    page = told(visit(town.head, path))
    shown = re.findall(r'<li class="agreed"><a href="/perstorp/led/([^/]+)/">(.*?)</a>.*?</li>', page)
    assert [title for _key, title in shown] == ["Rastvärdar", "Läxhjälp"]
    leads: Any = [visit(town.employee, f"led/{key}/") for key, _title in shown]
    assert [answer.status_code for answer in leads] == [200, 302]
    assert visit(town.employee, leads[1].url.removeprefix("/perstorp/")).status_code == 200
    text = re.sub(r"<[^>]+>", "", page)
    assert "Bestämt på träffen: Anna, ansvarig: enhetschef, klart senast 2018-11-30" in text
    assert "Bestämt på träffen: ansvarig: enhetschef, klart senast 2019-04-30" in text
    served = page[page.index("Fler trivs i skolan</a>") :]
    assert "hos oss än" not in served[: served.index("</ul>")]


def test_the_next_proposal_is_typed_at_once_to_the_same_goal(town: PreparedTown, visit: Visit) -> None:
    other = town.decided("Alla vågar fråga", "namndmal", town.school, serves=(town.goal.item,)).item
    path = f"apt/{town.school.key}/"
    assert "autofocus" not in told(visit(town.head, path))
    answer: Any = visit(town.head, path, {"what": "Rastvärdar", "serves": other.pk})
    page = told(visit(town.head, answer.url.removeprefix("/perstorp/")))
    assert re.search(r'<input[^>]*name="what"[^>]* autofocus', page)
    assert f'<option value="{other.pk}" selected>' in page
    assert "bidrar till Alla vågar fråga" in page
    assert visit(town.head, f"{path}?bidrar=nonsens").status_code == 200


def test_the_meeting_leads_to_the_plan_that_is_being_written(town: PreparedTown, visit: Visit) -> None:
    path = f"apt/{town.school.key}/"
    assert "Det ni bestämmer läggs i planen." not in told(visit(town.head, path))
    plan = town.plan("enhetsplan", town.school)
    row = propose_idea(town.operator, town.school, what="Läxhjälp", serves=town.goal.item)
    done = {"responsible": "enhetschef", "deadline": "2019-04-30"}
    visit(town.head, f"apt/forslag/{row.pk}/", done)
    assert f'href="/perstorp/planer/{plan.pk}/">Till {plan.title}</a>' in told(visit(town.head, path))
    assert f"/planer/{plan.pk}/" not in told(visit(town.employee, path))


def test_goals_stand_under_their_levels_own_word_and_are_no_activities(town: PreparedTown, visit: Visit) -> None:
    own = town.decided("Alla vågar fråga", "namndmal", town.school, serves=(town.goal.item,))
    page = told(visit(town.head, f"apt/{town.school.key}/"))
    heads = re.findall(r"<h2>(.*?)</h2>", page)
    assert heads == ["Nämndmål, Barn- och utbildningsnämnden", "Våra nämndmål"]
    assert page.count(f'href="/perstorp/led/{own.item.key}/"') == 1


def test_a_goal_that_an_own_goal_serves_is_not_said_to_have_nothing(town: PreparedTown, visit: Visit) -> None:
    town.decided("Alla vågar fråga", "namndmal", town.school, serves=(town.goal.item,))
    page = told(visit(town.head, f"apt/{town.school.key}/"))
    above, own = page.split("<h2>Våra nämndmål</h2>")
    served = above[above.index("Fler trivs i skolan</a>") :].split("</ul>")[0]
    assert "Vårt mål ”Alla vågar fråga” bidrar till det." in served and "hos oss än" not in served
    assert "hos oss än" in own and "bidrar till det" not in own


def test_an_employee_sees_the_meeting_and_proposes_but_does_not_settle(town: PreparedTown, visit: Visit) -> None:
    path = f"apt/{town.school.key}/"
    assert visit(town.employee, path, {"what": "Läxhjälp", "serves": town.goal.item_id}).status_code == 302
    page = told(visit(town.employee, path))
    assert "Läxhjälp" in page
    assert "Bestäm vem och när" not in page and "Inte nu" not in page
    row = Idea.objects.get()
    done = {"responsible": "enhetschef", "deadline": "2018-11-30"}
    assert visit(town.employee, f"apt/forslag/{row.pk}/").status_code == 403
    assert visit(town.employee, f"apt/forslag/{row.pk}/", done).status_code == 403
    assert visit(town.employee, f"apt/forslag/{row.pk}/lage/", {}).status_code == 403
    row.refresh_from_db()
    assert row.state == IdeaState.PROPOSED
    assert "Bestäm vem och när" in told(visit(town.head, path))


def test_a_proposal_is_put_aside_and_taken_up_again(town: PreparedTown, visit: Visit) -> None:
    row = propose_idea(town.operator, town.school, what="Läxhjälp", serves=town.goal.item)
    path = f"apt/forslag/{row.pk}/lage/"
    assert visit(town.head, path).status_code == 405
    visit(town.head, path, {})
    row.refresh_from_db()
    assert row.state == IdeaState.LEFT
    assert "Ta upp igen" in told(visit(town.head, f"apt/{town.school.key}/"))
    visit(town.head, path, {})
    row.refresh_from_db()
    assert row.state == IdeaState.PROPOSED


def test_a_typo_is_corrected_and_the_second_of_two_sees_what_the_first_wrote(town: PreparedTown, visit: Visit) -> None:
    row = propose_idea(town.operator, town.school, what="Läxhjelp", serves=town.goal.item)
    path = f"apt/forslag/{row.pk}/andra/"
    assert path in told(visit(town.employee, f"apt/{town.school.key}/"))
    seen = re.search(r'name="seen" value="(\w+)"', told(visit(town.employee, path)))
    assert seen is not None
    said = {"what": "Läxhjälp", "serves": town.goal.item_id, "seen": seen[1]}
    assert visit(town.employee, path, said).status_code == 302
    second = visit(town.head, path, {**said, "what": "Läxhjälp på torsdagar"})
    assert second.status_code == 422
    page = told(second)
    assert "Nu står det Ert förslag: Läxhjälp." in page and "Läxhjälp på torsdagar" in page
    again = re.search(r'name="seen" value="(\w+)"', page)
    assert again is not None and again[1] != seen[1]
    done = {**said, "what": "Läxhjälp på torsdagar", "seen": again[1]}
    assert visit(town.head, path, done).status_code == 302
    row.refresh_from_db()
    assert row.what == "Läxhjälp på torsdagar"


def test_what_was_agreed_by_mistake_is_taken_back_on_a_page_of_its_own(town: PreparedTown, visit: Visit) -> None:
    town.plan("enhetsplan", town.school)
    row = propose_idea(town.operator, town.school, what="Läxhjälp", serves=town.goal.item)
    path, meets = f"apt/forslag/{row.pk}/aterta/", f"apt/{town.school.key}/"
    assert visit(town.head, path).status_code == 302
    visit(town.head, f"apt/forslag/{row.pk}/", {"responsible": "enhetschef", "deadline": "2019-04-30"})
    assert path in told(visit(town.head, meets)) and path not in told(visit(town.employee, meets))
    assert visit(town.head, f"apt/forslag/{row.pk}/andra/").status_code == 302
    row.refresh_from_db()
    assert row.item is not None
    draft = row.item.versions.get()
    change_draft(town.operator, draft, draft.edit, title="Läxhjälp för alla")
    assert "Aktiviteten heter nu ”Läxhjälp för alla”" in told(visit(town.head, path))
    old = visit(town.head, path, {"edit": draft.edit})
    assert old.status_code == 422 and "har skrivit i aktiviteten medan du läste" in told(old)
    edit = re.search(r'name="edit" value="(\d+)"', told(old))
    assert edit is not None
    assert visit(town.employee, path, {"edit": edit[1]}).status_code == 403
    assert visit(town.head, path, {"edit": edit[1]}).status_code == 302
    page = told(visit(town.head, meets))
    assert "”Läxhjälp” är ett förslag igen." in page and "Bestäm vem och när" in page


def test_nobody_else_holds_the_units_meeting(town: PreparedTown, visit: Visit) -> None:
    for user in (town.member, town.auditor, town.other_head):
        assert visit(user, f"apt/{town.school.key}/").status_code in (403, 404)


def test_a_reason_is_asked_for_as_needed_where_something_stands_in_the_way(town: PreparedTown, visit: Visit) -> None:
    propose(town.operator, town.next)
    path = f"planer/{town.next.pk}/steg/besluta/"
    label = re.search(r'<label for="id_anyhow">(.*?)</label>', told(visit(town.chair, path)))
    assert label is not None and "frivilligt" not in label[1]
    said = {"day": "2018-09-03", "paragraph": "88", "anyhow": "", "seen": reading_mark(town.next)}
    refused = visit(town.chair, path, said)
    assert refused.status_code == 422
    assert "Skriv varför planen ändå ska beslutas." in told(refused)
