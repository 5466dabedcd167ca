"""A person's own goals, from the performance dialogue: read by that person and the head of the unit alone (R5)."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from rodatraden.exchange.exports import FILES
from rodatraden.home.search import search
from rodatraden.lib import clock
from rodatraden.organisation.models import Person, Role, UnitKind
from rodatraden.steering.active import active_model
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality, User
from rodatraden.thread.forms import DraftForm
from rodatraden.thread.models import Item, ItemVersion, State
from rodatraden.thread.services import change_draft, decide_version, draft_version
from rodatraden.thread.tests.cast import FROM, Town

TITLE = "Lära mig teckenspråk"


class School(Town):
    """With two who work at the school; the first has a goal of the own, which the head has written and decided."""

    def __init__(self) -> None:
        super().__init__()
        self.teacher = self.person("Lärare", "medarbetare", self.school)
        self.colleague = self.person("Kollega", "ledamot", self.school)
        self.goal = self.decided("Trygga skolvägar")
        self.own = self.written(TITLE, self.teacher)
        self.own = decide_version(self.actor(self.head), self.own, None, FROM, confirmed=True)

    @property
    def everybody(self) -> dict[str, User]:
        return {**self.cast, "teacher": self.teacher, "colleague": self.colleague}

    def somebody(self, user: User) -> Person:
        return Person.objects.get(user=user)

    def written(self, title: str, whose: User) -> ItemVersion:
        fields: dict[str, Any] = {"level": "eget", "unit": self.school, "person": self.somebody(whose)}
        return draft_version(self.actor(self.head), None, title=title, **fields)

    def shown_to(self, path: str, word: str = TITLE) -> set[str]:
        """Who finds the word on a page, of those who may open it."""
        found = set()
        for name, user in self.everybody.items():
            client = Client()
            client.force_login(user)
            answer: Any = client.get(f"/perstorp/{path}")
            said = answer.getvalue() if answer.streaming else answer.content
            if answer.status_code == 200 and word in said.decode("utf-8", "replace"):
                found.add(name)
        return found


@pytest.fixture
def school(perstorp: Municipality) -> School:
    return School()


READERS = {"head", "teacher"}


def test_who_it_is_about_and_the_head_read_it_and_nobody_else(school: School) -> None:
    readers = {
        name
        for name, user in school.everybody.items()
        if school.own in ItemVersion.objects.visible_to(school.actor(user))
    }
    assert readers == READERS
    assert {n for n, u in school.everybody.items() if school.own.item in Item.objects.visible_to(school.actor(u))} == (
        READERS
    )


@pytest.mark.parametrize(
    "path",
    [
        "led/lara-mig-teckensprak/",
        "organisation/enheter/skolan/",
        "trad/",
        "sok/?q=teckenspr%C3%A5k",
        "hamta/thread.csv",
    ],
)
def test_every_page_names_it_to_both_alone(school: School, path: str) -> None:
    assert school.shown_to(path) == READERS


def exported(school: School, user: User, form: str) -> list[dict[str, object]]:
    """The rows of the thread's file that somebody downloads and that have the goal."""
    client = Client()
    client.force_login(user)
    answer: Any = client.get(f"/perstorp/hamta/thread.{form}")
    if answer.status_code != 200:
        return []
    body = answer.getvalue()
    if form == "csv":
        rows: list[list[Any]] = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
    else:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    head = next(row for row in rows if "Rubrik" in row)
    return [dict(zip(head, row, strict=False)) for row in rows if TITLE in row]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_file_of_the_thread_says_whose_it_is_to_both_alone(school: School, form: str) -> None:
    found = {name: exported(school, user, form) for name, user in school.everybody.items()}
    assert {name for name, rows in found.items() if rows} == READERS
    assert {row["Vems mål det är"] for rows in found.values() for row in rows} == {"Lärare"}


@pytest.mark.full
def test_no_other_file_names_it_to_anybody_else(school: School) -> None:
    """Nor by the key that its title became."""
    for word in (TITLE, school.own.item.key):
        for file in FILES:
            assert school.shown_to(f"hamta/{file.what}.csv", word) <= READERS


def test_its_page_says_whose_it_is(school: School) -> None:
    assert school.shown_to("led/lara-mig-teckensprak/") == READERS
    assert school.shown_to("led/lara-mig-teckensprak/", "<dt>Medarbetare</dt><dd>Lärare</dd>") == READERS


@pytest.mark.parametrize("path", ["organisation/logg/", "organisation/logg/?format=csv", "beslut/"])
def test_neither_the_log_nor_the_decisions_name_it(school: School, path: str) -> None:
    assert school.shown_to(path, "teckenspråk") == set()


def test_search_finds_it_for_both_alone(school: School) -> None:
    found = {
        name
        for name, user in school.everybody.items()
        if any(hit.title == TITLE for group in search(school.actor(user), "teckenspråk").groups for hit in group.hits)
    }
    assert found == READERS


def test_a_draft_of_ones_own_is_read_but_not_written_by_oneself(school: School) -> None:
    draft = school.written("Nytt", school.teacher)
    assert school.shown_to("led/nytt/utkast/", "Nytt") == READERS
    client = Client()
    client.force_login(school.teacher)
    posted = client.post("/perstorp/led/nytt/utkast/", {"title": "Mitt", "edit": draft.edit})
    draft.refresh_from_db()
    assert posted.status_code == 200 and draft.title == "Nytt"


def test_one_who_has_left_the_unit_still_reads_the_own_goal(school: School) -> None:
    other = school.unit("torg", "Torgskolan", UnitKind.SCHOOL, school.council)
    Role.objects.filter(person=school.somebody(school.teacher)).update(unit=other)
    assert school.own in ItemVersion.objects.visible_to(school.actor(school.teacher))


def test_a_new_version_names_the_same_person_until_another_is_named(school: School) -> None:
    following = draft_version(school.actor(school.head), school.own.item)
    assert following.person == school.somebody(school.teacher)
    changed = change_draft(school.actor(school.head), following, 1, person=school.somebody(school.colleague))
    assert changed.state == State.DRAFT
    assert changed not in ItemVersion.objects.visible_to(school.actor(school.teacher))
    assert changed in ItemVersion.objects.visible_to(school.actor(school.colleague))
    assert school.own not in ItemVersion.objects.visible_to(school.actor(school.colleague))


def test_only_who_has_a_role_in_the_unit_is_named_and_only_for_what_is_personal(school: School) -> None:
    with pytest.raises(Refused) as elsewhere:
        school.written("Annans", school.secretary)
    assert elsewhere.value.reasons == {"person": "Nämndsekreterare har ingen roll i Parkskolan."}
    with pytest.raises(Refused) as common:
        school.draft("Allas", "namndmal", person=school.somebody(school.teacher))
    assert common.value.reasons == {"person": "Nämndmål är inte någons eget."}


def form(school: School, who: User, level: str = "eget") -> DraftForm:
    model = active_model(clock.today())
    assert model is not None
    return DraftForm(school.actor(who), model, model.level_of(level))


def test_the_form_offers_the_units_people_and_only_where_the_level_is_personal(school: School) -> None:
    offered: Any = form(school, school.head).fields["person"]
    assert {person.name for person in offered.queryset} == {"Rektor", "Lärare", "Kollega"}
    assert "person" not in form(school, school.head, "namndmal").fields


def test_the_head_writes_it_on_the_page(school: School) -> None:
    client = Client()
    client.force_login(school.head)
    said = {"level": "eget", "title": "Leda möten", "unit": school.school.pk}
    person = school.somebody(school.colleague)
    answered = client.post("/perstorp/nytt-led/?niva=eget", {**said, "person": person.pk})
    assert answered.status_code == 302
    assert ItemVersion.objects.get(title="Leda möten").person == person
    outside = client.post("/perstorp/nytt-led/?niva=eget", {**said, "person": school.somebody(school.secretary).pk})
    assert outside.status_code == 422
