"""The page of a plan: how far it has come, what is next and whose, and what it says."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rodatraden.decisions.corrections import Correction, corrections
from rodatraden.documents import freezing
from rodatraden.documents.content import Document
from rodatraden.documents.faults import DocumentFault
from rodatraden.documents.models import Frozen
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.heads import writes
from rodatraden.planning.asked import Asked, asked
from rodatraden.planning.contents import document_of
from rodatraden.planning.due import Changing, day_for, state_told
from rodatraden.planning.duties import duties_for, law_told
from rodatraden.planning.models import Plan, PlanReceipt, PlanStep, State, StepKind
from rodatraden.planning.outlived import LEFT, document_without
from rodatraden.planning.remarks import is_past, remarks
from rodatraden.planning.rights import can, is_writer_of
from rodatraden.planning.sentence import decided_told, how_much, rejected_told
from rodatraden.planning.services.deciding import subject_of
from rodatraden.planning.services.receipts import may_receive
from rodatraden.planning.source import Source, read
from rodatraden.planning.states import OPEN, STANDING, WAYS, Verb
from rodatraden.planning.steps_told import StepTold, steps_told
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.links import here
from rodatraden.thread.break_kinds import Break
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import left_serving

STEPS: dict[Verb, str] = {
    "send_out": "remiss", "give_view": "yttra", "propose": "foresla", "advise": "kommunstyrelsen",
    "schedule": "sammantrade", "take_back": "ta-tillbaka", "refer_back": "aterremittera", "table": "bordlagg",
    "reject": "avsla",
    "amend": "enligt-beslutet", "put_back": "angra", "decide": "besluta", "report": "anmal",
    "approve_minutes": "justera", "announce": "anslag", "appeal": "overklagad",
    "uphold": "star-fast", "annul": "upphavd", "end": "avsluta", "discard": "slang",
    "lay_down": "lagg-ner",
}  # fmt: skip
"""The verbs that have a page of their own, by its address."""
BUTTONS: dict[str, Text] = {
    "remiss": say("Skicka på remiss"),
    "yttra": say("Yttra er"),
    "foresla": say("Föreslå för beslut"),
    "kommunstyrelsen": say("För in kommunstyrelsens yttrande"),
    "sammantrade": say("Sätt upp på ett sammanträde"),
    "ta-tillbaka": say("Ta tillbaka"),
    "aterremittera": say("Återremittera"),
    "bordlagg": say("Bordlägg"),
    "avsla": say("Avslå"),
    "enligt-beslutet": say("Skriv planen enligt beslutet"),
    "angra": say("Sluta skriva enligt beslutet"),
    "besluta": say("Besluta planen"),
    "anmal": say("Anmäl till nämnden"),
    "justera": say("För in att protokollet är justerat"),
    "anslag": say("För in att beslutet är anslaget"),
    "overklagad": say("För in att beslutet är överklagat"),
    "star-fast": say("För in att beslutet står fast"),
    "upphavd": say("För in att beslutet är upphävt"),
    "avsluta": say("Låt planen upphöra"),
    "slang": say("Släng planen"),
    "lagg-ner": say("Lägg ner planen"),
    "revidera": say("Ändra planen"),
}
LISTED = 8
"""So many breaks are listed on the plan's page."""
MAIN = ("besluta", "foresla", "anmal", "yttra")
"""What stands first of what can be done."""
ENDING = frozenset({"slang", "lagg-ner", "avsluta"})
"""What ends a plan stands last, as a link: it is done seldom, and not by mistake."""


@dataclass(frozen=True)
class PlanPage:
    """All that the plan's page shows."""

    plan: Plan
    source: Source | None
    document: Document | None
    frozen: Frozen | None
    versions: Sequence[Frozen]
    actions: Sequence[tuple[str, Text, str]]
    remarks: Sequence[Text]
    breaks: Sequence[Break]
    steps: Sequence[StepTold]
    receipts: Sequence[tuple[PlanReceipt, bool]]
    may_write: bool
    laws: Sequence[str] = ()
    due: date | None = None
    change: Changing | None = None
    successor: Plan | None = None
    left: Sequence[ItemVersion] = ()
    """What serves something that holds no more since the decision is annulled."""
    asked: Sequence[Asked] = ()
    """Units of the reader's own that are asked for their views."""
    corrections: Sequence[Correction] = ()
    refusal: str = ""
    words: dict[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> Text | str:
        return state_told(self.plan)

    @property
    def sentence(self) -> Text | str:
        """The answer: what it holds, or that it is decided."""
        if self.source is None:
            return self.plan.title
        return how_much(self.source)

    @property
    def waits_for_view(self) -> bool:
        return _waits(self.asked)

    @property
    def more_breaks(self) -> int:
        """How many breaks there are beyond those that the page lists."""
        return len(self.breaks) - LISTED

    @property
    def returned(self) -> StepTold | None:
        """Why the plan is to be written further, where it is."""
        back = [step for step in self.steps if step.step.kind == StepKind.REFERRED_BACK]
        return back[-1] if back and self.plan.state == "referred_back" else None

    @property
    def told(self) -> Text:
        """Who decided it, or who is to, by when."""
        if self.plan.decision is not None:
            return decided_told(self.plan)
        if self.plan.state == State.REJECTED:
            return rejected_told(self.plan)
        if self.plan.state == State.ENDED:
            return say("Planen lades ner utan beslut.")
        if self.source is None:
            return NOTHING
        if self.due is None:
            return say("Beslutas av {who}.", who=self.source.decider_name)
        if self.due < clock.today():
            return say(
                "Beslutas av {who}, skulle ha beslutats {day}.", who=self.source.decider_name, day=self.due.isoformat()
            )
        return say("Beslutas av {who}, senast {day}.", who=self.source.decider_name, day=self.due.isoformat())


def plan_page(actor: Actor, plan: Plan) -> PlanPage:
    """The page. A decided plan shows what was frozen; one whose type no model has, only its texts."""
    versions = list(freezing.versions(subject_of(plan)))
    frozen = plan.frozen
    steps = list(plan.steps.select_related("to", "decision__body", "file"))
    sent = () if plan.is_open else plan.receipts.select_related("to")
    model = actor.model_on(clock.today())
    may_write = plan.is_written and (
        can(actor, model, "write", plan) or any(is_writer_of(actor, row) for row in plan.texts.all())
    )
    told: dict[str, Any] = {
        "steps": steps_told(plan, steps),
        "receipts": [(row, row.received_at is None and may_receive(actor, row)) for row in sent],
        "may_write": may_write,
        "versions": versions,
        "asked": asked(actor, plan, steps),
        "corrections": corrected(plan),
    }
    shown, fault = _as_decided(frozen)
    try:
        source = read(actor, plan, public=not plan.is_open, economy=True)
    except Refused as refused:
        why = fault or str(refused)
        left = actions_for(actor, plan, steps, is_changing=True, only=LEFT)
        shown = shown if frozen else document_without(plan, str(refused))
        told["may_write"] = False
        return PlanPage(plan, None, shown, frozen, actions=left, remarks=(), breaks=(), refusal=why, **told)
    document = shown if frozen else document_of(source)
    change = _change(actor, source)
    return PlanPage(
        plan,
        source,
        document,
        frozen,
        actions=_actions(actor, plan, steps, told["asked"], is_changing=change is not None, may_write=may_write),
        remarks=list(remarks(source, steps)),
        breaks=source.breaks if plan.is_open else (),
        laws=[law_told(duty) for duty in duties_for(source.model, source.kind)],
        due=day_for(source.model, source.kind, plan),
        change=change,
        successor=_successor(plan),
        left=left_serving(plan.decision) if plan.decision and plan.state == "annulled" else (),
        refusal=fault,
        **told,
    )


def corrected(plan: Plan) -> list[Correction]:
    """What of the plan's decision has been corrected since its document was saved. One query, none of a draft."""
    if plan.decision is None or plan.frozen is None:
        return []
    return corrections(plan.decision, since=plan.frozen.made_at)


def _waits(asks: Sequence[Asked]) -> bool:
    """Whether a view is still to be given."""
    return any(one.view is None for one in asks)


def _actions(
    actor: Actor, plan: Plan, steps: Sequence[PlanStep], asks: Sequence[Asked], *, is_changing: bool, may_write: bool
) -> list[tuple[str, Text, str]]:
    """What the actor can do. To answer what one is asked stands above it all, and goes before the rest."""
    only = [verb for verb in STEPS if verb != "give_view" or not asks]
    waits = _waits(asks)
    return actions_for(actor, plan, steps, is_changing=is_changing, may_write=may_write or waits, only=only)


def _as_decided(frozen: Frozen | None) -> tuple[Document | None, str]:
    """What was frozen, or why it cannot be shown: what is lost is told, never put together anew."""
    if frozen is None:
        return None, ""
    try:
        return freezing.document_of(frozen), ""
    except DocumentFault as fault:
        return None, str(fault)


def _change(actor: Actor, source: Source) -> Changing | None:
    """The draft that is to take a decided plan's place. Two queries at most."""
    plan = source.plan
    if plan.state not in STANDING:
        return None
    drafts = Plan.objects.filter(replaces=plan, state__in=OPEN)
    draft = drafts.select_related("replaces__decision").first()
    if draft is None:
        return None
    return Changing(draft, day_for(source.model, source.kind, draft), drafts.visible_to(actor).exists())


def _successor(plan: Plan) -> Plan | None:
    """The plan that took a replaced one's place. One query of such a plan, else none."""
    if plan.state != State.REPLACED:
        return None
    same = Plan.objects.filter(kind=plan.kind, unit=plan.unit_id, starts=plan.starts)
    return same.filter(pk__gt=plan.pk).exclude(decision=None).order_by("pk").first()


def actions_for(
    actor: Actor,
    plan: Plan,
    steps: Sequence[PlanStep],
    *,
    is_changing: bool = False,
    may_write: bool = False,
    only: Collection[Verb] = tuple(STEPS),
) -> list[tuple[str, Text, str]]:
    """What the actor can do with the plan now: the address of each, its words, and how it looks."""
    model = actor.model_on(clock.today())
    verbs = [verb for verb in STEPS if verb in only and can(actor, model, verb, plan) and not is_past(verb, steps)]
    found = [(STEPS[verb], BUTTONS[STEPS[verb]]) for verb in verbs]
    if plan.state in STANDING and not is_changing and writes(actor, plan.unit_id):
        found.append(("revidera", BUTTONS["revidera"]))
    first = next((address for address in MAIN if address in dict(found)), "")
    ordered = sorted(found, key=lambda pair: (pair[0] != first, pair[0] in ENDING))
    return [
        (here("planning:step", plan.pk, address), words, _look(address, first, may_write=may_write))
        for address, words in ordered
    ]


def _look(address: str, first: str, *, may_write: bool) -> str:
    """How the way to a step looks: the main one stands out, where there is not more to write."""
    if address in ENDING:
        return ""
    return "button" if address == first and not may_write else "button quiet"


def is_known(address: str) -> Verb | None:
    """The verb of an address."""
    return next((verb for verb, known in STEPS.items() if known == address and verb in WAYS), None)
