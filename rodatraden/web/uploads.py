"""How large a file may be that somebody sends, in words."""

from django.conf import settings
from django.utils.translation import gettext as _


def limit_in_words() -> str:
    """The most that a file may hold, as on the page: "30 MB"."""
    return f"{settings.UPLOAD_MAX_BYTES // (1024 * 1024)}\u00a0MB"


def too_large_told() -> str:
    """What is said of a larger one, by the server and by the page before it is sent."""
    return _("Filen är för stor. Den får vara högst %(limit)s.") % {"limit": limit_in_words()}
