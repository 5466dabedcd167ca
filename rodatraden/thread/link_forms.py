"""The forms of what an item hangs together with: what it serves, what measures it, what it answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.text import fold, in_words
from rodatraden.organisation.forms import changed
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.schema.rules import TwoStep, Weighted
from rodatraden.tenancy.edits import Stale
from rodatraden.tenancy.models import holds_on
from rodatraden.thread.levels import letters
from rodatraden.thread.models import Item, ItemVersion
from rodatraden.thread.services import answer_mark

JUDGED: list[tuple[str, Any]] = [("", _("Inte bedömt")), ("yes", _("Ja")), ("no", _("Nej"))]
MET: Mapping[str, bool | None] = {"": None, "yes": True, "no": False}


class LinksForm(forms.Form):
    """What a draft serves, and which indicators measure it; of what is chosen already, also how and how heavily."""

    serves = forms.MultipleChoiceField(label=_("Bidrar till"), required=False, widget=forms.CheckboxSelectMultiple)
    indicators: "forms.ModelMultipleChoiceField[Indicator]" = forms.ModelMultipleChoiceField(
        label=_("Mäts av"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    edit = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, version: ItemVersion, above: Iterable[ItemVersion], model: Model, words: str, *args: Any, **options: Any
    ) -> None:
        """`words` narrow what may be chosen to what is named so; what is chosen already is always there.

        The own unit's come first. `serves_none` and `indicators_none` say that the words hit nothing.
        """
        self.served = _rows_of(version.contributions, "serves")
        self.measured = _rows_of(version.measurements, "indicator")
        now = {"serves": [*map(str, self.served)], "indicators": [*self.measured], "edit": version.edit}
        super().__init__(*args, **{"initial": now, **options})
        names = {level.key: level.name.one for level in model.level}
        self.titles = {row.item_id: row.title for row in above}
        near = sorted(above, key=lambda row: row.unit_id != version.unit_id)
        hits = {row.item_id for row in near if fold(words) in row.title_folded}
        shown = [row for row in near if row.item_id in self.served or row.item_id in hits]
        self.serves_none = bool(words) and not hits
        self.fields["serves"].choices = [  # type: ignore[attr-defined]
            (str(row.item_id), f"{row.title} ({names.get(row.level, row.level)})") for row in shown
        ]
        named = Q(searched__contains=fold(words)) & holds_on(clock.today())
        own = Case(When(owner=version.unit_id, then=0), default=1)
        found = Indicator.objects.filter(Q(pk__in=self.measured) | named).order_by(own, "position", "name_folded")
        self.indicators_none = bool(words) and not Indicator.objects.filter(named).exists()
        self.fields["indicators"].queryset = found  # type: ignore[attr-defined]
        self._ask_how(weighs(model, version))

    def _ask_how(self, weighing: bool) -> None:
        for pk, row in self.served.items():
            label = _("Hur bidrar det till ”%(title)s”?") % {"title": self.titles.get(pk, "")}
            self.fields[f"how-{pk}"] = forms.CharField(label=label, required=False, max_length=300, initial=row.how)
        for pk, row in self.measured.items() if weighing else ():
            label = _("Vikt för ”%(name)s”") % {"name": row.indicator.short_name or row.indicator.name}
            self.fields[f"weight-{pk}"] = forms.DecimalField(
                label=label, required=False, localize=True, max_digits=6, decimal_places=2, initial=row.weight
            )

    def hows(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("how-")]

    def weights(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("weight-")]

    def chosen_items(self) -> list[Item]:
        return list(Item.objects.filter(pk__in=self.cleaned_data["serves"]))

    def ways(self) -> dict[int, str]:
        """How each item is served, by its id."""
        return {pk: self.cleaned_data.get(f"how-{pk}", row.how).strip() for pk, row in self.served.items()}

    def heaviness(self) -> dict[int, Decimal]:
        """The weight of each indicator, by its id; an empty one keeps what it was."""
        said = {pk: self.cleaned_data.get(f"weight-{pk}") for pk in self.measured}
        return {pk: self.measured[pk].weight if weight is None else weight for pk, weight in said.items()}

    def tell_stale(self, stale: Stale, edit: int) -> None:
        """Says what somebody else has chosen; what was chosen here stays, and saving again is a choice."""
        indicators = [row.indicator.short_name or row.indicator.name for row in self.measured.values()]
        now = [*(self.titles.get(pk, "") for pk in self.served), *indicators]
        told = _("%(who)s har ändrat kopplingarna medan du valde. Nu är valt: %(now)s. Spara igen för att skriva över.")
        values = {"who": stale.who or _("Någon annan"), "now": in_words([name for name in now if name]) or _("inget")}
        self.add_error(None, told % values)
        self.data = changed(self.data, edit=edit)


def _rows_of(rows: Any, to: str) -> dict[int, Any]:
    """A version's contributions or measurements by the id of what they lead to."""
    return {getattr(row, f"{to}_id"): row for row in rows.select_related(to)}


def weighs(model: Model, version: ItemVersion) -> bool:
    """Whether the rule that judges the version counts the weights of what measures it."""
    level = model.level_of(version.level)
    rule = model.rule.get(version.rule or (level.status if level else ""))
    return isinstance(rule.then if isinstance(rule, TwoStep) else rule, Weighted)


@dataclass(frozen=True)
class Given:
    """An answer that somebody changed. `seen` is the mark of the one that the form showed."""

    key: str
    words: str
    met: bool | None
    seen: str


class AnswersForm(forms.Form):
    """The level's questions, and its quality criteria: a judgement and its reason for each."""

    def __init__(self, model: Model, level: Level, answers: Mapping[str, Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.letters, self.questions = letters(model, level), level.questions
        self.keys = [*(letter.key for letter in self.letters), *(question.key for question in self.questions)]
        rows = {key: answers.get(key) for key in self.keys}
        self.now = {key: answer_mark(row.text if row else "", row.met if row else None) for key, row in rows.items()}
        for letter in self.letters:
            given = answers.get(letter.key)
            label = f"{letter.letter}: {letter.word}"
            met = {True: "yes", False: "no"}.get(given.met, "") if given else ""
            self.fields[f"met-{letter.key}"] = forms.ChoiceField(
                label=label,
                help_text=letter.asks,
                choices=JUDGED,
                required=False,
                initial=met,
                widget=forms.RadioSelect,
            )
            self.fields[f"why-{letter.key}"] = self._words(_("Varför"), given, 2)
        for question in self.questions:
            self.fields[f"why-{question.key}"] = self._words(question.text, answers.get(question.key), 3)
        for key, now in self.now.items():
            self.fields[f"seen-{key}"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=now)

    @staticmethod
    def _words(label: Any, given: Any, rows: int) -> forms.CharField:
        area = forms.Textarea(attrs={"rows": rows})
        return forms.CharField(label=label, required=False, widget=area, initial=given.text if given else "")

    def given(self) -> list[Given]:
        """What was changed from what the form showed; what others have answered meanwhile is left to them."""
        found = []
        for key in self.keys:
            met, words = MET[self.cleaned_data.get(f"met-{key}", "")], self.cleaned_data[f"why-{key}"]
            seen, said = self.cleaned_data[f"seen-{key}"] or self.now[key], answer_mark(words, met)
            if said not in (self.now[key], seen):
                found.append(Given(key, words, met, seen))
        return found

    def tell_stale(self, stale: Stale) -> None:
        """Shows what somebody else answered; what was typed stays, and saving again is a choice."""
        for key in stale.differing():
            told = _("%(who)s har svarat medan du skrev: ”%(said)s”. Spara igen för att skriva över.")
            self.add_error(f"why-{key}", told % {"who": stale.who or _("Någon annan"), "said": stale.theirs[key]})
            self.data = changed(self.data, **{f"seen-{key}": self.now[key]})
