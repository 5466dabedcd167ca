"""What a body does with a plan without adopting it: a decision with a day and a paragraph, and the extract."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rodatraden.decisions.models import Decision
from rodatraden.planning.models import Plan, State, StepKind
from rodatraden.planning.services import Minutes, advise, propose, refer_back, reject, table, take_back
from rodatraden.planning.services.minutes import check_day, first_day
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.source import read
from rodatraden.planning.step_forms import DecideForm, StepForm
from rodatraden.planning.tests.cast import PROPOSED, PlanTown, minutes
from rodatraden.planning.tests.test_pages import page, post, text
from rodatraden.tenancy.edits import Refused

pytestmark = pytest.mark.django_db
Verb = Callable[..., Plan]
VERBS: list[tuple[Verb, str, str]] = [
    (refer_back, StepKind.REFERRED_BACK, "Återremiss av Budget 2019–2021, Kommunfullmäktige"),
    (table, StepKind.TABLED, "Bordläggning av Budget 2019–2021, Kommunfullmäktige"),
    (reject, StepKind.REJECTED, "Avslag på Budget 2019–2021, Kommunfullmäktige"),
    (advise, StepKind.ADVISED, "Yttrande över Budget 2019–2021, Kommunfullmäktige"),
]
PAGES = ("aterremittera", "bordlagg", "avsla", "kommunstyrelsen")


def budget(town: PlanTown) -> Plan:
    return town.proposed(town.plan("budget", town.council))


@pytest.mark.parametrize(("verb", "kind", "title"), VERBS)
def test_it_is_a_decision_of_its_body(town: PlanTown, verb: Verb, kind: str, title: str) -> None:
    plan = budget(town)
    verb(town.operator, plan, "Räkna om.", minutes(4, "§ 52", reference="KS 2018/9"))
    step = plan.steps.select_related("decision__body").get(kind=kind)
    decision = step.decision
    assert decision is not None
    assert decision.body == (town.executive if verb is advise else town.council)
    assert (decision.date, decision.paragraph, decision.reference) == (date(2018, 9, 4), "52", "KS 2018/9")
    assert (decision.title, step.day) == (title, date(2018, 9, 4))


@pytest.mark.parametrize("verb", [each[0] for each in VERBS])
@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Minutes(date(2018, 9, 4)), "paragraph"),
        (minutes(11), "day"),
        (Minutes(date(2018, 8, 31), "41"), "day"),
        (minutes(4, "77"), "paragraph"),
    ],
)
def test_what_is_missing_or_wrong_stops_it(town: PlanTown, verb: Verb, said: Minutes, field: str) -> None:
    for body in (town.council, town.executive):
        Decision.objects.create(key=f"b{body.pk}", title="Annat", body=body, date=date(2018, 9, 4), paragraph="77")
    plan, before = budget(town), Decision.objects.count()
    with pytest.raises(Refused) as refused:
        verb(town.operator, plan, "Räkna om.", said)
    assert set(refused.value.reasons) == {field}
    assert (Plan.objects.get().state, Decision.objects.count()) == (State.PROPOSED, before)


def test_an_official_refers_back_without_a_paragraph(town: PlanTown) -> None:
    plan = town.proposed(town.plan("enhetsplan", town.school))
    asked = text(page(town.head, "step", plan.pk, "aterremittera"))
    assert 'name="paragraph"' not in asked
    assert 'name="file"' not in asked
    post(town.head, "step", plan.pk, "aterremittera", day="2018-09-04", comment="Räkna om.")
    assert plan.steps.get(kind=StepKind.REFERRED_BACK).decision is None


def test_of_a_type_that_is_gone_it_is_the_bodys_whose_plan_it_was(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    Plan.objects.update(kind="okand")
    reject(town.operator, plan, "Finns inte.", minutes())
    decision = plan.steps.get(kind=StepKind.REJECTED).decision
    assert decision is not None
    assert decision.body == town.board


@pytest.mark.parametrize("step", PAGES)
def test_the_page_asks_day_paragraph_and_the_extract_and_they_stand_on_the_way(town: PlanTown, step: str) -> None:
    plan = budget(town)
    asked = text(page(town.clerk, "step", plan.pk, step))
    assert all(f'name="{name}"' in asked for name in ("day", "paragraph", "reference", "file", "comment"))
    fields: dict[str, Any] = {"day": "2018-09-04", "comment": "Räkna om."}
    assert post(town.clerk, "step", plan.pk, step, **fields).status_code == 422
    sent = SimpleUploadedFile("utdrag.pdf", b"%PDF-1.4\n%%EOF\n")
    told = text(post(town.clerk, "step", plan.pk, step, **fields, paragraph="52", file=sent))
    assert "§ 52</a>" in told
    assert "utdrag.pdf" in told
    assert "infört av Kommunsekreterare" in told


def test_a_decision_page_says_which_plan_was_treated(town: PlanTown) -> None:
    plan = budget(town)
    table(town.operator, plan, "", minutes())
    decision = plan.steps.get(kind=StepKind.TABLED).decision
    assert decision is not None
    told = page(town.clerk, "plan", plan.pk).client.get(f"/perstorp/beslut/{decision.key}/").content.decode()
    assert f"/planer/{plan.pk}/" in told


def test_nothing_is_before_the_last_step_which_is_named_with_its_day(town: PlanTown) -> None:
    plan = town.plan()
    assert first_day(plan) is None, "when it was begun is when that was written down"
    check_day(plan, date(2018, 1, 1))
    propose(town.operator, plan, day=PROPOSED)
    table(town.operator, plan, "", minutes(5))
    with pytest.raises(Refused, match="Planen bordlades 2018-09-05"):
        refer_back(town.operator, plan, "Räkna om.", minutes(4, "42"))
    with pytest.raises(Refused, match="Planen bordlades 2018-09-05") as refused:
        town.decide(plan, day=date(2018, 9, 4))
    assert set(refused.value.reasons) == {"day"}
    assert town.decide(plan, day=date(2018, 9, 5)).state == State.DECIDED


def test_nor_is_a_new_proposal_before_what_came_of_the_former(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    take_back(town.operator, plan)
    with pytest.raises(Refused, match="Planen togs tillbaka 2018-09-10"):
        propose(town.operator, plan, day=PROPOSED)
    propose(town.operator, plan)
    assert plan.steps.latest("pk").day == date(2018, 9, 10)


def test_a_proposal_is_not_made_in_the_future(town: PlanTown) -> None:
    with pytest.raises(Refused, match="inte varit än"):
        propose(town.operator, town.plan(), day=date(2018, 9, 11))


def test_only_the_bodys_decisions_since_the_proposal_that_settle_nothing_are_offered(town: PlanTown) -> None:
    taken = town.decided_plan(year=2020, paragraph="70")
    plan = town.proposed(town.plan())
    form = DecideForm(read(town.operator, plan), reading_mark(plan))
    assert "decision" not in form.fields, "there is none to choose"
    made = [
        Decision.objects.create(key=f"d{number}", title="Nämndplan", body=body, date=day, paragraph=paragraph)
        for number, (body, day, paragraph) in enumerate(
            [
                (town.board, date(2018, 9, 1), "60"),
                (town.board, date(2018, 8, 31), "59"),
                (town.council, date(2018, 9, 4), "61"),
                (town.board, date(2018, 9, 5), ""),
            ]
        )
    ]
    form = DecideForm(read(town.operator, plan), reading_mark(plan))
    assert list(form.fields["decision"].queryset) == made[:1]  # type: ignore[attr-defined]
    assert taken.decision is not None


@pytest.mark.parametrize(("asks", "names"), [(("comment",), ["comment"]), (("day", "file"), ["day", "file"])])
def test_a_step_asks_only_what_it_needs(asks: tuple[str, ...], names: list[str]) -> None:
    assert list(StepForm(asks, "Varför?").fields) == names
