"""The page of what differs between two versions, the same for whatever is frozen (`documents/difference_page.html`)."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from django.utils.translation import gettext as _

from rodatraden.documents import comparing, freezing
from rodatraden.documents.content import Document
from rodatraden.documents.difference import Difference, difference
from rodatraden.documents.difference_state import told_apart
from rodatraden.documents.difference_told import how_much, of_what
from rodatraden.documents.models import Frozen
from rodatraden.documents.templatetags.difference import Sides
from rodatraden.lib.text import say

REMEMBERED = 8


def difference_page(
    pair: comparing.Pair,
    versions: Sequence[Frozen],
    shown: Frozen | None,
    live: Callable[[], Document],
    *,
    is_open: bool,
) -> dict[str, object]:
    """What the page shows of a pair, where one of them is `shown` and the draft, if any, is made by `live`.

    Raises DocumentFault where what was frozen cannot be read.
    """
    before, after = pair
    earlier, later = (freezing.document_of(one) if one else live() for one in pair)
    found = _between(before.sha256, after.sha256) if before and after else difference(earlier, later)
    found, follows = told_apart(found)
    names = comparing.called(before), comparing.called(after)
    there = [*versions, *([None] if is_open else [])]
    return {
        "found": found,
        "follows": follows,
        "sides": Sides(*names, f"?{comparing.address(before)}", f"?{comparing.address(after)}", later.language),
        "answer": how_much(found, *names),
        "counted": of_what(found, names[1]),
        "question": comparing.question(*pair),
        "title": later.title,
        "compare_with": _("Jämför med"),
        "others": [
            (
                str(say("Jämför med {version}", version=comparing.called(one))),
                comparing.compare(one, shown),
                one in pair,
            )
            for one in there
            if one != shown
        ],
    }


@lru_cache(maxsize=REMEMBERED)
def _between(before: str, after: str) -> Difference:
    """What differs between two contents, by their hashes: neither ever changes, so it is looked for once."""
    return difference(freezing.document_at(before), freezing.document_at(after))
