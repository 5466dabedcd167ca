"""Which two versions of a document are compared, and what they are called. A draft has no row: it is None."""

from collections.abc import Sequence

from django.http import Http404

from rodatraden.documents.models import Frozen
from rodatraden.lib.text import Text, say

DRAFT = "utkast"
"""What the draft is called in an address."""
Pair = tuple[Frozen | None, Frozen | None]
"""The earlier and the later; the draft is later than all that is frozen."""


def called(version: Frozen | None) -> Text:
    """What a version is called within a sentence."""
    return say("version {n}", n=version.version) if version is not None else say("utkastet")


def address(version: Frozen | None) -> str:
    """What chooses it in an address."""
    return f"version={key(version)}"


def key(version: Frozen | None) -> str:
    return str(version.version) if version is not None else DRAFT


def pair(versions: Sequence[Frozen], shown: Frozen | None, asked: str) -> Pair:
    """The version that is shown and the one asked for by its number, else the one before it; in their order.

    Raises Http404 where there is no such version, none before it, or nothing frozen at all.
    """
    there: list[Frozen | None] = [*versions, None]
    if not versions:
        raise Http404
    if asked:
        other = next((one for one in there if key(one) == asked), shown)
        if key(other) != asked:
            raise Http404
    else:
        place = there.index(shown)
        if place == 0:
            raise Http404
        other = there[place - 1]
    first, second = sorted((shown, other), key=there.index)
    return first, second


def usual(versions: Sequence[Frozen], shown: Frozen | None, *, is_open: bool) -> Pair | None:
    """What is asked first of the version that is shown: what it changed, or what changed it. None where it is alone."""
    there: list[Frozen | None] = [*versions, None] if is_open or shown is None else list(versions)
    if len(there) < 2 or not versions:
        return None
    place = max(there.index(shown), 1)
    return there[place - 1], there[place]


def reasons(versions: Sequence[Frozen], before: Frozen | None, after: Frozen | None) -> list[Frozen]:
    """The frozen versions that lie between two, the later one among them: each says why it was made."""
    least = before.version if before is not None else versions[-1].version
    most = after.version if after is not None else versions[-1].version
    return [one for one in versions if least < one.version <= most and one.reason]


def question(before: Frozen | None, after: Frozen | None) -> Text:
    return say("Vad skiljer {after} från {before}?", after=called(after), before=called(before))


def compare(before: Frozen | None, after: Frozen | None) -> str:
    """The address of what differs between two versions."""
    return f"?{address(after)}&jamfor={key(before)}"
