"""Whose plans are in an election year, and for whom goals are set (KL 11:10, 5:9, 6:18, 6:19, T7). Pure."""

from datetime import date

from rodatraden.lib.elections import BUDGET_BY, YEARS, is_election_year, last_day_of, new_council_from
from rodatraden.lib.text import NOTHING, Text, say


def must_decide_anew(
    kind: str, decider_kind: str, starts: date, decided_on: date | None, today: date, mandate: int = YEARS
) -> Text:
    """What is to be said of a budget that the old council decides in an election year; nothing else does the law
    concern.

    The newly elected council always decides the budget, by the end of November (KL 11:10).
    """
    year = starts.year - 1
    if not _is_the_new_councils(kind, decider_kind, starts, decided_on, mandate):
        return NOTHING
    if decided_on is None and today > date(year, *BUDGET_BY):
        return say(
            "Budgeten för {next} skulle ha fastställts av nyvalda fullmäktige före utgången av november {year} "
            "(kommunallagen 11 kap. 10 §). Det har inte skett.",
            year=year,
            next=starts.year,
        )
    if decided_on is None:
        return say(
            "{year} är valår. Budgeten för {next} fastställs av nyvalda fullmäktige före utgången av november "
            "(kommunallagen 11 kap. 10 §). Vad de avgående har beslutat om ramar binder dem inte.",
            year=year,
            next=starts.year,
        )
    if today > date(year, *BUDGET_BY):
        return say(
            "Budgeten beslutades {day} av fullmäktige före valet. Nyvalda fullmäktige skulle ha fastställt den på nytt "
            "före utgången av november {year} (kommunallagen 11 kap. 10 §), och det beslutet finns inte här.",
            day=decided_on.isoformat(),
            year=year,
        )
    return say(
        "Budgeten beslutades {day} av fullmäktige före valet. Nyvalda fullmäktige ska fastställa den på nytt före "
        "utgången av november {year} (kommunallagen 11 kap. 10 §).",
        day=decided_on.isoformat(),
        year=year,
    )


def new_term(kind: str, year: int, mandate: int = YEARS) -> Text:
    """When a body of the kind has new members after the election of the year, and who decides until then; nothing in
    other years, and of bodies whose terms the law does not tie to the council's."""
    if not is_election_year(year, mandate):
        return NOTHING
    if kind == "council":
        return say(
            "{year} är valår. Nyvalda fullmäktige tjänstgör från och med {day} (kommunallagen 5 kap. 9 §); till dess "
            "beslutar de avgående.",
            year=year,
            day=new_council_from(year).isoformat(),
        )
    if kind == "executive_board":
        return say(
            "{year} är valår. Den nya styrelsens tid räknas från och med {day}, om fullmäktige inte har bestämt att "
            "den räknas från sammanträdet då styrelsen väljs (kommunallagen 6 kap. 18 §); till dess beslutar den "
            "avgående.",
            year=year,
            day=date(year + 1, 1, 1).isoformat(),
        )
    if kind == "board":
        return say(
            "{year} är valår. Fullmäktige bestämmer när den nya nämndens tid börjar (kommunallagen 6 kap. 19 §); till "
            "dess beslutar den avgående.",
            year=year,
        )
    return NOTHING


def passes_on(decider_kind: str, starts: date, decided_on: date | None, mandate: int = YEARS) -> Text:
    """Whose a plan of the year after an election is: the board that sits decides it, and the new one takes it over
    (KL 6:18, 6:19)."""
    year = starts.year - 1
    if decider_kind not in ("executive_board", "board") or (decided_on is not None and decided_on.year != year):
        return NOTHING
    term = new_term(decider_kind, year, mandate)
    return say("{term} Sedan är planen den nyas att ta över, ändra eller ersätta.", term=term) if term else NOTHING


def anew_by(kind: str, decider_kind: str, starts: date, decided_on: date | None, mandate: int = YEARS) -> date | None:
    """The last day for deciding anew what the old council has decided; None where nothing is to be decided anew."""
    if decided_on is None or not _is_the_new_councils(kind, decider_kind, starts, decided_on, mandate):
        return None
    return date(starts.year - 1, *BUDGET_BY)


def _is_the_new_councils(kind: str, decider_kind: str, starts: date, decided_on: date | None, mandate: int) -> bool:
    """Whether it is a budget that the newly elected council has yet to decide."""
    year = starts.year - 1
    if kind != "budget" or decider_kind != "council" or not is_election_year(year, mandate):
        return False
    return decided_on is None or (decided_on.year == year and decided_on < new_council_from(year))


def outlives_council(ends: date, decided_on: date, mandate: int = YEARS) -> Text:
    """That a plan reaches into the time of a council that has not decided it (T7)."""
    until = last_day_of(decided_on, mandate)
    if ends.year <= until.year:
        return NOTHING
    return say(
        "Planen gäller längre än de fullmäktige som beslutade den, vars sista dag är {until}. Vad den säger om tiden "
        "därefter är nyvalda fullmäktiges att ta över, ändra eller avsluta.",
        until=until.isoformat(),
    )
