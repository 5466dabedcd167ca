"""The thread as a plan would have it, and where it would then be broken."""

from collections.abc import Collection, Iterable, Sequence

from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import say
from rodatraden.organisation.access import Actor
from rodatraden.planning.kinds import levels_of
from rodatraden.planning.models import Fate, Plan, PlanItem
from rodatraden.planning.placing import Placed
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.thread.break_kinds import Break, Code
from rodatraden.thread.breaking import breaks_at
from rodatraden.thread.gather import Thread, gather
from rodatraden.thread.levels import DOING
from rodatraden.thread.narrowing import Only

FROM_BENEATH: frozenset[Code] = frozenset({"served-by-nothing", "no-activity", "not-covered"})


def items_of(plan: Plan) -> list[PlanItem]:
    """The plan's items with their drafts. One query."""
    return list(plan.items.select_related("item", "version__unit", "version__item"))


def thread_of(
    actor: Actor, plan: Plan, items: Sequence[PlanItem], *, public: bool = False, only: Only | None = None
) -> Thread:
    """The thread on the plan's first day, judged for that year, with the plan's drafts in place of what holds; or
    what is needed of it for some items.

    A decided plan is shown by the thread of today, or of the day of its time that is nearest, with what it decided.
    """
    day = plan.starts if plan.is_open else min(max(clock.today(), plan.starts), plan.ends)
    proposed = {
        row.item_id: None if row.fate == Fate.DROPPED else row.version_id
        for row in items
        if row.fate == Fate.DROPPED or row.version_id is not None
    }
    return gather(actor, day, Period.of("year", day), progress=True, public=public, proposed=proposed, only=only)


def only_for(kind: Kind, model: Model, items: Sequence[PlanItem], placed: Iterable[Placed]) -> Only:
    """What is needed of the thread to show the plan: its items, what it may serve, and what its texts place."""
    served = {key for level in levels_of(model, kind) for key in level.serves}
    return Only({row.item_id for row in items}, {each.key for each in placed if each.key}, served)


def breaks_in(
    thread: Thread, kind: Kind, items: Sequence[PlanItem], targeted: Collection[str], years: Sequence[int]
) -> tuple[Break, ...]:
    """Where the thread is broken at what is in the plan. `targeted` are the keys of indicators that it sets targets
    for, `years` those of which it is to have any. One query more.

    What the plans beneath are to mend is left out, as what follow-up will show: they are decided after this one.
    """
    keys = {row.item.key for row in items if row.fate != Fate.DROPPED}
    own = {level.key for level in levels_of(thread.model, kind)}
    mended_here = {key for level in thread.model.level if level.key in own for key in level.serves}
    found = []
    for broken in breaks_at(thread, keys, years):
        node = thread.nodes.get(broken.item_key)
        if node is None:
            continue
        if broken.code in FROM_BENEATH and node.level.key not in mended_here:
            continue
        if broken.code == "no-target" and broken.indicator_key in targeted:
            continue
        found.append(broken)
    return (*found, *_done_before(thread, keys))


def _done_before(thread: Thread, keys: Collection[str]) -> Iterable[Break]:
    """What should be done, or is, before the plan begins: it is given another day, or ends."""
    for node in thread.nodes.values():
        if node.key not in keys or node.level.kind not in DOING:
            continue
        said = {"title": node.title, "day": node.version.deadline}
        if node.is_over:
            yield Break(
                "before-plan", say("”{title}” är klart eller avbrutet. Låt det upphöra med planen.", **said), node.key
            )
        elif node.is_late(thread.day):
            told = say(
                "”{title}” ska vara klart {day}, innan planen börjar gälla. Ändra dagen eller låt det upphöra.", **said
            )
            yield Break("before-plan", told, node.key)
