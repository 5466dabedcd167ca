"""Panels as higher floors would give them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from rodatraden.decisions.models import Decision
from rodatraden.organisation.http import Request


def rests_on(request: Request, decision: Decision) -> SafeString:
    return format_html("<p>Tre mål vilar på {}</p>", decision.key)


def nothing(request: Request, decision: Decision) -> SafeString:
    return SafeString("")
