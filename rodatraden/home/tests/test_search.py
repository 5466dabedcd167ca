"""Search: what is found, in which order of groups, and what is never found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from rodatraden.decisions.models import GoverningDocument
from rodatraden.decisions.services import correct_decision
from rodatraden.home import search as searching
from rodatraden.home.search import Answer, Group, Hit, passage, search
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.services import save_indicator
from rodatraden.lib.text import say
from rodatraden.organisation.access import NOBODY
from rodatraden.organisation.models import Person, Unit, UnitKind
from rodatraden.steering.tests.steered import steer_by
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import answer, change_draft
from rodatraden.thread.tests.cast import MODEL, Town


@pytest.fixture(autouse=True)
def plain_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses that need no page: what is found is tried here, not where it leads."""
    monkeypatch.setattr(searching, "here", lambda name, *args: "/".join((name, *map(str, args))))


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    return made_once(with_safety)


def with_safety() -> Town:
    made = Town()
    made.decided("Ökad trygghet i Åsbo", "fullmaktigemal", made.council, text="Alla ska våga gå ut på kvällen.")
    Indicator.objects.create(key="trygg", name="Upplevd TRYGGHET", owner=made.council, unit_of_measure="index")
    return made


def titles(answer: Answer) -> list[str]:
    return [hit.title for group in answer.groups for hit in group.hits]


@pytest.mark.parametrize(
    "query", ["trygghet", "TRYGGHET", "Ökad", "öKAD", "åsbo", "ÅSBO trygghet", "o\u0308kad", "kvällen"]
)
def test_words_are_found_whatever_their_case_with_swedish_letters(town: Town, query: str) -> None:
    assert "Ökad trygghet i Åsbo" in titles(search(town.operator, query))


@pytest.mark.parametrize("query", ["okad", "asbo", "äsbo", "trygghet sol"])
def test_a_and_o_are_not_a_with_ring_and_o_with_dots_and_every_word_counts(town: Town, query: str) -> None:
    assert titles(search(town.operator, query)) == []


def test_hits_are_grouped_and_every_sort_of_thing_is_found(town: Town) -> None:
    found = {str(group.title): [hit.title for hit in group.hits] for group in search(town.operator, "trygg").groups}
    assert found == {"I tråden": ["Ökad trygghet i Åsbo"], "Indikatorer": ["Upplevd TRYGGHET"]}
    assert titles(search(town.operator, "parkskolan")) == ["Parkskolan"]
    assert titles(search(town.operator, "beslut 77")) == ["Beslut 77"]


def test_a_person_is_found_with_the_roles_of_today(town: Town) -> None:
    (group,) = search(town.operator, "rektor").groups
    (hit,) = group.hits
    assert (hit.title, hit.kind) == ("Rektor", "enhetschef, Parkskolan")
    assert hit.url == f"organisation:person/{Person.objects.get(name='Rektor').pk}"


@pytest.mark.parametrize("query", ["NÖJD-kund-index", "ÅRLIGEN", "enkät åsbo", "Brås register", "upplevd", "trygg"])
def test_an_indicator_is_found_by_its_names_definition_method_and_source(town: Town, query: str) -> None:
    row = Indicator.objects.get()
    told = {"printed_name": "Nöjd-Kund-Index", "definition": "Frågas årligen", "source": "Brås register"}
    save_indicator(town.operator, row, row.edit, **told, method="Enkät i Åsbo", gender_reason="Frågas inte.")
    assert "Upplevd TRYGGHET" in titles(search(town.operator, query))


def test_an_indicator_tells_where_the_words_stand(town: Town) -> None:
    row = Indicator.objects.get()
    save_indicator(town.operator, row, row.edit, definition="Andel som är trygga ute efter mörkrets inbrott.")
    ((hit,),) = (group.hits for group in search(town.operator, "mörkrets").groups)
    assert hit.about == "Andel som är trygga ute efter mörkrets inbrott."


def test_an_item_is_found_by_its_comment_and_its_answers(town: Town) -> None:
    draft = town.draft("Vuxna på skolgården", "strategi", comment="Efter dialog med ELEVRÅDEN")
    answer(town.operator, draft, "vad", "Rastvärdar på Ängsskolan")
    assert titles(search(town.operator, "elevråden")) == ["Vuxna på skolgården"]
    ((hit,),) = (group.hits for group in search(town.operator, "ÄNGSSKOLAN rastvärdar").groups)
    assert (hit.title, hit.about) == ("Vuxna på skolgården", "Rastvärdar på Ängsskolan")
    answer(town.operator, draft, "vad", "Något annat")
    change_draft(town.operator, draft, ItemVersion.objects.get(pk=draft.pk).edit, comment="")
    assert titles(search(town.operator, "ängsskolan")) == []
    assert titles(search(town.operator, "elevråden")) == []


def test_an_answer_of_a_draft_of_another_authority_is_never_found(town: Town) -> None:
    draft = town.draft("Vuxna på skolgården", "strategi")
    answer(town.operator, draft, "vad", "Rastvärdar")
    assert titles(search(town.actor(town.member), "rastvärdar")) == []


@pytest.mark.parametrize("query", ["77", "§ 77", "§77", "ks 2017/91", "kommunfullmäktige 77", "Beslut"])
def test_a_decision_is_found_by_its_paragraph_reference_number_and_body(town: Town, query: str) -> None:
    correct_decision(town.operator, town.meeting, title="Beslut 77", paragraph="77", reference="KS 2017/91")
    assert "Beslut 77" in titles(search(town.operator, query))


def test_the_latest_governing_documents_come_first_and_those_without_a_day_last(town: Town) -> None:
    for title, day in (("Policy utan dag", None), ("Policy 2016", date(2016, 1, 1)), ("Policy 2018", date(2018, 1, 1))):
        GoverningDocument.objects.create(key=title[-4:].strip(), kind="policy", title=title, valid_from=day)
    assert titles(search(town.operator, "policy")) == ["Policy 2018", "Policy 2016", "Policy utan dag"]


def test_a_governing_document_is_found_by_its_wording_and_by_what_its_file_says(town: Town) -> None:
    document = GoverningDocument.objects.create(
        key="policy", kind="policy", title="Inköpspolicy", text="Köp det som håller länge.", file_text="Återbruk först."
    )
    for query, about in (
        ("inköpspolicy", ""),
        ("håller", "Köp det som håller länge."),
        ("ÅTERBRUK", "Återbruk först."),
    ):
        (group,) = search(town.operator, query).groups
        (hit,) = group.hits
        assert (str(group.title), hit.title, hit.kind, hit.about) == ("Styrdokument", document.title, "policy", about)


def test_a_paragraph_sign_alone_finds_no_decision(town: Town) -> None:
    assert titles(search(town.operator, "§")) == []


def test_the_words_of_the_model_are_found(town: Town) -> None:
    steer_by(MODEL + '\n[[glossary]]\nword = "Röd tråd"\nmeaning = "Att allt hänger ihop från vision till åtgärd."\n')
    (group,) = search(town.operator, "hänger ihop").groups
    assert [(hit.title, hit.url, hit.about) for hit in group.hits] == [
        ("Röd tråd", "home:model#ordlista", "Att allt hänger ihop från vision till åtgärd.")
    ]
    found = {hit.title: hit.kind for group in search(town.operator, "nämnd").groups for hit in group.hits}
    assert (found["nämndmål"], found["nämndsekreterare"]) == ("nivå i tråden", "roll")


def test_an_item_is_found_once_though_it_is_both_decided_and_drafted(town: Town) -> None:
    item = town.decided("Skolan är öppen", unit=town.board).item
    draft = ItemVersion.objects.filter(item=item).get()
    assert draft.state == "decided"
    ItemVersion.objects.create(item=item, level="namndmal", title="Skolan är öppen för alla", unit=town.board)
    assert len(titles(search(town.operator, "skolan är öppen"))) == 1


def test_a_draft_of_another_authority_is_never_found(town: Town) -> None:
    town.draft("Hemligt förslag om skolan", unit=town.board)
    assert titles(search(town.actor(town.secretary), "hemligt")) == ["Hemligt förslag om skolan"]
    assert titles(search(town.actor(town.member), "hemligt")) == []
    assert titles(search(town.actor(town.auditor), "hemligt")) == []


def test_what_is_personal_is_found_by_its_manager_alone(town: Town) -> None:
    town.decided("Mitt eget mål", "eget", town.school)
    assert titles(search(town.actor(town.head), "mitt eget")) == ["Mitt eget mål"]
    assert titles(search(town.actor(town.secretary), "mitt eget")) == []


def test_a_stranger_finds_nothing_in_the_thread(town: Town) -> None:
    assert not any(str(group.title) == "I tråden" for group in search(NOBODY, "trygghet").groups)


def test_what_has_ended_is_not_found_in_the_thread(town: Town) -> None:
    version = town.decided("Gammalt mål", "fullmaktigemal", town.council)
    type(version).objects.filter(pk=version.pk).update(valid_to=date(2018, 6, 30))
    assert titles(search(town.operator, "gammalt")) == []


def test_other_municipalities_are_never_searched(town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        Unit.objects.create(key="h", name="Hallsbergs trygghetsnämnd", kind="board")
    assert titles(search(town.operator, "trygghetsnämnd")) == []
    with scope(hallsberg):
        assert titles(search(town.operator, "trygghet")) == ["Hallsbergs trygghetsnämnd"]


def test_a_changed_text_is_found_by_its_new_words(town: Town) -> None:
    draft = town.draft("Förslag", unit=town.board, text="Gamla ord")
    change_draft(town.operator, draft, draft.edit, text="Nya äpplen")
    assert titles(search(town.operator, "ÄPPLEN")) == ["Förslag"]
    assert titles(search(town.operator, "gamla ord")) == []


def test_the_number_of_queries_does_not_grow_with_what_is_found(
    town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actor = town.operator
    for number in range(30):
        town.unit(f"trygg-{number}", f"Trygghetsenhet {number}", UnitKind.UNIT, town.board)
    with django_assert_max_num_queries(10):
        assert len(titles(search(actor, "trygg"))) >= 30


def test_more_than_one_can_look_through_is_cut_and_told(town: Town) -> None:
    Unit.objects.bulk_create(
        Unit(municipality_id=town.council.municipality_id, key=f"t-{n}", name=f"Trygghet {n}", kind="unit")
        for n in range(60)
    )
    answer = search(town.operator, "trygghet")
    group = next(group for group in answer.groups if str(group.title) == "Organisation")
    assert (len(group.hits), group.more) == (searching.MOST_IN_GROUP, True)
    assert str(answer.sentence).startswith("Minst ")


@pytest.mark.parametrize("query", ["", "   ", "\0"])
def test_nothing_asked_finds_nothing_and_says_what_can_be_sought(town: Town, query: str) -> None:
    answer = search(town.operator, query)
    assert (answer.count, str(answer.sentence)[:8]) == (0, "Sök blan")


@pytest.mark.parametrize("query", ["%", "_", "'; DROP TABLE unit; --", "\\", "x" * 5000, "qz " * 500, "😀"])
def test_odd_queries_are_only_words(town: Town, query: str) -> None:
    assert titles(search(town.operator, query)) == []


def test_the_answer_in_words() -> None:
    hit = Hit("a", "/a")
    assert str(Answer("x").sentence) == "Inget stämmer med ”x”."
    assert str(Answer("x", (Group(say("A"), (hit,)),)).sentence) == "En träff på ”x”."
    assert str(Answer("x", (Group(say("A"), (hit, hit)),)).sentence) == "2 träffar på ”x”."


def test_a_passage_shows_the_word_in_its_surroundings() -> None:
    text = "Början. " + "ord " * 100 + "här står trygghet mitt i " + "ord " * 100
    shown = passage(text, ["trygghet"])
    assert "trygghet" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 250


@given(st.text(max_size=400), st.text(min_size=1, max_size=5))
def test_a_passage_is_never_longer_than_its_text_and_a_little(text: str, word: str) -> None:
    assert len(passage(text, [word])) <= len(" ".join(text.split())) + 4
