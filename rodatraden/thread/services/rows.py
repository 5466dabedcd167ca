"""What all verbs of the thread ask before they write."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.lib import clock
from rodatraden.lib.text import OR, in_words
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Role, Unit, UnitKind
from rodatraden.steering.active import active_model, model_as_read
from rodatraden.steering.schema import Level, Model
from rodatraden.tenancy.edits import Refused, must_be_ours, refuse
from rodatraden.thread.levels import decider_of, level_problem
from rodatraden.thread.models import Item, ItemVersion, State

CONTENT = (
    "level", "number", "title", "text", "comment", "unit", "responsible_unit", "responsible_kind", "perspective",
    "sound_economy", "rule", "starts", "deadline", "position", "person", "example",
)  # fmt: skip
"""What a new version takes over from the one before."""

OWN = ("source", "valid_from", "valid_to", "decision_note")
"""What each version says for itself."""

ROWS = ("municipality", "item", "decision", "end_decision", "unit", "responsible_unit", "person")
"""The rows that a version points at: each is fetched where it is chosen, so that nothing is left to look up."""

SHADOWS = ("title_folded", "text_folded", "comment_folded")
"""What follows other fields, and is named when they change."""

WRITABLE = frozenset(CONTENT + OWN)


def model_at_work() -> Model:
    """The model of today as it is written, for what is recorded. Raises Refused where none is active."""
    return _there(active_model(clock.today()))


def model_to_show() -> Model:
    """The model of today in the reader's language, for what a page shows. Raises Refused where none is active."""
    return _there(model_as_read(clock.today()))


def _there(model: Model | None) -> Model:
    if model is None:
        raise refuse(_("Kommunen har ingen styrmodell som gäller i dag."))
    return model


def level_named(model: Model, key: str) -> Level:
    """The level, or Refused with the nearest key that exists."""
    level = model.level_of(key)
    if level is None:
        raise refuse(str(level_problem(model, key)), "level")
    return level


def locked_item(item: Item) -> Item:
    """The item, held until the transaction ends: its versions are changed by one at a time."""
    return Item.objects.select_for_update().get(pk=item.pk)


def hold_items(items: Iterable[int]) -> None:
    """Holds many items until the transaction ends."""
    list(Item.objects.select_for_update().filter(pk__in=items).order_by("pk").values_list("pk"))


def locked_drafts(versions: Iterable[ItemVersion]) -> list[ItemVersion]:
    """The drafts, held until the transaction ends. What is decided is refused: it does not change."""
    wanted = [version.pk for version in versions]
    rows = ItemVersion.objects.select_for_update(of=("self",)).select_related("item", "unit").in_bulk(wanted)
    if len(rows) < len(wanted):
        raise refuse(_("Utkastet finns inte längre."))
    if any(row.state != State.DRAFT for row in rows.values()):
        raise refuse(_("Det som är beslutat ändras inte. Gör ett nytt utkast och besluta det."))
    return [rows[pk] for pk in wanted]


def locked_draft(version: ItemVersion) -> ItemVersion:
    """The draft, held until the transaction ends. Refused where it is decided, and where a higher floor holds it as it
    is (`settings.DRAFT_CHECKS`)."""
    (row,) = locked_drafts([version])
    for name in settings.DRAFT_CHECKS:
        if told := import_string(name)(row):
            raise refuse(str(told))
    return row


def touch(actor: Actor, draft: ItemVersion) -> None:
    """Counts a change of a draft and says whose it was: nobody decides or overwrites what they have not read."""
    draft.edit += 1
    draft.written_by, draft.written_at = actor.by.name, clock.now()
    draft.save(update_fields=["edit", "written_by", "written_at"])


def check_content(model: Model, version: ItemVersion) -> None:
    """The version as it would be stored, against the model and its own fields. Raises Refused by field."""
    level = level_named(model, version.level)
    for field in ("unit", "responsible_unit"):
        must_be_ours(getattr(version, field), field)
    _check_owner(model, level, version.unit)
    keys = {
        "responsible_kind": {role.key for role in model.role},
        "perspective": {perspective.key for perspective in model.perspective},
        "rule": set(model.rule),
    }
    for field, known in keys.items():
        value = getattr(version, field)
        if value and value not in known:
            raise refuse(_("”%(value)s” finns inte i styrmodellen.") % {"value": value}, field)
    version.personal = level.personal
    _check_person(level, version)
    try:
        version.clean_fields(exclude=[*ROWS, *SHADOWS])
    except ValidationError as fault:
        raise Refused({field: " ".join(said) for field, said in fault.message_dict.items()}) from fault
    if version.starts and version.deadline and version.deadline < version.starts:
        raise refuse(_("Slutdatum ligger före startdatum."), "deadline")


def _check_owner(model: Model, level: Level, unit: Unit) -> None:
    """The model says which kinds of units may own an item at the level.

    An assignment that a body gives to all boards at once stays with the body.
    """
    given_to_all = level.kind == "assignment" and unit.kind == decider_of(model, level).kind
    if level.owned_by and unit.kind not in level.owned_by and not given_to_all:
        kinds = in_words([str(UnitKind(kind).label) for kind in level.owned_by if kind in UnitKind], OR)
        told = _("%(level)s ägs av %(kinds)s, inte av %(unit)s.")
        values = {"level": level.name.one.capitalize(), "kinds": kinds, "unit": unit.name}
        raise refuse(told % values, "unit")


def _check_person(level: Level, version: ItemVersion) -> None:
    """Only what is personal is somebody's own, and only of who has a role in the unit: it is theirs to read."""
    person = version.person
    must_be_ours(person, "person")
    if person is None:
        return
    if not level.personal:
        told = _("%(level)s är inte någons eget.") % {"level": level.name.one.capitalize()}
        raise refuse(told, "person")
    if not Role.objects.on(clock.today()).filter(person=person, unit=version.unit).exists():
        told = _("%(who)s har ingen roll i %(unit)s.") % {"who": person.name, "unit": version.unit.name}
        raise refuse(told, "person")


def record(actor: Actor, verb: str, version: ItemVersion, before: Any = None, after: Any = None) -> None:
    """One entry in the log, about the item that the version is of."""
    log.record(actor.by, verb, "item", version.item_id, version.title, before, after)
