"""The commands that only an operator has: taking in municipalities, and giving accounts."""

import argparse

from django.conf import settings
from django.urls import reverse

from rodatraden.console import FINE, BadInput, a_day, out, read_text, say_findings, tell
from rodatraden.demo import build
from rodatraden.home import installation
from rodatraden.lib import clock
from rodatraden.organisation.services import invitation
from rodatraden.steering.load import ModelFault
from rodatraden.tenancy.models import Municipality, User


def municipality_add(given: argparse.Namespace) -> int:
    """Takes a municipality in from its model file."""
    text = read_text(given.file)
    since = given.since or (build.MODEL_FROM if given.example else clock.today().replace(month=1, day=1))
    try:
        made = installation.add_municipality(text, since, name=given.name, address=given.address, example=given.example)
    except ModelFault as fault:
        say_findings([(given.file, finding) for finding in fault.findings], tell)
        raise BadInput(f"{given.file}: filen är ingen styrmodell, och inget är ändrat.") from fault
    out(f"{made.name} finns nu på /{made.slug}/ och styr efter {given.file} från {since}.")
    if not given.example:
        out(f"Ge det första kontot: rodatraden account add NAMN --municipality {made.slug} --role ROLL --unit ENHET")
    return FINE


def municipality_list(_: argparse.Namespace) -> int:
    """Lists the municipalities of the installation."""
    for each in Municipality.objects.all():
        out(f"{each.code}  {each.slug}  {each.name}{'  (exempel)' if each.is_demo else ''}")
    return FINE


def account_add(given: argparse.Namespace) -> int:
    """Gives a person an account, with a role."""
    user = installation.add_account(
        given.username, name=given.name or given.username, email=given.email, role=given.role, unit=given.unit
    )
    out(f"Kontot {user.username} finns.")
    return FINE if user.has_usable_password() else account_link(given)


def account_link(given: argparse.Namespace) -> int:
    """Shows the address where the account's holder chooses a password."""
    user = User.objects.filter(username=given.username).first()
    if user is None:
        raise BadInput(f"Kontot ”{given.username}” finns inte.")
    place = reverse("home:choose-password", kwargs=invitation(user))
    out(f"Lösenordet väljs på {settings.SITE_ADDRESS}{place} (en gång, inom tre dygn).")
    return FINE


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of these commands."""
    town = commands.add_parser("municipality", help="Tar in en kommun, eller visar vilka som finns.")
    about = town.add_subparsers(required=True, metavar="GÖR")
    one = about.add_parser("add", help="Tar in en kommun från dess modellfil.")
    one.add_argument("file", metavar="FIL")
    one.add_argument("--name", default="", help="om den inte ska heta som i SCB:s register")
    one.add_argument("--address", default="", metavar="ORD", help="det som sidornas adress börjar med")
    one.add_argument(
        "--from",
        dest="since",
        type=a_day,
        help="dagen som modellen gäller från (årets första; 2017-01-01 med --example)",
    )
    one.add_argument("--example", action="store_true", help="med en exempelperson för varje roll, att prova i demon")
    one.set_defaults(run=municipality_add)
    about.add_parser("list", help="Visar kommunerna.").set_defaults(run=municipality_list)
    account = commands.add_parser("account", help="Ger konton att logga in med.")
    about = account.add_subparsers(required=True, metavar="GÖR")
    one = about.add_parser("add", help="Ger en person ett konto och en roll.")
    one.add_argument("username", metavar="NAMN", help="till exempel e-postadressen")
    one.add_argument("--municipality", required=True, metavar="KOMMUN")
    one.add_argument("--name", default="", help="personens namn")
    one.add_argument("--email", default="")
    one.add_argument("--role", default="", metavar="ROLL", help="en roll i styrmodellen, med --unit")
    one.add_argument("--unit", default="", metavar="ENHET", help="enhetens nyckel, till exempel kf")
    one.set_defaults(run=account_add)
    one = about.add_parser("link", help="Visar en länk där kontots ägare väljer lösenord.")
    one.add_argument("username", metavar="NAMN")
    one.set_defaults(run=account_link)
