"""The pages on which items and governing documents are tied to each other, and the panels that show it."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rodatraden.decisions.models import GoverningDocument
from rodatraden.organisation.access import fetch
from rodatraden.organisation.http import Request
from rodatraden.tenancy.links import here
from rodatraden.thread.governing import (
    TieForm,
    documents_of,
    documents_to_tie,
    items_of,
    items_to_tie,
    may_tie_some,
    may_tie_to,
)
from rodatraden.thread.item_views import decided, need_model, path_to
from rodatraden.thread.models import Item, ItemVersion
from rodatraden.thread.services.governing import tie, untie
from rodatraden.web.context import Station

REMOVE = "bort"
"""Names the tie that is to be undone; else something is tied."""


def governing_of_item(request: Request, version: ItemVersion) -> SafeString:
    """On an item's page: the governing documents that concern it."""
    tied, may = documents_of(request.actor, version), may_tie_some(request.actor, version)
    if not tied and not may:
        return SafeString()
    context = {"tied": tied, "change": here("thread:item-documents", version.item.key) if may else ""}
    return render_to_string("thread/panel_governing.html", context, request)


def governed_items(request: Request, document: GoverningDocument) -> SafeString:
    """On a governing document's page: the items that it concerns, level by level."""
    reached, may = items_of(request.actor, document), may_tie_to(request.actor, document)
    if not reached and not may:
        return SafeString()
    levels = [(level, list(rows)) for level, rows in groupby(reached, key=lambda each: each.level)]
    context = {"levels": levels, "change": here("thread:governed", document.key) if may else ""}
    return render_to_string("thread/panel_governed.html", context, request)


def item_documents(request: Request, key: str) -> HttpResponse:
    """Which governing documents concern the item?"""
    need_model(request)
    version = decided(request, key)
    if not may_tie_some(request.actor, version):
        raise PermissionDenied
    tied = documents_of(request.actor, version)
    choices = documents_to_tie(request.actor, version, tied)
    form = TieForm(_("Styrdokument"), choices, request.POST or None)

    def choose(pk: str) -> tuple[Item, GoverningDocument]:
        return version.item, GoverningDocument.objects.select_related("decision").get(pk=pk)

    context = {
        "rows": tied,
        "sentence": _("Vilka styrdokument gäller?"),
        "title": version.title,
        "example": version.example,
        "back": here("thread:item", key),
        "stations": path_to(request, version),
    }
    return _page(request, form, choose, {str(each.tie.pk): (version.item, each.row.document) for each in tied}, context)


def document_items(request: Request, key: str) -> HttpResponse:
    """Which items does the governing document concern?"""
    need_model(request)
    document = fetch(request, GoverningDocument.objects.without_text().select_related("decision"), key=key)
    if not may_tie_to(request.actor, document):
        raise PermissionDenied
    reached = items_of(request.actor, document)
    form = TieForm(_("Led i tråden"), items_to_tie(request.actor, document, reached), request.POST or None)

    def choose(pk: str) -> tuple[Item, GoverningDocument]:
        return Item.objects.get(pk=pk), document

    register, own = here("decisions:register"), here("decisions:governing", key)
    context = {
        "reached": reached,
        "sentence": _("Var i tråden gäller det?"),
        "title": document.title,
        "example": document.example,
        "back": own,
        "stations": [
            Station(_("Kommun"), _("Styrdokument"), register),
            Station(_("Styrdokument"), document.title, own, example=document.example),
            Station(_("Skriv"), _("I tråden"), current=True),
        ],
    }
    return _page(request, form, choose, {str(each.tie.pk): (each.version.item, document) for each in reached}, context)


def _page(
    request: Request,
    form: TieForm,
    choose: Callable[[str], tuple[Item, GoverningDocument]],
    there: dict[str, tuple[Item, GoverningDocument]],
    context: dict[str, Any],
) -> HttpResponse:
    """What was chosen is tied, or what is there undone, and the page shown again; else the page."""
    if request.method == "POST" and REMOVE in request.POST:
        # What somebody else has undone meanwhile is undone.
        if (found := there.get(request.POST[REMOVE])) is not None:
            untie(request.actor, *found)
            messages.success(request, _("Kopplingen är borttagen."))
        return redirect(request.path)
    if request.method == "POST" and form.does(lambda: tie(request.actor, *choose(form.cleaned_data["chosen"]))):
        messages.success(request, _("Kopplingen är sparad."))
        return redirect(request.path)
    status = 422 if form.errors else 200
    return render(request, "thread/governing.html", {**context, "form": form}, status=status)
