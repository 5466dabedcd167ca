"""Where the document's rules and its calendar contradict each other, and what the calendar goes by (Y4). Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rodatraden.lib.text import Text, say
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint import periods, reports, timing
from rodatraden.steering.schema import Model

RULES: tuple[Callable[[Model], Iterable[Finding]], ...] = (
    reports.excepted_month,
    reports.other_reading,
    reports.reported_and_excepted,
    periods.due_before_the_period_ends,
    periods.treated_before_the_period_ends,
    periods.treated_in_another_month,
    periods.period_end_that_is_none,
    periods.month_without_event,
    timing.treats_when_it_does_not_meet,
)
CHOSEN = {
    "excepted-month": say("Kalendern följer rapportens regel, så månaden har ingen rapport."),
    "other-reading": say("Kalendern följer den valda läsningen."),
    "treated-elsewhere": say("Kalendern följer årshjulets månad."),
    "period-end": say("Kalendern följer rapportens egen sista dag."),
    "month-without-event": say("Kalendern följer rapportens regel, och när den behandlas antas."),
    "no-meeting-then": say("Kalendern följer månaden där rapporten behandlas."),
}
AS_STATED = say("Kalendern låter dagen gälla som den står.")
NEXT_MEETING = say("Kalendern tar det första sammanträdet efter perioden.")


@dataclass(frozen=True)
class Contradiction:
    """What contradicts what, and what the calendar goes by."""

    told: Text
    chosen: Text


def contradictions(model: Model) -> tuple[Contradiction, ...]:
    """Those of the linter's findings that decide what the calendar says."""
    return tuple(Contradiction(found.message, _chosen(found)) for rule in RULES for found in rule(model))


def _chosen(found: Finding) -> Text:
    return CHOSEN.get(found.code) or (AS_STATED if found.path.startswith("event") else NEXT_MEETING)
