"""Who is told what: one message for each step of a report, to the roles that it concerns (Y2)."""

from collections.abc import Mapping

from rodatraden.followup.models import Report, Step, StepKind
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.heads import heads_of
from rodatraden.organisation.services.notices import done, drafted, tell_all
from rodatraden.tenancy.links import here

TO_ABOVE: Mapping[StepKind, Text] = {
    StepKind.SUBMITTED: say(
        "{unit} har lämnat in sin rapport per {end}. Läs den och klarmarkera eller skicka tillbaka."
    ),
    StepKind.TAKEN_BACK: say("{unit} har tagit tillbaka sin rapport per {end}."),
    StepKind.COMPLETED: say("{unit} har kompletterat sin rapport per {end}."),
    StepKind.PLAN_RECEIVED: say("{unit} har lämnat en åtgärdsplan till rapporten per {end}."),
}
"""What whoever gets the report is told; of a board's answers it is the executive board."""
TO_OWN: Mapping[StepKind, Text] = {
    StepKind.RETURNED: say("Rapporten per {end} för {unit} kom tillbaka: {comment}"),
    StepKind.CLEARED: say("Rapporten per {end} för {unit} är klarmarkerad."),
    StepKind.TREATED: say("Rapporten per {end} för {unit} är behandlad."),
    StepKind.REOPENED: say("Rapporten per {end} för {unit} är öppen för rättelse: {comment}"),
    StepKind.COMPLETION_ASKED: say("Kommunstyrelsen begär komplettering av rapporten per {end} för {unit}: {comment}"),
    StepKind.ADVISED: say("Kommunstyrelsen ger ett råd om rapporten per {end} för {unit}: {comment}"),
    StepKind.PLAN_ASKED: say("Kommunstyrelsen begär en åtgärdsplan av {unit}, rapporten per {end}. {comment}"),
    StepKind.PLAN_REJECTED: say(
        "Kommunstyrelsen godtar inte åtgärdsplanen från {unit}, rapporten per {end}: {comment}"
    ),
    StepKind.PLAN_ACCEPTED: say("Kommunstyrelsen godtar åtgärdsplanen från {unit}, rapporten per {end}."),
    StepKind.ESCALATED: say("Kommunstyrelsen lyfter rapporten per {end} för {unit} till fullmäktige: {comment}"),
}
"""What the unit's own are told of what others did."""
ASKS = frozenset({StepKind.RETURNED, StepKind.COMPLETION_ASKED, StepKind.PLAN_ASKED})
"""Steps that ask for something: nobody turns their letters off."""
SETTLES = frozenset({*TO_ABOVE, StepKind.CLEARED, StepKind.TREATED, StepKind.REOPENED, StepKind.RETURNED})
"""Steps after which what was said of the report before is no longer waiting."""


def about_of(report: Report) -> str:
    """What a message is about: done with when the report moves on."""
    return f"report:{report.kind}:{report.period_end.isoformat()}:{report.unit_id}"


def tell_step(actor: Actor, step: Step, *, receiver: int | None = None) -> int:
    """Tells those whom a step concerns, within the caller's transaction, and takes away what it settles.

    `receiver` is the unit that gets to know what the report's own unit has done.
    """
    report, kind = step.report, StepKind(step.kind)
    about = about_of(report)
    if kind in SETTLES:
        done(about=about)
    text = TO_OWN.get(kind) or TO_ABOVE.get(kind) or NOTHING
    unit = report.unit_id if kind in TO_OWN else receiver
    model = actor.model_on(clock.today())
    if not text or unit is None or model is None:
        return 0
    words = {"unit": report.unit.name, "end": report.period_end.isoformat(), "comment": step.comment}
    link = here("followup:report", report.kind, report.period_end.isoformat(), report.unit.key)
    to = heads_of(actor.tree, model, [unit])[unit]
    return tell_all(
        [
            drafted(
                actor,
                f"step:{step.pk}:{one.unit}:{one.role}",
                to=one,
                kind=f"report-{kind}",
                text=Text(text.template, words),
                link=link,
                about=about,
                duty=kind in ASKS,
                due=step.due,
            )
            for one in to
        ]
    )
