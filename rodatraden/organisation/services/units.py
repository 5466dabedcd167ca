"""Units come, change, end and merge. Nothing is deleted: keys, dates, roles and the log stay (R1)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.audit import log
from rodatraden.lib import clock
from rodatraden.lib.text import in_words, slug
from rodatraden.lib.trees import find_circle
from rodatraden.organisation.access import Actor, need
from rodatraden.organisation.models import Role, Unit
from rodatraden.tenancy.current import current
from rodatraden.tenancy.edits import Stale, checked, free_key, mark, must_be_ours, refuse, unknown_names

CHANGEABLE = ("name", "kind", "parent", "position", "valid_from", "source", "example")


def create_unit(actor: Actor, *, name: str, kind: str, key: str = "", **fields: Any) -> Unit:
    """A new unit under `parent`. Needs `administer` over the parent; without one, over the top of the tree.

    A key is made of the name where none is given. Raises Refused by field.
    """
    unknown_names(fields, (*CHANGEABLE, "valid_to"))
    unit = Unit(
        municipality=current(),
        name=name.strip(),
        kind=kind,
        key=key or free_key(Unit.objects.all(), slug(name)[:70] or "enhet"),
        **fields,
    )
    with transaction.atomic():
        _need_place(actor, unit.parent)
        must_be_ours(unit.parent, "parent")
        if Unit.objects.filter(key=unit.key).exists():
            raise refuse(_("En enhet med nyckeln ”%(key)s” finns redan.") % {"key": unit.key}, "key")
        if not key and Unit.objects.filter(name=unit.name, parent=unit.parent, valid_to=None).exists():
            raise refuse(_("Det finns redan en enhet med det namnet på samma plats."), "name")
        _check_dates(unit)
        checked(unit)
        unit.save(force_insert=True)
        after = {"name": unit.name, "kind": unit.kind, **fields}
        log.record(actor.by, "lade till", "unit", unit.key, unit.name, after=after)
    return unit


def change_unit(actor: Actor, unit: Unit, *, seen: str = "", **fields: Any) -> Unit:
    """Changes named fields. Needs `administer` over the unit, and over the parent that it is moved to.

    `seen` is `seen_of` the unit as it was shown: Stale if somebody has changed it since. A circle is refused
    in words. Returns the unit as stored.
    """
    unknown_names(fields, CHANGEABLE)
    must_be_ours(unit, "")
    with transaction.atomic():
        row = _locked()[unit.pk]
        need(actor, "administer", row.pk)
        before = {name: getattr(row, name) for name in fields if getattr(row, name) != fields[name]}
        if not before:
            return row
        if seen and seen != seen_of(row):
            raise Stale({name: getattr(row, name) for name in fields}, fields)
        for name in before:
            setattr(row, name, fields[name])
        if "parent" in before:
            must_be_ours(row.parent, "parent")
            _need_place(actor, row.parent)
            _refuse_circle({row.pk: row.parent_id})
        _check_dates(row)
        checked(row)
        row.save(update_fields=[*before, *(["name_folded"] if "name" in before else [])])
        after = {name: fields[name] for name in before}
        log.record(actor.by, "ändrade", "unit", row.key, row.name, before, after)
    return row


def end_unit(actor: Actor, unit: Unit, on: date) -> Unit:
    """Lets a unit end; `on` is its last day. Its roles end that day too.

    Needs `administer` over the unit. Refused while something lies under it after that day.
    """
    must_be_ours(unit, "")
    with transaction.atomic():
        row = _locked()[unit.pk]
        need(actor, "administer", row.pk)
        _check_last_day(row, on)
        below = [child.name for child in _children_after(row, on)]
        if below:
            raise refuse(
                _("Under enheten ligger %(units)s. Flytta eller avsluta dem först.") % {"units": in_words(below)}, "on"
            )
        ended = _end(row, on)
        log.record(actor.by, "avslutade", "unit", row.key, row.name, {"valid_to": None}, {"valid_to": on, **ended})
    return row


def merge_units(actor: Actor, units: Sequence[Unit], into: Unit, on: date) -> Unit:
    """Lets units go up in another: `on` is their last day, and `replaced_by` says where their work goes on.

    What lies under them moves to `into`; their roles end. Needs `administer` over each of them and over
    `into`. Refused for a coming day where something has to be moved, since a move holds at once.
    """
    for unit in (*units, into):
        must_be_ours(unit, "")
    with transaction.atomic():
        rows = _locked()
        heir, ending = rows[into.pk], [rows[unit.pk] for unit in units]
        for row in (*ending, heir):
            need(actor, "administer", row.pk)
        if not ending or heir in ending:
            raise refuse(_("Välj en annan enhet att gå upp i."), "into")
        if not heir.holds_on(on + timedelta(days=1)):
            raise refuse(_("%(unit)s finns inte dagen efter.") % {"unit": heir.name}, "into")
        for row in ending:
            _check_last_day(row, on)
            _move_children(row, heir, on, ending)
            row.replaced_by = heir
            ended = _end(row, on)
            after = {"valid_to": on, "replaced_by": heir.name, **ended}
            log.record(actor.by, "lät gå upp i annan", "unit", row.key, row.name, {"valid_to": None}, after)
        _refuse_circle({})
    return heir


def seen_of(unit: Unit) -> str:
    """A mark of what a unit says right now, to tell whether somebody changes it while a form is open."""
    return mark(*(unit.serializable_value(name) for name in CHANGEABLE))


def _need_place(actor: Actor, parent: Unit | None) -> None:
    """The right to put a unit under another; at the top, the right over something that already stands there."""
    if parent is not None:
        need(actor, "administer", parent.pk)
        return
    top = actor.tree.children.get(None, ())
    allowed = any(actor.may("administer", place.id) for place in top) if top else actor.is_operator
    if not allowed:
        raise PermissionDenied


def _locked() -> dict[int, Unit]:
    """Every unit, held until the transaction ends: two moves at once could make a circle that neither sees."""
    return {unit.pk: unit for unit in Unit.objects.select_for_update().order_by("pk")}


def _refuse_circle(moved: dict[int, int | None]) -> None:
    """Stops units that would lie under themselves, and says along which way."""
    names, above = {}, {}
    for pk, name, parent in Unit.objects.values_list("pk", "name", "parent_id"):
        names[pk], above[pk] = name, moved.get(pk, parent)
    circle = find_circle({pk: [parent] if parent else [] for pk, parent in above.items()})
    if circle:
        way = " → ".join(names[pk] for pk in [*circle, circle[0]])
        raise refuse(_("Enheten skulle lyda under sig själv: %(way)s.") % {"way": way}, "parent")


def _check_dates(unit: Unit) -> None:
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        raise refuse(_("Enheten kan inte upphöra innan den börjar."), "valid_from")


def _check_last_day(unit: Unit, on: date) -> None:
    if unit.valid_to is not None:
        raise refuse(_("%(unit)s upphör redan %(day)s.") % {"unit": unit.name, "day": unit.valid_to}, "on")
    if unit.valid_from and on < unit.valid_from:
        raise refuse(
            _("%(unit)s börjar först %(day)s och kan inte upphöra före det.")
            % {"unit": unit.name, "day": unit.valid_from},
            "on",
        )
    coming = Role.objects.filter(unit=unit, valid_from__gt=on).count()
    if coming:
        raise refuse(
            ngettext(
                "En roll på %(unit)s börjar efter den dagen. Avsluta den först.",
                "%(n)s roller på %(unit)s börjar efter den dagen. Avsluta dem först.",
                coming,
            )
            % {"unit": unit.name, "n": coming},
            "on",
        )


def _children_after(unit: Unit, on: date) -> list[Unit]:
    """What lies under the unit and does not end with it, now or later."""
    return [child for child in Unit.objects.filter(parent=unit) if child.valid_to is None or child.valid_to > on]


def _end(unit: Unit, on: date) -> dict[str, Any]:
    """Writes the last day on the unit and on its roles. Returns what the log says of the roles."""
    unit.valid_to = on
    unit.save(update_fields=["valid_to", "replaced_by"])
    held = Role.objects.filter(unit=unit).exclude(valid_to__lte=on).select_related("person")
    names = [f"{role.person.name} ({role.kind})" for role in held]
    held.update(valid_to=on)
    return {"roles_ended": names} if names else {}


def _move_children(unit: Unit, heir: Unit, on: date, ending: Sequence[Unit]) -> None:
    moving = [child for child in _children_after(unit, on) if child not in ending]
    if moving and on > clock.today():
        names = in_words([child.name for child in moving])
        raise refuse(
            _("%(units)s flyttar med när sammanslagningen förs in. Gör den den dag den sker, inte före.")
            % {"units": names},
            "on",
        )
    for child in moving:
        child.parent_id = unit.parent_id if child.pk == heir.pk else heir.pk
        child.save(update_fields=["parent"])
        if child.pk == heir.pk:
            heir.parent_id = child.parent_id
