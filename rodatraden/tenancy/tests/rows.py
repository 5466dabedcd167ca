"""What the tests of tenancy need to know of all models, read from Django's registry and not by import."""

import tomllib
from pathlib import Path

from django.apps import apps
from django.db.models import Model

from rodatraden.tenancy.models import Owned

ROOT = Path(__file__).resolve().parents[3]


def floors() -> list[frozenset[str]]:
    """The packages from the ground up, as import-linter is told of them; some floors have two beside each other."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    return [frozenset(layer.split(" | ")) for layer in reversed(contract["layers"])]


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("rodatraden.")]


def owned_models() -> list[type[Owned]]:
    return [model for model in our_models() if issubclass(model, Owned)]
