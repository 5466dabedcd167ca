"""The wheels beside their documents, month by month (Y1): a table typed from the documents, not from the models.

All that a document says of a month stands in the wheel in that month, on its day and with its actor; whatever else
the wheel has says that it is assumed. What the documents contradict in themselves is written beside the row.
"""

from typing import NamedTuple

import pytest

from rodatraden.followup.tests.town import PRESETS, tree_of
from rodatraden.wheel.entries import Entry
from rodatraden.wheel.from_model import event_entries, meeting_entries, plan_entries

TREE = tree_of()
AFTER_ELECTION, ELECTION = 2019, 2018
NAMES = ("perstorp", "hallsberg", "svenljunga", "exempelkommunen")
MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
          "december")  # fmt: skip


class Stated(NamedTuple):
    """What a document says: in which month, what (words that the wheel's line has), whose, where, on which day.

    `partly` says what of it the document does not say, so that the wheel has to call it assumed.
    """

    month: str
    what: str
    actor: str
    place: str
    day: int | None = None
    partly: str = ""


H = "6.1 Årshjul"
K = "Översikt Året"
STATED: dict[str, tuple[Stated, ...]] = {
    "hallsberg": (
        Stated("januari", "arbetar fram verksamhetsberättelsen", "namnd", H),
        Stated("januari", "beslutar om verksamhetsberättelsen", "namnd", H),
        Stated("januari", "antar årets enhetsplan", "enhetschef", f"{H}; 5.3.3"),
        Stated("februari", "ramar till de gemensamma planeringsförutsättningarna", "De förtroendevalda", H),
        Stated("februari", "Budgetdialog", "namnd", H),
        Stated("februari", "nulägesanalys och omvärldsanalys", "De förtroendevalda", H),
        Stated("mars", "Strategidag", "Politiker och tjänstemän", H),
        Stated("mars", "behandlar nämndernas månadsrapport", "ks", H),
        Stated("mars", "Räkenskapssammandraget", "ekonomiavdelningen", H),
        # 5.4.2 excepts April and July, by either reading of the month.
        Stated("april", "månadsrapporten för mars", "ks", H),
        Stated("april", "Brytdag för tertialrapporten", "namnd", "5.4.1 Uppföljning på lång sikt: 30/4", 30),
        Stated("maj", "tertialrapporten för januari–april", "ks", f"{H}; 5.4.1: 30/4"),
        Stated("maj", "Åtgärdsplan", "Verksamheterna", H),
        Stated("juni", "gemensamma planeringsförutsättningar", "kf", f"{H}; 5.2: senast i juni"),
        Stated("juni", "investeringsbudget", "kf", H),
        Stated("juni", "”Vad kostar verksamheten i din kommun?” publiceras", "Framgår inte", H),
        Stated("juli", "Delårsbryte", "namnd", f"{H}; 5.4.1: 31/7", 31),
        Stated("augusti", "arbetar fram delårsrapporten", "namnd", H),
        Stated("augusti", "Delårsrapporterna lämnas", "namnd", H),
        Stated("augusti", "Åtgärdsplan", "Verksamheterna", H),
        Stated("augusti", "Dialog om ”Vad kostar", "Politiska majoriteten och förvaltningscheferna", H),
        # As in April.
        Stated("september", "månadsrapporten för juli", "ks", H),
        Stated("september", "Budgetdialog", "namnd", H),
        Stated("september", "behandlar delårsrapporten", "namnd", H),
        Stated("september", "budget, flerårsplan och nämndmål", "namnd", f"{H}; 5.2: september"),
        Stated("oktober", "månadsrapporten för september", "ks", H),
        Stated("oktober", "skattesatsen", "kf", H),
        Stated("november", "månadsrapporten för oktober", "ks", H),
        Stated("november", "budget och flerårsplan", "kf", H),
        Stated("december", "månadsrapporten för november", "ks", H),
        Stated("december", "konteringsbudgeten", "forvaltningschef", H),
        Stated("december", "förvaltningsplan", "forvaltningschef", f"{H}; 5.3.1: senast i december"),
        Stated("december", "verksamhetsplanen", "omradeschef", f"{H}; 5.3.2: senast i december"),
        Stated("december", "internkontrollplanen", "namnd", H),
        Stated("december", "Brytdag för verksamhetsberättelsen", "namnd", "5.4.1 Uppföljning på lång sikt: 31/12", 31),
    ),
    "exempelkommunen": (
        # 5 says monthly "exklusive juni och juli"; the wheel "varje månad". It follows the wheel.
        *(Stated(month, "Månadsrapport från ekonomi", "ekonomikontor", f"{K}: varje månad") for month in MONTHS),
        Stated("januari", "Bokslut och årsredovisning", "ekonomikontor", "5 Uppföljningsprocessen: januari–mars"),
        Stated("januari", "omvärlden", "forvaltning", f"{K}, raden under Delår 1", partly="hur långt raden går"),
        Stated("februari", "Upptakt för förtroendevalda", "ks", K, partly="kolumnen"),
        Stated("mars", "Bolagens årsredovisning", "bolag", f"{K}, Bolagen: senast 1/3; 6 Revisorernas bedömning", 1),
        Stated("mars", "Åtgärder sätts in", "namnd", K),
        Stated("mars", "bedömning av årsberättelsen och revisionsberättelse", "revision", K),
        Stated("mars", "Brytdag för bokslutsprognos", "namnd", "5 Uppföljningsprocessen: sista mars", 31),
        Stated("mars", "Brytdag för bolagens ekonomiska rapport", "bolag", f"{K}, Bolagen: per 31/3", 31),
        Stated("april", "Budgetsamtal", "ksau", f"{K}; 5 Beskrivning av budgetprocessen"),
        Stated("april", "Årsredovisning och bokslut behandlas", "kf", f"{K}; 5 Uppföljningsprocessen"),
        Stated("april", "Motioner och medborgarförslag", "kf", K),
        Stated("april", "ekonomiska rapport per 31 mars", "ks", f"{K}, Bolagen: på KS i april"),
        Stated("april", "Bedömning av bolagens ändamål", "forvaltning", f"{K}, Bolagen: senast 30/4", 30),
        Stated("april", "Bolagsstämma", "bolag", f"{K}, Bolagen: senast sista april", 30),
        Stated("maj", "Åtgärder sätts in", "namnd", K),
        Stated("maj", "Läget för uppdrag", "forvaltning", f"{K}; 6 Uppsiktsplikt: förslagsvis i maj"),
        Stated("maj", "Brytdag för bokslutsprognos", "namnd", "5 Uppföljningsprocessen: sista maj", 31),
        Stated("maj", "Brytdag för bolagens ekonomiska rapport", "bolag", f"{K}, Bolagen: per 31/5", 31),
        Stated("juni", "Strategisk och ekonomisk handlingsplan", "kf", f"{K}: senast i juni året efter; 3"),
        Stated("juni", "Rambudget för drift och investeringar", "kf", f"{K}; 5 Budgetprocessen"),
        Stated("juni", "åtgärderna i mars", "kf", K),
        Stated("juni", "partistöd", "Partierna", f"{K}: senast 30/6", 30),
        Stated("juni", "ekonomiska rapport per 31 maj", "ks", f"{K}, Bolagen: på KS i juni"),
        Stated("juni", "förbättringar i bolagen", "ks", f"{K}, Bolagen: senast 30/6", 30),
        # The heading says January to June, the closing day is 31 August.
        Stated("juni", "Delår 1, januari–juni", "namnd", f"{K}, rubriken"),
        Stated("juli", "Verksamhetsplaner och detaljbudgetar", "forvaltning", f"{K}, raden under Delår 2"),
        Stated("augusti", "Brytdag för delårsrapport", "namnd", f"{K}: 31/8", 31),
        # A company's half-year report is due on its own closing day.
        Stated("augusti", "Bolagens delårsrapport", "bolag", f"{K}, Bolagen: senast 31/8", 31),
        Stated("augusti", "Bolagens affärsplan", "bolag", f"{K}, Bolagen: senast 31/8", 31),
        Stated("september", "åtgärderna i maj", "kf", K),
        Stated("september", "bedömning av delårsrapporten", "revision", K),
        Stated("oktober", "Delårsberättelserna behandlas", "kf", f"{K}; 3 Styrmodellsdokument"),
        Stated("oktober", "Motioner och medborgarförslag", "kf", K),
        Stated("oktober", "Åtgärder sätts in", "namnd", K),
        Stated("oktober", "Brytdag för bokslutsprognos", "namnd", "5 Uppföljningsprocessen: sista oktober", 31),
        Stated("oktober", "Brytdag för bolagens ekonomiska rapport", "bolag", f"{K}, Bolagen: per 31/10", 31),
        Stated("november", "efter MBL-förhandling", "namnd", f"{K}; 5 Beskrivning av budgetprocessen"),
        Stated("november", "delges fullmäktige", "namnd", "3 Styrmodellsdokument; 5: senast i november"),
        Stated("november", "omprövas", "kf", f"{K}; 5: i slutet av november"),
        Stated("november", "Läget för uppdrag", "forvaltning", f"{K}; 6 Uppsiktsplikt: och november"),
        Stated("november", "ekonomiska rapport per 31 oktober", "ks", f"{K}, Bolagen: på KS i november"),
        Stated("november", "affärsplan med budget tas", "kf", f"{K}, Bolagen", partly="månaden"),
        Stated("december", "åtgärderna i oktober", "namnd", K),
        Stated("december", "Brytdag för årsredovisning", "namnd", f"{K}: 31/12", 31),
        Stated("december", "Internkontrollplaner", "namnd", f"{K}: 31/12", 31),
    ),
    "perstorp": (
        Stated("januari", "Bokslut", "chef", "000, Bokslut: i januari-", partly="till vilken månad"),
        Stated("oktober", "tar fram verksamhetsplanen", "chef", "000, Planeringsprocess: under oktober/november"),
        Stated("november", "Dialog mellan medarbetare och chef", "chef", "000, Planeringsprocess: novem"),
    ),
    # The strategy names reports, plans and their order, and no month.
    "svenljunga": (),
}
PLANS: dict[str, dict[str, str]] = {
    "hallsberg": {
        "gpf": "juni",
        "investeringsbudget": "juni",
        "mal-och-budget": "september",
        "budget": "november",
        "konteringsbudget": "december",
        "forvaltningsplan": "december",
        "verksamhetsplan": "december",
        "enhetsplan": "januari",
    },
    "exempelkommunen": {
        "strategisk-plan": "juni",
        "rambudget": "juni",
        "verksamhetsplan": "november",
    },
    "perstorp": {},
    "svenljunga": {},
}
"""By when the documents say that a plan is decided."""


def events(name: str, year: int = AFTER_ELECTION) -> list[Entry]:
    return list(event_entries(PRESETS[name], TREE, year))


def rows() -> list[tuple[str, Stated]]:
    return [(name, row) for name, stated in STATED.items() for row in stated]


def says(entry: Entry, row: Stated) -> bool:
    return (MONTHS[entry.first.month - 1], entry.actor) == (row.month, row.actor) and row.what in entry.what


@pytest.mark.parametrize(("name", "row"), rows(), ids=lambda each: each if isinstance(each, str) else each.what[:30])
def test_what_a_document_says_stands_in_the_wheel_in_its_month(name: str, row: Stated) -> None:
    (found,) = [entry for entry in events(name) if says(entry, row)]
    assert (found.first.day if found.exact else None) == row.day
    assert found.source, "it says where it stands"
    assert bool(found.assumed) == bool(row.partly), "what the document leaves out is assumed, and nothing else"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("year", [ELECTION, AFTER_ELECTION])
def test_what_no_document_says_is_assumed(name: str, year: int) -> None:
    beyond = [entry for entry in events(name, year) if not any(says(entry, row) for row in STATED[name])]
    assert [entry.what for entry in beyond if not entry.assumed] == []


@pytest.mark.parametrize("name", NAMES)
def test_on_which_days_bodies_meet_is_assumed(name: str) -> None:
    """No document says so."""
    assert all(entry.assumed for entry in meeting_entries(PRESETS[name], TREE, AFTER_ELECTION))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("year", [ELECTION, AFTER_ELECTION])
def test_by_when_a_plan_is_decided_is_as_the_document_says_or_assumed(name: str, year: int) -> None:
    found = {entry.plan: entry for entry in plan_entries(PRESETS[name], TREE, year)}
    stated = {key: MONTHS[entry.first.month - 1] for key, entry in found.items() if not entry.assumed}
    assert stated == {key: month for key, month in PLANS[name].items() if key in found}
    if year == AFTER_ELECTION:
        assert set(PLANS[name]) <= set(found)


def test_what_is_adopted_the_year_after_an_election_is_in_the_wheel_of_no_other_year() -> None:
    told = [entry for entry in events("exempelkommunen", ELECTION) if "handlingsplan" in entry.what]
    assert told == []


def test_the_short_report_is_that_of_february_as_the_strategy_says() -> None:
    (short,) = [entry for entry in events("svenljunga") if entry.report == "februari"]
    assert short.covers is not None
    assert (short.covers.month, bool(short.assumed)) == (2, True)
