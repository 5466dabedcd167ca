"""Keys that name no part, name two parts, or name a part of the wrong sort. The model cannot run with them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import get_args

from rodatraden.lib.text import Text, say
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint.paths import events, numbered
from rodatraden.steering.schema import Keyed, Model
from rodatraden.steering.schema.organisation import BodyKind
from rodatraden.steering.schema.rules import RollUpRule, ThresholdRule

KEY = re.compile(r"[a-z0-9][a-z0-9-]*")
VOTERS = "valet"
"""Appoints the council. The only one who appoints and is no part of the model."""


@dataclass(frozen=True)
class Reference:
    """A key that stands at a path, and the keys that may stand there. `what` says in Swedish what they name.

    Where `words` is set the place may also hold plain words ("alla partier"), which nobody looks up.
    """

    path: str
    value: str
    known: Collection[str]
    what: Text
    words: bool = False

    @property
    def is_broken(self) -> bool:
        if not self.value or self.value in self.known:
            return False
        return not self.words or KEY.fullmatch(self.value) is not None

    @property
    def nearest(self) -> str:
        return next(iter(get_close_matches(self.value, list(self.known), n=1, cutoff=0.5)), "")


def undefined(model: Model) -> Iterator[Finding]:
    """A reference to something that is not in the file."""
    for reference in references(model):
        if reference.is_broken:
            message = say("”{value}” är ingen nyckel för {what} i filen.", value=reference.value, what=reference.what)
            yield Finding("error", "undefined", reference.path, message, _advice(reference))


def _advice(reference: Reference) -> Text:
    if reference.nearest:
        return say("Menade du ”{near}”?", near=reference.nearest)
    if reference.words:
        return say("Lägg till den, eller skriv flera ord eller stor bokstav om det inte ska vara en nyckel.")
    return say("Lägg till den, eller ta bort hänvisningen.")


def references(model: Model) -> Iterator[Reference]:
    """Every key in the model that should name another part."""
    yield from _of_levels(model)
    yield from _of_organisation(model)
    yield from _of_plans(model)
    yield from _of_reports(model)
    yield from _of_the_rest(model)


def _each(
    path: str, values: Iterable[str], known: Collection[str], what: Text, words: bool = False
) -> Iterator[Reference]:
    return (Reference(path, value, known, what, words) for value in values)


def keys(parts: Sequence[Keyed]) -> list[str]:
    return [part.key for part in parts]


def actors(model: Model) -> list[str]:
    """The keys of those who decide and act: bodies and roles."""
    return keys(model.body) + keys(model.role)


WHO = say("ett organ eller en roll")
BODY = say("ett organ")
LEVEL = say("en nivå")
PLAN = say("en plantyp")
REPORT = say("en rapporttyp")
RULE = say("en regel")


def _of_levels(model: Model) -> Iterator[Reference]:
    levels, kinds = keys(model.level), get_args(BodyKind)
    for path, level in numbered("level", model.level):
        yield from _each(f"{path}.serves", level.serves, levels, LEVEL)
        yield Reference(f"{path}.decided_by", level.decided_by, actors(model), WHO)
        yield Reference(f"{path}.decided_in", level.decided_in, keys(model.plan), PLAN)
        yield from _each(f"{path}.owned_by", level.owned_by, kinds, say("ett slag av enhet"))
        yield Reference(f"{path}.quality", level.quality, keys(model.quality), say("en lista av kriterier (quality)"))
        yield Reference(f"{path}.status", level.status, model.rule, RULE)
        yield Reference(f"{path}.measure", level.measure, model.rule, RULE)
        if level.limit:
            yield from _each(f"{path}.limit.counting", level.limit.counting, levels, LEVEL)


def _of_organisation(model: Model) -> Iterator[Reference]:
    who = actors(model)
    for path, body in numbered("body", model.body):
        yield Reference(f"{path}.appointed_by", body.appointed_by, [*keys(model.body), VOTERS], BODY, words=True)
        decided = keys(model.level) + keys(model.plan)
        yield from _each(f"{path}.decides", body.decides, decided, say("en nivå eller en plan"))
    for path, duty in numbered("duty", model.duty):
        yield Reference(f"{path}.body", duty.body, who, WHO, words=True)
    if model.split:
        for name, side in (("elected", model.split.elected), ("officials", model.split.officials)):
            yield from _each(f"split.{name}.bodies", side.bodies, who, WHO)
    for path, part in numbered("participation", model.participation):
        yield Reference(f"{path}.who", part.who, who, WHO, words=True)
        yield Reference(f"{path}.decides", part.decides or "", keys(model.level), LEVEL)
        yield from _each(f"{path}.before", part.before, keys(model.plan), PLAN)


def _of_plans(model: Model) -> Iterator[Reference]:
    who, plans = actors(model), keys(model.plan)
    for path, plan in numbered("plan", model.plan):
        yield Reference(f"{path}.owner", plan.owner, who, WHO, words=True)
        yield Reference(f"{path}.decided_by", plan.decided_by, who, WHO)
        yield from _each(f"{path}.builds_on", plan.builds_on, plans, PLAN)
        yield from _each(f"{path}.informs", plan.informs, who, WHO, words=True)
    for path, step in numbered("step", model.step):
        yield Reference(f"{path}.who", step.who, who, WHO, words=True)
        yield from _each(f"{path}.before", step.before, plans, PLAN)
    for path, governing in numbered("governing", model.governing):
        yield Reference(f"{path}.decided_by", governing.decided_by, who, WHO, words=True)
        yield from _each(f"{path}.also_decided_by", governing.also_decided_by, who, WHO, words=True)
        yield Reference(f"{path}.prepared_by", governing.prepared_by, who, WHO, words=True)
        yield Reference(f"{path}.responsible", governing.responsible, who, WHO, words=True)


def _of_reports(model: Model) -> Iterator[Reference]:
    who, reports = actors(model), keys(model.report)
    for path, report in numbered("report", model.report):
        for number, climb in enumerate(report.climbs, start=1):
            yield Reference(f"{path}.climbs[{number}].sender", climb.sender, who, WHO)
            yield Reference(f"{path}.climbs[{number}].receiver", climb.receiver, who, WHO)
        yield from _each(f"{path}.about", report.about, keys(model.level), LEVEL)
    for path, event in events(model.event):
        yield Reference(f"{path}.actor", event.actor, who, WHO, words=True)
        yield Reference(f"{path}.report", event.report or "", reports, REPORT)
        yield Reference(f"{path}.plan", event.plan or "", keys(model.plan), PLAN)


def _of_the_rest(model: Model) -> Iterator[Reference]:
    who, economy, control = actors(model), model.economy, model.control
    for name, rule in model.rule.items():
        yield Reference(f"rule.{name}.scale", rule.scale, model.scale, say("en skala"))
    yield Reference("economy.frames_decided_by", economy.frames_decided_by, who, WHO, words=True)
    yield Reference("control.plan_decided_by", control.plan_decided_by, who, WHO, words=True)
    yield Reference("control.report_to", control.report_to, who, WHO, words=True)
    if model.small_group:
        yield from _each("small_group.shown_to", model.small_group.shown_to, keys(model.role), say("en roll"))
    if economy.sound:
        levels = keys(model.level) + keys(economy.goals)
        yield from _each(
            "economy.sound.financial", economy.sound.financial, levels, say("en nivå eller ett finansiellt mål")
        )
        yield from _each("economy.sound.operational", economy.sound.operational, levels, LEVEL)
        yield from _each("economy.sound.assessed_in", economy.sound.assessed_in, keys(model.report), REPORT)
        yield Reference("economy.sound.status", economy.sound.status, model.rule, RULE)


def _lists(model: Model) -> Iterator[tuple[str, Sequence[Keyed]]]:
    yield "level", model.level
    yield "perspective", model.perspective
    yield "quality", model.quality
    yield "measure", model.measure
    yield "body", model.body
    yield "role", model.role
    yield "duty", model.duty
    yield "participation", model.participation
    yield "plan", model.plan
    yield "step", model.step
    yield "governing", model.governing
    yield "report", model.report
    yield "economy_line", model.economy_line


def _lists_within(model: Model) -> Iterator[tuple[str, Sequence[Keyed]]]:
    yield from ((f"level[{level.key}].questions", level.questions) for level in model.level)
    yield from ((f"report[{report.key}].questions", report.questions) for report in model.report)
    yield from ((f"quality[{quality.key}].letters", quality.letters) for quality in model.quality)
    yield from ((f"scale.{name}.values", scale.values) for name, scale in model.scale.items())


def key_used_twice(model: Model) -> Iterator[Finding]:
    """Two parts of a list with one key. A body and a role share their keys' room, since either may decide."""
    both = Counter(actors(model))
    for name, parts in _lists(model):
        counted = both if name == "role" else Counter(keys(parts))
        for key in dict.fromkeys(keys(parts)):
            if counted[key] > 1:
                yield Finding(
                    "error",
                    "key-twice",
                    f"{name}[{key}]",
                    say("Nyckeln ”{key}” används för två delar.", key=key),
                    say("Ge den ena en annan nyckel."),
                )


def renamed_to_a_living_key(model: Model) -> Iterator[Finding]:
    """`was` names the key that a part had before; a part that still has that key would be confused with it."""
    for name, parts in (*_lists(model), *_lists_within(model)):
        for path, part in numbered(name, parts):
            if part.was in keys(parts):
                yield Finding(
                    "error",
                    "was-in-use",
                    f"{path}.was",
                    say("”{key}” sägs vara den tidigare nyckeln, men en annan del har den fortfarande.", key=part.was),
                    say("En nyckel får inte återanvändas med ny betydelse. Ge den andra delen en ny nyckel."),
                )


def rule_of_the_wrong_sort(model: Model) -> Iterator[Finding]:
    """A level's status and that of sound economic management are roll-up rules, that of indicators a threshold rule."""
    for path, level in numbered("level", model.level):
        status, measure = model.rule.get(level.status), model.rule.get(level.measure)
        if isinstance(status, ThresholdRule):
            yield _wrong_sort(f"{path}.status", level.status, say("en sammanvägning (roll_up)"))
        if isinstance(measure, RollUpRule):
            yield _wrong_sort(f"{path}.measure", level.measure, say("en jämförelse (compare)"))
    sound = model.economy.sound
    if sound and isinstance(model.rule.get(sound.status), ThresholdRule):
        yield _wrong_sort("economy.sound.status", sound.status, say("en sammanvägning (roll_up)"))


def _wrong_sort(path: str, key: str, wanted: Text) -> Finding:
    message = say("Regeln ”{key}” är av fel slag: här ska stå {wanted}.", key=key, wanted=wanted)
    return Finding("error", "rule-sort", path, message, say("Välj en annan regel, eller skriv en ny."))


def rule_without_scale(model: Model) -> Iterator[Finding]:
    """A rule must say on which scale it answers; only the rule within a two-step rule takes the outer one's."""
    for name, rule in model.rule.items():
        if not rule.scale:
            message = say("Regeln ”{key}” säger inte vilken skala den svarar på.", key=name)
            proposal = say("Skriv scale = ”{scale}”.", scale=next(iter(model.scale), "…"))
            yield Finding("error", "no-scale", f"rule.{name}.scale", message, proposal)
