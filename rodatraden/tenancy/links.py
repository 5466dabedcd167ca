from collections.abc import Callable
from functools import lru_cache, partial

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

from rodatraden.tenancy.current import current


def here(name: str, *args: object) -> str:
    """The address of a page within the municipality at work."""
    return to_pages(name)(*args)


def to_pages(name: str) -> Callable[..., str]:
    """`here` for many pages of one kind: what they have in common is asked for once."""
    return partial(_page, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), name, current().slug)


def _page(urlconf: str, prefix: str, name: str, *args: object) -> str:
    return _address(urlconf, prefix, name, args)


@lru_cache(maxsize=8192)
def _address(urlconf: str, prefix: str, name: str, args: tuple[object, ...]) -> str:
    """An address is always the same, and a large page has thousands: to look for a view takes longer than to recall.

    `prefix` (where the site begins) is only there to tell addresses of one site from another's.
    """
    return reverse(name, urlconf=urlconf, args=args)
