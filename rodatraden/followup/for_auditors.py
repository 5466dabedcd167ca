"""What auditors ask of a report: what was judged by hand, which targets were changed, what nobody has decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from rodatraden.followup.adopted import Difference, Goal, Promise, Worded, changed, unreported
from rodatraden.followup.sound import Overall
from rodatraden.indicators.models import Breakdown, Target
from rodatraden.lib.periods import Period
from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.thread.gather import Figure, Node, Thread
from rodatraden.thread.levels import DOING
from rodatraden.thread.models import ItemVersion, State


@dataclass(frozen=True)
class Hand:
    """Something judged by hand otherwise than the rule proposes. `key` is its item's, where it is one."""

    title: Text | str
    proposed: Text
    judged: Text
    reason: str
    key: str = ""


@dataclass(frozen=True)
class ForAuditors:
    """The lists. `by_hand` are goals whose status is not the rule's; `targets` those set anew during the year."""

    by_hand: Sequence[Node]
    targets: Sequence[Target]
    undecided: Sequence[Node]
    differences: Sequence[Difference]
    whole: Overall | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.hands or self.targets or self.undecided or self.differences)

    @property
    def hands(self) -> list[Hand]:
        """What was judged otherwise than the rule proposes: sound economic management as a whole, then the goals."""
        whole = self.whole
        found = [hand_of(node) for node in self.by_hand]
        if whole is None or whole.hand is None or not whole.is_otherwise:
            return found
        label = say("God ekonomisk hushållning")
        return [Hand(label, whole.proposal.word, whole.judgement.word, whole.hand.reason), *found]

    def of(self, nodes: Sequence[Node], whole: Overall | None = None) -> "ForAuditors":
        """The lists of some of the goals, and of the whole where it is assessed."""
        keys = {node.key for node in nodes}
        titles = {node.title for node in nodes}
        indicators = {figure.indicator.pk for node in nodes for figure in node.figures}
        return ForAuditors(
            [node for node in self.by_hand if node.key in keys],
            [target for target in self.targets if target.indicator_id in indicators],
            [node for node in self.undecided if node.key in keys],
            [each for each in self.differences if each.title in titles],
            whole,
        )


def for_auditors(thread: Thread, nodes: Sequence[Node], *, closing: bool) -> ForAuditors:
    """The lists of some goals, for the thread's year. Two queries.

    That something has no outcome is a difference at the year's closing only: until then it may still come.
    """
    first, last = thread.period.start, thread.period.end
    indicators = {figure.indicator.pk for node in nodes for figure in node.figures}
    targets = (
        Target.objects.filter(indicator__in=indicators, breakdown=Breakdown.TOTAL, replaces__isnull=False)
        .filter(Q(period=thread.period), entered_at__date__range=(first, last))
        .select_related("indicator", "replaces")
        .order_by("indicator__position", "entered_at")
    )
    return ForAuditors(
        [node for node in nodes if is_otherwise(node)],
        list(targets),
        [node for node in nodes if node.version.decision_id is None],
        [*(unreported(goals_of(thread, nodes)) if closing else ()), *changed(worded(nodes), first, last)],
    )


def hand_of(node: Node) -> Hand:
    """A goal that was judged by hand, with both statuses in words."""
    proposed = node.proposal.word if node.proposal else NOTHING
    judged = node.judgement.word if node.judgement else NOTHING
    return Hand(node.title, proposed, judged, node.by_hand.reason if node.by_hand else "", node.key)


def is_otherwise(node: Node) -> bool:
    """Whether somebody has judged it, and not as the rule proposes."""
    proposal = node.proposal.value_key if node.proposal else None
    return node.by_hand is not None and node.by_hand.value != proposal


def _is_measured(figure: Figure, year: Period) -> bool:
    """Whether there is an outcome of the year, one that is hidden too."""
    return figure.outcome(year) is not None or bool(figure.why_hidden(year))


def goals_of(thread: Thread, nodes: Sequence[Node]) -> list[Goal]:
    """The goals as the comparison sees them."""
    year = thread.period
    return [
        Goal(
            node.key,
            node.title,
            tuple(
                Promise(figure.indicator.called, year in figure.targets, _is_measured(figure, year))
                for figure in node.figures
            ),
            judged_by_hand=node.by_hand is not None,
            needs_indicator="indicator" in node.level.carries and thread.shared_with(node) is None,
        )
        for node in nodes
        if node.level.kind not in DOING
    ]


def worded(nodes: Sequence[Node]) -> list[Worded]:
    """Every decided version of the goals, with what it said. One query."""
    items = [node.version.item_id for node in nodes if node.level.kind not in DOING]
    rows = ItemVersion.objects.filter(item__in=items, state=State.DECIDED, personal=False)
    names = ("item__key", "title", "text", "valid_from", "valid_to")
    return [Worded(*row) for row in rows.values_list(*names)]
