"""A plan read for itself beside the same plan read with the whole thread."""

from rodatraden.organisation.access import system
from rodatraden.planning.contents import document_of
from rodatraden.planning.models import Plan
from rodatraden.planning.source import read
from rodatraden.thread.breaking import breaks_at


def same_as_whole(plan: Plan, *, public: bool = False) -> None:
    """What is read for the plan says the same as the whole thread: its document, its breaks, what can be placed."""
    narrow, whole = (read(system(), plan, public=public, whole=whole) for whole in (False, True))
    assert document_of(narrow) == document_of(whole)
    assert narrow.breaks == whole.breaks
    own = {row.item.key for row in narrow.items}
    years = [plan.starts.year, plan.starts.year + 1]
    everywhere = breaks_at(whole.thread, set(whole.thread.nodes), years)
    assert breaks_at(narrow.thread, own, years) == tuple(broken for broken in everywhere if broken.item_key in own)
    assert [node.key for node in narrow.nodes] == [node.key for node in whole.nodes]
    assert [node.figures for node in narrow.nodes] == [node.figures for node in whole.nodes]
