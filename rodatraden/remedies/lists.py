"""The two lists: a municipality's or a board's deviations and remedies, narrowed by address, as tables to download."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, capital, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import Place
from rodatraden.remedies.choices import written_units
from rodatraden.remedies.due import deviations_told, many_told
from rodatraden.remedies.models import Deviation, Remedy, RemedyState
from rodatraden.remedies.reading import DeviationRow, RemedyRow, count_of, read_deviations, read_remedies
from rodatraden.tenancy.links import here
from rodatraden.web.marks import Mark
from rodatraden.web.tables import Choice, Column, Example, Link, Table, Value

MATERIAL = Mark("missed", "triangle", say("Väsentlig"))
Asked = Mapping[str, str]


@dataclass(frozen=True)
class ListPage:
    """A list as asked for. `total` is how many there are at all, `file` what is downloaded."""

    sentence: Text
    board: str
    choices: Sequence[Choice]
    table: Table
    file: Table
    total: int
    may_write: bool

    @property
    def narrowed(self) -> bool:
        return bool(self.table.query) or any(choice.chosen for choice in self.choices)


# Remedies

FOLLOWED: Mapping[str, Callable[[RemedyRow], bool]] = {
    "": lambda row: row.facts.is_followed,
    "sena": lambda row: row.late > 0,
    "effekt": lambda row: row.awaits,
    "foreslagna": lambda row: row.remedy.state == RemedyState.PROPOSED,
    "beslutade": lambda row: row.remedy.state == RemedyState.DECIDED,
    "pagar": lambda row: row.remedy.state == RemedyState.ONGOING,
    "genomforda": lambda row: row.remedy.state == RemedyState.DONE,
    "kanda": lambda row: row.remedy.state == RemedyState.KNOWN,
    "avslutade": lambda row: row.remedy.state == RemedyState.CLOSED,
    "alla": lambda row: True,
}
"""Which remedies are shown, by what the address says."""


def remedies_page(actor: Actor, asked: Asked) -> ListPage:
    """All of a board's remedies in one list, or all that the actor may see."""
    day = clock.today()
    found = read_remedies(actor, Remedy.objects.visible_to(actor), day)
    of_board = [row for row in found if _is_of(row.board, asked.get("organ", ""))]
    wanted = FOLLOWED.get(asked.get("lage", ""), FOLLOWED[""])
    rows = sorted((row for row in of_board if wanted(row)), key=_most_urgent)
    table = Table(_("Åtgärder"), _remedy_columns(), [_remedy_line(row) for row in rows], name=_("åtgärder"))
    file = replace(table, columns=_remedy_file_columns(), rows=[_remedy_file(row) for row in rows])
    return ListPage(
        sentence=many_told(count_of(of_board, day)),
        board=_name_of(of_board, asked.get("organ", "")),
        choices=[_boards(found, asked), Choice("lage", _("Vilka"), _followed_words(), asked.get("lage", ""))],
        table=table.asked(asked),
        file=file.asked(asked),
        total=len(found),
        may_write=bool(written_units(actor)),
    )


def _most_urgent(row: RemedyRow) -> tuple[bool, bool, date]:
    return not row.late, not row.awaits, row.remedy.deadline


def _followed_words() -> list[tuple[str, str]]:
    words = (
        _("De som följs"), _("Sena"), _("Effekten ska redovisas"), _("Föreslagna"), _("Beslutade"), _("Pågår"),
        _("Genomförda"), _("Effekten känd"), _("Avslutade"), _("Alla"),
    )  # fmt: skip
    return list(zip(FOLLOWED, words, strict=True))


def _remedy_columns() -> tuple[Column, ...]:
    return (
        Column("what", _("Åtgärd"), "link"),
        Column("answers", _("Svarar mot")),
        Column("responsible", _("Ansvarig")),
        Column("deadline", _("Klar senast"), "date"),
        Column("mark", _("Läge"), "status"),
        Column("effect", _("Effekt")),
    )


def _remedy_file_columns() -> tuple[Column, ...]:
    return (
        *_remedy_columns()[:2],
        Column("board", _("Organ")),
        Column("unit", _("Enhet")),
        *_remedy_columns()[2:5],
        Column("expected", _("Väntad effekt")),
        Column("asked", _("Effekten redovisas"), "date"),
        Column("effect", _("Effekt")),
        Column("cost", _("Kostnad"), "number", unit=_("kr")),
        Column("operations", _("Betyder för verksamheten")),
        Column("economy", _("Betyder för ekonomin")),
        Column("reason", _("Varför den avslutades")),
        Column("example", _("Exempel")),
    )


def _remedy_line(row: RemedyRow) -> dict[str, Value]:
    link = Link(row.remedy.what, here("remedies:remedy", row.remedy.pk))
    return {
        "what": Example(link) if row.remedy.example else link,
        "answers": answers_told(row),
        "responsible": row.responsible,
        "deadline": row.remedy.deadline,
        "mark": row.mark,
        "effect": effect_told(row),
    }


def _remedy_file(row: RemedyRow) -> dict[str, Value]:
    remedy = row.remedy
    return {
        **_remedy_line(row),
        "what": remedy.what,
        "board": row.board.name if row.board else None,
        "unit": remedy.unit.name,
        "expected": remedy.effect_text,
        "asked": row.facts.asked_on,
        "cost": remedy.cost,
        "operations": remedy.for_operations,
        "economy": remedy.for_economy,
        "reason": remedy.closed_reason,
        "example": remedy.example,
    }


def answers_told(row: RemedyRow) -> str:
    """What the remedy answers: the goal that it is about, else the deviation, else the forecast."""
    if row.about is not None:
        return row.about.title
    if row.deviation is not None:
        return row.deviation.what
    if row.line:
        return _("Prognos %(year)s: %(line)s") % {"year": row.remedy.year, "line": row.line}
    return ""


def effect_told(row: RemedyRow) -> Text | str:
    """What was expected and came, in a line: the values where there are any, else the words."""
    if row.compared:
        named = row.remedy.effect_indicator
        told = say("{name}: {what}", name=named.called if named else "", what=row.compared)
        return say("{told}. {verdict}.", told=told, verdict=capital(row.verdict)) if row.verdict else told
    return row.effects[0].text if row.effects else row.remedy.effect_text


# Deviations


def deviations_page(actor: Actor, asked: Asked) -> ListPage:
    """What does not go as decided: open ones, unless the address asks for others."""
    found = read_deviations(actor, Deviation.objects.visible_to(actor), clock.today())
    of_board = [row for row in found if _is_of(row.board, asked.get("organ", ""))]
    state, sort = asked.get("lage", ""), asked.get("slag", "")
    rows = [
        row
        for row in of_board
        if (state == "alla" or row.deviation.is_open is (state != "avslutade"))
        and (row.deviation.material or sort != "vasentliga")
    ]
    lines = [_deviation_line(row) for row in rows]
    table = Table(_("Avvikelser"), _deviation_columns(), lines, name=_("avvikelser"))
    file = replace(table, columns=_deviation_file_columns(), rows=[_deviation_file(row) for row in rows])
    return ListPage(
        sentence=_deviations_told(of_board),
        board=_name_of(of_board, asked.get("organ", "")),
        choices=[
            _boards(found, asked),
            Choice("slag", _("Slag"), [("", _("Alla slag")), ("vasentliga", _("Väsentliga"))], sort),
            Choice("lage", _("Läge"), [("", _("Öppna")), ("avslutade", _("Avslutade")), ("alla", _("Alla"))], state),
        ],
        table=table.asked(asked),
        file=file.asked(asked),
        total=len(found),
        may_write=bool(written_units(actor)),
    )


def _deviations_told(rows: Iterable[DeviationRow]) -> Text:
    open_ones = [row for row in rows if row.deviation.is_open]
    material = sum(row.deviation.material for row in open_ones)
    return deviations_told(len(open_ones), material, sum(not row.remedies for row in open_ones))


def _deviation_columns() -> tuple[Column, ...]:
    return (
        Column("what", _("Avvikelse"), "link"),
        Column("material", _("Slag"), "status"),
        Column("about", _("Avser")),
        Column("amount", _("Belopp mot ramen"), "number", unit=_("tkr"), decimals=0),
        Column("unit", _("Enhet")),
        Column("reported", _("Rapporterad"), "date"),
        Column("remedies", _("Åtgärder")),
    )


def _deviation_file_columns() -> tuple[Column, ...]:
    return (
        *_deviation_columns()[:3],
        Column("analysis", _("Analys")),
        Column("kronor", _("Belopp mot ramen"), "number", unit=_("kr")),
        Column("board", _("Organ")),
        *_deviation_columns()[4:],
        Column("by", _("Rapporterad av")),
        Column("state", _("Läge")),
        Column("reason", _("Varför den avslutades")),
        Column("example", _("Exempel")),
    )


def _deviation_line(row: DeviationRow) -> dict[str, Value]:
    deviation = row.deviation
    link = Link(deviation.what, here("remedies:deviation", deviation.pk))
    return {
        "what": Example(link) if deviation.example else link,
        "material": MATERIAL if deviation.material else None,
        "about": about_told(row),
        "amount": thousands(deviation.amount),
        "unit": deviation.unit.name,
        "reported": deviation.reported_on,
        "remedies": remedies_told(row),
    }


def _deviation_file(row: DeviationRow) -> dict[str, Value]:
    deviation = row.deviation
    return {
        **_deviation_line(row),
        "what": deviation.what,
        "analysis": deviation.analysis,
        "kronor": deviation.amount,
        "board": row.board.name if row.board else None,
        "by": deviation.reported_by,
        "state": deviation.get_state_display(),
        "reason": deviation.closed_reason,
        "example": deviation.example,
    }


def about_told(row: DeviationRow) -> str:
    """The goal, else the indicator."""
    if row.about is not None:
        return row.about.title
    return row.deviation.indicator.called if row.deviation.indicator else ""


def remedies_told(row: DeviationRow) -> Text:
    """ "2 följs", "1 av 2 följs", "ingen än"."""
    if not row.remedies:
        return say("ingen än") if row.deviation.is_open else NOTHING
    if row.followed == row.remedies:
        return say("{n} följs", n=row.followed)
    return say("{n} av {total} följs", n=row.followed, total=row.remedies)


def thousands(kronor: Decimal | None) -> Decimal | None:
    """Kronor as whole thousands."""
    return None if kronor is None else (kronor / 1000).quantize(Decimal(1), ROUND_HALF_UP)


# What both have in common


def _is_of(board: Place | None, key: str) -> bool:
    return not key or (board is not None and board.key == key)


def _name_of(rows: Iterable[RemedyRow | DeviationRow], key: str) -> str:
    return next((row.board.name for row in rows if key and row.board), "")


def _boards(rows: Iterable[RemedyRow | DeviationRow], asked: Asked) -> Choice:
    places = {row.board.key: row.board.name for row in rows if row.board}
    options = sorted(places.items(), key=lambda place: place[1])
    return Choice("organ", _("Nämnd eller bolag"), [("", _("Alla")), *options], asked.get("organ", ""))
