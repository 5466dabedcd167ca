"""What deviations and remedies add to pages of lower floors, to the log, the search, and to what waits for somebody."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rodatraden.decisions.models import Decision
from rodatraden.home.model_rows import by_role, mappings
from rodatraden.home.search import search
from rodatraden.remedies.mine import waiting_for
from rodatraden.remedies.models import Deviation, Remedy, RemedyState
from rodatraden.remedies.services import close_deviation
from rodatraden.remedies.tests.place import AUTUMN, Place
from rodatraden.steering.load import parse
from rodatraden.thread.tests.cast import MODEL

LATE = date(2018, 8, 31)


def section(html: str) -> str:
    """The panel in a page, or nothing."""
    start = html.find('id="atgarder"')
    return html[start : html.index("</section>", start)] if start >= 0 else ""


def test_the_page_of_an_item_shows_what_deviates_and_what_is_done(place: Place) -> None:
    row = place.deviation()
    place.remedy(deviation=row, what="Mot avvikelsen")
    place.remedy(what="Mot målet", effect_text="Fler läser.")
    shown = section(place.page("head", f"led/{place.goal.item.key}/")[1])
    for words in ("Färre läser", "Mot avvikelsen", "Mot målet", "Fler läser.", f"?led={place.goal.item.key}"):
        assert words in shown
    close_deviation(place.actor(place.head), row, "Löst.")
    shown = section(place.page("head", f"led/{place.goal.item.key}/")[1])
    assert "Färre läser" not in shown and "Mot avvikelsen" in shown


def test_the_page_of_an_item_teaches_who_may_write_and_is_silent_to_others(place: Place) -> None:
    assert "Ingen avvikelse är rapporterad" in section(place.page("head", f"led/{place.goal.item.key}/")[1])
    assert section(place.page("member", f"led/{place.goal.item.key}/")[1]) == ""
    place.remedy()
    assert section(place.page("member", f"led/{place.goal.item.key}/")[1]) == "", "within its authority"


def test_an_employees_own_goal_has_no_such_panel(place: Place) -> None:
    own = place.decided("Mitt eget", "eget", place.school)
    assert section(place.page("head", f"led/{own.item.key}/")[1]) == ""


def test_the_page_of_an_indicator_shows_what_is_to_show_on_it(place: Place) -> None:
    assert section(place.page("head", "indikatorer/lasning/")[1]) == ""
    place.remedy(effect_indicator=place.reading, effect_value=Decimal(75))
    assert "Läs varje dag" in section(place.page("head", "indikatorer/lasning/")[1])


def test_the_page_of_a_decision_shows_the_remedies_that_it_decided(place: Place) -> None:
    row = place.remedy(decision=place.board_meeting)
    html = place.page("head", f"beslut/{place.board_meeting.key}/")[1]
    assert "Beslutade åtgärder" in html and row.what in html
    assert Decision.objects.get(pk=place.board_meeting.pk).remedies.count() == 1


def test_the_log_names_only_what_its_reader_may_see(place: Place) -> None:
    place.deviation(what="Bara vårt")
    place.deviation(what="Väsentlig för alla", material=True)
    place.remedy(what="Vår åtgärd")
    auditor, controller = (place.page(who, "organisation/logg/")[1] for who in ("auditor", "controller"))
    assert "Väsentlig för alla" in auditor and "Bara vårt" not in auditor and "Vår åtgärd" not in auditor
    assert "Bara vårt" in controller and "Vår åtgärd" in controller
    assert "rapporterade avvikelse" in auditor and "Avvikelse" in auditor


def test_the_search_finds_what_its_reader_may_see(place: Place) -> None:
    place.deviation(what="Läsningen sjunker", analysis="Två lärare slutade i juni.")
    place.remedy(what="Läs varje dag", for_operations="Nytt schema för lärare.")

    def found(who: str, query: str) -> list[str]:
        return [hit.title for group in search(place.actor(place.everybody[who]), query).groups for hit in group.hits]

    assert found("head", "lärare") == ["Läsningen sjunker", "Läs varje dag"]
    assert found("head", "schema") == ["Läs varje dag"]
    assert found("stranger", "lärare") == []


# What waits for somebody


def waits(place: Place, who: str) -> list[tuple[str, str]]:
    return [(row.remedy.what, str(asked)) for row, asked in waiting_for(place.actor(place.everybody[who])).remedies]


def at(place: Place, state: RemedyState, what: str, **fields: Any) -> None:
    row = place.remedy(what=what, **fields)
    Remedy.objects.filter(pk=row.pk).update(state=state)


def test_a_head_is_asked_to_decide_to_finish_and_to_tell_the_effect(place: Place) -> None:
    at(place, RemedyState.PROPOSED, "Föreslagen")
    at(place, RemedyState.ONGOING, "Sen", deadline=LATE)
    at(place, RemedyState.DONE, "Väntar", deadline=LATE)
    at(place, RemedyState.ONGOING, "Går som den ska", deadline=AUTUMN)
    at(place, RemedyState.KNOWN, "Känd", deadline=LATE)
    assert set(waits(place, "head")) == {
        ("Föreslagen", "Besluta om den ska genomföras"),
        ("Sen", "Säg om den är genomförd"),
        ("Väntar", "Redovisa effekten"),
    }


def test_nobody_further_up_or_beside_is_asked_what_a_unit_does_itself(place: Place) -> None:
    at(place, RemedyState.DONE, "Väntar", deadline=LATE)
    for who in ("controller", "secretary", "member", "auditor", "stranger"):
        assert waits(place, who) == []


def test_the_responsible_role_is_asked_but_not_to_decide(place: Place) -> None:
    told = {"responsible_unit": place.executive, "responsible_kind": "ledamot", "deadline": LATE}
    at(place, RemedyState.PROPOSED, "Föreslagen", **told)
    at(place, RemedyState.DONE, "Väntar", **told)
    assert waits(place, "member") == [("Väntar", "Redovisa effekten")]


def test_a_material_deviation_is_on_the_executive_boards_page_until_it_is_closed(place: Place) -> None:
    row = place.deviation(material=True)
    place.deviation(what="Inte väsentlig")
    member = place.actor(place.member)
    assert [each.deviation.what for each in waiting_for(member).material] == ["Färre läser"]
    html = place.page("member", "")[1]
    assert "Väsentlig avvikelse" in html and f"/avvikelser/{row.pk}/" in html
    assert waiting_for(place.actor(place.stranger)).material == []
    close_deviation(place.actor(place.head), row, "Löst.")
    assert not waiting_for(member)


def test_the_overview_begins_with_what_waits(place: Place) -> None:
    at(place, RemedyState.DONE, "Väntar på svar", deadline=LATE)
    html = place.page("head", "")[1]
    assert "Väntar på svar" in html and "Redovisa effekten" in html


# The model's keys


def test_a_role_that_a_remedy_names_cannot_go_from_the_model_unmapped(place: Place) -> None:
    place.remedy(responsible_kind="ledamot")
    before = by_role()["ledamot"]
    Remedy.objects.update(state=RemedyState.CLOSED)
    assert by_role()["ledamot"] == before - 1
    renamed = parse(MODEL.replace('key = "ledamot"', 'key = "fortroendevald"\nwas = "ledamot"'))
    for mapping in mappings(renamed):
        mapping.rows.update(**{mapping.field: mapping.key})
    assert Remedy.objects.get().responsible_kind == "fortroendevald"


@pytest.mark.parametrize("kind", [Deviation, Remedy])
def test_a_row_says_what_it_is_and_who_answers_for_it(place: Place, kind: type) -> None:
    row = place.deviation() if kind is Deviation else place.remedy()
    assert str(row) == row.what and row.answering_unit() == place.school.pk
    assert row.is_visible_to(place.actor(place.head)) and not row.is_visible_to(place.actor(place.stranger))
