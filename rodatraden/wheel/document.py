"""The year as one A3 for the wall: the wheel, and its list month by month."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rodatraden.documents.poster import Poster, PosterGroup, PosterLine, poster_pdf
from rodatraden.lib.periods import MONTHS
from rodatraden.lib.text import Text, in_words, say, say_many, shortened
from rodatraden.web.charts import PRINT, key_mark
from rodatraden.wheel.entries import KINDS, SHAPES
from rodatraden.wheel.gathering import Line, Month
from rodatraden.wheel.page import WheelPage
from rodatraden.wheel.picture import drawn
from rodatraden.wheel.sentence import held

MOST = 130
"""So many lines are legible on one A3; of a year with more each month tells how many it leaves out."""
LONGEST = 110
"""So many signs of what happens; a wall is no place for more."""


def poster_of(page: WheelPage, municipality: str) -> bytes:
    """The page's year, as it is narrowed, as PDF."""
    kinds = [kind for kind in KINDS if any(line.entry.kind == kind for line in page.lines)]
    language = get_language()
    return poster_pdf(
        Poster(
            title=str(_("Årshjul %(year)s") % {"year": page.year}),
            municipality=municipality,
            sentence=str(_of_what(page)),
            date=page.today,
            svg=drawn(replace(page.pictured, today=None), "poster", PRINT),
            alt=str(page.pictured.described),
            groups=tuple(group_of(month, shown) for month, shown in zip(page.months, room(page.months), strict=True)),
            key=tuple((key_mark(SHAPES[kind], kind, str(KINDS[kind]), PRINT), str(KINDS[kind])) for kind in kinds),
            notes=tuple(_notes(page)),
            language="en" if language == "en" else "sv",
        )
    )


def _of_what(page: WheelPage) -> Text:
    """What the year is narrowed to, else how much there is in it: what hangs on a wall says nothing of today."""
    narrowed = [dict(choice.options)[choice.chosen] for choice in page.choices if choice.chosen]
    if page.asked.mine:
        narrowed.append(page.actor.by.name)
    return in_words(narrowed) if narrowed else held(page.lines)


def _notes(page: WheelPage) -> list[str]:
    told = [
        _("Numren är listans. Ett märke med plus står för flera som inte får plats."),
        _("En punkt kommer varje månad, och siffran efter namnet är dagen. Det som saknar dag står mitt i sin månad."),
        _("* Dagen eller saken väntas: styrmodellens dokument säger den inte.") if _star(page.lines) else "",
        _("Uppgifter märkta exempel är påhittade för visningen.") if page.made_up else "",
    ]
    return [one for one in told if one]


def room(months: Sequence[Month], most: int = MOST) -> list[int]:
    """How many numbered lines of each month are shown: all, or as many as leave all months their share."""
    wanted = [len(month.numbered) for month in months]
    share = max(wanted, default=0)
    while share > 1 and sum(min(each, share) for each in wanted) > most:
        share -= 1
    return [min(each, share) for each in wanted]


def group_of(month: Month, shown: int) -> PosterGroup:
    """A month: what has a number, and in a line each what comes every month."""
    lines = [_line(line) for line in month.numbered[:shown]]
    if left := len(month.numbered) - shown:
        lines.append(PosterLine("", str(say_many(left, "och en till", "och {n} till"))))
    alike: dict[str, list[Line]] = {}
    for line in _recurring(month):
        alike.setdefault(line.entry.what, []).append(line)
    lines += [PosterLine("•", f"{shortened(what, LONGEST)}{_star(same)}", _days(same)) for what, same in alike.items()]
    return PosterGroup(str(MONTHS[month.month - 1]).capitalize(), tuple(lines))


def _recurring(month: Month) -> list[Line]:
    """What comes every month; of a report that somebody treats only that, for a wall."""
    treated = {(line.entry.report, line.entry.covers) for line in month.recurring if line.entry.treats}
    return [
        line for line in month.recurring
        if line.entry.treats or (line.entry.report, line.entry.covers) not in treated
    ]  # fmt: skip


def _days(lines: Sequence[Line]) -> str:
    """ "nämnder 16, kommunfullmäktige 29": whose it is that comes every month, and on which day."""
    return ", ".join(f"{line.who} {line.first.day if line.entry.exact else ''}".strip() for line in lines)


def _line(line: Line) -> PosterLine:
    example = str(say("exempel")) if line.entry.example else ""
    note = ", ".join(filter(None, (str(line.when), str(line.who), example)))
    return PosterLine(str(line.number), f"{shortened(line.entry.what, LONGEST)}{_star([line])}", note)


def _star(lines: Sequence[Line]) -> str:
    return "*" if any(line.expected for line in lines) else ""
