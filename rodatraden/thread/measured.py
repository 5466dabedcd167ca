"""What measures each version of an item: its indicators, made once each, and what comes with them in one query."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from rodatraden.indicators.models import Indicator
from rodatraden.indicators.sight import on_people
from rodatraden.tenancy.among import among
from rodatraden.tenancy.models import columns, made
from rodatraden.thread.models import Measurement

UNREAD = ("name_folded", "searched", "printed_name", "method", "qualitative", "gender_reason", "edit")
"""Columns of an indicator that only its own pages show: read where somebody asks for them, one by one."""
INDICATOR = columns(Indicator, UNREAD)
Measured = Mapping[int, Sequence[tuple[Indicator, Decimal, bool]]]
"""By version: what measures it, with which weight, and whether the link is an example."""
Breaks = Mapping[int, tuple[date, ...]]
"""By indicator: the days on which its series breaks, in order."""


def read_measured(versions: Collection[int] | None = None) -> tuple[Measured, Breaks, frozenset[int]]:
    """What measures each version, or some of them, in the order it is shown; an indicator that measures much is made
    only once.

    The breaks come along, in rows of their own for each measurement, and which indicators tell how many people are
    behind them: that costs less than one more question.
    """
    peopled: set[int] = set()
    told = Exists(on_people().filter(indicator=OuterRef("indicator")))
    rows = Measurement.objects.order_by("indicator__position", "indicator__name_folded")
    if versions is not None:
        rows = rows.filter(among("version_id", versions))
    known: dict[int, Indicator] = {}
    found: dict[int, dict[int, tuple[Indicator, Decimal, bool]]] = {}
    breaks: dict[int, set[date]] = {}
    for pk, version, weight, example, day, is_told, *values in rows.values_list(
        "indicator_id", "version_id", "weight", "example", "indicator__breaks__day", told,
        *(f"indicator__{name}" for name in INDICATOR),
    ):  # fmt: skip
        if pk not in known:
            known[pk] = made(Indicator, INDICATOR, values, rows.db)
        if is_told:
            peopled.add(pk)
        if day is not None:
            breaks.setdefault(pk, set()).add(day)
        found.setdefault(version, {})[pk] = (known[pk], weight, example)
    measured = {version: tuple(each.values()) for version, each in found.items()}
    return measured, {pk: tuple(sorted(days)) for pk, days in breaks.items()}, frozenset(peopled)
