"""A municipality plans a year in the product, each in the own chair: from the analysis in February to the unit's plan
in January. Everything goes through the pages, in Hallsberg, whose model has a plan at each floor."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pytest
from django.urls import reverse

from rodatraden.demo.tests.cast import cast_of
from rodatraden.documents import freezing
from rodatraden.documents.models import Frozen
from rodatraden.documents.tests.test_pdf import faults
from rodatraden.economy.models import Amount
from rodatraden.indicators.models import Target
from rodatraden.lib import clock
from rodatraden.planning.models import Fate, Plan, PlanReceipt, PlanText, State
from rodatraden.planning.states import STANDING
from rodatraden.preparation.models import Change, Conclusion, Idea, Verdict
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User
from rodatraden.tests.kept import demo_of
from rodatraden.tests.markup import read_page
from rodatraden.tests.visits import body_of, signed_in
from rodatraden.thread.models import Item, ItemVersion

pytestmark = [pytest.mark.full, pytest.mark.django_db]
YEAR = 2020
"""The year that is planned."""
GOAL = "Fler klarar sig hemma längre"


@dataclass(frozen=True)
class Walk:
    """A municipality through a year: who does what on which day."""

    municipality: Municipality

    @cached_property
    def cast(self) -> dict[str, User]:
        return cast_of(self.municipality.slug)

    def address(self, name: str, *args: object) -> str:
        return reverse(name, args=(self.municipality.slug, *args))

    def reads(self, who: str, day: str, name: str, *args: object) -> str:
        with clock.held(date.fromisoformat(day)):
            answer = signed_in(self.cast[who]).get(self.address(name, *args))
        assert answer.status_code == 200, (who, name, args, answer.status_code)
        return body_of(answer)

    def does(self, who: str, day: str, name: str, /, *args: object, **said: object) -> str:
        """Opens the page, fills in its form as a browser would, with what is said, and sends it. The page after."""
        path, client = self.address(name, *args), signed_in(self.cast[who])
        with clock.held(date.fromisoformat(day)):
            answer = client.get(path)
            forms = read_page(body_of(answer)).forms if answer.status_code == 200 else []
            own = [form for form in forms if form.method == "post" and form.action in ("", path)]
            filled = own[0].filled() if own else {}
            sent = {name: value for name, value in {**filled, **said}.items() if value not in ("", None)}
            answer = client.post(path, sent, follow=True)
        told = body_of(answer)
        assert answer.status_code == 200 and answer.redirect_chain, (who, name, args, answer.status_code, told)
        assert "message--error" not in told, told
        return told

    def begins(self, who: str, day: str, kind: str, unit: str) -> Plan:
        self.does(who, day, "planning:begin", kind=kind, unit=unit, year=str(YEAR))
        return Plan.objects.select_related("unit").get(kind=kind, unit__key=unit, starts__year=YEAR)

    def writes(self, who: str, day: str, plan: Plan, text: str) -> None:
        """Writes every section of a plan, as the page does while one types."""
        client = signed_in(self.cast[who])
        with clock.held(date.fromisoformat(day)):
            for row in PlanText.objects.filter(plan=plan):
                sent = {"text": f"{row.heading}: {text}", "seen": str(row.edit)}
                answer = client.post(self.address("planning:text", row.pk), sent)
                assert answer.status_code == 200, (row.heading, body_of(answer))

    def steps(self, plan: Plan, step: str, who: str, day: str, /, **said: object) -> str:
        """One step of a plan's way."""
        return self.does(who, day, "planning:step", plan.pk, step, **said)

    def adopted(self, plan: Plan, who: str, day: str, paragraph: str) -> Plan:
        """Decided by a body, the minutes approved a week later and announced the day after."""
        self.steps(plan, "besluta", who, day, day=day, paragraph=paragraph, confirmed="on")
        approved, announced = day[:-2] + f"{int(day[-2:]) + 3:02}", day[:-2] + f"{int(day[-2:]) + 4:02}"
        self.steps(plan, "justera", who, announced, day=approved)
        self.steps(plan, "anslag", who, announced, day=announced)
        plan.refresh_from_db()
        assert plan.state == State.ANNOUNCED
        return plan


@pytest.fixture
def walk() -> Iterator[Walk]:
    municipality = demo_of("hallsberg")
    with scope(municipality):
        yield Walk(municipality)


def test_a_municipality_plans_a_year(walk: Walk) -> None:
    conditions = in_spring(walk)
    goal = in_september(walk)
    in_november(walk)
    in_december(walk, goal)
    in_january(walk, goal)
    what_was_decided_is_proved(walk)
    everybody_reads_it(walk, conditions, goal)


def in_spring(walk: Walk) -> Plan:
    """The council's conditions: analysed, proposed, sent out, and decided in June on the executive board's opinion."""
    plan = walk.begins("samordnare", "2019-02-11", "gpf", "kf")
    walk.does(
        "samordnare", "2019-02-18", "preparation:new-change", plan.pk, what="Pröva hemrehabilitering i hela kommunen",
        consequence="Fler bor kvar hemma. Två tjänster flyttas.", verdict=Verdict.TAKEN,
    )  # fmt: skip
    change = Change.objects.get(plan=plan)
    walk.does(
        "samordnare", "2019-02-18", "preparation:new-conclusion", plan.pk, subject="needs",
        text="De flesta vill bo kvar hemma.", source="Samtal med pensionärsrådet i januari", change=str(change.pk),
    )  # fmt: skip
    assert Conclusion.objects.get(plan=plan).change == change
    walk.writes("samordnare", "2019-03-11", plan, "Rekryteringen går före.")
    board = plan.unit.__class__.objects.get(key="sn")
    walk.steps(plan, "remiss", "samordnare", "2019-04-08", to=[str(board.pk)], due="2019-05-06")
    walk.steps(plan, "yttra", "namndsekreterare", "2019-04-23", unit=str(board.pk), comment="Nämnden tillstyrker.")
    walk.steps(plan, "foresla", "samordnare", "2019-05-13", day="2019-05-13", comment="Förutsättningarna antas.")
    walk.steps(
        plan, "kommunstyrelsen", "samordnare", "2019-05-28", day="2019-05-28", paragraph="91",
        comment="Kommunstyrelsen tillstyrker förslaget.",
    )  # fmt: skip
    walk.adopted(plan, "samordnare", "2019-06-24", "88")
    receipts = PlanReceipt.objects.filter(plan=plan)
    assert "§ 88" in walk.reads("ledamot", "2019-06-28", "planning:plan", plan.pk)
    for receipt in receipts.filter(to=board):
        walk.does("namndsekreterare", "2019-06-27", "planning:receive", receipt.pk)
        assert receipts.get(pk=receipt.pk).received_at is not None
    return plan


def in_september(walk: Walk) -> Item:
    """The board's goals and budget: a new goal that serves the council's area, measured and aimed; one is let go."""
    plan = walk.begins("namndsekreterare", "2019-08-05", "mal-och-budget", "sn")
    walk.writes("socialchef", "2019-08-12", plan, "Hemmet först.")
    area = ItemVersion.objects.decided_on(date(2019, 8, 12)).filter(level="strategisktomrade").order_by("pk")[0]
    indicator = Target.objects.filter(unit__key="sn").select_related("indicator")[0].indicator
    walk.does(
        "socialchef", "2019-08-12", "planning:new-item", plan.pk, "namndmal", title=GOAL, serves=[str(area.item_id)],
        unit=str(plan.unit_id), how="Trygghet hemma är grunden.", indicators=[str(indicator.pk)],
    )  # fmt: skip
    row = plan.items.select_related("item").get(fate=Fate.NEW)
    walk.does(
        "socialchef", "2019-08-12", "planning:target", plan.pk, which=f"{indicator.pk}:{plan.unit_id}", form="value",
        value="75", period=str(YEAR), reason="Försöket gav 70.",
    )  # fmt: skip
    old = plan.items.exclude(pk=row.pk).order_by("pk")[0]
    walk.does("socialchef", "2019-08-12", "planning:drop-item", old.pk, reason="Målet är nått.")
    assert ItemVersion.objects.decided_on(date(2019, 9, 2)).filter(item=old.item).exists(), "what runs is not disturbed"
    walk.steps(plan, "foresla", "socialchef", "2019-09-02", day="2019-09-02", comment="Planen antas.")
    walk.adopted(plan, "namndsekreterare", "2019-09-17", "95")
    assert not ItemVersion.objects.decided_on(date(YEAR, 1, 1)).filter(item=old.item).exists()
    assert ItemVersion.objects.decided_on(date(YEAR, 1, 1)).filter(item=row.item, title=GOAL).exists()
    return row.item


def in_november(walk: Walk) -> None:
    """The council's budget, with frames that become the economy's by the decision."""
    plan = walk.begins("samordnare", "2019-10-01", "budget", "kf")
    walk.writes("samordnare", "2019-10-01", plan, "Vi håller ramen.")
    walk.does("samordnare", "2019-10-01", "planning:frames", plan.pk)
    walk.steps(plan, "foresla", "samordnare", "2019-10-14", day="2019-10-14", comment="Budgeten antas.")
    said = {"day": "2019-10-29", "paragraph": "170", "comment": "Kommunstyrelsen tillstyrker."}
    walk.steps(plan, "kommunstyrelsen", "samordnare", "2019-10-29", **said)
    walk.adopted(plan, "samordnare", "2019-11-25", "160")
    frames = plan.frames.all()
    decided = Amount.objects.current().filter(kind="frame", year=YEAR, decision=plan.decision)
    assert {(row.unit_id, row.line, row.value) for row in decided} == {
        (row.unit_id, row.line, row.value) for row in frames
    }
    assert frames


def in_december(walk: Walk, goal: Item) -> None:
    """The heads of administration and of the area decide their own, and the board is told."""
    plan = walk.begins("socialchef", "2019-12-02", "forvaltningsplan", "socialforvaltningen")
    walk.writes("socialchef", "2019-12-02", plan, "Två team prövar.")
    walk.does(
        "socialchef", "2019-12-02", "planning:new-item", plan.pk, "strategi", title="Hemrehabilitering i två team",
        serves=[str(goal.pk)], unit=str(plan.unit_id), how="Fler klarar sig själva.",
    )  # fmt: skip
    said = {"day": "2019-12-10", "delegation": "Delegationsordningen 4.2", "confirmed": "on"}
    walk.steps(plan, "besluta", "socialchef", "2019-12-10", **said)
    area = walk.begins("omradeschef", "2019-12-11", "verksamhetsplan", "aldreomsorg")
    walk.writes("omradeschef", "2019-12-11", area, "Teamen börjar i centrum.")
    walk.steps(area, "besluta", "omradeschef", "2019-12-19", **{**said, "day": "2019-12-19"})
    for number, each in enumerate((plan, area), start=7):
        each.refresh_from_db()
        assert each.state == State.DECIDED
        walk.steps(each, "anmal", "namndsekreterare", "2020-01-21", day="2020-01-21", paragraph=str(number))


def in_january(walk: Walk, goal: Item) -> None:
    """The unit agrees at its meeting on what to do for the goal, and the head decides its plan."""
    plan = walk.begins("enhetschef", "2020-01-07", "enhetsplan", "hemtjanst")
    walk.does(
        "medarbetare", "2020-01-14", "preparation:meeting", "hemtjanst", what="Träna med brukaren", serves=str(goal.pk)
    )
    idea = Idea.objects.get(unit__key="hemtjanst", what="Träna med brukaren")
    walk.does("enhetschef", "2020-01-14", "preparation:agree", idea.pk, deadline="2020-06-30")
    idea.refresh_from_db()
    assert idea.item is not None and plan.items.filter(item=idea.item).exists()
    walk.writes("enhetschef", "2020-01-15", plan, "Vi börjar med tio brukare.")
    said = {"day": "2020-01-27", "delegation": "Delegationsordningen 4.3", "confirmed": "on"}
    walk.steps(plan, "besluta", "enhetschef", "2020-01-27", **said)
    assert ItemVersion.objects.decided_on(date(2020, 1, 27)).filter(item=idea.item).exists()


def what_was_decided_is_proved(walk: Walk) -> None:
    """Each decided plan of the year has a frozen content that is proved, and a file that the archive takes."""
    plans = Plan.objects.filter(starts__year=YEAR, state__in=STANDING).select_related("frozen")
    assert {plan.kind for plan in plans} == {
        "gpf", "mal-och-budget", "budget", "forvaltningsplan", "verksamhetsplan", "enhetsplan"
    }  # fmt: skip
    for plan in plans:
        assert plan.frozen is not None
        proof = freezing.verify(freezing.content(plan.frozen))
        assert proof is not None and proof.sha256 == plan.frozen.sha256
        assert faults(freezing.render(plan.frozen, "pdf")) == [], plan
        for form in ("docx", "xlsx"):
            assert freezing.render(plan.frozen, form), form
    assert Frozen.objects.filter(pk__in=plans.values("frozen")).count() == len(plans)


def everybody_reads_it(walk: Walk, conditions: Plan, goal: Item) -> None:
    """A year later each sees from the own chair what was decided, and what it means there."""
    day = "2020-02-03"
    for who in ("ledamot", "revisor", "medarbetare", "vd", "kommundirektor", "rektor"):
        assert "88" in walk.reads(who, day, "planning:plan", conditions.pk)
        assert GOAL in walk.reads(who, day, "thread:item", goal.key)
    board = Plan.objects.get(kind="mal-och-budget", unit__key="sn", starts__year=YEAR)
    assert GOAL in walk.reads("medarbetare", day, "planning:for-us", board.pk)
    assert "Träna med brukaren" in walk.reads("medarbetare", day, "preparation:meeting", "hemtjanst")
    own = Plan.objects.get(kind="enhetsplan", unit__key="hemtjanst", starts__year=YEAR)
    assert walk.address("planning:plan", own.pk) in walk.reads("enhetschef", day, "planning:plans")
    assert "2020-01-27" in walk.reads("medarbetare", day, "planning:plan", own.pk)
