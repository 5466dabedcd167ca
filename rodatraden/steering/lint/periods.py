"""Reports that are due, treated or said to end at another time than their period allows."""

from collections.abc import Iterable, Iterator

from rodatraden.lib.text import in_words, say
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint.paths import day_of, graded, month, numbered, when
from rodatraden.steering.lint.reports import months_of, of_report
from rodatraden.steering.schema import Event, Model, PeriodEnd, Report

DUE = frozenset({"deadline", "report", "decision"})
"""Kinds of events at which the report must exist. Work on it may begin earlier."""
EACH_MONTH = frozenset({"monthly", "short"})
STILL_MEANT = 3
"""So many months after a period its report may still be what is treated."""
LAST_DAYS = 28
"""From this day on, nothing but the very end of the month comes after the period's end."""


def _months_after(number: int, end: PeriodEnd) -> int:
    """Months from the end of the period, over the turn of the year; more than half a year after is before."""
    after = (number - end.month) % 12
    return after - 12 if after > 6 else after


def _is_before(event: Event, end: PeriodEnd) -> bool:
    """Whether the event surely comes on or before the last day of the period that it says it is about."""
    after = _months_after(event.month, end)
    if after or event.day is None:
        return after < 0 or (after == 0 and event.reports_on is not None and end.day >= LAST_DAYS)
    return event.day <= end.day


def due_before_the_period_ends(model: Model) -> Iterator[Finding]:
    """An event at which a report is due on or before the last day of the period that it is about."""
    for _, report in numbered("report", model.report):
        for path, event in of_report(model, report):
            if event.kind not in DUE or event.until:
                continue
            for end in report.period_ends:
                about = event.reports_on == end.month or (event.reports_on is None and event.month == end.month)
                if about and _is_before(event, end):
                    yield graded(
                        "warning",
                        "due-too-early",
                        path,
                        say("”{what}” ska vara klar {when}, men perioden slutar {end}.", what=event.what,
                            when=when(event), end=day_of(end)),
                        say("Flytta dagen till efter periodens slut."),
                        rests_on=[event, end],
                    )  # fmt: skip


def _closed_by(number: int, report: Report) -> PeriodEnd | None:
    """The period end that a month of treatment comes too early for, where no earlier period can be meant."""
    nearest = min(report.period_ends, key=lambda end: abs(_months_after(number, end)), default=None)
    if nearest is None or any(1 <= _months_after(number, end) <= STILL_MEANT for end in report.period_ends):
        return None
    after = _months_after(number, nearest)
    return nearest if after < 0 or (after == 0 and nearest.day >= LAST_DAYS) else None


def treated_before_the_period_ends(model: Model) -> Iterator[Finding]:
    """A report treated before its period ends, or in the very month whose last day ends it."""
    for path, report in numbered("report", model.report):
        for number in report.treated if report.kind not in EACH_MONTH else ():
            end = _closed_by(number, report)
            if end:
                yield graded(
                    "warning",
                    "due-too-early",
                    f"{path}.treated",
                    say("”{report}” behandlas i {month}, innan perioden slutar {end}.", report=report.name.one,
                        month=month(number), end=day_of(end)),
                    say("Flytta behandlingen till en senare månad."),
                    rests_on=[report],
                )  # fmt: skip


def treated_in_another_month(model: Model) -> Iterator[Finding]:
    """A decision on a report in a month in which the report itself says that it is not treated."""
    for _, report in numbered("report", model.report):
        for path, event in of_report(model, report):
            if report.treated and event.kind == "decision" and not set(report.treated) & set(months_of(event)):
                yield graded(
                    "warning",
                    "treated-elsewhere",
                    path,
                    say("”{report}” behandlas i {months}, men i årshjulet {when}.", report=report.name.one,
                        months=in_words([month(number) for number in report.treated]), when=when(event)),
                    say("Bestäm vilken månad som gäller, och skriv den i treated och i händelsen."),
                    rests_on=[event],
                )  # fmt: skip


def period_end_that_is_none(model: Model) -> Iterator[Finding]:
    """Events that let a report's period end in a month in which the report has no period end.

    "Delår 1, januari–juni" is such, where the half-year report is made up by 31 August. Several events that
    agree against the report are one finding, at the report: there the fault most likely is.
    """
    for path, report in numbered("report", model.report):
        ends = {end.month for end in report.period_ends}
        about = sorted({event.reports_on for _, event in of_report(model, report) if event.reports_on} - ends)
        for number in about if ends else ():
            found = [(where, event) for where, event in of_report(model, report) if event.reports_on == number]
            yield _another_end(f"{path}.period_ends" if len(found) > 1 else found[0][0], report, number, found)


def _another_end(path: str, report: Report, number: int, found: Iterable[tuple[str, Event]]) -> Finding:
    about = [event for _, event in found]
    return graded(
        "warning",
        "period-end",
        path,
        say("{events} gäller perioden till {month}, men ”{report}” görs per {ends}.",
            events=in_words([f"”{event.what}”" for event in about]), month=month(number),
            report=report.name.one, ends=in_words([day_of(end) for end in report.period_ends])),
        say("Bestäm vilken dag som gäller."),
        rests_on=[*about, *report.period_ends],
    )  # fmt: skip


def month_without_event(model: Model) -> Iterator[Finding]:
    """Months that a monthly report's rule gives, and for which the year has no event though it has for others.

    An event that does not say what month it reports on is read as the month before it.
    """
    for path, report in numbered("report", model.report):
        by_treatment = report.except_means == "treated"
        told = {about for _, event in of_report(model, report) for about in _months_about(event, by_treatment)}
        given = set(report.months or range(1, 13)) - set(report.except_months)
        missing = sorted(given - told)
        if report.kind == "monthly" and told and missing:
            yield Finding(
                "warning",
                "month-without-event",
                path,
                say("Regeln ger ”{report}” för {months}, men årshjulet har den inte då.", report=report.name.one,
                    months=in_words([month(number) for number in missing])),
                say("Lägg till händelser, eller ändra regeln."),
            )  # fmt: skip


def _months_about(event: Event, by_treatment: bool) -> tuple[int, ...]:
    if event.until or by_treatment:
        return months_of(event)
    return (event.reports_on or (event.month - 2) % 12 + 1,)
