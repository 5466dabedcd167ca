"""What is said of a plan in sentences, made from its data."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import reduce

from rodatraden.decisions.models import Decision
from rodatraden.decisions.sentence import Said, delegation_told
from rodatraden.decisions.sentence import decided_told as told
from rodatraden.economy.deviation import THOUSAND
from rodatraden.indicators.figure_rows import target_words, written
from rodatraden.indicators.models import Target
from rodatraden.indicators.rows import TargetRow
from rodatraden.lib.digits import SPACE, format_number
from rodatraden.lib.text import NOTHING, Text, capital, in_words, say, say_many
from rodatraden.planning.changes import light
from rodatraden.planning.models import Fate, Plan, PlanTarget, State, StepKind
from rodatraden.planning.source import Source
from rodatraden.steering.schema import Level

DONE: Mapping[str, Text] = {
    "remiss": say("Planen är skickad på remiss."),
    "yttra": say("Yttrandet är lämnat."),
    "foresla": say("Planen är föreslagen."),
    "kommunstyrelsen": say("Kommunstyrelsens yttrande är infört."),
    "sammantrade": say("Det är antecknat när planen tas upp."),
    "ta-tillbaka": say("Planen är tillbakatagen och kan skrivas igen."),
    "aterremittera": say("Planen är återremitterad."),
    "bordlagg": say("Planen är bordlagd."),
    "avsla": say("Planen är avslagen."),
    "enligt-beslutet": say("Skriv nu in det som beslutet ändrar. Besluta sedan planen."),
    "besluta": say("Planen är beslutad."),
    "anmal": say("Det är antecknat att beslutet är anmält till nämnden."),
    "justera": say("Det är antecknat att protokollet är justerat."),
    "anslag": say("Det är antecknat att beslutet är anslaget."),
    "overklagad": say("Det är antecknat att beslutet är överklagat."),
    "star-fast": say("Det är antecknat att beslutet står fast."),
    "upphavd": say("Det är antecknat att beslutet är upphävt."),
    "avsluta": say("Planen är avslutad."),
    "slang": say("Planen är slängd."),
    "lagg-ner": say("Planen är nedlagd, och kan läsas som den var."),
    "revidera": say("En ny version av planen är påbörjad. Den beslutade står kvar tills den nya är beslutad."),
}
"""What has happened when a step is taken, by its address."""


def breaks_to_know(count: int) -> Text:
    """What is asked of whoever decides a plan where the thread is broken, beneath the list of the breaks."""
    return say_many(count, "Kryssa i att ni vet om bristen ovan.", "Kryssa i att ni vet om de {n} bristerna ovan.")


def how_much(source: Source) -> Text:
    """ "Planen har 3 nämndmål och 12 aktiviteter: 2 är nya, 1 ändras och 1 upphör. Ett målvärde är ändrat." """
    figures = list(_figures_changed(source))
    return _joined([_items_told(source), *([say("{parts}.", parts=capital(in_words(figures)))] if figures else [])])


def _figures_changed(source: Source) -> Iterator[Text]:
    changed = sum(each.before is not None for each in source.changed_targets)
    if changed:
        yield say_many(changed, "ett målvärde är ändrat", "{n} målvärden är ändrade")
    if new := len(source.changed_targets) - changed:
        yield say_many(new, "ett målvärde är nytt", "{n} målvärden är nya")
    if source.changed_frames:
        yield say_many(len(source.changed_frames), "en ram är ändrad", "{n} ramar är ändrade")


def _items_told(source: Source) -> Text:
    counted: list[Text | str] = []
    for level in source.levels:
        count = len(source.at(level))
        if count:
            counted.append(_count(level, count))
    if not counted and not source.dropped:
        return (
            say("Planen har ännu inga mål eller aktiviteter i tråden.")
            if source.levels
            else say(
                "Planen beskriver {years}; mål och aktiviteter beslutas i andra planer.", years=_years(source.plan)
            )
        )
    parts = list(_fates(source))
    has = in_words(counted) if counted else say("inget kvar i tråden")
    if not parts:
        return say("Planen har {counted}, alla som förut.", counted=has)
    return say("Planen har {counted}: {parts}.", counted=has, parts=in_words(parts))


def _count(level: Level, count: int) -> Text | str:
    """ "ett nämndmål", "3 nämndmål". Of a word without a definite form nobody knows whether it is "en" or "ett"."""
    name = level.name
    if count > 1:
        return f"{count} {name.many or name.one}"
    if not name.definite:
        return f"1 {name.one}"
    return say("ett {word}", word=name.one) if name.neuter else say("en {word}", word=name.one)


def _fates(source: Source) -> Iterator[Text]:
    new, changed = len(source.with_fate(Fate.NEW)), len(source.with_fate(Fate.CHANGED))
    if new:
        yield say_many(new, "ett är nytt", "{n} är nya")
    if changed:
        yield say_many(changed, "ett ändras", "{n} ändras")
    if source.dropped:
        yield say_many(len(source.dropped), "ett upphör", "{n} upphör")


def _years(plan: Plan) -> str:
    return f"{plan.starts.year}" if plan.starts.year == plan.ends.year else f"{plan.starts.year}–{plan.ends.year}"


def changes_told(source: Source) -> Iterator[Text]:
    """What differs from what held before, item by item; then the targets and the frames. Targets where there were
    none are many, and stand in the plan's tables."""
    for node in source.with_fate(Fate.NEW):
        yield say("Nytt: {title}", title=node.title)
    for node in source.with_fate(Fate.CHANGED):
        old = source.before.get(node.version.item_id)
        if old is not None and old.title != node.title:
            yield say("Ändrat: {title} (förut: {before})", title=node.title, before=old.title)
        else:
            yield say("Ändrat: {title}", title=node.title)
    for row in source.dropped:
        old = source.before.get(row.item_id)
        yield say("Upphör: {title}", title=old.title if old else row.item.key)
    for each in source.changed_targets:
        if each.before is not None:
            yield _target_changed(each.target, each.before)
    for change in source.changed_frames:
        yield say(
            "Ändrad ram: {unit}, {line}, {after} (förut: {before})",
            unit=change.unit, line=change.line, after=_in_tkr(change.after), before=_in_tkr(change.before),
        )  # fmt: skip


def _target_changed(target: PlanTarget, before: Target) -> Text:
    unit = written(target.indicator)
    after, earlier = target_words(light(target), unit), target_words(TargetRow.of(before), unit)
    what, year, measure = target.indicator.called, target.period.name, target.indicator.unit_of_measure
    return say(
        "Ändrat målvärde: {what} {year}, {after} {measure} (förut: {before})",
        what=what, year=year, after=after, measure=measure, before=earlier,
    )  # fmt: skip


def _in_tkr(kronor: Decimal | None) -> Text:
    if kronor is None:
        return say("ingen ram")
    return say("{number}{space}tkr", number=format_number(kronor / THOUSAND, 0), space=SPACE)


def decided_told(plan: Plan) -> Text:
    """Who decided the plan, when, and under which paragraph or on what delegation."""
    if plan.decision is None:
        return NOTHING
    changed = say("Förslaget ändrades: {what}", what=plan.changed) if plan.changed else NOTHING
    return _joined([*_anchor_told(plan.decision), changed])


def rejected_told(plan: Plan) -> Text:
    """Who did not adopt the plan, when, and under which paragraph. One query of a plan that was rejected, else none."""
    if plan.state != State.REJECTED:
        return NOTHING
    step = plan.steps.filter(kind=StepKind.REJECTED).select_related("decision__body").last()
    decision = step.decision if step is not None else None
    return _joined([say("Förslaget avslogs."), *(_anchor_told(decision) if decision is not None else ())])


def _anchor_told(decision: Decision) -> list[Text]:
    body = decision.body.name if decision.body else ""
    said = Said(body, decision.position, decision.date, decision.paragraph, decision.delegation)
    return [told(said), delegation_told(said)]


def _joined(sentences: Iterable[Text]) -> Text:
    return reduce(lambda first, then: say("{first} {then}", first=first, then=then), filter(None, sentences))
