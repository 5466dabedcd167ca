"""Rows that the tests of this floor share: three units, people on them, indicators and figures."""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.test import Client

from rodatraden import steering
from rodatraden.indicators.models import Indicator, Outcome, SeriesBreak, Target
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import Actor, actor_of
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User

PRESET = Path(str(steering.__file__)).parent / "presets" / "perstorp.toml"


def year(number: int) -> Period:
    return Period.year_of(number)


def a_unit(key: str, kind: str = "board", parent: Unit | None = None, **more: Any) -> Unit:
    fields: Any = {"name": key.capitalize(), **more}
    return Unit.objects.create(key=key, kind=kind, parent=parent, **fields)


def the_house() -> dict[str, Unit]:
    """The council, two boards beneath it and a unit beneath one of them, steered by Perstorp's model."""
    text = PRESET.read_text(encoding="utf-8")
    SteeringModel.objects.create(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        name="Modellen",
        valid_from=date(2017, 1, 1),
        activated_by="Provet",
        activated_at=clock.now(),
    )
    council = a_unit("kf", "council", name="Kommunfullmäktige")
    social = a_unit("sn", parent=council, name="Socialnämnden")
    school = a_unit("bun", parent=council, name="Barn- och utbildningsnämnden")
    home = a_unit("hemtjansten", "unit", social, name="Hemtjänsten")
    return {"kf": council, "sn": social, "bun": school, "hemtjansten": home}


def somebody(unit: Unit, kind: str = "samordnare", username: str = "") -> Actor:
    """A person with an account and one role. Perstorp's `samordnare` may enter, its `ledamot` only read."""
    user = User.objects.create(username=username or f"{kind}-{unit.key}")
    person = Person.objects.create(name=f"{kind} {unit.key}".capitalize(), user=user)
    Role.objects.create(person=person, unit=unit, kind=kind)
    found = actor_of(user)
    assert found is not None
    return found


def signed_in(client: Client, username: str) -> Client:
    client.force_login(User.objects.get(username=username))
    return client


def an_indicator(owner: Unit, key: str = "tryggheten", **fields: Any) -> Indicator:
    told: Any = {"name": "Invånarnas uppfattning om tryggheten", "unit_of_measure": "index", **fields}
    return Indicator.objects.create(key=key, owner=owner, **told)


def an_outcome(indicator: Indicator, period: str | int, value: str, **fields: Any) -> Outcome:
    told: Any = {"unit": indicator.owner, "entered_by": "Provet", "entered_at": clock.now(), **fields}
    return Outcome.objects.create(indicator=indicator, period=Period.parse(str(period)), value=Decimal(value), **told)


def a_target(indicator: Indicator, period: str | int, value: str | None, **fields: Any) -> Target:
    told: Any = {"unit": indicator.owner, "entered_by": "Provet", "entered_at": clock.now(), **fields}
    number = Decimal(value) if value is not None else None
    return Target.objects.create(indicator=indicator, period=Period.parse(str(period)), value=number, **told)


def a_break(indicator: Indicator, day: str, reason: str = "ny enkät") -> SeriesBreak:
    return SeriesBreak.objects.create(indicator=indicator, day=date.fromisoformat(day), reason=reason)


def another_municipalitys_indicator(municipality: Municipality) -> Indicator:
    """An indicator that exists, but not here: what an attacker's guessed id would hit."""
    with scope(municipality):
        return an_indicator(a_unit("kf", "council"), "frammande", name="Främmande")
