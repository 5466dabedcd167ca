from django.urls import reverse

from rodatraden.tenancy.current import current


def here(name: str, *args: object) -> str:
    """The address of a page within the municipality at work."""
    return reverse(name, args=[current().slug, *args])
