"""The worked numbers of docs/rules are computed: a page that says another number than the code fails here."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rodatraden.economy.deviation import deviation, deviation_told, share_used, used_told
from rodatraden.indicators import forecast, signal
from rodatraden.indicators.assess import judge
from rodatraden.indicators.evidence import Evidence, TargetValue
from rodatraden.indicators.judgement import Judgement
from rodatraden.indicators.tests.scales import ARROWS, LIGHTS, by_from, by_within, roll_up_rule, threshold
from rodatraden.lib.numbers import parse_number
from rodatraden.lib.periods import Period
from rodatraden.lib.stretches import apart
from rodatraden.steering.schema.rules import Scale, ThresholdRule
from rodatraden.thread.rollup import PartStatus, roll_up
from rodatraden.thread.view import ThreadView

RULES = Path(__file__).parents[2] / "docs" / "rules"
COLOURS = {"green": "gron", "yellow": "gul", "red": "rod", "none": None, "up": "upp", "flat": "lika", "down": "ned"}
YEAR = Period.year_of(2018)


def section(page: str, head: str) -> str:
    """The part of a page below the heading that begins so."""
    text = (RULES / f"{page}.md").read_text(encoding="utf-8")
    found = [part for part in re.split(r"(?m)^## ", text) if part.startswith(head)]
    assert len(found) == 1, head
    return found[0]


def table(page: str, head: str) -> list[list[str]]:
    """The rows of the first table there, without its head."""
    lines = [line for line in section(page, head).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def number(text: str) -> Decimal:
    return parse_number(text.removeprefix("place").replace("%", "").strip())


def evidence(outcome: str, **more: Any) -> Evidence:
    direction: Any = more.pop("direction", "higher").split(",")[0]
    ranked = 290 if "place" in outcome or direction == "rank" else None
    unit = "%" if "%" in outcome else ""
    direction = "higher" if direction in {"rank", "either"} else direction
    return Evidence(YEAR, direction, number(outcome), rank_of=ranked, unit_of_measure=unit, **more)


def target(text: str) -> TargetValue:
    return TargetValue(value=number(text))


def judged(rule: ThresholdRule, given: Evidence, scale: Scale = LIGHTS) -> Judgement:
    return judge(rule, scale, given, closed=True)


WORD = {True: "gron", False: "rod"}


@pytest.mark.parametrize("row", table("threshold-rules", "`reached`"), ids=" ".join)
def test_reached_or_not(row: list[str]) -> None:
    outcome, wanted, direction, answer = row
    rule = threshold("reached", {"value": "gron"}, {"value": "rod"})
    found = judged(rule, evidence(outcome, direction=direction, target=target(wanted)))
    assert found.value_key == WORD[answer == "yes"]


@pytest.mark.parametrize("row", table("threshold-rules", "`share-of-target`"), ids=" ".join)
def test_share_of_the_target(row: list[str]) -> None:
    outcome, wanted, direction, share, status = row
    rule = threshold("share-of-target", *by_from(100, 80))
    found = judged(rule, evidence(outcome, direction=direction, target=target(wanted)))
    assert found.value_key == COLOURS[status]
    assert share == "refused" or plain(share) in plain(found.reason)


def plain(text: object) -> str:
    return str(text).replace("\u00a0", " ")


@pytest.mark.parametrize("row", table("threshold-rules", "`share-of-way`"), ids=" ".join)
def test_share_of_the_way(row: list[str]) -> None:
    start, outcome, wanted, share, status = row
    given = evidence(outcome, start=number(start), target=target(wanted), direction="higher")
    found = judged(threshold("share-of-way", *by_from(100, 50)), given)
    assert found.value_key == COLOURS[status]
    said = re.match(r"−?\d+", share)
    assert found.figure == (number(said[0]) if said else 0)


@pytest.mark.parametrize("row", table("threshold-rules", "`band`"), ids=" ".join)
def test_target_with_tolerance(row: list[str]) -> None:
    tolerance, outcome, wanted, deviation, status = row
    found = judged(threshold("band", *by_within(0, 5), tolerance=tolerance), evidence(outcome, target=target(wanted)))
    assert found.value_key == COLOURS[status]
    assert plain(deviation) in plain(found.reason)


@pytest.mark.parametrize("row", table("threshold-rules", "`change`"), ids=" ".join)
def test_change_against_the_period_before(row: list[str]) -> None:
    before, outcome, direction, change, status = row
    steps = by_from(1, -1, values=("upp", "lika", "ned"))
    rule = threshold("change", *steps, change="per-cent" if "per cent" in direction else "units")
    found = judged(rule, evidence(outcome, direction=direction, previous=number(before)), ARROWS)
    size, word = re.match(r"(\d+).*(better|worse)", change).groups()  # type: ignore[union-attr]
    assert found.value_key == COLOURS[status]
    assert found.figure == (number(size) if word == "better" else -number(size))


@pytest.mark.parametrize(("place", "share", "within"), [("72", "24,9 %", True), ("73", "25,2 %", False)])
def test_the_best_quartile_of_290(place: str, share: str, within: bool) -> None:
    text = section("threshold-rules", "`rank`")
    assert f"place {place} is" in text
    assert share in text
    found = judged(threshold("rank", *by_within(25, 50)), evidence(f"place {place}"))
    assert (found.value_key == "gron", plain(share) in plain(found.reason)) == (within, True)


SHARES = (
    {"value": "gron", "share_of": "gron", "from": 80},
    {"value": "gul", "share_of": ["gron", "gul"], "from": 50},
    {"value": "rod"},
)
FINANCIAL = ({**SHARES[0], "all_of": "gron"}, {**SHARES[1], "all_of": ["gron", "gul"]}, SHARES[2])


def parts(letters: str) -> list[PartStatus]:
    """Letters as the page writes them; small ones are in the group."""
    keys = {"g": "gron", "y": "gul", "r": "rod", "–": None}
    return [
        PartStatus(f"del {place}", keys[letter.lower()], group="financial" if letter.islower() else "")
        for place, letter in enumerate(letters.replace(" ", ""))
    ]


@pytest.mark.parametrize("row", table("roll-up-rules", "`share`"), ids=" ".join)
def test_a_share_of_the_parts(row: list[str]) -> None:
    rule: Any = roll_up_rule("share", steps=SHARES)
    letters = row[0]
    assert [row[1], row[2]] == [shown(letters, "G"), shown(letters, "GY")]
    assert roll_up(rule, LIGHTS, parts(letters), closed=True).value_key == COLOURS[row[3]]


def shown(letters: str, good: str) -> str:
    share = Decimal(100 * sum(letter in good for letter in letters)) / len(letters)
    return f"{share:.1f}".rstrip("0").rstrip(".").replace(".", ",") + " %"


@pytest.mark.parametrize("row", table("roll-up-rules", "`group-and-share`"), ids=" ".join)
def test_all_in_a_group_and_a_share_of_the_rest(row: list[str]) -> None:
    rule: Any = roll_up_rule("group-and-share", group="financial", steps=FINANCIAL)
    assert roll_up(rule, LIGHTS, parts(row[0]), closed=True).value_key == COLOURS[row[3]]


@pytest.mark.parametrize(
    ("missing", "status"), [("counted-out", "gron"), ("counts-as-worst", "gron"), ("makes-unmeasured", "ejmatt")]
)
def test_what_is_missing(missing: str, status: str) -> None:
    (row,) = [row for row in table("roll-up-rules", "What is missing") if row[0] == f"`{missing}`"]
    rule: Any = roll_up_rule("share", missing=missing, steps=SHARES)
    found = roll_up(rule, LIGHTS, parts("GGGG–"), closed=True)
    assert found.value_key == status
    quoted = re.search(r"”?\"(?:… )?(.*)\"", row[1])
    assert quoted is not None
    assert quoted[1] in plain(found.reason)


@pytest.mark.parametrize(("letters", "status"), [("GYG", "gul"), ("GYR", "rod"), ("GG–", "gron")])
def test_the_part_that_is_worst_off(letters: str, status: str) -> None:
    assert letters in section("roll-up-rules", "`worst`")
    rule: Any = roll_up_rule("worst")
    assert roll_up(rule, LIGHTS, parts(letters), closed=True).value_key == status


def points(*values: int) -> list[signal.Point]:
    return [signal.Point(Period.year_of(2001 + place), Decimal(value)) for place, value in enumerate(values)]


def test_the_limits_of_the_worked_series() -> None:
    text = section("signal", "Signal instead of arrow")
    found = signal.read_signal(points(50, 52, 49, 51, 50, 48, 51, 50), "higher")
    limits = found.segments[0].limits
    assert limits is not None
    assert "the mean is 50,125" in text and limits.mean == 50.125
    assert "44,8 and 55,4" in text and (round(limits.lower, 1), round(limits.upper, 1)) == (44.8, 55.4)
    told = {f"At least {signal.FEWEST} points", f"{signal.RUN} points in a row", f"{signal.TREND} points in a row"}
    assert [words for words in told if words not in text] == []


@pytest.mark.parametrize("row", table("signal", "What may be compared"), ids=" ".join)
def test_the_worked_breaks(row: list[str]) -> None:
    periods, day, comparable = row
    one, other = (Period.parse(text.replace("October 2014", "2014-10")) for text in periods.split(" and "))
    assert apart(one, other, [date.fromisoformat(day)]) is (comparable == "no")


def test_the_worked_forecast() -> None:
    text = section("signal", "Forecast")
    found = forecast.foresee(points(50, 52, 53, 55, 56, 58, 60, 61), Period.year_of(2009))
    assert isinstance(found, forecast.Forecast)
    assert "= 62,75" in text and round(found.value, 2) == 62.75
    assert "so 62,2 to 63,3" in text and (round(found.low, 1), round(found.high, 1)) == (62.2, 63.3)


def test_the_days_of_patience_with_an_outcome() -> None:
    text = (RULES / "breaks.md").read_text(encoding="utf-8")
    assert text.count(f"{ThreadView.days_to_enter} days after") == 2


@pytest.mark.parametrize("row", table("economy", "Deviation"), ids=" ".join)
def test_deviations_of_the_economy_are_as_the_page_says(row: list[str]) -> None:
    frame, forecast, kronor, share, operations, investments = row
    found = deviation(number(frame) * 1000, number(forecast) * 1000)
    assert found is not None
    assert found.kronor == number(kronor) * 1000
    if share == "–":
        assert found.per_cent is None
    else:
        assert found.per_cent is not None
        assert round(found.per_cent, 1) == number(share)
    told = [str(deviation_told(found, investment=each)).replace("\u00a0", " ") for each in (False, True)]
    assert told == [operations, investments]


def test_what_has_been_used_is_told_as_the_page_says() -> None:
    page = section("economy", "What has been used")
    assert "73 500 of 126 300 tkr" in page
    share = share_used(Decimal(126_300), Decimal(73_500))
    assert share is not None
    told = str(used_told(share, date(2018, 7, 31))).replace("\u00a0", " ")
    assert f'is "{told}"' in page
