"""Files between preview and load, on disk by their SHA-256. Who was shown which stands in the session or the job."""

import hashlib
import re
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from rodatraden.lib.text import NOTHING, Text
from rodatraden.tenancy import current

KEPT_SECONDS = 24 * 60 * 60
SESSION_KEY = "import"


@dataclass(frozen=True)
class Shown:
    """What somebody was shown: the file by its content, and the fingerprint of its preview."""

    municipality: int
    filename: str
    sha256: str
    fingerprint: str


def put(content: bytes) -> str:
    """Keeps a file by its SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = _place(sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    clear()
    place.write_bytes(content)
    return sha256


def content_of(sha256: str) -> bytes | None:
    """The file of this municipality, if it is still there and as it was."""
    try:
        content = _place(sha256).read_bytes()
    except FileNotFoundError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def drop(sha256: str) -> None:
    _place(sha256).unlink(missing_ok=True)


def keep(session: SessionBase, filename: str, content: bytes, fingerprint: str) -> Shown:
    """Keeps a file for the load by whoever was shown it."""
    shown = Shown(current().pk, filename, put(content), fingerprint)
    session[SESSION_KEY] = asdict(shown)
    return shown


def kept(session: SessionBase, sha256: str) -> tuple[Shown, bytes] | None:
    """The file that this session was shown in this municipality, if it is the one asked for and still there."""
    found = session.get(SESSION_KEY)
    if not found or found["sha256"] != sha256 or found["municipality"] != current().pk:
        return None
    content = content_of(sha256)
    return (Shown(**found), content) if content is not None else None


def forget(session: SessionBase, shown: Shown) -> None:
    session.pop(SESSION_KEY, None)
    drop(shown.sha256)


def safe_name(name: str) -> str:
    """A file's name as it may be shown and logged."""
    return re.sub(r"[^\w .,()&+-]", "_", name)[-100:].strip() or "fil"


def _place(sha256: str) -> Path:
    return Path(settings.DATA_DIR) / "imports" / str(current().pk) / sha256


def clear() -> Text:
    """Takes away files that nobody loaded within a day. Done by the timer and whenever one is kept."""
    oldest = time.time() - KEPT_SECONDS
    for path in _place("").glob("*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()
    return NOTHING
