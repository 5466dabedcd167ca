"""The pages of deviations, tried by the whole cast."""

from decimal import Decimal

import pytest
from django.test import Client

from rodatraden.remedies.models import Deviation
from rodatraden.remedies.services import change_deviation
from rodatraden.remedies.tests.place import Place
from rodatraden.steering.tests.steered import steer_by
from rodatraden.tenancy.models import Municipality, User
from rodatraden.tests.markup import read_page
from rodatraden.thread.tests.cast import MODEL

SCRIPT = "<script>alert('x')</script>"
WRITERS = {"controller", "secretary", "head"}
EVERYBODY = ("controller", "secretary", "head", "member", "auditor", "stranger")


def posted(place: Place, who: str, path: str, **fields: object) -> tuple[int, str]:
    answered = place.client(who).post(f"/perstorp/{path}", fields)
    return answered.status_code, answered.content.decode()


def form(place: Place, **fields: object) -> dict[str, object]:
    return {"what": "Färre läser", "period": "2018", "unit": place.school.pk, **fields}


@pytest.mark.parametrize("who", EVERYBODY)
def test_one_that_has_not_been_handed_over_is_read_within_its_authority(place: Place, who: str) -> None:
    row = place.deviation(analysis="Två slutade.")
    status, html = place.page(who, f"avvikelser/{row.pk}/")
    assert status == (200 if who in WRITERS else 404)
    assert ("Två slutade." in html) is (who in WRITERS)
    listed = place.page(who, "avvikelser/")
    assert listed[0] == 200 and ("Färre läser" in listed[1]) is (who in WRITERS)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_material_one_is_read_by_everybody_and_changed_by_its_own(place: Place, who: str) -> None:
    row = place.deviation(material=True, amount=Decimal(-3_200_000))
    status, html = place.page(who, f"avvikelser/{row.pk}/")
    assert status == 200
    assert "Väsentlig" in html and "Ramen överskrids med 3\xa0200 tkr." in html
    assert "Lämnad till kommunstyrelsen 2018-09-10" in html
    for step in ("andra", "avsluta"):
        assert place.page(who, f"avvikelser/{row.pk}/{step}/")[0] == (200 if who in WRITERS else 403)
        assert (f"/{step}/" in html) is (who in WRITERS)


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_form_is_for_who_writes_for_some_unit(place: Place, who: str) -> None:
    may = who in WRITERS | {"stranger"}
    assert place.page(who, "avvikelser/ny/")[0] == (200 if may else 403)
    assert ("Rapportera en avvikelse" in place.page(who, "avvikelser/")[1]) is may


def test_who_is_not_signed_in_or_of_another_place_learns_nothing(place: Place, hallsberg: Municipality) -> None:
    row = place.deviation(material=True)
    assert Client().get(f"/perstorp/avvikelser/{row.pk}/").status_code == 302
    foreign = Client()
    foreign.force_login(User.objects.create(username="nagon-annan"))
    assert foreign.get(f"/perstorp/avvikelser/{row.pk}/").status_code == 404


def test_a_deviation_is_reported_and_leads_to_its_remedies(place: Place) -> None:
    fields = form(
        place, analysis="Två slutade.", amount="−1 500,5", item=place.goal.item_id, indicator=place.reading.pk
    )
    answered = place.client("head").post("/perstorp/avvikelser/ny/", fields, follow=True)
    row = Deviation.objects.get()
    assert (row.amount, row.item, row.indicator, row.material) == (
        Decimal(-1_500_500),
        place.goal.item,
        place.reading,
        False,
    )
    html = answered.content.decode()
    assert "Avvikelsen är rapporterad." in html and f"?avvikelse={row.pk}" in html
    assert "Alla läser" in html and "Ingen åtgärd än." in html and "−1\xa0501 tkr" in html


def test_what_was_typed_stands_when_something_is_wrong(place: Place) -> None:
    status, html = posted(place, "head", "avvikelser/ny/", **form(place, what="", analysis="Kvar", amount="mycket"))
    assert status == 422 and not Deviation.objects.exists()
    assert "Kvar" in html and 'value="mycket"' in html and "är inte ett tal" in html


def test_an_amount_that_may_be_typed_in_kronor_is_asked_about_and_not_refused(place: Place) -> None:
    fields = form(place, amount="-3200000")
    status, html = posted(place, "head", "avvikelser/ny/", **fields)
    assert status == 422 and "3\xa0200 miljoner kronor. Stämmer det?" in html
    assert posted(place, "head", "avvikelser/ny/", **fields, sure="on")[0] == 302
    assert Deviation.objects.get().amount == Decimal(-3_200_000_000)


def test_pressed_twice_it_is_reported_once(place: Place) -> None:
    found = [posted(place, "head", "avvikelser/ny/", **form(place))[0] for _ in range(2)]
    assert found == [302, 422] and Deviation.objects.count() == 1


def test_from_a_goal_the_goal_and_its_only_indicator_are_chosen(place: Place) -> None:
    page = read_page(place.page("controller", f"avvikelser/ny/?led={place.goal.item.key}")[1])
    (found,) = [each for each in page.forms if "analysis" in each.filled()]
    filled = found.filled()
    assert filled["item"] == str(place.goal.item_id) and filled["indicator"] == str(place.reading.pk)
    assert filled["unit"] == str(place.board.pk), "the unit that owns the goal"


def test_a_goal_that_nobody_has_decided_or_that_is_personal_is_not_offered(place: Place) -> None:
    draft, own = place.draft("Utkast"), place.decided("Mitt eget", "eget", place.school)
    for version in (draft, own):
        html = place.page("head", f"avvikelser/ny/?led={version.item.key}")[1]
        assert f'value="{version.item_id}"' not in html and version.title not in html


def test_only_what_lies_near_is_offered(place: Place) -> None:
    far = place.decided("Deras mål", unit=place.other_board)
    councils = place.decided("Trygg kommun", "fullmaktigemal", place.council)
    html = place.page("head", "avvikelser/ny/")[1]
    assert "Trygg kommun" in html and "Deras mål" not in html
    assert "Deras mål" in place.page("head", f"avvikelser/ny/?led={far.item.key}")[1]
    assert councils.title in place.page("stranger", "avvikelser/ny/")[1]


def test_the_models_words_on_material_deviations_stand_first(place: Place) -> None:
    steer_by(MODEL + '\n[economy]\ndeviation = "Det väsentliga meddelas genast."\n')
    assert "Det väsentliga meddelas genast." in place.page("head", "avvikelser/ny/")[1]
    row = place.deviation(material=True)
    assert "Det väsentliga meddelas genast." in place.page("member", f"avvikelser/{row.pk}/")[1]


def test_the_second_of_two_people_sees_both_and_may_save_all_the_same(place: Place) -> None:
    row = place.deviation()
    change_deviation(place.actor(place.secretary), row, 1, analysis="Sekreterarens ord", amount=Decimal(-5000))
    fields = form(place, analysis="Rektorns ord", edit=1, amount="", item=place.goal.item_id)
    fields.pop("unit")
    status, html = posted(place, "head", f"avvikelser/{row.pk}/andra/", **fields)
    text = read_page(html).root.all_text
    assert status == 409 and "Sekreterarens ord" in text and "Rektorns ord" in text
    (again,) = [each for each in read_page(html).forms if "analysis" in each.filled()]
    assert posted(place, "head", f"avvikelser/{row.pk}/andra/", **again.filled())[0] == 302
    row.refresh_from_db()
    assert (row.analysis, row.amount) == ("Rektorns ord", None)


def test_it_is_closed_with_a_reason(place: Place) -> None:
    row = place.deviation()
    assert posted(place, "head", f"avvikelser/{row.pk}/avsluta/", reason="")[0] == 422
    assert posted(place, "head", f"avvikelser/{row.pk}/avsluta/", reason="Målet nås.")[0] == 302
    html = place.page("head", f"avvikelser/{row.pk}/")[1]
    assert "Avslutad" in html and ": Målet nås." in html
    assert "/andra/" not in html and "?avvikelse=" not in html


def test_its_history_tells_what_changed_but_not_what_was_written_before_it_was_handed_over(place: Place) -> None:
    row = place.deviation(analysis="Första utkastet")
    change_deviation(place.actor(place.head), row, 1, analysis="Andra utkastet")
    change_deviation(place.actor(place.head), row, 2, material=True)
    own, others = (place.page(who, f"avvikelser/{row.pk}/")[1] for who in ("secretary", "member"))
    assert "Första utkastet" in own and "analys: Första utkastet → Andra utkastet" in own
    assert "Första utkastet" not in others and "väsentlig: nej → ja" in others


def test_the_red_line_leads_down_to_it_by_its_goal(place: Place) -> None:
    row = place.deviation()
    html = place.page("head", f"avvikelser/{row.pk}/")[1]
    line = html[html.index('class="thread"') : html.index("<main")]
    assert f"/led/{place.goal.item.key}/" in line and 'aria-current="page"' in line and "Avvikelse" in line
    without = place.deviation(what="Utan mål", item=None)
    html = place.page("head", f"avvikelser/{without.pk}/")[1]
    assert "/atgarder/" in html[html.index('class="thread"') : html.index("<main")]


def test_script_in_every_text_comes_out_as_text(place: Place) -> None:
    row = place.deviation(what=SCRIPT, analysis=SCRIPT, material=True)
    for path in (
        "avvikelser/",
        f"avvikelser/{row.pk}/",
        f"avvikelser/{row.pk}/andra/",
        f"atgarder/ny/?avvikelse={row.pk}",
    ):
        html = place.page("head", path)[1]
        assert SCRIPT not in html and "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"Vår", "Väsentlig för alla"}),
        ("?slag=vasentliga", {"Väsentlig för alla"}),
        ("?lage=avslutade", {"Stängd"}),
        ("?lage=alla", {"Vår", "Väsentlig för alla", "Stängd"}),
        ("?organ=sn", {"Väsentlig för alla"}),
        ("?organ=bun", {"Vår"}),
        ("?organ=finns-inte", set()),
        ("?q=väsentlig", {"Väsentlig för alla"}),
    ],
)
def test_the_list_is_narrowed_by_board_sort_and_state(place: Place, asked: str, shown: set[str]) -> None:
    place.deviation(what="Vår")
    closed = place.deviation(what="Stängd")
    Deviation.objects.filter(pk=closed.pk).update(state="closed", closed_at=closed.reported_at)
    place.deviation("stranger", what="Väsentlig för alla", unit=place.home_care, item=None, material=True)
    html = place.page("controller", f"avvikelser/{asked}")[1]
    rows = html[html.index("<tbody") : html.index("</tbody>")]
    assert {what for what in ("Vår", "Väsentlig för alla", "Stängd") if what in rows} == shown


def test_the_file_holds_what_the_page_has_no_room_for(place: Place) -> None:
    place.deviation(analysis="Två slutade.", amount=Decimal(-1_500_500))
    answered = place.client("head").get("/perstorp/avvikelser/?format=csv")
    told = answered.content.decode("utf-8-sig")
    assert answered["Content-Disposition"] == 'attachment; filename="avvikelser.csv"'
    assert "Två slutade." in told and "-1500500,00" in told and "Barn- och utbildningsnämnden" in told
    assert place.client("head").get("/perstorp/avvikelser/?format=xlsx").content[:2] == b"PK"
    assert "Två slutade." not in place.client("stranger").get("/perstorp/avvikelser/?format=csv").content.decode()


@pytest.mark.parametrize(("who", "may"), [("head", True), ("member", False)])
def test_an_empty_list_teaches_what_belongs_there(place: Place, who: str, may: bool) -> None:
    html = place.page(who, "avvikelser/")[1]
    assert "Inga avvikelser än" in html and "når kommunstyrelsen genast" in html
    assert ("/avvikelser/ny/" in html) is may
