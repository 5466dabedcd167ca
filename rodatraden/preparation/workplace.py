"""The workplace meeting (arbetsplatsträff, APT) sets the unit's activities (R5): what is said becomes items."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.lib import clock
from rodatraden.lib.text import fold
from rodatraden.organisation.access import Actor, need
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.planning.models import Plan, PlanItem
from rodatraden.planning.reach import units_in
from rodatraden.planning.services import add_item, drop_item
from rodatraden.planning.states import WRITING
from rodatraden.preparation.models import Idea, IdeaState
from rodatraden.steering.schema import Level, Model
from rodatraden.tenancy.edits import Stale, checked, mark, must_be_ours, refuse
from rodatraden.thread.levels import decider_of
from rodatraden.thread.models import Item, ItemVersion, State
from rodatraden.thread.services import decide_version, discard_draft, draft_version, serve
from rodatraden.thread.services.deciding import may_decide
from rodatraden.thread.services.rows import model_at_work

MEETING = (UnitKind.UNIT, UnitKind.SCHOOL, UnitKind.AREA)
"""Kinds of units that are workplaces."""


def attends(actor: Actor, unit: Unit) -> bool:
    """Whether the meeting is the actor's: who works at the workplace takes part, who writes for it agrees."""
    works_there = unit.kind in MEETING and any(role.unit.id == unit.pk for role in actor.roles)
    return works_there or actor.may("enter", unit.pk)


def level_of(model: Model) -> Level | None:
    """What workplaces decide: the level that the model says, else the first of activities."""
    said = {part.decides for part in model.participation if part.decides}
    doing = [level for level in model.level if level.kind == "activity" and not level.personal]
    return next((level for level in doing if level.key in said), doing[0] if doing else None)


def propose_idea(
    actor: Actor,
    unit: Unit,
    *,
    what: str,
    serves: Item,
    day: date | None = None,
    responsible: str = "",
    who: str = "",
    deadline: date | None = None,
    example: bool = False,
) -> Idea:
    """Writes down what somebody proposes. The same words twice at a meeting are one proposal."""
    must_be_ours(unit, "unit")
    must_be_ours(serves, "serves")
    if not attends(actor, unit):
        raise PermissionDenied
    said = _words(what)
    with transaction.atomic():
        held = day or clock.today()
        twin = _twin(unit, held, said, serves)
        if twin is not None:
            return twin
        row = Idea(unit=unit, day=held, what=said, serves=serves, responsible=responsible, who=who.strip())
        row.deadline, row.example = deadline, example
        row.written_by, row.written_at, row.municipality_id = actor.by.name, clock.now(), unit.municipality_id
        checked(row)
        row.save(force_insert=True)
        log.record(actor.by, "föreslog på arbetsplatsträff", "unit", unit.key, unit.name, after={"what": row.what})
    return row


def seen_of(idea: Idea) -> str:
    """A mark of what a proposal says."""
    return mark(idea.what, idea.serves_id)


def reword_idea(actor: Actor, idea: Idea, *, what: str, serves: Item, seen: str) -> Idea:
    """Corrects the words of a proposal, or the goal that it is to serve, as long as nobody has agreed on it.

    `seen` is the mark of what it said when it was opened: Stale where somebody has changed it since.
    """
    must_be_ours(serves, "serves")
    said = _words(what)
    with transaction.atomic():
        row = _held(idea)
        if not attends(actor, row.unit):
            raise PermissionDenied
        if row.state == IdeaState.AGREED:
            raise refuse(_("Ni har redan kommit överens. Ta först tillbaka det ni bestämde."))
        before, after = {"what": row.what, "serves": row.serves.key}, {"what": said, "serves": serves.key}
        if before == after:
            return row
        if seen != seen_of(row):
            raise Stale({"what": row.what, "serves": row.serves}, {"what": said, "serves": serves}, row.written_by)
        twin = _twin(row.unit, row.day, said, serves)
        if twin is not None and twin != row:
            raise refuse(_("Förslaget finns redan."), "what")
        row.what, row.serves = said, serves
        checked(row)
        row.save(update_fields=["what", "serves"])
        place = row.unit
        log.record(actor.by, "ändrade förslag på arbetsplatsträff", "unit", place.key, place.name, before, after)
    return row


def leave_idea(actor: Actor, idea: Idea) -> Idea:
    """Not now. It stays on the meeting's list, and may be taken up again."""
    return _settle(actor, idea, IdeaState.LEFT)


def take_up_idea(actor: Actor, idea: Idea) -> Idea:
    """Up for talk again."""
    return _settle(actor, idea, IdeaState.PROPOSED)


def agree(actor: Actor, idea: Idea, *, responsible: str, deadline: date | None, who: str = "") -> Idea:
    """What is agreed becomes an item that serves the goal, with somebody responsible and a date.

    It goes into the unit's plan of that time where one is being written. Else it is decided at once, if that is the
    actor's to decide, and waits as a draft if not.
    """
    if not responsible:
        raise refuse(_("Säg vem som ansvarar."), "responsible")
    if deadline is None:
        raise refuse(_("Säg när det ska vara klart."), "deadline")
    if deadline < clock.today():
        raise refuse(_("Dagen har redan varit."), "deadline")
    model = model_at_work()
    level = level_of(model)
    if level is None:
        raise refuse(_("Styrmodellen har ingen nivå för det som arbetsplatsen bestämmer."))
    with transaction.atomic():
        row = _locked(actor, idea)
        if row.item_id is not None:
            return row
        row.responsible, row.deadline, row.who = responsible, deadline, who.strip() or row.who
        row.item = _made(actor, model, level, row)
        row.state = IdeaState.AGREED
        checked(row)
        row.save(update_fields=["responsible", "deadline", "who", "item", "state"])
        after = {"what": row.what, "deadline": deadline.isoformat(), "responsible": responsible}
        log.record(actor.by, "kom överens på arbetsplatsträff", "unit", row.unit.key, row.unit.name, after=after)
    return row


def undecided(ideas: Iterable[Idea]) -> dict[int, ItemVersion]:
    """What proposals became and nobody has decided: by item, the draft that is all there is of it. One query."""
    items = [idea.item_id for idea in ideas if idea.state == IdeaState.AGREED and idea.item_id]
    rows = ItemVersion.objects.filter(item__in=items).select_related("item").order_by("pk")
    found: dict[int, list[ItemVersion]] = {}
    for row in rows:
        found.setdefault(row.item_id, []).append(row)
    return {item: rows[0] for item, rows in found.items() if [row.state for row in rows] == [State.DRAFT]}


def take_back(actor: Actor, idea: Idea, *, edit: int | None) -> Idea:
    """What was agreed by mistake is a proposal again, and the draft that it became is thrown away, out of its plan too.

    `edit` is the draft's change number when it was read: Stale where somebody has written in it since. Refused where
    it is decided, and where its plan is proposed.
    """
    with transaction.atomic():
        row = _locked(actor, idea)
        draft = undecided([row]).get(row.item_id or 0)
        if row.state == IdeaState.AGREED and row.item_id is not None and draft is None:
            raise refuse(_("Det är beslutat och tas inte tillbaka här. Ändra eller avsluta det på dess egen sida."))
        if row.state != IdeaState.AGREED:
            return row
        before: dict[str, Any] = {"what": row.what, "deadline": row.deadline, "responsible": row.responsible}
        if draft is not None:
            if edit != draft.edit:
                raise Stale({"title": draft.title}, {"title": ""}, draft.written_by)
            before["item"] = draft.item.key
            _thrown(actor, draft)
        row.item, row.state = None, IdeaState.PROPOSED
        row.save(update_fields=["item", "state"])
        place, after = row.unit, {"what": row.what}
        log.record(
            actor.by, "tog tillbaka det bestämda på arbetsplatsträff", "unit", place.key, place.name, before, after
        )
    return row


def _thrown(actor: Actor, draft: ItemVersion) -> None:
    in_plan = PlanItem.objects.filter(version=draft).select_related("plan").first()
    if in_plan is not None:
        drop_item(actor, in_plan, "")
    else:
        discard_draft(actor, draft)


def _made(actor: Actor, model: Model, level: Level, idea: Idea) -> Item:
    fields: dict[str, Any] = {
        "title": idea.what,
        "example": idea.example,
        "responsible_unit": idea.unit,
        "responsible_kind": idea.responsible,
        "starts": max(idea.day, clock.today()),
        "deadline": idea.deadline,
        "comment": _("Görs av %(who)s.") % {"who": idea.who} if idea.who else "",
    }
    plan = plan_for(actor, model, level, idea.unit, idea.deadline or clock.today())
    if plan is not None:
        return add_item(actor, plan, level=level.key, unit=idea.unit, serves=[idea.serves], **fields).item
    version = draft_version(actor, None, level=level.key, unit=idea.unit, **fields)
    serve(actor, version, [idea.serves])
    if may_decide(actor, version, decider_of(model, level)):
        decide_version(actor, version, None, valid_from=clock.today(), delegation=_("arbetsplatsträff"), confirmed=True)
    return version.item


def plan_for(actor: Actor, model: Model, level: Level, unit: Unit, day: date) -> Plan | None:
    """The plan being written that decides what the unit does on a day."""
    rows = Plan.objects.filter(kind=level.decided_in, state__in=WRITING, starts__lte=day, ends__gte=day)
    kind = model.plan_of(level.decided_in)
    if kind is None:
        return None
    above = {place.id for place in actor.tree.upward(unit.pk)}
    found = rows.filter(unit__in=above).select_related("unit")
    return next((one for one in found if unit.pk in units_in(actor.tree, model, kind, one.unit_id)), None)


def _settle(actor: Actor, idea: Idea, state: IdeaState) -> Idea:
    with transaction.atomic():
        row = _locked(actor, idea)
        if row.item_id is not None:
            raise refuse(_("Ni har redan kommit överens. Ta först tillbaka det ni bestämde."))
        row.state = state
        row.save(update_fields=["state"])
    return row


def _locked(actor: Actor, idea: Idea) -> Idea:
    row = _held(idea)
    need(actor, "enter", row.unit_id)
    return row


def _held(idea: Idea) -> Idea:
    row = Idea.objects.select_for_update(of=("self",)).select_related("unit", "serves").filter(pk=idea.pk).first()
    if row is None:
        raise refuse(_("Förslaget finns inte längre."))
    return row


def _words(what: str) -> str:
    said = " ".join(what.split())
    if not said:
        raise refuse(_("Skriv vad ni vill göra."), "what")
    return said


def _twin(unit: Unit, day: date, said: str, serves: Item) -> Idea | None:
    """The proposal of that meeting that says the same for the same goal."""
    same = Idea.objects.filter(unit=unit, day=day, serves=serves)
    return next((one for one in same if fold(one.what) == fold(said)), None)
