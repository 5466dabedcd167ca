"""Two decide at the same second, and somebody writes while it is decided: one decision, one § and no lost text."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from threading import Barrier, Event
from time import sleep
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from rodatraden.decisions.models import Decision
from rodatraden.documents.freezing import document_of, versions
from rodatraden.planning.models import Plan, PlanText, State, StepKind
from rodatraden.planning.services import deciding, write_section
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User
from rodatraden.tests.dying import apart

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 3
LATE = "Skrivet medan planen beslutades."
IN_TIME = "Skrivet före beslutet."
Answer = tuple[int, str]
"""What a post is answered: its status, and its page or that which it leads to."""


def in_perstorp(*tried: Callable[["Years"], Any]) -> Callable[[], Mapping[str, Any]]:
    """Tries one after the other; what each has found, by its name."""

    def there() -> Mapping[str, Any]:
        with scope(Municipality.objects.create(code="1275", slug="perstorp", name="Perstorps kommun")):
            years = Years()
            return {does.__name__: does(years) for does in tried}

    return there


class Years(PlanTown):
    """A town in which every plan is of a year of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.years = count(2019)

    def proposals(self) -> list[Plan]:
        return [self.proposed(self.plan(year=next(self.years))) for _ in range(HANDS)]

    def unit_plan(self) -> Plan:
        return self.plan("enhetsplan", self.school, next(self.years))


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def at_once(posts: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """All post when everybody is ready, each on a connection of its own."""
    ready = Barrier(len(posts))

    def one(does: Callable[[], Answer]) -> Answer:
        try:
            ready.wait()
            return does()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(posts)) as pool:
        going = [pool.submit(partial(copy_context().run, one, each)) for each in posts]
        return [each.result() for each in going]


def post(who: Client, name: str, *args: object, **fields: str) -> Answer:
    answer = who.post(reverse(f"planning:{name}", args=("perstorp", *args)), fields, follow=True)
    return answer.status_code, answer.content.decode()


def deciding_of(plan: Plan, who: User, **said: str) -> Callable[[], Answer]:
    fields = {"day": "2018-09-03", "confirmed": "on", "seen": reading_mark(plan), **said}
    return partial(post, signed_in(who), "step", plan.pk, "besluta", **fields)


def writing_of(section: PlanText, who: User) -> Callable[[], Answer]:
    return partial(post, signed_in(who), "text", section.pk, text=LATE, seen=str(section.edit))


def found(answers: Sequence[Answer], why: str) -> Mapping[str, int]:
    """How many decided, how many were told why not, and for how many the page fell."""
    done = [page for status, page in answers if status == 200 and "Planen är beslutad." in page]
    told = [page for status, page in answers if status in (200, 422) and page not in done and why in page]
    return {"done": len(done), "told": len(told), "fell": sum(status >= 500 for status, _page in answers)}


def same_plan(town: Years) -> Mapping[str, object]:
    """The same plan is decided in several windows, each with a paragraph of its own."""
    (plan, *_others), users = town.proposals(), (town.secretary, town.chair)
    posts = [deciding_of(plan, users[at % 2], paragraph=str(70 + at)) for at in range(HANDS)]
    return {
        **found(at_once(posts), "Planen är redan beslutad."),
        "decisions": Decision.objects.filter(title=plan.title).count(),
        "steps": plan.steps.filter(kind=StepKind.DECIDED).count(),
        "frozen": len(list(versions(deciding.subject_of(plan)))),
    }


def same_paragraph(town: Years) -> Mapping[str, object]:
    """Several plans are decided by the same board on the same day under the same paragraph."""
    posts = [deciding_of(plan, town.secretary, paragraph="88") for plan in town.proposals()]
    answers = found(at_once(posts), "§ 88 är redan använd av samma organ det året")
    return {**answers, "decisions": Decision.objects.filter(paragraph="88").count()}


def same_paragraph_on_other_days(town: Years) -> Mapping[str, object]:
    """As before, on different days of the year."""
    plans = enumerate(town.proposals(), 3)
    posts = [deciding_of(plan, town.secretary, paragraph="89", day=f"2018-09-0{day}") for day, plan in plans]
    answers = found(at_once(posts), "§ 89 är redan använd av samma organ det året")
    return {**answers, "decisions": Decision.objects.filter(paragraph="89").count()}


def same_decision(town: Years) -> Mapping[str, object]:
    """Several plans choose the same decision, which is in the register already."""
    day = date(2018, 9, 3)
    recorded = Decision.objects.create(key="infort", title="Plan", body=town.board, date=day, paragraph="61")
    posts = [deciding_of(plan, town.secretary, decision=str(recorded.pk)) for plan in town.proposals()]
    answers = found(at_once(posts), "")
    return {**answers, "plans": Plan.objects.filter(decision=recorded).count()}


def same_title(town: Years) -> Mapping[str, object]:
    """An official decides several plans that are called the same."""
    plans = [town.unit_plan() for _ in range(HANDS)]
    Plan.objects.filter(kind="enhetsplan").update(title="Enhetsplan")
    return found(at_once([deciding_of(plan, town.head, delegation="3.2") for plan in plans]), "")


def frozen_text(plan: Plan) -> str:
    return " ".join(str(document_of(each)) for each in versions(deciding.subject_of(plan)))


def written_in_between(town: Years) -> Mapping[str, object]:
    """What the autosave sends comes when the decision has begun and is not yet done."""
    plan = town.unit_plan()
    section, begun, freeze = town.section(plan, "aktiviteter"), Event(), deciding.freeze_plan
    section = write_section(town.operator, section, IN_TIME, seen=0)
    plan.refresh_from_db()

    def slow(*given: Any) -> None:
        begun.set()
        sleep(0.3)
        freeze(*given)

    def write() -> Answer:
        begun.wait(10)
        return writing_of(section, town.head)()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deciding, "freeze_plan", slow)
        decided, written = at_once([deciding_of(plan, town.head, delegation="3.2"), write])
    return {
        "decided": "Planen är beslutad." in decided[1],
        "written": [written[0], "revidera planen" in written[1]],
        "text": PlanText.objects.get(pk=section.pk).text,
        "frozen": [words for words in (IN_TIME, LATE) if words in frozen_text(plan)],
    }


def whoever_is_first(town: Years) -> list[Mapping[str, object]]:
    """Decided and written at the same second."""
    each: list[Mapping[str, object]] = []
    for _ in range(HANDS):
        plan = town.unit_plan()
        section = town.section(plan, "aktiviteter")
        decided, written = at_once([deciding_of(plan, town.head, delegation="3.2"), writing_of(section, town.head)])
        state, text = Plan.objects.get(pk=plan.pk).state, PlanText.objects.get(pk=section.pk).text
        each.append(
            {
                "statuses": [decided[0], written[0]],
                "told": "har ändrat planen sedan du öppnade sidan" in decided[1],
                "decided": state == State.DECIDED,
                "written": text == LATE,
                "frozen": frozen_text(plan) != "",
                "late": LATE in frozen_text(plan),
            }
        )
    return each


KEYS = ("statuses", "told", "decided", "written", "frozen", "late")
WRITTEN_FIRST = dict(zip(KEYS, ([422, 200], True, False, True, False, False), strict=True))
DECIDED_FIRST = dict(zip(KEYS, ([200, 422], False, True, False, True, False), strict=True))


def test_what_is_decided_at_once_is_decided_once_and_the_others_are_told(tmp_path: Path) -> None:
    once = {"done": 1, "told": HANDS - 1, "fell": 0}
    tried = in_perstorp(same_plan, same_paragraph, same_paragraph_on_other_days, same_decision, same_title)
    assert apart(tmp_path, tried) == {
        "same_plan": {**once, "decisions": 1, "steps": 1, "frozen": 1},
        "same_paragraph": {**once, "decisions": 1},
        "same_paragraph_on_other_days": {**once, "decisions": 1},
        "same_decision": {**once, "plans": 1},
        "same_title": {"done": HANDS, "told": 0, "fell": 0},
    }


def test_what_is_saved_while_it_is_decided_is_in_what_was_decided_or_refused(tmp_path: Path) -> None:
    found_apart = apart(tmp_path, in_perstorp(written_in_between, whoever_is_first))
    assert found_apart["written_in_between"] == {
        "decided": True,
        "written": [422, True],
        "text": IN_TIME,
        "frozen": [IN_TIME],
    }
    for each in found_apart["whoever_is_first"]:
        assert each in (WRITTEN_FIRST, DECIDED_FIRST)
