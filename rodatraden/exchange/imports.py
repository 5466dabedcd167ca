"""A file is shown before it is loaded, and loaded as it was shown.

The preview is the load itself, undone: every row goes through the verb that will write it, so that what is
refused then is told now. The load does the same again and keeps it, unless anything came out otherwise.
"""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.exchange import (
    load_decisions,
    load_economy,
    load_figures,
    load_governing,
    load_indicators,
    load_organisation,
    load_thread,
)
from rodatraden.exchange.grid import SheetProblem
from rodatraden.exchange.kinds import Load, added, known_names
from rodatraden.exchange.layouts import (
    DECISIONS,
    ECONOMY,
    GOVERNING,
    INDICATORS,
    OUTCOMES,
    ROLES,
    TARGETS,
    THREAD,
    UNITS,
    Known,
    Told,
    to_nobody,
)
from rodatraden.exchange.reading import recognise
from rodatraden.exchange.sheets import read
from rodatraden.exchange.steps import Part, Preview
from rodatraden.lib.text import say
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.edits import Refused

MOST_TOLD = 10
ENTERED = (OUTCOMES, ECONOMY)
"""What may be loaded by who may only `enter`, of the kinds of this floor."""
LOADS: Mapping[str, Load] = {
    UNITS.key: load_organisation.load_units,
    ROLES.key: load_organisation.load_roles,
    DECISIONS.key: load_decisions.load,
    GOVERNING.key: load_governing.load,
    INDICATORS.key: load_indicators.load,
    TARGETS.key: load_figures.load,
    OUTCOMES.key: load_figures.load,
    ECONOMY.key: load_economy.load,
    THREAD.key: load_thread.load,
}


def preview(actor: Actor, filename: str, content: bytes, told: Told = to_nobody) -> Preview:
    """What loading the file would do. Nothing is changed, and nothing is raised for a bad file: see `problem`.

    `told` is told how far it has come.
    """
    try:
        sheets = recognise(read(filename, content, known_names()))
    except SheetProblem as fault:
        return Preview(filename, content, problem=fault.text)
    if not actor.may_anywhere("administer") and not {known.layout.key for known in sheets} <= _entered():
        return Preview(filename, content, problem=say("Det här slaget av fil läses in av den som administrerar."))
    with transaction.atomic():
        parts = _run(actor, sheets, told, commit=False)
        transaction.set_rollback(True)
    return Preview(filename, content, parts)


def _entered() -> set[str]:
    """The keys of what may be loaded by who may only `enter`."""
    return {layout.key for layout in ENTERED} | {kind.layout.key for kind in added() if kind.entered}


def rows_in(filename: str, content: bytes) -> dict[str, int]:
    """How many rows a file has of each layout, by key. Raises SheetProblem."""
    found: dict[str, int] = {}
    for known in recognise(read(filename, content, known_names())):
        found[known.layout.key] = found.get(known.layout.key, 0) + len(known.sheet.rows)
    return found


def apply(actor: Actor, shown: Preview, told: Told = to_nobody) -> Preview:
    """Loads the file that was shown, all of it or nothing. Raises Refused as `load`, and for what is refused."""
    if shown.problem or shown.count("refused"):
        raise Refused({"": " ".join(shown.in_words()[:MOST_TOLD])})
    return load(actor, shown.filename, shown.content, shown.fingerprint, told)


def load(actor: Actor, filename: str, content: bytes, fingerprint: str, told: Told = to_nobody) -> Preview:
    """Loads a file whose preview had this fingerprint, in one transaction, with one entry in the log.

    Raises Refused where a row is refused, or where the outcome would differ from what was shown because
    somebody has changed something since.
    """
    sheets = recognise(read(filename, content, known_names()))
    since = _("Uppgifterna har ändrats sedan filen visades. Ingenting lästes in. Granska filen på nytt.")
    with transaction.atomic():
        try:
            done = Preview(filename, content, _run(actor, sheets, told, commit=True))
        except Refused as fault:
            raise Refused({"": since}) from fault
        if done.fingerprint != fingerprint or done.count("refused"):
            raise Refused({"": since})
        counts = {effect: done.count(effect) for effect in ("new", "changed", "unchanged")}
        log.record(actor.by, "läste in fil", "import", done.sha256, filename, None, {**counts, "sha256": done.sha256})
    return done


def _run(actor: Actor, sheets: list[Known], told: Told, commit: bool) -> tuple[Part, ...]:
    """Every sheet by its own load. With `commit` the bulk verbs write; the others always do, within the block."""
    parts, before, rows = [], 0, sum(len(known.sheet.rows) for known in sheets)
    loads = {**LOADS, **{kind.layout.key: kind.load for kind in added()}}
    for known in sheets:
        steps = loads[known.layout.key](actor, replace(known, told=_after(before, rows, told)), commit)
        before += len(known.sheet.rows)
        if known.layout is UNITS:
            actor = load_organisation.refreshed(actor)
        parts.append(Part(known.layout, known.sheet.name, tuple(steps), known.strange))
    return tuple(parts)


def _after(before: int, rows: int, told: Told) -> Told:
    """Tells of a sheet as a part of the whole file."""
    return lambda done, _of: told(before + done, rows)
