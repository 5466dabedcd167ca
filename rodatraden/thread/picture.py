"""The thread as a picture: levels from left to right, what serves what, and where it is broken."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rodatraden.lib.text import Text, say, say_many
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.schema.rules import Tone
from rodatraden.tenancy.links import here
from rodatraden.thread.breaks import Break, Code
from rodatraden.thread.gather import Node, Thread
from rodatraden.thread.levels import activity_levels, no_such
from rodatraden.thread.marking import mark_of_node
from rodatraden.thread.scorecard import numbered
from rodatraden.web.charts import ThreadColumn, ThreadLink, ThreadNode, ThreadPicture
from rodatraden.web.marks import Mark

SHORT: dict[Code, Text] = {
    "serves-nothing": say("bidrar inte till något"),
    "served-by-nothing": say("inget under"),
    "no-indicator": say("ingen indikator"),
    "no-own-indicator": say("ingen egen indikator"),
    "no-target": say("inget målvärde"),
    "no-outcome": say("inget utfall"),
    "no-responsible": say("ingen ansvarig"),
    "responsible-ended": say("ansvarig har slutat"),
    "owner-ended": say("ägaren har upphört"),
    "no-activity": say("inget som görs"),
    "too-many-goals": say("för många mål"),
    "not-covered": say("ingen nämnd"),
    "overdue": say("försenad"),
    "different-targets": say("olika målvärden"),
    "unmeasured-figure": say("siffran mäts inte"),
    "target-unmeasured": say("mäts inte i år"),
    "one-kind-of-goal": say("ett slags mål saknas"),
    "target-outlives": say("gäller efter mandatperioden"),
    "before-plan": say("klart före planen"),
}
FRAYED: dict[Code, str] = {
    "serves-nothing": "above",
    "served-by-nothing": "below",
    "no-activity": "below",
    "not-covered": "below",
}
OPEN = {"no-indicator", "unmeasured-figure"}
TONES: tuple[Tone, ...] = ("missed", "partly", "met", "unmeasured")
DEEPEST = 6
MOST_ON_A_SHEET = 24
PAPER = 900
MOST_AROUND = 30
"""Items in the picture of one item; where there would be more, only what hangs directly beneath is drawn."""
MOST_ON_PAPER = 12
"""The same on paper, so that the picture has room below the page's head."""


def short_of(model: Model, code: Code) -> Text:
    """A kind of break in a word or two, in the model's own where it speaks of a level."""
    return no_such(activity_levels(model.level)) if code == "no-activity" else SHORT[code]


def picture_of(thread: Thread, breaks: Iterable[Break], shown: Collection[str], chosen: str = "") -> ThreadPicture:
    """The picture of the items in `shown`; assignments are left to their own page. The path through the
    chosen item is red, its neighbours grey."""
    nodes = [n for n in thread.nodes.values() if n.key in shown and n.level.kind != "assignment"]
    used = [level for level in thread.model.level if any(node.level.key == level.key for node in nodes)]
    column = {level.key: place for place, level in enumerate(used)}
    by_item = _by_item(breaks)
    keys = {node.key for node in nodes}
    return ThreadPicture(
        title=str(say("Röda tråden i {period}", period=thread.period.name)),
        description=str(_description(nodes, used)),
        columns=[ThreadColumn(level.name.one.capitalize(), thread.model.who(level.decided_by)) for level in used],
        nodes=[_node(thread, node, column[node.level.key], by_item.get(node.key, ())) for node in nodes],
        links=[ThreadLink(up, node.key) for node in nodes for up in node.serves if up in keys],
        here=chosen if chosen in keys else "",
    )


def _description(nodes: Sequence[Node], used: Sequence[Level]) -> Text:
    """ "40 led, från vision till aktivitet.": by the first and the last of the levels that are drawn."""
    if len(used) < 2:
        return say_many(len(nodes), "Ett led.", "{n} led.")
    first, last = used[0].name.one, used[-1].name.one
    return say("{n} led, från {first} till {last}.", n=len(nodes), first=first, last=last)


def around(thread: Thread, key: str, most: int = MOST_AROUND) -> set[str]:
    """An item with all that it serves, what carries it, and its neighbours: what else serves the same."""
    up = {node.key for node in thread.upward(key)}
    beside = {node.key for above in thread.above.get(key, ()) for node in thread.serving(above)}
    down = {node.key for node in thread.downward(key)}
    if len(up | beside | down) > most:
        down = {node.key for node in thread.serving(key)}
    return {key} | up | beside | down


def parts_of(thread: Thread, shown: Collection[str]) -> list[tuple[str, set[str]]]:
    """The thread for paper: whole where it fits a sheet, else a part for each item right below the vision, with all
    that hangs beneath it. What hangs alone comes last, together."""
    drawn = {key for key in shown if thread.nodes[key].level.kind != "assignment"}
    if len(drawn) <= MOST_ON_A_SHEET:
        return [("", drawn)]
    visions = {node.key for node in thread.of_kind("vision")} & drawn
    heads = [key for key in thread.nodes if key in drawn - visions and drawn.intersection(thread.above[key]) <= visions]
    parts, alone = [], set()
    for key in heads:
        part = {key, *(node.key for node in thread.downward(key))} & drawn
        if len(part) == 1:
            alone |= part
        else:
            parts.append((numbered(thread.nodes[key]), part | visions))
    return [*parts, (str(say("Övrigt")), alone | visions)] if alone else parts


def on_paper(picture: ThreadPicture) -> ThreadPicture:
    """The same picture for a sheet that stands: narrower, so that its letters are as large as those around it."""
    return replace(picture, width=PAPER)


def _node(thread: Thread, node: Node, column: int, breaks: Sequence[Break]) -> ThreadNode:
    return ThreadNode(
        key=node.key,
        column=column,
        title=numbered(node),
        url=here("thread:item", node.key),
        mark=mark_of_node(thread, node),
        notes=_notes(node),
        fault=_fault(thread.model, breaks),
        frayed=sorted({FRAYED[broken.code] for broken in breaks if broken.code in FRAYED}),
        open=any(broken.code in OPEN for broken in breaks),
    )


def _notes(node: Node) -> list[str]:
    """Who owns a goal of a board; when an activity is to be done and where it stands."""
    notes = []
    if node.level.kind in {"activity", "strategy"}:
        state = str(node.progress.get_state_display()) if node.progress else ""
        day = node.version.deadline.isoformat() if node.version.deadline else ""
        notes += [" · ".join(part for part in (day, state) if part)]
    elif node.authority and node.authority.kind != "council":
        notes.append(node.authority.name)
    if node.version.example:
        notes.append(str(say("exempel")))
    return [note for note in notes if note]


@dataclass(frozen=True)
class Line:
    """An item in the list: how deep it hangs, and what is broken about it."""

    depth: int
    node: Node
    mark: Mark | None
    fault: str


def outline(thread: Thread, breaks: Iterable[Break], shown: Collection[str]) -> list[Line]:
    """The thread as a list, each item beneath the first that it serves, siblings in the order they are shown."""
    by_item = _by_item(breaks)
    listed = {key: node for key, node in thread.nodes.items() if key in shown and node.level.kind != "assignment"}
    beneath: dict[str, list[str]] = {}
    for key, node in listed.items():
        beneath.setdefault(next((up for up in node.serves if up in listed), ""), []).append(key)
    lines: list[Line] = []
    waiting = [(0, key) for key in reversed(beneath.get("", []))]
    while waiting:
        depth, key = waiting.pop()
        node = thread.nodes[key]
        lines.append(
            Line(min(depth, DEEPEST), node, mark_of_node(thread, node), _fault(thread.model, by_item.get(key, ())))
        )
        waiting += [(depth + 1, below) for below in reversed(beneath.get(key, []))]
    return lines


def _by_item(breaks: Iterable[Break]) -> Mapping[str, Sequence[Break]]:
    found: dict[str, list[Break]] = {}
    for broken in breaks:
        found.setdefault(broken.item_key, []).append(broken)
    return found


def _fault(model: Model, breaks: Sequence[Break]) -> str:
    faults = [str(short_of(model, broken.code)) for broken in breaks if broken.severity != "remark"]
    return str(say("Brister: {what}", what=", ".join(dict.fromkeys(faults)))) if faults else ""


def shown_in(thread: Thread, authority: str = "", area: str = "", tone: str = "", deep: bool = False) -> set[str]:
    """The items that a filter leaves, with all that they serve, so that no line hangs in the air."""
    within = {area, *(node.key for node in thread.downward(area))} if area in thread.nodes else set()
    shown = {
        node.key
        for node in thread.nodes.values()
        if (not authority or (node.authority is not None and node.authority.key == authority))
        and (not tone or (node.judgement is not None and node.judgement.tone == tone))
        and (not area or node.key in within)
        and (deep or node.level.kind not in {"strategy", "activity"})
    }
    waiting = list(shown)
    while waiting:
        above = set(thread.above[waiting.pop()]) - shown
        shown |= above
        waiting += above
    return shown


def tones_of(model: Model) -> list[tuple[str, str]]:
    """What one can ask for by status: each tone that the goals' scales use, worst first, in the model's words."""
    rules = (model.rule.get(level.status) for level in model.level if level.status)
    scales = dict.fromkeys(rule.scale for rule in rules if rule is not None)
    values = [value for scale in scales if scale in model.scale for value in model.scale[scale].values]
    words = {tone: dict.fromkeys(value.word for value in values if value.tone == tone) for tone in TONES}
    return [(tone, " / ".join(said)) for tone, said in words.items() if said]
