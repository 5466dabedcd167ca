"""People, and their roles on units from a day to a day, substitutes included (R2)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.lib import clock
from rodatraden.lib.text import OR, in_words
from rodatraden.organisation.access import Actor, need, need_anywhere
from rodatraden.organisation.models import Person, Role, Unit, UnitKind
from rodatraden.steering.active import active_model
from rodatraden.steering.schema import Role as RoleDescription
from rodatraden.tenancy.current import current
from rodatraden.tenancy.edits import checked, must_be_ours, refuse, unknown_names
from rodatraden.tenancy.models import User


def add_person(actor: Actor, *, name: str, email: str = "", user: User | None = None, example: bool = False) -> Person:
    """A person in the municipality. Needs `administer` somewhere. An account is one person in a municipality."""
    need_anywhere(actor, "administer")
    person = Person(municipality=current(), name=name.strip(), email=email.strip(), user=user, example=example)
    with transaction.atomic():
        _check_person(person)
        person.save(force_insert=True)
        log.record(actor.by, "lade till", "person", person.pk, person.name, after=_said(person))
    return person


def change_person(actor: Actor, person: Person, **fields: Any) -> Person:
    """Changes name, e-mail or account. Needs `administer` somewhere; an account opens what the roles open, so it
    is changed only by who administers every unit where the person has a role now or later."""
    unknown_names(fields, {"name", "email", "user"})
    need_anywhere(actor, "administer")
    must_be_ours(person, "")
    with transaction.atomic():
        row = Person.objects.select_for_update().get(pk=person.pk)
        before = _said(row)
        changed = [name for name, value in fields.items() if getattr(row, name) != value]
        if not changed:
            return row
        if "user" in changed:
            held = Role.objects.filter(person=row).exclude(valid_to__lt=clock.today())
            for unit in held.values_list("unit", flat=True):
                need(actor, "administer", unit)
        for name in changed:
            setattr(row, name, fields[name])
        _check_person(row)
        row.save(update_fields=[*changed, *(["name_folded"] if "name" in changed else [])])
        log.record(actor.by, "ändrade", "person", row.pk, row.name, before, _said(row))
    return row


def give_role(
    actor: Actor,
    *,
    person: Person,
    unit: Unit,
    kind: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    substitute_for: Role | None = None,
) -> Role:
    """Gives a person a role of the model on a unit. Needs `administer` over the unit.

    Refused: a role that the model does not have or does not place on such a unit; days outside the unit's;
    the same role twice at once; a substitute for oneself, or for another role or unit.
    """
    for row, field in ((person, "person"), (unit, "unit"), (substitute_for, "substitute_for")):
        must_be_ours(row, field)
    need(actor, "administer", unit.pk)
    with transaction.atomic():
        holder = Person.objects.select_for_update().get(pk=person.pk)
        described = _described(kind, unit)
        role = Role(
            municipality=current(),
            person=holder,
            unit=unit,
            kind=kind,
            valid_from=valid_from,
            valid_to=valid_to,
            substitute_for=substitute_for,
        )
        _check_days(role)
        _check_overlap(role, described.name.one)
        _check_substitute(role)
        checked(role)
        role.save(force_insert=True)
        log.record(actor.by, "gav roll", "role", role.pk, _label(role, described.name.one), after=_days(role))
    return role


def end_role(actor: Actor, role: Role, on: date) -> Role:
    """Lets a role end; `on` is its last day. Needs `administer` over the unit. What is due stays with the role."""
    must_be_ours(role, "")
    need(actor, "administer", role.unit_id)
    with transaction.atomic():
        row = Role.objects.select_for_update(of=("self",)).select_related("person", "unit").get(pk=role.pk)
        if row.valid_to is not None and row.valid_to <= on:
            raise refuse(_("Rollen upphör redan %(day)s.") % {"day": row.valid_to}, "on")
        if row.valid_from and on < row.valid_from:
            raise refuse(_("Rollen börjar först %(day)s.") % {"day": row.valid_from}, "on")
        before = _days(row)
        row.valid_to = on
        row.save(update_fields=["valid_to"])
        log.record(actor.by, "avslutade roll", "role", row.pk, _label(row, role_name(row.kind)), before, _days(row))
    return row


def role_name(kind: str) -> str:
    """A role in the model's words, or its key where today's model does not know it."""
    model = active_model(clock.today())
    described = model.role_of(kind) if model else None
    return described.name.one if described else kind


def _said(person: Person) -> dict[str, Any]:
    return {"name": person.name, "email": person.email, "user": person.user.username if person.user else ""}


def _check_person(person: Person) -> None:
    checked(person)
    taken = person.user_id and Person.objects.filter(user=person.user_id).exclude(pk=person.pk).exists()
    if taken:
        raise refuse(_("Kontot hör redan till en annan person i kommunen."), "user")


def _described(kind: str, unit: Unit) -> RoleDescription:
    """The role as the model describes it, if it may be held on such a unit."""
    model = active_model(clock.today())
    if model is None:
        raise refuse(_("Kommunen har ingen styrmodell som gäller i dag, och därför inga roller."), "kind")
    described = model.role_of(kind)
    if described is None:
        raise refuse(_("Styrmodellen har ingen roll ”%(kind)s”.") % {"kind": kind}, "kind")
    if described.belongs_to and unit.kind not in described.belongs_to:
        where = in_words([str(UnitKind(each).label) for each in described.belongs_to if each in UnitKind], OR)
        reason = _("Rollen %(role)s finns på %(where)s, inte på %(kind)s.")
        values = {"role": described.name.one, "where": where, "kind": UnitKind(unit.kind).label}
        raise refuse(reason % values, "kind")
    return described


def _check_days(role: Role) -> None:
    begins, ends = role.valid_from or date.min, role.valid_to or date.max
    if ends < begins:
        raise refuse(_("Rollen kan inte upphöra innan den börjar."), "valid_to")
    if role.unit.valid_to and (begins > role.unit.valid_to or ends > role.unit.valid_to):
        raise refuse(
            _("%(unit)s upphör %(day)s. Rollen måste sluta senast då.")
            % {"unit": role.unit.name, "day": role.unit.valid_to},
            "valid_to",
        )


def _check_overlap(role: Role, name: str) -> None:
    """The same role of the same person on the same unit, at most once on a day."""
    same = Role.objects.filter(person=role.person, unit=role.unit, kind=role.kind)
    if role.valid_to:
        same = same.filter(Q(valid_from=None) | Q(valid_from__lte=role.valid_to))
    if role.valid_from:
        same = same.filter(Q(valid_to=None) | Q(valid_to__gte=role.valid_from))
    other = same.first()
    if other is None:
        return
    span = f"{other.valid_from or '…'} – {other.valid_to or '…'}"
    values = {"person": role.person.name, "role": name, "span": span}
    raise refuse(_("%(person)s är redan %(role)s här (%(span)s).") % values, "valid_from")


def _check_substitute(role: Role) -> None:
    regular = role.substitute_for
    if regular is None:
        return
    if (regular.unit_id, regular.kind) != (role.unit_id, role.kind):
        raise refuse(_("En ersättare har samma roll på samma enhet som den ersätter."), "substitute_for")
    if regular.person_id == role.person_id:
        raise refuse(_("Ingen ersätter sig själv."), "substitute_for")
    if regular.substitute_for_id is not None:
        raise refuse(_("Välj den ordinarie, inte en annan ersättare."), "substitute_for")


def _label(role: Role, name: str) -> str:
    return f"{role.person.name}: {name}, {role.unit.name}"


def _days(role: Role) -> dict[str, Any]:
    unit = {"unit": role.unit.key, "person": role.person.name}
    return {**unit, "kind": role.kind, "valid_from": role.valid_from, "valid_to": role.valid_to}
