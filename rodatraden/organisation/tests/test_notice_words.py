"""What the page of notices says in a sentence."""

from datetime import date

import pytest

from rodatraden.organisation.notice_words import due_told, waiting_told

TODAY = date(2018, 9, 10)


@pytest.mark.parametrize(
    ("waiting", "unread", "late", "told"),
    [
        (0, 0, 0, "Inget väntar på dig."),
        (1, 0, 0, "En sak väntar på dig."),
        (1, 1, 0, "En sak väntar på dig: en är oläst."),
        (1, 0, 1, "En sak väntar på dig: en är försenad."),
        (3, 2, 0, "3 saker väntar på dig: 2 är olästa."),
        (3, 0, 2, "3 saker väntar på dig: 2 är försenade."),
        (5, 1, 2, "5 saker väntar på dig: en är oläst och 2 är försenade."),
    ],
)
def test_the_sentence_says_how_much_waits_and_what_of_it_presses(
    waiting: int, unread: int, late: int, told: str
) -> None:
    assert str(waiting_told(waiting, unread, late)) == told


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (None, ""),
        (date(2018, 9, 11), "Senast 2018-09-11"),
        (date(2018, 9, 10), "Senast i dag"),
        (date(2018, 9, 9), "Skulle ha varit klart i går"),
        (date(2018, 9, 1), "Skulle ha varit klart för 9 dagar sedan"),
    ],
)
def test_a_day_is_told_as_it_looks_from_today(due: date | None, told: str) -> None:
    assert str(due_told(due, TODAY)) == told
