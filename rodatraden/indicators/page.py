"""Everything that an indicator's page shows, gathered in a fixed number of queries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rodatraden.indicators.figure_rows import PeriodRow, Replacement, period_rows, replacements, written
from rodatraden.indicators.judgement import Judgement
from rodatraden.indicators.marking import mark_of
from rodatraden.indicators.models import Indicator, IndicatorKind
from rodatraden.indicators.picture import Picture, pictures
from rodatraden.indicators.rules_of import is_closed, judge_indicator, rule_for
from rodatraden.indicators.sentence import Facts, Measured, Promise, after_sentence, key_sentence
from rodatraden.indicators.series import History, Series, measured_in, read_history
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import NOTHING, Text, say, verbatim
from rodatraden.organisation.http import Request
from rodatraden.steering.active import model_as_read
from rodatraden.steering.schema import Model
from rodatraden.web.context import Station
from rodatraden.web.marks import Mark
from rodatraden.web.panels import panels, stations

NEED_TARGET = frozenset({IndicatorKind.TARGET, IndicatorKind.QUALITY, IndicatorKind.KEY_FIGURE})
PAGE = "indicators:indicator"
COMPARED: dict[str, Text] = {
    "reached": say("målvärdet nås eller nås inte"),
    "share-of-target": say("hur stor andel av målvärdet som är nådd"),
    "share-of-way": say("hur stor del av vägen från ingångsvärdet till målvärdet som är gången"),
    "band": say("hur långt från målvärdet utfallet ligger"),
    "change": say("förändringen sedan perioden före"),
    "rank": say("platsen i jämförelsen"),
    "level": say("nivåer som är bestämda i förväg"),
}
"""How each threshold rule compares, in words; the keys are those of the schema."""


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
    pictures: Sequence[Picture]
    rows: Sequence[PeriodRow]
    replaced: Sequence[Replacement]
    facts: Sequence[tuple[str, Text | str]]
    units: Sequence[tuple[str, str, bool]]
    panels: Sequence[SafeString]
    stations: Sequence[Station]
    may_change: bool
    may_enter: bool

    @property
    def places(self) -> int:
        """How many decimals the columns of figures have room for."""
        return max(1, self.indicator.decimals)

    @property
    def split(self) -> bool:
        """Whether women and men have columns of their own."""
        return any(row.women or row.men for row in self.rows)


def gather_page(request: Request, indicator: Indicator) -> IndicatorPage:
    """The page as of today; `?enhet=` chooses whose figures, the owner's unless said."""
    day = clock.today()
    now, model = Period.year_of(day.year), model_as_read(day)
    history = read_history(indicator)
    unit = _unit_asked(request, history)
    series = history.series(unit)
    judgement = judge_indicator(model, indicator, now, series.outcomes, series.targets, is_closed(now, day))
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
        mark=mark_of(model, indicator, judgement, judgement.word if judgement.is_judged else judgement.reason),
        judgement=judgement,
        pictures=pictures(series, now),
        rows=period_rows(history, series, now),
        replaced=replacements(history, unit),
        facts=list(_facts(model, indicator, series)),
        units=[(name, f"?enhet={pk}", pk == unit) for pk, name in history.units.items()],
        panels=panels(PAGE, request, indicator),
        stations=stations(PAGE, request, indicator) or [Station(_("Indikator"), indicator.called, current=True)],
        may_change=request.actor.may("enter", indicator.owner_id),
        may_enter=request.actor.may("enter", unit),
    )


def _unit_asked(request: Request, history: History) -> int:
    """The unit in the address; else the owner, or the first that has figures where the owner has none."""
    asked = request.GET.get("enhet", "")
    if asked.isdecimal() and int(asked) in history.units:
        return int(asked)
    return next(iter(history.units), history.indicator.owner_id)


def _after(judgement: Judgement, told: Text) -> Text:
    """Why the status is what it is, and what else is said after it."""
    if judgement.detail and told:
        return say("{why}; {told}", why=judgement.detail, told=told)
    return say("{why}.", why=judgement.detail) if judgement.detail else told


def facts_of(series: Series, now: Period) -> Facts:
    """What the sentences are made of. Years are told where there are any, else the longest periods there are."""
    indicator = series.indicator
    kind = series.kinds[0] if series.kinds else "year"
    latest = series.latest(kind)
    measured = None
    if latest is not None:
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
    )


def _kind(model: Model | None, indicator: Indicator) -> str:
    """The municipality's own word for the kind of indicator."""
    own = next((each.name.one for each in model.measure if each.kind == indicator.kind), "") if model else ""
    return own or str(indicator.get_kind_display())


def _way(indicator: Indicator) -> Text:
    if indicator.rank_of is not None:
        return say("plats 1 av {of} är bäst", of=indicator.rank_of)
    return verbatim(indicator.get_direction_display())


def _facts(model: Model | None, indicator: Indicator, series: Series) -> Iterator[tuple[str, Text | str]]:
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
    yield _("Ny mätmetod"), _break(indicator)
    yield _("Ingångsvärde"), _start(indicator, series)
    yield _("Bedöms efter"), _rule(model, indicator)
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


def _break(indicator: Indicator) -> Text:
    if not indicator.breaks_at:
        return NOTHING
    return say("från {period}: {why}", period=indicator.breaks_at.name, why=verbatim(indicator.break_reason))


def _start(indicator: Indicator, series: Series) -> Text:
    """The start value, from the outcome of the period that it is taken from."""
    if not indicator.start_period:
        return NOTHING
    row = series.outcomes.get(indicator.start_period)
    if row is None:
        return say("utfallet {period}, som saknas", period=indicator.start_period.name)
    value = written(indicator).written(row.value, row.decimals)
    return say("{value}, utfallet {period}", value=value, period=indicator.start_period.name)


def _rule(model: Model | None, indicator: Indicator) -> Text:
    rule = rule_for(model, indicator) if model else None
    return COMPARED[rule.compare] if rule else say("ingen regel")


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
