"""A municipality built from one model file and a few rows is shown with its own words and arrows."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from rodatraden import steering
from rodatraden.audit.log import By
from rodatraden.conftest import for_a_module, looked_at
from rodatraden.demo.cast import make_cast
from rodatraden.demo.load import load_town
from rodatraden.demo.rows import EvidenceRow, Figure, IndicatorRow, ItemRow, PersonRow, Town, UnitRow
from rodatraden.demo.tests.cast import cast_of
from rodatraden.steering.versions import activate
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.markup import read_page
from rodatraden.tests.visits import body_of, is_page, one_of_each, signed_in

pytestmark = pytest.mark.django_db
MODEL = (Path(str(steering.__file__)).parent / "tests" / "fifth.toml").read_text(encoding="utf-8")
SLUG = "vansbro"
UNITS = (
    UnitRow(key="kf", name="Kommunfullmäktige", kind="council"),
    UnitRow(key="ks", name="Kommunstyrelsen", kind="executive_board", parent="kf"),
    UnitRow(key="vardutskott", name="Utskottet för vård", kind="committee", parent="ks"),
    UnitRow(key="hemtjanst", name="Hemtjänsten", kind="unit", parent="vardutskott"),
    UnitRow(key="revisionen", name="Revisionen", kind="audit", parent="kf"),
)
PEOPLE = (
    PersonRow(name="Samordnare", role="styrkortssamordnare", unit="kf", account="samordnare"),
    PersonRow(name="Chef", role="verksamhetschef", unit="hemtjanst", account="chef"),
    PersonRow(name="Sekreterare", role="utskottssekreterare", unit="vardutskott", account="sekreterare"),
    PersonRow(name="Revisor", role="revisor", unit="revisionen", account="revisor"),
)
FIGURES = (("resultat", "1", "3", "2"), ("fornoyda", "80", "90", "78"), ("sjukfranvaro", "3", "5", None))


def the_town() -> Town:
    """One orientation with a financial goal within its interval and two others, one below and one not measured."""
    goals = (("resultat", "financial", "ekonomi"), ("fornoyda", "operational", "medborgare"))
    return Town(
        slug=SLUG,
        code="2021",
        name="Vansbro kommun",
        preset="",
        model_example=True,
        units=UNITS,
        people=PEOPLE,
        decisions=(),
        indicators=tuple(
            IndicatorRow(key=key, name=f"Mått {key}", owner="kf", unit_of_measure="%", direction="band")
            for key, *_rest in FIGURES
        ),
        evidence=tuple(row for figure in FIGURES for row in evidence(*figure)),
        items=(
            ItemRow(key="bild", level="framtidsbild", title="Bilden", unit="kf", valid_from=date(2018, 1, 1)),
            ItemRow(key="trygg", level="inriktning", title="Trygg vardag", unit="kf", serves=("bild",)),
            *(
                ItemRow(
                    key=key,
                    level="kommunmal",
                    title=f"Målet {key}",
                    unit="kf",
                    serves=("trygg",),
                    sound_economy=economy,
                    perspective=perspective,
                    indicators=(key,),
                )
                for key, economy, perspective in goals
            ),
            ItemRow(
                key="frisk",
                level="utskottsmal",
                title="Friska medarbetare",
                unit="vardutskott",
                serves=("fornoyda",),
                perspective="medarbetare",
                indicators=("sjukfranvaro",),
            ),
            ItemRow(
                key="schema",
                level="insats",
                title="Nya scheman",
                unit="hemtjanst",
                serves=("frisk",),
                responsible=("hemtjanst", "verksamhetschef"),
                deadline=date(2018, 12, 1),
            ),
        ),
    )


def evidence(key: str, low: str, high: str, outcome: str | None) -> Iterator[EvidenceRow]:
    limits: dict[str, Any] = {"low": Figure(Decimal(low), 0), "high": Figure(Decimal(high), 0)}
    common: dict[str, Any] = {"indicator": key, "unit": "kf", "period": "2018"}
    yield EvidenceRow.model_construct(what="target", figure=None, **limits, **common)
    if outcome:
        yield EvidenceRow.model_construct(what="outcome", figure=Figure(Decimal(outcome), 0), **common)


@pytest.fixture(scope="module")
def fifth(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Municipality]:
    with for_a_module(django_db_blocker):
        town = the_town()
        municipality = Municipality.objects.create(code=town.code, slug=SLUG, name=town.name, is_demo=True)
        with scope(municipality):
            activate(By("", "Prov"), MODEL, date(2017, 1, 1))
            load_town(town)
            make_cast(town)
        yield looked_at(municipality)


def client_of(account: str) -> Client:
    return signed_in(cast_of(SLUG)[account])


def shown(path: str, account: str = "samordnare") -> str:
    answer = client_of(account).get(f"/{SLUG}/{path}")
    assert answer.status_code == 200, path
    return body_of(answer)


WORDS = {
    "": ("kommunmål",),
    "trad/": ("Trygg vardag", "Friska medarbetare"),
    "styrkort/": ("Mått resultat", "1 %–3 %"),
    "styrkort/?ordning=perspektiv": ("edborgare och kunder", "konomi"),
    "led/fornoyda/": ("kommunmål", "Friska medarbetare"),
    "led/frisk/": ("utskottsmål", "Delvis, eller går inte att mäta"),
    "styrmodell/": ("framtidsbild", "utskott", "Pekar uppåt", "förvaltningsutveckling", "80"),
    "organisation/": ("Utskottet för vård",),
    "indikatorer/": ("Mått sjukfranvaro",),
}


@pytest.mark.parametrize("path", WORDS)
def test_each_page_uses_the_municipalitys_own_words(fifth: Municipality, path: str) -> None:
    text = " ".join(read_page(shown(path)).root.all_text.split())
    assert [word for word in WORDS[path] if word not in text] == []
    for foreign in ("fullmäktigemål", "nämndmål", "målområde", "Uppfylls"):
        assert foreign not in text, (path, foreign)


def test_the_scorecard_shows_arrows_and_no_lights(fifth: Municipality) -> None:
    html = shown("styrkort/")
    marks = {each.attributes["href"] for each in read_page(html).root.all("use") if "href" in each.attributes}
    assert any("arrow-up" in mark for mark in marks), marks
    assert not [mark for mark in marks if any(light in mark for light in ("disc", "diamond", "square", "ring"))]


def test_a_goal_within_its_interval_points_up_and_one_below_it_between(fifth: Municipality) -> None:
    assert "peka uppåt" in shown("led/resultat/")
    assert "Delvis, eller går inte att mäta" in shown("led/fornoyda/")


def test_the_share_rule_is_told_in_words(fifth: Municipality) -> None:
    """All financial goals point up, but less than 80 per cent of the others."""
    assert "Delvis, eller går inte att mäta" in shown("led/trygg/")


@pytest.mark.full
@pytest.mark.parametrize("account", ["samordnare", "chef", "sekreterare", "revisor"])
def test_every_page_works_for_everybody(fifth: Municipality, account: str) -> None:
    client = client_of(account)
    for path in one_of_each(fifth):
        answer = client.get(path)
        assert answer.status_code in {200, 302, 403, 404, 405}, path
        if is_page(answer):
            assert read_page(body_of(answer)).faults() == [], path


def test_one_can_ask_for_items_by_the_words_of_the_municipalitys_scale(fifth: Municipality) -> None:
    (choice,) = (each for each in read_page(shown("trad/")).root.all("select") if each.attributes["name"] == "lage")
    assert [option.text for option in choice.all("option")] == [
        "Alla", "Pekar nedåt", "Delvis, eller går inte att mäta", "Pekar uppåt",
    ]  # fmt: skip
    assert "Målet resultat" in shown("trad/?lage=met")
    assert "Målet fornoyda" not in shown("trad/?lage=met")


def test_a_committee_owns_goals_as_boards_do_elsewhere(fifth: Municipality) -> None:
    assert "Utskottet för vård" in shown("nytt-led/?niva=utskottsmal")
