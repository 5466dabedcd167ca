"""What prepares next year's plans, and a workplace meeting: made up, by the same verbs as on the pages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

from rodatraden.audit.log import By
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, system
from rodatraden.organisation.models import Unit
from rodatraden.planning.models import Plan
from rodatraden.planning.states import WRITING
from rodatraden.preparation.hindering import wanted
from rodatraden.preparation.models import Change, Subject, Verdict
from rodatraden.preparation.quoting import frozen_to_quote
from rodatraden.preparation.services import mark_step, record_consultation, write_change, write_conclusion
from rodatraden.preparation.steps import steps_of
from rodatraden.preparation.workplace import level_of, propose_idea
from rodatraden.steering.schema import Model
from rodatraden.thread.models import ItemVersion

CONCLUSIONS: Sequence[tuple[Subject, str]] = (
    (Subject.SITUATION, "Verksamheten når de flesta men inte dem som inte talar svenska."),
    (Subject.SURROUNDINGS, "Fler äldre bor kvar hemma längre, i hela landet."),
    (Subject.NEEDS, "Invånarna vill sköta sina ärenden utanför kontorstid."),
    (Subject.COMPARISON, "Liknande kommuner gör mer till lägre kostnad genom att samordna lokaler."),
    (Subject.RESULTS, "Åtgärderna förra året gav effekt först efter ett halvår."),
)
MERGE, EVENINGS = "Samordna lokalerna i två hus", "Öppna e-tjänster för de vanligaste ärendena"
IDEAS = ("Ta emot nya kollegor med en fadder första månaden", "Fråga varje vecka vad som kan gå lättare")


def load_preparation() -> None:
    """For the first plan that is being written by a body of the municipality at work, and one workplace."""
    actor, today = replace(system(), by=By("", "Utredaren")), clock.today()
    model = actor.model_on(today)
    if model is None:
        return
    plans = list(Plan.objects.filter(state__in=WRITING, example=True).select_related("unit"))
    plan = next((one for one in plans if wanted(model, one.kind)), plans[0] if plans else None)
    if plan is not None:
        _analysis(actor, plan)
        _steps(actor, model, plan, today)
        _consultations(actor, model, plan, today)
    _meeting(actor, model, today)


def _analysis(actor: Actor, plan: Plan) -> None:
    merge = write_change(
        actor, plan, what=MERGE, significant=True, example=True,
        consequence="Kortare vägar mellan kollegor. Tolv personer byter arbetsplats, hyran minskar från andra året.",
    )  # fmt: skip
    evenings = write_change(
        actor, plan, what=EVENINGS, verdict=Verdict.TAKEN, example=True,
        consequence="Invånarna slipper ta ledigt. Handläggarna får utbildning under våren.",
    )  # fmt: skip
    leads: Sequence[Change | None] = (None, None, evenings, merge)
    report, indicator = frozen_to_quote(actor).first(), Indicator.objects.order_by("position", "pk").first()
    for (subject, text), change in zip_longest(CONCLUSIONS, leads):
        write_conclusion(
            actor, plan, subject=subject, text=text, change=change, example=True,
            frozen=report if subject == Subject.RESULTS else None,
            indicator=indicator if subject == Subject.COMPARISON else None,
            source="Enkäten till invånarna i mars, påhittad" if subject == Subject.NEEDS else "",
            set_aside="Planen för boendet tar hand om det." if subject == Subject.SURROUNDINGS else "",
        )  # fmt: skip


def _steps(actor: Actor, model: Model, plan: Plan, today: date) -> None:
    """The first of the model's steps is done, the rest are not."""
    for step in steps_of(model, plan.kind)[:1]:
        mark_step(actor, plan, step=step.key, day=today - timedelta(days=20), note="Påhittad anteckning.", example=True)


def _consultations(actor: Actor, model: Model, plan: Plan, today: date) -> None:
    """What is always asked for has been held; the assessment of risks still waits."""
    for part in wanted(model, plan.kind):
        if part.when == "always":
            record_consultation(
                actor, plan, kind=part.key, day=today - timedelta(days=6), parties="Tre fackförbund, påhittade",
                agreed=False, note="Ett av förbunden vill att fler deltar i omställningen.", example=True,
            )  # fmt: skip


def _meeting(actor: Actor, model: Model, today: date) -> None:
    """Two proposals at the first workplace that has a goal to serve."""
    level = level_of(model)
    if level is None:
        return
    goals = ItemVersion.objects.decided_on(today).filter(level__in=level.serves, personal=False)
    for unit in Unit.objects.on(today).filter(kind__in=("unit", "school")).order_by("position", "pk"):
        above = [place.id for place in actor.tree.upward(unit.pk)]
        goal = goals.filter(unit__in=above).select_related("item").order_by("pk").first()
        if goal is not None:
            for what in IDEAS:
                propose_idea(actor, unit, what=what, serves=goal.item, example=True)
            return
