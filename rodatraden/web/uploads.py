"""How large a file may be that somebody sends, in words."""

from math import ceil

from django.conf import settings
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024


def limit_in_words() -> str:
    """The most that a file may hold, as on the page: "30 MB"."""
    return f"{settings.UPLOAD_MAX_BYTES // MEGABYTE}\u00a0MB"


def size_in_words(size: int) -> str:
    """How large something was that was turned away, never rounded down to what is taken: "32 MB"."""
    return f"{ceil(size / MEGABYTE)}\u00a0MB"


def too_large_told() -> str:
    """What is said of a larger one, by the server and by the page before it is sent."""
    return _("Filen är för stor. Den får vara högst %(limit)s.") % {"limit": limit_in_words()}
