"""Where the thread is broken (T12), why it matters and which page mends it: docs/rules/breaks.md.

Pure and linear in the number of items. A hole is told once, where it is: what follows from it is not.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR

from rodatraden.indicators.evidence import Aim, Evidence, TargetValue, aim_of
from rodatraden.lib.elections import last_day_of
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, capital, in_words, say, say_many, shortened
from rodatraden.steering.schema.levels import Level
from rodatraden.thread.break_kinds import KINDS_OF_GOALS, SEVERITIES, Break, Code
from rodatraden.thread.figures import Stated, stated_figures, unit_family
from rodatraden.thread.levels import activity_levels, none_leads
from rodatraden.thread.view import IndicatorView, ItemView, ThreadView

__all__ = ["Break", "Code", "find_breaks"]
LONGEST_TITLE = 80


@dataclass(frozen=True)
class Thread:
    """The view with what every rule would otherwise look for again."""

    view: ThreadView
    today: date
    years: Sequence[int]
    since: int
    items: Mapping[str, ItemView]
    served_by: Mapping[str, list[ItemView]]
    lead_to: frozenset[str]
    broken_down: frozenset[str]
    with_activity: frozenset[str]
    with_board: frozenset[str]
    weighed: frozenset[str]

    def level(self, item: ItemView) -> Level | None:
        return self.view.levels.get(item.level)

    def asks(self, item: ItemView, what: str) -> bool:
        """Whether the item's level must carry something. A level that the model lacks asks for nothing."""
        level = self.level(item)
        return level is not None and what in level.carries

    def is_kind(self, item: ItemView, *kinds: str) -> bool:
        level = self.level(item)
        return level is not None and level.kind in kinds

    def must_be_served(self, item: ItemView) -> bool:
        """Where the level says so; a vision or a direction always, when some level may lead to it."""
        return self.asks(item, "served") or (item.level in self.lead_to and self.is_kind(item, "vision", "direction"))

    def measured_by(self, item: ItemView) -> list[IndicatorView]:
        return [self.view.indicators[key] for key in item.indicators if key in self.view.indicators]


def find_breaks(
    view: ThreadView, today: date, years: Sequence[int] = (), at: Collection[str] | None = None
) -> tuple[Break, ...]:
    """All breaks, the most severe first, then in the order of the items; or those that are at some items, but for what
    follow-up will show. Targets are asked for in `years`, or else this year and the next; those of earlier years are
    no longer to be mended there."""
    thread = _thread(view, today, years)
    items = [item for key, item in thread.items.items() if at is None or key in at]
    of_items = [rule for rule in ITEM_RULES if at is None or rule is not _overdue]
    of_indicators = [rule for rule in INDICATOR_RULES if at is None or rule is not _no_outcome]
    found = [broken for item in items for rule in of_items for broken in rule(thread, item)]
    measuring = [each for each in _measuring(thread) if at is None or any(item.key in at for item in each[1])]
    found += [broken for each in measuring for rule in of_indicators for broken in rule(thread, *each)]
    if at is None:
        found += [broken for level in view.levels.values() for broken in _too_many_goals(thread, level)]
        found += [*_one_kind_of_goal(thread), *_outlived(thread)]
    kept = (broken for broken in found if at is None or broken.item_key in at)
    return tuple(sorted(kept, key=lambda broken: SEVERITIES.index(broken.severity)))


def _thread(view: ThreadView, today: date, years: Sequence[int]) -> Thread:
    items = {item.key: item for item in view.items if item.doing != "cancelled"}
    served_by: dict[str, list[ItemView]] = defaultdict(list)
    for item in items.values():
        for key in item.serves:
            if key in items and key != item.key:
                served_by[key].append(item)
    doing = {level.key for level in activity_levels(view.levels.values())}
    ruled = {level.key for level in view.levels.values() if level.status}
    measured = (item for item in items.values() if view.indicators.keys() & item.indicators)
    return Thread(
        view,
        today,
        years or (today.year, today.year + 1),
        years[0] if years else today.year - 1,
        items,
        dict(served_by),
        lead_to=frozenset(key for level in view.levels.values() for key in level.serves),
        broken_down=frozenset(key for level in view.levels.values() if level.kind == "goal" for key in level.serves),
        with_activity=_above(items, (item for item in items.values() if item.level in doing)),
        with_board=_above(items, (item for item in items.values() if item.board)),
        weighed=frozenset(key for key in _above(items, measured) if items[key].level in ruled),
    )


def _above(items: Mapping[str, ItemView], start: Iterable[ItemView]) -> frozenset[str]:
    """Everything that some items lead up to. Each item is walked once, so a circle ends."""
    seen: set[str] = set()
    queue = [key for item in start for key in item.serves]
    while queue:
        key = queue.pop()
        if key in items and key not in seen:
            seen.add(key)
            queue.extend(items[key].serves)
    return frozenset(seen)


def _measuring(thread: Thread) -> list[tuple[IndicatorView, tuple[ItemView, ...]]]:
    """Each indicator once, with the items that it measures."""
    measured: dict[str, list[ItemView]] = defaultdict(list)
    for item in thread.items.values():
        for key in item.indicators:
            if key in thread.view.indicators:
                measured[key].append(item)
    return [(thread.view.indicators[key], tuple(items)) for key, items in measured.items()]


def _title(item: ItemView) -> str:
    return shortened(" ".join(item.title.split()), LONGEST_TITLE)


def _serves_nothing(thread: Thread, item: ItemView) -> Iterator[Break]:
    level = thread.level(item)
    serves = any(key in thread.items and key != item.key for key in item.serves)
    if level is not None and level.serves and not serves:
        yield Break("serves-nothing", say("”{title}” bidrar inte till något.", title=_title(item)), item.key)


def _served_by_nothing(thread: Thread, item: ItemView) -> Iterator[Break]:
    if thread.must_be_served(item) and item.key not in thread.served_by:
        yield Break("served-by-nothing", say("Inget bidrar till ”{title}”.", title=_title(item)), item.key)


def _no_indicator(thread: Thread, item: ItemView) -> Iterator[Break]:
    if thread.asks(item, "indicator") and not thread.measured_by(item):
        none = say("”{title}” har ingen indikator.", title=_title(item))
        own = say("”{title}” har ingen egen indikator.", title=_title(item))
        weighed = item.key in thread.weighed
        yield Break("no-own-indicator", own, item.key) if weighed else Break("no-indicator", none, item.key)


def _responsible(thread: Thread, item: ItemView) -> Iterator[Break]:
    """Nobody named where the level asks for one, or a named role that nobody holds. What is done needs nobody."""
    if item.doing == "done":
        return
    if not item.responsible and not thread.asks(item, "responsible"):
        return
    if not item.responsible:
        yield Break("no-responsible", say("Ingen är ansvarig för ”{title}”.", title=_title(item)), item.key)
        return
    ended = item.responsible_until is not None and item.responsible_until < thread.today
    said = {
        "role": capital(item.responsible),
        "title": _title(item),
        "day": item.responsible_until,
    }
    if ended:
        text = say("{role} ansvarar för ”{title}”, men ingen har uppdraget efter {day}.", **said)
        yield Break("responsible-ended", text, item.key)
    elif item.vacant:
        text = say("{role} ansvarar för ”{title}”, men ingen har uppdraget.", **said)
        yield Break("responsible-ended", text, item.key)


def _owner_ended(thread: Thread, item: ItemView) -> Iterator[Break]:
    """The owner has ended, and no other unit took its work over."""
    if item.owner_ended:
        text = say("{unit} har upphört men äger ”{title}”.", unit=item.owner_ended, title=_title(item))
        yield Break("owner-ended", text, item.key)


def _no_activity(thread: Thread, item: ItemView) -> Iterator[Break]:
    """Asked where the model wants activities. Where nothing at all serves the item, that is the hole."""
    if not thread.asks(item, "activity") or item.key in thread.with_activity:
        return
    if thread.must_be_served(item) and item.key not in thread.served_by:
        return
    yield Break("no-activity", none_leads(activity_levels(thread.view.levels.values()), _title(item)), item.key)


def _not_covered(thread: Thread, item: ItemView) -> Iterator[Break]:
    """A council goal of a level that boards break down, which something serves, but nothing of any board."""
    goal = item.level in thread.broken_down and thread.is_kind(item, "goal")
    covers = goal and not item.board and thread.view.boards
    if covers and item.key in thread.served_by and item.key not in thread.with_board:
        yield Break("not-covered", say("Ingen nämnd har tagit sig an ”{title}”.", title=_title(item)), item.key)


def _overdue(thread: Thread, item: ItemView) -> Iterator[Break]:
    doing = thread.is_kind(item, "activity", "assignment")
    if doing and item.deadline is not None and item.deadline < thread.today and item.doing != "done":
        said: dict[str, object] = {"title": _title(item), "day": item.deadline}
        late = say("”{title}” skulle vara klart {day}.", **said)
        level = thread.level(item)
        if level is None or not level.name.neuter:
            late = say("”{title}” skulle vara klar {day}.", **said)
        yield Break("overdue", late, item.key)


def _unmeasured_figure(thread: Thread, item: ItemView) -> Iterator[Break]:
    """A goal's own figure must be the target of one of its indicators, in the same unit."""
    if not thread.is_kind(item, "goal"):
        return
    missing = unmeasured_figures(item.title, item.text, thread.measured_by(item))
    if missing:
        figures = in_words(list(dict.fromkeys(each.written for each in missing)))
        text = say("”{title}” anger {figures}, men ingen indikator mäter det.", title=_title(item), figures=figures)
        yield Break("unmeasured-figure", text, item.key)


def unmeasured_figures(title: str, text: str, measured_by: Iterable[IndicatorView]) -> list[Stated]:
    """The figures that an item states and that none of its indicators has as a target."""
    stated = stated_figures(f"{title}\n{text}" if text != title else title)
    indicators = list(measured_by) if stated else []
    return [each for each in stated if not any(_measures(one, each) for one in indicators)]


def _measures(indicator: IndicatorView, stated: Stated) -> bool:
    """As a target, or as what the indicator counts: "andel bygglov inom sex veckor"."""
    if stated.written.casefold() in indicator.says.casefold():
        return True
    unit, times = unit_family(indicator.unit_of_measure)
    aims = [aim for aim in (_aim(indicator, target) for target in indicator.targets.values()) if aim]
    promised = {bound for aim in aims for bound in (aim.low, aim.high) if bound is not None}
    if indicator.rank_of is not None and stated.unit == "%":
        place = (stated.value * indicator.rank_of / 100).to_integral_value(ROUND_FLOOR)
        return place in promised
    return unit == stated.unit and stated.value in {bound * times for bound in promised}


def _aim(indicator: IndicatorView, target: TargetValue) -> Aim | None:
    return aim_of(_evidence(indicator, target))


def _evidence(indicator: IndicatorView, target: TargetValue) -> Evidence:
    return Evidence(
        period=Period.year_of(2000),
        direction=indicator.direction,
        target=target,
        rank_of=indicator.rank_of,
        decimals=indicator.decimals,
        unit_of_measure=indicator.unit_of_measure,
    )


def _no_target(thread: Thread, indicator: IndicatorView, items: tuple[ItemView, ...]) -> Iterator[Break]:
    """In the years asked about, where a level wants targets and a measurement is to come."""
    asking = [item for item in items if thread.asks(item, "target")]
    if not indicator.needs_target or not asking:
        return
    whose = {indicator.owner, *(item.unit for item in asking)}
    having = {period.year for unit, period in indicator.targets if unit in whose}
    missing = [
        str(year) for year in thread.years if year not in having and indicator.will_be_measured(Period.year_of(year))
    ]
    if missing:
        text = say("”{name}” har inget målvärde för {years}.", name=indicator.name, years=in_words(missing))
        yield Break("no-target", text, asking[0].key, indicator.key, indicator.owner, missing[0])


def _no_outcome(thread: Thread, indicator: IndicatorView, items: tuple[ItemView, ...]) -> Iterator[Break]:
    """Periods that ended last year or this, with time to enter, promised or (without targets) last year."""
    last_year = Period.year_of(thread.today.year - 1)
    entered_by = thread.today - timedelta(days=thread.view.days_to_enter)
    promised = indicator.targets or ((indicator.owner, last_year),)
    due = {
        (period, indicator.series_of(unit)) for unit, period in promised if last_year.start <= period.end < entered_by
    }
    for period, unit in sorted(due):
        if not indicator.measured_in(period, unit) and indicator.will_be_measured(period):
            said = {"name": indicator.name, "period": period.name}
            text = say("”{name}” har inget utfall för {period}, fast perioden är slut.", **said)
            yield Break("no-outcome", text, items[0].key, indicator.key, unit, period.key)


def _target_unmeasured(thread: Thread, indicator: IndicatorView, items: tuple[ItemView, ...]) -> Iterator[Break]:
    """A promise for a period in which nothing will be measured."""
    if indicator.expected_next() is None:
        return
    for period in sorted({period for _, period in indicator.targets}):
        if period.year >= thread.since and not indicator.will_be_measured(period):
            said = {"name": indicator.name, "period": period.name, "next": _next_after(indicator, period).name}
            text = say("”{name}” har målvärde för {period} men mäts inte förrän {next}.", **said)
            yield Break("target-unmeasured", text, items[0].key, indicator.key, indicator.owner, period.key)


def _next_after(indicator: IndicatorView, period: Period) -> Period:
    """The first expected measurement after a period in which there is none."""
    following = indicator.expected_next() or period
    while following.end < period.start:
        start = following.start
        following = Period.of(following.kind, date(start.year + indicator.years_between, start.month, 1))
    return following


def _different_targets(thread: Thread, indicator: IndicatorView, items: tuple[ItemView, ...]) -> Iterator[Break]:
    """Two promises about the same series of outcomes for the same period: one unit makes none."""
    if len({unit for unit, _ in indicator.targets}) < 2:
        return
    promises: dict[tuple[str, Period], dict[TargetValue, str]] = defaultdict(dict)
    for (unit, period), target in indicator.targets.items():
        promises[indicator.series_of(unit), period].setdefault(target, unit)
    for (_, period), targets in promises.items():
        if len(targets) > 1:
            shown = [
                f"{_in_words(indicator, target)} ({thread.view.unit_name(unit)})" for target, unit in targets.items()
            ]
            said = {"name": indicator.name, "period": period.name, "targets": in_words(shown)}
            text = say("”{name}” har olika målvärden för {period}: {targets}.", **said)
            last = list(targets.values())[-1]
            yield Break("different-targets", text, items[0].key, indicator.key, last, period.key)


def _in_words(indicator: IndicatorView, target: TargetValue) -> Text:
    aim = _aim(indicator, target)
    return aim.words(_evidence(indicator, target)) if aim else say("minst som perioden före")


def _too_many_goals(thread: Thread, level: Level) -> Iterator[Break]:
    """Counted per unit that has items at the level: its own, and those of the council that they serve (T6)."""
    if level.limit is None:
        return
    counting, at_most = set(level.limit.counting or (level.key,)), level.limit.at_most
    counted = [item for item in thread.items.values() if item.level in counting]
    if level.limit.per == "municipality":
        if len(counted) > at_most:
            said: dict[str, object] = {"count": len(counted), "at_most": at_most}
            yield Break("too-many-goals", say("Det finns {count} mål. Styrmodellen tillåter högst {at_most}.", **said))
        return
    council = {item.key for item in counted if not item.board}
    own: dict[str, int] = defaultdict(int)
    served: dict[str, set[str]] = defaultdict(set)
    for item in counted:
        if item.board:
            own[item.unit] += 1
            served[item.unit].update(council.intersection(item.serves))
    for unit, number in own.items():
        count, included = number + len(served[unit]), len(served[unit])
        if count <= at_most:
            continue
        said = {"unit": thread.view.unit_name(unit), "count": count, "at_most": at_most}
        text = say("{unit} har {count} mål. Styrmodellen tillåter högst {at_most}.", **said)
        if included:
            text = say(
                "{unit} har {count} mål, varav {included} är fullmäktiges. Styrmodellen tillåter högst {at_most}.",
                **said,
                included=included,
            )
        yield Break("too-many-goals", text, unit_key=unit)


def _one_kind_of_goal(thread: Thread) -> Iterator[Break]:
    """Where goals are marked as financial or operational, both kinds must be there (KL 11:6, T13)."""
    marked = [level for level in thread.view.levels.values() if level.sound_economy]
    goals = [item for item in thread.items.values() if any(item.level == level.key for level in marked)]
    found = {item.sound_economy for item in goals}
    for kind, word in KINDS_OF_GOALS.items():
        if goals and kind not in found:
            levels = in_words([level.name.one for level in marked])
            text = say("Inget {levels} är märkt som {kind} för god ekonomisk hushållning.", levels=levels, kind=word)
            yield Break("one-kind-of-goal", text)


def _outlived(thread: Thread) -> Iterator[Break]:
    """Targets whose period begins when the council that sat as they were set is gone (T7): told once for each unit."""
    found: dict[tuple[str, date], list[Period]] = defaultdict(list)
    for promise in thread.view.promises:
        last = last_day_of(promise.set_on)
        if promise.period.start > last and promise.period.end >= thread.today:
            found[promise.unit, last].append(promise.period)
    for (unit, last), periods in found.items():
        text = say_many(
            len(periods),
            "{unit} har ett målvärde för {periods}, satt av ett fullmäktige vars sista dag är {last}.",
            "{unit} har {n} målvärden för {periods}, satta av ett fullmäktige vars sista dag är {last}.",
            unit=thread.view.unit_name(unit),
            periods=in_words([period.told for period in sorted(set(periods))]),
            last=last.isoformat(),
        )
        yield Break("target-outlives", text, unit_key=unit)


ITEM_RULES: tuple[Callable[[Thread, ItemView], Iterator[Break]], ...] = (
    _serves_nothing, _served_by_nothing, _not_covered, _responsible, _owner_ended, _no_indicator, _unmeasured_figure,
    _no_activity, _overdue,
)  # fmt: skip
INDICATOR_RULES: tuple[Callable[[Thread, IndicatorView, tuple[ItemView, ...]], Iterator[Break]], ...] = (
    _no_target, _no_outcome, _target_unmeasured, _different_targets,
)  # fmt: skip
