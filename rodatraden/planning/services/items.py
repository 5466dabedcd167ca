"""The items of a plan: drafts in the thread, which disturb nothing of what holds until the plan is decided."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.indicators.doubts import decimals_of
from rodatraden.indicators.models import Indicator, TargetForm
from rodatraden.indicators.services import aim_faults, number_faults
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.planning.kinds import levels_of
from rodatraden.planning.models import Fate, Plan, PlanItem, PlanTarget
from rodatraden.planning.reach import units_in
from rodatraden.planning.services.rows import allowed, kind_named, made_up, record, touch
from rodatraden.planning.states import OPEN
from rodatraden.steering.schema import Level, Model
from rodatraden.tenancy.edits import Refused, checked, must_be_ours, refuse
from rodatraden.thread.models import Item, ItemVersion, State
from rodatraden.thread.services import discard_draft, draft_version, measure, serve
from rodatraden.thread.services.rows import level_named, model_at_work


def add_item(
    actor: Actor,
    plan: Plan,
    *,
    level: str,
    unit: Unit,
    serves: Iterable[Item] = (),
    indicators: Iterable[Indicator] = (),
    how: str = "",
    responsible_kind: str = "",
    **fields: Any,
) -> PlanItem:
    """A new item in the plan: a draft, with what it serves where its level is to serve something (T2). The role that
    answers for it is the owner's own where no other unit is named.

    Refused at a level that the plan does not decide: what the level above has decided stands as it is.
    """
    chosen = list(serves)
    with transaction.atomic():
        row, model = allowed(actor, "write", plan), model_at_work()
        found = _level_in(model, row, level)
        must_be_ours(unit, "unit")
        if unit.pk not in units_in(actor.tree, model, kind_named(model, row.kind), row.unit_id):
            raise refuse(_("%(unit)s hör inte till planen.") % {"unit": unit.name}, "unit")
        if found.serves and not chosen:
            raise refuse(_("Säg vad det bidrar till."), "serves")
        if responsible_kind:
            fields = {"responsible_kind": responsible_kind, "responsible_unit": unit, **fields}
        said = {"example": made_up(actor, row), **fields}
        version = draft_version(actor, None, level=level, unit=unit, **said)
        if chosen:
            serve(actor, version, chosen, {item.pk: how for item in chosen} if how else None)
        if measuring := list(indicators):
            measure(actor, version, measuring)
        made = PlanItem.objects.create(plan=row, item=version.item, version=version, fate=Fate.NEW)
        touch(row)
        record(actor, "lade till i planen", row, after={"title": version.title})
    return made


def _level_in(model: Model, plan: Plan, key: str) -> Level:
    level = level_named(model, key)
    kind = kind_named(model, plan.kind)
    if level not in levels_of(model, kind):
        told = _("%(level)s beslutas inte i den här planen.")
        raise refuse(told % {"level": level.name.one.capitalize()}, "level")
    return level


def change_item(actor: Actor, row: PlanItem) -> ItemVersion:
    """Begins a draft of an item that was carried on, or goes on with the one that there is. It is then written on its
    own page in the thread."""
    with transaction.atomic():
        plan = allowed(actor, "write", row.plan)
        here = _locked(row)
        if here.version is not None and here.version.state == State.DRAFT:
            return here.version
        other = PlanItem.objects.filter(item=here.item_id, plan__state__in=OPEN, version__state=State.DRAFT)
        taken = other.exclude(pk=here.pk).select_related("plan").first()
        if taken is not None:
            raise refuse(_("Ledet ändras redan i ”%(plan)s”.") % {"plan": taken.plan.title})
        found = ItemVersion.objects.drafts().filter(item=here.item_id).first()
        version = found or draft_version(actor, here.item)
        _set(actor, plan, here, Fate.CHANGED, version, here.reason, found=found is not None)
    return version


def drop_item(actor: Actor, row: PlanItem, reason: str) -> PlanItem:
    """Lets an item end when the plan begins, with the reason. One that is new in the plan is taken away."""
    with transaction.atomic():
        plan = allowed(actor, "write", row.plan)
        here = _locked(row)
        draft = _own_draft(here)
        if here.fate == Fate.NEW:
            record(actor, "tog bort ur planen", plan, before={"title": draft.title if draft else here.item.key})
            here.delete()
            if draft is not None:
                discard_draft(actor, draft)
            touch(plan)
            return here
        if not reason.strip():
            raise refuse(_("Skriv varför det upphör."), "reason")
        _set(actor, plan, here, Fate.DROPPED, None, reason.strip())
        if draft is not None:
            discard_draft(actor, draft)
    return here


def carry_item(actor: Actor, row: PlanItem) -> PlanItem:
    """Lets an item go on as it is after all: a draft that was begun for the plan is thrown away."""
    with transaction.atomic():
        plan = allowed(actor, "write", row.plan)
        here = _locked(row)
        if here.fate == Fate.NEW:
            raise refuse(_("Ledet är nytt i planen: det finns inget att fortsätta med."))
        draft = _own_draft(here)
        _set(actor, plan, here, Fate.CARRIED, None, "")
        if draft is not None:
            discard_draft(actor, draft)
    return here


def _own_draft(row: PlanItem) -> ItemVersion | None:
    """The draft that was begun for the plan. One that it found already begun goes on without it."""
    version = row.version
    return version if version is not None and version.state == State.DRAFT and not row.found else None


def _locked(row: PlanItem) -> PlanItem:
    rows = PlanItem.objects.select_for_update(of=("self",)).select_related("item", "version")
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise refuse(_("Ledet finns inte längre i planen."))
    return found


def _set(
    actor: Actor,
    plan: Plan,
    row: PlanItem,
    fate: Fate,
    version: ItemVersion | None,
    reason: str,
    *,
    found: bool = False,
) -> None:
    before = {"fate": row.fate, "reason": row.reason}
    row.fate, row.version, row.reason, row.found = fate, version, reason, found
    row.save(update_fields=["fate", "version", "reason", "found"])
    touch(plan)
    after = {"item": row.item.key, "fate": fate, "reason": reason}
    record(actor, "ändrade i planen", plan, before, after)


def propose_target(
    actor: Actor,
    plan: Plan,
    *,
    indicator: Indicator,
    unit: Unit,
    period: Period,
    form: str = TargetForm.VALUE,
    value: Decimal | None = None,
    low: Decimal | None = None,
    high: Decimal | None = None,
    reason: str = "",
) -> PlanTarget:
    """A target that the plan proposes for a period within its time: a value, an interval or at least as the period
    before, as any target. It holds when the plan is decided."""
    must_be_ours(indicator, "indicator")
    must_be_ours(unit, "unit")
    numbers: Mapping[str, Decimal | None] = {"value": value, "low": low, "high": high}
    with transaction.atomic():
        row, model = allowed(actor, "write", plan), model_at_work()
        if unit.pk not in units_in(actor.tree, model, kind_named(model, row.kind), row.unit_id):
            raise refuse(_("%(unit)s hör inte till planen.") % {"unit": unit.name}, "unit")
        if not row.starts <= period.start <= row.ends:
            raise refuse(_("Perioden ligger utanför planens tid."), "period")
        wrong = {**dict(aim_faults(form, value, low, high)), **dict(number_faults(value, low, high))}
        wrong |= {name: _finer_told(indicator) for name, each in numbers.items() if _is_finer(each, indicator)}
        if wrong:
            raise Refused({name: str(why) for name, why in wrong.items()})
        same: dict[str, Any] = {"plan": row, "indicator": indicator, "unit": unit, "period": period}
        target = PlanTarget.objects.filter(**same).first() or PlanTarget(**same, municipality_id=row.municipality_id)
        target.form, target.reason, target.example = form, reason.strip(), made_up(actor, row)
        target.value, target.low, target.high = (numbers[name] for name in ("value", "low", "high"))
        checked(target, exclude=["period"])
        target.save()
        touch(row)
        after = {
            "indicator": indicator.key,
            "period": period.key,
            "form": form,
            **{k: v for k, v in numbers.items() if v is not None},
        }
        record(actor, "föreslog målvärde", row, after=after)
    return target


def _is_finer(number: Decimal | None, indicator: Indicator) -> bool:
    return number is not None and decimals_of(number) > indicator.decimals


def _finer_told(indicator: Indicator) -> Text:
    """What is decided is what can be read: a body never decides a figure that is shown as another one."""
    if not indicator.decimals:
        return say("Indikatorn visas utan decimaler. Skriv ett heltal, eller ge först indikatorn fler decimaler.")
    return say_many(
        indicator.decimals,
        "Indikatorn visas med en decimal. Skriv högst så många, eller ge den först fler.",
        "Indikatorn visas med {n} decimaler. Skriv högst så många, eller ge den först fler.",
    )


def remove_target(actor: Actor, target: PlanTarget) -> None:
    """Takes a proposed target back."""
    with transaction.atomic():
        plan = allowed(actor, "write", target.plan)
        record(
            actor, "tog bort målvärde", plan, before={"indicator": target.indicator.key, "period": target.period.key}
        )
        PlanTarget.objects.filter(pk=target.pk).delete()
        touch(plan)
