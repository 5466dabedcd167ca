"""What has been done to one thing, out of the log: who did what when, and each change in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from rodatraden.audit.models import Entry
from rodatraden.organisation.log_words import lines_told

Values = Mapping[str, Any] | None


@dataclass(frozen=True)
class Event:
    """Something that was done: when, by whom, what, and each change in words."""

    on: date
    who: str
    verb: str
    lines: Sequence[str]


def event_of(entry: Entry, words: Callable[[Values], Mapping[str, Any]] = lambda values: values or {}) -> Event:
    """An entry of the log as a page tells it. `words` says the values in words, and leaves out what is hidden."""
    return Event(localdate(entry.at), entry.actor, _(entry.verb), lines_told(words(entry.before), words(entry.after)))
