"""Time, memory and queries of a call, each time beside its floor.

The ratio is of processor time, of this process and of those that it starts: what the call takes on a machine that
does nothing else. What other programs do in the meantime is not in it, nor is what a database server does (SQLite
works in the process). Beside it stands the time on the clock, which is what one waits for.
"""

import resource
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Call = Callable[[], object]


@dataclass(frozen=True)
class Result:
    """A measured case: milliseconds of processor time (median), the floor's, the same on the clock, queries, and the
    peak of memory in MiB."""

    name: str
    floor: str
    milliseconds: float
    floor_milliseconds: float
    waited: float
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
    taken, of_floor, waited = [], [], []
    for _ in range(times):
        of_floor.append(milliseconds(floor)[0])
        worked, clock = milliseconds(call)
        taken.append(worked)
        waited.append(clock)
    middle = map(statistics.median, (taken, of_floor, waited))
    return Result(name, floor_name, *middle, queries, peak_mib(call))


def milliseconds(call: Call) -> tuple[float, float]:
    """Of the processor, in this process and in those that it started and that have ended, and on the clock."""
    worked, clock = _worked(), time.perf_counter()
    call()
    return (_worked() - worked) * 1000, (time.perf_counter() - clock) * 1000


def _worked() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_mib(call: Call) -> float:
    """The most memory that the call holds at once, counted by Python (which slows it down: never timed)."""
    tracemalloc.start()
    call()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def table(results: Iterable[Result]) -> str:
    """The results as a Markdown table."""
    lines = [
        "| case | ms | on the clock | floor | floor ms | ratio | queries | peak MiB |",
        "|---|---:|---:|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one.name} | {one.milliseconds:.0f} | {one.waited:.0f} | {one.floor} | {one.floor_milliseconds:.2f} "
        f"| {one.ratio:.0f} | {'–' if one.queries is None else one.queries} | {one.peak_mib:.0f} |"
        for one in results
    ]
    return "\n".join(lines)
