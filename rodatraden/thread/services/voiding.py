"""What was proposed and rejected, and what was decided and annulled: kept as it was said, and as if never decided."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from rodatraden.decisions.models import Decision
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.thread.models import Contribution, ItemVersion, State
from rodatraden.thread.services.rows import locked_item, record


def reject_drafts(actor: Actor, drafts: Iterable[ItemVersion]) -> None:
    """Drafts that a body has turned down are no longer being written. The verb above has asked for access."""
    with transaction.atomic():
        for draft in drafts:
            draft.state = State.REJECTED
            draft.save(update_fields=["state"])
            record(actor, "antecknade att utkastet är avslaget", draft)


def annul_versions(actor: Actor, decision: Decision, reason: str) -> list[ItemVersion]:
    """What a decision decided holds no more, and what it ended or took the place of holds again, as far as another
    decision says nothing else (KL 13 kap.). Tells the versions that are void. The verb above has asked for access.
    """
    with transaction.atomic():
        void = list(_by(ItemVersion.objects.filter(decision=decision, state=State.DECIDED)))
        ended = list(_by(ItemVersion.objects.filter(end_decision=decision, state=State.DECIDED)))
        for version in void:
            locked_item(version.item)
            version.state = State.ANNULLED
            version.save(update_fields=["state"])
            record(actor, "antecknade att beslutet är upphävt", version, after={"reason": reason})
        for version in ended:
            version.end_decision, version.end_note = None, ""
            version.save(update_fields=["end_decision", "end_note"])
            _hold_again(actor, version, reason)
        for version in void:
            _fill(actor, version, reason)
    return void


def _by(rows: Iterable[ItemVersion]) -> Iterable[ItemVersion]:
    return rows.select_related("item", "unit").oldest_first("item")  # type: ignore[attr-defined,no-any-return]


def _fill(actor: Actor, void: ItemVersion, reason: str) -> None:
    """The version that ended the day before the void one began holds again, unless a decision of its own ended it."""
    if void.valid_from is None:
        return
    last = void.valid_from - timedelta(days=1)
    before = ItemVersion.objects.filter(item=void.item_id, state=State.DECIDED, valid_to=last, end_decision=None)
    for version in before.filter(end_note=""):
        _hold_again(actor, version, reason)


def _hold_again(actor: Actor, version: ItemVersion, reason: str) -> None:
    """Until its last day as it was decided, or till the next version begins."""
    others = ItemVersion.objects.filter(item=version.item_id, state=State.DECIDED).exclude(pk=version.pk)
    later = others.filter(valid_from__gt=version.valid_from or date.min).order_by("valid_from").first()
    until = later.valid_from - timedelta(days=1) if later and later.valid_from else None
    last = min((day for day in (version.decided_to, until) if day is not None), default=None)
    if last == version.valid_to:
        return
    before, version.valid_to = {"valid_to": version.valid_to}, last
    version.save(update_fields=["valid_to"])
    record(actor, "antecknade att det gäller igen", version, before, {"valid_to": last, "reason": reason})


def left_serving(decision: Decision) -> list[ItemVersion]:
    """What holds today or will, and serves something that holds no more since its decision is annulled. One query."""
    gone = ItemVersion.objects.filter(decision=decision, state=State.ANNULLED)
    lasting = ItemVersion.objects.filter(state=State.DECIDED).exclude(valid_to__lt=clock.today())
    left = Contribution.objects.filter(serves__in=gone.values("item")).exclude(serves__in=lasting.values("item"))
    rows = lasting.filter(pk__in=left.values("version"), personal=False).select_related("item", "unit")
    return list(rows.order_by(F("valid_from").asc(nulls_first=True), "position", "pk"))
