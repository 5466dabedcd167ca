"""All that the page of one item shows, made of the gathered thread and of the item's own rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from rodatraden.audit.log import entries
from rodatraden.audit.models import Entry
from rodatraden.indicators.figure_rows import Shown, shown_outcome, shown_target, written
from rodatraden.indicators.judgement import word_of
from rodatraden.lib.numerals import numeral
from rodatraden.lib.periods import Period
from rodatraden.lib.text import NOTHING, Text, say, say_many, shortened
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Role
from rodatraden.steering.schema import Level, Model
from rodatraden.tenancy.links import here
from rodatraden.thread.breaking import breaks_of
from rodatraden.thread.breaks import Break, unmeasured_figures
from rodatraden.thread.forms import assessing_units, may_own
from rodatraden.thread.gather import Figure, Node, Thread, gather
from rodatraden.thread.history import Past, history
from rodatraden.thread.levels import DOING, activity_levels, decider_of, letters, serving_levels
from rodatraden.thread.marking import mark_of_figure, mark_of_node, scale_of
from rodatraden.thread.mending import Mending, mending
from rodatraden.thread.models import Answer, Assessment, ItemVersion, Progress, State
from rodatraden.thread.picture import short_of
from rodatraden.thread.scorecard import notes_on
from rodatraden.thread.sentence import Doing, ItemFacts, Neighbour, Work, key_sentence, then_sentence
from rodatraden.thread.services.deciding import may_decide
from rodatraden.thread.services.doing import may_report, values_of
from rodatraden.thread.smart import GoalFacts, Suggestion, suggest
from rodatraden.thread.viewing import indicator_view
from rodatraden.web.context import Station
from rodatraden.web.marks import Mark

STANDING = {
    "planned": say("är planerad"),
    "ongoing": say("pågår"),
    "done": say("är klar"),
    "paused": say("är pausad"),
    "cancelled": say("utgår"),
}
NEUTER = {"planned": say("är planerat"), "done": say("är klart"), "paused": say("är pausat")}
"""The same of an ett-word, as "uppdraget", where it differs."""
STATES = {"planned": say("planerat"), "done": say("klart"), "paused": say("pausat")}
SETTLED = (State.DECIDED, State.ANNULLED)
"""What an item's history tells of."""
LONGEST_STATION = 60
NAMED_IN_STATION = 3
UNHELD = frozenset({"no-responsible", "responsible-ended"})


@dataclass(frozen=True)
class Step:
    """A link in the list upward or downward: its level and who, its title, its status or state."""

    label: str
    node: Node
    mark: Mark | None = None
    state: Text = NOTHING
    fault: Text = NOTHING
    here: bool = False


@dataclass(frozen=True)
class Measured:
    """An indicator of the item: the year's outcome or the latest, the target, the status and why."""

    figure: Figure
    mark: Mark
    reason: Text
    outcome: Shown | None = None
    outcome_period: Period | None = None
    target: Shown | None = None
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Criterion:
    """A letter of SMART: what somebody has judged, and what can be seen."""

    suggestion: Suggestion
    answer: Answer | None


@dataclass
class ItemPage:
    """The page. `node` is the item as decided on the day."""

    thread: Thread
    node: Node
    version: ItemVersion
    stations: list[Station] = field(default_factory=list)
    sentence: Text = NOTHING
    then: Text = NOTHING
    mark: Mark | None = None
    up: list[Step] = field(default_factory=list)
    down: list[Step] = field(default_factory=list)
    measured: list[Measured] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)
    breaks: list[tuple[Break, Mending]] = field(default_factory=list)
    past: list[Past] = field(default_factory=list)
    log: list[Entry] = field(default_factory=list)
    assessments: list[tuple[Assessment, Mark]] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    draft: ItemVersion | None = None
    may: dict[str, bool] = field(default_factory=dict)
    below_levels: tuple[Level, ...] = ()
    responsible: str = ""

    @property
    def level(self) -> Level:
        return self.node.level

    @property
    def model(self) -> Model:
        return self.thread.model

    @property
    def is_done(self) -> bool:
        """Whether the item is something done, with a state, rather than judged."""
        return self.level.kind in DOING


def item_page(actor: Actor, version: ItemVersion, period: Period, thread: Thread | None = None) -> ItemPage:
    """The page of a version that holds on the thread's day. A fixed number of queries."""
    thread = thread or gather(actor, period.end, period, progress=True)
    node = thread.nodes[version.item.key]
    all_breaks = breaks_of(thread)
    page = ItemPage(thread, node, version)
    own = [each for each in all_breaks if each.item_key == node.key]
    page.breaks = [(each, mending(actor, each, thread)) for each in own]
    page.stations = stations(thread, node)
    facts = _facts(thread, node, all_breaks)
    page.sentence, page.then = key_sentence(facts), then_sentence(facts)
    page.mark = mark_of_node(thread, node)
    page.responsible = responsible_words(thread, version)
    faults = _faults(thread, all_breaks)
    page.up = [*reversed([_step(thread, up, faults) for up in _in_order(thread.upward(node.key), thread.model)])]
    page.up.append(_step(thread, node, {}, is_here=True))
    page.down = [_step(thread, node, {}, is_here=True)]
    children = sorted(thread.serving(node.key), key=lambda child: child.version.deadline or date.max)
    page.down += [_step(thread, child, faults) for child in children]
    page.measured = [measured(thread, node, figure) for figure in node.figures]
    _attach_rows(page, actor)
    return page


def _attach_rows(page: ItemPage, actor: Actor) -> None:
    """The item's own rows: answers, assessments, progress, versions, the log."""
    version, model, level = page.version, page.model, page.level
    answers = {answer.question: answer for answer in version.answers.all()}
    suggestions = suggest(letters(model, level), _goal_facts(page))
    page.criteria = [Criterion(each, answers.get(each.letter.key)) for each in suggestions]
    page.questions = [(each.text, answers[each.key].text if each.key in answers else "") for each in level.questions]
    scale = scale_of(model, version.rule or level.status)
    year = page.thread.period
    rows = Assessment.objects.current().filter(item=version.item_id, period__in=[year.key, year.previous().key])
    for row in rows.select_related("unit").order_by("-period", "entered_at"):
        value = scale.value(row.value)
        if value is not None:
            page.assessments.append((row, Mark(value.tone, value.symbol, word_of(value, row.closing))))
    page.progress = list(Progress.objects.filter(item=version.item_id)) if page.is_done else []
    versions = list(
        ItemVersion.objects.visible_to(actor)
        .filter(item=version.item_id)
        .select_related("unit", "responsible_unit", "person", "decision", "decision__body")
        .prefetch_related("contributions", "measurements__indicator")
        .latest_first()
    )
    page.draft = next((each for each in versions if each.state == "draft"), None)
    decided = sorted((each for each in versions if each.state in SETTLED), key=_begins)
    page.past = history(decided, model, {node.version.item_id: node.title for node in page.thread.nodes.values()})
    if actor.reads_log:
        page.log = list(entries().filter(kind="item", object_id=str(version.item_id))[:20])
    page.below_levels = tuple(
        below for below in serving_levels(model, level) if not below.personal and may_own(actor, model, below)
    )
    page.may = {
        "draft": actor.may("draft", version.unit_id),
        "report": page.is_done and may_report(actor, version),
        "assess": bool(values_of(model, level, version))
        and not page.is_done
        and actor.may_anywhere("assess")
        and assessing_units(actor, version).exists(),
        "end": version.valid_to is None and may_decide(actor, version, decider_of(model, level)),
    }


def _begins(version: ItemVersion) -> tuple[date, int]:
    return version.valid_from or date.min, version.pk


def stations(thread: Thread, node: Node) -> list[Station]:
    """The path from the top down to the item, one station a level, and what hangs below."""
    above: dict[str, list[Node]] = {}
    for each in thread.upward(node.key):
        above.setdefault(each.level.key, []).append(each)
    found = []
    for level in thread.model.level:
        nodes = above.get(level.key, [])
        if nodes:
            label = _level_word(nodes)
            url = here("thread:item", nodes[0].key) if len(nodes) == 1 else here("thread:thread")
            named = nodes[:NAMED_IN_STATION]
            names = "; ".join(shortened(each.title, LONGEST_STATION // len(named)) for each in named)
            example = all(each.version.example for each in nodes)
            found.append(Station(label.capitalize(), names, url, example=example))
    here_now = Station(
        node.level.name.one.capitalize(),
        shortened(node.title, LONGEST_STATION),
        current=True,
        example=node.version.example,
    )
    below = thread.serving(node.key)
    return [*found, here_now, *([Station(_("Därunder"), counted_levels(below), below=True)] if below else [])]


def _level_word(nodes: Sequence[Node]) -> str:
    """ "fullmäktigemål", "två fullmäktigemål"."""
    name = nodes[0].level.name
    return name.one if len(nodes) == 1 else f"{numeral(len(nodes))} {name.many or name.one}"


def counted_levels(nodes: Sequence[Node]) -> str:
    """ "4 aktiviteter, 1 uppdrag"."""
    counts: dict[str, list[Node]] = {}
    for node in nodes:
        counts.setdefault(node.level.key, []).append(node)
    words = [(len(found), found[0].level.name) for found in counts.values()]
    return ", ".join(f"{n} {name.one if n == 1 else name.many or name.one}" for n, name in words)


def _in_order(nodes: Sequence[Node], model: Model) -> list[Node]:
    """Nearest level first, as the model orders the levels from the top."""
    order = {level.key: place for place, level in enumerate(model.level)}
    return sorted(nodes, key=lambda node: order[node.level.key], reverse=True)


def _faults(thread: Thread, breaks: Sequence[Break]) -> dict[str, Text]:
    """What is broken at each item, in a word or two; that something is late its state already says."""
    found: dict[str, list[str]] = {}
    for each in breaks:
        if each.severity != "remark" and each.code != "overdue":
            found.setdefault(each.item_key, []).append(str(short_of(thread.model, each.code)))
    return {key: say("{what}", what=", ".join(dict.fromkeys(words))) for key, words in found.items()}


def _facts(thread: Thread, node: Node, breaks: Sequence[Break]) -> ItemFacts:
    """A break of an item, or one that cuts off what hangs directly beneath, breaks its thread here."""
    below = thread.serving(node.key)
    beneath = {child.key for child in below}
    above_all = {each.key for each in thread.upward(node.key)}
    cut = [each for each in breaks if each.item_key in beneath and each.code in UNHELD]
    unheld = {each.item_key for each in cut}
    above = [thread.nodes[key] for key in node.serves if key in thread.nodes]
    return ItemFacts(
        title=shortened(node.title, 90),
        subject=node.level.name.definite,
        serves=[_neighbour(each) for each in above],
        carried_by=[_neighbour(each) for each in below],
        top=not node.level.serves,
        bottom=not serving_levels(thread.model, node.level),
        breaks=sum(each.item_key == node.key for each in breaks) + len(cut),
        breaks_near=sum(each.item_key in above_all for each in breaks),
        work=_work(thread, below, unheld),
        doing=_doing(thread, node) if node.level.kind in DOING else None,
    )


def _work(thread: Thread, below: Sequence[Node], unheld: Collection[str]) -> tuple[Work, ...]:
    """The activities directly beneath, by level: each is told in its own word."""
    found = []
    for level in activity_levels(thread.model.level):
        work = [child for child in below if child.level.key == level.key]
        found.append(
            Work(
                total=len(work),
                done=sum(_doing(thread, child).ended for child in work),
                late=sum(_doing(thread, child).days_late > 0 for child in work),
                without_responsible=sum(child.key in unheld for child in work),
                name=level.name,
            )
        )
    return tuple(found)


def _neighbour(node: Node) -> Neighbour:
    name = node.level.name
    return Neighbour(shortened(node.title, 60), name.one, name.many or name.one, node.level.name.neuter)


def _doing(thread: Thread, node: Node) -> Doing:
    state = node.progress.state if node.progress else ""
    neuter = node.level.name.neuter
    standing = (NEUTER.get(state) if neuter else None) or STANDING.get(state)
    return Doing(standing, node.is_over, node.version.deadline, thread.day, neuter)


def state_told(thread: Thread, node: Node) -> Text:
    """Where something done stands, said after its title: "klar", "pågår", "10 dagar sen"."""
    doing = _doing(thread, node)
    if doing.days_late:
        if doing.neuter:
            return say_many(doing.days_late, "{n} dag sent", "{n} dagar sent")
        return say_many(doing.days_late, "{n} dag sen", "{n} dagar sen")
    if node.progress is None:
        return NOTHING
    state = STATES.get(node.progress.state) if doing.neuter else None
    return state or say("{state}", state=node.progress.get_state_display())


def _step(thread: Thread, node: Node, faults: dict[str, Text], is_here: bool = False) -> Step:
    version, doing = node.version, node.level.kind in DOING
    who = responsible_words(thread, version) if doing else (node.authority.name if node.authority else "")
    deadline = version.deadline.isoformat() if doing and version.deadline else ""
    label = ", ".join(part for part in (node.level.name.one.capitalize(), who, deadline) if part)
    return Step(
        label,
        node,
        mark_of_node(thread, node),
        state_told(thread, node) if doing else NOTHING,
        faults.get(node.key, NOTHING),
        is_here,
    )


def responsible_words(thread: Thread, version: ItemVersion) -> str:
    """The role that answers and where, or the unit alone."""
    role = thread.model.role_of(version.responsible_kind)
    place = thread.tree.at(version.responsible_unit_id)
    return ", ".join(part for part in (role.name.one if role else "", place.name if place else "") if part)


def measured(thread: Thread, node: Node, figure: Figure) -> Measured:
    """An indicator of an item as a row of figures: what it came to, when that was measured, the target, why."""
    year, unit = thread.period, written(figure.indicator)
    known = [period for period in figure.outcomes if period <= year and period.kind == year.kind]
    why = figure.why_hidden(year)
    outcome = None if why else figure.shown(year) or (figure.outcomes[max(known)] if known else None)
    target = figure.targets.get(year)
    return Measured(
        figure,
        mark_of_figure(thread, node, figure),
        figure.judgement.detail or figure.judgement.reason,
        Shown(None, words=why) if why else shown_outcome(outcome, unit),
        (outcome.measured_period or outcome.period) if outcome else None,
        shown_target(target, unit),
        tuple(notes_on(thread, figure, outcome, target)),
    )


def _goal_facts(page: ItemPage) -> GoalFacts:
    version, shared = page.version, page.thread.shared_with(page.node)
    figures = page.node.figures or (shared.figures if shared else ())
    stated = unmeasured_figures(version.title, version.text, [indicator_view(figure) for figure in figures])
    with_target = [figure for figure in figures if figure.targets]
    last = max((period for figure in with_target for period in figure.targets), default=None)
    answering = version.responsible_unit_id or version.unit_id
    held = Role.objects.on(page.thread.day).filter(unit=answering, kind=version.responsible_kind)
    return GoalFacts(
        indicators=len(figures),
        with_target=len(with_target),
        last_target=last,
        deadline=version.deadline,
        responsible=responsible_words(page.thread, version) if version.responsible_kind else "",
        responsible_holds=bool(version.responsible_kind) and held.exists(),
        unmeasured=tuple(dict.fromkeys(each.written for each in stated)),
    )
