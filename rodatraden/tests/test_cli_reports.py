"""The console's reports: each type of each municipality as a file, frozen or drafted, and proved by its bytes."""

import json
from pathlib import Path

import pytest

from rodatraden.decisions.models import Decision
from rodatraden.followup.freezing import frozen_of
from rodatraden.followup.models import Report
from rodatraden.followup.round import rounds_of_year
from rodatraden.followup.services import treat_report
from rodatraden.lib import clock
from rodatraden.organisation.access import system
from rodatraden.organisation.models import UnitKind
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.console import BAD, FINDINGS, FINE, PERSTORP, Run

pytestmark = pytest.mark.django_db
TOWNS = ("perstorp", "hallsberg")
STARTS = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "json": b"{"}


def build(run: Run, to: Path, *arguments: str, town: str = "perstorp") -> bytes:
    said = run("report", "build", "--municipality", town, *arguments, "-o", str(to))
    assert said.code == FINE, said.err
    return to.read_bytes()


@pytest.mark.parametrize("town", TOWNS)
def test_the_annual_report_is_built_by_its_kind_in_each_municipality(
    run: Run, towns: object, tmp_path: Path, town: str
) -> None:
    body = build(run, tmp_path / "r.json", "--type", "annual", "--period", "2017", "--format", "json", town=town)
    told = json.loads(body)
    assert told["title"].endswith("per 2017-12-31")


@pytest.mark.parametrize("form", STARTS)
def test_a_report_is_built_in_every_format(run: Run, towns: object, tmp_path: Path, form: str) -> None:
    body = build(run, tmp_path / f"r.{form}", "--type", "halvar", "--period", "2018-06-30", "--format", form)
    assert body.startswith(STARTS[form])


@pytest.mark.parametrize("period", ["2018", "2018-H1", "2018-06-30"])
def test_the_period_may_be_said_in_several_ways(run: Run, towns: object, tmp_path: Path, period: str) -> None:
    build(run, tmp_path / "r.json", "--type", "half_year", "--period", period, "--format", "json")


def test_what_is_not_frozen_says_that_it_is_a_draft(run: Run, towns: object, tmp_path: Path) -> None:
    said = run("report", "build", *PERSTORP, "--type", "halvar", "--period", "2018", "-o", str(tmp_path / "r.pdf"))
    assert "utkast" in said.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--type", "finns-inte", "--period", "2018"), "Rapporttyperna heter: kvartal, halvar, arsredovisning"),
        (("--type", "quarter", "--period", "2018"), "Ange vilken: 2018-03-31, 2018-09-30"),
        (("--type", "halvar", "--period", "i fjol"), "ingen period"),
        (("--type", "halvar", "--period", "2018", "--unit", "finns-inte"), "De som gör det: kf"),
    ],
)
def test_what_cannot_be_built_says_why_and_what_there_is(
    run: Run, towns: object, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    said = run("report", "build", *PERSTORP, *arguments, "-o", str(tmp_path / "r.pdf"))
    assert (said.code, told in said.err) == (BAD, True), said.err
    assert not (tmp_path / "r.pdf").exists()


def test_a_place_that_cannot_be_written_is_told(run: Run, towns: object, tmp_path: Path) -> None:
    said = run(
        "report", "build", *PERSTORP, "--type", "halvar", "--period", "2018", "--format", "json",
        "-o", str(tmp_path / "finns" / "inte.json"),
    )  # fmt: skip
    assert (said.code, "går inte att skriva" in said.err) == (BAD, True)


def test_what_the_council_has_treated_is_built_as_it_was_frozen_and_proved(
    run: Run, towns: object, tmp_path: Path
) -> None:
    with scope(Municipality.objects.get(slug="perstorp")):
        round = next(one for one in rounds_of_year(system(), 2018) if one.type.kind == "half_year")
        slot = next(one for one in round.slots.values() if one.place.kind == UnitKind.COUNCIL)
        frozen, beneath = frozen_of(system(), round, slot)
        decision = Decision.objects.create(
            key="kf-99", title="Halvår", body_id=slot.place.id, date=clock.today(), paragraph="99"
        )
        treat_report(system(), slot.address, "approved", decision, frozen, beneath=beneath)
        assert Report.objects.get(unit=slot.place.id, kind="halvar").state == "treated"
    file = tmp_path / "r.docx"
    first = build(run, file, "--type", "halvar", "--period", "2018", "--format", "docx")
    assert build(run, file, "--type", "halvar", "--period", "2018", "--format", "docx") == first
    proof = run("report", "verify", str(file))
    assert proof.code == FINE and "report:halvar:2018-06-30:kf" in proof.out
    file.write_bytes(first + b" ")
    assert run("report", "verify", str(file)).code == FINDINGS
