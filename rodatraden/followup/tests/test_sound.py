"""Sound economic management as a whole (T13): proposed by the model's rule, judged by hand, shown and kept."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from rodatraden.audit.models import Entry
from rodatraden.documents.content import Block, Callout, Document, StatusLine, Table
from rodatraden.followup.contents import documents_of
from rodatraden.followup.models import OverallAssessment, ReportedStatus
from rodatraden.followup.services import assess_overall
from rodatraden.followup.sound import Overall, overall
from rodatraden.followup.tests.cast import ReportTown, reporting_model
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality, User
from rodatraden.tests.kept import made_once
from rodatraden.thread.models import ItemVersion

pytestmark = pytest.mark.django_db
WHOLE = "/perstorp/rapporter/halvar/2018-06-30/kf/"
SOUND = '\n[economy.sound]\nby_item = true\nassessed_in = ["halvar"]\n'
VALUES = ("gron", "gul", "rod")
SCRIPT = "<script>alert('x')</script>"


def town_of(sound: str) -> ReportTown:
    """The town with a rule for the whole; in it a financial goal that is met, and an operational one that is not."""
    town = ReportTown(reporting_model() + sound)
    for title, outcome, kind in (("Starkt resultat", "80", "financial"), ("Nöjda invånare", "20", "operational")):
        indicator = town.indicator(kind)
        town.outcome(indicator, "2018", outcome)
        town.target(indicator, "2018", "70")
        town.measured(title, indicator, level="fullmaktigemal", unit=town.council, sound_economy=kind)
    return town


def usual_town() -> ReportTown:
    return town_of(f'{SOUND}status = "mal"\n')


@pytest.fixture
def town(perstorp: Municipality) -> ReportTown:
    return made_once(usual_town)


def whole(town: ReportTown) -> Overall:
    round = town.round()
    found = overall(round, round.slots[town.council.pk], town.thread())
    assert found is not None
    return found


def judge(town: ReportTown, value: str = "gul", reason: str = "Resultatet väger tyngst.") -> OverallAssessment:
    actor = town.actor(town.leader)
    return assess_overall(actor, town.address(town.council), town.executive, value, reason, allowed=VALUES)


def document(town: ReportTown) -> Document:
    round = town.round()
    ((_slot, made),) = documents_of(town.operator, round, [round.slots[town.council.pk]])
    return made


def lines(parts: tuple[Block, ...]) -> list[StatusLine]:
    return [part for part in parts if isinstance(part, StatusLine)]


def test_the_rule_proposes_from_the_marked_goals_and_says_why(town: ReportTown) -> None:
    town.measured("Trygga skolvägar", town.indicator("vag"))
    found = whole(town)
    groups = {goal.node.title: goal.group.value for goal in found.goals}
    assert groups == {"Starkt resultat": "financial", "Nöjda invånare": "operational"}
    assert found.proposal.value_key == "rod"
    assert str(found.judgement.reason) == "Bedöms inte uppfyllas: sämst är ”Nöjda invånare”"
    assert not found.needs_judgement


def test_the_word_stands_once_beside_its_reason(town: ReportTown) -> None:
    client = Client()
    client.force_login(town.leader)
    for path in (WHOLE, "/perstorp/rapporter/halvar/2018-06-30/"):
        shown = client.get(path).content.decode().partition('id="hushallning"')[2].partition("</section>")[0]
        assert '<span class="note">sämst är ' in shown and "uppfyllas: sämst" not in shown
    judge(town)
    shown = client.get(WHOLE).content.decode()
    assert '<span class="note">Resultatet väger tyngst.' in shown


def test_without_a_rule_a_person_judges_on_the_models_scale(perstorp: Municipality) -> None:
    found = whole(town_of(SOUND))
    assert found.needs_judgement and "bedöm för hand" in str(found.proposal.reason)
    assert [key for key, _mark in found.choices] == list(VALUES)


def test_without_a_marked_goal_there_is_nothing_to_propose_from(town: ReportTown) -> None:
    ItemVersion.objects.update(sound_economy="neither")
    found = whole(town)
    assert str(found.proposal.reason) == "Inget mål är märkt för god ekonomisk hushållning"
    assert found.goals == [] and found.needs_judgement


def test_goals_count_by_their_level_where_the_model_says_so(perstorp: Municipality) -> None:
    named = '\n[economy.sound]\nfinancial = ["fullmaktigemal"]\noperational = ["namndmal"]\nstatus = "mal"\n'
    town = town_of(named)
    ItemVersion.objects.update(sound_economy="neither")
    town.measured("Trygga skolvägar", town.indicator("vag"))
    assert [goal.group for goal in whole(town).goals] == ["financial", "financial", "operational"]


def test_only_the_report_of_the_whole_assesses_it(town: ReportTown) -> None:
    round = town.round()
    assert overall(round, round.slots[town.board.pk], town.thread()) is None


def test_a_hand_that_differs_counts_and_is_told_beside_the_proposal(town: ReportTown) -> None:
    judge(town)
    found = whole(town)
    assert (found.judgement.value_key, found.is_otherwise) == ("gul", True)
    assert str(found.hand_told) == "Bedömt av Kommunstyrelsen; regelns förslag: bedöms inte uppfyllas"
    assert str(found.judgement.reason) == "Resultatet väger tyngst."
    assert Entry.objects.filter(verb="bedömde god ekonomisk hushållning").count() == 1


def test_a_later_hand_takes_its_place_and_both_are_kept(town: ReportTown) -> None:
    judge(town)
    judge(town, "gron", "Bokslutet är bättre.")
    assert whole(town).judgement.value_key == "gron"
    assert OverallAssessment.objects.count() == 2


@pytest.mark.parametrize(("value", "reason"), [("gul", " "), ("lila", "Därför."), ("ejmatt", "Därför.")])
def test_it_needs_a_reason_and_a_value_of_the_scale(town: ReportTown, value: str, reason: str) -> None:
    with pytest.raises(Refused):
        judge(town, value, reason)
    assert not OverallAssessment.objects.exists()


@pytest.mark.parametrize("who", ["head", "chair", "secretary", "auditor", "member"])
def test_nobody_but_the_executive_board_judges_it(town: ReportTown, who: str) -> None:
    user: User = getattr(town, who)
    with pytest.raises(PermissionDenied):
        assess_overall(town.actor(user), town.address(town.council), town.executive, "gul", "Därför.", allowed=VALUES)
    assert _post(town, who, {"value": "gul", "reason": "Därför."}) in (404, 422)
    assert not OverallAssessment.objects.exists()


def _post(town: ReportTown, who: str, sent: dict[str, str]) -> int:
    client = Client()
    client.force_login(getattr(town, who))
    return client.post(f"{WHOLE}god-ekonomisk-hushallning/", sent).status_code


def page(town: ReportTown, who: str, path: str = WHOLE) -> str:
    client = Client()
    client.force_login(getattr(town, who))
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_judged_on_the_page(town: ReportTown) -> None:
    assert "Bedöms kommunen få god ekonomisk hushållning?" in page(town, "leader")
    assert _post(town, "leader", {"value": "gul", "reason": ""}) == 422
    assert _post(town, "leader", {"value": "gul", "reason": SCRIPT}) == 302
    html = page(town, "leader")
    assert SCRIPT not in html and "&lt;script&gt;" in html
    assert "regelns förslag: bedöms inte uppfyllas" in html


def test_agreeing_with_the_rule_needs_no_words(town: ReportTown) -> None:
    assert _post(town, "leader", {"value": "rod", "reason": ""}) == 302
    assert not OverallAssessment.objects.exists()
    judge(town)
    assert _post(town, "leader", {"value": "rod", "reason": ""}) == 302
    assert OverallAssessment.objects.get(superseded_at=None).reason == "Följer regelns förslag."


def test_a_report_that_does_not_assess_it_has_no_such_address(town: ReportTown) -> None:
    client = Client()
    client.force_login(town.chair)
    address = "/perstorp/rapporter/halvar/2018-06-30/bun/god-ekonomisk-hushallning/"
    assert client.post(address, {"value": "gul", "reason": "Därför."}).status_code == 404


def test_it_is_handed_in_with_the_report_and_stands_first_in_the_document(town: ReportTown) -> None:
    judge(town)
    town.submit(town.council)
    kept = ReportedStatus.objects.get(item=None)
    assert (kept.value, kept.tone, kept.proposal, kept.judged_by) == ("gul", "partly", "rod", "Kommunstyrelsen")
    made = document(town)
    first, again = lines(made.parts)
    assert (first.label, first.status.word) == ("God ekonomisk hushållning", "Bedöms uppfyllas delvis")
    assert again.label == "Samlad bedömning" and "regelns förslag: bedöms inte uppfyllas" in again.text
    captions = [part.caption for part in made.parts if isinstance(part, Table)]
    assert {"Mål för god ekonomisk hushållning", "Bedömningar som avviker från regelns förslag"} <= set(captions)


def test_what_has_changed_since_last_time_is_told(town: ReportTown) -> None:
    former = town.submit(town.council)
    former.period_end = former.period_end.replace(year=2017)
    former.save(update_fields=["period_end"])
    judge(town)
    changed = [part for part in document(town).parts if isinstance(part, Callout) and part.kind == "note"]
    told = "God ekonomisk hushållning: förut Bedöms inte uppfyllas, nu Bedöms uppfyllas delvis"
    assert told in changed[0].items


@pytest.mark.parametrize("who", ["controller", "auditor", "leader", "head"])
def test_it_climbs_to_the_matrix_of_the_whole_municipality(town: ReportTown, who: str) -> None:
    matrix = page(town, who, "/perstorp/rapporter/halvar/2018-06-30/?under=kf")
    assert "God ekonomisk hushållning" in matrix and "sämst är ”Nöjda invånare”" in matrix
    board = page(town, who, "/perstorp/rapporter/halvar/2018-06-30/?under=bun")
    assert "God ekonomisk hushållning" not in board
