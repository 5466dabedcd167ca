"""Kinds of files whose rows live beside or above this floor, by dotted names in the settings (`FILE_KINDS`)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from rodatraden.exchange.layouts import KNOWN, LAYOUTS, Known, Layout
from rodatraden.exchange.steps import Step
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.web.tables import Value

Load = Callable[[Actor, Known, bool], list[Step]]
"""What becomes of each row of a sheet. It is undone after a preview; the flag says whether it is kept."""
Rows = Callable[[Actor, int], Iterable[Mapping[str, Value]]]


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its columns, what it is, its rows as they stand (of a year, where that means something), and how
    it is loaded. `entered` says that whoever may only enter loads it too."""

    layout: Layout
    title: Text
    about: Text
    rows: Rows
    load: Load
    entered: bool = False


def added() -> list[FileKind]:
    """The kinds that the settings name."""
    return [import_string(name) for name in settings.FILE_KINDS]


def layouts() -> tuple[Layout, ...]:
    """All that a sheet may be, in the order they must be loaded."""
    return (*LAYOUTS, *(kind.layout for kind in added()))


def known_names() -> frozenset[str]:
    """What a head of a sheet may be called."""
    return KNOWN.union(*(kind.layout.names for kind in added()))
