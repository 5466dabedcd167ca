"""What must hold for a figure before it is written, and what a correction keeps of the one before."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.decisions.models import Decision
from rodatraden.indicators.doubts import Known
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.services.checks import LARGEST, LONGEST, Checker
from rodatraden.indicators.services.entries import OutcomeEntry, Report, TargetEntry
from rodatraden.indicators.tests.rows import a_target, an_indicator, an_outcome, somebody, year
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import NOBODY
from rodatraden.organisation.models import Unit
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

NOW = year(2018)


@pytest.fixture
def safety(house: dict[str, Unit]) -> Indicator:
    return an_indicator(house["kf"])


@pytest.fixture
def checker(house: dict[str, Unit], safety: Indicator) -> Checker:
    return Checker(somebody(house["kf"]))


def told(checker: Checker, entry: Any) -> list[tuple[str, str]]:
    checker.learn([entry])
    return [(field, str(text)) for field, text in checker.faults(entry)]


OUTCOMES: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "as it should be": ({}, []),
    "nought": ({"value": Decimal(0)}, []),
    "a year to come": ({"period": year(2019)}, [("period", "2019 har inte börjat, så där finns inget utfall än.")]),
    "the year that runs": ({"period": year(2018)}, []),
    "below nought": ({"value": Decimal("-12.5")}, []),
    "six decimals": ({"value": Decimal("0.000001")}, []),
    "closing zeros": ({"value": Decimal("1.0000000000")}, []),
    "seven decimals": ({"value": Decimal("0.0000001")}, [("value", "Högst 6 decimaler går att spara.")]),
    "too large": ({"value": LARGEST}, [("value", "Talet är för stort.")]),
    "too far below": ({"value": -LARGEST}, [("value", "Talet är för stort.")]),
    "just within": ({"value": LARGEST - 1}, []),
    "no number": ({"value": Decimal("NaN")}, [("value", "Talet är för stort.")]),
    "endless": ({"value": Decimal("Infinity")}, [("value", "Talet är för stort.")]),
    "an unknown indicator": ({"indicator": 0}, [("indicator", "Indikatorn finns inte i kommunen.")]),
    "an unknown unit": ({"unit": 0}, [("unit", "Du får inte föra in värden för enheten.")]),
    "an unknown breakdown": ({"breakdown": "barn"}, [("breakdown", "”barn” är ingen uppdelning.")]),
    "a breakdown of what is not split": ({"breakdown": "men"}, [("breakdown", "Indikatorn är inte könsuppdelad.")]),
    "a long source": ({"source": "x" * 201}, [("source", "Texten är för lång: högst 200 tecken.")]),
    "a long note": ({"note": "x" * 501}, [("note", "Texten är för lång: högst 500 tecken.")]),
    "a long reason": ({"reason": "x" * 301}, [("reason", "Texten är för lång: högst 300 tecken.")]),
    "texts that just fit": ({"source": "x" * 200, "note": "x" * 500, "reason": "x" * 300}, []),
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_that_cannot_be_is_told_at_its_field(
    checker: Checker, safety: Indicator, house: dict[str, Unit], name: str
) -> None:
    changed, faults = OUTCOMES[name]
    fields = {"indicator": safety.pk, "unit": house["kf"].pk, "period": NOW, "value": Decimal(51), **changed}
    assert told(checker, OutcomeEntry(**fields)) == faults


TARGETS: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "a value": ({"value": Decimal(55)}, []),
    "nothing": ({}, [("value", "Målvärdet saknas.")]),
    "as before": ({"form": "as_before"}, []),
    "an interval": ({"form": "interval", "low": Decimal(1), "high": Decimal(2)}, []),
    "an interval of one": ({"form": "interval", "low": Decimal(2), "high": Decimal(2)}, []),
    "half an interval": ({"form": "interval", "low": Decimal(1)}, [("high", "Ett intervall har två gränser.")]),
    "the other half": ({"form": "interval", "high": Decimal(1)}, [("low", "Ett intervall har två gränser.")]),
    "upside down": (
        {"form": "interval", "low": Decimal(2), "high": Decimal(1)},
        [("high", "Den övre gränsen är lägre än den undre.")],
    ),
    "an unknown form": ({"form": "ungefär", "value": Decimal(1)}, [("form", "”ungefär” är ingen form av målvärde.")]),
    "an unknown decision": ({"value": Decimal(1), "decision": 999}, [("decision", "Beslutet finns inte i kommunen.")]),
    "a limit too large": (
        {"form": "interval", "low": Decimal(1), "high": LARGEST},
        [("high", "Talet är för stort.")],
    ),
}


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_that_does_not_say_what_its_form_needs_is_told_at_its_field(
    checker: Checker, safety: Indicator, house: dict[str, Unit], name: str
) -> None:
    changed, faults = TARGETS[name]
    entry = TargetEntry(indicator=safety.pk, unit=house["kf"].pk, period=NOW, **changed)
    assert told(checker, entry) == faults


def test_every_text_that_is_checked_fits_its_column() -> None:
    for kind in (
        Indicator._meta.get_field("outcomes").related_model,
        Indicator._meta.get_field("targets").related_model,
    ):
        assert {name: kind._meta.get_field(name).max_length for name in LONGEST} == LONGEST  # type: ignore[union-attr]


def test_the_same_figure_twice_in_a_run_is_a_fault_and_two_different_ones_are_not(
    checker: Checker, safety: Indicator, house: dict[str, Unit]
) -> None:
    fields: dict[str, Any] = {"indicator": safety.pk, "unit": house["kf"].pk, "value": Decimal(1)}
    assert told(checker, OutcomeEntry(period=NOW, **fields)) == []
    assert told(checker, OutcomeEntry(period=year(2017), **fields)) == []
    assert told(checker, OutcomeEntry(period=NOW, **fields)) == [("period", "Värdet för 2018 står två gånger.")]


def test_an_indicator_that_is_split_takes_women_and_men(house: dict[str, Unit], checker: Checker) -> None:
    split = an_indicator(house["kf"], "delad", by_gender=True)
    for breakdown in ("total", "women", "men"):
        entry = OutcomeEntry(indicator=split.pk, unit=house["kf"].pk, period=NOW, value=Decimal(1), breakdown=breakdown)
        assert told(checker, entry) == []


def test_another_municipalitys_decision_does_not_exist(
    checker: Checker, safety: Indicator, house: dict[str, Unit], hallsberg: Municipality
) -> None:
    ours = Decision.objects.create(key="vart", title="Vårt")
    with scope(hallsberg):
        theirs = Decision.objects.create(key="deras", title="Deras")
    fields: dict[str, Any] = {"indicator": safety.pk, "unit": house["kf"].pk, "value": Decimal(1)}
    assert told(checker, TargetEntry(period=NOW, decision=ours.pk, **fields)) == []
    assert [field for field, _ in told(checker, TargetEntry(period=year(2019), decision=theirs.pk, **fields))] == [
        "decision"
    ]


def test_a_chunk_asks_four_queries_at_most_and_nothing_twice(checker: Checker, house: dict[str, Unit]) -> None:
    entries = [
        TargetEntry(
            indicator=an_indicator(house["kf"], f"i{number}").pk, unit=house["kf"].pk, period=NOW, value=Decimal(1),
            decision=Decision.objects.create(key=f"b{number}", title="Beslut").pk,
        )
        for number in range(10)
    ]  # fmt: skip

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            checker.learn(entries)
        return len(queries)

    assert (asked(), asked()) == (4, 0)


@pytest.mark.parametrize(
    ("make", "known"),
    [
        (lambda i: None, Known()),
        (lambda i: an_outcome(i, 2017, "5"), Known(Decimal(5), Decimal(5))),
        (lambda i: (an_outcome(i, 2017, "-5"), an_outcome(i, 2016, "9")), Known(Decimal(5), Decimal(9), negative=True)),
        (lambda i: (an_outcome(i, 2017, "5"), a_target(i, 2018, "50")), Known(Decimal(5), Decimal(50))),
        (lambda i: an_outcome(i, 2017, "0"), Known()),
        (lambda i: an_outcome(i, 2017, "5", superseded_at="2018-01-01T00:00Z"), Known()),
    ],
)
def test_the_sizes_that_are_known_are_those_of_current_figures_but_nought(
    checker: Checker, safety: Indicator, house: dict[str, Unit], make: Callable[[Indicator], object], known: Known
) -> None:
    make(safety)
    entry = OutcomeEntry(indicator=safety.pk, unit=house["kf"].pk, period=NOW, value=Decimal(1))
    checker.learn([entry])
    assert checker.known_of(entry) == known


def test_each_unit_and_breakdown_has_sizes_of_its_own(
    checker: Checker, safety: Indicator, house: dict[str, Unit]
) -> None:
    an_outcome(safety, 2017, "5", unit=house["sn"])
    entry = OutcomeEntry(indicator=safety.pk, unit=house["kf"].pk, period=NOW, value=Decimal(1))
    checker.learn([entry])
    assert checker.known_of(entry) == Known()
    checker.remember(entry, Decimal(7))
    assert checker.known_of(entry) == Known(Decimal(7), Decimal(7))


@pytest.mark.parametrize(
    ("verb", "value", "words"),
    [
        (Checker.overtaken, Decimal("52.000000"), "Någon annan har fört in 52 för 2018 sedan du öppnade sidan."),
        (Checker.overtaken, None, "Någon annan har fört in ett annat målvärde för 2018 sedan du öppnade sidan."),
        (Checker.unexplained, Decimal("52.500000"), "2018 har redan 52,5. Skriv varför det ändras."),
        (Checker.unexplained, None, "2018 har redan ett annat målvärde. Skriv varför det ändras."),
    ],
)
def test_what_somebody_else_wrote_is_shown_as_a_number_or_as_a_target(
    verb: Callable[..., tuple[str, object]], value: Decimal | None, words: str
) -> None:
    entry = OutcomeEntry(indicator=1, unit=1, period=NOW, value=Decimal(1))
    assert str(verb(Checker(NOBODY), entry, {"value": value})[1]) == words


# What a correction keeps


@pytest.mark.parametrize(
    ("said", "before", "kept"),
    [
        ({}, {}, ("", False)),
        ({}, {"measured_period": year(2016), "preliminary": True}, (year(2016), True)),
        ({"preliminary": False}, {"preliminary": True}, ("", False)),
        ({"preliminary": True}, {"preliminary": False}, ("", True)),
        ({"measured_period": year(2015)}, {"measured_period": year(2016)}, (year(2015), False)),
        ({"measured_period": NOW}, {"measured_period": year(2016)}, ("", False)),
        ({"measured_period": NOW}, {}, ("", False)),
    ],
)
def test_what_is_not_said_of_an_outcome_stays_as_it_was(
    said: dict[str, Any], before: dict[str, Any], kept: tuple[Period | str, bool]
) -> None:
    content = OutcomeEntry(indicator=1, unit=1, period=NOW, value=Decimal(1), **said).content(before)
    assert (content["measured_period"], content["preliminary"]) == kept


@pytest.mark.parametrize(
    ("said", "before", "kept"),
    [
        ({}, {}, (False, None)),
        ({}, {"mandate": True, "decision_id": 7}, (True, 7)),
        ({"mandate": False}, {"mandate": True, "decision_id": 7}, (False, 7)),
        ({"decision": 8}, {"decision_id": 7}, (False, 8)),
    ],
)
def test_what_is_not_said_of_a_target_stays_as_it_was(
    said: dict[str, Any], before: dict[str, Any], kept: tuple[bool, int | None]
) -> None:
    content = TargetEntry(indicator=1, unit=1, period=NOW, value=Decimal(1), **said).content(before)
    assert (content["mandate"], content["decision_id"]) == kept


def test_the_numbers_of_a_target_are_never_kept_from_the_one_before() -> None:
    content = TargetEntry(indicator=1, unit=1, period=NOW, form="as_before").content({"value": 55, "low": 1, "high": 2})
    assert (content["value"], content["low"], content["high"]) == (None, None, None)


@given(st.lists(st.sampled_from(["new", "changed", "unchanged", "refused"])))
def test_the_report_counts_every_entry_once(effects: list[Any]) -> None:
    report = Report(effects=effects)
    assert sum(report.count(each) for each in ("new", "changed", "unchanged", "refused")) == len(effects)


def test_a_unit_without_figures_is_a_newcomer_where_others_have_some(
    checker: Checker, safety: Indicator, house: dict[str, Unit]
) -> None:
    entry = OutcomeEntry(indicator=safety.pk, unit=house["sn"].pk, period=NOW, value=Decimal(0))
    checker.learn([entry])
    assert not checker.known_of(entry).newcomer, "nobody has any"
    an_outcome(safety, 2017, "5")
    again = Checker(checker.actor)
    again.learn([entry])
    assert again.known_of(entry).newcomer
    again.remember(entry, Decimal(0))
    assert not again.known_of(entry).newcomer, "asked once, not for each of its figures"


def test_a_unit_with_nought_alone_is_no_newcomer(checker: Checker, safety: Indicator, house: dict[str, Unit]) -> None:
    an_outcome(safety, 2017, "5")
    an_outcome(safety, 2017, "0", unit=house["sn"])
    entry = OutcomeEntry(indicator=safety.pk, unit=house["sn"].pk, period=NOW, value=Decimal(1))
    checker.learn([entry])
    assert checker.known_of(entry) == Known()
