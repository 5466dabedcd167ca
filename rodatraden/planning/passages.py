"""Whether the words that a comment hangs on still stand in the text. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime


def has_changed(quote: str, texts: Iterable[str], said_at: datetime, written_at: datetime | None) -> bool:
    """Whether a text has been written since somebody commented on a passage of it, and no longer has the words.

    `texts` are ways to read the same text: as it was typed, and with what it places filled in. What was never words
    of the text ("andra stycket") is a place that somebody described, and true until the text is written again.
    """
    if not quote.strip() or written_at is None or written_at <= said_at:
        return False
    return not any(_words(quote) in _words(text) for text in texts)


def _words(text: str) -> str:
    """The words alone: signs, spaces and how a text is formatted are no change of what it says."""
    return " ".join(re.findall(r"\w+", text.casefold()))
