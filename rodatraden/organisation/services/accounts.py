"""Accounts to sign in with. Whoever gives one never learns the password: its holder chooses it by a link."""

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Person
from rodatraden.organisation.services.people import change_person
from rodatraden.tenancy import current, scope
from rodatraden.tenancy.edits import Refused, refuse
from rodatraden.tenancy.models import Municipality, User


def give_account(actor: Actor, person: Person, username: str) -> User:
    """An account for somebody who has none. Needs `administer` over every unit where the person has a role.

    An account that exists already may open another municipality, so only the operator connects it to a person.
    """
    name = username.strip()
    with transaction.atomic():
        if person.user_id is not None:
            raise refuse(_("%(name)s har redan ett konto.") % {"name": person.name}, "username")
        user = User.objects.filter(username__iexact=name).first()
        if user is not None and not actor.is_operator:
            raise refuse(_("Kontot finns redan. Den som sköter driften kan koppla det till personen."), "username")
        if user is None:
            user = _new_user(name, person)
        change_person(actor, person, user=user)
    return user


def _new_user(name: str, person: Person) -> User:
    user = User(username=name, email=person.email)
    user.set_unusable_password()
    try:
        user.full_clean(validate_unique=False)
    except ValidationError as fault:
        said = fault.message_dict
        raise Refused({"username": " ".join(word for words in said.values() for word in words)}) from fault
    user.save(force_insert=True)
    return user


def may_be_invited(user: User) -> bool:
    """Whether a municipality may hand out the account: nobody has chosen its password, and it opens no other."""
    if user.has_usable_password():
        return False
    for other in Municipality.objects.exclude(pk=current().pk):
        with scope(other):
            if Person.objects.filter(user=user).exists():
                return False
    return True


def invitation(user: User) -> dict[str, str]:
    """What the address of the page for choosing a password needs. It works once, and for three days."""
    return {"uidb64": urlsafe_base64_encode(force_bytes(user.pk)), "token": default_token_generator.make_token(user)}
