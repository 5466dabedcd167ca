"""No stream of a PDF ends in a way that can be read as two."""

import zlib

import pytest

from rodatraden.documents.streams import settled


def made(*streams: bytes) -> bytes:
    """A file with these streams, laid out as typst does it."""
    body, places = b"%PDF-1.7\n", []
    for number, data in enumerate(streams, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(data), data)
    table = b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(streams) + 1)
    table += b"".join(b"%010d 00000 n\r\n" % place for place in places)
    return body + table + b"trailer\n<</Size 9>>\nstartxref\n%d\n%%%%EOF" % len(body)


def objects(pdf: bytes) -> list[bytes]:
    """Where the table says that each object begins, what stands there."""
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    assert pdf[start : start + 5] == b"xref\n"
    entries = pdf[pdf.index(b"\n", start + 5) + 1 : pdf.index(b"trailer")].split(b"\r\n")
    return [pdf[int(entry[:10]) :][:8] for entry in entries if entry.endswith(b"n")]


def test_a_file_without_doubt_is_left_alone() -> None:
    plain = made(b"abc", b"def\n", b"")
    assert settled(plain) is plain


def test_a_doubtful_end_gets_a_line_end_of_two_bytes() -> None:
    doubtful = made(b"abc", b"ends with\r", b"def", b"again\r", b"g")
    done = settled(doubtful)
    assert len(done) == len(doubtful) + 2
    assert b"ends with\r\r\nendstream" in done and b"again\r\r\nendstream" in done
    assert objects(done) == [b"%d 0 obj\n" % number for number in range(1, 6)]
    assert settled(done) == done


def test_every_object_is_found_after_many_cuts() -> None:
    done = settled(made(*(zlib.compress(b"%d" % n) + b"\r" for n in range(200))))
    assert [place.split()[0] for place in objects(done)] == [b"%d" % n for n in range(1, 201)]


def test_the_words_inside_of_a_stream_are_data() -> None:
    inner = made(b"a\r\nendstream\nb")
    assert settled(inner) is inner


@pytest.mark.parametrize("end", [b"startxref\n3\n%%EOF", b"startxref\n0\n%%EOF"])
def test_a_file_of_another_kind_is_left_alone(end: bytes) -> None:
    other = made(b"a\r").partition(b"xref\n")[0] + end
    assert settled(other) == other
