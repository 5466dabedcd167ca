"""The list of indicators: what is measured, how it stands and who answers, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from rodatraden.indicators.by_level import LevelStatus, judge_levels, levels_of
from rodatraden.indicators.figure_rows import target_words, written
from rodatraden.indicators.judgement import Judgement
from rodatraden.indicators.marking import mark_of
from rodatraden.indicators.models import Breakdown, Direction, Indicator, IndicatorKind
from rodatraden.indicators.rows import Figures, OutcomeRow, TargetRow, evidence_for, parts_of, read_figures, years
from rodatraden.indicators.rules_of import is_closed
from rodatraden.indicators.sentence import Tally, list_sentence
from rodatraden.indicators.sight import Sight, sight_of
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, say
from rodatraden.organisation.http import Request
from rodatraden.steering.active import model_as_read
from rodatraden.steering.schema import Model
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.web.panels import Facet, facets
from rodatraden.web.tables import Choice, Column, Example, Link, Table, Value

PAGE = "indicators:list"
YEARS_BACK = 10
BETTER: Mapping[str, Text] = {
    Direction.HIGHER: say("högre"),
    Direction.LOWER: say("lägre"),
    Direction.BAND: say("inom ett intervall"),
}


@dataclass(frozen=True)
class ListPage:
    """The list as asked for by the address."""

    year: Period
    sentence: Text
    choices: Sequence[Choice]
    table: Table
    total: int
    may_add: bool
    may_enter: bool
    stations: Sequence[Station]

    @property
    def narrowed(self) -> bool:
        return bool(self.table.query) or any(choice.chosen for choice in self.choices)


@dataclass(frozen=True)
class _Judged:
    indicator: Indicator
    outcome: OutcomeRow | None
    target: TargetRow | None
    status: LevelStatus
    others: tuple[LevelStatus, ...] = ()
    unseen: tuple[Period, Text] | None = None
    """The period of an outcome later than `outcome`, and why the reader may not see it."""

    @property
    def judgement(self) -> Judgement:
        return self.status.judgement


def gather_list(request: Request) -> ListPage:
    """Indicators that hold today, each with its owner's figures. Eight queries beside those of every page."""
    day = clock.today()
    year, model = Period.year_of(day.year), model_as_read(day)
    found = Indicator.objects.visible_to(request.actor).on(day).select_related("owner")
    extra = facets(PAGE, request)
    figures = _figures(year, sight_of(request.actor, model))
    judged = _judged(model, list(found), figures, year, is_closed(year, day), extra)
    choices = _choices(request, judged, model, extra)
    kept = [each for each in judged if _is_kept(each, choices, extra)]
    return ListPage(
        year=year,
        sentence=list_sentence(_tally(judged)),
        choices=choices,
        table=_table(kept, year, model).asked(request.GET.dict()),
        total=len(judged),
        may_add=request.actor.may_anywhere("enter"),
        may_enter=request.actor.may_anywhere("enter"),
        stations=[Station(_("Indikatorer"), _("Alla indikatorer"), current=True)],
    )


def _figures(year: Period, sight: Sight) -> Figures:
    """Those of each indicator's owner: of others' the list shows nothing."""
    shown = Q(unit=F("indicator__owner"), breakdown=Breakdown.TOTAL)
    return read_figures((years(year.year - YEARS_BACK, year.year) | parts_of(year.year)) & shown, sight=sight)


def _judged(
    model: Model | None,
    indicators: Sequence[Indicator],
    figures: Figures,
    year: Period,
    closed: bool,
    extra: Sequence[Facet],
) -> list[_Judged]:
    found = []
    for indicator in indicators:
        outcomes = figures.outcomes_of(indicator, indicator.owner_id)
        targets = figures.targets_of(indicator, indicator.owner_id)
        known = [at for at in outcomes if at.kind == "year"]
        latest = outcomes[max(known)] if known else None
        forecasts = figures.forecasts_of(indicator, indicator.owner_id)
        breaks, hidden = figures.breaks_of(indicator), figures.hidden_of(indicator, indicator.owner_id)
        evidence = evidence_for(indicator, year, outcomes, targets, forecasts, breaks, hidden)
        unseen = max(((at, why) for at, why in hidden.items() if at.kind == "year"), default=None)
        first, *others = judge_levels(model, indicator, evidence, closed, levels_of(extra, indicator, model))
        if unseen and latest and latest.period > unseen[0]:
            unseen = None
        found.append(_Judged(indicator, latest, targets.get(year), first, tuple(others), unseen))
    return found


def _tally(judged: Sequence[_Judged]) -> Tally:
    found = [counted_as(each.judgement) for each in judged]
    return Tally(len(found), *(found.count(each) for each in ("met", "partly", "missed", "hidden")))


def counted_as(judgement: Judgement) -> str:
    """What the list counts and filters a status as: its tone, or that the reader may not see it."""
    return "hidden" if judgement.hole == "hidden" else judgement.tone


def _choices(
    request: HttpRequest, judged: Sequence[_Judged], model: Model | None, extra: Sequence[Facet]
) -> list[Choice]:
    """Selects over what there is; one that could choose only one thing is left out."""
    owners = {str(each.indicator.owner_id): each.indicator.owner.name for each in judged}
    kinds = {each.indicator.kind: _kind_word(model, each.indicator) for each in judged}
    shown = [status.judgement for each in judged for status in (each.status, *each.others)]
    statuses = {counted_as(judgement): str(judgement.word) for judgement in shown}
    asked = [(facet.name, facet.label, facet.options) for facet in extra]
    asked += [
        ("agare", _("Ägare"), list(owners.items())),
        ("slag", _("Slag"), list(kinds.items())),
        ("status", _("Bedömning"), list(statuses.items())),
    ]
    made = [Choice(name, label, [("", _("Alla")), *some], request.GET.get(name, "")) for name, label, some in asked]
    return [choice for choice in made if len(choice.options) > 2 or choice.chosen]


def _kind_word(model: Model | None, indicator: Indicator) -> str:
    own = next((each.name.one for each in model.measure if each.kind == indicator.kind), "") if model else ""
    return own or str(IndicatorKind(indicator.kind).label)


def _is_kept(each: _Judged, choices: Sequence[Choice], extra: Sequence[Facet]) -> bool:
    chosen = {choice.name: choice.chosen for choice in choices if choice.chosen}
    tones: set[str] = {counted_as(status.judgement) for status in (each.status, *each.others)}
    mine: dict[str, set[str]] = {
        "agare": {str(each.indicator.owner_id)},
        "slag": {each.indicator.kind},
        "status": tones,
    }
    members = {facet.name: facet.members for facet in extra}
    return all(
        each.indicator.pk in members[name].get(value, frozenset()) if name in members else value in mine[name]
        for name, value in chosen.items()
    )


def _table(judged: Sequence[_Judged], year: Period, model: Model | None) -> Table:
    several = any(each.others for each in judged)
    columns = (
        Column("name", _("Indikator"), "link"),
        Column("measure", _("Enhet")),
        Column("better", _("Bättre"), off=True),
        Column("outcome", _("Senaste utfall"), "number"),
        Column("measured", _("Mätt"), "period"),
        Column("target", _("Målvärde %(year)s") % {"year": year.key}, "number"),
        *((Column("level", _("Nivå"), off=True),) if several else ()),
        Column("status", _("Bedömning %(year)s") % {"year": year.key}, "status"),
        Column("owner", _("Ägare")),
    )
    rows = [_row(each, model, status, bool(each.others)) for each in judged for status in (each.status, *each.others)]
    return Table(_("Indikatorer"), columns, rows, name=_("indikatorer"))


def _row(each: _Judged, model: Model | None, status: LevelStatus, is_one_of_many: bool) -> Mapping[str, Value]:
    """One row an indicator, or one for each status where its levels get different ones."""
    indicator, target = each.indicator, each.target
    better = Direction.LOWER if indicator.rank_of else indicator.direction
    return {
        "name": Link(indicator.called, here("indicators:indicator", indicator.key)),
        "measure": indicator.unit_of_measure,
        "better": BETTER[better],
        **_latest(each),
        "target": _promise(target, indicator) if target else None,
        "level": status.where if is_one_of_many else "",
        "status": mark_of(model, status.rule, status.judgement),
        "owner": indicator.owner.name,
    }


def _latest(each: _Judged) -> Mapping[str, Value]:
    """The latest outcome and when it was measured, or why it is hidden."""
    if each.unseen:
        return {"outcome": each.unseen[1], "measured": each.unseen[0]}
    outcome = each.outcome
    return {
        "outcome": _figure(outcome.value, outcome, each.indicator) if outcome else None,
        "measured": (outcome.measured_period or outcome.period) if outcome else None,
    }


def _promise(target: TargetRow, indicator: Indicator) -> Value:
    """The target as a number where it is one, else in words: it is not missing."""
    if target.value is None:
        return target_words(target, written(indicator))
    return _figure(target.value, target, indicator)


def _figure(value: Decimal, row: OutcomeRow | TargetRow, indicator: Indicator) -> Value:
    """The number with the decimals that its source prints; marked where it is made up."""
    decimals = indicator.decimals if row.decimals is None else row.decimals
    shown = value.quantize(Decimal(1).scaleb(-decimals))
    return Example(shown) if row.example else shown
