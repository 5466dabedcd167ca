"""Every file of the demo goes out and comes in again, and says the same."""

import pytest

from rodatraden.demo.rows import towns
from rodatraden.exchange.exports import export, files
from rodatraden.exchange.imports import preview
from rodatraden.organisation.access import system
from rodatraden.tenancy import scope
from rodatraden.tests.kept import demo_of


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("slug", towns())
def test_what_the_demo_writes_out_comes_in_again_unchanged(slug: str) -> None:
    with scope(demo_of(slug)):
        for file in files().values():
            for form in ("csv", "xlsx") if file.comes_in else ():
                found = preview(system(), f"{file.what}.{form}", export(system(), file.what, 2018, form))
                assert not found.refused, (file.what, form, found.in_words())
                assert not found.changes_anything, (file.what, form, found.in_words())
                assert found.count("unchanged") > 0
