"""The lines of a year as a wheel: which marks there is room for, what the others become, and its words. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.lib.periods import MONTHS, day_in
from rodatraden.lib.text import Text, in_words, say
from rodatraden.steering.schema import Model
from rodatraden.web.charts import PAGE, SMALL, Skin, Wheel, WheelEvent, capacity, wheel
from rodatraden.wheel.entries import SHAPES
from rodatraden.wheel.events import MIDDLE, RINGS
from rodatraden.wheel.gathering import Line, coming
from rodatraden.wheel.sentence import held

SHARED: Mapping[str, Text] = {
    "officials": say("tjänstepersoner"), "others": say("övriga"), "companies": say("bolag"), "boards": say("nämnder"),
}  # fmt: skip


@dataclass(frozen=True)
class Pictured:
    """A year to be drawn: its lines, what the rings are called, and the day on which one looks; none for a wall.
    `mine` says that it is one's own."""

    year: int
    lines: Sequence[Line]
    rings: Mapping[str, str]
    today: date | None
    mine: bool = False

    @property
    def used(self) -> list[str]:
        """The rings that something lies in, from the outside in."""
        there = {line.entry.ring for line in self.lines}
        return [name for name, _kinds in RINGS if name in there]

    def wheel(self, *, small: bool = False, linked: bool = True) -> Wheel:
        day, said = str(self.year), ""
        if self.today is not None and self.today.year == self.year:
            following = coming(self.lines, self.today, 1, monthly=self.mine)
            said = str(say("nästa: {when}", when=_short(following[0]))) if following else ""
            day = f"{self.today.day} {MONTHS[self.today.month - 1]}"
        return Wheel(
            title=str(say("Årshjul {year}", year=self.year)),
            description=str(self.described),
            year=self.year,
            rings=[self.rings.get(ring, ring) for ring in self.used],
            events=self.marks(small=small, linked=linked),
            today=self.today,
            centre=(day, said),
        )

    @property
    def described(self) -> Text:
        return say(
            "{events}, tolv månader medurs från toppen. Ringarna utifrån och in: {rings}. Numren är listans.",
            events=held(self.lines),
            rings=in_words([self.rings.get(ring, ring) for ring in self.used]),
        )

    def marks(self, *, small: bool, linked: bool) -> list[WheelEvent]:
        """As many marks in each month of each ring as have room; what is left becomes one that says how many."""
        used, found = self.used, list[WheelEvent]()
        cells: dict[tuple[int, int], list[Line]] = {}
        dots: set[tuple[date, int]] = set()
        for line in self.lines:
            ring = used.index(line.entry.ring)
            if line.number:
                cells.setdefault((ring, line.first.month), []).append(line)
            elif (line.first, ring) not in dots:
                dots.add((line.first, ring))
                found.append(WheelEvent(0, line.entry.what, _day(line), ring, small=True))
        for (ring, month), lines in cells.items():
            room = capacity(ring, len(used), SMALL) if small else capacity(ring, len(used))
            shown = lines if len(lines) <= room else lines[: room - 1]
            found += [self._mark(line, ring, linked) for line in shown]
            if len(lines) > len(shown):
                found.append(self._rest(lines[len(shown) :], ring, month, linked))
        return found

    def _mark(self, line: Line, ring: int, linked: bool) -> WheelEvent:
        entry = line.entry
        until = entry.last if entry.last and entry.last.month > entry.first.month else None
        url = f"#{line.anchor}" if linked else ""
        return WheelEvent(
            line.number, f"{entry.what}, {line.who}", _day(line), ring, until=until, url=url, shape=SHAPES[entry.kind]
        )

    def _rest(self, lines: Sequence[Line], ring: int, month: int, linked: bool) -> WheelEvent:
        """Many in one: in the past when all of them are."""
        told = str(say("till i {month}", month=MONTHS[month - 1]))
        last = max(_day(line) for line in lines)
        return WheelEvent(0, told, last, ring, url=f"#m{month}" if linked else "", more=len(lines))


def _day(line: Line) -> date:
    """Where a mark lies: its own day, the first of work that lasts, or the middle of its month."""
    entry = line.entry
    if entry.exact or entry.last is not None:
        return entry.first
    return day_in(entry.first.year, entry.first.month, MIDDLE)


def _short(line: Line) -> Text:
    return line.when or say("i {month}", month=MONTHS[line.first.month - 1])


def ring_names(model: Model | None, lines: Sequence[Line]) -> dict[str, str]:
    """What each ring is called: by the model where one body alone stands for it, else by our word for them together."""
    found: dict[str, str] = {}
    for ring, kinds in RINGS:
        actors = list(dict.fromkeys(line.entry.who for line in lines if line.entry.ring == ring))
        bodies = [body for body in model.body if body.kind in kinds] if model else []
        many = {body.name.many or body.name.one for body in bodies}
        if ring in ("council", "executive", "audit") and bodies:
            found[ring] = bodies[0].name.one
        elif ring in ("boards", "companies") and len(many) == 1:
            found[ring] = many.pop()
        elif len(actors) == 1 and ring not in SHARED:
            found[ring] = actors[0]
        else:
            found[ring] = str(SHARED.get(ring, say("övriga")))
    return found


def drawn(picture: Pictured, ident: str, skin: Skin = PAGE) -> str:
    """The wheel with its numbers."""
    return wheel(picture.wheel(linked=skin.classes), ident, skin)


def drawn_small(picture: Pictured, ident: str) -> str:
    """The wheel for a narrow window: to be looked at; the list carries the links."""
    return wheel(picture.wheel(small=True, linked=False), ident, PAGE, SMALL)
