"""Forms: what was typed comes back, what is wrong is told at its field, and two people lose nothing."""

from typing import Any

import pytest
from django.test import Client

from rodatraden.indicators.models import Indicator, Outcome, Target
from rodatraden.indicators.services import save_indicator
from rodatraden.indicators.tests.rows import a_target, an_indicator, an_outcome, signed_in, somebody, year
from rodatraden.organisation.models import Unit

pytestmark = pytest.mark.usefixtures("own_pages")
LIST = "/perstorp/indikatorer/"
PAGE = f"{LIST}tryggheten/"


@pytest.fixture
def safety(house: dict[str, Unit]) -> Indicator:
    return an_indicator(house["kf"], gender_reason="Enkäten frågar inte.")


@pytest.fixture
def coordinator(client: Client, house: dict[str, Unit]) -> Client:
    somebody(house["kf"], username="samordnare")
    return signed_in(client, "samordnare")


def definition(owner: Unit, **changed: Any) -> dict[str, Any]:
    told = {
        "name": "Trygghet i skolan",
        "owner": owner.pk,
        "kind": "target",
        "unit_of_measure": "%",
        "decimals": "1",
        "direction": "higher",
        "rhythm": "year",
        "gender_reason": "Enkäten frågar inte.",
    }
    return {**told, **changed}


def figure(unit: Unit, **changed: Any) -> dict[str, Any]:
    return {"period": "2018", "unit": unit.pk, "value": "52,5", **changed}


def shown(answer: Any) -> str:
    assert answer.status_code in {200, 422}
    return str(answer.content.decode())


def test_a_new_indicator_is_saved_and_shown(coordinator: Client, house: dict[str, Unit]) -> None:
    answer = coordinator.post(f"{LIST}ny/", definition(house["kf"], next_measured="2019", by_gender="on"))
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}trygghet-i-skolan/")
    row = Indicator.objects.get()
    assert (row.name, row.by_gender, row.next_measured, row.start_period) == (
        "Trygghet i skolan",
        True,
        year(2019),
        None,
    )


def test_a_refused_form_gives_back_what_was_typed(coordinator: Client, house: dict[str, Unit]) -> None:
    said = shown(coordinator.post(f"{LIST}ny/", definition(house["kf"], next_measured="hösten", definition="Min text")))
    assert "”hösten” är ingen period." in said
    assert "Min text" in said
    assert "Trygghet i skolan" in said
    assert not Indicator.objects.exists()


def test_an_indicator_that_is_not_split_must_say_why(coordinator: Client, house: dict[str, Unit]) -> None:
    said = shown(coordinator.post(f"{LIST}ny/", definition(house["kf"], gender_reason="")))
    assert "Skriv varför värdet inte delas upp på kvinnor och män." in said


def test_what_the_verb_refuses_stands_at_its_field(coordinator: Client, house: dict[str, Unit]) -> None:
    said = shown(coordinator.post(f"{LIST}ny/", definition(house["kf"], rank_of="290")))
    assert "Plats 1 är bäst" in said
    assert 'href="#id_direction"' in said


def test_the_form_opens_with_what_is_there(coordinator: Client, safety: Indicator) -> None:
    save_indicator(somebody(safety.owner, username="annan"), safety, 1, next_measured="2019", rule="indikator")
    said = shown(coordinator.get(f"{PAGE}andra/"))
    assert 'value="2019"' in said
    assert '<option value="indikator" selected>' in said
    assert 'name="edit" value="2"' in said


def test_saving_an_untouched_form_changes_nothing(
    coordinator: Client, safety: Indicator, house: dict[str, Unit]
) -> None:
    before = Indicator.objects.values().get()
    told = definition(house["kf"], name=safety.name, unit_of_measure="index", decimals="0", edit="1")
    assert coordinator.post(f"{PAGE}andra/", told).status_code == 302
    assert Indicator.objects.values().get() == before


def test_the_second_of_two_sees_both_texts_and_may_save_again(
    coordinator: Client, safety: Indicator, house: dict[str, Unit]
) -> None:
    save_indicator(somebody(house["kf"], username="annan"), safety, 1, definition="Den andras text")
    told = definition(house["kf"], name=safety.name, unit_of_measure="index", edit="1", definition="Min text")
    said = shown(coordinator.post(f"{PAGE}andra/", told))
    assert "Den andras text" in said
    assert "Min text" in said
    assert 'name="edit" value="2"' in said
    assert coordinator.post(f"{PAGE}andra/", {**told, "edit": "2"}).status_code == 302
    assert Indicator.objects.get().definition == "Min text"


def test_an_outcome_is_entered_with_a_comma(coordinator: Client, safety: Indicator, house: dict[str, Unit]) -> None:
    save_indicator(somebody(house["kf"], username="annan"), safety, 1, decimals=1)
    answer = coordinator.post(f"{PAGE}utfall/", figure(house["kf"], measured_period="2017", preliminary="on"))
    assert answer.status_code == 302
    row = Outcome.objects.get()
    assert (str(row.value), row.measured_period, row.preliminary) == ("52.500000", year(2017), True)


def test_a_value_that_is_no_number_comes_back(coordinator: Client, safety: Indicator, house: dict[str, Unit]) -> None:
    said = shown(coordinator.post(f"{PAGE}utfall/", figure(house["kf"], value="femtio", source="SCB")))
    assert "”femtio” är inte ett tal." in said
    assert 'value="SCB"' in said


def test_a_doubt_is_asked_about_before_the_value_is_kept(
    coordinator: Client, safety: Indicator, house: dict[str, Unit]
) -> None:
    said = shown(coordinator.post(f"{PAGE}utfall/", figure(house["kf"])))
    assert "52,5 har 1 decimal, men indikatorn visas med inga." in said
    assert 'name="sure"' in said
    assert not Outcome.objects.exists()
    assert coordinator.post(f"{PAGE}utfall/", figure(house["kf"], sure="on")).status_code == 302


def test_a_correction_asks_for_its_reason(coordinator: Client, safety: Indicator, house: dict[str, Unit]) -> None:
    an_outcome(safety, 2018, "51")
    said = shown(coordinator.post(f"{PAGE}utfall/", figure(house["kf"], value="52")))
    assert "2018 har redan 51. Skriv varför det ändras." in said
    assert coordinator.post(f"{PAGE}utfall/", figure(house["kf"], value="52", reason="fel")).status_code == 302


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"form": "value", "value": "55", "low": "1"}, ("value", 55, None, None)),
        ({"form": "interval", "value": "55", "low": "50", "high": "60"}, ("interval", None, 50, 60)),
        ({"form": "as_before", "value": "55"}, ("as_before", None, None, None)),
    ],
)
def test_a_target_keeps_only_what_its_form_is_about(
    coordinator: Client, safety: Indicator, house: dict[str, Unit], fields: dict[str, str], kept: tuple[Any, ...]
) -> None:
    assert coordinator.post(f"{PAGE}malvarde/", {**figure(house["kf"]), **fields}).status_code == 302
    row = Target.objects.get()
    assert (row.form, row.value, row.low, row.high) == kept


def test_a_target_without_its_number_is_refused_at_the_field(
    coordinator: Client, safety: Indicator, house: dict[str, Unit]
) -> None:
    said = shown(coordinator.post(f"{PAGE}malvarde/", figure(house["kf"], form="interval", low="60", high="50")))
    assert "Den övre gränsen är lägre än den undre." in said


def test_only_units_within_reach_can_be_chosen(coordinator: Client, safety: Indicator, house: dict[str, Unit]) -> None:
    stranger = Unit.objects.create(key="utanfor", name="Utanför trädet", kind="board")
    said = shown(coordinator.post(f"{PAGE}utfall/", figure(stranger)))
    assert "Utanför trädet" not in said
    assert not Outcome.objects.exists()


@pytest.mark.parametrize(
    "page", [f"{LIST}ny/", f"{PAGE}andra/", f"{PAGE}utfall/", f"{PAGE}malvarde/", f"{LIST}for-in/"]
)
def test_who_reads_only_meets_a_closed_door(
    safety: Indicator, house: dict[str, Unit], client: Client, page: str
) -> None:
    somebody(house["kf"], "ledamot", username="ledamot")
    signed_in(client, "ledamot")
    assert client.get(page).status_code == 403
    assert client.post(page, {}).status_code == 403


def test_who_enters_elsewhere_may_not_change_the_definition(
    safety: Indicator, house: dict[str, Unit], client: Client
) -> None:
    somebody(house["sn"], "namndsekreterare", username="sekreterare")
    signed_in(client, "sekreterare")
    assert client.get(f"{PAGE}andra/").status_code == 403
    assert client.get(f"{PAGE}malvarde/").status_code == 200


class TestCorrections:
    """A figure that is there already is shown in its form, and what nobody touches stays."""

    PLACE = f"{PAGE}utfall/"

    @pytest.fixture
    def before(self, safety: Indicator) -> Outcome:
        told = {"source": "Enkäten", "note": "Svarsfrekvens 40 %", "preliminary": True, "example": True}
        return an_outcome(safety, 2017, "51.5", **told)

    def asked(self, row: Outcome) -> dict[str, Any]:
        return {"period": "2017", "unit": row.unit_id}

    def sent(self, row: Outcome, **changed: Any) -> dict[str, Any]:
        told = {"value": "51,5", "source": row.source, "note": row.note, "preliminary": "on", "example": "on"}
        return {**self.asked(row), **told, "seen": row.pk, **changed}

    def test_the_form_shows_what_stands(self, coordinator: Client, before: Outcome) -> None:
        said = shown(coordinator.get(self.PLACE, self.asked(before)))
        for words in ("Rätta utfallet", 'value="51,5"', 'value="Enkäten"', "Svarsfrekvens 40 %", "nu är slutligt"):
            assert words in said, words
        assert said.count(" checked") == 2, "preliminary and example"

    def test_a_new_figure_is_asked_neither(self, coordinator: Client, before: Outcome) -> None:
        said = shown(coordinator.get(self.PLACE, {"period": "2018", "unit": str(before.unit_id)}))
        assert "För in utfall" in said
        assert "ett exempel" not in said

    @pytest.mark.parametrize(
        "asked", [{"period": "hösten", "unit": "1"}, {"period": "2017", "unit": "x"}, {"unit": "1"}]
    )
    def test_an_odd_address_opens_an_empty_form(
        self, coordinator: Client, before: Outcome, asked: dict[str, str]
    ) -> None:
        assert "För in utfall" in shown(coordinator.get(self.PLACE, asked))

    def test_a_corrected_value_keeps_its_note_and_its_example_mark(self, coordinator: Client, before: Outcome) -> None:
        assert coordinator.post(self.PLACE, self.sent(before, value="52", reason="Fel rad")).status_code == 302
        row = Outcome.objects.get(superseded_at=None)
        assert (int(row.value), row.note, row.source, row.example, row.preliminary) == (
            52,
            before.note,
            "Enkäten",
            True,
            True,
        )

    def test_what_is_emptied_or_unticked_goes_away(self, coordinator: Client, before: Outcome) -> None:
        told = self.sent(before, note="", source="SCB", reason="Nu mätt", sure="on")
        del told["example"], told["preliminary"]
        assert coordinator.post(self.PLACE, told).status_code == 302
        row = Outcome.objects.get(superseded_at=None)
        assert (row.note, row.source, row.example, row.preliminary) == ("", "SCB", False, False)

    def test_who_comes_second_is_told(self, coordinator: Client, before: Outcome) -> None:
        coordinator.post(self.PLACE, self.sent(before, value="52", reason="Fel rad"))
        said = shown(coordinator.post(self.PLACE, self.sent(before, value="53", reason="Också fel")))
        assert "Någon annan har fört in 52" in said
        assert Outcome.objects.get(superseded_at=None).value == 52

    def test_another_period_in_the_form_is_another_figure(self, coordinator: Client, before: Outcome) -> None:
        assert coordinator.post(self.PLACE, self.sent(before, period="2016", value="50")).status_code == 302
        row = Outcome.objects.get(period=year(2016))
        assert (row.example, int(row.value)) == (False, 50)
        before.refresh_from_db()
        assert before.superseded_at is None

    def test_a_target_shows_what_stands(self, coordinator: Client, safety: Indicator) -> None:
        row = a_target(safety, 2018, "55", source="Budget 2018", mandate=True)
        said = shown(coordinator.get(f"{PAGE}malvarde/", {"period": "2018", "unit": str(row.unit_id)}))
        assert "Ändra målvärdet" in said
        assert 'value="55"' in said and "Budget 2018" in said
