"""The annex, fact by fact: what is loaded as real must be what the document says, and nothing else."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings

from rodatraden.decisions.models import Decision
from rodatraden.demo.tests.annex import AREAS, GOALS, INDICATORS
from rodatraden.indicators.models import Indicator, Outcome, Target
from rodatraden.lib.numbers import SPACE, format_number
from rodatraden.lib.periods import Period
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.models import Contribution, ItemVersion, Measurement, Progress

SEED = settings.ROOT.parent / "shared" / "seeds" / "003_e2b46df054b63a1b.txt"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("perstorp_in_the_demo")]


def version(key: str) -> ItemVersion:
    return ItemVersion.objects.select_related("decision", "unit", "item").get(item__key=key)


def measures(key: str) -> list[str]:
    return list(
        Measurement.objects.filter(version__item__key=key)
        .order_by("indicator__position")
        .values_list("indicator__key", flat=True)
    )


def printed(figure: Outcome | Target | None) -> str:
    """A figure as the annex prints it."""
    if figure is None:
        return "-"
    decimals = figure.indicator.decimals if figure.decimals is None else figure.decimals
    number = format_number(figure.value or Decimal(0), decimals).replace(SPACE, "")
    measured = figure.measured_period if isinstance(figure, Outcome) else None
    return f"{number} ({measured})" if measured else number


def test_the_seven_areas_carry_the_annex_s_names_in_its_order() -> None:
    areas = ItemVersion.objects.filter(level="malomrade")
    assert tuple(areas.values_list("title", flat=True)) == AREAS
    assert list(areas.values_list("number", flat=True)) == list("1234567")


def test_the_eight_council_goals_have_the_annex_s_wording() -> None:
    assert tuple(ItemVersion.objects.filter(level="fullmaktigemal").values_list("text", flat=True)) == GOALS


def test_area_two_has_two_goals_and_every_other_area_one() -> None:
    found = [Contribution.objects.filter(serves__key=f"omrade-{number}").count() for number in range(1, 8)]
    assert found == [1, 2, 1, 1, 1, 1, 1]


def test_all_areas_serve_the_vision_of_2030() -> None:
    served = Contribution.objects.filter(serves__key="vision", version__level="malomrade")
    assert served.count() == 7
    assert version("vision").title == "Perstorp 2030"


def test_twenty_eight_indicators_are_real_and_stand_as_in_the_annex() -> None:
    real = Indicator.objects.filter(example=False)
    assert real.count() == len(INDICATORS) == 28
    for indicator, (_, line) in zip(real, INDICATORS, strict=True):
        assert (indicator.printed_name or indicator.name).startswith(line.split(" | ")[0])


def test_the_indicators_divide_as_5_5_3_3_6_3_3_among_the_areas() -> None:
    places = ["mal-1", "omrade-2", "mal-3", "mal-4", "mal-5", "mal-6", "mal-7"]
    assert [len(measures(key)) for key in places] == [5, 5, 3, 3, 6, 3, 3]


@pytest.mark.parametrize("place", range(28), ids=lambda place: INDICATORS[place][1].split(" | ")[0])
def test_outcome_and_targets_are_exactly_as_printed(place: int) -> None:
    indicator = Indicator.objects.filter(example=False)[place]
    outcome = Outcome.objects.filter(indicator=indicator, example=False).first()
    targets = {
        target.period.key: target
        for target in Target.objects.filter(indicator=indicator, unit__key="kf", example=False)
    }
    found = [printed(outcome), *(printed(targets.get(year)) for year in ("2018", "2019", "2020"))]
    assert found == INDICATORS[place][1].split(" | ")[1:]
    assert outcome is None or outcome.period == Period.year_of(2017)


@pytest.mark.skipif(not SEED.exists(), reason="dokumentet finns inte här")
def test_our_copy_of_the_annex_is_the_document_s_own() -> None:
    text = re.sub(r"\s+", " ", SEED.read_text(encoding="utf-8"))
    for goal in (*AREAS, *GOALS):
        assert goal in text
    for _, line in INDICATORS:
        name, *figures = line.split(" | ")
        begins = text.index(name)
        after = re.sub(r"[^\d,()\s-]", " ", text[begins + len(name) : begins + len(name) + 160]).split()
        found = " ".join(after)
        assert " ".join(figures) in found, name


def test_five_indicators_were_measured_before_2017_and_say_so() -> None:
    earlier = Outcome.objects.filter(example=False).exclude(measured_period="")
    assert {found.indicator.key: str(found.measured_period) for found in earlier.select_related("indicator")} == {
        "valdsbrott": "2016",
        "forvarvsarbetande": "2016",
        "langvarigt-bistand": "2016",
        "utsatta-familjer": "2015",
        "trygghet-skolan": "2016",
    }


def test_nmi_has_no_figure_at_all_and_is_first_measured_in_2019() -> None:
    nmi = Indicator.objects.get(key="nmi")
    assert not Outcome.objects.filter(indicator=nmi).exists()
    assert not Target.objects.filter(indicator=nmi).exists()
    assert nmi.first_measured == Period.year_of(2019)


@pytest.mark.parametrize("key", ["tryggheten", "delaktighet"])
def test_the_survey_is_not_made_in_2018_although_a_target_stands_there(key: str) -> None:
    asked = Indicator.objects.get(key=key)
    assert (asked.rhythm, asked.next_measured) == ("year", Period.year_of(2019))
    assert "vartannat år" in asked.method
    assert "varje år från 2019" in asked.method
    assert Target.objects.filter(indicator=asked, period="2018").exists()
    assert not Outcome.objects.filter(indicator=asked, period="2018").exists()


@pytest.mark.parametrize("key", ["foretagsklimat", "bemotande"])
def test_places_are_ranks_among_290_where_lower_is_better(key: str) -> None:
    rank = Indicator.objects.get(key=key)
    assert (rank.rank_of, rank.direction, rank.unit_of_measure) == (290, "lower", "plats")


def test_misleading_names_are_kept_beside_our_reading() -> None:
    for key, word in (("foretagsklimat", "index"), ("langvarigt-bistand", "Antal"), ("svar-epost", "för svar")):
        found = Indicator.objects.get(key=key)
        assert word in found.printed_name
        assert found.reading
    assert "procentenheter" in Indicator.objects.get(key="ekologiska-livsmedel").reading
    assert "1 131" in Indicator.objects.get(key="resultat-invanare").reading


def test_neither_goal_of_area_two_has_been_given_indicators_by_us() -> None:
    assert measures("mal-2a") == measures("mal-2b") == []


def test_areas_and_goals_were_decided_by_the_council_on_29_november_2017() -> None:
    decided = ItemVersion.objects.filter(level__in=["malomrade", "fullmaktigemal", "uppdrag"])
    assert decided.count() == 17
    assert {found.decision and found.decision.date for found in decided.select_related("decision")} == {
        date(2017, 11, 29)
    }
    decision = Decision.objects.get(key="kf-2017-11-29")
    assert decision.paragraph == ""
    assert decision.body == Unit.objects.get(key="kf")


def test_the_vision_s_decision_has_no_day_since_only_the_year_is_stated() -> None:
    decision = version("vision").decision
    assert decision is not None
    assert decision.date is None
    assert "2014" in decision.note


def test_no_real_target_points_at_a_decision_and_each_says_why() -> None:
    targets = Target.objects.filter(example=False)
    assert targets.count() == 27 * 3 + 1
    assert not targets.exclude(decision=None).exists()
    council = targets.filter(unit__key="kf")
    assert set(council.values_list("note", flat=True)) == {"Beslutet framgår inte av bilagan."}


def test_the_goal_of_two_per_cent_is_financial_and_measured_by_three_others() -> None:
    assert version("mal-7").sound_economy == "financial"
    assert measures("mal-7") == ["soliditet", "resultat-invanare", "eget-kapital"]
    assert list(ItemVersion.objects.exclude(sound_economy="neither").values_list("item__key", flat=True)) == ["mal-7"]


def test_the_two_assignments_of_the_day_are_real() -> None:
    assignments = ItemVersion.objects.filter(level="uppdrag")
    assert list(assignments.values_list("item__key", "unit__key", "example")) == [
        ("uppdrag-indikatorer", "ks", False),
        ("uppdrag-namnder", "kf", False),
    ]
    assert version("uppdrag-indikatorer").deadline == date(2018, 3, 31)
    assert Progress.objects.filter(item__key__startswith="uppdrag").count() == 2


def test_the_social_board_s_own_goal_is_real_and_wants_place_72() -> None:
    goal = version("sn-basta-25")
    assert (goal.unit.key, goal.level, goal.example, goal.decision) == ("sn", "namndmal", False, None)
    assert measures("sn-basta-25") == ["bemotande"]
    target = Target.objects.get(indicator__key="bemotande", unit__key="sn")
    assert (target.value, str(target.period), target.example) == (Decimal(72), "2020", False)
    assert "inget år" in target.note
    council = Target.objects.get(indicator__key="bemotande", unit__key="kf", period="2020")
    assert council.value == 75


def test_only_the_organisation_named_in_the_annex_is_real() -> None:
    real = Unit.objects.filter(example=False)
    assert {unit.name for unit in real} == {
        "Kommunfullmäktige",
        "Kommunstyrelsen",
        "Socialnämnden",
        "Barn- och utbildningsnämnden",
        "Byggnadsnämnden",
        "Kostenheten",
    }
    assert Unit.objects.get(key="kostenheten").parent == Unit.objects.get(key="ks")


def test_every_outcome_of_2018_and_of_the_years_before_2017_is_example() -> None:
    periods = Outcome.objects.filter(example=False).values_list("period", flat=True)
    assert {str(period) for period in periods} == {"2017"}
    assert Outcome.objects.filter(period="2018", unit__key="kf").count() == 21


def test_a_monthly_series_has_24_points_and_one_that_stands_out() -> None:
    series = list(Outcome.objects.filter(indicator__key="valdsbrott-manad").order_by("period"))
    assert len(series) == 24
    assert max(series, key=lambda point: point.value).period == Period.parse("2018-07")


def test_the_thread_is_broken_where_the_demo_wants_to_show_it() -> None:
    assert version("a-telefonjour").responsible_unit is None
    assert measures("bn-trygga-vagar") == []
    assert not Contribution.objects.filter(serves__key="sn-arbete").exists()
    late = Progress.objects.get(item__key="a-felanmalan")
    assert late.state == "ongoing"
    assert version("a-felanmalan").deadline == date(2018, 8, 31)


def test_perstorp_is_a_demo_municipality_with_its_official_code(perstorp_in_the_demo: Municipality) -> None:
    assert (perstorp_in_the_demo.code, perstorp_in_the_demo.is_demo) == ("1275", True)
