"""Where a break is mended: the address of the page that the break's kind names, for who may mend it there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import Place
from rodatraden.steering.schema import Level
from rodatraden.tenancy.links import here
from rodatraden.thread.break_kinds import Break, Mend
from rodatraden.thread.forms import may_own
from rodatraden.thread.gather import Node, Thread
from rodatraden.thread.levels import activity_levels, serving_levels
from rodatraden.thread.services.doing import may_report

WORDS: dict[Mend, object] = {
    "contributions": gettext_lazy("Välj vad det bidrar till"),
    "item": gettext_lazy("Ändra ledet"),
    "measurements": gettext_lazy("Välj indikator"),
    "targets": gettext_lazy("Sätt målvärde"),
    "outcomes": gettext_lazy("För in utfall"),
    "indicator": gettext_lazy("Ändra indikatorn"),
    "progress": gettext_lazy("Rapportera läget"),
}
FIGURES = {"targets": "indicators:target", "outcomes": "indicators:outcome"}
BENEATH = frozenset({"served-by-nothing", "not-covered"})
"""Breaks that are mended by something new beneath the item."""


@dataclass(frozen=True)
class Mending:
    """What to do about a break, and where. To who may not it is the page that shows it, and `by` says who can."""

    words: str
    url: str
    by: str = ""


def mending(actor: Actor, broken: Break, thread: Thread) -> Mending:
    """The link that mends a break, or that shows it."""
    node = thread.nodes.get(broken.item_key)
    if broken.indicator_key:
        return _of_indicator(actor, broken, thread)
    if node is None:
        organ = f"?organ={broken.unit_key}" if broken.unit_key else ""
        return Mending(str(_("Visa målen")), f"{here('thread:thread')}{organ}")
    owner = thread.tree.at(node.version.unit_id)
    if not _may(actor, broken, thread, node):
        return Mending(str(_("Visa")), here("thread:item", node.key), owner.name if owner else "")
    return Mending(*_of_item(actor, broken, thread, node))


def _of_indicator(actor: Actor, broken: Break, thread: Thread) -> Mending:
    """A figure is entered by who enters for the unit whose figure it is, straight on the form for it."""
    whose = _named(thread, broken.unit_key)
    if whose is None or not actor.may("enter", whose.id):
        shown = here("indicators:indicator", broken.indicator_key)
        return Mending(str(_("Visa")), shown, whose.name if whose else "")
    if broken.mend in FIGURES:
        form = here(FIGURES[broken.mend], broken.indicator_key)
        return Mending(str(WORDS[broken.mend]), f"{form}?period={broken.period}&unit={whose.id}")
    return Mending(str(WORDS[broken.mend]), here("indicators:change", broken.indicator_key))


def _named(thread: Thread, key: str) -> Place | None:
    return next((place for place in thread.tree.places.values() if place.key == key), None)


def _may(actor: Actor, broken: Break, thread: Thread, node: Node) -> bool:
    if broken.code in BENEATH:
        return any(may_own(actor, thread.model, level) for level in serving_levels(thread.model, node.level))
    if broken.mend == "activities":
        return bool(_addable(actor, thread))
    if broken.mend == "progress":
        return may_report(actor, node.version)
    return actor.may("draft", node.version.unit_id)


def _addable(actor: Actor, thread: Thread) -> list[Level]:
    """The levels of activities at which the actor may add something."""
    return [level for level in activity_levels(thread.model.level) if may_own(actor, thread.model, level)]


def _of_item(actor: Actor, broken: Break, thread: Thread, node: Node) -> tuple[str, str]:
    if broken.code in BENEATH:
        return str(_("Lägg till något under")), f"{here('thread:new')}?under={node.key}"
    if broken.mend == "activities":
        level = _addable(actor, thread)[0]
        words = _("Lägg till %(what)s") % {"what": level.name.one}
        return words, f"{here('thread:new')}?niva={level.key}&under={node.key}"
    words = str(WORDS[broken.mend])
    if broken.mend in {"contributions", "measurements"}:
        return words, here("thread:links", node.key)
    if broken.mend == "progress":
        return words, here("thread:progress", node.key)
    return words, here("thread:draft", node.key)
