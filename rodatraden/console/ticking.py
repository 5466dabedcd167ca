"""What is due is done by the worker too, so that an installation with a worker needs no timer of its own."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from threading import Event, Thread

from django.db import connections

from rodatraden.console.tick import tick_in
from rodatraden.tenancy.models import Municipality

EVERY = 60
"""Seconds between two rounds."""
logger = logging.getLogger(__name__)


@contextmanager
def ticking() -> Iterator[None]:
    """Does what is due at once and then every minute, beside what the block does; a round that has begun is ended.

    A timer beside it, or another worker, does no harm: what is due keeps account of itself.
    """
    ended = Event()
    # The day that is held here is the day there: else what was asked for on it would seem old, and be cleared away.
    beside = Thread(target=copy_context().run, args=(_until, ended), name="tick")
    beside.start()
    try:
        yield
    finally:
        ended.set()
        beside.join()


def _until(ended: Event) -> None:
    while not ended.is_set():
        _round(ended)
        ended.wait(EVERY)


def _round(ended: Event) -> None:
    """One round of all municipalities, with connections of its own. What goes wrong is tried again the next minute."""
    try:
        for municipality in Municipality.objects.all():
            if not ended.is_set():
                tick_in(municipality)
    except Exception:
        logger.exception("what is due could not be asked for")
    finally:
        connections.close_all()
