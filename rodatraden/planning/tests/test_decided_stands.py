"""What is decided stands: no sequence of edits, steps and new decisions changes a byte of it."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from itertools import count

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodatraden.documents import freezing
from rodatraden.documents.models import Frozen
from rodatraden.planning.models import Fate, Plan
from rodatraden.planning.services import (
    add_item,
    add_section,
    amend,
    announce,
    appeal,
    approve_minutes,
    change_item,
    comment,
    drop_item,
    end_plan,
    leave_amending,
    propose,
    revise_plan,
    settle_appeal,
    take_back,
    write_section,
)
from rodatraden.planning.services.deciding import subject_of
from rodatraden.planning.services.proposal import differs
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.thread.services import change_draft

DAY = date(2018, 9, 10)
Bytes = tuple[str, str, bytes]
NUMBERS = count(100)


def newest(town: PlanTown) -> Plan:
    return Plan.objects.filter(unit=town.board).select_related("unit").latest("pk")


def write(town: PlanTown) -> None:
    section = town.section(newest(town))
    write_section(town.operator, section, f"Text {next(NUMBERS)}.", seen=section.edit)


def change(town: PlanTown) -> None:
    row = newest(town).items.filter(item=town.goal.item).get()
    draft = change_item(town.operator, row)
    change_draft(town.operator, draft, draft.edit, title=f"Mål {next(NUMBERS)}")


def add(town: PlanTown) -> None:
    title, serves = f"Nytt {next(NUMBERS)}", [town.council_goal.item]
    add_item(town.operator, newest(town), level="namndmal", unit=town.board, title=title, serves=serves)


def drop(town: PlanTown) -> None:
    row = newest(town).items.exclude(fate=Fate.DROPPED).order_by("-pk").first()
    if row is not None:
        drop_item(town.operator, row, "Uppnått.")


def decide(town: PlanTown) -> None:
    plan = newest(town)
    told = "Så beslutades det." if differs(plan) else ""
    town.decide(plan, paragraph=str(next(NUMBERS)), day=DAY, changed=told)


VERBS: Mapping[str, Callable[[PlanTown], object]] = {
    "write": write,
    "change": change,
    "add": add,
    "drop": drop,
    "section": lambda town: add_section(town.operator, newest(town), "Eget"),
    "comment": lambda town: comment(town.operator, town.section(newest(town)), "Vad menas?"),
    "propose": lambda town: propose(town.operator, newest(town)),
    "amend": lambda town: amend(town.operator, newest(town)),
    "leave": lambda town: leave_amending(town.operator, newest(town)),
    "take back": lambda town: take_back(town.operator, newest(town)),
    "decide": decide,
    "revise": lambda town: revise_plan(town.operator, newest(town), "Ny lag."),
    "minutes": lambda town: approve_minutes(town.operator, newest(town), DAY),
    "announce": lambda town: announce(town.operator, newest(town), DAY),
    "appeal": lambda town: appeal(town.operator, newest(town), DAY),
    "annul": lambda town: settle_appeal(town.operator, newest(town), False, DAY),
    "end": lambda town: end_plan(town.operator, newest(town), date(2019, 6, 30), "Läggs ned."),
}


def kept(frozen: Frozen) -> Bytes:
    body = freezing.render(frozen, "json")
    return frozen.sha256, hashlib.sha256(body).hexdigest(), body


def frozen_of(town: PlanTown) -> dict[int, Bytes]:
    return {frozen.version: kept(frozen) for frozen in freezing.versions(subject_of(newest(town)))}


def does(town: PlanTown, verb: str) -> bool:
    """Whether the verb could be done; what is refused leaves everything as it was."""
    try:
        with transaction.atomic():
            VERBS[verb](town)
    except (Refused, Stale, PermissionDenied):
        return False
    return True


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(verbs=st.lists(st.sampled_from(sorted(VERBS)), min_size=3, max_size=10))
def test_no_sequence_of_verbs_changes_what_was_decided(town: PlanTown, verbs: list[str]) -> None:
    with transaction.atomic():
        town.decided_plan()
        before = frozen_of(town)
        assert set(before) == {1}
        does(town, "revise")
        for verb in verbs:
            does(town, verb)
            now = frozen_of(town)
            assert {version: now.get(version) for version in before} == before, verb
            before = now
        transaction.set_rollback(True)


def test_the_sum_is_that_of_the_bytes(town: PlanTown) -> None:
    plan = town.decided_plan()
    assert plan.frozen is not None
    kept_sum, own_sum, body = kept(plan.frozen)
    assert kept_sum == own_sum
    assert "Fler trivs i skolan" in body.decode()


def test_a_whole_way_is_two_versions_and_the_first_is_as_it_was(town: PlanTown) -> None:
    town.decided_plan()
    first = frozen_of(town)[1]
    for verb in ("revise", "write", "change", "add", "drop", "propose", "decide", "minutes", "announce", "appeal"):
        assert does(town, verb), verb
    found = frozen_of(town)
    assert set(found) == {1, 2}
    assert found[1] == first
    assert found[2] != first


def test_a_way_over_the_amending_is_too(town: PlanTown) -> None:
    town.decided_plan()
    first = frozen_of(town)[1]
    for verb in ("revise", "propose", "amend", "write", "leave", "propose", "amend", "change", "drop", "decide"):
        assert does(town, verb), verb
    found = frozen_of(town)
    assert found[1] == first
    assert "Förslaget ändrades: Så beslutades det." in found[2][2].decode()


@pytest.mark.parametrize(
    "verb", ["write", "change", "add", "drop", "section", "comment", "propose", "take back", "decide"]
)
def test_what_is_decided_is_not_written_in(town: PlanTown, verb: str) -> None:
    town.decided_plan()
    assert not does(town, verb)


@pytest.mark.parametrize("verb", ["minutes", "revise", "end"])
def test_but_its_way_goes_on(town: PlanTown, verb: str) -> None:
    town.decided_plan()
    before = frozen_of(town)
    assert does(town, verb)
    assert frozen_of(town) == before
