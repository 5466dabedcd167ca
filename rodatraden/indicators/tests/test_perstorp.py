"""The traps of Perstorp's annex, judged by rules that the document itself does not state."""

from decimal import Decimal

import pytest

from rodatraden.indicators.assess import judge
from rodatraden.indicators.evidence import Evidence, TargetValue
from rodatraden.indicators.tests.scales import LIGHTS, by_from, threshold
from rodatraden.lib.periods import Period

RULE = threshold("share-of-way", *by_from(100, 50))


def judged(outcome: str | None, target: str | None, start: str | None, **more: object) -> tuple[str | None, str]:
    evidence = Evidence(
        period=Period.year_of(2018),
        target=TargetValue(Decimal(target)) if target else None,
        previous=Decimal(start) if start else None,
        previous_period=Period.year_of(2017),
        outcome=Decimal(outcome) if outcome else None,
        start=Decimal(start) if start else None,
        **more,  # type: ignore[arg-type]
    )
    judgement = judge(RULE, LIGHTS, evidence, closed=False)
    return judgement.value_key, str(judgement.reason).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("outcome", "target", "start", "more", "expected"),
    [
        (None, "55", "51", {}, ("ejmatt", "Ej mätt 2018, senast 2017")),
        (
            "12.6",
            "12.4",
            "12.6",
            {"direction": "lower", "measured_period": Period.year_of(2016)},
            ("ejmatt", "Ej mätt 2018, senast 2016"),
        ),
        (None, None, None, {}, ("ejmatt", "Inget utfall ännu för 2018")),
        (
            "200",
            "175",
            "228",
            {"rank_of": 290},
            ("gul", "Bedöms uppfyllas delvis: plats 200 mot plats 175 eller bättre, 52,8 % av vägen från plats 228"),
        ),
        (
            "69.7",
            "70",
            "69.4",
            {"unit_of_measure": "%", "decimals": 1},
            ("gul", "Bedöms uppfyllas delvis: 69,7 % mot minst 70,0 %, 50 % av vägen från 69,4 %"),
        ),
        (
            "1500",
            "1131",
            "1826",
            {},
            (
                "gron",
                "Bedöms uppfyllas: 1 500 mot minst 1 131; "
                "ingångsvärdet 1 826 nådde redan målvärdet, så ingen väg räknas",
            ),
        ),
    ],
)
def test_the_traps_of_the_annex_come_out_right(
    outcome: str | None, target: str | None, start: str | None, more: dict[str, object], expected: tuple[str, str]
) -> None:
    assert judged(outcome, target, start, **more) == expected
