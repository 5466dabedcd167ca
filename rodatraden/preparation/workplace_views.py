"""The workplace meeting on a projector: the board's goals, the unit's, and what is proposed, typed straight in."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, capital
from rodatraden.organisation.access import Actor, fetch, need
from rodatraden.organisation.form_page import form_page
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Unit
from rodatraden.planning.models import Plan
from rodatraden.preparation.forms import AgreeForm, IdeaForm, RewordForm, TakeBackForm
from rodatraden.preparation.models import Idea, IdeaState
from rodatraden.preparation.sentence import meeting_told, task_told
from rodatraden.preparation.workplace import (
    agree,
    attends,
    leave_idea,
    level_of,
    plan_for,
    propose_idea,
    reword_idea,
    take_back,
    take_up_idea,
    undecided,
)
from rodatraden.steering.schema import Level, Model
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.links import here
from rodatraden.thread.gather import Node, Thread, gather
from rodatraden.thread.item_page import responsible_words
from rodatraden.thread.levels import DOING
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services.rows import model_at_work
from rodatraden.web.context import Station


@dataclass(frozen=True)
class Task:
    """What the unit does for a goal: who and by when, and whether a meeting agreed on it. `key` is the item's, empty
    where it has been taken away since."""

    title: str
    key: str
    told: Text
    agreed: bool
    example: bool
    idea: int = 0
    """The proposal that can be taken back."""


@dataclass(frozen=True)
class Served:
    """A goal that the unit's work serves, what the unit does for it, and the unit's own goals that serve it."""

    node: Node
    tasks: list[Task]
    goals: list[Node]


@dataclass(frozen=True)
class Group:
    """Goals of one level and one owner, under a heading in the model's own words."""

    head: str
    rows: list[Served]


def goals_for(thread: Thread, unit: int, level: Level) -> list[Node]:
    """The goals that what the unit does may serve: its own where it has any, and those of its authority."""
    path = {place.id for place in thread.tree.upward(unit)}
    found = [
        node
        for node in thread.nodes.values()
        if node.level.key in level.serves and not node.level.personal and node.version.unit_id in path
    ]
    return sorted(found, key=lambda node: (node.version.unit_id != unit, node.version.position, node.title))


def meeting(request: Request, unit: str) -> HttpResponse:
    """What do we want to do to reach the goals?"""
    found, thread, level = _at(request, unit)
    goals = goals_for(thread, found.pk, level)
    titles = {node.version.item_id: node.title for node in goals}
    form = IdeaForm(list(titles.items()), request.POST or None, last=request.GET.get("bidrar", ""))
    if request.method == "POST" and form.does(lambda: propose_idea(request.actor, found, **form.cleaned_data)):
        return redirect(f"{here('preparation:meeting', found.key)}?bidrar={form.cleaned_data['serves'].pk}")
    ideas = list(Idea.objects.visible_to(request.actor).filter(unit=found).select_related("item"))
    drafts = undecided(ideas)
    rows = [Served(node, _tasks(thread, node, found, ideas, drafts), _ours(thread, node, found)) for node in goals]
    waiting = [idea for idea in ideas if idea.state == IdeaState.PROPOSED]
    agreed = [idea for idea in ideas if idea.state == IdeaState.AGREED and idea.day == clock.today()]
    context = {
        "unit": found, "level": level, "groups": _groups(rows, found), "form": form,
        "waiting": [(idea, titles.get(idea.serves_id, "")) for idea in waiting],
        "leads": request.actor.may("enter", found.pk), "plan": _plan(request.actor, found, level, agreed),
        "left": [idea for idea in ideas if idea.state == IdeaState.LEFT],
        "told": meeting_told(len(waiting), len(agreed)), "stations": _way(found, _("Arbetsplatsträff")),
    }  # fmt: skip
    return render(request, "preparation/meeting.html", context, status=422 if form.errors else 200)


def agree_on(request: Request, idea: int) -> HttpResponse:
    """Who sees to it, and by when?"""
    row = _idea(request, idea)
    need(request.actor, "enter", row.unit_id)
    found, _thread, level = _at(request, row.unit.key)
    if row.item_id is not None:
        return redirect(here("preparation:meeting", found.key))
    first = {"responsible": row.responsible, "who": row.who, "deadline": row.deadline}
    form = AgreeForm(_roles(request.actor, found), request.POST or None, initial=first)
    if request.method == "POST" and form.does(lambda: agree(request.actor, row, **form.cleaned_data)):
        messages.success(request, _("”%(what)s” är bestämt.") % {"what": row.what})
        return redirect(here("preparation:meeting", found.key))
    way = _way(found, _("Bestäm"))
    context = {"form": form, "idea": row, "unit": found, "level": level, "stations": way}
    return render(request, "preparation/agree.html", context, status=422 if form.errors else 200)


def reword(request: Request, idea: int) -> HttpResponse:
    """Was it written right, and for the right goal?"""
    row = _idea(request, idea)
    found, thread, level = _at(request, row.unit.key)
    if row.state == IdeaState.AGREED:
        return redirect(here("preparation:meeting", found.key))
    goals = [(node.version.item_id, node.title) for node in goals_for(thread, found.pk, level)]
    form = RewordForm(goals, row, request.POST or None)
    if request.method == "POST" and form.does(lambda: reword_idea(request.actor, row, **form.cleaned_data)):
        messages.success(request, _("Förslaget är ändrat."))
        return redirect(here("preparation:meeting", found.key))
    way, back = _way(found, _("Ändra förslaget")), here("preparation:meeting", found.key)
    return form_page(request, form, way, sentence=_("Ändra förslaget"), about=row.what, back=back, example=row.example)


def undo(request: Request, idea: int) -> HttpResponse:
    """Was it agreed by mistake?"""
    row = _idea(request, idea)
    need(request.actor, "enter", row.unit_id)
    draft, back = undecided([row]).get(row.item_id or 0), here("preparation:meeting", row.unit.key)
    form = TakeBackForm(draft, request.POST or None)
    if request.method == "POST" and form.does(lambda: take_back(request.actor, row, **form.cleaned_data)):
        messages.success(request, _("”%(what)s” är ett förslag igen.") % {"what": row.what})
        return redirect(back)
    if request.method == "GET" and (row.state != IdeaState.AGREED or (row.item_id and draft is None)):
        return redirect(back)
    sentence, way = _("Ta tillbaka det ni bestämde?"), _way(row.unit, _("Ta tillbaka"))
    told: dict[str, Any] = {"then": _thrown_told(row, draft), "button": _("Ta tillbaka"), "example": row.example}
    return form_page(request, form, way, sentence=sentence, about=row.what, back=back, **told)


def _thrown_told(idea: Idea, draft: ItemVersion | None) -> str:
    """What becomes of the proposal, and of what has been written since."""
    again = _("Det blir ett förslag igen. Utkastet till aktivitet tas bort, även ur planen. Ingen har beslutat det.")
    if draft is None or draft.title == idea.what:
        return again
    since = _("Aktiviteten heter nu ”%(title)s”: det som har skrivits i den försvinner.")
    return f"{again} {since % {'title': draft.title}}"


@require_POST
def settle(request: Request, idea: int) -> HttpResponse:
    """Not now, or up for talk again."""
    row = _idea(request, idea)
    try:
        (take_up_idea if row.state == IdeaState.LEFT else leave_idea)(request.actor, row)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(here("preparation:meeting", row.unit.key))


def _plan(actor: Actor, unit: Unit, level: Level, agreed: list[Idea]) -> Plan | None:
    """The plan that what the meeting agrees on goes into, for who writes it."""
    if not actor.may("enter", unit.pk):
        return None
    last = max((idea.deadline for idea in agreed if idea.deadline), default=clock.today())
    return plan_for(actor, model_at_work(), level, unit, last)


def _idea(request: Request, pk: int) -> Idea:
    found: Idea = fetch(request, Idea.objects.visible_to(request.actor).select_related("unit"), pk=pk)
    return found


def _at(request: Request, key: str) -> tuple[Unit, Thread, Level]:
    """The unit that meets, with the thread of this year. 403 for who neither works there nor writes for it."""
    unit = fetch(request, Unit.objects.on(clock.today()), key=key)
    if not attends(request.actor, unit):
        raise PermissionDenied
    model: Model | None = request.actor.model_on(clock.today())
    level = level_of(model) if model is not None else None
    if level is None:
        raise Http404
    return unit, gather(request.actor, clock.today(), Period.of("year", clock.today())), level


def _ours(thread: Thread, node: Node, unit: Unit) -> list[Node]:
    """The unit's own goals that serve the goal: what the unit does stands at them."""
    below = [each for each in thread.serving(node.key) if each.version.unit_id == unit.pk]
    return [each for each in below if each.level.kind not in DOING and not each.version.personal]


def _tasks(thread: Thread, node: Node, unit: Unit, ideas: list[Idea], drafts: Container[int]) -> list[Task]:
    """What the unit does for the goal: what is decided, then what a meeting agreed on and nobody has decided."""
    agreed = {idea.item_id: idea for idea in ideas if idea.state == IdeaState.AGREED and idea.item_id}
    below = [each for each in thread.serving(node.key) if each.version.unit_id == unit.pk]
    doing = [each for each in below if each.level.kind in DOING and not each.version.personal]
    held = {each.version.item_id for each in doing}
    decided = [_decided(thread, each, agreed.get(each.version.item_id)) for each in doing]
    served = [idea for idea in ideas if idea.state == IdeaState.AGREED and idea.serves_id == node.version.item_id]
    return [*decided, *(_agreed(thread, idea, drafts) for idea in served if idea.item_id not in held)]


def _decided(thread: Thread, node: Node, idea: Idea | None) -> Task:
    version = node.version
    role = thread.model.role_of(version.responsible_kind)
    ours = role is not None and version.responsible_unit_id == version.unit_id
    answers = role.name.one if role and ours else responsible_words(thread, version)
    told = task_told(idea.who if idea else "", answers, version.deadline)
    return Task(node.title, node.key, told, idea is not None, version.example)


def _agreed(thread: Thread, idea: Idea, drafts: Container[int]) -> Task:
    role = thread.model.role_of(idea.responsible)
    told = task_told(idea.who, role.name.one if role else "", idea.deadline)
    back = idea.pk if idea.item_id is None or idea.item_id in drafts else 0
    return Task(idea.what, idea.item.key if idea.item else "", told, True, idea.example, back)


def _groups(rows: list[Served], unit: Unit) -> list[Group]:
    """The goals from above first, then the workplace's own."""
    found: dict[tuple[bool, int, str], list[Served]] = {}
    for row in rows:
        owner = row.node.version.unit_id
        found.setdefault((owner == unit.pk, owner, row.node.level.key), []).append(row)
    return [Group(_head(group[0].node, unit), group) for _key, group in sorted(found.items(), key=lambda of: of[0][0])]


def _head(node: Node, unit: Unit) -> str:
    """ "Nämndmål, Socialnämnden", "Våra enhetsmål"."""
    name = node.level.name
    many = name.many or name.one
    if node.version.unit_id == unit.pk:
        return _("Våra %(goals)s") % {"goals": many}
    return f"{capital(many)}, {node.version.unit.name}"


def _roles(actor: Actor, unit: Unit) -> list[tuple[str, str]]:
    """The roles that may answer for what the unit does: those of the model that belong on its kind."""
    model: Any = actor.model_on(clock.today())
    fitting = [role for role in model.role if not role.belongs_to or unit.kind in role.belongs_to]
    return [(role.key, role.name.one) for role in fitting if role.kind == "official"]


def _way(unit: Unit, last: str) -> list[Station]:
    return [
        Station(_("Organisation"), unit.name, here("organisation:unit", unit.key)),
        Station(_("Sida"), last, current=True),
    ]
