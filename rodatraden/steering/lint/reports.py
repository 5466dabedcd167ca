"""Reports that a rule excepts and the calendar expects, that are missing, or that climb where they may not."""

from collections.abc import Iterator
from typing import Literal

from rodatraden.lib.text import NOTHING, Text, in_words, say
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint.paths import events, graded, month, numbered
from rodatraden.steering.schema import Event, Model, Report

Meaning = Literal["reported", "treated"]
OVERSEEN = frozenset({"board", "committee", "company", "company_partly", "joint_authority", "joint_board"})


def of_report(model: Model, report: Report) -> Iterator[tuple[str, Event]]:
    return ((path, event) for path, event in events(model.event) if event.report == report.key)


def months_of(event: Event) -> tuple[int, ...]:
    """The months in which the event happens, over the turn of the year where `until` is the smaller number."""
    last = event.until or event.month
    length = (last - event.month) % 12 + 1
    return tuple((event.month - 1 + step) % 12 + 1 for step in range(length))


def expected(event: Event, meaning: Meaning) -> frozenset[int]:
    """The months that the event expects a report for (reported on), or in (treated).

    An event of the whole year expects a report of every month by either meaning. One that does not say what
    month it reports on expects nothing by the first.
    """
    if meaning == "treated" or len(months_of(event)) == 12:
        return frozenset(months_of(event))
    return frozenset({event.reports_on} if event.reports_on else ())


def _clash(report: Report, event: Event, meaning: Meaning) -> tuple[int, ...]:
    if event.kind in {"work", "closing"}:
        return ()
    return tuple(number for number in report.except_months if number in expected(event, meaning))


def in_months(numbers: tuple[int, ...]) -> Text:
    return in_words([month(number) for number in numbers])


READINGS: dict[Meaning, Text] = {
    "reported": say("månaden som rapporten gäller"),
    "treated": say("månaden då rapporten behandlas"),
}


def _said(report: Report, event: Event, clash: tuple[int, ...], meaning: Meaning) -> Text:
    if len(months_of(event)) == 12:
        return say(
            "Årshjulet väntar ”{report}” varje månad, men regeln undantar {months}.",
            report=report.name.one,
            months=in_months(clash),
        )
    if meaning == "reported":
        return say(
            "”{report}” för {month} väntas i {when}, men regeln undantar {month}.",
            report=report.name.one,
            month=in_months(clash),
            when=month(event.month),
        )
    about = say(" för {month}", month=month(event.reports_on)) if event.reports_on else NOTHING
    return say(
        "”{report}”{about} behandlas i {when}, men regeln undantar {when}.",
        report=report.name.one,
        about=about,
        when=month(event.month),
    )


def excepted_month(model: Model) -> Iterator[Finding]:
    """A report that the calendar expects in a month that the report's own rule excepts (Y4).

    The contradiction is the document's even where our reading of the exception is assumed.
    """
    for _, report in numbered("report", model.report):
        meanings: tuple[Meaning, ...] = (report.except_means,) if report.except_means else ("reported", "treated")
        for meaning in meanings:
            for path, event in of_report(model, report):
                clash = _clash(report, event, meaning)
                if clash and not (meaning == "treated" and meaning != meanings[0] and len(months_of(event)) == 12):
                    yield graded(
                        "warning",
                        "excepted-month",
                        path,
                        _said(report, event, clash, meaning),
                        say(
                            "Undantagen läses som {reading}. Ändra undantaget i report[{key}], eller händelsen.",
                            reading=READINGS[meaning],
                            key=report.key,
                        ),
                        rests_on=[event],
                    )


def meaning_of_exceptions(model: Model) -> Iterator[Finding]:
    for path, report in numbered("report", model.report):
        if report.except_months and not report.except_means:
            yield Finding(
                "remark",
                "exceptions-unclear",
                f"{path}.except_means",
                say(
                    "Undantagen ({months}) kan betyda månaden som rapporten gäller eller månaden då den behandlas.",
                    months=in_months(report.except_months),
                ),
                say("Skriv except_means = ”reported” eller ”treated”, och assumed om dokumentet inte säger vilket."),
            )


def other_reading(model: Model) -> Iterator[Finding]:
    """Where the reading of the exceptions is assumed: what would contradict by the other one."""
    for path, report in numbered("report", model.report):
        if not report.except_means or not report.assumed:
            continue
        other: Meaning = "treated" if report.except_means == "reported" else "reported"
        for _, event in of_report(model, report):
            clash = _clash(report, event, other)
            if clash and not _clash(report, event, report.except_means):
                yield Finding(
                    "remark",
                    "other-reading",
                    f"{path}.except_means",
                    say("Med den andra läsningen: {said}", said=_said(report, event, clash, other)),
                    say("Läsningen ({reading}) är ett antagande.", reading=READINGS[report.except_means]),
                )


def reported_and_excepted(model: Model) -> Iterator[Finding]:
    """A report whose own list of months holds one that it excepts, and no event has shown it already."""
    for path, report in numbered("report", model.report):
        meaning: Meaning = report.except_means or "reported"
        told = {number for _, event in of_report(model, report) for number in _clash(report, event, meaning)}
        within = set(report.treated if meaning == "treated" else report.months) - told
        both = tuple(number for number in report.except_months if number in within)
        if both:
            yield graded(
                "warning",
                "excepted-month",
                f"{path}.except_months",
                say("”{report}” lämnas för {months} och undantar samma månad.", report=report.name.one,
                    months=in_months(both)),
                say("Ta bort månaden ur den ena listan."),
            )  # fmt: skip


def no_annual(model: Model) -> Iterator[Finding]:
    if not any(report.kind == "annual" for report in model.report):
        yield Finding(
            "error",
            "no-annual",
            "report",
            say("Modellen har ingen årsredovisning."),
            say("Lägg till en rapport med kind = ”annual”."),
            "11:20",
        )


def no_half_year(model: Model) -> Iterator[Finding]:
    if not any(report.kind == "half_year" for report in model.report):
        yield Finding(
            "warning",
            "no-half-year",
            "report",
            say("Modellen har ingen delårsrapport för fullmäktige."),
            say("Lägg till en rapport med kind = ”half_year”."),
            "11:16",
        )


def without_period(model: Model) -> Iterator[Finding]:
    """A report of which nothing says what time it is about."""
    for path, report in numbered("report", model.report):
        if not report.period_ends and not report.months and not report.except_months:
            yield graded(
                "warning",
                "no-period",
                path,
                say("Det står inte vilken tid ”{report}” handlar om.", report=report.name.one),
                say("Skriv period_ends, eller months för en månadsrapport."),
                rests_on=[report],
            )


def receiver_that_overrules(model: Model) -> Iterator[Finding]:
    """The executive board oversees boards and companies; it does not decide over what they have decided.

    A committee that the board itself appoints is a part of the board.
    """
    for path, report in numbered("report", model.report):
        for number, climb in enumerate(report.climbs, start=1):
            sender, receiver = model.body_of(climb.sender), model.body_of(climb.receiver)
            if climb.edge != "decides" or sender is None or receiver is None:
                continue
            if receiver.kind == "executive_board" and sender.kind in OVERSEEN and sender.appointed_by != receiver.key:
                yield graded(
                    "warning",
                    "overrules",
                    f"{path}.climbs[{number}].edge",
                    say("{receiver} beslutar om ”{report}” från {sender}, men har bara uppsikt.",
                        receiver=receiver.name.one.capitalize(), report=report.name.one, sender=sender.name.one),
                    say("Skriv edge = ”prepares” eller ”information”."),
                    "6:11",
                    rests_on=[report, climb],
                )  # fmt: skip


def climbs_nowhere(model: Model) -> Iterator[Finding]:
    for path, report in numbered("report", model.report):
        if not report.climbs:
            yield Finding(
                "remark",
                "climbs-nowhere",
                f"{path}.climbs",
                say("Det står inte vem som lämnar ”{report}” till vem.", report=report.name.one),
                say("Skriv climbs med sender, receiver och edge."),
            )
