"""A figure of an item as a small curve: what was measured, and the way that is promised."""

from typing import Literal

from rodatraden.indicators.evidence import number_text
from rodatraden.lib.periods import Period
from rodatraden.lib.stretches import apart, cuts
from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.thread.gather import Figure
from rodatraden.web.charts import PAGE, Skin, Spark, spark


def curve(figure: Figure, skin: Skin = PAGE) -> str:
    """Outcomes as far back as they go, year by year, and the promised way, as SVG. Empty for fewer than two years."""
    outcomes = {at.year: row.value for at, row in figure.outcomes.items() if at.kind == "year"}
    aims = {at.year: row.value for at, row in figure.targets.items() if at.kind == "year"}
    known = outcomes.keys() | aims.keys()
    if len(known) < 2:
        return ""
    span = range(min(known), max(known) + 1)
    values, promised = [outcomes.get(at) for at in span], [aims.get(at) for at in span]
    better: Literal["higher", "lower"] = "lower" if figure.indicator.direction == "lower" else "higher"
    parted = cuts([Period.year_of(at) for at in span], figure.breaks) if figure.breaks else ()
    drawn = Spark(figure.indicator.name, values, promised, better, parted)
    return spark(drawn, f"k{figure.indicator.pk}-{figure.unit_id}", skin)


def curve_in_words(figure: Figure) -> Text:
    """ "Från 11,2 (2014) till 12,7 (2017)." Of whole years, since the series last broke: what is on the other side of a
    break is nothing to compare with. Nothing where there are not two."""
    measured = sorted(at for at in figure.outcomes if at.kind == "year")
    years = [at for at in measured if not apart(at, measured[-1], figure.breaks)]
    if len(years) < 2:
        return NOTHING
    first, last = (
        f"{number_text(figure.outcomes[at].value, figure.indicator.decimals)} ({at.name})"
        for at in (years[0], years[-1])
    )
    return say("Från {first} till {last}.", first=first, last=last)
