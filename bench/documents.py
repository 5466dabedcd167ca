"""Documents: a report of about a hundred pages in each format, and sixty reports frozen at once.

The floor is an empty PDF: typst started, its fonts read, a page without words. What typst takes is counted with the
rest, processor and memory, although it works in a process of its own.
"""

import itertools
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.measure import Result, measured
from rodatraden.documents import sample, typesetting
from rodatraden.documents.content import Document
from rodatraden.documents.excel import excel
from rodatraden.documents.freezing import Freezing, freeze_all
from rodatraden.documents.pdf import pdf
from rodatraden.documents.word import word
from rodatraden.lib import clock
from rodatraden.organisation.access import system
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

UNITS, INDICATORS, REPORTS = 40, 300, 60
"""Forty units with two pages each, 300 indicators in one table with a small curve each: 102 pages."""
_numbers = itertools.count()


def empty() -> bytes:
    return pdf(Document("Tom", "Bench", clock.today(), ()))


def peak_of_typst(call: Callable[[], object]) -> float:
    """The most memory that typst held, in MiB, as it says itself on its way out: what the system counts for a child
    begins with what its parent held."""
    said = Path(tempfile.mkdtemp()) / "peak"
    ending = f"atexit.register(lambda: open({str(said)!r}, 'w').write(open('/proc/self/status').read()))"
    started = "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    script = f"import atexit, runpy, sys; {ending}; {started}"
    plain = typesetting.COMMAND
    typesetting.COMMAND = (sys.executable, "-I", "-c", script, str(typesetting.SCRIPT))
    try:
        call()
    finally:
        typesetting.COMMAND = plain
    line = next(line for line in said.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def made(name: str, maker: Callable[[Document], bytes]) -> Callable[[Municipality], Result]:
    """A format against an empty PDF. The peak is that of Python and that of typst together, where typst is used."""

    def run(_: Municipality) -> Result:
        document = sample.long_document(UNITS, INDICATORS)
        assert len(maker(document)) > 10_000
        found = measured(name, lambda: maker(document), "an empty PDF", empty)
        return replace(
            found, peak_mib=found.peak_mib + (0 if maker is excel else peak_of_typst(lambda: maker(document)))
        )

    return run


def freezing(municipality: Municipality) -> Result:
    """Sixty reports of a unit, frozen by content alone: files are made of it later, or when first asked for."""

    def run() -> None:
        with transaction.atomic():
            turn = next(_numbers)
            freeze_all(
                system(),
                [
                    Freezing(f"{turn}:{at}", "prov", replace(document, reference=f"{turn}:{at}"))
                    for at in range(REPORTS)
                ],
            )
            transaction.set_rollback(True)

    document = sample.document()
    with scope(municipality):
        with CaptureQueriesContext(connection) as caught:
            run()
        asked = len([query for query in caught if "SAVEPOINT" not in query["sql"]])
        return measured(f"freezing {REPORTS} reports", run, "an empty PDF", empty, queries=asked)


CASES: dict[str, Callable[[Municipality], Result]] = {
    "excel": made("report as Excel, 44 sheets", excel),
    "word": made("report as Word, 341 pictures", word),
    "pdf": made("report as PDF, 102 pages", pdf),
    "freeze": freezing,
}
