"""A new version of the model: what it changes, what it would break in what is there, and its activation."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, say_many
from rodatraden.organisation.access import Actor, need_anywhere, system
from rodatraden.organisation.models import Role
from rodatraden.steering.active import active_model
from rodatraden.steering.compare import SUBJECTS, Difference, differences
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint import check
from rodatraden.steering.load import read
from rodatraden.steering.models import SteeringModel
from rodatraden.steering.schema import Model
from rodatraden.steering.versions import activate, other_municipality
from rodatraden.tenancy import current
from rodatraden.tenancy.edits import Refused, refuse
from rodatraden.thread.breaking import breaks_of
from rodatraden.thread.breaks import Break
from rodatraden.thread.gather import gather
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
    against: str = ""
    """The fingerprint of the latest version, which the file was held against."""

    @property
    def can_be_activated(self) -> bool:
        wrong = any(finding.severity == "error" for finding in self.findings)
        return self.model is not None and not wrong and not any(impact.stops for impact in self.impacts)


def propose(actor: Actor, content: bytes) -> Proposal:
    """Reads a file and says what it would do. Changes nothing. Needs the right to administer."""
    need_anywhere(actor, "administer")
    if len(content) > BIGGEST:
        raise Refused({"file": _("Filen är för stor för att vara en styrmodell.")})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused({"file": _("Filen är inte text i UTF-8. Spara om den med teckenkodningen UTF-8.")}) from fault
    reading = read(text)
    if reading.model is None:
        return Proposal(text, None, reading.findings, (), (), latest())
    now = active_model(clock.today())
    changes = differences(now, reading.model) if now else ()
    findings = (*reading.findings, *check(reading.model))
    runs = all(finding.severity != "error" for finding in findings)
    impacts = (*_impacts(reading.model, now), *(_limits(reading.model) if runs else ()))
    return Proposal(text, reading.model, findings, changes, impacts, latest())


def latest() -> str:
    """The fingerprint of the version that begins last; "" where there is none."""
    return SteeringModel.objects.order_by("-valid_from").values_list("sha256", flat=True).first() or ""


@transaction.atomic
def activate_model(actor: Actor, text: str, valid_from: date, reason: str, against: str | None = None) -> SteeringModel:
    """Lets a file hold from a day, and maps rows whose keys it renames. Refused while rows use a key that is gone.

    `against` is the version that the file was shown against: refused where another has come since.
    """
    proposal = propose(actor, text.encode())
    if against is not None and against != proposal.against:
        raise refuse(
            _("En annan version har aktiverats sedan filen granskades. Läs vad filen ändrar nu och försök igen.")
        )
    if not proposal.can_be_activated:
        stops = [str(impact.told) for impact in proposal.impacts if impact.stops]
        wrong = [str(finding.message) for finding in proposal.findings if finding.severity == "error"]
        raise refuse(" ".join([*wrong, *stops]) or _("Filen är ingen styrmodell."))
    if valid_from > clock.today() and proposal.model is not None and _is_in_use(proposal.model):
        raise refuse(
            _(
                "Filen byter nycklar som finns i bruk. Låt den gälla från i dag eller tidigare: "
                "det som finns får då de nya nycklarna genast."
            ),
            "valid_from",
        )
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


def _is_in_use(model: Model) -> bool:
    """Whether rows use a key that the model renames. They can follow it only on the day that it happens."""
    used = {*_by_level(), *_by_role()}
    return not used.isdisjoint({*_levels(model), *_roles(model)})


def _live() -> QuerySet[ItemVersion]:
    return ItemVersion.objects.filter(still_or_later(clock.today()))


def _by_level() -> Counter[str]:
    return Counter(_live().values_list("level", flat=True))


def _by_role() -> Counter[str]:
    """Rows by the kind of role that they name: those who hold it, and what it is responsible for."""
    today = clock.today()
    held = Role.objects.filter(still_or_later(today)).values_list("kind", flat=True)
    items = _live().values_list("responsible_kind", flat=True)
    indicators = Indicator.objects.filter(still_or_later(today)).values_list("responsible_kind", flat=True)
    return Counter(kind for kind in (*held, *items, *indicators) if kind)


def _by_rule() -> Counter[str]:
    indicators = Indicator.objects.filter(still_or_later(clock.today())).values_list("rule", flat=True)
    return Counter(rule for rule in (*indicators, *_live().values_list("rule", flat=True)) if rule)


def still_or_later(day: date) -> Q:
    """What holds on the day or will hold."""
    return Q(valid_to=None) | Q(valid_to__gte=day)


def _map(model: Model) -> None:
    """Gives rows the new keys of levels and roles that the file says were renamed."""
    for was, key in _levels(model).items():
        ItemVersion.objects.filter(level=was).update(level=key)
    for was, key in _roles(model).items():
        Role.objects.filter(kind=was).update(kind=key)
        ItemVersion.objects.filter(responsible_kind=was).update(responsible_kind=key)
        Indicator.objects.filter(responsible_kind=was).update(responsible_kind=key)


def _impacts(model: Model, now: Model | None) -> Iterator[Impact]:
    owner = current()
    if model.model.municipality != owner.code:
        yield Impact(True, other_municipality(model, owner))
    levels = {level.key for level in model.level} | set(_levels(model))
    yield from _missing(SUBJECTS["level"], _by_level(), levels, now)
    yield from _missing(SUBJECTS["role"], _by_role(), {role.key for role in model.role} | set(_roles(model)), now)
    for key, number in sorted(_by_rule().items()):
        if key not in model.rule:
            yield Impact(True, _gone_rule(key, number))
    values = {value.key for scale in model.scale.values() for value in scale.values}
    used = Counter(Assessment.objects.filter(superseded_at=None).values_list("value", flat=True))
    for key in sorted(set(used) - values):
        yield Impact(False, _unknown_value(key, used[key]))


def _missing(what: Text, used: Counter[str], known: set[str], now: Model | None) -> Iterator[Impact]:
    """Keys in use that the file lacks. A rule has no `was`: its key must stay, or what names it must change."""
    for key in sorted(set(used) - known):
        yield Impact(True, _gone(what, key, used[key], _name_of(now, key)))


def _limits(model: Model) -> Iterator[Impact]:
    """Units that have more goals than the new model allows, by the same rule as the thread's breaks."""
    for broken in _breaks_under(model):
        if broken.code == "too-many-goals":
            yield Impact(False, broken.message)


def _breaks_under(model: Model) -> tuple[Break, ...]:
    """The breaks that the thread would have by another model, its keys renamed. Nothing is kept."""
    today = clock.today()
    with transaction.atomic():
        _map(model)
        reader = replace(system(), model=model, day=today)
        found = breaks_of(gather(reader, today, Period.of("year", today), progress=True))
        transaction.set_rollback(True)
    return found


def _gone(what: Text, key: str, number: int, name: str) -> Text:
    return say_many(
        number,
        '{what} ”{name}” finns inte i filen, men en rad använder den. Skriv was = "{key}" på den som ersätter.',
        '{what} ”{name}” finns inte i filen, men {n} rader använder den. Skriv was = "{key}" på den som ersätter.',
        what=str(what).capitalize(),
        name=name,
        key=key,
    )


def _gone_rule(key: str, number: int) -> Text:
    return say_many(
        number,
        "Regeln ”{key}” finns inte i filen, men en indikator eller ett led använder den.",
        "Regeln ”{key}” finns inte i filen, men {n} indikatorer och led använder den.",
        key=key,
    )


def _unknown_value(key: str, number: int) -> Text:
    return say_many(
        number,
        "Skalvärdet ”{key}” finns inte i filen, men en bedömning har det.",
        "Skalvärdet ”{key}” finns inte i filen, men {n} bedömningar har det.",
        key=key,
    )


def _name_of(model: Model | None, key: str) -> str:
    """What the level or role is called today."""
    level = model.level_of(key) if model else None
    role = model.role_of(key) if model else None
    found = level or role
    return found.name.one if found else key
