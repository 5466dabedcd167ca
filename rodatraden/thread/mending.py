"""Where a break is mended: the address of the page that the break's kind names."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from rodatraden.steering.schema import Model
from rodatraden.tenancy.links import here
from rodatraden.thread.break_kinds import Break, Mend

WORDS: dict[Mend, object] = {
    "contributions": _("Välj vad det bidrar till"),
    "item": _("Ändra ledet"),
    "measurements": _("Välj indikator"),
    "targets": _("Sätt målvärde"),
    "outcomes": _("För in utfall"),
    "indicator": _("Ändra indikatorn"),
    "activities": _("Lägg till aktivitet"),
    "progress": _("Rapportera läget"),
}


@dataclass(frozen=True)
class Mending:
    """What to do about a break, and where."""

    words: str
    url: str


def mending(broken: Break, model: Model) -> Mending:
    """The link that mends a break."""
    words = str(WORDS[broken.mend])
    if broken.mend in {"targets", "outcomes", "indicator"} and broken.indicator_key:
        return Mending(words, here("indicators:indicator", broken.indicator_key))
    if not broken.item_key:
        return Mending(words, here("thread:thread"))
    if broken.mend in {"contributions", "measurements"} and broken.code not in {"served-by-nothing", "not-covered"}:
        return Mending(words, here("thread:links", broken.item_key))
    if broken.mend == "progress":
        return Mending(words, here("thread:progress", broken.item_key))
    if broken.mend == "activities":
        level = next((level.key for level in model.level if level.kind == "activity"), "")
        return Mending(words, f"{here('thread:new')}?niva={level}&under={broken.item_key}")
    if broken.mend == "contributions":
        return Mending(str(_("Lägg till något under")), f"{here('thread:new')}?under={broken.item_key}")
    return Mending(words, here("thread:draft", broken.item_key))
