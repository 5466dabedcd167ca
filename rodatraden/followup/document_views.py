"""A report as a document: the page, and as PDF, Word, Excel and content. Frozen ones for ever as they were."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rodatraden.documents import comparing, freezing
from rodatraden.documents.answering import BUILT, as_file
from rodatraden.documents.content import Document
from rodatraden.documents.difference_page import difference_page
from rodatraden.documents.models import Frozen
from rodatraden.followup.contents import documents_of
from rodatraden.followup.finding import address_of, find_slot
from rodatraden.followup.forms import AttachForm
from rodatraden.followup.freezing import subject_of, why_anew
from rodatraden.followup.round import Round, Slot
from rodatraden.followup.services.attaching import attach, kinds_for
from rodatraden.followup.unit_report import is_readable
from rodatraden.followup.way import stations
from rodatraden.lib.text import Text, say, slug
from rodatraden.organisation.access import Actor
from rodatraden.organisation.http import Request
from rodatraden.tenancy.edits import Refused

DEPTHS = ((0, say("inga")), (1, say("en nivå")), (9, say("alla nivåer")))
"""How many floors of the reports beneath may be laid in; no municipality has nine."""


def show_document(request: Request, kind: str, end: str, unit: str) -> HttpResponse:
    """The report as it is, or as it was frozen; `?version=` chooses one, `?format=` a file of it, and `?jamfor=`
    what differs between it and another version, or the one before it."""
    round, slot = find_slot(request, kind, end, unit)
    if not is_readable(request.actor, slot):
        raise PermissionDenied
    versions = list(freezing.versions(subject_of(slot.address, slot.place.key)))
    frozen = chosen(versions, request.GET.get("version", ""))
    form = request.GET.get("format", "")
    if form in BUILT:
        return made_file(request.actor, round, slot, frozen, form, depth_asked(request))
    if "jamfor" in request.GET:
        return show_difference(request, round, slot, versions, frozen)
    depth = depth_asked(request)
    document = freezing.document_of(frozen) if frozen else live(request.actor, round, slot, depth)
    floors = [] if frozen or not round.beneath(slot.place.id) else DEPTHS
    told: dict[str, object] = {"document": document, "frozen": frozen, "versions": versions}
    is_open = slot.report is not None and slot.report.is_open
    address = comparing.address(frozen) if frozen else f"{comparing.address(None)}&djup={depth}"
    told |= {"floors": floors, "depth": depth, "address": f"?{address}", "is_open": is_open}
    usual = comparing.usual(versions, frozen, is_open=is_open)
    told |= {"question": comparing.question(*usual), "compare": comparing.compare(*usual)} if usual else {}
    context = {**told, "slot": slot, "round": round, "stations": stations(round, slot)}
    return render(request, "followup/document.html", context)


def show_difference(
    request: Request, round: Round, slot: Slot, versions: Sequence[Frozen], shown: Frozen | None
) -> HttpResponse:
    """What differs between two versions, the earlier first, and why the later ones were made."""
    pair = comparing.pair(versions, shown, request.GET["jamfor"])
    is_open = slot.report is not None and slot.report.is_open
    told = difference_page(pair, versions, shown, lambda: live(request.actor, round, slot), is_open=is_open)
    told |= {"title": f"{told['title']} · {slot.place.name}", "reasons": reasons_told(slot, versions, pair)}
    context = {**told, "slot": slot, "round": round, "stations": stations(round, slot)}
    return render(request, "followup/difference.html", context)


def reasons_told(slot: Slot, versions: Sequence[Frozen], pair: comparing.Pair) -> list[Text]:
    """Why each version after the earlier one was made; of a draft, why the report was opened again."""
    told = [
        say(
            "Version {n}, {day}, {who}: {why}",
            n=one.version,
            day=f"{one.made_at:%Y-%m-%d}",
            who=one.made_by,
            why=one.reason,
        )
        for one in comparing.reasons(versions, *pair)
    ]
    opened = why_anew([slot]).get(slot.place.id) if pair[1] is None else None
    return [*told, say("Utkastet: {why}", why=opened)] if opened else told


def chosen(versions: list[Frozen], asked: str) -> Frozen | None:
    """The version asked for by its number, else the latest; "utkast" is what is being written."""
    if asked == "utkast" or not versions:
        return None
    if not asked:
        return versions[-1]
    found = next((one for one in versions if str(one.version) == asked), None)
    if found is None:
        raise Http404
    return found


def depth_asked(request: Request) -> int:
    """How many floors of the reports beneath are laid in, by `?djup=`: one where nothing else is asked for."""
    asked = request.GET.get("djup", "")
    return int(asked) if asked in {str(depth) for depth, _words in DEPTHS} else 1


def live(actor: Actor, round: Round, slot: Slot, depth: int = 1) -> Document:
    """The report as it stands, marked as a draft until it is treated."""
    return documents_of(actor, round, [slot], depth=depth)[0][1]


def made_file(actor: Actor, round: Round, slot: Slot, frozen: Frozen | None, form: str, depth: int) -> HttpResponse:
    """The document as a file: the very bytes of what is frozen, else made now."""
    if frozen is not None:
        body, name = freezing.render(frozen, form), freezing.file_name(frozen, slot.place.key, form)  # type: ignore[arg-type]
    else:
        document = live(actor, round, slot, depth)
        body, name = BUILT[form](document), f"{slug(document.title)}-{slot.place.key}.{form}"
    return as_file(body, name.rpartition(".")[0], form)  # type: ignore[arg-type]


def attach_file(request: Request, kind: str, end: str, unit: str) -> HttpResponse:
    """A file beside the report; the auditors' own only by them."""
    round, slot = find_slot(request, kind, end, unit)
    kinds = kinds_for(request.actor, slot.place.id)
    if not kinds:
        raise PermissionDenied
    form = AttachForm(kinds, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        told = {"kind": form.cleaned_data["kind"], "title": form.cleaned_data["title"]}
        try:
            attach(request.actor, slot.address, **told, name=sent.name, content=sent.file)
            messages.success(request, _("Bilagan är tillagd."))
            return redirect(address_of("report", slot))
        except Refused as refused:
            for field, reason in refused.reasons.items():
                form.add_error(field if field in form.fields else None, reason)
    context = {"form": form, "slot": slot, "round": round, "stations": stations(round, slot)}
    return render(request, "followup/attach.html", context, status=422 if form.errors else 200)
