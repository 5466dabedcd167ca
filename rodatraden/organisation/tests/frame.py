"""Pages of one floor alone, without what the floors above add to their frame."""

from copy import deepcopy

from pytest_django.fixtures import Settings


def stand_on(settings: Settings, urls: str) -> None:
    """Uses the addresses of `urls`, with neither menu, panels nor context of higher floors."""
    settings.ROOT_URLCONF = urls
    settings.NAVIGATION = []
    settings.FOOT_NAVIGATION = []
    settings.PANELS = {}
    templates = deepcopy(settings.TEMPLATES)
    options = templates[0]["OPTIONS"]
    options["context_processors"] = [name for name in options["context_processors"] if "rodatraden.home" not in name]
    settings.TEMPLATES = templates
