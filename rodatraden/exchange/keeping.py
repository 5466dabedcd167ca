"""Files between preview and load, on disk by their SHA-256; the session remembers which one was shown."""

import hashlib
import re
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

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


def keep(session: SessionBase, filename: str, content: bytes, fingerprint: str) -> Shown:
    """Keeps a file for the load. Files that nobody loaded within a day go away."""
    shown = Shown(current().pk, filename, hashlib.sha256(content).hexdigest(), fingerprint)
    place = _place(shown)
    place.parent.mkdir(parents=True, exist_ok=True)
    _clear(place.parent)
    place.write_bytes(content)
    session[SESSION_KEY] = asdict(shown)
    return shown


def kept(session: SessionBase, sha256: str) -> tuple[Shown, bytes] | None:
    """The file that this session was shown in this municipality, if it is the one asked for and still there."""
    found = session.get(SESSION_KEY)
    if not found or found["sha256"] != sha256 or found["municipality"] != current().pk:
        return None
    shown = Shown(**found)
    try:
        content = _place(shown).read_bytes()
    except FileNotFoundError:
        return None
    return (shown, content) if hashlib.sha256(content).hexdigest() == sha256 else None


def forget(session: SessionBase, shown: Shown) -> None:
    session.pop(SESSION_KEY, None)
    _place(shown).unlink(missing_ok=True)


def safe_name(name: str) -> str:
    """A file's name as it may be shown and logged."""
    return re.sub(r"[^\w .,()&+-]", "_", name)[-100:].strip() or "fil"


def _place(shown: Shown) -> Path:
    return Path(settings.DATA_DIR) / "imports" / str(shown.municipality) / shown.sha256


def _clear(folder: Path) -> None:
    oldest = time.time() - KEPT_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
