"""Builds the demo: the municipalities of `data/`, each with its own model, cast, thread and figures.

A second run keeps what is there, also what visitors have changed. `reset` empties the demo's municipalities.
"""

from collections.abc import Callable, Iterable
from datetime import date
from graphlib import TopologicalSorter
from pathlib import Path

from django.apps import apps
from django.db import transaction

from rodatraden import steering
from rodatraden.audit import log
from rodatraden.demo.cast import make_cast
from rodatraden.demo.governing import load_governing
from rodatraden.demo.load import BY, load_town
from rodatraden.demo.minutes import number_decisions
from rodatraden.demo.plan_ways import walk_plans
from rodatraden.demo.plans import freeze_plans, load_plans
from rodatraden.demo.preparation import load_preparation
from rodatraden.demo.remedies import load_remedies
from rodatraden.demo.reports import load_reports
from rodatraden.demo.rows import Town, read_town, towns
from rodatraden.demo.wheel import load_year
from rodatraden.lib import clock
from rodatraden.organisation.models import Unit
from rodatraden.steering.models import SteeringModel
from rodatraden.steering.versions import activate
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, Owned

MODEL_FROM = date(2017, 1, 1)
PRESETS = Path(str(steering.__file__)).parent / "presets"
DAY = date(2018, 9, 10)
"""The day that the demo stands on unless told otherwise."""
Say = Callable[[str], None]


def build_all(say: Say, only: Iterable[str] = ()) -> None:
    """Builds the municipalities that are not there yet (of those in `only`, if any are named)."""
    wanted = set(only)
    for slug in towns():
        if not wanted or slug in wanted:
            build(slug, say)


def build(slug: str, say: Say) -> Municipality:
    """One municipality, all of it or nothing."""
    town = read_town(slug)
    municipality, _ = Municipality.objects.get_or_create(
        slug=slug, defaults={"code": town.code, "name": town.name, "is_demo": True}
    )
    with scope(municipality):
        if Unit.objects.exists():
            say(f"{town.name} finns redan, uppgifterna behålls.")
            return municipality
        with transaction.atomic():
            activate_preset(town.preset, example=town.model_example)
            load_town(town)
            make_cast(town)
            load_governing(slug)
            load_remedies(slug)
            load_year(slug)
            with clock.held(DAY):
                load_reports(town)
                load_plans()
                number_decisions()
                freeze_plans()
                walk_plans(slug)
                load_preparation()
            log.record(log.By("", BY), "lade in", "kommun", municipality.pk, town.name)
        say(summary(town))
    return municipality


def summary(town: Town) -> str:
    """What was built, in a line."""
    return (
        f"{town.name}: {len(town.units)} enheter, {len(town.items)} led i tråden, "
        f"{len(town.indicators)} indikatorer, {len(town.evidence)} siffror."
    )


def activate_preset(name: str, *, example: bool) -> SteeringModel:
    """Lets a preset hold in the municipality at work from the demo's first day, with no end."""
    text = (PRESETS / f"{name}.toml").read_text(encoding="utf-8")
    reason = "Exempel: dokumentet är senare än dagen då modellen börjar gälla här." if example else ""
    return activate(log.By("", BY), text, MODEL_FROM, reason=reason, example=example)


def is_built() -> bool:
    """Whether every municipality of the demo is there with content."""
    built = {found.slug for found in Municipality.objects.filter(is_demo=True) if _has_content(found)}
    return built >= set(towns())


def _has_content(municipality: Municipality) -> bool:
    with scope(municipality):
        return Unit.objects.exists()


def reset() -> None:
    """Empties the municipalities that the demo builds. The log stays, and so do the accounts."""
    for municipality in Municipality.objects.filter(is_demo=True, slug__in=towns()):
        with scope(municipality), transaction.atomic():
            empty()
            log.record(log.By("", BY), "tömde demonstrationen", "kommun", municipality.pk, municipality.name)


def empty() -> None:
    """Deletes everything that the municipality at work owns."""
    for kind in owned():
        to_itself = [field.name for field in kind._meta.concrete_fields if field.related_model is kind]
        if to_itself:
            kind.objects.update(**dict.fromkeys(to_itself))
        kind.objects.all().delete()


def owned() -> list[type[Owned]]:
    """Every kind of row that a municipality owns, whoever points at another before it."""
    kinds = [kind for kind in apps.get_models() if issubclass(kind, Owned)]
    order: TopologicalSorter[type[Owned]] = TopologicalSorter(dict.fromkeys(kinds, ()))
    for kind in kinds:
        for field in kind._meta.concrete_fields:
            aim = field.related_model
            if isinstance(aim, type) and issubclass(aim, Owned) and aim is not kind:
                order.add(aim, kind)
    return list(order.static_order())
