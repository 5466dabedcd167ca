"""Who is signed in, as the frame of every page says it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from rodatraden.organisation.access import Actor
from rodatraden.organisation.addressing import unread_of
from rodatraden.tenancy.models import Municipality


def who(request: HttpRequest) -> dict[str, Any]:
    """The name with its page, what waits unread, and where one chooses another role (in the demo) or signs out."""
    actor: Actor | None = request.__dict__.get("actor")
    municipality: Municipality | None = request.__dict__.get("municipality")
    if actor is None or actor.person_id is None or municipality is None:
        return {}
    other_role = reverse("home:roles", args=[municipality.slug]) if municipality.is_demo else ""
    own = reverse("organisation:person", args=[municipality.slug, actor.person_id])
    return {
        "who": actor.by.name,
        "notices_url": reverse("notices:list", args=[municipality.slug]),
        "unread_notices": lambda: unread_of(actor),
        "own_url": own,
        "other_role_url": other_role,
        "sign_out_url": reverse("home:sign-out"),
    }
