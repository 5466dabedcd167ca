"""Whether letters leave this installation at all."""

from django.conf import settings

from rodatraden.tenancy.current import current

CONSOLE = "django.core.mail.backends.console.EmailBackend"


def letters_leave() -> bool:
    """Whether there is somewhere to send letters (EMAIL_URL). The demo's are only looked at, so they may."""
    return settings.EMAIL_BACKEND != CONSOLE or current().is_demo
