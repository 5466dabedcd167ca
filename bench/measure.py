"""Time, memory and queries of a call, each time beside its floor.

Time is the processor time of this process: what the call takes on a machine that does nothing else. What other
programs do in the meantime is not in it, nor is what a database server does (SQLite works in the process).
"""

import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Call = Callable[[], object]


@dataclass(frozen=True)
class Result:
    """A measured case: milliseconds of processor time (median), the floor's, queries, and the peak of memory in MiB."""

    name: str
    floor: str
    milliseconds: float
    floor_milliseconds: float
    queries: int | None
    peak_mib: float

    @property
    def ratio(self) -> float:
        return self.milliseconds / self.floor_milliseconds


def measured(
    name: str, call: Call, floor_name: str, floor: Call, *, times: int = 9, queries: int | None = None
) -> Result:
    """Once each to warm up, then by turns, so that what else the machine does weighs on both alike."""
    call()
    floor()
    taken, of_floor = [], []
    for _ in range(times):
        of_floor.append(milliseconds(floor))
        taken.append(milliseconds(call))
    return Result(name, floor_name, statistics.median(taken), statistics.median(of_floor), queries, peak_mib(call))


def milliseconds(call: Call) -> float:
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1000


def peak_mib(call: Call) -> float:
    """The most memory that the call holds at once, counted by Python (which slows it down: never timed)."""
    tracemalloc.start()
    call()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def table(results: Iterable[Result]) -> str:
    """The results as a Markdown table."""
    lines = ["| case | ms | floor | floor ms | ratio | queries | peak MiB |", "|---|---:|---|---:|---:|---:|---:|"]
    lines += [
        f"| {one.name} | {one.milliseconds:.0f} | {one.floor} | {one.floor_milliseconds:.2f} | {one.ratio:.0f} "
        f"| {'–' if one.queries is None else one.queries} | {one.peak_mib:.0f} |"
        for one in results
    ]
    return "\n".join(lines)
