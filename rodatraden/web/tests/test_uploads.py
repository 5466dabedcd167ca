"""A field for a file says itself how large that may be: whoever chooses a larger one is told before it is sent."""

from django import forms
from django.template import Context, Template
from pytest_django.fixtures import Settings

from rodatraden.web.uploads import limit_in_words, size_in_words, too_large_told


class FileForm(forms.Form):
    file = forms.FileField(label="Fil")
    name = forms.CharField(label="Namn")


def shown(field: str) -> str:
    context = Context({"form": FileForm()})
    return Template("{% load layout %}{% field form." + field + " %}").render(context)


def test_the_limit_is_said_in_megabytes(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 30 * 1024 * 1024
    assert limit_in_words() == "30\u00a0MB"
    assert too_large_told() == "Filen är för stor. Den får vara högst 30\u00a0MB."


def test_what_is_a_little_above_the_limit_is_never_told_as_the_limit() -> None:
    assert (size_in_words(30 * 1024 * 1024), size_in_words(30 * 1024 * 1024 + 1)) == ("30\u00a0MB", "31\u00a0MB")


def test_a_field_for_a_file_carries_it_and_no_other_does(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 2 * 1024 * 1024
    assert 'data-most="2097152" data-too-large="Filen är för stor. Den får vara högst 2\u00a0MB."' in shown("file")
    assert "data-most" not in shown("name")
