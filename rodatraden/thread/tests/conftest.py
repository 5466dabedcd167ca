import pytest
from pytest_django.fixtures import Settings

from rodatraden.tenancy.models import Municipality
from rodatraden.thread.tests.cast import Town


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    """Perstorp with a small model, an organisation and people."""
    return Town()


@pytest.fixture
def only_the_thread(settings: Settings) -> None:
    """The thread's own addresses, without the menu of the whole."""
    settings.ROOT_URLCONF = "rodatraden.thread.tests.urls"
    settings.NAVIGATION = settings.FOOT_NAVIGATION = []
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
