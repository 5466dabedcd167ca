"""The plan types of the four presets: whose they are, who decides them, by which day, and for which time."""

from datetime import date

import pytest

from rodatraden.followup.tests.town import PRESETS
from rodatraden.planning.elections import must_decide_anew
from rodatraden.planning.kinds import begins_in, decider_of, due_of, owner_kinds, time_of, title_of
from rodatraden.steering.schema.planning import Plan

BOARDS = {"board", "executive_board", "joint_board"}
OWNERS = [
    ("exempelkommunen", "strategisk-plan", {"council"}),
    ("exempelkommunen", "rambudget", {"council"}),
    ("exempelkommunen", "verksamhetsplan", BOARDS),
    ("exempelkommunen", "affarsplan", {"company"}),
    ("hallsberg", "strategiska-omraden", {"council"}),
    ("hallsberg", "gpf", {"council"}),
    ("hallsberg", "investeringsbudget", {"council"}),
    ("hallsberg", "mal-och-budget", BOARDS),
    ("hallsberg", "budget", {"council"}),
    ("hallsberg", "konteringsbudget", BOARDS),
    ("hallsberg", "forvaltningsplan", {"administration"}),
    ("hallsberg", "verksamhetsplan", {"area"}),
    ("hallsberg", "enhetsplan", {"school", "unit"}),
    ("perstorp", "styrkort-kf", {"council"}),
    ("perstorp", "styrkort-namnd", BOARDS),
    ("perstorp", "styrkort-verksamhet", {"area", "school", "unit"}),
    ("perstorp", "verksamhetsplan", {"administration", "area", "school", "unit"}),
    ("svenljunga", "verksamhetsplan-kf", {"council"}),
    ("svenljunga", "verksamhetsplan-namnd", BOARDS),
    ("svenljunga", "verksamhetsplan-bolag", {"company"}),
]
DECIDERS = [
    ("exempelkommunen", "strategisk-plan", "body", "kommunfullmäktige"),
    ("exempelkommunen", "rambudget", "body", "kommunfullmäktige"),
    ("exempelkommunen", "verksamhetsplan", "body", "nämnd"),
    ("exempelkommunen", "affarsplan", "body", "bolag"),
    ("hallsberg", "strategiska-omraden", "body", "kommunfullmäktige"),
    ("hallsberg", "gpf", "body", "kommunfullmäktige"),
    ("hallsberg", "investeringsbudget", "body", "kommunfullmäktige"),
    ("hallsberg", "mal-och-budget", "body", "nämnd"),
    ("hallsberg", "budget", "body", "kommunfullmäktige"),
    ("hallsberg", "konteringsbudget", "role", "förvaltningschef"),
    ("hallsberg", "forvaltningsplan", "role", "förvaltningschef"),
    ("hallsberg", "verksamhetsplan", "role", "områdes- eller avdelningschef"),
    ("hallsberg", "enhetsplan", "role", "enhetschef"),
    ("perstorp", "styrkort-kf", "body", "kommunfullmäktige"),
    ("perstorp", "styrkort-namnd", "body", "nämnd"),
    ("perstorp", "styrkort-verksamhet", "role", "chef"),
    ("perstorp", "verksamhetsplan", "role", "chef"),
    ("svenljunga", "verksamhetsplan-kf", "body", "kommunfullmäktige"),
    ("svenljunga", "verksamhetsplan-namnd", "body", "nämnd"),
    ("svenljunga", "verksamhetsplan-bolag", "body", "kommunalt bolag"),
]
DAYS = [
    ("exempelkommunen", "strategisk-plan", date(2018, 6, 30)),
    ("exempelkommunen", "rambudget", date(2018, 6, 30)),
    ("exempelkommunen", "verksamhetsplan", date(2018, 11, 30)),
    ("exempelkommunen", "affarsplan", date(2018, 8, 31)),
    ("hallsberg", "strategiska-omraden", None),
    ("hallsberg", "gpf", date(2018, 6, 30)),
    ("hallsberg", "investeringsbudget", date(2018, 6, 30)),
    ("hallsberg", "mal-och-budget", date(2018, 9, 30)),
    ("hallsberg", "budget", date(2018, 11, 30)),
    ("hallsberg", "konteringsbudget", date(2018, 12, 31)),
    ("hallsberg", "forvaltningsplan", date(2018, 12, 31)),
    ("hallsberg", "verksamhetsplan", date(2018, 12, 31)),
    ("hallsberg", "enhetsplan", date(2019, 1, 31)),
    ("perstorp", "styrkort-kf", None),
    ("perstorp", "styrkort-namnd", None),
    ("perstorp", "styrkort-verksamhet", None),
    ("perstorp", "verksamhetsplan", date(2018, 11, 30)),
    ("svenljunga", "verksamhetsplan-kf", date(2018, 6, 30)),
    ("svenljunga", "verksamhetsplan-namnd", date(2018, 11, 30)),
    ("svenljunga", "verksamhetsplan-bolag", date(2018, 11, 30)),
]
TITLES = [
    ("exempelkommunen", "strategisk-plan", "Strategisk och ekonomisk handlingsplan 2019–2022, Kommunen"),
    ("exempelkommunen", "rambudget", "Rambudget 2019, Kommunen"),
    ("exempelkommunen", "verksamhetsplan", "Verksamhetsplan med budget 2019, Kommunen"),
    ("exempelkommunen", "affarsplan", "Affärsplan med budget 2019, Kommunen"),
    ("hallsberg", "strategiska-omraden", "Strategiska områden och riktlinjer 2019–2022, Kommunen"),
    ("hallsberg", "gpf", "Gemensamma planeringsförutsättningar 2019, Kommunen"),
    ("hallsberg", "investeringsbudget", "Investeringsbudget 2019–2021, Kommunen"),
    ("hallsberg", "mal-och-budget", "Mål- och budgetdokument 2019, Kommunen"),
    ("hallsberg", "budget", "Budget och flerårsplan 2019–2021, Kommunen"),
    ("hallsberg", "konteringsbudget", "Konteringsbudget 2019, Kommunen"),
    ("hallsberg", "forvaltningsplan", "Förvaltningsplan 2019, Kommunen"),
    ("hallsberg", "verksamhetsplan", "Verksamhetsplan 2019, Kommunen"),
    ("hallsberg", "enhetsplan", "Enhetsplan 2019, Kommunen"),
    ("perstorp", "styrkort-kf", "Kommunfullmäktiges styrkort 2019–2021, Kommunen"),
    ("perstorp", "styrkort-namnd", "Nämndens styrkort 2019, Kommunen"),
    ("perstorp", "styrkort-verksamhet", "Verksamhetens styrkort 2019, Kommunen"),
    ("perstorp", "verksamhetsplan", "Verksamhetsplan 2019, Kommunen"),
    ("svenljunga", "verksamhetsplan-kf", "Kommunens gemensamma verksamhetsplan 2019–2021, Kommunen"),
    ("svenljunga", "verksamhetsplan-namnd", "Nämndens verksamhetsplan 2019–2021, Kommunen"),
    ("svenljunga", "verksamhetsplan-bolag", "Bolagets verksamhetsplan 2019–2021, Kommunen"),
]
YEARS = [
    ("exempelkommunen", "strategisk-plan", (2020, 2024)),
    ("exempelkommunen", "rambudget", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("exempelkommunen", "verksamhetsplan", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("exempelkommunen", "affarsplan", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("hallsberg", "strategiska-omraden", (2019, 2023)),
    ("hallsberg", "gpf", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("hallsberg", "investeringsbudget", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("hallsberg", "mal-och-budget", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("hallsberg", "budget", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("hallsberg", "konteringsbudget", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("hallsberg", "forvaltningsplan", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("hallsberg", "verksamhetsplan", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("hallsberg", "enhetsplan", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("perstorp", "styrkort-kf", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("perstorp", "styrkort-namnd", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("perstorp", "styrkort-verksamhet", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("perstorp", "verksamhetsplan", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("svenljunga", "verksamhetsplan-kf", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("svenljunga", "verksamhetsplan-namnd", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
    ("svenljunga", "verksamhetsplan-bolag", (2018, 2019, 2020, 2021, 2022, 2023, 2024)),
]

OF_THE_NEW_COUNCIL = {
    ("exempelkommunen", "rambudget"),
    ("hallsberg", "investeringsbudget"),
    ("svenljunga", "verksamhetsplan-kf"),
}
"""Budgets that these models let the council decide before the election."""


def kind_of(preset: str, key: str) -> Plan:
    found = PRESETS[preset].plan_of(key)
    assert found is not None
    return found


@pytest.mark.parametrize("table", [OWNERS, DECIDERS, DAYS, TITLES, YEARS])
def test_every_plan_type_has_a_row_in_each_table(table: list[tuple[str, ...]]) -> None:
    every = [(name, kind.key) for name, model in PRESETS.items() for kind in model.plan]
    assert [(row[0], row[1]) for row in table] == every


@pytest.mark.parametrize(("preset", "key", "kinds"), OWNERS)
def test_a_plan_type_belongs_to_these_kinds_of_units(preset: str, key: str, kinds: set[str]) -> None:
    assert owner_kinds(PRESETS[preset], kind_of(preset, key)) == kinds


@pytest.mark.parametrize(("preset", "key", "by", "name"), DECIDERS)
def test_it_is_decided_by_this_body_or_role(preset: str, key: str, by: str, name: str) -> None:
    decider = decider_of(PRESETS[preset], kind_of(preset, key))
    assert (decider.by, decider.name) == (by, name)


@pytest.mark.parametrize(("preset", "key", "day"), DAYS)
def test_the_plan_for_2019_is_to_be_decided_by_this_day(preset: str, key: str, day: date | None) -> None:
    assert due_of(kind_of(preset, key), 2019) == day


@pytest.mark.parametrize(("preset", "key", "title"), TITLES)
def test_the_plan_that_begins_2019_is_called_this(preset: str, key: str, title: str) -> None:
    kind = kind_of(preset, key)
    assert title_of(kind, "Kommunen", *time_of(kind, 2019)) == title


@pytest.mark.parametrize(("preset", "key", "years"), YEARS)
def test_it_begins_each_year_or_with_the_mandate_period(preset: str, key: str, years: tuple[int, ...]) -> None:
    assert tuple(year for year in range(2018, 2025) if begins_in(PRESETS[preset], kind_of(preset, key), year)) == years


def test_a_budget_that_the_old_council_decided_by_its_day_is_decided_anew_by_the_new_one() -> None:
    early = date(2018, 6, 18)
    found = {
        (name, kind.key)
        for name, model in PRESETS.items()
        for kind in model.plan
        if (due_of(kind, 2019) or early) < date(2018, 10, 15)
        and must_decide_anew(
            kind.kind, decider_of(model, kind).kind, date(2019, 1, 1), early, early, model.mandate.years
        )
    }
    assert found == OF_THE_NEW_COUNCIL


def test_every_model_that_names_a_budget_of_the_council_has_it_decided_by_the_new_council_too() -> None:
    asked = {
        name
        for name, model in PRESETS.items()
        for kind in model.plan
        if must_decide_anew(
            kind.kind, decider_of(model, kind).kind, date(2019, 1, 1), None, date(2018, 9, 10), model.mandate.years
        )
    }
    assert asked == {"exempelkommunen", "hallsberg", "svenljunga"}
