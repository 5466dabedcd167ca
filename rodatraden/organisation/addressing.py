"""To whom a notice is today: worked out when it is read, from the roles that hold (Y2)."""

from django.db.models import Q

from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Notice


def addressed_to(actor: Actor) -> Q:
    """The condition that a notice is to the person, or to a role that the person holds today.

    A unit answers also for those that have ended and whose work went on in it.
    """
    to = Q(to_person=actor.person_id) if actor.person_id else Q(pk__in=())
    for role in actor.roles:
        to |= Q(to_role=role.kind, to_unit__in=actor.tree.answered_by(role.unit.id))
    return to


def unread_of(actor: Actor) -> int:
    """How many notices wait unread. Costs no query but where a unit answers for others that have ended."""
    to = Q()
    for role in actor.roles:
        if ended := actor.tree.answered_by(role.unit.id) - {role.unit.id}:
            to |= Q(to_role=role.kind, to_unit__in=ended)
    if not to or not actor.person_id:
        return actor.told
    return actor.told + Notice.objects.open().filter(to).exclude(Notice.objects.read_by(actor.person_id)).count()
