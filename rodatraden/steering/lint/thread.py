"""Holes in the chain of levels: what nothing leads to, what leads nowhere, goals that cannot be measured."""

from collections.abc import Iterator

from rodatraden.lib.text import in_words, say
from rodatraden.lib.trees import find_circle
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint.paths import graded, numbered
from rodatraden.steering.schema import Level, Model

ABOVE = frozenset({"vision", "direction", "goal"})
"""Kinds that something lower should lead to."""
BELOW = frozenset({"direction", "goal", "strategy", "activity"})
"""Kinds that should lead to something higher. A priority or an assignment may stand alone."""


def circle_of_levels(model: Model) -> Iterator[Finding]:
    """Levels that serve each other in a circle: no thread can be drawn."""
    circle = find_circle({level.key: level.serves for level in model.level})
    if circle:
        names = [found.name.one for key in circle if (found := model.level_of(key))]
        yield Finding(
            "error",
            "circle",
            f"level[{circle[0]}].serves",
            say("Nivåerna bidrar till varandra i en cirkel: {names}.", names=in_words(names)),
            say("Ta bort en av dem ur serves."),
        )


def nothing_leads_to(model: Model) -> Iterator[Finding]:
    """A level that no other level may serve, though it is no doing and nobody's own goal."""
    served = {key for level in model.level for key in level.serves}
    for path, level in numbered("level", model.level):
        if level.kind in ABOVE and not level.personal and level.key not in served:
            yield graded(
                "warning",
                "nothing-leads-to",
                path,
                say("Ingen nivå leder till ”{name}”.", name=level.name.one),
                say("Skriv ”{key}” i serves på den nivå som bidrar till den.", key=level.key),
                rests_on=[level],
            )


def leads_nowhere(model: Model) -> Iterator[Finding]:
    """A level that serves nothing, though there is a level above it to serve."""
    tops = _tops(model)
    for path, level in numbered("level", model.level):
        if level.kind in BELOW and not level.serves and level not in tops:
            yield graded(
                "warning",
                "leads-nowhere",
                f"{path}.serves",
                say("”{name}” bidrar inte till någon annan nivå.", name=level.name.one),
                say("Skriv i serves vad den bidrar till, till exempel ”{key}”.", key=tops[0].key),
                rests_on=[level],
            )


def _tops(model: Model) -> list[Level]:
    """The visions, or where there is none the first level."""
    return [level for level in model.level if level.kind == "vision"] or [model.level[0]]


def _is_judged_goal(level: Level) -> bool:
    return level.kind == "goal" and level.reported and not level.personal


def goal_without_measures(model: Model) -> Iterator[Finding]:
    """Goals that need no indicator cannot be followed up by anything but words."""
    for path, level in numbered("level", model.level):
        if _is_judged_goal(level) and not {"indicator", "target"} & set(level.carries):
            yield graded(
                "warning",
                "no-measures",
                f"{path}.carries",
                say("”{name}” behöver varken indikator eller målvärde.", name=level.name.one),
                say("Lägg till ”indicator” i carries, eller ange varför målet följs upp på annat sätt."),
                rests_on=[level],
            )


def target_without_indicator(model: Model) -> Iterator[Finding]:
    for path, level in numbered("level", model.level):
        if "target" in level.carries and "indicator" not in level.carries:
            yield graded(
                "warning",
                "target-alone",
                f"{path}.carries",
                say("”{name}” ska ha målvärde men ingen indikator som det kan gälla.", name=level.name.one),
                say("Lägg till ”indicator” i carries."),
                rests_on=[level],
            )


def without_status_rule(model: Model) -> Iterator[Finding]:
    """Without a rule there is no proposal: somebody judges by hand."""
    for path, level in numbered("level", model.level):
        if _is_judged_goal(level) and not level.status:
            yield Finding(
                "remark",
                "no-status-rule",
                f"{path}.status",
                say("Ingen regel säger hur ”{name}” bedöms, så det görs för hand.", name=level.name.one),
                say("Skriv status = ”…” med en regel, eller en regel med roll_up = ”by-hand”."),
            )


def limit_below_one(model: Model) -> Iterator[Finding]:
    for path, level in numbered("level", model.level):
        if level.limit and level.limit.at_most < 1:
            yield Finding(
                "error",
                "limit",
                f"{path}.limit.at_most",
                say("Högst {n} av ”{name}” betyder att det inte får finnas något.", n=level.limit.at_most,
                    name=level.name.one),
                say("Skriv ett tal från 1, eller ta bort gränsen."),
            )  # fmt: skip


def no_perspectives(model: Model) -> Iterator[Finding]:
    """A level grouped by perspectives that the model does not have."""
    for path, level in numbered("level", model.level):
        if level.perspectives and not model.perspective:
            yield graded(
                "warning",
                "no-perspectives",
                f"{path}.perspectives",
                say("”{name}” ordnas efter perspektiv, men filen har inga.", name=level.name.one),
                say("Lägg till [[perspective]], eller ta bort perspectives = true."),
                rests_on=[level],
            )
