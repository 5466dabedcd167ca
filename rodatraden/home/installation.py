"""What only the operator does: takes a municipality into the installation from one model file, and gives the first
account there. Everything else is done on the pages, or by loading files."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from rodatraden.audit import log
from rodatraden.home.urls import urlpatterns
from rodatraden.lib.municipalities import name_of
from rodatraden.lib.text import capital, say, slug
from rodatraden.organisation.access import system
from rodatraden.organisation.models import Person, Role, Unit, UnitKind
from rodatraden.organisation.services import add_person, create_unit, give_account, give_role
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Model
from rodatraden.steering.versions import activate
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import refuse
from rodatraden.tenancy.models import Municipality, User

BELOW_THE_EXECUTIVE = frozenset({UnitKind.ADMINISTRATION, UnitKind.AREA, UnitKind.SCHOOL, UnitKind.UNIT})
BY = log.By("", "Konsolen")


def add_municipality(
    text: str, since: date, *, name: str = "", address: str = "", example: bool = False
) -> Municipality:
    """A municipality that steers by the model of `text` from a day on, with the bodies that the model names.

    The name is the register's for the model's municipal code unless given, `address` what its pages begin with.
    `example` fills it so that the demo can show it: one unit of each kind that there are several of, and one
    person for each role, all marked as example. Raises ModelFault for a text that is no model, Refused for a
    municipality that is here already or an address that is taken.
    """
    model = parse(text)
    code = model.model.municipality
    called = name.strip() or name_of(code)
    if not called:
        raise refuse(str(say("Kommunkoden {code} finns inte i SCB:s register. Ange vad kommunen heter.", code=code)))
    place = address or slug(name_of(code) or called)
    _refuse_taken(code, place)
    with transaction.atomic():
        made = Municipality(code=code, slug=place, name=called, is_demo=example)
        made.save(force_insert=True)
        with scope(made):
            activate(BY, text, since, example=example)
            units = _units(model, example)
            if example:
                _cast(model, units, place)
            log.record(BY, "tog in", "kommun", made.pk, made.name)
    return made


def _refuse_taken(code: str, place: str) -> None:
    if place != slug(place) or not place:
        raise refuse(
            str(say("”{place}” kan inte vara adress. Skriv små bokstäver a–z, siffror och bindestreck.", place=place))
        )
    if place in _own_words():
        raise refuse(str(say("Adressen ”{place}” använder Röda tråden själv. Välj en annan.", place=place)))
    for other in Municipality.objects.all():
        if other.code == code:
            raise refuse(str(say("{name} ({code}) finns redan här.", name=other.name, code=code)))
        if other.slug == place:
            raise refuse(str(say("Adressen ”{place}” används redan av {name}.", place=place, name=other.name)))


def _own_words() -> set[str]:
    """The first words of the installation's own addresses: no municipality can be called that."""
    found: list[URLPattern | URLResolver] = [*urlpatterns, *get_resolver().url_patterns]
    return {str(each.pattern).partition("/")[0] for each in found}


def _units(model: Model, example: bool) -> dict[str, Unit]:
    """The bodies that there is one of, under what appoints them; with `example` one of each other kind too."""
    made: dict[str, Unit] = {}
    wanted = [body for body in model.body if body.kind in UnitKind.values and (example or not body.many)]
    for body in sorted(wanted, key=lambda body: list(UnitKind.values).index(body.kind)):
        made[body.key] = create_unit(
            system(),
            name=capital(body.name.one),
            kind=body.kind,
            key=body.key,
            parent=_above(body.kind, body.appointed_by, made),
            example=body.many,
            source=str(say("Styrmodellen")),
        )
    return made


def _above(kind: str, appointed_by: str, made: dict[str, Unit]) -> Unit | None:
    """What a body lies under: what appoints it, else the executive board for what officials lead, else the council."""
    if appointed_by in made:
        return made[appointed_by]
    kinds = {unit.kind: unit for unit in made.values()}
    if kind in BELOW_THE_EXECUTIVE:
        return next((kinds[kind] for kind in (UnitKind.EXECUTIVE_BOARD, UnitKind.COUNCIL) if kind in kinds), None)
    return kinds.get(UnitKind.COUNCIL)


def _cast(model: Model, units: dict[str, Unit], place: str) -> None:
    """One person for each role, named by it, on the first unit where the model lets it be held."""
    for role in model.role:
        unit = _place_for(role.belongs_to, units)
        person = add_person(system(), name=capital(role.name.one), example=True)
        give_role(system(), person=person, unit=unit, kind=role.key)
        give_account(system(), person, f"{place}-{role.key}")


def _place_for(kinds: Sequence[str], units: dict[str, Unit]) -> Unit:
    """The first unit of one of the kinds (any, if none is named); one is made where the model names no such body."""
    found = next((unit for unit in units.values() if not kinds or unit.kind in kinds), None)
    if found is None:
        kind = next((kind for kind in kinds if kind in UnitKind.values), UnitKind.UNIT.value)
        name = capital(str(UnitKind(kind).label))
        above = _above(kind, "", units)
        found = units[kind] = create_unit(system(), name=name, kind=kind, parent=above, example=True)
    return found


def add_account(username: str, *, name: str, email: str = "", role: str = "", unit: str = "") -> User:
    """An account in the municipality at work: for the person of that name, who is added where there is none.

    `role` is a role of the model on the unit with the key `unit`. Raises Refused in words.
    """
    actor = system()
    with transaction.atomic():
        found = list(Person.objects.filter(name=name.strip())[:2])
        if len(found) > 1:
            raise refuse(str(say("Flera personer heter {name}. Ge kontot på personens sida.", name=name)))
        person = found[0] if found else add_person(actor, name=name, email=email)
        user = person.user or give_account(actor, person, username)
        if role:
            place = Unit.objects.filter(key=unit).first()
            if place is None:
                known = ", ".join(Unit.objects.values_list("key", flat=True)[:20])
                raise refuse(str(say("Enheten ”{unit}” finns inte. Det finns: {known}.", unit=unit, known=known)))
            if not Role.objects.filter(person=person, unit=place, kind=role, valid_to=None).exists():
                give_role(actor, person=person, unit=place, kind=role)
    return user
