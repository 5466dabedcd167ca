"""What a version hangs together with: what it serves, what measures it, what it answers."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, need
from rodatraden.tenancy.edits import Stale, mark, must_be_ours, refuse
from rodatraden.thread.circles import circle_told
from rodatraden.thread.levels import letters
from rodatraden.thread.models import VOID, Answer, Contribution, Item, ItemVersion, Measurement, State
from rodatraden.thread.services.rows import level_named, locked_draft, model_at_work, record, touch


def link(
    actor: Actor,
    version: ItemVersion,
    items: Iterable[Item],
    indicators: Iterable[Indicator],
    *,
    how: Mapping[int, str],
    weights: Mapping[int, Decimal],
    edit: int,
) -> ItemVersion:
    """Sets what a draft that was opened at change number `edit` serves and what measures it: both or neither.

    Raises Stale with what both say where somebody else has changed the draft since.
    """
    chosen, measuring = list(dict.fromkeys(items)), list(dict.fromkeys(indicators))
    with transaction.atomic():
        row = locked_draft(version)
        need(actor, "draft", row.unit_id)
        theirs = {"serves": _keys(row.contributions, "serves"), "indicators": _keys(row.measurements, "indicator")}
        mine = {"serves": {item.key for item in chosen}, "indicators": {each.key for each in measuring}}
        if edit != row.edit and theirs != mine:
            raise Stale(theirs, mine, row.written_by)
        serve(actor, row, chosen, how)
        measure(actor, row, measuring, weights)
    return row


def _keys(rows: Any, to: str) -> set[str]:
    return set(rows.values_list(f"{to}__key", flat=True))


def serve(
    actor: Actor, version: ItemVersion, items: Iterable[Item], how: Mapping[int, str] | None = None
) -> list[Contribution]:
    """Sets what a draft serves: exactly these items; `how` says by item id in which way (where it says
    nothing, what was said stays).

    Refused for a level that the model does not let it serve, and for a circle, told in words. Needs `draft`.
    """
    model, chosen, ways = model_at_work(), list(dict.fromkeys(items)), how or {}
    with transaction.atomic():
        row = locked_draft(version)
        need(actor, "draft", row.unit_id)
        for item in chosen:
            must_be_ours(item, "serves")
        level = level_named(model, row.level)
        for item_id, other in _levels_of(chosen).items():
            if other not in level.serves:
                title = next(str(item) for item in chosen if item.pk == item_id)
                word = found.name.one if (found := model.level_of(other)) else other
                told = _("%(level)s kan inte bidra till %(other)s (”%(title)s”).")
                raise refuse(told % {"level": level.name.one, "other": word, "title": title}, "serves")
        refuse_circles({row.item_id: [item.pk for item in chosen]}, {row.item_id: row.title})
        before = dict(row.contributions.values_list("serves__key", "how"))
        row.contributions.exclude(serves__in=chosen).delete()
        for item in chosen:
            said = {"how": ways[item.pk]} if item.pk in ways else {}
            Contribution.objects.update_or_create(
                version=row,
                serves=item,
                defaults=said,
                create_defaults={**said, "municipality_id": row.municipality_id},
            )
        after = dict(row.contributions.values_list("serves__key", "how"))
        if before != after:
            touch(actor, row)
            record(actor, "ändrade bidrag", row, {"serves": list(before)}, {"serves": list(after)})
    return list(row.contributions.select_related("serves"))


def _levels_of(items: Sequence[Item]) -> dict[int, str]:
    """The level of each item, as its latest version has it."""
    rows = ItemVersion.objects.filter(item__in=items).oldest_first().values_list("item_id", "level")
    return dict(rows)


def refuse_circles(serving: Mapping[int, Iterable[int]], titles: Mapping[int, str]) -> None:
    """Stops a circle among what holds today, what will hold and what is drafted, and says which. `serving` tells what
    each item that is to be written serves from now on, `titles` what it is called."""
    living = Q(version__valid_to=None) | Q(version__valid_to__gte=clock.today())
    rows = Contribution.objects.filter(living).exclude(version__item__in=serving).exclude(version__state__in=VOID)
    edges: dict[int, list[int]] = {item_id: list(serves) for item_id, serves in serving.items()}
    for item_id, served in rows.values_list("version__item_id", "serves_id"):
        edges.setdefault(item_id, []).append(served)
    told = circle_told(edges, {})
    if told is None:
        return
    others = dict(ItemVersion.objects.oldest_first("state").values_list("item_id", "title"))
    raise refuse(str(circle_told(edges, {**others, **titles})), "serves")


def measure(
    actor: Actor, version: ItemVersion, indicators: Iterable[Indicator], weights: Mapping[int, Decimal] | None = None
) -> list[Measurement]:
    """Sets which indicators measure a draft: exactly these; `weights` by indicator id. Needs `draft`."""
    chosen, heavy = list(dict.fromkeys(indicators)), weights or {}
    with transaction.atomic():
        row = locked_draft(version)
        need(actor, "draft", row.unit_id)
        for indicator in chosen:
            must_be_ours(indicator, "indicators")
            if heavy.get(indicator.pk, Decimal(1)) <= 0:
                raise refuse(_("En vikt är större än noll."), "indicators")
        before = dict(row.measurements.values_list("indicator__key", "weight"))
        row.measurements.exclude(indicator__in=chosen).delete()
        for indicator in chosen:
            weight = {"weight": heavy[indicator.pk]} if indicator.pk in heavy else {}
            Measurement.objects.update_or_create(
                version=row,
                indicator=indicator,
                defaults=weight,
                create_defaults={**weight, "municipality_id": row.municipality_id, "example": row.example},
            )
        after = dict(row.measurements.values_list("indicator__key", "weight"))
        if before != after:
            touch(actor, row)
            record(actor, "ändrade indikatorer", row, {"indicators": list(before)}, {"indicators": list(after)})
    return list(row.measurements.select_related("indicator"))


def answer_mark(text: str, met: bool | None) -> str:
    """A mark of an answer, to tell whether somebody has changed it while a form was open."""
    return mark(" ".join(text.split()), met)


def answer(
    actor: Actor, version: ItemVersion, question: str, text: str, met: bool | None = None, *, seen: str = ""
) -> Answer:
    """Answers one of the level's questions, or judges one of its quality criteria with a reason.

    A question is part of what is decided, so only a draft's is answered (`draft`). A criterion is a judgement
    of the text: a decided version's too may be judged, by who may `draft` or `assess`. `met` without a
    reason is refused: a criterion is never a tick box alone (T5). `seen` is the mark of the answer that was
    shown: Stale if somebody has answered otherwise since.
    """
    model = model_at_work()
    with transaction.atomic():
        row = ItemVersion.objects.select_related("item").filter(pk=version.pk).first()
        if row is None:
            raise refuse(_("Versionen finns inte längre."))
        level = level_named(model, row.level)
        is_criterion = question in {letter.key for letter in letters(model, level)}
        if not is_criterion and question not in {asked.key for asked in level.questions}:
            raise refuse(_("Frågan finns inte på den här nivån i styrmodellen."), question)
        if is_criterion and row.state == State.DECIDED:
            need(actor, "draft" if actor.may("draft", row.unit_id) else "assess", row.unit_id)
        else:
            row = locked_draft(row)
            need(actor, "draft", row.unit_id)
        if met is not None and not text.strip():
            raise refuse(_("Skriv varför."), question)
        found = row.answers.filter(question=question).first()
        before = {"text": found.text, "met": found.met} if found else None
        if seen and seen != answer_mark(found.text if found else "", found.met if found else None):
            raise Stale({question: found.text if found else ""}, {question: text}, row.written_by)
        values = {"text": text.strip(), "met": met if is_criterion else None}
        given, _made = Answer.objects.update_or_create(
            version=row,
            question=question,
            defaults=values,
            create_defaults={**values, "municipality_id": row.municipality_id},
        )
        if row.state == State.DRAFT:
            touch(actor, row)
        record(actor, "svarade på en fråga", row, before, {"question": question, **values})
    return given
