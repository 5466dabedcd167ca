"""What may rest on a recorded decision: nothing where it is annulled; else one plan, or the reports treated by it."""

from collections.abc import Collection
from datetime import date

from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rodatraden.decisions.models import Decision
from rodatraden.tenancy.edits import refuse


def must_hold(decision: Decision | None) -> None:
    """Refuses what would rest on a decision that a court has annulled."""
    if decision is not None and decision.annulled_on is not None:
        raise refuse(_("Beslutet är upphävt %(day)s.") % {"day": decision.annulled_on}, "decision")


def free_decisions(body: int, since: date | None = None, together: Collection[str] = ()) -> QuerySet[Decision]:
    """A body's decisions with a day and a paragraph, from a day on, that settle no matter: what `settings.MATTERS`
    names, but for those of them that one decision may settle `together`. Frames, targets and items of the thread may
    rest on them already. The latest first."""
    found = Decision.objects.filter(body=body, date__isnull=False, annulled_on=None).exclude(paragraph="")
    if since is not None:
        found = found.filter(date__gte=since)
    for name in set(settings.MATTERS) - set(together):
        rows = apps.get_model(name)._base_manager.exclude(decision=None)
        found = found.exclude(pk__in=rows.values("decision"))
    return found.order_by("-date", "key")


def takes(decision: Decision, body: int, together: Collection[str] = ()) -> bool:
    """Whether it is a free decision of the body. It is held until the transaction ends: of two that choose it at once
    the second sees that it is taken."""
    Decision.objects.select_for_update(no_key=True, of=("self",)).get(pk=decision.pk)
    return free_decisions(body, together=together).filter(pk=decision.pk).exists()
