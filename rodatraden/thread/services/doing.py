"""What is done and how it goes: progress, assessments, and assignments from the council to its boards."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.decisions.models import Decision
from rodatraden.indicators.judgement import word_of
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor, need
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.schema.told import tell
from rodatraden.tenancy.edits import Refused, must_be_ours, refuse
from rodatraden.thread.levels import DOING
from rodatraden.thread.models import Assessment, Item, ItemVersion, Progress, ProgressState
from rodatraden.thread.services.deciding import decide_version
from rodatraden.thread.services.drafting import draft_version
from rodatraden.thread.services.linking import serve
from rodatraden.thread.services.rows import level_named, locked_item, model_at_work


def decided_today(item: Item) -> ItemVersion:
    """The decided version that holds today. Raises Refused where there is none."""
    found = ItemVersion.objects.decided_on(clock.today()).filter(item=item).select_related("unit").first()
    if found is None:
        raise refuse(_("Ledet är inte beslutat, eller gäller inte i dag."))
    return found


def may_report(actor: Actor, version: ItemVersion) -> bool:
    """Whoever may enter for the owner or for who answers for it, and the responsible role itself."""
    if actor.may("enter", version.unit_id) or actor.may("enter", version.responsible_unit_id):
        return True
    mine = {(role.kind, role.unit.id) for role in actor.roles}
    return (version.responsible_kind, version.responsible_unit_id) in mine


def report_progress(
    actor: Actor,
    item: Item,
    *,
    state: str,
    percent: int | None = None,
    note: str = "",
    reported_on: date | None = None,
    example: bool = False,
) -> Progress:
    """Says how far an activity, strategy or assignment has come. The former report stays, and says no more.

    Refused for what is decided but not done (goals are assessed), a day to come, more than 100 per cent, and a
    percentage that contradicts the state.
    """
    must_be_ours(item, "item")
    model = model_at_work()
    with transaction.atomic():
        version = decided_today(locked_item(item))
        if not may_report(actor, version):
            raise PermissionDenied
        if level_named(model, version.level).kind not in DOING:
            raise refuse(_("Det här ledet bedöms; det har inget läge att rapportera."), "state")
        day = reported_on or clock.today()
        if day > clock.today():
            raise refuse(_("Dagen har inte varit än."), "reported_on")
        if percent is not None and not 0 <= percent <= 100:
            raise refuse(_("Ange procent mellan 0 och 100."), "percent")
        _refuse_contradiction(state, percent)
        told = {"state": state, "percent": percent, "note": note.strip(), "reported_on": day, "example": example}
        return _keep_progress(actor, version, **told)


def _keep_progress(actor: Actor, version: ItemVersion, **told: Any) -> Progress:
    latest = Progress.objects.current().filter(item=version.item_id).first()
    row = Progress(
        item_id=version.item_id,
        entered_by=actor.by.name,
        entered_at=clock.now(),
        municipality_id=version.municipality_id,
        **told,
    )
    _check(row)
    _replace(latest, row)
    before = {"state": latest.state, "percent": latest.percent} if latest else None
    after = {"state": row.state, "percent": row.percent, "note": row.note}
    log.record(actor.by, "rapporterade läge", "item", version.item_id, version.title, before, after)
    return row


def _refuse_contradiction(state: str, percent: int | None) -> None:
    """What is done is done whole, and what is only planned has not begun. No percentage says nothing."""
    if state == ProgressState.DONE and percent not in (None, 100):
        raise refuse(_("Det som är klart är 100 procent klart. Ändra procenten eller läget."), "percent")
    if state == ProgressState.PLANNED and percent:
        raise refuse(_("Det som är planerat har inte börjat. Välj ”pågår”, eller ta bort procenten."), "percent")


def assess(
    actor: Actor,
    item: Item,
    period: Period,
    unit: Unit,
    value: str,
    closing: bool,
    reason: str,
    *,
    example: bool = False,
) -> Assessment:
    """Judges an item by hand for a period, as a unit, with a reason (M4). Each unit keeps its own.

    `unit` is the owner, one above it, or the executive board by its supervision; the actor holds `assess`
    over it. `value` is of the scale of the level's rule.
    """
    must_be_ours(item, "item")
    must_be_ours(unit, "unit")
    model = model_at_work()
    need(actor, "assess", unit.pk)
    with transaction.atomic():
        version = decided_today(locked_item(item))
        above = {place.id for place in actor.tree.upward(version.unit_id)}
        if unit.pk not in above and unit.kind != UnitKind.EXECUTIVE_BOARD:
            raise PermissionDenied
        if value not in values_of(model, level_named(model, version.level), version):
            raise refuse(_("Bedömningen finns inte i skalan för nivån."), "value")
        if not reason.strip():
            raise refuse(_("Skriv varför. En bedömning för hand har alltid en motivering."), "reason")
        if closing and period.end > clock.today():
            raise refuse(_("Perioden är inte slut: uppfyllelse bedöms vid bokslut."), "closing")
        latest = Assessment.objects.current().filter(item=item, period=period, unit=unit).first()
        row = Assessment(
            item=item,
            period=period,
            unit=unit,
            value=value,
            closing=closing,
            reason=reason.strip(),
            entered_by=actor.by.name,
            entered_at=clock.now(),
            example=example,
            municipality_id=item.municipality_id,
        )
        _check(row)
        _replace(latest, row)
        before = {"value": latest.value, "reason": latest.reason} if latest else None
        after = {"period": period.key, "unit": unit.name, "value": value, "closing": closing, "reason": row.reason}
        log.record(actor.by, "bedömde", "item", item.pk, version.title, before, after)
    return row


def values_of(model: Model, level: Level, version: ItemVersion, closed: bool = True) -> dict[str, str]:
    """The values that an item may be given, with their words: the scale of its rule, else the model's first.

    Until the year is closed they are the words of a forecast.
    """
    rule = model.rule.get(version.rule or level.status)
    scale = model.scale.get(rule.scale) if rule else next(iter(model.scale.values()), None)
    return {value.key: str(word_of(value, closed)) for value in scale.values} if scale else {}


def steps_of(model: Model, level: Level, version: ItemVersion) -> dict[str, Text]:
    """What the rule asks for each of the values, where there is a rule that says it."""
    rule = model.rule.get(version.rule or level.status)
    lines = tell(rule, model.scale[rule.scale]) if rule and rule.scale in model.scale else ()
    return {line.value_key: line.text for line in lines if line.value_key}


def give_assignment(
    actor: Actor,
    *,
    level: str,
    title: str,
    unit: Unit,
    to: Unit | None,
    decision: Decision,
    valid_from: date,
    serves: tuple[Item, ...] = (),
    **fields: Any,
) -> ItemVersion:
    """Gives an assignment (uppdrag, T11) that a body has decided: `unit` gives it, `to` carries it out, None is all
    boards. It is owned by who carries it out where the model says so, else by who gives it. It is planned from the day
    it is given, which may lie before the day from which it holds."""
    described = level_named(model_at_work(), level)
    if described.kind != "assignment":
        raise refuse(_("Nivån är inte en nivå för uppdrag."), "level")
    must_be_ours(to, "to")
    owner = to if to is not None and to.kind in described.owned_by else unit
    with transaction.atomic():
        draft = draft_version(actor, None, level=level, title=title, unit=owner, responsible_unit=to, **fields)
        if serves:
            serve(actor, draft, serves)
        version = decide_version(actor, draft, decision, valid_from, confirmed=True)
        told = {"state": ProgressState.PLANNED, "reported_on": clock.today(), "example": version.example}
        _keep_progress(actor, version, **told)
    return version


def _check(row: models.Model) -> None:
    try:
        row.clean_fields(exclude=["municipality", "item", "unit", "period"])
    except ValidationError as fault:
        raise Refused({field: " ".join(said) for field, said in fault.message_dict.items()}) from fault


def _replace(latest: Progress | Assessment | None, row: Progress | Assessment) -> None:
    """The new row speaks; the former keeps all that it said but for the day it was superseded."""
    if latest is not None:
        latest.superseded_at = clock.now()
        latest.save(update_fields=["superseded_at"])
    row.save(force_insert=True)
