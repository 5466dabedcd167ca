"""The verbs of the organisation. Pages, imports and commands call the same."""

from rodatraden.organisation.services.accounts import give_account, invitation, may_be_invited
from rodatraden.organisation.services.notices import To, choose_letters, done, drafted, mark_read, tell_all
from rodatraden.organisation.services.people import add_person, change_person, end_role, give_role, role_name
from rodatraden.organisation.services.units import change_unit, create_unit, end_unit, merge_units, seen_of

__all__ = [
    "To",
    "add_person",
    "change_person",
    "change_unit",
    "choose_letters",
    "create_unit",
    "done",
    "drafted",
    "end_role",
    "end_unit",
    "give_account",
    "give_role",
    "invitation",
    "mark_read",
    "may_be_invited",
    "merge_units",
    "role_name",
    "seen_of",
    "tell_all",
]
