"""Whom one asks for views is chosen in groups by kind, all of a group at once where there is script."""

import re

from rodatraden.organisation.models import UnitKind
from rodatraden.organisation.tree import Place
from rodatraden.planning.models import StepKind
from rodatraden.planning.step_forms import by_kind
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.planning.tests.test_pages import page, post, text


def place(pk: int, kind: str) -> Place:
    return Place(pk, f"e{pk}", f"Enhet {pk}", kind, None)


def test_bodies_come_first_then_companies_then_units_in_their_own_order() -> None:
    found = by_kind([place(1, "school"), place(2, "company"), place(3, "board"), place(4, "administration")])
    found += by_kind([place(6, "unit"), place(5, "area")])
    assert [(name, [pk for pk, _name in units]) for name, units in found] == [
        ("Nämnder och andra organ", [3]),
        ("Bolag, förbund och utförare", [2]),
        ("Förvaltningar", [4]),
        ("Områden och enheter", [1]),
        ("Områden och enheter", [6, 5]),
    ]


def test_every_kind_has_a_group() -> None:
    assert sum(len(units) for _name, units in by_kind([place(1, kind) for kind in UnitKind])) == len(UnitKind)


def test_the_form_shows_the_groups_with_a_button_for_those_of_several(town: PlanTown) -> None:
    plan = town.plan("budget", town.council)
    told = text(page(town.leader, "step", plan.pk, "remiss"))
    legends = re.findall(r"<legend>(.+?)</legend>", told)
    assert legends == ["Nämnder och andra organ", "Områden och enheter"]
    assert told.count("data-all") == 2 and 'type="button" hidden' in told
    boxes = re.findall(r'<input type="checkbox" name="to" value="(\d+)"', told)
    assert {town.board.pk, town.school.pk} <= {int(pk) for pk in boxes} and str(town.council.pk) not in boxes
    assert len(set(re.findall(r'<label class="choice" for="(id_to\w+)"', told))) == len(boxes)


def test_what_was_chosen_in_two_groups_is_asked_and_kept_when_it_is_refused(town: PlanTown) -> None:
    plan = town.plan("budget", town.council)
    chosen = [town.board.pk, town.school.pk]
    refused = post(town.leader, "step", plan.pk, "remiss", to=chosen, due="2018-09-01")
    assert refused.status_code == 422 and text(refused).count("checked") == 2
    post(town.leader, "step", plan.pk, "remiss", to=chosen, due="2018-09-28")
    assert set(plan.steps.filter(kind=StepKind.SENT_OUT).values_list("to", flat=True)) == set(chosen)
    other = post(
        town.leader, "step", town.plan("budget", town.council, 2020).pk, "remiss", to=[10**6], due="2018-09-28"
    )
    assert other.status_code == 422
