"""The definition of an indicator: made, changed, and never overwritten by the slower of two."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.rules_of import threshold_rules
from rodatraden.lib import clock
from rodatraden.lib.periods import Period, PeriodProblem
from rodatraden.lib.text import slug
from rodatraden.organisation.access import Actor, need
from rodatraden.steering.active import active_model
from rodatraden.tenancy import current
from rodatraden.tenancy.edits import Refused, Stale, free_key, unknown_names
from rodatraden.tenancy.models import Owned

PERIODS = ("first_measured", "next_measured", "start_period")
DEFINITION = (
    "name", "short_name", "printed_name", "reading", "kind", "unit_of_measure", "decimals", "direction", "rank_of",
    "definition", "method", "qualitative", "source", "rhythm", "parts", *PERIODS, "by_gender", "gender_reason", "rule",
    "owner", "responsible_kind", "position", "valid_from", "valid_to", "example",
)  # fmt: skip
RESERVED = frozenset({"ny", "for-in"})
"""Addresses beside the indicators' own: no indicator may have them as key."""
LONGEST_KEY, MOST_DECIMALS = 70, 6


def save_indicator(
    actor: Actor, indicator: Indicator | None, edit: int | None = None, *, key: str = "", **fields: Any
) -> Indicator:
    """Makes an indicator, or changes named fields of one that was opened at change number `edit`.

    Needs `enter` over the owner, the old and the new. Raises Stale with both texts where somebody else has
    saved since, and Refused by field where something does not hold. Without a key it is made of the name.
    """
    unknown_names(fields, DEFINITION)
    fields = {**fields, **{name: _period(name, fields[name]) for name in PERIODS if name in fields}}
    if indicator is None:
        return _make(actor, key, fields)
    return _change(actor, indicator, edit, fields)


def _period(name: str, said: Period | str | None) -> Period | str:
    """A period as the row keeps it; empty where none is said."""
    if not said or isinstance(said, Period):
        return said or ""
    try:
        return Period.parse(said)
    except PeriodProblem as fault:
        raise Refused({name: str(fault)}) from fault


def _make(actor: Actor, key: str, fields: Mapping[str, Any]) -> Indicator:
    if fields.get("owner") is None:
        raise Refused({"owner": _("Ange vem som äger indikatorn.")})
    need(actor, "enter", fields["owner"].pk)
    row = Indicator(municipality_id=current().pk, key=key or _key(fields.get("name", "")), **fields)
    _check(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            log.record(actor.by, "skapade indikator", "indicator", row.pk, row.name, after=_plain(fields))
    except IntegrityError as fault:
        raise Refused({"key": _("En indikator med den nyckeln finns redan.")}) from fault
    return row


def _key(name: str) -> str:
    return free_key(Indicator.objects.all(), slug(name)[:LONGEST_KEY].strip("-") or "indikator", RESERVED)


def _change(actor: Actor, indicator: Indicator, edit: int | None, fields: Mapping[str, Any]) -> Indicator:
    with transaction.atomic():
        row = Indicator.objects.select_for_update(of=("self",)).select_related("owner").filter(pk=indicator.pk).first()
        if row is None:
            raise Refused({"": _("Indikatorn finns inte längre.")})
        need(actor, "enter", row.owner_id)
        changed = {name: value for name, value in fields.items() if _of(row, name) != value}
        if not changed:
            return row
        if edit is not None and edit != row.edit:
            raise Stale({name: _of(row, name) for name in fields}, fields)
        before = {name: _of(row, name) for name in changed}
        for name, value in changed.items():
            setattr(row, name, value)
        need(actor, "enter", row.owner_id)
        _check(row)
        row.edit += 1
        row.save(update_fields=[*changed, "name_folded", "searched", "edit"])
        log.record(actor.by, "ändrade indikator", "indicator", row.pk, row.name, _plain(before), _plain(changed))
    return row


def _of(row: Indicator, name: str) -> Any:
    """A field of the row, with an empty text where no period is said."""
    if name == "owner":
        return row.owner
    return (row.__dict__[name] or "") if name in PERIODS else row.__dict__[name]


def _check(row: Indicator) -> None:
    """The row as it would be stored. Raises Refused with every fault, by field."""
    faults: dict[str, str] = {}
    try:
        row.clean_fields(exclude=["municipality", "owner", "name_folded", "searched", *PERIODS])
    except ValidationError as fault:
        faults = {field: " ".join(said) for field, said in fault.message_dict.items()}
    if row.key in RESERVED:
        faults["key"] = _("Nyckeln används till en av sidorna. Välj en annan.")
    if row.owner.municipality_id != current().pk:
        faults["owner"] = _("Enheten finns inte i kommunen.")
    if row.decimals > MOST_DECIMALS:
        faults["decimals"] = _("Högst sex decimaler går att visa.")
    if row.rank_of is not None and row.direction != "lower":
        faults["direction"] = _("Plats 1 är bäst: en rangordning har riktningen lägre är bättre.")
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        faults["valid_to"] = _("Slutdatum ligger före startdatum.")
    faults |= _unknown_to_the_model(row)
    if faults:
        raise Refused(faults)


def _unknown_to_the_model(row: Indicator) -> dict[str, str]:
    """Keys that the steering model of today does not have."""
    model = active_model(clock.today())
    if model is None:
        return {}
    known = {"rule": set(threshold_rules(model)), "responsible_kind": {role.key for role in model.role}}
    return {
        name: _("”%(value)s” finns inte i styrmodellen.") % {"value": row.__dict__[name]}
        for name, keys in known.items()
        if row.__dict__[name] and row.__dict__[name] not in keys
    }


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as the log keeps them: the owner by name, periods by key."""
    return {name: str(value) if isinstance(value, Owned | Period) else value for name, value in values.items()}
