"""A plan as a document: one content, from which page, PDF, Word and Excel are made, and which is frozen (D3)."""

from collections.abc import Iterable, Sequence
from functools import cache, partial

from django.utils.translation import gettext as _
from django.utils.translation import override

from rodatraden.documents.build import rich
from rodatraden.documents.content import Block as Part
from rodatraden.documents.content import (
    Callout,
    DateCell,
    DefinitionList,
    Document,
    Heading,
    KeySentence,
    Term,
    TextCell,
)
from rodatraden.indicators.figure_rows import written
from rodatraden.lib import clock
from rodatraden.lib.text import Text, capital, in_words, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.planning.content_economy import economy, frames_for
from rodatraden.planning.content_tables import above, activities, goals, indicator, outcome_told, target_told
from rodatraden.planning.duties import duties_for, law_told
from rodatraden.planning.kinds import title_alone
from rodatraden.planning.models import Plan
from rodatraden.planning.outlived import document_without
from rodatraden.planning.placing import (
    BRACES,
    TABLES,
    Misplaced,
    Placed,
    Typed,
    Words,
    as_read,
    filled,
    misplaced,
    pieces,
)
from rodatraden.planning.sentence import changes_told, decided_told, how_much, rejected_told
from rodatraden.planning.source import Source, read
from rodatraden.tenancy.current import current
from rodatraden.tenancy.edits import Refused

__all__ = ["document_of", "live", "never_shown", "section_parts", "text_as_read", "warnings"]


def live(actor: Actor, plan: Plan) -> Document:
    """The plan as it stands, marked as a draft unless it is decided. In Swedish, whoever asks. One
    whose type no model has is what was written in it."""
    with override("sv"):
        try:
            source = read(actor, plan, public=True)
        except Refused as refused:
            return document_without(plan, str(refused))
        return document_of(source)


def document_of(source: Source, *, final: bool = False) -> Document:
    """One plan as a document; `final` where it is about to be decided."""
    plan = source.plan
    years = f"{plan.starts.isoformat()}–{plan.ends.isoformat()}"
    return Document(
        title=title_alone(plan.title, plan.unit.name),
        municipality=current().name,
        date=(plan.decision.date if plan.decision else None) or clock.today(),
        parts=tuple(_parts(source, is_draft=plan.is_open and not final)),
        subtitle=plan.unit.name,
        period=years,
        reference=plan.decision.reference if plan.decision else "",
        draft=not final and plan.is_open,
        example=plan.example,
    )


def _parts(source: Source, *, is_draft: bool) -> Iterable[Part]:
    yield Heading(_("I korthet"), 1, "korthet")
    yield KeySentence(str(how_much(source)))
    yield from _decision(source)
    yield from _changed(source)
    yield from above(source, 1)
    shows_frames = Placed("ekonomi") in source.placed
    for row in source.texts:
        parts = section_parts(source, row.text, 2, is_draft=is_draft) or frames_for(source, row)
        shows_frames = shows_frames or bool(not row.text.strip() and parts)
        if parts or row.asked:
            yield Heading(row.heading, 1, f"avsnitt-{row.section}")
            yield from parts
            if not parts:
                yield Callout("missing", _("Avsnittet är inte skrivet."))
    if source.frames and not shows_frames:
        yield from economy(source, 1)
    if Placed("mål") not in source.placed:
        yield from goals(source, 1)
    if Placed("aktiviteter") not in source.placed:
        yield from activities(source, 1)
    yield from _ended(source)
    yield Heading(_("Om planen"), 1, "om")
    yield _about(source)


def section_parts(source: Source, text: str, level: int, *, is_draft: bool = False) -> Sequence[Part]:
    """What somebody typed in a section as parts of a document, with what it places looked up. A draft says what
    cannot be shown where it stands."""
    found: list[Part] = []
    words = cache(partial(words_for, source))
    for piece in pieces(text):
        if isinstance(piece, Placed):
            found += _placed(source, piece, level)
            continue
        if isinstance(piece, Typed):
            found.append(rich(filled(piece.text, words)))
        else:
            found.append(Heading(filled(piece.text, words), min(level + piece.depth - 1, 4)))
        if is_draft:
            found += [Callout("missing", str(each)) for each in _faults(source, piece.text, words)]
    return found


def warnings(source: Source, text: str) -> list[Text]:
    """What a text places that cannot be shown where it stands, in words."""
    return _faults(source, text, partial(words_for, source))


def never_shown(source: Source) -> list[Text]:
    """What the texts place that cannot be shown whatever is measured, section by section."""
    return [
        say("{heading}: {why}", heading=row.heading, why=each.told)
        for row in source.texts
        for each in _misplaced(source, row.text, partial(words_for, source))
        if each.why != "empty"
    ]


def _faults(source: Source, text: str, words: Words) -> list[Text]:
    return [each.told for each in _misplaced(source, text, words)]


def _misplaced(source: Source, text: str, words: Words) -> Iterable[Misplaced]:
    return dict.fromkeys(misplaced(text, words, source.figures.__contains__)) if BRACES in text else ()


def text_as_read(source: Source, text: str) -> str:
    """A text in plain words, with what it places named or filled in."""
    return as_read(text, partial(words_for, source), partial(_table_named, source))


def _table_named(source: Source, placed: Placed) -> str:
    if placed.kind in TABLES:
        return str(TABLES[placed.kind])
    figure = source.figures.get(placed.key)
    return str(say("Tabell: {name}", name=figure.indicator.called if figure else placed.key))


def _placed(source: Source, piece: Placed, level: int) -> Iterable[Part]:
    """What is placed on a line of its own; its headings are the section's, so it has none."""
    makers = {"mål": goals, "aktiviteter": activities, "ekonomi": economy, "ovanför": above}
    if piece.kind in makers:
        found: list[Part] = [part for part in makers[piece.kind](source, level) if not isinstance(part, Heading)]
    else:
        found = list(indicator(source, piece.key))
    nothing = _("Ingen ram är införd för året.") if piece.kind == "ekonomi" else _("Här finns inget att visa än.")
    return found or [Callout("missing", nothing)]


def words_for(source: Source, kind: str, key: str) -> str | None:
    """A figure within a sentence: the latest outcome of an indicator, or the target of the plan's first year."""
    figure = source.figures.get(key)
    if figure is None:
        return None
    unit = written(figure.indicator)
    return outcome_told(figure, unit) if kind == "utfall" else target_told(source, figure, unit)


def _decision(source: Source) -> Iterable[Part]:
    plan = source.plan
    if plan.decision is not None:
        yield Callout("note", _("Beslut"), str(decided_told(plan)))
    elif rejected := rejected_told(plan):
        yield Callout("note", _("Beslut"), str(rejected))
    else:
        targets = len(source.targets)
        points = [say("att anta {title}", title=title_alone(plan.title, plan.unit.name))]
        if targets:
            points.append(
                say_many(
                    targets,
                    "att fastställa det målvärde som föreslås",
                    "att fastställa de {n} målvärden som föreslås",
                )
            )
        units = {row.unit for table in source.frames for row in table.rows if row.after is not None}
        if units:
            framed = say_many(len(units), "att fastställa ramen för en enhet", "att fastställa ramarna för {n} enheter")
            points.append(framed)
        if source.dropped:
            points.append(say_many(len(source.dropped), "att ett led i tråden upphör", "att {n} led i tråden upphör"))
        proposed = str(say("{who} föreslås besluta", who=capital(source.decider_name)))
        said = source.proposal
        if len(points) == 1:
            yield Callout("decision", proposed, said or f"{points[0]}.")
        else:
            yield Callout("decision", proposed, said, tuple(map(str, points)))


def _changed(source: Source) -> Iterable[Part]:
    told = [str(each) for each in changes_told(source)]
    if told:
        yield Callout("note", _("Nytt mot förra planen"), items=tuple(told))


def _ended(source: Source) -> Iterable[Part]:
    if not source.dropped:
        return
    yield Heading(_("Upphör med planen"), 1, "upphor")
    terms = []
    for row in source.dropped:
        old = source.before.get(row.item_id)
        terms.append(Term(old.title if old else row.item.key, TextCell(row.reason)))
    yield DefinitionList(tuple(terms))


def _about(source: Source) -> DefinitionList:
    plan, model, kind = source.plan, source.model, source.kind
    terms = [
        Term(_("Gäller"), TextCell(f"{plan.starts.isoformat()}–{plan.ends.isoformat()}")),
        Term(_("Beslutas av"), TextCell(source.decider_name)),
    ]
    if plan.decision is not None:
        if plan.decision.date is not None:
            terms.append(Term(_("Beslutad"), DateCell(plan.decision.date)))
        if plan.decision.paragraph:
            terms.append(Term(_("Paragraf"), TextCell(f"§ {plan.decision.paragraph}")))
        if plan.decision.reference:
            terms.append(Term(_("Diarienummer"), TextCell(plan.decision.reference)))
        if plan.decision.delegation:
            terms.append(Term(_("Beslutet vilar på"), TextCell(plan.decision.delegation)))
    laws = [law_told(duty) for duty in duties_for(model, kind)]
    if laws:
        terms.append(Term(_("Lagrum"), TextCell("; ".join(laws))))
    others = [found.name.one for key in kind.builds_on if (found := model.plan_of(key)) is not None]
    if others:
        terms.append(Term(_("Bygger på"), TextCell(str(in_words(others)))))
    if kind.informs:
        terms.append(
            Term(_("Skickas för kännedom till"), TextCell(str(in_words([model.who(key) for key in kind.informs]))))
        )
    if plan.replaces is not None:
        terms.append(Term(_("Ändrar den tidigare planen"), TextCell(plan.why_anew)))
    return DefinitionList(tuple(terms))
