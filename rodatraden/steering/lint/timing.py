"""Days before a meeting that lie in the wrong order, meetings that are not held, reminders and small groups."""

from collections.abc import Iterator
from itertools import pairwise

from rodatraden.lib.text import Text, in_words, say, say_many
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint.paths import graded, month, numbered
from rodatraden.steering.lint.reports import of_report
from rodatraden.steering.schema import Body, Model, Report

FLOORS: tuple[tuple[str, Text], ...] = (
    ("unit", say("enheten")),
    ("area", say("området")),
    ("administration", say("förvaltningen")),
    ("presidium", say("presidiet")),
    ("notice", say("kallelsen")),
)
"""The floors of the leads, the one that is done first before the others."""
TREATS = frozenset({"report", "decision"})
STAFF = frozenset({"administration", "area", "school", "unit", "group", "audit"})
"""Kinds of bodies that no report waits for a meeting of."""


def leads_in_order(model: Model) -> Iterator[Finding]:
    """A floor that hands over later than the one above it."""
    if model.leads is None:
        return
    days = [(name, called, int(model.leads.__dict__[name])) for name, called in FLOORS]
    for (name, below, sooner), (_, above, later) in pairwise(days):
        if sooner < later:
            yield graded(
                "warning",
                "leads-order",
                f"leads.{name}",
                say_many(sooner, "{below} är klar {n} dag före sammanträdet, men {above} redan {later} dagar före.",
                         "{below} är klar {n} dagar före sammanträdet, men {above} redan {later} dagar före.",
                         below=below, above=above, later=str(later)),
                say("Ge det som görs först flest dagar."),
            )  # fmt: skip


def treats_when_it_does_not_meet(model: Model) -> Iterator[Finding]:
    """A body that is to treat a report in a month in which it does not meet."""
    for path, report in numbered("report", model.report):
        for body in model.body:
            for number in sorted(_months(model, report, body)) if body.meets else ():
                if body.meets and number in body.meets.except_months:
                    yield graded(
                        "warning",
                        "no-meeting-then",
                        path,
                        say("{body} ska behandla ”{report}” i {month}, men sammanträder inte då.",
                            body=(body.name.definite or body.name.one).capitalize(), report=report.name.one,
                            month=month(number)),
                        say("Ändra månaden, eller except_months i body[{key}].meets.", key=body.key),
                        rests_on=[body.meets],
                    )  # fmt: skip


def _months(model: Model, report: Report, body: Body) -> set[int]:
    """The months in which an edge or an event lets the body treat the report."""
    edges = {climb.month for climb in report.climbs if climb.receiver == body.key and climb.month}
    events = {event.month for _, event in of_report(model, report) if event.actor == body.key and event.kind in TREATS}
    return edges | events


def days_that_nothing_says(model: Model) -> Iterator[Finding]:
    """What due days cannot be counted from: when those meet that receive reports, and how long before.

    Of a model that says nothing of days nothing is found: its calendar shows them as assumed.
    """
    receivers = {climb.receiver for report in model.report for climb in report.climbs}
    if model.leads is None and not any(body.meets for body in model.body):
        return
    unknown = [body for body in model.body if body.key in receivers and not body.meets and body.kind not in STAFF]
    if unknown:
        yield Finding(
            "remark",
            "no-meetings",
            "body",
            say("Det står inte när {bodies} sammanträder.",
                bodies=in_words([body.name.definite or body.name.one for body in unknown])),
            say("Skriv meets, annars räknas rapporternas sista dagar från månadens sista arbetsdag."),
        )  # fmt: skip
    if receivers and model.leads is None:
        yield Finding(
            "remark",
            "no-leads",
            "leads",
            say("Det står inte hur många dagar före sammanträdet en rapport ska vara lämnad."),
            say("Skriv [leads], annars antas dagarna."),
        )


def duty_without_days(model: Model) -> Iterator[Finding]:
    """Reminders that cannot be turned off and are never sent."""
    told = model.reminders
    for number, side in enumerate(told.duty if told else (), start=1):
        if told is not None and not told.__dict__[side]:
            yield Finding(
                "warning",
                "duty-without-days",
                f"reminders.duty[{number}]",
                say("Påminnelser som inte går att välja bort skickas aldrig, för {side} är tom.", side=side),
                say("Skriv dagar i {side}, eller ta bort den ur duty.", side=side),
            )


def residents_see_smaller_groups(model: Model) -> Iterator[Finding]:
    """Residents would be shown a group that the municipality hides from its own."""
    small, shown = model.small_group, model.openness.small_group
    if small is not None and shown is not None and shown < small.fewer_than:
        yield graded(
            "warning",
            "small-group",
            "openness.small_group",
            say("Invånarna ser grupper från {shown} personer, men inom kommunen döljs de under {hidden}.",
                shown=str(shown), hidden=str(small.fewer_than)),
            say("Höj den ena gränsen eller sänk den andra."),
            rests_on=[small],
        )  # fmt: skip
