"""The console's plans: which there are, and one as a file, as it was decided or as a draft."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from rodatraden.documents import answering
from rodatraden.documents.faults import TypesetterMissing
from rodatraden.organisation.access import system
from rodatraden.planning.models import Plan
from rodatraden.planning.services.deciding import freeze_plan, subject_of
from rodatraden.planning.states import OPEN, STANDING
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.console import BAD, FINE, PERSTORP, Run

pytestmark = pytest.mark.django_db
TOWNS = ("perstorp", "hallsberg")
STARTS = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "json": b"{"}


def listed(run: Run, *arguments: str, town: str = "perstorp") -> list[dict[str, Any]]:
    said = run("plans", "--municipality", town, *arguments, "--format", "json")
    assert said.code == FINE, said.err
    found: list[dict[str, Any]] = json.loads(said.out)
    return found


def one_of(run: Run, states: frozenset[str]) -> dict[str, Any]:
    """A plan of Perstorp's in one of the states."""
    with scope(Municipality.objects.get(slug="perstorp")):
        known = set(Plan.objects.filter(state__in=states).values_list("pk", flat=True))
    return next(row for row in listed(run) if row["id"] in known)


def build(run: Run, to: Path, plan: object, form: str = "json") -> bytes:
    said = run("plan", "build", *PERSTORP, "--plan", str(plan), "--format", form, "-o", str(to))
    assert said.code == FINE, said.err
    return to.read_bytes()


@pytest.mark.parametrize("town", TOWNS)
def test_the_plans_of_a_year_are_listed_with_those_that_are_not_begun(run: Run, towns: object, town: str) -> None:
    rows = listed(run, "--year", "2019", town=town)
    assert rows and {row["starts"] for row in rows} == {"2019-01-01"}
    assert {"type", "unit", "starts", "ends", "state", "decided_by", "paragraph", "due"} <= set(rows[0])
    for row in rows:
        assert (row["id"] is None) == (row["address"] is None)
        assert row["decided_by"] and row["state"]
        assert row["id"] is not None or row["state"] == "inte påbörjad"


def test_without_a_year_all_years_are_there(run: Run, towns: object) -> None:
    with scope(Municipality.objects.get(slug="perstorp")):
        years = {str(year) for year in Plan.objects.values_list("starts__year", flat=True)}
    assert {row["starts"][:4] for row in listed(run)} >= years | {"2019"}


def test_in_words_each_plan_is_a_line_and_their_number_stands_last(run: Run, towns: object) -> None:
    said, rows = run("plans", *PERSTORP, "--year", "2019"), listed(run, "--year", "2019")
    lines = said.out.splitlines()
    assert (said.code, said.err, lines[-1]) == (FINE, "", f"{len(rows)} planer.")
    for line, row in zip(lines, rows, strict=False):
        assert row["unit_name"] in line and row["state"] in line
        assert row["id"] is None or line.startswith(f"{row['id']}: ")


def test_a_decided_plan_says_by_whom_when_and_under_which_paragraph(run: Run, towns: object) -> None:
    with scope(Municipality.objects.get(slug="perstorp")):
        plan = Plan.objects.filter(decision__isnull=False).exclude(decision__paragraph="").select_related("decision")[0]
        assert plan.decision is not None
        told = f"{plan.decision.date} § {plan.decision.paragraph}"
    lines = run("plans", *PERSTORP, "--year", str(plan.starts.year)).out.splitlines()
    assert any("beslutad av" in line and told in line for line in lines)


def test_a_year_without_plans_is_an_empty_list_and_no_fault(run: Run, towns: object) -> None:
    assert run("plans", *PERSTORP, "--year", "1991").code == FINE


def test_the_list_costs_as_many_queries_for_a_year_of_many_plans_as_of_few(run: Run, towns: object) -> None:
    counts = []
    for slug in TOWNS:
        with CaptureQueriesContext(connection) as made:
            listed(run, "--year", "2019", town=slug)
        counts.append(len(made))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("form", STARTS)
def test_a_plan_is_built_in_every_format(run: Run, towns: object, tmp_path: Path, form: str) -> None:
    plan = one_of(run, OPEN)
    assert build(run, tmp_path / f"p.{form}", plan["id"], form).startswith(STARTS[form])


def test_a_plan_is_named_by_its_number_its_address_or_its_page(run: Run, towns: object, tmp_path: Path) -> None:
    plan = one_of(run, OPEN)
    kind, starts, unit = plan["address"].removeprefix("plan:").split(":")
    names = (
        plan["id"],
        plan["address"],
        f"{kind}:{starts}:{unit}",
        f"{kind}:{starts[:4]}:{unit}",
        f"/perstorp/planer/{plan['id']}/",
        f"https://exempel.se/perstorp/planer/{plan['id']}/dokument/?version=utkast",
    )
    assert len({build(run, tmp_path / "p.json", name) for name in names}) == 1


def test_without_a_file_it_is_written_on_the_stream_of_the_answer(run: Run, towns: object) -> None:
    plan = one_of(run, OPEN)
    said = run("plan", "build", *PERSTORP, "--plan", plan["address"], "--format", "json")
    assert said.code == FINE and json.loads(said.out)["draft"] is True
    assert "utkast" in said.err


def test_what_is_decided_is_built_as_it_was_frozen_and_proved(
    run: Run, towns: object, tmp_path: Path, files: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = files
    listed_one = one_of(run, STANDING)
    with scope(Municipality.objects.get(slug="perstorp")):
        plan = Plan.objects.select_related("unit", "decision__body").get(pk=listed_one["id"])
        if plan.frozen is None:
            freeze_plan(system(), plan)
        subject = subject_of(plan)
    file = tmp_path / "p.docx"
    first = build(run, file, subject, "docx")
    assert build(run, file, plan.pk, "docx") == first
    proof = run("report", "verify", str(file))
    assert proof.code == FINE and subject in proof.out


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        ("999999999", "finns inte i kommunen"),
        ("9" * 40, "är ingen plan"),
        ("verksamhetsplan:2019:finns-inte", "finns inte i kommunen"),
        ("verksamhetsplan:2019-13-01:kf", "är inget datum"),
        ("verksamhetsplan:0:kf", "är inget datum"),
        ("verksamhetsplan", "är ingen plan"),
        ("", "är ingen plan"),
    ],
)
def test_a_plan_that_there_is_not_is_told(run: Run, towns: object, tmp_path: Path, plan: str, told: str) -> None:
    said = run("plan", "build", *PERSTORP, "--plan", plan, "-o", str(tmp_path / "p.pdf"))
    assert (said.code, told in said.err, said.out) == (BAD, True, ""), said.err
    assert not (tmp_path / "p.pdf").exists()


def test_another_municipality_s_plan_is_not_there(run: Run, towns: object) -> None:
    plan = one_of(run, OPEN)
    said = run("plan", "build", "--municipality", "hallsberg", "--plan", str(plan["id"]), "--format", "json")
    assert (said.code, "finns inte" in said.err) == (BAD, True)


def test_a_document_that_cannot_be_made_is_told_and_leaves_no_file(
    run: Run, towns: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: object) -> bytes:
        raise TypesetterMissing

    monkeypatch.setitem(answering.BUILT, "pdf", missing)
    said = run("plan", "build", *PERSTORP, "--plan", one_of(run, OPEN)["address"], "-o", str(tmp_path / "p.pdf"))
    assert (said.code, "typst är inte installerat" in said.err) == (BAD, True)
    assert not (tmp_path / "p.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("plans",), "--municipality"),
        (("plans", *PERSTORP, "--year", "i fjol"), "är inget år"),
        (("plans", *PERSTORP, "--format", "csv"), "går inte att välja"),
        (("plan",), "det här saknas: GÖR"),
        (("plan", "build", *PERSTORP), "--plan"),
        (("plan", "build", *PERSTORP, "--plan", "1", "--format", "odt"), "går inte att välja"),
    ],
)
def test_bad_usage_is_told_in_swedish(run: Run, arguments: tuple[str, ...], told: str) -> None:
    said = run(*arguments)
    assert (said.code, told in said.err, said.out) == (BAD, True, ""), said.err


def test_a_place_that_cannot_be_written_is_told(run: Run, towns: object, tmp_path: Path) -> None:
    plan = one_of(run, OPEN)["address"]
    said = run("plan", "build", *PERSTORP, "--plan", plan, "--format", "json", "-o", str(tmp_path / "finns" / "inte"))
    assert (said.code, "går inte att skriva" in said.err) == (BAD, True)
