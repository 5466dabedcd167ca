"""Reads the words of a file apart from the server: a path in, the text out on standard output.

Started by path with an interpreter that sees nothing of the environment, so it imports nothing of ours. Limits are
set here, on this process alone: a file made to take all time or memory ends here.

Arguments: path, form (pdf, docx or txt), seconds of processor time, bytes of memory, most signs. Exit code 0: read,
maybe nothing. 3: a reader is not installed. 4: broken. 5: locked by a password. 6: more than it says, a bomb.
"""

import io
import resource
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

MISSING = 3
try:
    import pypdf
    from lxml import etree
except ImportError:
    sys.exit(MISSING)

BROKEN, LOCKED, BOMB = 4, 5, 6
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_UNPACKED = 200 * 2**20


def main() -> int:
    path, form, seconds, memory, most = Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:6])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    readers = {"pdf": of_pdf, "docx": of_word, "txt": of_plain}
    try:
        written(readers[form](path), most)
    except Locked:
        return LOCKED
    except Bomb:
        return BOMB
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001 (a broken file breaks a reader in any way that there is)
        sys.stderr.write(f"{type(fault).__name__}: {fault}")
        return BROKEN
    return 0


class Locked(Exception):
    """Opened by a password alone."""


class Bomb(Exception):
    """Unpacks to more than a document is."""


def written(pieces: Iterator[str], most: int) -> None:
    """Writes the pieces as they come, until there are enough: what was read before a fault is kept."""
    out, left = sys.stdout.buffer, most
    for piece in pieces:
        text = piece[:left]
        out.write(text.encode("utf-8", "replace"))
        out.flush()
        left -= len(text)
        if left <= 0:
            return


def of_pdf(path: Path) -> Iterator[str]:
    document = pypdf.PdfReader(path)
    if document.is_encrypted and not document.decrypt(""):
        raise Locked
    for page in document.pages:
        yield page.extract_text() + "\n"


def of_word(path: Path) -> Iterator[str]:
    with path.open("rb") as head:
        if head.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise Locked  # an encrypted Word file lies in the older kind of container
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("word/document.xml")
        if part.file_size > MOST_UNPACKED:
            raise Bomb
        with archive.open(part) as stream:
            content = io.BytesIO(stream.read(MOST_UNPACKED))
    for _, element in etree.iterparse(content, events=("end",), resolve_entities=False, no_network=True):
        if element.tag == f"{WORDS}t":
            yield element.text or ""
        elif element.tag in (f"{WORDS}tab", f"{WORDS}br"):
            yield " "
        elif element.tag == f"{WORDS}p":
            yield "\n"
            element.clear()


def of_plain(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield content.decode("cp1252", "replace")


if __name__ == "__main__":
    sys.exit(main())
