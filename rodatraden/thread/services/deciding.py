"""The decision: from then on the version's content stays as it is."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import override

from rodatraden.audit import log
from rodatraden.decisions.models import Decision
from rodatraden.decisions.services import record_decision
from rodatraden.decisions.taken import must_hold
from rodatraden.indicators.models import Target
from rodatraden.lib import clock
from rodatraden.lib.text import Text, in_words
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import UnitTree
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.schema.organisation import ONE_OF_ITS_KIND
from rodatraden.tenancy.edits import Refused, Stale, must_be_ours, refuse
from rodatraden.thread.levels import Decider, activity_levels, decider_of, missing
from rodatraden.thread.models import VOID, Contribution, Item, ItemVersion, State
from rodatraden.thread.services.linking import refuse_circles
from rodatraden.thread.services.rows import (
    hold_items,
    level_named,
    locked_draft,
    locked_drafts,
    model_at_work,
)


def decide_version(
    actor: Actor,
    version: ItemVersion,
    decision: Decision | None,
    valid_from: date | None,
    *,
    edit: int | None = None,
    delegation: str = "",
    note: str = "",
    confirmed: bool = False,
) -> ItemVersion:
    """Decides a draft: it holds from `valid_from`, and the one that held until then ends the day before.

    At a level that a body decides, `decision` is that body's and the actor holds `decide` or `administer`
    over it (`may_decide`). At a level that an official decides it is the role's one click, with `delegation`, which
    only what is somebody's own goes without; a decision of its own is then made of it. Whoever administers may record
    what a source states without saying who decided it: then `note` says so. `edit` is the change number that was read:
    Stale if the text has changed since. What the level must carry and is missing is told, and must be `confirmed`.
    """
    model = model_at_work()
    with transaction.atomic():
        row = locked_draft(version)
        level = level_named(model, row.level)
        decider = decider_of(model, level)
        must_be_ours(decision, "decision")
        need_to_decide(actor, row, decider)
        if edit is not None and edit != row.edit:
            raise Stale(
                {"title": row.title, "text": row.text}, {"title": version.title, "text": version.text}, row.written_by
            )
        row.decision = anchor(actor, row, decider, decision, delegation, note)
        row.decision_note = note or row.decision_note
        _tell_what_is_missing(model, level, row, confirmed)
        _settle(actor, [row], valid_from)
    return row


def decide_drafts(
    actor: Actor, versions: Iterable[ItemVersion], decision: Decision, valid_from: date
) -> list[ItemVersion]:
    """Decides many drafts by one decision, as `decide_version`, with a fixed number of queries.

    For a verb above that has asked already: whoever may decide a plan may decide what is in it.
    """
    model = model_at_work()
    must_be_ours(decision, "decision")
    with transaction.atomic():
        rows = locked_drafts(versions)
        for row in rows:
            row.decision = anchor(actor, row, decider_of(model, level_named(model, row.level)), decision, "", "")
        _settle(actor, rows, valid_from)
    return rows


SETTLED = ("state", "decision", "decision_note", "valid_from", "valid_to", "decided_to")
"""What a decision sets."""


def _settle(actor: Actor, rows: Sequence[ItemVersion], begins: date | None) -> None:
    """The drafts hold from the day, and what held of their items until then makes room."""
    hold_items(row.item_id for row in rows)
    prefetch_related_objects(rows, "contributions")
    serving = {row.item_id: [served.serves_id for served in row.contributions.all()] for row in rows}
    refuse_circles(serving, {row.item_id: row.title for row in rows})
    former = list(ItemVersion.objects.filter(item__in=serving, state=State.DECIDED).oldest_first())
    for row in rows:
        row.state, row.valid_from, row.decided_to = State.DECIDED, begins, row.valid_to
        _make_room([other for other in former if other.item_id == row.item_id], row)
    ItemVersion.objects.bulk_update(former, ["valid_to"])
    ItemVersion.objects.bulk_update(rows, SETTLED)
    log.record_all(actor.by, "beslutade", "item", [_settled(row) for row in rows])


def _settled(row: ItemVersion) -> log.Told:
    decision = str(row.decision or row.decision_note)
    after = {"valid_from": row.valid_from, "valid_to": row.valid_to, "decision": decision}
    return log.Told(row.item_id, row.title, after)


def may_decide(actor: Actor, version: ItemVersion, decider: Decider) -> bool:
    """Whether the actor may decide the version, or register that a body has.

    A body's decision is registered by who holds `decide` or `administer` over the body, or over the authority that
    owns what another body decides: a small unit beneath speaks for neither. An official's is the role's own.
    """
    if decider.by == "body":
        bodies = _bodies(actor.tree, version, decider)
        return any(actor.may("administer", body) or actor.may("decide", body) for body in bodies)
    if actor.may("administer", version.unit_id):
        return True
    if decider.kind:
        return actor.may("decide", version.unit_id)
    above = {place.id for place in actor.tree.upward(version.unit_id)}
    return any(role.kind == decider.key and role.unit.id in above for role in actor.roles)


def _bodies(tree: UnitTree, version: ItemVersion, decider: Decider) -> set[int]:
    """The body that decides the version. Where the model says that boards own what the council decides, the
    owner's authority as well: it registers what it has been given."""
    own = {place.id for place in [tree.authority_of(version.unit_id)] if place}
    if decider.kind not in ONE_OF_ITS_KIND and decider.kind != "committee":
        return own
    named = {place.id for place in tree.places.values() if place.kind == decider.kind}
    return named | (own if decider.owners or decider.kind == "committee" else set())


def need_to_decide(actor: Actor, version: ItemVersion, decider: Decider) -> None:
    if not may_decide(actor, version, decider):
        raise PermissionDenied


def anchor(
    actor: Actor, version: ItemVersion, decider: Decider, decision: Decision | None, delegation: str, note: str
) -> Decision | None:
    """What the version, or its end, rests on: the body's decision, the official's own, or nothing that is stated."""
    if decision is not None:
        must_hold(decision)
        if decider.by == "body" and not _is_by(actor, version, decider, decision):
            raise refuse(_("På den här nivån beslutar %(who)s.") % {"who": decider.name}, "decision")
        return decision
    if note and actor.may("administer", version.unit_id):
        return None
    if decider.by == "body":
        raise refuse(_("Ange beslutet: på den här nivån beslutar %(who)s.") % {"who": decider.name}, "decision")
    return _own_decision(actor, version, decider, delegation)


def _is_by(actor: Actor, version: ItemVersion, decider: Decider, decision: Decision) -> bool:
    if decision.body is None:
        return False
    authority = actor.tree.authority_of(version.unit_id)
    return decider.is_met_by(decision.body.kind, authority is not None and authority.id == decision.body_id)


def _own_decision(actor: Actor, version: ItemVersion, decider: Decider, delegation: str) -> Decision:
    """The official's click as a decision: position and unit, date and the delegation that it rests on (D3).

    Everybody reads decisions, so that of a personal goal does not say what the goal is; it rests on what the two have
    agreed. Both are kept in Swedish, whoever decides.
    """
    where = next((role.unit.name for role in actor.roles if role.kind == decider.key), version.unit.name)
    title = version.title
    if version.personal:
        level = model_at_work().level_of(version.level)
        with override("sv"):
            title = level.name.one.capitalize() if level else _("Något som är någons eget")
            delegation = delegation or _("medarbetarsamtal")
    return record_decision(
        actor,
        title=title,
        date=clock.today(),
        position=f"{decider.name} ({where})",
        delegation=delegation,
        example=version.example,
        allowed=True,
    )


def what_is_missing(model: Model, level: Level, version: ItemVersion) -> tuple[Text, ...]:
    """What the level must carry and the version lacks. At most five queries."""
    has = set()
    if version.responsible_unit_id and version.responsible_kind:
        has.add("responsible")
    if version.deadline:
        has.add("deadline")
    if version.decision_id:
        has.add("decision")
    if version.contributions.exists():
        has.add("serves")
    indicators = list(version.measurements.values_list("indicator_id", flat=True))
    if indicators:
        has.add("indicator")
        if Target.objects.current().filter(indicator__in=indicators).exists():
            has.add("target")
    below = _levels_below(version.item)
    if below:
        has.add("served")
    if below.intersection(other.key for other in activity_levels(model.level)):
        has.add("activity")
    return missing(model, level, has)


def _levels_below(item: Item) -> set[str]:
    """The levels of what serves an item today or will."""
    living = Q(version__valid_to=None) | Q(version__valid_to__gte=clock.today())
    rows = Contribution.objects.filter(living, serves=item).exclude(version__state__in=VOID)
    return set(rows.values_list("version__level", flat=True))


def _tell_what_is_missing(model: Model, level: Level, version: ItemVersion, confirmed: bool) -> None:
    lacking: Iterable[Text] = () if confirmed else what_is_missing(model, level, version)
    told = [str(each) for each in lacking]
    if told:
        raise Refused(
            {
                "confirmed": _("Här saknas något: %(what)s. Bekräfta om det ändå ska beslutas.")
                % {"what": in_words(told)}
            }
        )


def _make_room(others: Sequence[ItemVersion], version: ItemVersion) -> None:
    """At most one decided version of an item holds on a day: the former ends, a later one is not run into. `others`
    are those of the version's item.

    Refused where another version begins the same day, or where the version would begin without a day while
    another holds.
    """
    begins = version.valid_from
    if begins is None and others:
        raise refuse(_("Ange från vilken dag versionen gäller."), "valid_from")
    for other in others:
        if begins is None or other.valid_from == begins:
            raise refuse(_("En beslutad version börjar redan gälla den dagen. Välj en annan dag."), "valid_from")
        if other.valid_from is not None and other.valid_from > begins:
            version.valid_to = min(version.valid_to or date.max, other.valid_from - timedelta(days=1))
        elif other.valid_to is None or other.valid_to >= begins:
            other.valid_to = begins - timedelta(days=1)
    if begins and version.valid_to and version.valid_to < begins:
        raise refuse(_("Versionen kan inte upphöra innan den börjar gälla."), "valid_from")
