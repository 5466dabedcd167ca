"""The pages on which an item is written, linked and decided."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodatraden.decisions.services import may_record
from rodatraden.lib import clock
from rodatraden.lib.text import in_words
from rodatraden.lib.word_diff import word_diff
from rodatraden.organisation.access import fetch, need_anywhere
from rodatraden.organisation.http import Request
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.tenancy.links import here
from rodatraden.thread.forms import DecideForm, DraftForm, EndForm, may_own
from rodatraden.thread.item_views import decided, path_to, seen, tell
from rodatraden.thread.levels import MISSING, decider_of, served_levels
from rodatraden.thread.link_forms import LinksForm
from rodatraden.thread.models import Item, ItemVersion, State
from rodatraden.thread.services import (
    change_draft,
    decide_version,
    discard_draft,
    draft_version,
    end_item,
    link,
    serve,
    what_is_missing,
)
from rodatraden.thread.services.deciding import may_decide
from rodatraden.thread.services.ending import ending_decider
from rodatraden.thread.services.rows import level_named, model_to_show
from rodatraden.web.context import Station

AUTOSAVE = "autosave"


def _draft(request: Request, key: str, to: Any = "draft") -> ItemVersion:
    version: ItemVersion = fetch(request, seen(request).drafts(), item__key=key, to=to)
    return version


def new(request: Request) -> HttpResponse:
    """A new item at a level, often under something that it is to serve."""
    need_anywhere(request.actor, "draft")
    model = model_to_show()
    under = seen(request).filter(item__key=request.GET.get("under", "")).latest_first().first()
    level = model.level_of(request.POST.get("level") or request.GET.get("niva", ""))
    mine = [each for each in model.level if may_own(request.actor, model, each)]
    options = [each for each in mine if under is None or under.level in each.serves]
    if level is not None and level not in mine:
        raise PermissionDenied
    form = DraftForm(request.actor, model, level, request.POST or None)
    if level is None:
        levels = [(each, model.who(each.decided_by)) for each in options]
        path = path_to(request, under) if under else [Station(_("Tråden"), _("Nytt led"), current=True)]
        return render(request, "thread/item_new.html", {"levels": levels, "under": under, "stations": path})
    form.initial["level"] = level.key
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                version = draft_version(request.actor, None, **form.values())
                if under and under.level in level.serves:
                    serve(request.actor, version, [under.item])
            return redirect(here("thread:links", version.item.key))
        except Refused as fault:
            tell(form, fault)
    context = {"form": form, "level": level, "under": under, "stations": path_to(request, under) if under else []}
    return render(request, "thread/draft.html", context, status=422 if form.errors else 200)


@require_POST
def begin(request: Request, key: str) -> HttpResponse:
    """A draft of a new version of what is decided."""
    item = get_object_or_404(Item.objects.visible_to(request.actor), key=key)
    try:
        draft_version(request.actor, item)
    except Refused as fault:
        messages.warning(request, str(fault))
    return redirect(here("thread:draft", key))


def draft(request: Request, key: str) -> HttpResponse:
    """The draft is written here, saved as one types; the second of two people sees both texts."""
    version = seen(request).drafts().filter(item__key=key).first()
    if version is None and request.method == "POST":
        return _gone(request, key)
    if version is None:
        now = fetch(request, seen(request).latest_first(), item__key=key, to="draft")
        return render(request, "thread/draft_begin.html", {"version": now, "stations": path_to(request, now)})
    if not request.actor.may("draft", version.unit_id):
        return render(request, "thread/draft_read.html", {"version": version})
    form = DraftForm.of(request.actor, model_to_show(), version, request.POST or None)
    if request.method == "POST":
        return _save(request, version, form)
    return _show(request, version, form)


def _gone(request: Request, key: str) -> HttpResponse:
    """The draft was decided or thrown away while somebody wrote: what was typed is given back."""
    typed = [(field.label, request.POST.get(name, "")) for name, field in DraftForm.base_fields.items()]
    mine = [(label, words) for label, words in typed if words.strip() and label]
    left = Item.objects.visible_to(request.actor).filter(key=key).first()
    return render(request, "thread/draft_gone.html", {"typed": mine, "item": left}, status=409)


def _save(request: Request, version: ItemVersion, form: DraftForm) -> HttpResponse:
    """Saves what was typed. To a page that saves by itself only the new change number is answered."""
    by_itself = request.headers.get("X-Requested-With") == AUTOSAVE
    if not form.is_valid():
        return HttpResponse(status=422) if by_itself else _show(request, version, form)
    try:
        saved = change_draft(request.actor, version, form.cleaned_data["edit"] or 0, **form.values())
    except Stale as stale:
        return HttpResponse(status=409) if by_itself else _both(request, version, form, stale)
    except Refused as fault:
        tell(form, fault)
        return HttpResponse(status=422) if by_itself else _show(request, version, form)
    if by_itself:
        return HttpResponse(status=204, headers={"X-Edit": str(saved.edit)})
    messages.success(request, _("Utkastet är sparat."))
    return redirect(here("thread:draft", version.item.key))


def _both(request: Request, version: ItemVersion, form: DraftForm, stale: Stale) -> HttpResponse:
    """What was typed stays in the form, with the other's text beside; saving again is then a choice."""
    names = [name for name in stale.differing() if name in form.fields]
    pairs = [(form.fields[name].label, stale.theirs[name], stale.mine[name]) for name in names]
    shown = [(label, theirs, mine, word_diff(str(theirs or ""), str(mine or ""))) for label, theirs, mine in pairs]
    fresh = DraftForm.of(request.actor, model_to_show(), version, {**request.POST.dict(), "edit": version.edit})
    return _show(request, version, fresh, {"both": shown, "who": stale.who}, 409)


def _show(
    request: Request, version: ItemVersion, form: DraftForm, more: dict[str, Any] | None = None, status: int = 0
) -> HttpResponse:
    level = level_named(model_to_show(), version.level)
    context = {
        "version": version,
        "form": form,
        "level": level,
        "stations": path_to(request, version),
        "may_decide": may_decide(request.actor, version, decider_of(model_to_show(), level)),
        **(more or {}),
    }
    return render(request, "thread/draft.html", context, status=status or (422 if form.errors else 200))


@require_POST
def discard(request: Request, key: str) -> HttpResponse:
    """Throws the draft away."""
    version = _draft(request, key)
    try:
        discard_draft(request.actor, version)
    except Refused as fault:
        messages.error(request, str(fault))
        return redirect(here("thread:draft", key))
    messages.success(request, _("Utkastet ”%(title)s” är borttaget.") % {"title": version.title})
    left = Item.objects.filter(key=key).exists()
    return redirect(here("thread:item", key) if left else here("thread:thread"))


def links(request: Request, key: str) -> HttpResponse:
    """What the draft serves and what measures it."""
    version = seen(request).drafts().filter(item__key=key).first()
    if version is None:
        return redirect(here("thread:draft", key))
    version, model = _draft(request, key), model_to_show()
    served = {level.key for level in served_levels(model, level_named(model, version.level))}
    above = _above(request, served, version)
    form = LinksForm(version, above, model, request.GET.get("q", ""), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            items, indicators, read = form.chosen_items(), said["indicators"], said["edit"] or version.edit
            how, weights = form.ways(), form.heaviness()
            link(request.actor, version, items, indicators, how=how, weights=weights, edit=read)
            messages.success(request, _("Kopplingarna är sparade."))
            return redirect(here("thread:draft", key))
        except Stale as stale:
            form.tell_stale(stale, version.edit)
        except Refused as fault:
            tell(form, fault)
    context = {"version": version, "form": form, "stations": path_to(request, version), "may_serve": bool(served)}
    return render(request, "thread/draft_links.html", context, status=422 if form.errors else 200)


def _above(request: Request, levels: set[str], version: ItemVersion) -> list[ItemVersion]:
    """What the draft may serve: one version of each item at the levels allowed, the one that holds today first."""
    rows = seen(request).filter(level__in=levels).exclude(item=version.item_id).order_by("level", "position", "title")
    living = [row for row in rows if row.valid_to is None or row.valid_to >= clock.today()]
    found = {row.item_id: row for row in living if row.state == State.DRAFT}
    found |= {row.item_id: row for row in living if row.state == State.DECIDED}
    return list(found.values())


def decide(request: Request, key: str) -> HttpResponse:
    """What is decided here stays as it is; what is missing is told first."""
    version, model = _draft(request, key, "read"), model_to_show()
    level = level_named(model, version.level)
    decider = decider_of(model, level)
    if not may_decide(request.actor, version, decider):
        raise PermissionDenied
    form = DecideForm(request.actor, version, decider, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = {"decision": None, **form.cleaned_data}
            decide_version(request.actor, version, given.pop("decision"), given.pop("valid_from"), **given)
            messages.success(request, _("Beslutat. Lydelsen ligger fast tills något annat beslutas."))
            return redirect(here("thread:item", key))
        except Stale:
            form.add_error(None, _("Utkastet har ändrats sedan du läste det. Läs om det innan du beslutar."))
        except Refused as fault:
            tell(form, fault)
    lacking = [each for each in what_is_missing(model, level, version) if each != MISSING["decision"]]
    missing = in_words([str(each) for each in lacking])
    context = {
        "version": version,
        "form": form,
        "level": level,
        "decider": decider,
        "missing": missing,
        "owner": request.actor.tree.authority_of(version.unit_id),
        "may_record": may_record(request.actor),
        "stations": path_to(request, version),
    }
    return render(request, "thread/decide.html", context, status=422 if form.errors else 200)


def end(request: Request, key: str) -> HttpResponse:
    """An item ends as it began: by a decision of who decides at its level, or did when the model had it."""
    version = decided(request, key)
    decider = ending_decider(request.actor, model_to_show(), version)
    if not may_decide(request.actor, version, decider):
        raise PermissionDenied
    form = EndForm(request.actor, version, decider, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = {"decision": None, **form.cleaned_data}
            end_item(request.actor, version.item, given.pop("on"), given.pop("decision"), **given)
            messages.success(request, _("Ledet upphör. Det som var beslutat finns kvar i historiken."))
            return redirect(here("thread:item", key))
        except Refused as fault:
            tell(form, fault)
    context = {
        "version": version,
        "form": form,
        "sentence": _("När upphör det, och vem har beslutat det?"),
        "button": _("Avsluta"),
        "stations": path_to(request, version),
    }
    return render(request, "thread/item_form.html", context, status=422 if form.errors else 200)
