"""The pages of remedies, tried by the whole cast."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict

from rodatraden.decisions.models import Decision
from rodatraden.lib import clock
from rodatraden.remedies.models import Remedy, RemedyState
from rodatraden.remedies.remedy_forms import RemedyForm
from rodatraden.remedies.services import change_remedy, record_effect
from rodatraden.remedies.tests.place import AUTUMN, Place
from rodatraden.remedies.tests.test_deviation_pages import EVERYBODY, SCRIPT, WRITERS, posted
from rodatraden.steering.tests.steered import steer_by
from rodatraden.tests.markup import read_page
from rodatraden.thread.tests.cast import MODEL


def form(place: Place, **fields: object) -> dict[str, object]:
    told = {"what": "Läs varje dag", "deadline": "2018-10-31", "unit": place.school.pk, "state": "proposed"}
    return {**told, "item": place.goal.item_id, **fields}


def at(place: Place, state: RemedyState, **fields: Any) -> Remedy:
    row = place.remedy(**fields)
    Remedy.objects.filter(pk=row.pk).update(state=state)
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("who", EVERYBODY)
def test_one_that_has_not_been_handed_over_is_read_within_its_authority(place: Place, who: str) -> None:
    row = place.remedy(for_operations="Nytt schema.")
    status, html = place.page(who, f"atgarder/{row.pk}/")
    assert status == (200 if who in WRITERS else 404)
    assert ("Nytt schema." in html) is (who in WRITERS)
    assert ("Läs varje dag" in place.page(who, "atgarder/")[1]) is (who in WRITERS)


STEPS = ("andra", "besluta", "effekt", "avsluta")


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_answers_a_material_deviation_is_read_by_all_and_changed_by_its_own(place: Place, who: str) -> None:
    row = place.remedy(deviation=place.deviation(material=True))
    status, html = place.page(who, f"atgarder/{row.pk}/")
    assert status == 200 and "Färre läser" in html
    for step in STEPS:
        assert place.page(who, f"atgarder/{row.pk}/{step}/")[0] == (200 if who in WRITERS else 403)
    for step in ("borja", "genomford"):
        assert place.page(who, f"atgarder/{row.pk}/{step}/")[0] == 405
        assert posted(place, who, f"atgarder/{row.pk}/{step}/")[0] == (302 if who in WRITERS else 403)


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_form_is_for_who_writes_for_some_unit(place: Place, who: str) -> None:
    may = who in WRITERS | {"stranger"}
    assert place.page(who, "atgarder/ny/")[0] == (200 if may else 403)
    assert ("Skriv en åtgärd" in place.page(who, "atgarder/")[1]) is may


def test_the_deviation_is_not_told_to_who_may_read_the_remedy_alone(place: Place) -> None:
    row = place.remedy(deviation=place.deviation(what="Bara vårt"), responsible_unit=place.home_care)
    status, html = place.page("stranger", f"atgarder/{row.pk}/")
    assert status == 200 and "Bara vårt" not in html
    assert "läses inom den myndighet som rapporterade den" in html
    listed = place.page("stranger", "atgarder/")[1]
    assert "Läs varje dag" in listed and "Bara vårt" not in listed


def test_a_remedy_is_written_for_a_goal(place: Place) -> None:
    fields = form(
        place,
        responsible_kind="enhetschef",
        effect_text="Fler läser.",
        effect_indicator=place.reading.pk,
        effect_value="75,5",
        effect_on="2018-12-31",
        cost="120",
        for_operations="Nytt schema.",
        for_economy="Ryms i ramen.",
    )
    answered = place.client("head").post("/perstorp/atgarder/ny/", fields, follow=True)
    row = Remedy.objects.get()
    assert (row.cost, row.effect_value, row.effect_on) == (Decimal(120_000), Decimal("75.5"), date(2018, 12, 31))
    html = answered.content.decode()
    for words in ("Föreslagen, ska vara klar 2018-10-31", "enhetschef, Parkskolan", "120 tkr", "Ryms i ramen."):
        assert words in html
    assert "väntat 76\xa0%, inget utfall än" in html


def test_from_a_deviation_the_rest_is_settled(place: Place) -> None:
    row = place.deviation(indicator=place.reading)
    page = read_page(place.page("controller", f"atgarder/ny/?avvikelse={row.pk}")[1])
    (found,) = [each for each in page.forms if "effect_text" in each.filled()]
    filled = found.filled()
    assert (filled["deviation"], filled["effect_indicator"]) == (str(row.pk), str(place.reading.pk))
    assert filled["unit"] == str(place.school.pk) and filled["item"] == ""
    assert (
        posted(
            place,
            "controller",
            f"atgarder/ny/?avvikelse={row.pk}",
            **{**filled, "what": "Gör", "deadline": "2018-12-01"},
        )[0]
        == 302
    )
    assert Remedy.objects.get().deviation == row


def test_from_a_goal_the_goal_and_its_only_indicator_are_chosen(place: Place) -> None:
    page = read_page(place.page("head", f"atgarder/ny/?led={place.goal.item.key}")[1])
    (found,) = [each for each in page.forms if "effect_text" in each.filled()]
    filled = found.filled()
    assert (filled["item"], filled["effect_indicator"]) == (str(place.goal.item_id), str(place.reading.pk))


def test_from_a_forecast_the_line_and_the_year_are_chosen(place: Place) -> None:
    page = read_page(place.page("head", "atgarder/ny/?rad=drift&ar=2018")[1])
    (found,) = [each for each in page.forms if "effect_text" in each.filled()]
    filled = {**found.filled(), "what": "Spara", "deadline": "2018-12-01"}
    assert (filled["line"], filled["year"]) == ("drift", "2018")
    answered = place.client("head").post("/perstorp/atgarder/ny/", filled, follow=True)
    assert "2018: drift" in answered.content.decode()
    assert "Prognos 2018: drift" in place.page("head", "atgarder/")[1]


@pytest.mark.parametrize("asked", ["avvikelse=0", "avvikelse=x", "avvikelse=" + "9" * 40, "led=x", "rad=x&ar=y"])
def test_an_address_that_names_nothing_shows_the_whole_form(place: Place, asked: str) -> None:
    status, html = place.page("head", f"atgarder/ny/?{asked}")
    assert status == 200 and "Minst ett av dem." in html


def test_what_was_typed_stands_when_something_is_wrong(place: Place) -> None:
    status, html = posted(place, "head", "atgarder/ny/", **form(place, item="", for_economy="Kvar", deadline="snart"))
    assert status == 422 and not Remedy.objects.exists()
    assert "Kvar" in html and 'value="snart"' in html
    status, html = posted(place, "head", "atgarder/ny/", **form(place, item="", for_economy="Kvar"))
    assert status == 422 and "Säg vad åtgärden svarar mot" in html and "Kvar" in html


def test_pressed_twice_it_is_written_once(place: Place) -> None:
    found = [posted(place, "head", "atgarder/ny/", **form(place))[0] for _ in range(2)]
    assert found == [302, 422] and Remedy.objects.count() == 1


def test_a_cost_that_may_be_typed_in_kronor_is_asked_about(place: Place) -> None:
    fields = form(place, cost="250000")
    status, html = posted(place, "head", "atgarder/ny/", **fields)
    assert status == 422 and "250 miljoner kronor. Stämmer det?" in html
    assert posted(place, "head", "atgarder/ny/", **fields, sure="on")[0] == 302


def test_the_models_words_on_deficits_stand_beside_what_it_means(place: Place) -> None:
    steer_by(MODEL + '\n[economy]\ndeficit_measures = "Underskott redovisas med åtgärder."\n')
    assert "Underskott redovisas med åtgärder." in place.page("head", "atgarder/ny/")[1]


def test_the_second_of_two_people_sees_both_and_may_save_all_the_same(place: Place) -> None:
    row = place.remedy()
    change_remedy(
        place.actor(place.secretary), row, 1, effect_text="Sekreterarens ord", deadline=date(2018, 12, 1),
        effect_indicator=place.reading,
    )  # fmt: skip
    fields = form(place, effect_text="Rektorns ord", edit=1, responsible_unit=place.school.pk)
    status, html = posted(place, "head", f"atgarder/{row.pk}/andra/", **fields)
    text = read_page(html).root.all_text
    assert status == 409 and "Sekreterarens ord" in text and "2018-12-01" in text and "Lasning, %" in text
    (again,) = [each for each in read_page(html).forms if "effect_text" in each.filled()]
    assert posted(place, "head", f"atgarder/{row.pk}/andra/", **again.filled())[0] == 302
    row.refresh_from_db()
    assert (row.effect_text, row.deadline, row.unit) == ("Rektorns ord", AUTUMN, place.school)


def test_what_can_no_longer_be_chosen_is_not_lost_when_something_else_is_changed(place: Place) -> None:
    hidden = place.deviation("controller", what="Deras", unit=place.home_care, item=None)
    row = place.remedy("controller", deviation=hidden, item=place.goal.item, effect_indicator=place.reading)
    type(place.goal).objects.filter(pk=place.goal.pk).update(valid_to=date(2018, 6, 30))
    type(place.reading).objects.filter(pk=place.reading.pk).update(valid_to=date(2018, 6, 30))
    page = read_page(place.page("head", f"atgarder/{row.pk}/andra/")[1])
    (found,) = [each for each in page.forms if "effect_text" in each.filled()]
    assert "deviation" not in found.filled()
    assert posted(place, "head", f"atgarder/{row.pk}/andra/", **{**found.filled(), "effect_text": "Nytt"})[0] == 302
    row.refresh_from_db()
    assert (row.effect_text, row.deviation, row.item, row.effect_indicator) == (
        "Nytt", hidden, place.goal.item, place.reading,
    )  # fmt: skip


def test_the_whole_way_is_walked_by_the_buttons_of_the_page(place: Place) -> None:
    row = place.remedy(effect_indicator=place.reading, effect_value=Decimal(75), effect_on=date(2018, 9, 1))
    path, client = f"/perstorp/atgarder/{row.pk}/", place.client("head")
    client.post(f"{path}besluta/", {"decision": place.board_meeting.pk})
    assert "Beslut 12" in client.get(path).content.decode()
    client.post(f"{path}borja/")
    assert "Pågår, ska vara klar 2018-10-31" in client.get(path).content.decode()
    client.post(f"{path}genomford/")
    html = client.get(path).content.decode()
    assert "Genomförd, effekten skulle redovisas 2018-09-01" in html and "Vad blev effekten?" in html
    assert client.post(f"{path}effekt/", {"text": ""}).status_code == 422
    client.post(f"{path}effekt/", {"text": "Fler läser.", "value": "72"})
    html = client.get(path).content.decode()
    assert "Effekten nåddes inte: väntat 75\xa0%, blev 72\xa0%." in html and "Fler läser." in html
    client.post(f"{path}avsluta/", {"reason": "Följs i nästa plan."})
    html = client.get(path).content.decode()
    assert "Följs i nästa plan." in html and "/andra/" not in html
    for verb in ("skrev åtgärd", "beslutade åtgärd", "påbörjade åtgärd", "genomförde åtgärd", "avslutade åtgärd"):
        assert verb in html
    assert "läge: pågår → genomförd" in html


def test_an_annulled_decision_is_not_offered_and_decides_nothing(place: Place) -> None:
    row, client = place.remedy(), place.client("head")
    path = f"/perstorp/atgarder/{row.pk}/besluta/"
    option = f'<option value="{place.board_meeting.pk}"'
    assert option in client.get(path).content.decode()
    Decision.objects.filter(pk=place.board_meeting.pk).update(annulled_on=date(2018, 8, 1))
    assert option not in client.get(path).content.decode()
    client.post(path, {"decision": place.board_meeting.pk})
    row.refresh_from_db()
    assert (row.state, row.decision) == (RemedyState.PROPOSED, None)


def test_a_button_pressed_twice_says_that_it_cannot_be_done_now(place: Place) -> None:
    row = at(place, RemedyState.ONGOING)
    client = place.client("head")
    client.post(f"/perstorp/atgarder/{row.pk}/genomford/")
    answered = client.post(f"/perstorp/atgarder/{row.pk}/genomford/", follow=True)
    assert "Det går inte nu: åtgärden är genomförd." in answered.content.decode()


def test_of_what_still_goes_on_the_day_to_ask_again_must_be_said(place: Place) -> None:
    row = at(place, RemedyState.ONGOING, effect_on=date(2018, 9, 1))
    html = place.page("head", f"atgarder/{row.pk}/")[1]
    assert "Åtgärden är inte genomförd än: säg när effekten ska redovisas." in html
    assert posted(place, "head", f"atgarder/{row.pk}/effekt/", text="För tidigt.")[0] == 422
    assert posted(place, "head", f"atgarder/{row.pk}/effekt/", text="För tidigt.", ask_again="2018-12-31")[0] == 302


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (RemedyState.PROPOSED, "Ingen har beslutat om den ska genomföras."),
        (RemedyState.DECIDED, "Den är beslutad men har inte börjat."),
        (RemedyState.ONGOING, "Ingen har sagt om den är genomförd."),
        (RemedyState.DONE, "Effekten är inte redovisad."),
    ],
)
def test_what_is_asked_for_is_told_to_every_reader(place: Place, state: RemedyState, words: str) -> None:
    effect = AUTUMN if state != RemedyState.DONE else date(2018, 9, 1)
    row = at(place, state, deadline=date(2018, 8, 31), effect_on=effect)
    Remedy.objects.all().hand_over(clock.now())
    assert words in place.page("member", f"atgarder/{row.pk}/")[1]


def test_the_red_line_leads_down_to_it_by_goal_and_deviation(place: Place) -> None:
    row = place.remedy(deviation=place.deviation())
    html = place.page("head", f"atgarder/{row.pk}/")[1]
    line = html[html.index('class="thread"') : html.index("<main")]
    places = [line.index(f"/led/{place.goal.item.key}/"), line.index("/avvikelser/"), line.index('aria-current="page"')]
    assert places == sorted(places)


def test_script_in_every_text_comes_out_as_text(place: Place) -> None:
    texts = dict.fromkeys(("what", "effect_text", "for_operations", "for_economy"), SCRIPT)
    row = at(place, RemedyState.DONE, **texts)
    record_effect(place.actor(place.head), row, text=SCRIPT)
    for path in (
        "atgarder/?lage=alla",
        f"atgarder/{row.pk}/",
        f"atgarder/{row.pk}/andra/",
        f"led/{place.goal.item.key}/",
    ):
        html = place.page("head", path)[1]
        assert SCRIPT not in html and "&lt;script&gt;" in html


ROWS = {
    "Föreslagen": (RemedyState.PROPOSED, AUTUMN, None),
    "Sen": (RemedyState.ONGOING, date(2018, 8, 31), AUTUMN),
    "Väntar": (RemedyState.DONE, date(2018, 8, 31), None),
    "Beslutad": (RemedyState.DECIDED, AUTUMN, None),
    "Klar": (RemedyState.DONE, date(2018, 8, 31), AUTUMN),
    "Känd": (RemedyState.KNOWN, date(2018, 8, 31), None),
    "Stängd": (RemedyState.CLOSED, date(2018, 8, 31), None),
}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ["Sen", "Väntar", "Klar", "Föreslagen", "Beslutad"]),
        ("?lage=sena", ["Sen"]),
        ("?lage=effekt", ["Väntar"]),
        ("?lage=foreslagna", ["Föreslagen"]),
        ("?lage=beslutade", ["Beslutad"]),
        ("?lage=pagar", ["Sen"]),
        ("?lage=genomforda", ["Väntar", "Klar"]),
        ("?lage=kanda", ["Känd"]),
        ("?lage=avslutade", ["Stängd"]),
        ("?lage=finns-inte", ["Sen", "Väntar", "Klar", "Föreslagen", "Beslutad"]),
        ("?lage=alla&organ=bun&sort=what", ["Beslutad", "Föreslagen", "Klar", "Känd", "Sen", "Stängd", "Väntar"]),
        ("?lage=alla&organ=sn", []),
        ("?q=sen", ["Sen"]),
    ],
)
def test_the_list_is_narrowed_and_sorted_what_is_late_first(place: Place, asked: str, shown: list[str]) -> None:
    for what, (state, deadline, effect_on) in ROWS.items():
        at(place, state, what=what, deadline=deadline, effect_on=effect_on)
    html = place.page("head", f"atgarder/{asked}")[1]
    rows = html[html.index("<tbody") : html.index("</tbody>")]
    assert (
        sorted((what for what in ROWS if f">{what}</a>" in rows), key=lambda what: rows.index(f">{what}</a>")) == shown
    )


def test_the_sentence_speaks_of_the_board_that_is_chosen(place: Place) -> None:
    place.remedy()
    place.remedy("stranger", unit=place.home_care, what="Deras", item=None, line="drift", year=2018)
    assert "2 åtgärder följs, ingen är sen." in place.page("controller", "atgarder/")[1]
    html = place.page("controller", "atgarder/?organ=sn")[1]
    assert "En åtgärd följs, ingen är sen." in html and "Socialnämnden" in html


def test_the_file_holds_all_that_is_known_of_each(place: Place) -> None:
    place.remedy(
        cost=Decimal(120_000), for_operations="Nytt schema.", for_economy="Ryms.", effect_text="Fler läser.",
        effect_indicator=place.reading, effect_value=Decimal(75),
    )  # fmt: skip
    answered = place.client("head").get("/perstorp/atgarder/?format=csv")
    told = answered.content.decode("utf-8-sig")
    assert answered["Content-Disposition"] == 'attachment; filename="atgarder.csv"'
    for words in ("Nytt schema.", "Ryms.", "Fler läser.", "120000,00", "Parkskolan", "2018-10-31", "Alla läser"):
        assert words in told
    assert place.client("head").get("/perstorp/atgarder/?format=xlsx").content[:2] == b"PK"


@pytest.mark.parametrize(("who", "may"), [("head", True), ("member", False)])
def test_an_empty_list_teaches_what_belongs_there(place: Place, who: str, may: bool) -> None:
    html = place.page(who, "atgarder/")[1]
    assert "Inga åtgärder än" in html and "redovisar effekten när dagen kommer" in html
    assert ("/atgarder/ny/" in html) is may


def test_who_may_not_decide_is_not_asked_for_the_state(place: Place) -> None:
    with_state = RemedyForm(place.actor(place.head), QueryDict(""), may_decide=True)
    without = RemedyForm(place.actor(place.head), QueryDict(""))
    assert "state" in with_state.fields and "state" not in without.fields
