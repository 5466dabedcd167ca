"""A new version of the model: what it changes, what it would break in what is there, and its activation."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.text import Text, say, say_many
from rodatraden.organisation.access import Actor, need_anywhere
from rodatraden.organisation.models import Role
from rodatraden.steering.active import active_model
from rodatraden.steering.compare import Difference, differences
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint import check
from rodatraden.steering.load import read
from rodatraden.steering.models import SteeringModel
from rodatraden.steering.schema import Model
from rodatraden.steering.versions import activate
from rodatraden.tenancy.edits import Refused
from rodatraden.thread.models import Assessment, ItemVersion

BIGGEST = 500_000


@dataclass(frozen=True)
class Impact:
    """What a new model does to rows that are there. What `stops` must be mapped before it can be activated."""

    stops: bool
    told: Text


@dataclass(frozen=True)
class Proposal:
    """An uploaded file, read and held against the model that holds and the rows that are there."""

    text: str
    model: Model | None
    findings: tuple[Finding, ...]
    changes: tuple[Difference, ...]
    impacts: tuple[Impact, ...]

    @property
    def can_be_activated(self) -> bool:
        wrong = any(finding.severity == "error" for finding in self.findings)
        return self.model is not None and not wrong and not any(impact.stops for impact in self.impacts)


def propose(actor: Actor, content: bytes) -> Proposal:
    """Reads a file and says what it would do. Changes nothing. Needs the right to administer."""
    need_anywhere(actor, "administer")
    if len(content) > BIGGEST:
        raise Refused({"file": "Filen är för stor för att vara en styrmodell."})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused({"file": "Filen är inte text i UTF-8. Spara om den med teckenkodningen UTF-8."}) from fault
    reading = read(text)
    if reading.model is None:
        return Proposal(text, None, reading.findings, (), ())
    now = active_model(clock.today())
    changes = differences(now, reading.model) if now else ()
    impacts = tuple(_impacts(reading.model, now))
    return Proposal(text, reading.model, (*reading.findings, *check(reading.model)), changes, impacts)


@transaction.atomic
def activate_model(actor: Actor, text: str, valid_from: date, reason: str) -> SteeringModel:
    """Lets a file hold from a day, and maps rows whose keys it renames. Refused while rows use a key that is gone."""
    proposal = propose(actor, text.encode())
    if not proposal.can_be_activated:
        stops = [str(impact.told) for impact in proposal.impacts if impact.stops]
        wrong = [str(finding.message) for finding in proposal.findings if finding.severity == "error"]
        raise Refused({"": " ".join([*wrong, *stops]) or "Filen är ingen styrmodell."})
    made = activate(actor.by, text, valid_from, reason=reason)
    if proposal.model is not None:
        _map(proposal.model)
    return made


def _renamed(parts: Iterator[tuple[str, str]]) -> dict[str, str]:
    return {was: key for key, was in parts if was}


def _levels(model: Model) -> dict[str, str]:
    return _renamed((level.key, level.was) for level in model.level)


def _roles(model: Model) -> dict[str, str]:
    return _renamed((role.key, role.was) for role in model.role)


def _map(model: Model) -> None:
    """Gives rows the new keys of levels and roles that the file says were renamed."""
    for was, key in _levels(model).items():
        ItemVersion.objects.filter(level=was).update(level=key)
    for was, key in _roles(model).items():
        Role.objects.filter(kind=was).update(kind=key)
        ItemVersion.objects.filter(responsible_kind=was).update(responsible_kind=key)
        Indicator.objects.filter(responsible_kind=was).update(responsible_kind=key)


def _impacts(model: Model, now: Model | None) -> Iterator[Impact]:
    today = clock.today()
    live = ItemVersion.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today))
    levels = {level.key for level in model.level} | set(_levels(model))
    by_level = Counter(live.values_list("level", flat=True))
    for key in sorted(set(by_level) - levels):
        yield Impact(True, _gone("nivån", key, by_level[key], _name_of(now, key)))
    roles = {role.key for role in model.role} | set(_roles(model))
    held = Counter(Role.objects.on(today).values_list("kind", flat=True))
    for key in sorted(set(held) - roles):
        yield Impact(True, _gone("rollen", key, held[key], key))
    rules = Counter(Indicator.objects.on(today).exclude(rule="").values_list("rule", flat=True))
    for key in sorted(set(rules) - set(model.rule)):
        yield Impact(True, _gone("regeln", key, rules[key], key))
    values = {value.key for scale in model.scale.values() for value in scale.values}
    used = Counter(Assessment.objects.filter(superseded_at=None).values_list("value", flat=True))
    for key in sorted(set(used) - values):
        yield Impact(False, _gone("skalvärdet", key, used[key], key))
    yield from _limits(model, live.filter(state="decided").values_list("level", "unit__name"))


def _limits(model: Model, versions: Iterable[tuple[str, str]]) -> Iterator[Impact]:
    """Units that have more goals than the new model allows."""
    counted: Counter[tuple[str, str]] = Counter(versions)
    for level in model.level:
        if level.limit is None:
            continue
        per_unit: Counter[str] = Counter()
        for (key, unit), number in counted.items():
            if key in {level.key, *level.limit.counting}:
                per_unit[unit] += number
        for unit, number in sorted(per_unit.items()):
            if number > level.limit.at_most:
                told = say(
                    "{unit} har {number} {goals}; modellen tillåter högst {most}.",
                    unit=unit,
                    number=number,
                    goals=level.name.many or level.name.one,
                    most=level.limit.at_most,
                )
                yield Impact(False, told)


def _gone(what: str, key: str, number: int, name: str) -> Text:
    return say_many(
        number,
        '{what} ”{name}” finns inte i filen, men en rad använder den. Skriv was = "{key}" på den som ersätter.',
        '{what} ”{name}” finns inte i filen, men {n} rader använder den. Skriv was = "{key}" på den som ersätter.',
        what=what.capitalize(),
        name=name,
        key=key,
    )


def _name_of(model: Model | None, key: str) -> str:
    level = model.level_of(key) if model else None
    return level.name.one if level else key
