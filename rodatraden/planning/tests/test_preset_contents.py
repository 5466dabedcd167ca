"""The plan types of the four presets: what they are asked to hold, what they decide, and what they rest on."""

import pytest

from rodatraden.followup.tests.town import PRESETS
from rodatraden.planning.duties import duties_for, law_told
from rodatraden.planning.kinds import levels_of, order_of, sections_of
from rodatraden.steering.schema.planning import Plan

SECTIONS = [
    (
        "exempelkommunen",
        "strategisk-plan",
        (
            "Slogan",
            "Vision",
            "Värdegrund",
            "Målområden, nuläge och övergripande resultatmål",
            "Resurser för att nå målen",
        ),
    ),
    (
        "exempelkommunen",
        "rambudget",
        (
            "Ramar för drift",
            "Ramar för investeringar",
            "Uppdrag till nämnderna",
        ),
    ),
    (
        "exempelkommunen",
        "verksamhetsplan",
        (
            "Vision och värdegrund",
            "Beskrivning av verksamheten, dess nuläge och förutsättningar",
            "Ekonomiska förutsättningar och budget",
            "Mål och uppdrag",
            "Kritiska kvalitetsfaktorer och kvalitetsindikatorer",
            "Strategier och aktiviteter för ökad måluppfyllelse",
            "Indikatorer med mätmetoder för varje målområde",
            "Förbättringsåtgärder från det systematiska förbättringsarbetet",
        ),
    ),
    (
        "exempelkommunen",
        "affarsplan",
        (
            "Vision och värdegrund",
            "Beskrivning av verksamheten, dess nuläge och förutsättningar",
            "Ekonomiska förutsättningar och budget",
            "Mål och uppdrag",
            "Kritiska kvalitetsfaktorer och kvalitetsindikatorer",
        ),
    ),
    (
        "hallsberg",
        "strategiska-omraden",
        (
            "Vision",
            "Strategiska områden",
            "Riktlinjer för verksamheten",
            "Politikens mål och prioriteringar för perioden",
        ),
    ),
    (
        "hallsberg",
        "gpf",
        (
            "Strategiska områden",
            "Eventuella styrande prioriteringar",
            "Ekonomiska ramar för nämnder och styrelse",
        ),
    ),
    (
        "hallsberg",
        "investeringsbudget",
        ("Investeringar de kommande tre åren",),
    ),
    (
        "hallsberg",
        "mal-och-budget",
        (
            "Nämndmål för kommande år",
            "Vad som ska uppnås",
            "När det ska vara uppnått",
            "Vad som prioriteras",
            "Budget och flerårsplan",
        ),
    ),
    (
        "hallsberg",
        "budget",
        (
            "Mål för god ekonomisk hushållning",
            "Verksamhetens inriktning",
            "Hur resurserna fördelas på nämnderna och kommunstyrelsen",
        ),
    ),
    (
        "hallsberg",
        "konteringsbudget",
        ("Nämndens budget fördelad på konton",),
    ),
    (
        "hallsberg",
        "forvaltningsplan",
        (
            "Hur nämndens uppdrag ska nås",
            "Vem som gör det",
            "Strategier",
            "Prioriterade fokusområden",
        ),
    ),
    (
        "hallsberg",
        "verksamhetsplan",
        (
            "Bidrag till strategiska områden och nämndmål",
            "Prioriterade fokusområden ur förvaltningsplanen",
            "Önskat resultat",
            "Vilka resurser som finns och behövs",
            "Vem som ansvarar och hur",
        ),
    ),
    (
        "hallsberg",
        "enhetsplan",
        (
            "Aktiviteter",
            "Vem som ansvarar för var och en",
            "När den ska vara genomförd",
            "Prioriterade fokusområden ur förvaltnings- och verksamhetsplanen",
        ),
    ),
    (
        "perstorp",
        "styrkort-kf",
        (
            "Målområden",
            "Fullmäktigemål",
            "Indikatorer",
            "Målvärden",
        ),
    ),
    (
        "perstorp",
        "styrkort-namnd",
        (
            "Nämndmål",
            "Indikatorer",
            "Målvärden",
        ),
    ),
    (
        "perstorp",
        "styrkort-verksamhet",
        (
            "Verksamhetsmål",
            "Indikatorer",
            "Målvärden",
        ),
    ),
    (
        "perstorp",
        "verksamhetsplan",
        (
            "Verksamhetsmål",
            "Aktiviteter",
            "Ekonomi",
            "Investeringar",
        ),
    ),
    (
        "svenljunga",
        "verksamhetsplan-kf",
        (
            "Fullmäktigemål",
            "Prioriterade utvecklingsområden",
            "Ekonomiska ramar och budget",
        ),
    ),
    (
        "svenljunga",
        "verksamhetsplan-namnd",
        (
            "Uppdraget",
            "Vad som behövs, nu och längre fram",
            "Nämndmål med målvärden",
            "Detaljbudget",
            "Konsekvensbeskrivning av anpassningar, satsningar och nya investeringar",
        ),
    ),
    (
        "svenljunga",
        "verksamhetsplan-bolag",
        (
            "Uppdraget",
            "Vad som behövs, nu och längre fram",
            "Bolagsmål med målvärden",
            "Detaljbudget",
            "Konsekvensbeskrivning av anpassningar, satsningar och nya investeringar",
        ),
    ),
]
LEVELS = [
    ("exempelkommunen", "strategisk-plan", ("vision", "malomrade", "resultatmal")),
    ("exempelkommunen", "rambudget", ("uppdrag",)),
    ("exempelkommunen", "verksamhetsplan", ("uppdragsmal", "egetmal", "strategi", "aktivitet")),
    ("exempelkommunen", "affarsplan", ("uppdrag", "uppdragsmal", "egetmal", "strategi", "aktivitet")),
    ("hallsberg", "strategiska-omraden", ("vision", "strategisktomrade")),
    ("hallsberg", "gpf", ("prioritering",)),
    ("hallsberg", "investeringsbudget", ()),
    ("hallsberg", "mal-och-budget", ("namndmal",)),
    ("hallsberg", "budget", ("geh",)),
    ("hallsberg", "konteringsbudget", ()),
    ("hallsberg", "forvaltningsplan", ("strategi", "fokusomrade")),
    ("hallsberg", "verksamhetsplan", ()),
    ("hallsberg", "enhetsplan", ("aktivitet",)),
    ("perstorp", "styrkort-kf", ("malomrade", "fullmaktigemal")),
    ("perstorp", "styrkort-namnd", ("namndmal",)),
    ("perstorp", "styrkort-verksamhet", ()),
    ("perstorp", "verksamhetsplan", ("verksamhetsmal", "aktivitet")),
    ("svenljunga", "verksamhetsplan-kf", ("fullmaktigemal",)),
    ("svenljunga", "verksamhetsplan-namnd", ("namndmal",)),
    ("svenljunga", "verksamhetsplan-bolag", ("bolagsmal",)),
]
LAWS = [
    (
        "exempelkommunen",
        "strategisk-plan",
        (
            "kommunallagen 5 kap. 1 § (i dokumentet: 5 kap 2 § KL)",
            "kommunallagen 5 kap. 4 §",
        ),
    ),
    (
        "exempelkommunen",
        "rambudget",
        (
            "kommunallagen 5 kap. 1 § (i dokumentet: 5 kap 2 § KL)",
            "kommunallagen 5 kap. 4 §",
        ),
    ),
    ("exempelkommunen", "verksamhetsplan", ("kommunallagen 6 kap. 6 §",)),
    ("exempelkommunen", "affarsplan", ()),
    ("hallsberg", "strategiska-omraden", ("kommunallagen 5 kap. 1 § (i dokumentet: 3:9)",)),
    ("hallsberg", "gpf", ("kommunallagen 5 kap. 1 § (i dokumentet: 3:9)",)),
    (
        "hallsberg",
        "investeringsbudget",
        (
            "kommunallagen 5 kap. 1 § (i dokumentet: 3:9)",
            "kommunallagen 11 kap. 6 § (i dokumentet: 8 kap § 5)",
            "kommunallagen 11 kap. 12 § (i dokumentet: 8 kap 5a §)",
        ),
    ),
    ("hallsberg", "mal-och-budget", ("kommunallagen 6 kap. 6 §",)),
    (
        "hallsberg",
        "budget",
        (
            "kommunallagen 5 kap. 1 § (i dokumentet: 3:9)",
            "kommunallagen 11 kap. 6 § (i dokumentet: 8 kap § 5)",
            "kommunallagen 11 kap. 12 § (i dokumentet: 8 kap 5a §)",
        ),
    ),
    ("hallsberg", "konteringsbudget", ()),
    ("hallsberg", "forvaltningsplan", ()),
    ("hallsberg", "verksamhetsplan", ()),
    ("hallsberg", "enhetsplan", ()),
    ("perstorp", "styrkort-kf", ("kommunallagen 5 kap. 1 §",)),
    ("perstorp", "styrkort-namnd", ()),
    ("perstorp", "styrkort-verksamhet", ()),
    ("perstorp", "verksamhetsplan", ()),
    ("svenljunga", "verksamhetsplan-kf", ("kommunallagen 5 kap. 1 §", "kommunallagen 11 kap. 6 §")),
    ("svenljunga", "verksamhetsplan-namnd", ()),
    ("svenljunga", "verksamhetsplan-bolag", ()),
]
BUILDS_ON = [
    ("exempelkommunen", "strategisk-plan", (), ()),
    ("exempelkommunen", "rambudget", ("strategisk-plan",), ()),
    ("exempelkommunen", "verksamhetsplan", ("strategisk-plan", "rambudget"), ("kf", "ks")),
    ("exempelkommunen", "affarsplan", ("strategisk-plan",), ("kf",)),
    ("hallsberg", "strategiska-omraden", (), ()),
    ("hallsberg", "gpf", ("strategiska-omraden",), ()),
    ("hallsberg", "investeringsbudget", (), ()),
    ("hallsberg", "mal-och-budget", ("gpf",), ()),
    ("hallsberg", "budget", ("gpf",), ()),
    ("hallsberg", "konteringsbudget", ("mal-och-budget", "budget"), ()),
    ("hallsberg", "forvaltningsplan", ("mal-och-budget",), ()),
    ("hallsberg", "verksamhetsplan", ("forvaltningsplan", "mal-och-budget"), ()),
    ("hallsberg", "enhetsplan", ("verksamhetsplan", "forvaltningsplan", "mal-och-budget"), ()),
    ("perstorp", "styrkort-kf", (), ()),
    ("perstorp", "styrkort-namnd", ("styrkort-kf",), ("kf",)),
    ("perstorp", "styrkort-verksamhet", ("styrkort-namnd",), ()),
    ("perstorp", "verksamhetsplan", ("styrkort-namnd",), ()),
    ("svenljunga", "verksamhetsplan-kf", (), ()),
    ("svenljunga", "verksamhetsplan-namnd", ("verksamhetsplan-kf",), ("kf",)),
    ("svenljunga", "verksamhetsplan-bolag", ("verksamhetsplan-kf",), ("kf",)),
]
"""What each plan type builds on, and whom it is sent to for information."""
ASSUMED = {
    "exempelkommunen": {"affarsplan"},
    "hallsberg": {"budget", "konteringsbudget"},
    "perstorp": {"styrkort-kf", "styrkort-namnd", "styrkort-verksamhet", "verksamhetsplan"},
    "svenljunga": {"verksamhetsplan-kf", "verksamhetsplan-namnd", "verksamhetsplan-bolag"},
}
"""The plan types of which the document leaves something unsaid."""
ORDERS = [
    (
        "exempelkommunen",
        [
            "strategisk-plan",
            "rambudget",
            "affarsplan",
            "verksamhetsplan",
        ],
    ),
    (
        "hallsberg",
        [
            "strategiska-omraden",
            "investeringsbudget",
            "gpf",
            "mal-och-budget",
            "budget",
            "konteringsbudget",
            "forvaltningsplan",
            "verksamhetsplan",
            "enhetsplan",
        ],
    ),
    (
        "perstorp",
        [
            "styrkort-kf",
            "styrkort-namnd",
            "styrkort-verksamhet",
            "verksamhetsplan",
        ],
    ),
    (
        "svenljunga",
        [
            "verksamhetsplan-kf",
            "verksamhetsplan-namnd",
            "verksamhetsplan-bolag",
        ],
    ),
]


def kind_of(preset: str, key: str) -> Plan:
    found = PRESETS[preset].plan_of(key)
    assert found is not None
    return found


@pytest.mark.parametrize("table", [SECTIONS, LEVELS, LAWS, BUILDS_ON])
def test_every_plan_type_has_a_row_in_each_table(table: list[tuple[str, ...]]) -> None:
    every = [(name, kind.key) for name, model in PRESETS.items() for kind in model.plan]
    assert [(row[0], row[1]) for row in table] == every


@pytest.mark.parametrize(("preset", "key", "headings"), SECTIONS)
def test_it_is_asked_to_have_these_sections(preset: str, key: str, headings: tuple[str, ...]) -> None:
    assert tuple(section.heading for section in sections_of(kind_of(preset, key))) == headings


@pytest.mark.parametrize(("preset", "key", "levels"), LEVELS)
def test_it_decides_these_levels_of_the_thread(preset: str, key: str, levels: tuple[str, ...]) -> None:
    assert tuple(level.key for level in levels_of(PRESETS[preset], kind_of(preset, key))) == levels


@pytest.mark.parametrize(("preset", "key", "laws"), LAWS)
def test_it_rests_on_these_legal_sections(preset: str, key: str, laws: tuple[str, ...]) -> None:
    assert tuple(law_told(duty) for duty in duties_for(PRESETS[preset], kind_of(preset, key))) == laws


@pytest.mark.parametrize(("preset", "keys"), ORDERS)
def test_they_are_made_in_this_order(preset: str, keys: list[str]) -> None:
    assert [kind.key for kind in order_of(PRESETS[preset])] == keys


@pytest.mark.parametrize(("preset", "key", "builds_on", "informs"), BUILDS_ON)
def test_it_builds_on_these_and_is_sent_to_these_for_information(
    preset: str, key: str, builds_on: tuple[str, ...], informs: tuple[str, ...]
) -> None:
    kind = kind_of(preset, key)
    assert (kind.builds_on, kind.informs) == (builds_on, informs)


@pytest.mark.parametrize("preset", ASSUMED)
def test_what_the_document_does_not_say_of_a_plan_is_marked(preset: str) -> None:
    assert {kind.key for kind in PRESETS[preset].plan if kind.assumed} == ASSUMED[preset]
