"""The end of a stream in a PDF, made plain to every reader. Pure.

A stream's data is followed by a line end and `endstream`. Where the data happens to end with a carriage return,
one byte in 256, a line feed after it reads as one line end of two bytes, and a strict reader finds the data a
byte short (ISO 19005-2, 6.1.7.1). There the line end is written as CR LF, which leaves only one reading.
"""

import re
from bisect import bisect_left

_DOUBTFUL = re.compile(rb"\r\nendstream")
_LENGTH = re.compile(rb"/Length (\d+)")
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
ENTRY = 20
"""Bytes of an entry in a cross-reference table: ten digits of place, then generation and kind."""


def settled(pdf: bytes) -> bytes:
    """The same document without a doubtful end of a stream. Takes files with one plain cross-reference table."""
    cuts = [found.start() + 1 for found in _DOUBTFUL.finditer(pdf) if _ends_its_data(pdf, found.start() + 1)]
    if not cuts:
        return pdf
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    table = _TABLE.match(pdf, start)
    if table is None:
        return pdf
    end = table.end() + int(table.group(1)) * ENTRY
    entries = b"".join(_moved(pdf[at : at + ENTRY], cuts) for at in range(table.end(), end, ENTRY))
    rest = pdf[end:].replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + len(cuts)))
    edges = [0, *cuts, start]
    body = b"\r".join(pdf[a:b] for a, b in zip(edges, edges[1:], strict=False))
    return body + table.group() + entries + rest


def _ends_its_data(pdf: bytes, cut: int) -> bool:
    """Whether the stream's own length says that its data ends at the cut."""
    head = pdf.rfind(b" obj\n", 0, cut)
    length = _LENGTH.search(pdf, head, cut)
    begin = pdf.find(b"stream\n", head, cut) + len(b"stream\n")
    return length is not None and begin + int(length.group(1)) == cut


def _moved(entry: bytes, cuts: list[int]) -> bytes:
    if entry[17:18] != b"n":
        return entry
    place = int(entry[:10])
    return b"%010d" % (place + bisect_left(cuts, place)) + entry[10:]
