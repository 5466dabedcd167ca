"""Everything that an indicator's page shows, gathered in a fixed number of queries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rodatraden.indicators.by_level import LevelStatus, judge_levels, levels_of, rule_in_words
from rodatraden.indicators.figure_rows import PeriodRow, Replacement, period_rows, replacements, written
from rodatraden.indicators.judgement import Judgement
from rodatraden.indicators.marking import mark_of
from rodatraden.indicators.models import Indicator, IndicatorKind, Parts, Rhythm
from rodatraden.indicators.picture import Picture, pictures
from rodatraden.indicators.rows import made_of_parts, measured_in
from rodatraden.indicators.rules_of import is_closed
from rodatraden.indicators.sentence import Facts, Foreseen, Measured, Promise, after_sentence, key_sentence
from rodatraden.indicators.series import History, Series, read_history
from rodatraden.indicators.sight import sight_of
from rodatraden.lib import clock
from rodatraden.lib.numbers import natural
from rodatraden.lib.periods import Period
from rodatraden.lib.text import NOTHING, Text, say, verbatim
from rodatraden.organisation.http import Request
from rodatraden.steering.active import model_as_read
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.rules import ThresholdRule
from rodatraden.web.context import Station
from rodatraden.web.marks import Mark
from rodatraden.web.panels import facets, panels, stations

NEED_TARGET = frozenset({IndicatorKind.TARGET, IndicatorKind.QUALITY, IndicatorKind.KEY_FIGURE})
WITHIN_A_YEAR = frozenset({Rhythm.MONTH, Rhythm.QUARTER, Rhythm.TERTIAL, Rhythm.HALF})
PAGE = "indicators:indicator"


@dataclass(frozen=True)
class IndicatorPage:
    """The page of one indicator, with one unit's figures."""

    indicator: Indicator
    history: History
    series: Series
    model: Model | None
    kind: str
    when: Text
    sentence: Text
    after: Text
    mark: Mark
    judgement: Judgement
    levels: Sequence[tuple[Text, Mark, Text]]
    borrowed: Sequence[Text]
    pictures: Sequence[Picture]
    rows: Sequence[PeriodRow]
    replaced: Sequence[Replacement]
    facts: Sequence[tuple[str, Text | str]]
    units: Sequence[tuple[str, str, bool]]
    panels: Sequence[SafeString]
    stations: Sequence[Station]
    may_change: bool
    may_enter: bool
    may_break: bool

    @property
    def places(self) -> int:
        """How many decimals the columns of figures have room for."""
        return max(1, self.indicator.decimals)

    @property
    def foretold(self) -> bool:
        """Whether forecasts have a column of their own."""
        return any(row.forecast for row in self.rows)

    @property
    def split(self) -> bool:
        """Whether women and men have columns of their own."""
        return any(row.women or row.men for row in self.rows)

    @property
    def columns(self) -> int:
        """How many columns the table of figures has."""
        return 6 + 2 * self.split + self.foretold + self.may_enter


def gather_page(request: Request, indicator: Indicator) -> IndicatorPage:
    """The page as of today; `?enhet=` chooses whose figures: without it one's own unit's, else the owner's."""
    day = clock.today()
    now, model = Period.year_of(day.year), model_as_read(day)
    history = read_history(indicator, sight_of(request.actor, model))
    unit = _unit_asked(request, history)
    series = history.series(unit)
    levels = levels_of(facets(PAGE, request), indicator, model)
    statuses = judge_levels(model, indicator, series.evidence(now), is_closed(now, day), levels)
    judgement, rule = statuses[0].judgement, statuses[0].rule
    facts = facts_of(series, now)
    return IndicatorPage(
        indicator=indicator,
        history=history,
        series=series,
        model=model,
        kind=_kind(model, indicator),
        when=say("{unit} · {way}", unit=verbatim(indicator.unit_of_measure), way=_way(indicator)),
        sentence=key_sentence(facts),
        after=_after(judgement, after_sentence(facts)),
        mark=mark_of(model, rule, judgement, _status_word(statuses)),
        judgement=judgement,
        levels=[_level_row(model, each) for each in statuses] if len(statuses) > 1 else [],
        borrowed=list(_borrowed(series)),
        pictures=pictures(series, now),
        rows=period_rows(history, series, now),
        replaced=replacements(history, unit),
        facts=list(_facts(model, indicator, series, rule)),
        units=[(name, f"?enhet={pk}", pk == unit) for pk, name in history.units.items()],
        panels=panels(PAGE, request, indicator),
        stations=stations(PAGE, request, indicator) or [Station(_("Indikator"), indicator.called, current=True)],
        may_change=request.actor.may("enter", indicator.owner_id),
        may_enter=request.actor.may("enter", unit),
        may_break=request.actor.may("administer", indicator.owner_id),
    )


def _status_word(statuses: Sequence[LevelStatus]) -> Text:
    """The status; where levels get different ones, the topmost level's with its name."""
    first = statuses[0].judgement
    if len(statuses) > 1:
        return say("{level}: {status}", level=statuses[0].where, status=first.word)
    return first.word if first.is_judged else first.reason


def _level_row(model: Model | None, status: LevelStatus) -> tuple[Text, Mark, Text]:
    return status.where, mark_of(model, status.rule, status.judgement), rule_in_words(model, status.rule)


def _borrowed(series: Series) -> Iterator[Text]:
    """That figures shown for a unit are the owner's, since it has none of its own."""
    owner = series.indicator.owner.name
    if series.borrowed:
        yield say("Utfallen gäller {unit}: enheten har inga egna.", unit=owner)
    if series.borrowed_targets:
        yield say("Målvärdena gäller {unit}: enheten har inga egna.", unit=owner)


def _unit_asked(request: Request, history: History) -> int:
    """The unit in the address; else one's own that has figures, the owner, or the first that has figures."""
    asked = natural(request.GET.get("enhet", ""))
    if asked is not None and asked in history.units:
        return asked
    own = [unit for unit in history.units if unit in request.actor.own_units]
    return next(iter([*own, *history.units]), history.indicator.owner_id)


def _after(judgement: Judgement, told: Text) -> Text:
    """Why the status is what it is, and what else is said after it."""
    if judgement.detail and told:
        return say("{why}; {told}", why=judgement.detail, told=told)
    return say("{why}.", why=judgement.detail) if judgement.detail else told


def facts_of(series: Series, now: Period) -> Facts:
    """What the sentences are made of. Years are told where any is measured, else the longest periods there are."""
    indicator, forecast = series.indicator, series.forecasts.get(now)
    latest = next((row for kind in series.kinds if (row := series.latest(kind))), None)
    after = [at for at in series.hidden if latest is None or (at.kind == latest.period.kind and at > latest.period)]
    made = made_of_parts(indicator, now, series.outcomes, series.hidden) if now not in series.outcomes else None
    measured = None
    if made is not None:
        measured = Measured(made.row.value, now, made.row.decimals, preliminary=made.row.preliminary, so_far=made.made)
    elif latest is not None and not after:
        at = measured_in(latest)
        elsewhere = latest.period if at != latest.period else None
        measured = Measured(latest.value, at, latest.decimals, elsewhere, latest.preliminary)
    return Facts(
        name=indicator.called,
        unit=written(indicator),
        year=now,
        latest=measured,
        promises=[
            Promise(at, row.value, row.low, row.high, row.decimals)
            for at, row in sorted(series.targets.items())
            if at.kind == "year" and at >= now
        ],
        measured_this_year=series.will_be_measured(now),
        first_measured=indicator.first_measured or None,
        next_measured=indicator.next_measured or None,
        needs_target=indicator.kind in NEED_TARGET,
        forecast=Foreseen(forecast.value, forecast.decimals) if forecast else None,
        breaks=series.broken_on,
        hidden=(max(after), series.hidden[max(after)]) if after and made is None else None,
    )


def _kind(model: Model | None, indicator: Indicator) -> str:
    """The municipality's own word for the kind of indicator."""
    own = next((each.name.one for each in model.measure if each.kind == indicator.kind), "") if model else ""
    return own or str(indicator.get_kind_display())


def _way(indicator: Indicator) -> Text:
    if indicator.rank_of is not None:
        return say("plats 1 av {of} är bäst", of=indicator.rank_of)
    return verbatim(indicator.get_direction_display())


def _facts(
    model: Model | None, indicator: Indicator, series: Series, rule: ThresholdRule | None
) -> Iterator[tuple[str, Text | str]]:
    """The definition as label and text; what nobody has said is left out, but never why there is no split."""
    yield _("Definition"), indicator.definition
    yield _("Namn i dokumentet"), indicator.printed_name
    yield _("Vår läsning"), indicator.reading
    yield _("Metod"), indicator.method
    yield _("Slag av metod"), _("Kvalitativ") if indicator.qualitative else _("Kvantitativ")
    yield _("Källa"), indicator.source
    yield _("Enhet"), indicator.unit_of_measure
    yield _("Riktning"), _way(indicator)
    yield _("Mäts"), _rhythm(indicator)
    if indicator.parts != Parts.NONE or indicator.rhythm in WITHIN_A_YEAR:
        yield _("Årets utfall hittills"), str(Parts(indicator.parts).label)
    yield _("Ingångsvärde"), _start(indicator, series)
    yield _("Bedöms efter"), rule_in_words(model, rule)
    yield _("Ägare"), indicator.owner.name
    role = model.role_of(indicator.responsible_kind) if model else None
    yield _("Ansvarig"), role.name.one if role else indicator.responsible_kind
    yield _("Könsuppdelad"), _gender(indicator)
    yield _("Gäller"), _valid(indicator.valid_from, indicator.valid_to)


def _rhythm(indicator: Indicator) -> Text:
    rhythm = verbatim(indicator.get_rhythm_display())
    if indicator.next_measured:
        return say("{rhythm}, nästa gång {period}", rhythm=rhythm, period=indicator.next_measured.name)
    if indicator.first_measured:
        return say("{rhythm}, första gången {period}", rhythm=rhythm, period=indicator.first_measured.name)
    return rhythm


def _start(indicator: Indicator, series: Series) -> Text:
    """The start value, from the outcome of the period that it is taken from."""
    if not indicator.start_period:
        return NOTHING
    row = series.outcomes.get(indicator.start_period)
    if indicator.start_period in series.hidden:
        return series.hidden[indicator.start_period]
    if row is None:
        return say("utfallet {period}, som saknas", period=indicator.start_period.name)
    value = written(indicator).written(row.value, row.decimals)
    return say("{value}, utfallet {period}", value=value, period=indicator.start_period.name)


def _gender(indicator: Indicator) -> Text:
    if indicator.by_gender:
        return say("ja, kvinnor och män visas var för sig")
    why = indicator.gender_reason
    return say("nej. {why}", why=verbatim(why)) if why else say("nej, och det står inte varför")


def _valid(first: date | None, last: date | None) -> Text:
    if first is None and last is None:
        return NOTHING
    if last is None:
        return say("från {first}", first=first)
    return say("{first} till {last}", first=first or "", last=last)
