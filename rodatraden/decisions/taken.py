"""Which recorded decisions settle nothing yet: one decision settles one plan or one report."""

from datetime import date

from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet

from rodatraden.decisions.models import Decision


def free_decisions(body: int, since: date | None = None) -> QuerySet[Decision]:
    """A body's decisions with a day and a paragraph, from a day on, that settle no matter: what `settings.MATTERS`
    names. Frames, targets and items of the thread may rest on them already. The latest first."""
    found = Decision.objects.filter(body=body, date__isnull=False, annulled_on=None).exclude(paragraph="")
    if since is not None:
        found = found.filter(date__gte=since)
    for name in settings.MATTERS:
        rows = apps.get_model(name)._base_manager.exclude(decision=None)
        found = found.exclude(pk__in=rows.values("decision"))
    return found.order_by("-date", "key")


def takes(decision: Decision, body: int) -> bool:
    """Whether it is a free decision of the body. It is held until the transaction ends: of two that choose it at once
    the second sees that it is taken."""
    Decision.objects.select_for_update(no_key=True, of=("self",)).get(pk=decision.pk)
    return free_decisions(body).filter(pk=decision.pk).exists()
