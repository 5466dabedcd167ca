"""When councils are elected, and from when to when each of them sits (KL 5:9, 11:10)."""

from datetime import date

AN_ELECTION = 2018
"""A year in which councils were elected, in September (valår 2018, 2022 …)."""
YEARS = 4
"""So long a council sits."""
NEW_COUNCIL = (10, 15)
"""A newly elected council serves from the fifteenth of October (KL 5:9)."""
BUDGET_BY = (11, 30)
"""The budget is decided by the end of November, in an election year by the newly elected council (KL 11:10)."""


def years_since_election(year: int, mandate: int = YEARS) -> int:
    """0 in a year of election."""
    return (year - AN_ELECTION) % mandate


def is_election_year(year: int, mandate: int = YEARS) -> bool:
    return years_since_election(year, mandate) == 0


def new_council_from(year: int) -> date:
    """The first day of the newly elected council, in an election year."""
    return date(year, *NEW_COUNCIL)


def last_day_of(sitting: date, mandate: int = YEARS) -> date:
    """The last day of the council that sits on a day."""
    elected = sitting.year if sitting >= new_council_from(sitting.year) else sitting.year - 1
    elected -= years_since_election(elected, mandate)
    return date(elected + mandate, NEW_COUNCIL[0], NEW_COUNCIL[1] - 1)
