from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from rodatraden.audit.log import entries
from rodatraden.exchange.imports import apply, preview
from rodatraden.exchange.tests import files
from rodatraden.exchange.tests.place import OUTCOME_HEAD, Place
from rodatraden.indicators.models import Outcome, Target
from rodatraden.lib.periods import Period
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality


def current(place: Place) -> Outcome:
    return Outcome.objects.get(indicator=place.safety, period=Period.parse("2017"), superseded_at=None)


def test_new_outcomes_are_shown_and_then_loaded(place: Place) -> None:
    found = place.show(OUTCOME_HEAD, ("trygghet", "kf", "2018", "1 052,5", ""), ("andel", "bun", "2018", "70,5 %", ""))
    assert found.in_words() == ["Utfall: 2 nya, 0 ändrade, 0 oförändrade och 0 avvisade."]
    assert Outcome.objects.count() == 3
    apply(place.operator, found)
    assert Outcome.objects.get(indicator=place.safety, period=Period.parse("2018")).value == Decimal("1052.5")
    assert Outcome.objects.get(indicator=place.share, breakdown="total").value == Decimal("70.5")


def test_indicators_and_units_are_found_by_name_too(place: Place) -> None:
    found = place.show(OUTCOME_HEAD, ("tryggheten i KOMMUNEN", "Kommunfullmäktige", "2018", "52", ""))
    assert found.loadable


def test_without_a_unit_the_figure_is_the_indicators_owners(place: Place) -> None:
    apply(place.operator, place.show(("Indikator", "Period", "Utfall"), ("andel", "2018", "71")))
    assert Outcome.objects.get(indicator=place.share, breakdown="total").unit == place.board


def test_a_changed_figure_needs_a_reason(place: Place) -> None:
    found = place.show(OUTCOME_HEAD, ("trygghet", "kf", "2017", "52", ""))
    (refusal,) = found.refused
    assert (refusal.row, refusal.column) == (2, "Orsak")
    assert "varför" in str(refusal.words)
    with pytest.raises(Refused):
        apply(place.operator, found)


def test_a_changed_figure_replaces_the_old_one_and_says_why(place: Place) -> None:
    found = place.show(OUTCOME_HEAD, ("trygghet", "kf", "2017", "52", "Källan rättade"))
    (step,) = found.steps()
    assert [(change.column, change.before, change.after) for change in step.changes] == [("Utfall", "51", "52")]
    apply(place.operator, found)
    row = current(place)
    assert (row.value, row.reason) == (Decimal(52), "Källan rättade")
    assert isinstance(row.replaces, Outcome)
    assert row.replaces.value == Decimal(51)


@pytest.mark.parametrize("nothing", ["", "-", "–", "saknas", ".."])
def test_an_empty_cell_is_missing_and_never_zero(place: Place, nothing: str) -> None:
    found = place.show(OUTCOME_HEAD, ("trygghet", "kf", "2018", nothing, ""), ("andel", "bun", "2018", "0", ""))
    assert [step.effect for step in found.steps()] == ["empty", "new"]
    apply(place.operator, found)
    assert not Outcome.objects.filter(indicator=place.safety, period=Period.parse("2018")).exists()
    assert Outcome.objects.get(indicator=place.share, breakdown="total").value == 0


def test_an_empty_cell_does_not_take_a_figure_away(place: Place) -> None:
    found = place.show(OUTCOME_HEAD, ("trygghet", "kf", "2017", "", "Bort"))
    assert "51 finns redan" in str(found.refused[0].words)


def test_a_column_that_is_not_there_leaves_what_is_stored(place: Place) -> None:
    found = place.show(("Indikator", "Period", "Utfall"), ("rang", "2017", "228 av 290"))
    assert [step.effect for step in found.steps()] == ["unchanged"]


def test_when_it_was_measured_can_be_taken_back(place: Place) -> None:
    head = ("Indikator", "Period", "Utfall", "Mätt", "Orsak")
    apply(place.operator, place.show(head, ("rang", "2017", "228", "", "Mättes 2017")))
    row = Outcome.objects.get(indicator=place.rank, superseded_at=None)
    assert (row.measured_period, row.note) == (None, "Rang bland 290")


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (("trygghett", "kf", "2018", "1", ""), "Indikator", "Menas ”trygghet”?"),
        (("trygghet", "kff", "2018", "1", ""), "Enhet", "finns inte"),
        (("trygghet", "kf", "2018-13", "1", ""), "Period", "ingen period"),
        (("trygghet", "kf", "", "1", ""), "Period", "tom"),
        (("trygghet", "kf", "2018", "ungefär 5", ""), "Utfall", "inte ett tal"),
        (("trygghet", "kf", "2018", "=A1", ""), "Utfall", "formel"),
        (("trygghet", "kf", "2018", "9" * 20, ""), "Utfall", "för stort"),
        (("", "kf", "2018", "1", ""), "Indikator", "tom"),
        (("trygghet", "kf", "2018", "1", "x" * 301), "Orsak", "300"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_by_row_column_and_reason(
    place: Place, row: tuple[str, ...], column: str, why: str
) -> None:
    found = place.show(OUTCOME_HEAD, ("andel", "bun", "2018", "1", ""), row)
    (refusal,) = found.refused
    assert (refusal.row, refusal.column) == (3, column)
    assert why in str(refusal.reason)
    assert not found.loadable


def test_the_same_figure_twice_in_a_file_is_refused(place: Place) -> None:
    row = ("trygghet", "kf", "2018", "1", "")
    assert "två gånger" in str(place.show(OUTCOME_HEAD, row, row).refused[0].reason)


def test_a_decimal_comma_that_splits_the_row_is_told(place: Place) -> None:
    content = b"Indikator,Period,Utfall\ntrygghet,2018,12,6\n"
    assert "fler celler" in str(preview(place.operator, "a.csv", content).refused[0].reason)


def test_what_looks_doubtful_is_told_but_loaded_when_confirmed(place: Place) -> None:
    found = place.show(OUTCOME_HEAD, ("trygghet", "kf", "2018", "52000", ""))
    (step,) = found.steps()
    assert step.notes
    apply(place.operator, found)
    assert Outcome.objects.get(period=Period.parse("2018"), indicator=place.safety).value == 52000


def test_targets_are_values_intervals_or_as_before(place: Place) -> None:
    head = ("Indikator", "Period", "Form", "Målvärde", "Lägst", "Högst", "Beslut")
    found = place.show(
        head,
        ("trygghet", "2019", "", "60", "", "", "kf-77"),
        ("rang", "2019", "", "", "90", "160", ""),
        ("andel", "2019", "minst som perioden före", "", "", "", ""),
    )
    apply(place.operator, found)
    forms = (
        Target.objects.filter(period=Period.parse("2019"))
        .order_by("indicator__key")
        .values_list("form", "decision__key")
    )
    assert sorted(forms) == [("as_before", None), ("interval", None), ("value", "kf-77")]


def test_a_decision_that_is_not_there_is_told(place: Place) -> None:
    found = place.show(("Indikator", "Period", "Målvärde", "Beslut"), ("trygghet", "2019", "60", "kf-99"))
    assert found.refused[0].column == "Beslut"


def test_who_may_enter_for_one_unit_may_not_load_for_another(place: Place) -> None:
    head = place.actor(place.head)
    content = files.csv(OUTCOME_HEAD, ("andel", "skolan", "2018", "1", ""), ("trygghet", "kf", "2018", "1", ""))
    found = preview(head, "a.csv", content)
    assert [step.effect for step in found.steps()] == ["new", "refused"]
    assert "Enhet" in {refusal.column for refusal in found.refused}


def test_only_who_administers_loads_anything_but_outcomes(place: Place) -> None:
    found = preview(place.actor(place.head), "mal.csv", place.out("targets", "csv"))
    assert "läses in av den som administrerar" in str(found.problem)


def test_a_failed_load_changes_nothing(place: Place) -> None:
    found = place.show(OUTCOME_HEAD, ("trygghet", "kf", "2018", "1", ""))
    place.outcome(place.safety, "2018", "2")
    before = entries().count()
    with pytest.raises(Refused):
        apply(place.operator, found)
    assert Outcome.objects.filter(period=Period.parse("2018")).count() == 1
    assert entries().count() == before


def test_a_load_is_logged_with_the_files_sha256(place: Place) -> None:
    found = place.show(OUTCOME_HEAD, ("trygghet", "kf", "2018", "1", ""))
    apply(place.operator, found)
    entry = entries().filter(kind="import").get()
    assert entry.after is not None
    assert entry.after["sha256"] == found.sha256
    assert entry.after["new"] == 1


def test_another_municipalitys_indicators_and_units_are_not_there(place: Place, hallsberg: Municipality) -> None:
    found = place.show(OUTCOME_HEAD, ("trygghet", "kf", "2018", "1", ""))
    with scope(hallsberg):
        theirs = preview(place.operator, "a.csv", found.content)
    assert "finns inte" in str(theirs.refused[0].reason)


def test_many_rows_take_no_more_queries_than_few(
    place: Place, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [("trygghet", "kf", f"{1890 + n // 12}-{n % 12 + 1:02}", n + 40, "") for n in range(1500)]
    with django_assert_max_num_queries(30):
        found = place.show(OUTCOME_HEAD, *rows)
    assert found.count("new") == 1500


TARGET_HEAD = ("Indikator", "Period", "Form", "Målvärde", "Lägst", "Högst", "Beslut", "Orsak")


@pytest.mark.parametrize(
    ("row", "effect", "column"),
    [
        (("trygghet", "2018", "", "55", "", "", "kf-77", ""), "unchanged", ""),
        (("trygghet", "2018", "", "55", "", "", "Beslut 77", ""), "unchanged", ""),
        (("trygghet", "2018", "", "56", "", "", "kf-77", ""), "refused", "Orsak"),
        (("trygghet", "2018", "", "56", "", "", "kf-77", "Höjt"), "changed", "Målvärde"),
        (("trygghet", "2018", "", "55", "", "", "bun-12", "Nytt beslut"), "changed", "Beslut"),
        (("trygghet", "2018", "", "", "", "", "", ""), "refused", "Målvärde"),
        (("trygghet", "2020", "", "", "", "", "", ""), "empty", ""),
        (("trygghet", "2020", "", "56", "", "", "", ""), "new", ""),
        (("trygghet", "2020", "ett intervall", "", "1", "2", "", ""), "new", ""),
        (("trygghet", "2020", "", "", "2", "1", "", ""), "refused", ""),
        (("andel", "2018", "minst som perioden före", "", "", "", "", ""), "unchanged", ""),
    ],
)
def test_a_row_of_targets_and_what_becomes_of_it(place: Place, row: tuple[str, ...], effect: str, column: str) -> None:
    (step,) = place.show(TARGET_HEAD, row).steps()
    assert step.effect == effect
    told = [fault.column for fault in step.faults] if effect == "refused" else [one.column for one in step.changes]
    assert column in told if column else effect != "changed"


@pytest.mark.parametrize(
    ("column", "value", "before", "after"),
    [
        ("Anmärkning", "Mätt i maj", "", "Mätt i maj"),
        ("Preliminärt", "ja", "nej", "ja"),
        ("Källa", "SCB", "", "SCB"),
        ("Exempel", "ja", "nej", "ja"),
        ("Mätt", "2016", "", "2016"),
    ],
)
def test_what_is_said_about_a_figure_is_shown_as_it_changes(
    place: Place, column: str, value: str, before: str, after: str
) -> None:
    found = place.show((*OUTCOME_HEAD, column), ("trygghet", "kf", "2017", "51", "Kompletterad", value))
    (step,) = found.steps()
    assert [(one.column, one.before, one.after) for one in step.changes] == [(column, before, after)]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        (("trygghet", "kf", "2018"), "Tryggheten i kommunen, Kommunfullmäktige, 2018"),
        (("trygghet", "", "2018-T1"), "Tryggheten i kommunen, tertial 1 2018"),
        (("okänd", "kf", "2018"), "okänd, Kommunfullmäktige, 2018"),
        (("okänd", "okänd", "snart"), "okänd"),
    ],
)
def test_a_row_is_named_by_what_it_is_about(place: Place, typed: tuple[str, str, str], label: str) -> None:
    (step,) = place.show(OUTCOME_HEAD, (*typed, "1", "")).steps()
    assert step.label == label


def test_a_breakdown_is_a_figure_of_its_own(place: Place) -> None:
    head = ("Indikator", "Period", "Uppdelning", "Utfall")
    found = place.show(
        head, ("andel", "2018", "kvinnor", "70"), ("andel", "2018", "män", "60"), ("andel", "2018", "", "65")
    )
    assert found.count("new") == 3
    apply(place.operator, found)
    values = Outcome.objects.filter(period=Period.parse("2018")).values_list("breakdown", "value")
    assert dict(values) == {"women": 70, "men": 60, "total": 65}
