"""Sound economic management as a whole: the rule's proposal from the marked goals, and what somebody judges (T13)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rodatraden.followup.models import OverallAssessment, ReportedStatus
from rodatraden.followup.round import Round, Slot
from rodatraden.indicators.judgement import Judgement, judged, not_judged, word_of
from rodatraden.lib.text import NOTHING, Text, say, verbatim
from rodatraden.organisation.models import UnitKind
from rodatraden.steering.schema.rules import RollUpRule, Scale
from rodatraden.thread.gather import Node, Thread
from rodatraden.thread.marking import mark_of, mark_of_node, scale_of
from rodatraden.thread.models import SoundEconomy
from rodatraden.thread.rollup import PartStatus, roll_up
from rodatraden.web.marks import Mark


@dataclass(frozen=True)
class MarkedGoal:
    """A goal of sound economic management, how it stands, and whether it is financial or operational."""

    node: Node
    mark: Mark
    group: SoundEconomy


@dataclass(frozen=True)
class Overall:
    """How sound economic management stands as a whole: the marked goals, what the rule proposes, and what somebody
    has judged by hand."""

    scale: Scale
    goals: Sequence[MarkedGoal]
    proposal: Judgement
    hand: OverallAssessment | None = None

    @property
    def judgement(self) -> Judgement:
        """What counts: the hand's where there is one."""
        value = self.scale.value(self.hand.value) if self.hand else None
        if value is None or self.hand is None:
            return self.proposal
        return replace(judged(value, self.proposal.closed, NOTHING), reason=verbatim(self.hand.reason))

    @property
    def mark(self) -> Mark:
        return mark_of(self.scale, self.judgement)

    @property
    def proposed(self) -> Mark:
        return mark_of(self.scale, self.proposal)

    @property
    def is_otherwise(self) -> bool:
        """Whether somebody has judged it, and not as the rule proposes."""
        return self.hand is not None and self.hand.value != self.proposal.value_key

    @property
    def needs_judgement(self) -> bool:
        """Whether neither the rule nor anybody has said how it stands."""
        return self.hand is None and not self.proposal.is_judged

    @property
    def hand_told(self) -> Text:
        """ "Bedömt av Kommunstyrelsen; regelns förslag: bedöms inte uppfyllas"; nothing where the rule speaks."""
        if self.hand is None:
            return NOTHING
        word = str(self.proposal.word)
        lower = f"{word[:1].lower()}{word[1:]}"
        return say("Bedömt av {who}; regelns förslag: {word}", who=self.hand.unit.name, word=lower)

    @property
    def choices(self) -> list[tuple[str, Mark]]:
        """The statuses that may be chosen, best first."""
        closed = self.proposal.closed
        return [(each.key, Mark(each.tone, each.symbol, word_of(each, closed))) for each in self.scale.judged]

    def changed(self, before: ReportedStatus | None) -> tuple[Text, Text] | None:
        """What it was called last time and is now, where the two differ."""
        was, now = self.scale.value(before.value) if before else None, self.judgement
        if was is None or now.value_key in (None, was.key):
            return None
        return word_of(was, now.closed), now.word if isinstance(now.word, Text) else verbatim(now.word)

    def reported(self) -> ReportedStatus:
        """How it stands as the report is handed in: a row without report, for the verb to keep."""
        return ReportedStatus(
            item=None,
            value=self.judgement.value_key or "",
            tone=self.judgement.tone,
            proposal=self.proposal.value_key or "",
            judged_by=self.hand.unit.name if self.hand else "",
            reason=self.hand.reason if self.hand else "",
        )


def is_assessed(round: Round, slot: Slot) -> bool:
    """Whether the slot's report is the one that assesses sound economic management: the whole municipality's."""
    return round.type.assesses_sound_economy and slot.place.kind == UnitKind.COUNCIL


def overall(round: Round, slot: Slot, thread: Thread) -> Overall | None:
    """How it stands in the slot's report; None where the report does not assess it. One query, or none."""
    if not is_assessed(round, slot):
        return None
    hand = slot.report.overall.filter(superseded_at=None).select_related("unit").first() if slot.report else None
    return weighed(thread, hand)


def weighed(thread: Thread, hand: OverallAssessment | None = None) -> Overall:
    """The marked goals weighed together by the model's rule. Without a rule a person judges, on the model's scale."""
    model = thread.model
    found = list(marked(thread))
    key = model.economy.sound.status if model.economy.sound else ""
    rule, scale = model.rule.get(key), scale_of(model, key)
    if isinstance(rule, RollUpRule) and found:
        return Overall(scale, found, roll_up(rule, scale, [_part(each) for each in found], thread.closed), hand)
    return Overall(scale, found, not_judged(scale, _why_not(found), thread.closed, hole="refused"), hand)


def _why_not(found: Sequence[object]) -> Text:
    if not found:
        return say("Inget mål är märkt för god ekonomisk hushållning")
    return say("Styrmodellen har ingen regel för helheten: bedöm för hand, med motivering")


def marked(thread: Thread) -> Iterable[MarkedGoal]:
    """The goals of sound economic management in the thread's order (KL 11:6)."""
    sound = thread.model.economy.sound
    levels: Mapping[str, SoundEconomy] = {
        **dict.fromkeys(sound.operational if sound else (), SoundEconomy.OPERATIONAL),
        **dict.fromkeys(sound.financial if sound else (), SoundEconomy.FINANCIAL),
    }
    for node in thread.nodes.values():
        own = SoundEconomy(node.version.sound_economy)
        group = levels.get(node.level.key, own) if own == SoundEconomy.NEITHER else own
        mark = mark_of_node(thread, node)
        if group != SoundEconomy.NEITHER and mark is not None and not node.version.personal:
            yield MarkedGoal(node, mark, group)


def _part(goal: MarkedGoal) -> PartStatus:
    status = goal.node.judgement
    return PartStatus(
        goal.node.title,
        status.value_key if status else None,
        group=goal.group,
        measured=status is not None and status.is_measured,
        hidden=status is not None and status.hole == "hidden",
    )
