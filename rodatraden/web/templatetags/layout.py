"""The parts that pages are built of. Each tag says in its docstring how it is written in a template."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from rodatraden.lib.text import Text
from rodatraden.web.charts.table import ChartTable
from rodatraden.web.context import Station, tabs_beside
from rodatraden.web.tables import Column, Example, Link, Table, Value
from rodatraden.web.templatetags import marks
from rodatraden.web.templatetags.figures import day, figure, period, text
from rodatraden.web.uploads import too_large_told

register = template.Library()
UNBROKEN = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|§ \d[\w:]*|\b\d[\w:]* §")


@register.inclusion_tag("web/parts/thread.html")
def thread(stations: Sequence[Station] | None) -> dict[str, Any]:
    """`{% thread stations %}`: the red line at the top of the page; nothing without stations."""
    return {"stations": stations or []}


@register.inclusion_tag("web/parts/key.html")
def key(
    sentence: str | Text, when: str | Text = "", then: str | Text = "", mark: Any = None, example: bool = False
) -> dict[str, Any]:
    """`{% key sentence when=… then=… mark=… %}`: the page's answer in words, before anything else."""
    return {"sentence": _whole(sentence), "when": _whole(when), "then": _whole(then), "mark": mark, "example": example}


@register.filter(name="whole")
def _whole(sentence: str | Text) -> SafeString:
    """`{{ sentence|whole }}`: the sentence with its dates and paragraphs kept in one piece: "2018-11-01" is not
    broken at a hyphen, nor "§" from its number."""
    escaped = conditional_escape(text(sentence))
    return mark_safe(UNBROKEN.sub(r'<span class="nowrap">\g<0></span>', escaped))  # noqa: S308 (escaped above)


@register.simple_block_tag
def section(
    content: str, head: str | Text, note: str | Text = "", wide: bool = False, ident: str = "", example: bool = False
) -> SafeString:
    """`{% section "Siffrorna" note="…" wide=True ident="siffror" %}…{% endsection %}`."""
    made_up = format_html(" {}", marks.example()) if example else ""
    note_html = format_html('<p class="note">{}</p>', text(note)) if note else ""
    return format_html(
        '<section class="section{}"{}><div class="head"><h2>{}{}</h2>{}</div><div class="body">{}</div></section>',
        " wide" if wide else "",
        format_html(' id="{}"', ident) if ident else "",
        text(head),
        made_up,
        note_html,
        content,
    )


@register.simple_block_tag
def empty(content: str, head: str | Text, url: str = "", button: str = "") -> SafeString:
    """`{% empty "Inga mål än" url=… button="Lägg till mål" %}What belongs here, who fills it in.{% endempty %}`."""
    action = format_html('<p class="actions"><a class="button" href="{}">{}</a></p>', url, button) if url else ""
    return format_html('<div class="empty"><h3>{}</h3><p>{}</p>{}</div>', text(head), content, action)


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField, optional: bool | None = None) -> dict[str, Any]:
    """`{% field form.name %}`: label, hint, fault and the field with what was typed kept."""
    kinds = {"RadioSelect": "choices", "CheckboxSelectMultiple": "choices", "CheckboxInput": "check"}
    widget = type(bound.field.widget).__name__
    sends = widget == "ClearableFileInput"
    return {
        "field": bound,
        "most": settings.UPLOAD_MAX_BYTES if sends else 0,
        "too_large": too_large_told() if sends else "",
        "kind": "hidden" if bound.is_hidden else kinds.get(widget, "plain"),
        "groups": _grouped(bound) if widget == "CheckboxSelectMultiple" else (),
        "optional": not bound.field.required if optional is None else optional,
    }


def _grouped(bound: BoundField) -> list[tuple[str, list[BoundWidget]]]:
    """The boxes under the names of their groups; none where the choices have no groups."""
    boxes = iter(bound.subwidgets)
    choices = getattr(bound.field, "choices", ())
    return [(name, [next(boxes) for _each in found]) for name, found in choices if isinstance(found, list | tuple)]


@register.inclusion_tag("web/parts/faults.html")
def faults(form: BaseForm) -> dict[str, Any]:
    """`{% faults form %}`: what must be put right, first in the form, each a link to its field."""
    return {"form": form, "fields": [bound for bound in form if bound.errors]}


@register.inclusion_tag("web/parts/pages.html", takes_context=True)
def pages(context: Context, page: Page[Any]) -> dict[str, Any]:
    """`{% pages page %}`: links to the other pages, keeping the rest of the address."""
    asked = _asked(context)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    steps = [(number, _address(asked, page=str(number)) if isinstance(number, int) else "") for number in numbers]
    return {"page": page, "steps": steps, "several": page.paginator.num_pages > 1}


@register.inclusion_tag("web/parts/table.html", takes_context=True)
def table(
    context: Context, shown: Table, empty: str = "", kind: str = "tight", hide_caption: bool = False
) -> dict[str, Any]:
    """`{% table table %}`: heads that sort, rows, downloads. Rows unfold on a phone (`kind`: tight or loose)."""
    asked = _asked(context)
    heads = [_head(shown, column, asked) for column in shown.columns]
    rows = SafeString("".join(map(partial(_row, shown.columns), shown.rows)))
    files = [(name, _address(asked, format=form)) for name, form in (("Excel", "xlsx"), ("CSV", "csv"))]
    return {
        "table": shown,
        "heads": heads,
        "rows": rows,
        "files": files,
        "empty": empty,
        "kind": kind,
        "hide_caption": hide_caption,
    }


@register.inclusion_tag("web/parts/chart.html")
def chart(svg: str, also: ChartTable | None = None, caption: str | Text = "") -> dict[str, Any]:
    """`{% chart svg also=chart_table caption=… %}`: the picture, and the same figures as a table to unfold.
    `svg` comes from rodatraden.web.charts, which escapes all text in it."""
    picture = mark_safe(svg)  # noqa: S308 (built by charts.svg, which escapes every value)
    return {"picture": picture, "also": also, "caption": text(caption)}


@register.inclusion_tag("web/parts/tabs.html")
def tabs(items: Sequence[tuple[str, str, bool]], label: str) -> dict[str, Any]:
    """`{% tabs items label="Årtal" %}` with (name, address, current)."""
    return {"items": items, "label": label}


@register.inclusion_tag("web/parts/tabs.html", takes_context=True)
def beside(context: Context, under: str = "") -> dict[str, Any]:
    """`{% beside %}`: the lists that belong together under an entry of the main menu, as tabs. A page beneath one of
    them says which: `{% beside under="followup:reports" %}`."""
    request = context.get("request")
    label, items = tabs_beside(request, under) if request else ("", [])
    current = "true" if under else "page"
    return {"items": [(item.label, item.url, item.current) for item in items], "label": label, "says": current}


@register.inclusion_tag("web/parts/search.html", takes_context=True)
def search(context: Context, label: str, name: str = "q", target: str = "") -> dict[str, Any]:
    """`{% search "Sök bland indikatorerna" target="#tabell" %}`: a field that filters by address; with
    `target` also while one types."""
    asked = _asked(context)
    kept = [(key, value) for key in asked if key not in (name, "page", "format") for value in asked.getlist(key)]
    return {"label": label, "name": name, "value": asked.get(name, ""), "kept": kept, "target": target}


@register.simple_tag(takes_context=True)
def address(context: Context, **changed: str) -> str:
    """`{% address sort="-utfall" %}`: this page with parts of its query changed; an empty value drops one."""
    return _address(_asked(context), **changed)


def _asked(context: Context) -> QueryDict:
    """The query of the request, or an empty one where a part is rendered outside of any."""
    request = context.get("request")
    return request.GET if request else QueryDict("")


def _address(asked: QueryDict, **changed: str) -> str:
    query = asked.copy()
    query.pop("format", None)
    if "sort" in changed or "format" in changed:
        query.pop("page", None)
    for name, value in changed.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return f"?{query.urlencode()}"


def _head(shown: Table, column: Column, asked: QueryDict) -> dict[str, Any]:
    falling, rising = shown.sort == f"-{column.key}", shown.sort == column.key
    return {
        "column": column,
        "sorted": "ascending" if rising else "descending" if falling else "",
        "url": _address(asked, sort=f"-{column.key}" if rising else column.key) if column.sortable else "",
    }


def _row(columns: Sequence[Column], row: Mapping[str, Value]) -> str:
    """A row of a table. Written here: a template takes five times as long for hundreds of them."""
    first, *others = columns
    cells = [f'<th scope="row" role="rowheader">{_cell(first, row.get(first.key))}</th>']
    for column in others:
        looks = ' class="num"' if column.kind == "number" else ""
        head = f' data-head="{conditional_escape(column.name)}"' if column.kind != "status" else ""
        cells.append(f'<td role="cell"{looks}{head}>{_cell(column, row.get(column.key))}</td>')
    return f'<tr role="row">{"".join(cells)}</tr>'


def _cell(column: Column, value: Value) -> str:
    """What stands in a cell, and that it is made up where it is: before a figure, else after."""
    if not isinstance(value, Example):
        return _inner(column, value)
    inner = _inner(column, value.value)
    is_figure = _kind(column, value.value) == "number"
    return f"{marks.example()} {inner}" if is_figure else f"{inner} {marks.example()}"


def _inner(column: Column, value: Value) -> str:
    match _kind(column, value):
        case "missing":
            return {"number": '–<span class="d"></span>', "text": ""}.get(column.kind, "–")
        case "number":
            return figure(value, column.decimals, places=column.decimals or 1)  # type: ignore[arg-type]
        case "status":
            return marks.status(value)  # type: ignore[arg-type]
        case "link" if isinstance(value, Link):
            return f'<a href="{conditional_escape(value.url)}">{conditional_escape(value.text)}</a>'
        case "period":
            return conditional_escape(period(value))  # type: ignore[arg-type]
        case "date":
            return f'<span class="nowrap">{day(value)}</span>'  # type: ignore[arg-type]
    return _whole(text(value))  # type: ignore[arg-type]


def _kind(column: Column, value: Value) -> str:
    """How the cell is written: as its column, unless nothing is there, or words stand among the figures."""
    if value is None:
        return "missing"
    return "text" if column.kind == "number" and isinstance(value, Text | str) else column.kind
