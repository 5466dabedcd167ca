"""The report of one unit: only what it must answer this time, and what remains before it can be handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rodatraden.economy.reading import lines_of
from rodatraden.economy.rows import LineRow
from rodatraden.economy.sheet import Sheet, lines_sheet
from rodatraden.followup.adopted import Difference, unreported
from rodatraden.followup.ahead import Ahead, readers_told, way_ahead
from rodatraden.followup.assigned import levels_asked
from rodatraden.followup.for_auditors import goals_of
from rodatraden.followup.items import is_judged, own_nodes
from rodatraden.followup.models import Attachment, Inquiry, ReportText, Step
from rodatraden.followup.parts import UNREPORTED, Part, parts_of, unwritten
from rodatraden.followup.remarks import Remark, Standing, remarks_on
from rodatraden.followup.reports import can, handing_in, is_body, may
from rodatraden.followup.round import Round, Slot, earlier, readable, steps_of, texts_of
from rodatraden.followup.sentence import Left, due_told, left_told, returned_told, state_told
from rodatraden.followup.services.attaching import beside, kinds_for
from rodatraden.followup.sound import Overall, overall
from rodatraden.followup.states import WAYS, Verb
from rodatraden.indicators.judgement import word_of
from rodatraden.indicators.missing import Missing, missing_outcomes
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, in_words, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.desks import desks
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.remedies.reading import DeviationRow, RemedyRow, deviations_for, remedies_for
from rodatraden.thread.gather import Node, Thread, gather
from rodatraden.thread.goals import standing
from rodatraden.thread.item_page import Measured, measured
from rodatraden.thread.levels import DOING
from rodatraden.thread.marking import mark_of, mark_of_node, scale_of
from rodatraden.thread.services.doing import may_report, values_of
from rodatraden.thread.services.doing import steps_of as rule_steps
from rodatraden.web.marks import Mark

AHEAD = timedelta(days=31)
"""How long after the period's end an activity's deadline may lie and still be asked about."""


@dataclass(frozen=True)
class Clash:
    """Two texts of one part: what stands there now, by whom, and what was typed here."""

    theirs: str
    mine: str
    who: str
    edit: int


@dataclass
class Saved:
    """What became of texts that were sent together. Those without a clash or a refusal are saved."""

    clashes: dict[str, Clash] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        return not (self.clashes or self.refusals)


STEPS: Sequence[tuple[Verb, str, Text]] = (
    ("submit", "lamna-in", say("Lämna in")),
    ("clear", "klarmarkera", say("Klarmarkera")),
    ("treat", "behandla", say("Registrera behandlingen")),
    ("return", "skicka-tillbaka", say("Skicka tillbaka")),
    ("take_back", "ta-tillbaka", say("Ta tillbaka")),
    ("reopen", "ratta", say("Rätta")),
)
MAIN = frozenset({"submit", "clear", "treat"})


@dataclass(frozen=True)
class Choice:
    """A status that may be chosen, and what the rule asks for it."""

    key: str
    mark: Mark
    step: Text


@dataclass(frozen=True)
class Goal:
    """An item that is judged: its figures, the rule's proposal, and what somebody has judged by hand.

    `judge` is the unit as which the reader may judge it, None where the reader may not.
    """

    node: Node
    mark: Mark
    rows: Sequence[Measured] = ()
    proposal: Mark | None = None
    choices: Sequence[Choice] = ()
    judge: Unit | None = None

    @property
    def chosen(self) -> str:
        judgement = self.node.judgement
        return (judgement.value_key or "") if judgement else ""

    @property
    def proposed(self) -> str:
        return (self.node.proposal.value_key or "") if self.node.proposal else ""

    @property
    def needs_judgement(self) -> bool:
        """Whether neither the rule nor anybody has said how it stands."""
        return self.node.by_hand is None and (self.node.judgement is None or not self.node.judgement.is_measured)


@dataclass(frozen=True)
class Written:
    """A text of the report, as it stands and as it was last time."""

    part: Part
    row: ReportText | None = None
    former: ReportText | None = None
    clash: Clash | None = None
    refusal: str = ""
    typed: str | None = None

    @property
    def text(self) -> str:
        return self.row.text if self.row else ""

    @property
    def shown(self) -> str:
        """What stands in the field: what was typed and not saved, else what is saved."""
        return self.text if self.typed is None else self.typed

    @property
    def seen(self) -> int:
        """The change number that the field goes by; after a clash the other text's, which is now seen."""
        return self.clash.edit if self.clash else self.row.edit if self.row else 0


@dataclass
class ReportPage:
    """All that the page shows. Where the reader may not read the content, only that it exists and how it stands."""

    round: Round
    slot: Slot
    thread: Thread
    may: Mapping[str, bool]
    readable: bool = True
    goals: list[Goal] = field(default_factory=list)
    overall: Overall | None = None
    judge: Unit | None = None
    doing: list[Node] = field(default_factory=list)
    reportable: frozenset[str] = frozenset()
    enters: bool = False
    missing: list[Missing] = field(default_factory=list)
    lines: Sequence[LineRow] = ()
    deviations: Sequence[DeviationRow] = ()
    remedies: Sequence[RemedyRow] = ()
    texts: list[Written] = field(default_factory=list)
    remarks: Sequence[Remark] = ()
    steps: Sequence[Step] = ()
    inquiries: Sequence[Inquiry] = ()
    attached: Sequence[Attachment] = ()
    may_attach: bool = False
    beneath: list[Slot] = field(default_factory=list)
    path: list[Slot] = field(default_factory=list)
    left: Left = Left()
    sentence: Text = NOTHING
    when: Text = NOTHING
    handed_in_by: Text = NOTHING
    can_copy: bool = False

    @property
    def unreported(self) -> list[Difference]:
        """What was decided and has no outcome, where the year is closed: the report is not handed in without a word."""
        if not self.round.is_closing or not self.slot.place.authority:
            return []
        return unreported(goals_of(self.thread, [goal.node for goal in self.goals]))

    @property
    def unexplained(self) -> bool:
        """Whether that is so and nobody has said why."""
        written = {each.part.key for each in self.texts if each.text.strip()}
        return bool(self.unreported) and UNREPORTED not in written

    @property
    def sheet(self) -> Sheet | None:
        """The unit's economy as the economy's own pages show it."""
        return lines_sheet(self.slot.place, self.lines) if self.lines else None

    @property
    def asked(self) -> list[Written]:
        """The texts that everybody at this floor writes."""
        return [each for each in self.texts if each.part.kind != "content"]

    @property
    def more(self) -> list[Written]:
        """The required contents of the type that are words: folded away until somebody writes one."""
        return [each for each in self.texts if each.part.kind == "content"]

    @property
    def more_written(self) -> bool:
        return any(each.shown.strip() for each in self.more)

    @property
    def waiting(self) -> Text:
        """Those beneath that have not handed in: the report can go on without them, and says so."""
        return in_words([slot.place.name for slot in self.beneath if not slot.is_done])

    @property
    def readers(self) -> Text:
        """Who reads the text, and when it becomes an official document (O5)."""
        return readers_told(self.round, self.slot)

    @property
    def ahead(self) -> tuple[Ahead, ...]:
        return way_ahead(self.round, self.slot)

    @property
    def buttons(self) -> list[tuple[str, Text, bool]]:
        """What the reader can do with the report now: the address, the words, and whether it is the main thing."""
        return [(address, words, verb in MAIN) for verb, address, words in STEPS if self.may[verb]]

    @property
    def returned(self) -> Step | None:
        """The comment with which the report came back, while it is with the unit."""
        found = [step for step in self.steps if step.kind == "returned"]
        return found[-1] if found and self.slot.state == "returned" else None


def report_page(actor: Actor, round: Round, slot: Slot, saved: Saved | None = None) -> ReportPage:
    """The page of a slot, with what could not be saved in its fields. A fixed number of queries."""
    unit = slot.place.id
    beneath = round.beneath(unit)
    whole = beneath or slot.place.kind == UnitKind.COUNCIL or levels_asked(round.model, round.type)
    only = None if whole else [unit]
    thread = gather(actor, clock.today(), round.year, progress=True, units=only, public=True)
    page = ReportPage(round, slot, thread, _may(actor, slot), beneath=beneath, path=round.path(unit))
    page.readable = is_readable(actor, slot)
    page.attached = beside(actor, slot.report)
    page.may_attach = bool(kinds_for(actor, unit))
    if page.readable:
        _fill(actor, page, saved or Saved())
    page.sentence, page.when = _told(page)
    return page


def _fill(actor: Actor, page: ReportPage, saved: Saved) -> None:
    slot, own = page.slot, own_nodes(page.thread, page.slot.place.id)
    page.judge = _judge(actor, slot) if page.may["write"] else None
    if page.may["write"] and not page.may["submit"]:
        page.handed_in_by = handing_in(actor.tree, page.round.model, [slot.place.id])[slot.place.id]
    page.goals = [_goal(page, node, page.judge) for node in own if is_judged(page.round, node)]
    page.overall = overall(page.round, slot, page.thread)
    last = page.round.occasion.end + AHEAD
    listed = levels_asked(page.round.model, page.round.type)
    doing = [n for n in own if n.level.kind in DOING and n.level.key not in listed and not n.is_over]
    page.doing = [node for node in doing if node.version.deadline is None or node.version.deadline <= last]
    page.reportable = frozenset(node.key for node in page.doing if may_report(actor, node.version))
    page.enters = page.may["write"] and actor.may("enter", slot.place.id)
    if page.may["write"]:
        page.missing = missing_outcomes(actor, {slot.place.id: slot.place}, clock.today())
    year, last = page.round.occasion.end.year, page.round.occasion.last
    found = lines_of([slot.place.id], year, last, tree=actor.tree, model=page.round.model)[slot.place.id]
    page.lines = [row for row in found if row.figures]
    begins = page.round.occasion.start
    within = [place.id for place in actor.tree.downward(slot.place.id)]
    page.deviations = deviations_for(actor, within, begins, clock.today())
    page.remedies = remedies_for(actor, within, clock.today(), begins, responsible=True)
    page.texts = _texts(page, saved)
    page.can_copy = any(each.former and not each.text for each in page.texts)
    page.steps = steps_of([slot.report]).get(slot.report.pk, ()) if slot.report else ()
    if slot.report and page.may["write"]:
        page.inquiries = list(
            slot.report.inquiries.filter(taken_at=None, withdrawn_at=None).select_related("indicator")
        )
    page.left = Left(
        figures=sum(len(each.periods) for each in page.missing),
        texts=len(
            unwritten([each.part for each in page.texts], [each.part.key for each in page.texts if each.text.strip()])
        ),
        judgements=sum(goal.needs_judgement and bool(goal.choices) for goal in page.goals)
        + (page.overall is not None and page.overall.needs_judgement),
    )
    page.remarks = _remarks(page) if page.may["write"] else ()


def _may(actor: Actor, slot: Slot) -> dict[str, bool]:
    return {verb: can(actor, verb, slot.place.id, slot.due.receiver, slot.report) for verb in WAYS}


def is_readable(actor: Actor, slot: Slot) -> bool:
    """A report that nobody has begun is its authority's own, like a draft."""
    if slot.report is None:
        return slot.place.id in actor.same_authority or _writes(actor, slot)
    return slot.report.pk in readable(actor, [slot])


def _writes(actor: Actor, slot: Slot) -> bool:
    return may(actor, "write", slot.place.id, slot.due.receiver)


def _judge(actor: Actor, slot: Slot) -> Unit | None:
    """The unit as which the actor judges: the report's own, or the one that writes it for a body."""
    places = [slot.place.id, *sorted(desks(actor.tree, slot.place.id) - {slot.place.id})]
    able = [unit for unit in places if actor.may("assess", unit)]
    return Unit.objects.filter(pk=able[0]).first() if able else None


def _goal(page: ReportPage, node: Node, judge: Unit | None) -> Goal:
    thread, model = page.thread, page.thread.model
    scale = scale_of(model, node.version.rule or node.level.status)
    steps = rule_steps(model, node.level, node.version)
    choices = [
        Choice(value.key, Mark(value.tone, value.symbol, word_of(value, thread.closed)), steps.get(value.key, NOTHING))
        for value in scale.values
        if value.key in values_of(model, node.level, node.version, thread.closed)
    ]
    return Goal(
        node,
        mark_of_node(thread, node) or Mark("unmeasured", "ring", NOTHING),
        [measured(thread, node, figure) for figure in node.figures],
        mark_of(scale, node.proposal) if node.proposal else None,
        choices,
        judge,
    )


def _texts(page: ReportPage, saved: Saved) -> list[Written]:
    """The parts of the report with what is written and what was written last time. Three queries at most."""
    slot, round = page.slot, page.round
    former = earlier(round.type.key, round.occasion.end, [slot.place.id]).get(slot.place.id)
    reports = [report for report in (slot.report, former) if report is not None]
    found = texts_of(reports) if reports else {}
    now = found.get(slot.report.pk, {}) if slot.report else {}
    before = found.get(former.pk, {}) if former else {}
    parts = parts_of(
        round.type,
        has_beneath=bool(page.beneath),
        is_body=is_body(round.tree, slot.place.id),
        is_whole=slot.place.kind == UnitKind.COUNCIL,
        shortfalls=_shortfalls(page),
        unreported=[say("{goal} ({what})", goal=each.title, what=each.told) for each in page.unreported],
    )
    return [
        Written(
            part,
            now.get(part.key),
            before.get(part.key),
            saved.clashes.get(part.key),
            saved.refusals.get(part.key, ""),
            saved.typed.get(part.key),
        )
        for part in parts
    ]


def _shortfalls(page: ReportPage) -> int:
    """What an action plan is asked for: goals that are not expected to be met, or in a forecast deficits (K)."""
    if page.round.occasion.kind == "forecast":
        found = [row.deviation for row in page.lines if not row.is_investment]
        return sum(each is not None and each.standing == "deficit" for each in found)
    return sum(goal.mark.tone == "missed" for goal in page.goals)


def _remarks(page: ReportPage) -> tuple[Remark, ...]:
    items = [
        Standing(
            goal.node.title,
            goal.mark.tone,
            goal.mark.word,
            sum(row.figure.judgement.is_measured for row in goal.rows),
            len(goal.rows),
            sum(row.about is not None and row.about.key == goal.node.key for row in page.remedies),
        )
        for goal in page.goals
    ]
    texts = [(str(each.part.label), each.text, each.former.text if each.former else "") for each in page.texts]
    return remarks_on(items, texts)


def _told(page: ReportPage) -> tuple[Text, Text]:
    """What the writer must still do; to everybody else how the goals stand, and how the report does."""
    report, today = page.slot.report, clock.today()
    if page.may["write"] and page.may["submit"]:
        first = returned_told(page.left) if page.slot.state == "returned" else left_told(page.left)
        return first, due_told(page.slot.by, today)
    day: date | None = clock.day_of(report.submitted_at) if report and report.submitted_at else None
    stands = state_told(page.slot.state, day, report.submitted_by if report else "")
    judged = [goal.node for goal in page.goals if goal.node.judgement]
    if not judged:
        return stands, due_told(page.slot.by, today) if not page.slot.is_done else NOTHING
    return standing(page.thread, judged)[0], stands
