"""Each page of planning by the whole cast: who reads it, who does not, and for whom there is no such page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rodatraden.conftest import DEMO_DAY
from rodatraden.planning.models import Plan
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.tenancy.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.full]
CAST = ("controller", "clerk", "chair", "secretary", "head", "leader", "member", "auditor", "other_head")
DRAFT = [
    ("plan", "200 200 200 200 200 404 404 404 404"),
    ("document", "200 200 200 200 200 404 404 404 404"),
    ("for-us", "200 200 200 200 200 404 404 404 404"),
    ("write", "200 200 200 200 403 404 404 404 404"),
    ("others", "200 200 200 200 403 404 404 404 404"),
    ("items", "200 200 200 200 403 404 404 404 404"),
]
"""The pages of a board's plan while it is written, by the cast."""
STEPS = [
    ("remiss", "200 403 200 403 403 404 404 404 404"),
    ("foresla", "200 403 200 403 403 404 404 404 404"),
    ("slang", "200 403 200 403 403 404 404 404 404"),
    ("besluta", "302 302 302 302 403 404 404 404 404"),
    ("enligt-beslutet", "302 302 302 302 403 404 404 404 404"),
    ("angra", "302 302 302 302 403 404 404 404 404"),
    ("avsla", "302 302 302 302 403 404 404 404 404"),
    ("bordlagg", "302 302 302 302 403 404 404 404 404"),
    ("kommunstyrelsen", "403 403 403 403 403 404 404 404 404"),
    ("yttra", "403 403 403 403 403 404 404 404 404"),
    ("revidera", "302 302 302 302 403 404 404 404 404"),
    ("justera", "302 302 302 302 403 404 404 404 404"),
    ("dansa", "404 404 404 404 404 404 404 404 404"),
]
"""Each step of it: 302 is back to the plan, which says why it cannot be taken now."""
POSTS = [
    ("texts", "302 302 302 302 403 404 404 404 404"),
    ("new-section", "302 302 302 302 403 404 404 404 404"),
    ("target", "422 422 422 422 403 404 404 404 404"),
]
"""What is posted, with nothing in it."""


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(plan: Plan, name: str, *args: object) -> str:
    return reverse(f"planning:{name}", args=(plan.municipality.slug, plan.pk, *args))


def found(town: PlanTown, ask: Any) -> dict[str, int]:
    return {name: ask(client_of(vars(town)[name])).status_code for name in CAST}


def expected(row: str) -> dict[str, int]:
    return dict(zip(CAST, map(int, row.split()), strict=True))


@pytest.mark.parametrize(("name", "row"), DRAFT)
def test_a_draft_is_for_these(town: PlanTown, name: str, row: str) -> None:
    where = address(town.plan(), name)
    assert found(town, lambda client: client.get(where)) == expected(row)


@pytest.mark.parametrize(("step", "row"), STEPS)
def test_a_step_is_for_these(town: PlanTown, step: str, row: str) -> None:
    where = address(town.plan(), "step", step)
    assert found(town, lambda client: client.get(where)) == expected(row)


@pytest.mark.parametrize(("name", "row"), POSTS)
def test_what_is_posted_is_for_these(town: PlanTown, name: str, row: str) -> None:
    where = address(town.plan(), name)
    assert found(town, lambda client: client.post(where, {"heading": "Ny"})) == expected(row)


@pytest.mark.parametrize("name", ["texts", "new-section", "target"])
def test_nothing_is_done_by_only_looking(town: PlanTown, name: str) -> None:
    where = address(town.plan(), name)
    assert set(found(town, lambda client: client.get(where)).values()) == {405}


def test_what_is_decided_is_for_all_who_are_signed_in(town: PlanTown) -> None:
    plan = town.decided_plan()
    for name in ("plan", "document", "for-us"):
        where = address(plan, name)
        assert set(found(town, lambda client, where=where: client.get(where)).values()) == {200}, name


@pytest.mark.parametrize("name", ["plan", "document", "for-us", "write", "items", "others"])
def test_nobody_reads_without_signing_in(town: PlanTown, name: str) -> None:
    answer = Client().get(address(town.decided_plan(), name))
    assert answer.status_code in (302, 404)
    assert "Nämndplan" not in answer.content.decode()


@pytest.mark.parametrize(
    ("form", "media", "begins"),
    [
        ("json", "application/json", b"{"),
        ("pdf", "application/pdf", b"%PDF"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_what_is_decided_is_downloaded_as_what_it_says(town: PlanTown, form: str, media: str, begins: bytes) -> None:
    plan = town.decided_plan()
    answer = client_of(town.auditor).get(f"{address(plan, 'document')}?format={form}")
    assert answer.status_code == 200
    assert answer["Content-Type"].partition(";")[0] == media
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'attachment; filename="namndplan-2019-bun.{form}"'
    assert answer.content.startswith(begins)


def test_the_same_file_is_given_each_time(town: PlanTown) -> None:
    where = f"{address(town.decided_plan(), 'document')}?format=json"
    first = client_of(town.auditor).get(where).content
    assert client_of(town.secretary).get(where).content == first


def test_a_format_that_is_none_shows_the_page(town: PlanTown) -> None:
    answer = client_of(town.auditor).get(f"{address(town.decided_plan(), 'document')}?format=exe")
    assert answer["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("version", ["2", "0", "-1", "ett", "1.0", "999999999999"])
def test_a_version_that_is_none_is_not_found(town: PlanTown, version: str) -> None:
    answer = client_of(town.auditor).get(f"{address(town.decided_plan(), 'document')}?version={version}")
    assert answer.status_code == 404


@pytest.mark.parametrize("asked", ["", "abc", "1", "99999", "-2019", "²"])
def test_a_year_that_is_none_is_the_next_one(town: PlanTown, asked: str) -> None:
    where = reverse("planning:plans", args=("perstorp",))
    told = client_of(town.auditor).get(where, {"ar": asked}).content.decode()
    assert f"planer för {DEMO_DAY.year + 1}" in told


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "namndplan", "unit": "bun", "year": "2019"}, 302),
        ({"kind": "namndplan", "unit": "skolan", "year": "2019"}, 302),
        ({"kind": "okand", "unit": "bun", "year": "2019"}, 302),
        ({"kind": "", "unit": "bun", "year": "2019"}, 302),
        ({"kind": "namndplan", "unit": "okand", "year": "2019"}, 404),
        ({"kind": "namndplan", "year": "2019"}, 404),
        ({"kind": "namndplan", "unit": "tn", "year": "2019"}, 403),
    ],
)
def test_a_plan_is_begun_only_of_a_type_for_a_unit_of_ones_own(
    town: PlanTown, fields: dict[str, str], status: int
) -> None:
    answer = client_of(town.secretary).post(reverse("planning:begin", args=("perstorp",)), fields)
    assert answer.status_code == status
    assert Plan.objects.count() == (fields == {"kind": "namndplan", "unit": "bun", "year": "2019"})
