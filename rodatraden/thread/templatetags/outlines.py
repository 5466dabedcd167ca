"""The thread as a list. A long one has thousands of lines, and a template walks them slowly."""

from collections.abc import Iterable
from html import escape

from django import template
from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString, mark_safe

from rodatraden.tenancy.links import here
from rodatraden.thread.picture import Line
from rodatraden.web.templatetags.marks import example, status

register = template.Library()


@register.simple_tag
def outline(lines: Iterable[Line]) -> SafeString:
    """`{% outline lines %}`: each item with its level, whose it is, how it stands and what is broken about it."""
    return mark_safe("".join(map(_line, lines)))  # noqa: S308 (escaped in _line)


def _line(line: Line) -> str:
    node, authority = line.node, line.node.authority
    broken = " broken" if line.fault else ""
    whose = f", {authority.name}" if line.depth and authority and authority.kind != "council" else ""
    return (
        f'<li class="deep-{line.depth}{broken}">'
        f'<span class="level">{escape(capfirst(node.level.name.one) + whose)}</span>'
        f'<a href="{here("thread:item", node.key)}">{escape(f"{node.version.number} {node.title}")}</a> '
        f"{example(node.version.example)} {status(line.mark)}"
        + (f" <b>{escape(line.fault)}</b>" if line.fault else "")
        + "</li>"
    )
