"""Time, memory and queries of a call, each time beside its floor."""

import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Call = Callable[[], object]


@dataclass(frozen=True)
class Result:
    """A measured case: milliseconds (median), the floor's, queries, and the peak of memory in MiB."""

    name: str
    floor: str
    milliseconds: float
    floor_milliseconds: float
    queries: int | None
    peak_mib: float

    @property
    def ratio(self) -> float:
        return self.milliseconds / self.floor_milliseconds


def median_ms(call: Call, times: int) -> float:
    """Once to warm up, then the median of some."""
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def peak_mib(call: Call) -> float:
    tracemalloc.start()
    call()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def measured(
    name: str, call: Call, floor_name: str, floor: Call, *, times: int = 7, queries: int | None = None
) -> Result:
    return Result(name, floor_name, median_ms(call, times), median_ms(floor, max(times, 7)), queries, peak_mib(call))


def table(results: Iterable[Result]) -> str:
    """The results as a Markdown table."""
    lines = ["| case | ms | floor | floor ms | ratio | queries | peak MiB |", "|---|---:|---|---:|---:|---:|---:|"]
    lines += [
        f"| {one.name} | {one.milliseconds:.1f} | {one.floor} | {one.floor_milliseconds:.2f} | {one.ratio:.1f} "
        f"| {'–' if one.queries is None else one.queries} | {one.peak_mib:.1f} |"
        for one in results
    ]
    return "\n".join(lines)
