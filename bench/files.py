"""A large file to load."""

import io

import xlsxwriter

from rodatraden.indicators.models import Indicator
from rodatraden.organisation.models import Unit


def many_outcomes(count: int) -> bytes:
    """An Excel file with so many new outcomes of the municipality at work."""
    indicators = list(Indicator.objects.values_list("key", flat=True))
    units = list(Unit.objects.exclude(kind="council").values_list("key", flat=True))
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Utfall")
        sheet.write_row(0, 0, ["indikator", "enhet", "period", "utfall", "källa"])
        for row in range(count):
            indicator, rest = indicators[row % len(indicators)], row // len(indicators)
            unit, place = units[rest % len(units)], rest // len(units)
            period = f"{2010 + place // 12}-{place % 12 + 1:02}"
            sheet.write_row(row + 1, 0, [indicator, unit, period, row % 97 + 0.5, "Bänk"])
    return made.getvalue()
