"""Who decides what in two ways, and deadlines that come before what they depend on."""

from collections.abc import Iterator

from rodatraden.lib.text import in_words, say
from rodatraden.lib.trees import find_circle
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint.paths import day_of, graded, numbered, when
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


def _early(path: str, plan: Plan, other: Plan) -> Iterator[Finding]:
    """Plans of different rhythm are not compared: a plan of the mandate lies years before a yearly one."""
    mine, theirs = plan.deadline, other.deadline
    if mine is None or theirs is None or plan.every != other.every or not is_before(mine, theirs):
        return
    yield graded(
        "warning",
        "too-early",
        f"{path}.deadline",
        say(
            "”{plan}” ska vara klar {day}, före ”{other}” som den bygger på ({other_day}).",
            plan=plan.name.one,
            day=when(mine),
            other=other.name.one,
            other_day=day_of(theirs),
        ),
        say("Flytta den ena, eller ta bort beroendet."),
        rests_on=[plan, other, mine, theirs],
    )


def before_what_it_builds_on(model: Model) -> Iterator[Finding]:
    for path, plan in numbered("plan", model.plan):
        for key in plan.builds_on:
            other = model.plan_of(key)
            if other:
                yield from _early(path, plan, other)


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
            yield from _early(f"plan[{plan.key}]", plan, other)


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
