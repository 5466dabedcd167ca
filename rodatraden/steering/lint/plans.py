"""Who decides what in two ways, and deadlines that come before what they depend on."""

from collections.abc import Iterator

from rodatraden.lib.text import in_words, say
from rodatraden.lib.trees import find_circle
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint.paths import day_of, events, graded, numbered, when
from rodatraden.steering.schema import Deadline, Model, Plan


def decided_by_two(model: Model) -> Iterator[Finding]:
    """A body that is said to decide what another body decides."""
    for path, body in numbered("body", model.body):
        for key in body.decides:
            part = model.level_of(key) or model.plan_of(key)
            if part and part.decided_by != body.key:
                yield graded(
                    "warning",
                    "who-decides",
                    f"{path}.decides",
                    say(
                        "”{what}” beslutas av {one}, men på ett annat ställe av {other}.",
                        what=part.name.one,
                        one=model.who(part.decided_by),
                        other=body.name.one,
                    ),
                    say("Bestäm vem som beslutar. I filen gäller {one}.", one=model.who(part.decided_by)),
                    rests_on=[body],
                )


def is_before(one: Deadline, other: Deadline) -> bool:
    """Whether a deadline lies surely before another. In one month without days nothing is sure."""
    if (one.year, one.month) != (other.year, other.month):
        return (one.year, one.month) < (other.year, other.month)
    return bool(one.day and other.day and one.day < other.day)


def _deadlines_in_the_wrong_order(plan: Plan, other: Plan | None) -> tuple[Deadline, Deadline] | None:
    """The deadlines of a plan and of the one that should come first, where it does not.

    Plans of different rhythm are not compared: a plan of the mandate lies years before a yearly one.
    """
    mine, theirs = plan.deadline, other.deadline if other else None
    if other is None or mine is None or theirs is None or plan.every != other.every:
        return None
    return (mine, theirs) if is_before(mine, theirs) else None


def before_what_it_builds_on(model: Model) -> Iterator[Finding]:
    """Only the days count: what else is assumed of the plans does not make the order ours."""
    for path, plan in numbered("plan", model.plan):
        for other in filter(None, (model.plan_of(key) for key in plan.builds_on)):
            days = _deadlines_in_the_wrong_order(plan, other)
            if days:
                yield graded(
                    "warning",
                    "too-early",
                    f"{path}.deadline",
                    say("”{plan}” ska vara klar {day}, före ”{other}” som den bygger på ({other_day}).",
                        plan=plan.name.one, day=when(days[0]), other=other.name.one, other_day=day_of(days[1])),
                    say("Flytta den ena, eller ta bort beroendet."),
                    rests_on=days,
                )  # fmt: skip


def before_the_plan_above(model: Model) -> Iterator[Finding]:
    """A level decided in a plan that is due before the plan of the level it serves."""
    told: set[tuple[str, str]] = set()
    for level in model.level:
        plan = model.plan_of(level.decided_in)
        for above in filter(None, (model.level_of(key) for key in level.serves)):
            other = model.plan_of(above.decided_in)
            if not plan or not other or other.key in plan.builds_on or (plan.key, other.key) in told:
                continue
            told.add((plan.key, other.key))
            days = _deadlines_in_the_wrong_order(plan, other)
            if days:
                yield graded(
                    "warning",
                    "too-early",
                    f"plan[{plan.key}].deadline",
                    say("”{level}” beslutas {day}, före ”{above}” som det ska bidra till ({other_day}).",
                        level=level.name.one, day=when(days[0]), above=above.name.one, other_day=day_of(days[1])),
                    say("Flytta en av planerna, eller ta bort ”{key}” ur serves.", key=above.key),
                    rests_on=days,
                )  # fmt: skip


def decided_after_its_deadline(model: Model) -> Iterator[Finding]:
    """An event at which the decider decides a plan later in the year than the plan is to be ready.

    Half a year or more after is read as before: a plan for January may be decided in December.
    """
    for path, event in events(model.event):
        plan = model.plan_of(event.plan or "")
        if plan is None or plan.deadline is None or event.kind != "decision" or event.actor != plan.decided_by:
            continue
        if 0 < (event.month - plan.deadline.month) % 12 < 6:
            yield graded(
                "warning",
                "plan-late",
                path,
                say("”{plan}” ska vara klar {day}, men i årshjulet beslutas planen {other}.",
                    plan=plan.name.one, day=when(plan.deadline), other=when(event)),
                say("Bestäm vilken tid som gäller."),
                rests_on=[event, plan.deadline],
            )  # fmt: skip


def each_year_though_by_mandate(model: Model) -> Iterator[Finding]:
    """A plan of the mandate period that the year lets be decided again each year."""
    for path, event in events(model.event):
        plan = model.plan_of(event.plan or "")
        once = event.election_year or event.year_after_election
        if plan and plan.every == "mandate" and event.kind == "decision" and not once:
            yield graded(
                "warning",
                "each-year",
                path,
                say("”{plan}” görs en gång per mandatperiod, men i årshjulet beslutas planen varje år.",
                    plan=plan.name.one),
                say("Skriv year_after_election = true, eller election_year = true."),
                rests_on=[event, plan],
            )  # fmt: skip


def circle_of_plans(model: Model) -> Iterator[Finding]:
    circle = find_circle({plan.key: plan.builds_on for plan in model.plan})
    if circle:
        names = [found.name.one for key in circle if (found := model.plan_of(key))]
        yield Finding(
            "error",
            "circle",
            f"plan[{circle[0]}].builds_on",
            say("Planerna bygger på varandra i en cirkel: {names}.", names=in_words(names)),
            say("Ta bort en av dem ur builds_on."),
        )
