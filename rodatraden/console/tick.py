"""`rodatraden tick`: what is due is done. Run by the worker or a timer each minute; two at once do nothing twice.

What there is to do is named in the settings (`TICKS`), and keeps account of itself: a function that is called
again, late, or after the clock has been changed finds nothing that it has done already.
"""

import argparse
import logging
import os
from contextlib import nullcontext

from django.conf import settings
from django.utils.module_loading import import_string

from rodatraden.console import FINDINGS, FINE, out, tell
from rodatraden.demo import build
from rodatraden.lib import clock
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

logger = logging.getLogger(__name__)


def tick(given: argparse.Namespace) -> int:
    """Does what is due, in each municipality or in one. Says what was done, nothing where nothing was."""
    chosen = Municipality.objects.all()
    if given.municipality:
        chosen = chosen.filter(slug=given.municipality)
    went_well = [tick_in(municipality) for municipality in chosen]
    return FINE if all(went_well) else FINDINGS


def tick_in(municipality: Municipality) -> bool:
    """Does what is due in one municipality; whether all of it went well. One that fails stops no other."""
    stands = municipality.is_demo and not os.environ.get("RODATRADEN_TODAY")
    went_well = True
    with scope(municipality), clock.held(build.DAY) if stands else nullcontext():
        for name in settings.TICKS:
            try:
                said = import_string(name)()
            except Exception:  # noqa: BLE001 (whatever one of them meets, the others are still due)
                logger.exception("%s: %s failed", municipality.slug, name)
                tell(f"{municipality.name}: {name} gick inte. Se loggen.")
                went_well = False
                continue
            if said:
                out(f"{municipality.name}: {said}.")
    return went_well
