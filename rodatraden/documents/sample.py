"""A made-up document with every kind of part, for tests, benches and whoever wants to see what documents look like."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rodatraden.documents import build
from rodatraden.documents.content import (
    Attachment,
    AttachmentList,
    Block,
    BulletList,
    Callout,
    Chart,
    Column,
    DateCell,
    DefinitionList,
    Document,
    Heading,
    KeySentence,
    MissingCell,
    MoneyCell,
    Note,
    NumberCell,
    PageBreak,
    Paragraph,
    PictureCell,
    Row,
    Status,
    StatusCell,
    StatusLine,
    Table,
    Term,
    TextCell,
)
from rodatraden.lib.periods import Period
from rodatraden.web import charts

MET = Status("met", "disc", "Bedöms uppfyllas")
PARTLY = Status("partly", "diamond", "Bedöms uppfyllas delvis")
MISSED = Status("missed", "square", "Bedöms inte uppfyllas")
UNKNOWN = Status("unmeasured", "ring", "Ej mätt", "Mäts nästa gång 2019.")
AREAS = ("Trygg omsorg", "Hållbart arbetsliv", "Egen försörjning")
STATUSES = (MET, MET, PARTLY, MISSED, UNKNOWN)
UNITS = ("Hemtjänsten", "Särskilt boende", "Individ- och familjeomsorg", "Funktionsstöd", "Hälso- och sjukvård",
         "Arbetsmarknad")  # fmt: skip
NAMES = ("Brukare som är nöjda med bemötandet", "Personal som möter en brukare under fjorton dagar",
         "Väntetid till särskilt boende", "Sjukfrånvaro", "Andel som får svar samma dag",
         "Kostnad per brukare i ordinärt boende")  # fmt: skip
PROSE = (
    "Antalet brukare ökar, medan de som arbetar nära dem är lika många som i fjol. Kontinuiteten har därför blivit "
    "sämre under våren, mest i de två områden där schemat lades om i februari.",
    "Efter sommaren planeras arbetet i mindre grupper. De grupper som började i maj möter färre olika brukare per "
    "vecka, och där är sjukfrånvaron lägre än i resten av verksamheten.",
    "Omvärlden påverkar mest genom svårigheten att rekrytera undersköterskor. Fyra av elva tjänster som annonserades "
    "under våren fick ingen behörig sökande.",
)
TYPED = """**Det viktigaste först:** målet om kontinuitet nås inte i år.

Vi har provat tre saker sedan i februari:

- fasta grupper om åtta medarbetare
- schema som läggs sex veckor i förväg
- en samordnare för korttidsfrånvaro

Den första har haft tydlig verkan, de andra två är för nya för att bedöma."""
ARMS = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 72"><path fill="#1b4d8f" d="M2 2h56v38c0 16-14 24-28
30C16 64 2 56 2 40z"/><path fill="none" stroke="#f2c14e" stroke-width="4" d="M30 14v40M14 30h32"/></svg>"""


def document(*, draft: bool = False, parts: tuple[Block, ...] = ()) -> Document:
    """A short report with each kind of part at least once."""
    return Document(
        title="Delårsrapport januari–juli 2018",
        subtitle="Uppföljning av mål, ekonomi och uppdrag efter sju månader",
        municipality="Exempelstad kommun",
        sender="Socialnämnden",
        date=date(2018, 9, 10),
        period="januari–juli 2018",
        reference="SN 2018/214",
        source="kommunens uppföljningssystem och Kolada, uttag 2018-08-31",
        draft=draft,
        example=True,
        arms=build.image("image/svg+xml", ARMS.encode(), "Exempelstads vapen: ett gult kors på blå botten"),
        parts=parts or (*_first(), *_goals(), *_scorecard(), *_money(), *_last()),
    )


def long_document(units: int = 60, indicators: int = 300) -> Document:
    """About a hundred pages: a section for each unit, and all indicators in one table."""
    parts: list[Block] = [*_first(), *_scorecard(indicators), *_money()]
    for at in range(units):
        parts += _unit(at, indicators // units)
    return document(parts=(*parts, *_last()))


def _first() -> Iterator[Block]:
    yield Heading("Sammanfattning", 1)
    yield KeySentence("Två av nämndens fem mål bedöms inte nås i år: kontinuiteten och sjukfrånvaron drar ned.")
    yield Paragraph(
        "Ekonomin är i balans efter sju månader, men prognosen för helåret är ett underskott på 4,2 miljoner kronor.",
        weight="lead",
    )
    yield Callout(
        "decision",
        "Nämnden föreslås besluta",
        items=(
            "att godkänna delårsrapporten per 31 juli 2018,",
            "att ge förvaltningschefen i uppdrag att senast i oktober redovisa åtgärder för kontinuiteten, och",
            "att överlämna rapporten till kommunstyrelsen.",
        ),
    )
    yield Heading("Vad har ändrats sedan sist", 2)
    yield BulletList(
        (
            "Målet om bemötande har gått från delvis till uppfyllt.",
            "Prognosen för hemtjänsten är 1,8 miljoner sämre än i mars.",
            "Två åtgärder är klara, en är försenad.",
        )
    )
    yield Callout("missing", "Två av åtta enheter saknas", "Arbetsmarknad och Hälso- och sjukvård har inte lämnat.")
    for words in PROSE:
        yield Paragraph(words)


def _goals() -> Iterator[Block]:
    yield Heading("Mål och måluppfyllelse", 1)
    for at, name in enumerate(("Trygg omsorg nära den enskilde", "Hållbart arbetsliv", "Fler i egen försörjning")):
        yield Heading(name, 2)
        yield StatusLine(STATUSES[at + 1], "Nämndens bedömning", PROSE[at].partition(". ")[0] + ".")
        yield build.rich(TYPED, "Enhetschef, hemtjänsten") if at == 0 else Paragraph(PROSE[at])
        if at < 2:
            yield _chart(at)
        if at == 0:
            yield Heading("Hur det fortsatta arbetet ser ut", 3)
            yield Paragraph(PROSE[1])
            yield Heading("Samverkan med regionen", 4)
            yield Paragraph(PROSE[2])
            yield BulletList(("Schema i sex veckor.", "Fasta grupper i alla områden.", "Uppföljning i oktober."), True)


def _chart(at: int) -> Chart:
    values = [("2013", "57"), ("2015", "54"), ("2016", "53"), ("2017", f"{51 - at}")]
    line = charts.LineChart(
        title="Trygghet, index 2013–2020: utfall och målväg",
        description="Utfall 57, 54, 53 och 51. Målvärden 55, 60 och 65.",
        outcomes=[charts.Outcome(Period.parse(year), Decimal(value)) for year, value in values],
        aims=[charts.Aim(Period.parse(str(2018 + n)), Decimal(55 + 5 * n)) for n in range(3)],
        current=Period.parse("2018"),
        unit="index 0–100",
        decimals=0,
    )
    table = build.chart_table(charts.line_table(line, ("År", "Utfall", "Målvärde")))
    return Chart(line.title, charts.line(line, f"prov-{at}", "wide", charts.PRINT), line.description, table)


def _scorecard(indicators: int = 18) -> Iterator[Block]:
    yield Heading("Styrkort", 1)
    yield Paragraph("Indikatorerna i nämndens styrkort med utfall, målvärde och bedömning.")
    columns = (
        Column("Indikator", width=1),
        Column("Enhet"),
        Column("2016", "number"),
        Column("2017", "number"),
        Column("Mål 2018", "number"),
        Column("Kurva", "picture"),
        Column("Bedömning", "status"),
    )
    rows: list[Row] = []
    for at in range(indicators):
        if at % 6 == 0:
            rows.append(build.group(f"Mål {at // 6 + 1}: {AREAS[at // 6 % 3]}"))
        rows.append(_indicator(at))
    notes = (Note("1", "Preliminär uppgift."), Note("2", "Uppgiften avser 2015, senaste mätningen."))
    yield Table("Indikatorer per mål", columns, tuple(rows), notes, source="Kolada och egen mätning", sheet="Styrkort")


def _indicator(at: int) -> Row:
    unit, decimals, scale = (("procent", 1, 1), ("antal", 0, 1), ("dagar", 0, 4), ("kr", 0, 3117))[at % 4]
    value = Decimal(at % 23 + 41) * scale + Decimal(at % 10) / 10
    curve = charts.Spark("Utfall och målväg", [value * n / 10 for n in (9, 11, 10, 12, 10)], [value] * 5)
    return Row(
        (
            TextCell(NAMES[at % 6], example=at % 9 == 8),
            TextCell(unit),
            NumberCell(value, decimals, sign="2" if at % 7 == 6 else ""),
            MissingCell() if at % 11 == 5 else NumberCell(value * 11 / 10, decimals, sign="1" if at % 5 == 4 else ""),
            NumberCell(value * 12 / 10, decimals),
            PictureCell(charts.spark(curve, f"kurva-{at}", charts.PRINT), "Utfall 2014–2018 och målväg"),
            StatusCell(STATUSES[at % 5]),
        )
    )


def _money() -> Iterator[Block]:
    yield Heading("Ekonomi", 1)
    yield KeySentence("Helåret väntas ge ett underskott på 4,2 miljoner kronor, 1,1 procent av ramen.")
    columns = (
        Column("Verksamhet", width=4),
        Column("Ram 2018", "money"),
        Column("Utfall juli", "money"),
        Column("Prognos", "money"),
        Column("Avvikelse", "money", signed=True),
        Column("Avvikelse", "number", unit="%", decimals=1, signed=True),
    )
    rows = [_amounts(name, Decimal(61_250_000 + 7_130_500 * at), at) for at, name in enumerate(UNITS)]
    total = tuple(MoneyCell(Decimal(n)) for n in (474_457_500, 274_100_000, 478_657_500, -4_200_000))
    rows.append(Row((TextCell("Summa"), *total, NumberCell(Decimal("-0.9"))), kind="total"))
    yield Table("Ram, utfall och prognos per verksamhet", columns, tuple(rows), source="ekonomisystemet 2018-08-15")
    yield Heading("Åtgärder för en ekonomi i balans", 2)
    yield _remedies()
    yield _matrix()


def _remedies() -> Table:
    columns = (
        Column("Åtgärd", width=4),
        Column("Ansvarig", width=3),
        Column("Klar", "date"),
        Column("Effekt helår", "money", signed=True),
        Column("Läge", "status"),
    )
    rows = (
        build.row("Samordna natt i två områden", "Områdeschef", date(2018, 10, 1), MoneyCell(Decimal(1_200_000)), MET),
        build.row("Minska inhyrd personal", "Chef", date(2018, 12, 31), MoneyCell(Decimal(900_000)), PARTLY),
        build.row("Ny upphandling av hjälpmedel", "Upphandlare", None, MissingCell("räknas på"), MISSED),
    )
    return Table("Åtgärder som nämnden har beslutat", columns, rows)


def _amounts(name: str, frame: Decimal, at: int) -> Row:
    gap = Decimal((at - 3) * 611_000)
    shown = (frame, frame * 7 / 12, frame - gap, gap)
    return Row((TextCell(name), *(MoneyCell(one) for one in shown), NumberCell(gap / frame * 100)))


def _matrix() -> Table:
    columns = (Column("Enhet", width=3), *(Column(f"Mål {n}", "status", width=3) for n in range(1, 6)))
    rows = tuple(build.row(name, *(STATUSES[(at * 3 + n) % 5] for n in range(5))) for at, name in enumerate(UNITS))
    return Table("Enheternas bedömning av varje mål", columns, rows, wide=True, sheet="Enheter och mål")


def _unit(at: int, indicators: int) -> Iterator[Block]:
    name = f"{UNITS[at % 6]}, område {at // 6 + 1}"
    yield Heading(name, 1)
    yield KeySentence(f"{at % 4 + 1} av 5 mål bedöms nås i {name.lower()}.")
    yield StatusLine(STATUSES[at % 5], "Enhetens bedömning", PROSE[at % 3])
    columns = (Column("Indikator", width=5), *(Column(str(year), "number", decimals=1) for year in range(2014, 2019)))
    values = [[Decimal(at + n * 7 + year) / 3 for year in range(5)] for n in range(indicators)]
    rows = [build.row(NAMES[(at + n) % 6], *line) for n, line in enumerate(values)]
    yield Table(f"Indikatorer i {name.lower()}", columns, tuple(rows), sheet=name)
    yield Heading("Analys", 2)
    for words in PROSE:
        yield Paragraph(words)
    yield build.rich(TYPED, f"Enhetschef, {name}")
    yield _chart(at)


def _last() -> Iterator[Block]:
    yield Heading("Bilagor och bakgrund", 1)
    yield DefinitionList(
        (
            Term("Rapporttyp", TextCell("delårsrapport")),
            Term("Beslutad", DateCell(date(2018, 9, 24))),
            Term("Underskrifter", MissingCell("justeras 2018-09-28")),
            Term("Samlad bedömning", StatusCell(PARTLY)),
            Term("Antal årsarbetare", NumberCell(Decimal("412.5"))),
        )
    )
    yield Heading("Beslutsunderlag", 2)
    yield AttachmentList(
        (
            Attachment("Tjänsteskrivelse", "tjansteskrivelse.pdf", "3f5a" * 16, 81_204),
            Attachment("Revisorernas bedömning", missing="revisorerna lämnar sin bedömning senast 2018-10-03"),
        )
    )
    yield PageBreak()
    yield Heading("Så har rapporten gjorts", 2)
    yield Paragraph("Enheterna har svarat på frågorna i kommunens styrmodell. Nämnden har gjort sin egen bedömning.")
    yield Paragraph("Belopp anges i tusental kronor om inget annat sägs.", weight="note")
