"""Made-up data for the page that shows every component. All of it is an example."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from rodatraden.lib.periods import Period
from rodatraden.lib.text import say
from rodatraden.web import charts
from rodatraden.web.context import Station
from rodatraden.web.marks import Mark
from rodatraden.web.sample_thread import picture
from rodatraden.web.tables import Column, Example, Link, Table

MET = Mark("met", "disc", "Bedöms uppfyllas")
PARTLY = Mark("partly", "diamond", "Bedöms uppfyllas delvis")
MISSED = Mark("missed", "square", "Bedöms inte uppfyllas")
NOT_MEASURED = Mark("unmeasured", "ring", "Ej mätt 2018, senast 2017", "1 av 3 indikatorer mätt")
FIVE = (
    Mark("met", "disc", "Helt"),
    Mark("met", "disc-half", "I hög grad"),
    Mark("partly", "diamond", "Delvis"),
    Mark("missed", "triangle", "I låg grad"),
    Mark("missed", "square", "Inte alls"),
)
ARROWS = (
    Mark("met", "arrow-up", "Bättre"),
    Mark("met", "arrow-up-right", "Något bättre"),
    Mark("partly", "arrow-flat", "Oförändrat"),
    Mark("missed", "arrow-down-right", "Något sämre"),
    Mark("missed", "arrow-down", "Sämre"),
)
STATIONS = (
    Station("Vision", "En kommun att bo i", "#"),
    Station("Målområde 1", "Öppen och trygg", "#"),
    Station("Fullmäktigemål", "Delaktighet, trygghet och minskade skillnader", "#"),
    Station("Indikator", "Tryggheten i kommunen", current=True),
    Station("Därunder", "4 aktiviteter", "#", below=True, example=True),
)


class SampleForm(forms.Form):
    """One field of every kind, bound to faulty input."""

    analysis = forms.CharField(
        label="Varför blev det så här?",
        help_text="Skriv för nämnden, tre till sex meningar.",
        widget=forms.Textarea({"rows": 4}),
    )
    remedy = forms.CharField(label="Vad gör ni åt det?", required=False)
    due = forms.DateField(
        label="Klart senast", error_messages={"invalid": "2018-09-31 finns inte: september har 30 dagar."}
    )
    judged = forms.ChoiceField(
        label="Bedöms målet uppfyllas 2018?",
        help_text="Regelns förslag: bedöms uppfyllas delvis.",
        choices=[
            ("met", "Bedöms uppfyllas"),
            ("partly", "Bedöms uppfyllas delvis"),
            ("missed", "Bedöms inte uppfyllas"),
        ],
        widget=forms.RadioSelect,
    )
    ready = forms.BooleanField(label="Klarmarkera: siffrorna och texten stämmer så vitt jag vet")


def components(asked: Mapping[str, str]) -> dict[str, Any]:
    """Everything that the style guide shows; `asked` is the query, which sorts and filters its table."""
    form = SampleForm(
        {"analysis": "Brukarna är nöjdare, men möter många olika personer.", "due": "2018-09-31", "judged": "partly"}
    )
    return {
        "stations": STATIONS,
        "marks": (MET, PARTLY, MISSED, NOT_MEASURED),
        "five": FIVE,
        "arrows": ARROWS,
        "five_column": [Decimal("12.6"), Decimal("1826"), Decimal("-3.25"), None],
        "sentence": say("Tryggheten var {now} av 100 år 2017. Målvärdet är {target} i år.", now=51, target=55),
        "mark": NOT_MEASURED,
        "table": _table().asked(asked),
        "form": form,
        "tabs": [("2017", "#", False), ("2018", "#", True), ("2019", "#", False)],
        "line": charts.line_pair(_trend(), "c1"),
        "line_table": charts.line_table(_trend(), ("År", "Utfall", "Målvärde")),
        "limits": charts.line_pair(_months(), "c2"),
        "spark": charts.spark(_curve(), "c3"),
        "road": charts.road(_travellers(), "Indikatorernas väg till 2018", "c4"),
        "picture": charts.thread_pair(picture(), "c5"),
        "picture_table": charts.thread_table(picture(), ("Nivå", "Vad", "Bidrar till", "Status", "Brist")),
        "wheel": charts.wheel(_wheel(), "c6"),
        "wheel_table": charts.wheel_table(_wheel(), ("Nr", "När", "Vad", "Vem")),
        "downloads": [("Excel", "?format=xlsx"), ("CSV", "?format=csv")],
        "source_note": "Allt på den här sidan är påhittat för visningen.",
    }


def _year(year: int) -> Period:
    return Period.year_of(year)


def _trend() -> charts.LineChart:
    outcomes = ((2013, "57"), (2015, "54"), (2016, "53"), (2017, "51"))
    return charts.LineChart(
        title="Trygghet, index 2013–2020: utfall och målväg",
        description="Utfall 57, 54, 53 och 51. Prognos 58 för 2019. Målvärden 55, 60 och 65. Ingen mätning 2018. "
        "Ny mätmetod från 2016-01-01: ny enkät.",
        outcomes=[charts.Outcome(_year(year), Decimal(value), example=year < 2016) for year, value in outcomes],
        aims=[charts.Aim(_year(year), Decimal(value)) for year, value in ((2018, "55"), (2019, "60"), (2020, "65"))],
        breaks=[charts.Break(date(2016, 1, 1), "ny enkät")],
        unmeasured=[_year(2018)],
        forecasts=[charts.Forecast(_year(2019), Decimal(58), example=True)],
        current=_year(2018),
        unit="index 0–100",
        decimals=0,
    )


def _months() -> charts.LineChart:
    counts = (8, 7, 9, 6, 8, 10, 7, 6, 9, 8, 7, 8, 7, 9, 6, 8, 9, 8, 17, 9)
    periods = [Period.parse(f"{2017 + at // 12}-{at % 12 + 1:02}") for at in range(len(counts))]
    return charts.LineChart(
        title="Anmälda våldsbrott per månad",
        description="Juli 2018 med 17 anmälningar ligger över övre gränsen 12,5.",
        outcomes=[
            charts.Outcome(period, Decimal(count), signal="17 i juli: signal" if count == 17 else "")
            for period, count in zip(periods, counts, strict=True)
        ],
        limits=charts.Limits(Decimal("7.8"), Decimal("3.1"), Decimal("12.5")),
        unit="antal per månad",
    )


def _curve() -> charts.Spark:
    outcomes = [Decimal(value) if value else None for value in ("14", "12.1", "12.6", "", "12.7", "", "")]
    aims = [None, None, None, None, Decimal("12.4"), Decimal("12.2"), Decimal("12")]
    return charts.Spark("Anmälda våldsbrott 2014–2018 och målväg till 2020", outcomes, aims, "lower")


def _travellers() -> list[charts.Traveller]:
    return [
        charts.Traveller("Våldsbrott", Decimal("-0.3"), MISSED),
        charts.Traveller("Svar i telefon", Decimal("0.4"), MISSED),
        charts.Traveller("Webben", Decimal("0.42"), MISSED),
        charts.Traveller("Svar på e-post", Decimal("0.62"), PARTLY),
        charts.Traveller("Heltid", Decimal("1.1"), MET),
        charts.Traveller("Tryggheten", None, NOT_MEASURED),
        charts.Traveller("Delaktighet", None, NOT_MEASURED),
    ]


def _wheel() -> charts.Wheel:
    rings = ("fullmäktige", "styrelsen", "nämnder", "bolag", "revisorer")
    dated = (
        (3, 1, "Bolagens årsredovisning", 3), (3, 1, "Bolagens granskningsrapporter", 4),
        (3, 31, "Bokslutsprognos", 2), (4, 11, "Budgetsamtal", 1), (4, 18, "Bolagens rapport", 1),
        (4, 25, "Årsredovisning", 0), (4, 30, "Bolagsstämma", 3), (5, 31, "Prognos", 2),
        (5, 31, "Åtgärder", 2), (6, 13, "Bolagens rapport", 1), (6, 20, "Ram", 0), (6, 20, "Åtgärder", 0),
        (8, 31, "Delårsrapport", 2), (9, 26, "Åtgärder i maj", 0), (10, 15, "Revisorernas bedömning", 4),
        (10, 24, "Delårsrapport", 0), (10, 31, "Prognos", 2), (10, 31, "Åtgärder", 2),
        (11, 9, "Verksamhetsplan", 2), (11, 14, "Planer redovisas", 1), (11, 28, "Planer delges", 0),
        (12, 31, "Intern kontroll", 2),
    )  # fmt: skip
    events = [charts.WheelEvent(at + 1, title, date(2018, m, d), ring) for at, (m, d, title, ring) in enumerate(dated)]
    events.append(charts.WheelEvent(23, "Bokslut", date(2018, 1, 15), 2, until=date(2018, 3, 31)))
    events += [
        charts.WheelEvent(0, "Månadsrapport", date(2018, month, 20), 1, small=True) for month in (2, 3, 5, 8, 9, 10, 12)
    ]
    return charts.Wheel(
        "Årshjul 2018",
        "Tolv månader medurs från toppen. Visaren står på 10 september.",
        2018,
        rings,
        events,
        today=date(2018, 9, 10),
        centre=("10 september", "nästa: 26 sept"),
    )


def _table() -> Table:
    columns = (
        Column("indicator", "Indikator", "link"),
        Column("better", "Bättre", off=True),
        Column("outcome", "Utfall 2017", "number", decimals=1),
        Column("target", "Målvärde 2018", "number", decimals=1),
        Column("measured", "Mätt", "period"),
        Column("status", "Bedömning 2018", "status"),
    )
    rows = (
        ("Tryggheten i kommunen", "högre", "51", "55", "2017", NOT_MEASURED),
        ("Anmälda våldsbrott per 1 000 invånare", "lägre", "12.6", "12.4", "2016", MISSED),
        ("Eget kapital, kr/inv.", "högre", "27103", "28324", "2017", MET),
        ("Nöjd medarbetarindex", "högre", "", "", "2019", NOT_MEASURED),
        ("Svar på e-post inom två dagar", "högre", "72", "85", "2017", PARTLY),
    )
    return Table(
        "Fem indikatorer",
        columns,
        [
            {
                "indicator": Link(name, "#"),
                "better": better,
                "outcome": Decimal(outcome) if outcome else None,
                "target": Example(Decimal(target)) if target else None,
                "measured": Period.parse(measured),
                "status": mark,
            }
            for name, better, outcome, target, measured, mark in rows
        ],
        name="indikatorer",
    )
