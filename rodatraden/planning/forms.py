"""The forms of planning."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.models import Decision
from rodatraden.decisions.taken import free_decisions
from rodatraden.indicators.form_fields import KEPT, NUMBERS, AimForm
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import Actor
from rodatraden.organisation.forms import DayField, VerbForm, changed
from rodatraden.organisation.models import AUTHORITIES, Role, Unit
from rodatraden.organisation.tree import Place
from rodatraden.planning.asked import Asked, asked
from rodatraden.planning.hindrances import hindrances
from rodatraden.planning.kinds import decider_of, deciding_place
from rodatraden.planning.models import Plan
from rodatraden.planning.reach import units_in, units_to_add_for
from rodatraden.planning.replies import Reply, still_awaited
from rodatraden.planning.rights import asked_of, speaks_for
from rodatraden.planning.sentence import breaks_to_know
from rodatraden.planning.services.minutes import first_day
from rodatraden.planning.services.proposal import differs
from rodatraden.planning.services.standing import first_day_of
from rodatraden.planning.source import Source
from rodatraden.planning.states import AMENDING
from rodatraden.steering.schema import Level
from rodatraden.tenancy.edits import Stale
from rodatraden.thread.forms import NONE
from rodatraden.thread.levels import DOING
from rodatraden.thread.models import Item

AREA = forms.Textarea(attrs={"rows": 4})


class TextForm(forms.Form):
    """One section while it is typed. Spaces at its ends are the writer's."""

    text = forms.CharField(required=False, strip=False)
    seen = forms.IntegerField(min_value=0)


MOST_QUOTED = 500


class CommentForm(VerbForm):
    quote = forms.CharField(
        label=_("Vilket ställe gäller det?"),
        required=False,
        max_length=MOST_QUOTED,
        help_text=_("Några ord ur texten, så hittar skribenten stället. Tomt: hela avsnittet."),
    )
    comment = forms.CharField(label=_("Kommentar"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class HeadingForm(VerbForm):
    heading = forms.CharField(label=_("Rubrik"), max_length=200)


class WriterForm(VerbForm):
    """Which role is to write a section."""

    writer = forms.ChoiceField(
        label=_("Vem skriver avsnittet?"),
        required=False,
        help_text=_("Den som har rollen får skriva här, även den som inte skriver resten av planen."),
    )

    def __init__(self, source: Source, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        tree = source.actor.tree
        authority = tree.authority_id(source.plan.unit_id)
        within = [place.id for place in tree.places.values() if tree.authority_id(place.id) == authority]
        held = Role.objects.on(clock.today()).filter(unit__in=within).values_list("unit", "kind")
        found = []
        for unit, kind in sorted(set(held)):
            role = source.model.role_of(kind)
            if role is not None and "enter" in role.rights:
                found.append((f"{unit}:{kind}", f"{role.name.one}, {tree.places[unit].name}"))
        self.fields["writer"].choices = [("", _("alla som skriver planen")), *found]  # type: ignore[attr-defined]

    def chosen(self) -> tuple[Unit | None, str]:
        unit, _colon, kind = self.cleaned_data["writer"].partition(":")
        return (Unit.objects.get(pk=int(unit)), kind) if unit else (None, "")


class ItemForm(VerbForm):
    """A new item: what, whose, and what it serves."""

    title = forms.CharField(label=_("Rubrik"), max_length=300)
    text = forms.CharField(label=_("Lydelse"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=_("Vem äger det?"), queryset=None)
    serves: "forms.ModelMultipleChoiceField[Item]" = forms.ModelMultipleChoiceField(
        label=_("Bidrar till"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    how = forms.CharField(
        label=_("Hur bidrar det?"),
        required=False,
        max_length=300,
        help_text=_("En mening: vad blir bättre för målet ovanför? Den syns i tråden."),
    )
    indicators: "forms.ModelMultipleChoiceField[Indicator]" = forms.ModelMultipleChoiceField(
        label=_("Mäts av"),
        queryset=None,
        required=False,
        help_text=_("Inga valda: tråden visar att målet inte mäts. Håll ned Ctrl för att välja flera."),
    )
    responsible_kind = forms.ChoiceField(label=_("Ansvarig roll"), required=False)
    responsible_unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Ansvarig enhet"), queryset=None, required=False, empty_label=_("– samma som äger det –")
    )
    deadline = DayField(label=_("Ska vara klart"), required=False)

    def __init__(self, source: Source, level: Level, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plan, fields = source.plan, dict[str, Any](self.fields)
        units = units_in(source.actor.tree, source.model, source.kind, plan.unit_id)
        own = units_to_add_for(source.actor, source.model, source.kind, plan.unit_id, level)
        fields["unit"].queryset = Unit.objects.filter(pk__in=own)
        fields["unit"].initial = plan.unit_id
        near = {place.id for place in source.actor.tree.upward(plan.unit_id)} | units
        able = [node for node in source.thread.nodes.values() if node.level.key in level.serves]
        above = [node for node in able if node.version.unit_id in near] or able
        titles = {node.version.item_id: f"{node.level.name.one}: {node.title}" for node in above}
        fields["serves"].queryset = Item.objects.filter(pk__in=titles)
        fields["serves"].label_from_instance = lambda item: titles.get(item.pk, item.key)
        fields["serves"].required = bool(level.serves)
        fields["indicators"].queryset = Indicator.objects.on(plan.starts)
        fields["responsible_kind"].choices = [NONE, *((role.key, role.name.one) for role in source.model.role)]
        fields["responsible_unit"].queryset = Unit.objects.on(clock.today())
        if level.kind not in DOING and "responsible" not in level.carries:
            del self.fields["responsible_kind"], self.fields["responsible_unit"]
        if level.kind not in ("activity", "assignment") and "deadline" not in level.carries:
            del self.fields["deadline"]
        if level.kind in DOING:
            del self.fields["indicators"]
        if not level.serves:
            del self.fields["serves"], self.fields["how"]

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class ReasonForm(VerbForm):
    reason = forms.CharField(label=_("Varför?"), widget=AREA, max_length=4000)


class TargetsForm(AimForm, VerbForm):
    """A target for one of the plan's indicators, in the forms that any target has."""

    which = forms.ChoiceField(label=_("Indikator"))
    period = forms.ChoiceField(label=_("År"))
    reason = forms.CharField(label=_("Varför?"), max_length=300, required=False)
    field_order = ("which", "period", "form", *NUMBERS, "reason")

    def __init__(self, source: Source, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = {
            f"{figure.indicator.pk}:{node.version.unit_id}": f"{figure.indicator.called} ({node.title})"
            for node in source.nodes
            for figure in node.figures
        }
        fields: Any = self.fields
        fields["which"].choices = list(found.items())
        fields["period"].choices = [(year.key, year.name) for year in source.years]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        indicator, _colon, unit = given["which"].partition(":")
        return {
            "indicator": Indicator.objects.get(pk=int(indicator)),
            "unit": Unit.objects.get(pk=int(unit)),
            "period": Period.parse(given["period"]),
            "form": given["form"],
            "reason": given["reason"],
            **{name: given[name] for name in KEPT[given["form"]]},
        }


MINUTES = ("day", "paragraph", "reference", "file")
"""What is asked of a body's decision."""


class StepForm(VerbForm):
    """A step with a comment, and the day and the paragraph where they are asked."""

    day = DayField(label=_("Dag"))
    paragraph = forms.CharField(label=_("Paragraf"), max_length=20, help_text=_("Bara numret: 112"))
    reference = forms.CharField(label=_("Diarienummer"), max_length=60, required=False)
    comment = forms.CharField(label=_("Kommentar"), required=False, widget=AREA, max_length=8000)
    file = forms.FileField(label=_("Protokollsutdrag"), required=False)

    def __init__(
        self, asks: tuple[str, ...], words: str, *args: Any, day_required: bool = True, **options: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"day": clock.today()}, **options})
        self.fields["day"].required = day_required
        for name in set(self.fields) - set(asks):
            del self.fields[name]
        if words and "comment" in self.fields:
            self.fields["comment"].label = words


class ProposeForm(StepForm):
    """The proposal. Where views are still awaited it is to be confirmed that nobody waits for them."""

    confirmed = forms.BooleanField(label=_("Jag föreslår planen utan att vänta på yttrandena"), required=False)

    def __init__(self, asked: Sequence[Reply], asks: tuple[str, ...], *args: Any, **options: Any) -> None:
        early = ("confirmed",) if still_awaited(asked, clock.today()) else ()
        super().__init__((*asks, *early), *args, day_required=False, **options)


BY_KIND = (
    (_("Nämnder och andra organ"), {"council", "executive_board", "board", "joint_board", "committee", "audit"}),
    (_("Förvaltningar"), {"administration"}),
    (_("Områden och enheter"), {"area", "school", "unit"}),
)
"""What units are called together by their kinds; those of other kinds are companies and the like."""
COMPANIES_AND_LIKE = _("Bolag, förbund och utförare")


def by_kind(places: Iterable[Place]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Units to choose, in groups by kind: bodies first, then companies, then administrations and what is in them."""
    of = {kind: name for name, kinds in BY_KIND for kind in kinds}
    groups: dict[Any, list[tuple[int, str]]] = {BY_KIND[0][0]: [], COMPANIES_AND_LIKE: []}
    groups |= {name: [] for name, _kinds in BY_KIND[1:]}
    for place in places:
        groups[of.get(place.kind, COMPANIES_AND_LIKE)].append((place.id, place.name))
    return [(str(name), found) for name, found in groups.items() if found]


class SendOutForm(VerbForm):
    """Whom one asks for views, until when."""

    to: "forms.ModelMultipleChoiceField[Unit]" = forms.ModelMultipleChoiceField(
        label=_("Vilka ska yttra sig?"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    due = DayField(label=_("Senast"))
    comment = forms.CharField(label=_("Vad vill ni ha synpunkter på?"), required=False, widget=AREA, max_length=4000)

    def __init__(self, actor: Actor, plan: Plan, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        beneath = {place.id for place in actor.tree.downward(plan.unit_id)}
        others = {place.id for place in actor.tree.places.values() if place.kind in AUTHORITIES}
        fields: Any = self.fields
        offered = (beneath | others) - {plan.unit_id}
        fields["to"].queryset = Unit.objects.filter(pk__in=offered)
        fields["to"].choices = by_kind(place for place in actor.tree.places.values() if place.id in offered)


class ViewForm(StepForm):
    """A unit's view: of the unit chosen, else the first that has not answered; with what it has said so far. Where a
    body is among those one speaks for, the minutes are asked too."""

    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Vem yttrar sig?"), queryset=None, empty_label=None
    )
    comment = forms.CharField(label=_("Yttrande"), widget=AREA, max_length=20_000)
    field_order = ("unit", "comment", *MINUTES)

    def __init__(self, actor: Actor, plan: Plan, chosen: str, *args: Any, **options: Any) -> None:
        known = asked(actor, plan, plan.steps.select_related("to", "decision"))
        one = next((each for each in known if str(each.unit) == chosen), next(iter(known), None))
        said = {"unit": one.unit, "day": clock.today(), **_said_so_far(one)} if one else {}
        mine = [unit for unit in asked_of(plan) if speaks_for(actor, unit)]
        minuted = any(place.authority for unit in mine if (place := actor.tree.at(unit)) is not None)
        asks = ("unit", "comment", *(MINUTES if minuted else ()))
        super().__init__(asks, "", *args, day_required=False, **{"initial": said, **options})
        fields: Any = self.fields
        fields["unit"].queryset = Unit.objects.filter(pk__in=mine)
        if minuted:
            fields["paragraph"].required = False
            fields["paragraph"].help_text = _("Bara numret, om ett organ har beslutat yttrandet: 112")


def _said_so_far(one: Asked) -> dict[str, Any]:
    """What the unit has answered, and its decision to."""
    if one.view is None:
        return {}
    decision = one.view.decision
    minutes = {"paragraph": decision.paragraph, "reference": decision.reference} if decision is not None else {}
    return {"comment": one.view.comment, "day": one.view.day, **minutes}


class DecideForm(VerbForm):
    """Who decided, when, under which paragraph; or on what an official's decision rests."""

    decision: "forms.ModelChoiceField[Decision]" = forms.ModelChoiceField(
        label=_("Beslutet"), queryset=None, required=False, empty_label=_("ett nytt beslut, som här nedanför")
    )
    day = DayField(label=_("Beslutsdag"))
    paragraph = forms.CharField(label=_("Paragraf"), max_length=20, help_text=_("Bara numret: 112"))
    reference = forms.CharField(label=_("Diarienummer"), max_length=60, required=False)
    delegation = forms.CharField(
        label=_("Delegation eller uppdrag som beslutet vilar på"),
        max_length=200,
        required=False,
        help_text=_("Punkten i delegationsordningen, eller vem som gav uppdraget och när."),
    )
    valid_from = DayField(
        label=_("Gäller från och med"),
        required=False,
        help_text=_("Mål, aktiviteter och målvärden i planen gäller från den dagen."),
    )
    changed = forms.CharField(
        label=_("Vad ändrades i förslaget?"),
        widget=AREA,
        max_length=4000,
        help_text=_("Det står under beslutet i planen. Planen ska redan vara skriven så som den beslutades."),
    )
    anyhow = forms.CharField(label=_("Varför beslutas planen ändå?"), required=False, widget=AREA, max_length=2000)
    confirmed = forms.BooleanField(label=_("Vi vet att tråden brister och beslutar ändå"))
    file = forms.FileField(label=_("Protokollsutdrag"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, source: Source, seen: str, *args: Any, **options: Any) -> None:
        plan = source.plan
        initial = {"seen": seen, "valid_from": first_day_of(plan), "day": clock.today()}
        super().__init__(*args, **{"initial": initial, **options})
        self.now, self.source = seen, source
        self.hindrances = list(hindrances(source.actor, plan))
        fields: Any = self.fields
        body = deciding_place(source.actor.tree, decider_of(source.model, source.kind), plan.unit_id)
        if body is None:
            for name in ("decision", "paragraph", "reference", "changed"):
                del self.fields[name]
            fields["delegation"].required = True
        else:
            del self.fields["delegation"]
            self._offer(plan, body.id)
        fields["confirmed"].error_messages["required"] = str(breaks_to_know(len(source.breaks)))
        if not source.breaks:
            del self.fields["confirmed"]
        if self.hindrances:
            fields["anyhow"].required = True
            fields["anyhow"].error_messages["required"] = _("Skriv varför planen ändå ska beslutas.")
        else:
            del self.fields["anyhow"]

    def _offer(self, plan: Plan, body: int) -> None:
        """The body's decisions that may be this one, if any; and what was changed, where the plan is written so."""
        fields: Any = self.fields
        first = first_day(plan)
        recent = free_decisions(body, first[0] if first else None)[:30]
        kept = [decision.pk for decision in recent]
        fields["decision"].queryset = Decision.objects.filter(pk__in=kept)
        fields["decision"].label_from_instance = lambda row: f"§ {row.paragraph}, {row.date}: {row.title}"
        if not kept:
            del self.fields["decision"]
        if plan.state != AMENDING:
            del self.fields["changed"]
        else:
            fields["changed"].required = differs(plan)

    def tell_stale(self, stale: Stale) -> None:
        """The plan has changed since it was read. Deciding again decides it as it stands now."""
        who = stale.who or _("Någon annan")
        text = _("%(who)s har ändrat planen sedan du öppnade sidan. Läs den igen innan du beslutar.")
        self.add_error(None, text % {"who": who})
        self.data = changed(self.data, seen=self.now)

    def clean(self) -> dict[str, Any]:
        """A decision that is recorded already says its day and paragraph itself."""
        given = super().clean() or {}
        if given.get("decision"):
            for name in ("day", "paragraph"):
                self.errors.pop(name, None)
        return given


class ReviseForm(VerbForm):
    why = forms.CharField(label=_("Vad ska ändras, och varför?"), widget=AREA, max_length=4000)
