"""A panel as a higher floor would give it."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Unit


def about_unit(request: Request, unit: Unit) -> SafeString:
    return format_html("<p>Panel om {}</p>", unit.name)
