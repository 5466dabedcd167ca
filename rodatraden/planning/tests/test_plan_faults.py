"""What goes wrong with plans: clicked twice, by two, too late, in the future, by another model; nothing is lost."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from rodatraden.decisions.models import Decision
from rodatraden.planning.models import Plan, PlanText, State, StepKind
from rodatraden.planning.sentence import breaks_to_know
from rodatraden.planning.services import begin_plan, decide_plan, propose, revise_plan, write_section
from rodatraden.planning.services.deciding import Deciding
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.tests.cast import PlanTown, named, planning_model
from rodatraden.steering.tests.steered import steer_by
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.tenancy.models import User

DECIDED = {"day": "2018-09-03", "paragraph": "88", "confirmed": "on", "reference": "BUN 2018/17"}


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, *args: object) -> str:
    return reverse(f"planning:{name}", args=("perstorp", *args))


def post(user: User, name: str, *args: object, **fields: Any) -> Any:
    return client_of(user).post(address(name, *args), fields, follow=True)


def told(answer: Any) -> str:
    found: str = answer.content.decode()
    return found


def gone(town: PlanTown, plan: Plan) -> Plan:
    """The plan, when the model of today has its type no more."""
    steer_by(planning_model().replace('"namndplan"', '"annanplan"'))
    assert Plan.objects.get(pk=plan.pk).kind == "namndplan"
    return plan


def test_two_who_decide_at_once_are_one_decision(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    fields = {**DECIDED, "seen": reading_mark(plan)}
    first = post(town.secretary, "step", plan.pk, "besluta", **fields)
    second = post(town.chair, "step", plan.pk, "besluta", **{**fields, "paragraph": "89"})
    assert "Planen är beslutad." in told(first)
    assert "Planen är redan beslutad." in told(second)
    assert Decision.objects.filter(paragraph__in=("88", "89")).count() == 1
    assert plan.steps.filter(kind=StepKind.DECIDED).count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"day": "2018-09-11"}, "2018-09-11"),
        ({"day": "2018-08-31"}, "Planen föreslogs 2018-09-01"),
        ({"day": ""}, "Detta fält måste fyllas i."),
        ({"day": "i går"}, "i går"),
        ({"paragraph": ""}, "Detta fält måste fyllas i."),
        ({"confirmed": ""}, "Kryssa i att ni vet om"),
    ],
)
def test_what_was_typed_is_kept_when_the_decision_is_refused(
    town: PlanTown, changed: dict[str, str], said: str
) -> None:
    plan = town.proposed(town.plan())
    answer = post(town.secretary, "step", plan.pk, "besluta", **{**DECIDED, "seen": reading_mark(plan), **changed})
    assert answer.status_code == 422
    assert said in told(answer)
    assert 'value="BUN 2018/17"' in told(answer)
    plan.refresh_from_db()
    assert (plan.state, plan.decision, plan.frozen) == (State.PROPOSED, None, None)


def test_all_that_is_wrong_with_a_decision_is_told_at_once_and_in_few_words(town: PlanTown) -> None:
    town.decided("Löst mål", "fullmaktigemal", town.council)
    plan = town.proposed(town.plan("budget", town.council))
    seen = reading_mark(plan)
    refused = told(post(town.clerk, "step", plan.pk, "besluta", seen=seen, day="2018-09-03", paragraph=""))
    boxes = refused[refused.index('class="entry"') :]
    assert "Detta fält måste fyllas i." in boxes
    assert "Skriv varför planen ändå ska beslutas." in boxes
    assert boxes.count("Kryssa i att ni vet om") == 2, "in the summary and at the box"
    with pytest.raises(Refused) as both:
        decide_plan(town.operator, plan, Deciding(seen=seen, day=date(2018, 9, 3), paragraph="88"))
    assert set(both.value.reasons) == {"anyhow", "confirmed"}


def test_an_officials_delegation_and_what_is_to_be_known_are_asked_together(town: PlanTown) -> None:
    town.decided("Läsa högt", "aktivitet", town.school)
    plan = town.plan("enhetsplan", town.school)
    refused = told(post(town.head, "step", plan.pk, "besluta", seen=reading_mark(plan), day="2018-09-03"))
    assert "Detta fält måste fyllas i." in refused and "Kryssa i att ni vet om" in refused


@pytest.mark.parametrize(("count", "said"), [(1, "om bristen ovan."), (4, "om de 4 bristerna ovan.")])
def test_breaks_are_counted_and_not_repeated(count: int, said: str) -> None:
    assert str(breaks_to_know(count)) == f"Kryssa i att ni vet {said}"


def test_a_paragraph_that_is_used_is_told_and_another_one_does(town: PlanTown) -> None:
    Decision.objects.create(key="annat", title="Annat", body=town.board, date=date(2018, 9, 3), paragraph="88")
    plan = town.proposed(town.plan())
    fields = {**DECIDED, "seen": reading_mark(plan)}
    refused = post(town.secretary, "step", plan.pk, "besluta", **fields)
    assert refused.status_code == 422
    assert "redan använd" in told(refused)
    done = post(town.secretary, "step", plan.pk, "besluta", **{**fields, "paragraph": "89"})
    assert "§ 89" in told(done)


def test_who_decides_an_older_reading_is_told_who_wrote_and_decides_when_read_again(town: PlanTown) -> None:
    plan = town.plan("enhetsplan", town.school)
    seen = reading_mark(plan)
    section = town.section(plan, "aktiviteter")
    write_section(named(town.operator, "Anna"), section, "Mer.", seen=0)
    fields = {"day": "2018-09-03", "delegation": "3.2", "seen": seen}
    stale = post(town.head, "step", plan.pk, "besluta", **fields)
    assert stale.status_code == 422
    assert "Anna har ändrat planen sedan du öppnade sidan. Läs den igen innan du beslutar." in told(stale)
    assert 'value="3.2"' in told(stale)
    plan.refresh_from_db()
    assert f'value="{reading_mark(plan)}"' in told(stale), "deciding again decides it as it stands now"
    post(town.head, "step", plan.pk, "besluta", **{**fields, "seen": reading_mark(plan)})
    plan.refresh_from_db()
    assert plan.state == State.DECIDED


def test_who_writes_while_it_is_decided_gets_the_text_back(town: PlanTown) -> None:
    plan = town.plan()
    section = town.section(plan)
    town.decide(town.proposed(plan))
    answer = post(town.secretary, "text", section.pk, text="För sent.", seen="0")
    assert answer.status_code == 422
    assert answer.json() == {"refused": "Planen är beslutad. En ändring är ett nytt beslut: revidera planen."}
    assert PlanText.objects.get(pk=section.pk).text == ""
    state = client_of(town.secretary).get(address("others", plan.pk)).json()
    assert state["open"] is False


@pytest.mark.parametrize("seen", ["", "x", "-1", "1.5"])
def test_a_text_without_a_number_is_refused_and_not_saved(town: PlanTown, seen: str) -> None:
    section = town.section(town.plan())
    answer = post(town.secretary, "text", section.pk, text="Text.", seen=seen)
    assert (answer.status_code, answer.json()) == (422, {"refused": "Texten går inte att läsa."})
    assert PlanText.objects.get(pk=section.pk).text == ""


@pytest.mark.parametrize(
    ("step", "fields", "said"),
    [
        ("aterremittera", {"day": "2018-09-11", "comment": "Räkna om."}, "Dagen har inte varit än."),
        ("bordlagg", {"day": "2018-09-11", "comment": "Oktober."}, "Dagen har inte varit än."),
        ("avsla", {"day": "2018-09-11", "comment": "Nej."}, "Dagen har inte varit än."),
        ("avsla", {"day": "2018-08-31", "comment": "Nej."}, "Planen föreslogs 2018-09-01"),
        ("avsla", {"day": "2018-09-03", "comment": ""}, "Skriv varför."),
        ("aterremittera", {"day": "2018-09-03", "comment": " "}, "Skriv"),
    ],
)
def test_a_step_that_is_refused_says_why_and_changes_nothing(
    town: PlanTown, step: str, fields: dict[str, str], said: str
) -> None:
    plan = town.proposed(town.plan())
    answer = post(town.secretary, "step", plan.pk, step, paragraph="41", **fields)
    assert answer.status_code == 422
    assert said in told(answer)
    assert fields["comment"].strip() in told(answer)
    plan.refresh_from_db()
    assert (plan.state, plan.steps.count()) == (State.PROPOSED, 2)


@pytest.mark.parametrize(
    ("step", "fields", "again"),
    [
        ("foresla", {"comment": "Antas."}, "Planen är redan föreslagen."),
        ("remiss", {"to": "school", "due": "2018-09-28"}, "Bara en plan som skrivs kan skickas på remiss."),
    ],
)
def test_a_step_that_is_posted_twice_is_taken_once(
    town: PlanTown, step: str, fields: dict[str, str], again: str
) -> None:
    plan = town.plan()
    sent = {name: vars(town)[value].pk if name == "to" else value for name, value in fields.items()}
    post(town.chair, "step", plan.pk, step, **sent)
    assert again in told(post(town.chair, "step", plan.pk, step, **sent))
    assert plan.steps.count() == 2


def test_a_plan_that_is_thrown_away_twice_is_not_found(town: PlanTown) -> None:
    plan = town.plan()
    assert "Planen är slängd." in told(post(town.chair, "step", plan.pk, "slang"))
    assert post(town.chair, "step", plan.pk, "slang").status_code == 404


def test_of_two_who_begin_the_same_one_is_told(town: PlanTown) -> None:
    town.plan()
    with pytest.raises(Refused, match="Planen är redan påbörjad."):
        begin_plan(town.operator, "namndplan", town.board, 2019)
    decided = town.decide(town.proposed(Plan.objects.get()))
    with pytest.raises(Refused, match="Planen är redan beslutad. Revidera den i stället."):
        begin_plan(town.operator, "namndplan", town.board, 2019)
    revise_plan(town.operator, decided, "Ny lag.")
    with pytest.raises(Refused, match="Planen är redan påbörjad."):
        revise_plan(town.operator, decided, "Ny lag igen.")


def test_a_minutes_extract_that_is_too_large_is_refused(town: PlanTown, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 4
    plan = town.decided_plan()
    sent = SimpleUploadedFile("protokoll.pdf", b"%PDF-1.4")
    answer = post(town.secretary, "step", plan.pk, "justera", day="2018-09-06", file=sent)
    assert answer.status_code == 422
    assert "Filen är för stor." in told(answer)
    plan.refresh_from_db()
    assert plan.state == State.DECIDED


def test_one_that_is_empty_is_too(town: PlanTown) -> None:
    plan = town.decided_plan()
    sent = SimpleUploadedFile("protokoll.pdf", b"")
    assert post(town.secretary, "step", plan.pk, "justera", day="2018-09-06", file=sent).status_code == 422
    plan.refresh_from_db()
    assert plan.state == State.DECIDED


@pytest.mark.parametrize(
    ("name", "said"),
    [("protokoll.pdf", "inte det som namnet säger"), ("protokoll.docm", "makron"), ("protokoll.exe", "ett program")],
)
def test_one_that_is_not_what_it_claims_is_refused_and_says_why(town: PlanTown, name: str, said: str) -> None:
    plan = town.decided_plan()
    sent = SimpleUploadedFile(name, b"MZ\x90\x00")
    answer = post(town.secretary, "step", plan.pk, "justera", day="2018-09-06", file=sent)
    assert answer.status_code == 422
    assert said in told(answer)
    plan.refresh_from_db()
    assert plan.state == State.DECIDED
    assert not plan.steps.filter(kind=StepKind.MINUTES_APPROVED).exists()


def test_a_minutes_extract_is_kept_with_its_step(town: PlanTown) -> None:
    plan = town.decided_plan()
    sent = SimpleUploadedFile("protokoll.pdf", b"%PDF-1.4\n%%EOF\n")
    post(town.secretary, "step", plan.pk, "justera", day="2018-09-06", file=sent)
    step = plan.steps.get(kind=StepKind.MINUTES_APPROVED)
    assert step.file is not None
    assert step.file.name == "protokoll.pdf"


@pytest.mark.parametrize(
    ("name", "status"), [("plan", 200), ("document", 200), ("for-us", 404), ("items", 404), ("write", 302)]
)
def test_a_draft_whose_type_is_gone_is_told_clearly(town: PlanTown, name: str, status: int) -> None:
    plan = gone(town, town.plan())
    assert client_of(town.secretary).get(address(name, plan.pk)).status_code == status


def test_what_was_decided_under_a_type_that_is_gone_is_read_as_it_was(town: PlanTown) -> None:
    plan = town.plan()
    write_section(town.operator, town.section(plan), "Vi driver skolor.", seen=0)
    plan = gone(town, town.decide(town.proposed(plan)))
    for name in ("plan", "document"):
        answer = client_of(town.auditor).get(address(name, plan.pk))
        assert answer.status_code == 200
        assert "Vi driver skolor." in told(answer)


def test_nor_is_a_writer_named_in_a_plan_whose_type_is_gone(town: PlanTown) -> None:
    section = town.section(town.plan())
    gone(town, section.plan)
    answer = client_of(town.chair).post(address("assign", section.pk), {"writer": ""})
    assert answer.status_code == 404


def test_a_page_that_is_left_open_does_not_propose_what_another_took_back(town: PlanTown) -> None:
    plan = town.plan()
    propose(town.operator, plan)
    with pytest.raises(Refused, match="Planen är redan föreslagen."):
        propose(town.operator, plan)
    with pytest.raises(Stale):
        town.decide(plan, seen="gammal")
