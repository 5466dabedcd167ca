"""The forms of the steps that a plan takes: sent out, proposed, treated, decided, changed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.meetings import outside_meetings
from rodatraden.decisions.models import Decision
from rodatraden.decisions.taken import free_decisions
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.forms import DayField, VerbForm, changed
from rodatraden.organisation.models import AUTHORITIES, Unit
from rodatraden.organisation.tree import Place
from rodatraden.planning.asked import Asked, asked
from rodatraden.planning.forms import AREA
from rodatraden.planning.hindrances import hindrances
from rodatraden.planning.kinds import decider_of, deciding_place
from rodatraden.planning.models import Plan
from rodatraden.planning.replies import Reply, still_awaited
from rodatraden.planning.rights import asked_of, speaks_for
from rodatraden.planning.sentence import breaks_to_know
from rodatraden.planning.services.minutes import first_day
from rodatraden.planning.services.proposal import differs
from rodatraden.planning.services.standing import first_day_of
from rodatraden.planning.source import Source
from rodatraden.planning.states import AMENDING
from rodatraden.tenancy.edits import Stale

MINUTES = ("day", "paragraph", "reference", "file")
"""What is asked of a body's decision."""


class MinutesForm(VerbForm):
    """What asks for a body's minutes. A day on which the calendar has no meeting is to be confirmed."""

    day = DayField(label=_("Dag"))
    paragraph = forms.CharField(label=_("Paragraf"), max_length=20, help_text=_("Bara numret: 112"))
    reference = forms.CharField(label=_("Diarienummer"), max_length=60, required=False)
    file = forms.FileField(label=_("Protokollsutdrag"), required=False)

    def confirm_day(self, actor: Actor, body: Place | None) -> None:
        if "day" not in self.fields or self.data.get("decision"):
            return
        try:
            day = self.fields["day"].clean(self.data.get("day"))
        except ValidationError:
            return
        if outside := outside_meetings(actor, body, day):
            wrong = {"required": _("Rätta dagen, eller kryssa i att den stämmer.")}
            self.fields["day_is_right"] = forms.BooleanField(
                label=_("Dagen stämmer"), help_text=str(outside), error_messages=wrong
            )


class StepForm(MinutesForm):
    """A step with a comment, and the day and the paragraph where they are asked. `missing` is what is said where the
    comment is needed and missing."""

    comment = forms.CharField(label=_("Kommentar"), required=False, widget=AREA, max_length=8000)
    field_order: tuple[str, ...] = ("day", "paragraph", "reference", "comment", "file")

    def __init__(
        self,
        asks: tuple[str, ...],
        words: str,
        *args: Any,
        day_required: bool = True,
        missing: str = "",
        **options: Any,
    ) -> None:
        super().__init__(*args, **{"initial": {"day": clock.today()}, **options})
        self.fields["day"].required = day_required
        for name in set(self.fields) - set(asks):
            del self.fields[name]
        if words and "comment" in self.fields:
            self.fields["comment"].label = words
        if "comment" in self.fields:
            self.fields["comment"].required = bool(missing)
            self.fields["comment"].error_messages["required"] = missing


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
        missing = str(_("Skriv yttrandet."))
        super().__init__(asks, "", *args, day_required=False, missing=missing, **{"initial": said, **options})
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


class DecideForm(MinutesForm):
    """Who decided, when, under which paragraph; or on what an official's decision rests."""

    decision: "forms.ModelChoiceField[Decision]" = forms.ModelChoiceField(
        label=_("Beslutet"), queryset=None, required=False, empty_label=_("ett nytt beslut, som här nedanför")
    )
    day = DayField(label=_("Beslutsdag"))
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
    seen = forms.CharField(widget=forms.HiddenInput)
    field_order = (
        "decision", "day", "paragraph", "reference", "delegation", "valid_from", "changed", "anyhow", "confirmed",
        "file",
    )  # fmt: skip

    def __init__(self, source: Source, seen: str, *args: Any, **options: Any) -> None:
        plan = source.plan
        initial = {
            "seen": seen,
            "valid_from": first_day_of(plan),
            "day": min(plan.meeting or clock.today(), clock.today()),
        }
        super().__init__(*args, **{"initial": initial, **options})
        self.now, self.source = seen, source
        self.hindrances = list(hindrances(source.actor, plan))
        fields: Any = self.fields
        body = deciding_place(source.actor.tree, decider_of(source.model, source.kind), plan.unit_id)
        if body is None:
            for name in ("decision", "paragraph", "reference", "changed"):
                del self.fields[name]
            fields["delegation"].required = True
            fields["file"].label = _("Beslutet som fil")
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
        recent = free_decisions(body, first[0] if first else None).filter(date__lte=clock.today())[:30]
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
