"""The page of a plan's items, and its form of targets."""

import re
from decimal import Decimal

import pytest

from rodatraden.indicators.models import Indicator
from rodatraden.planning.items_page import items_page
from rodatraden.planning.models import Fate, Plan
from rodatraden.planning.services import add_item, change_item, drop_item
from rodatraden.planning.source import read
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.planning.tests.test_pages import page, post, text
from rodatraden.thread.services import change_draft


def proposing(town: PlanTown) -> tuple[Plan, dict[str, str]]:
    """A plan with an indicator, and what its form of targets sends for 2019."""
    trust = town.indicator(decimals=1)
    town.measured("Tryggt", trust, serves=(town.council_goal.item,))
    return town.plan(), {"which": f"{trust.pk}:{town.board.pk}", "period": "2019"}


def test_targets_are_proposed_and_taken_back(town: PlanTown) -> None:
    plan, told = proposing(town)
    post(town.secretary, "target", plan.pk, **told, form="value", value="70,5")
    target = plan.targets.get()
    assert "70,5" in text(page(town.secretary, "items", plan.pk))
    assert post(town.secretary, "target", plan.pk, **told, form="value", value="mycket").status_code == 422
    post(town.secretary, "delete-target", target.pk)
    assert not plan.targets.exists()


@pytest.mark.parametrize(
    ("said", "stored", "shown"),
    [
        (
            {"form": "interval", "low": "60", "high": "70,5", "value": "3"},
            (None, Decimal(60), Decimal("70.5")),
            "60,0–",
        ),
        ({"form": "as_before", "value": "3"}, (None, None, None), "minst som perioden före"),
        ({"form": "value", "value": "65", "low": "1"}, (Decimal(65), None, None), "65,0"),
    ],
)
def test_a_target_has_any_form_that_the_indicators_own_page_offers(
    town: PlanTown, said: dict[str, str], stored: tuple[Decimal | None, ...], shown: str
) -> None:
    plan, told = proposing(town)
    answer = post(town.secretary, "target", plan.pk, **told, **said)
    target = plan.targets.get()
    assert (target.form, (target.value, target.low, target.high)) == (said["form"], stored)
    assert f"<strong>{shown}" in text(answer)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"form": "interval", "low": "70"}, "Ett intervall har två gränser."),
        ({"form": "interval", "low": "70", "high": "60"}, "Den övre gränsen är lägre än den undre."),
        ({"form": "interval", "low": "70", "high": "1" + 14 * "0"}, "Talet är för stort."),
        ({"form": "value", "value": ""}, "Målvärdet saknas."),
    ],
)
def test_what_is_no_target_is_told_in_the_same_words_and_keeps_what_was_typed(
    town: PlanTown, said: dict[str, str], why: str
) -> None:
    plan, told = proposing(town)
    answer = post(town.secretary, "target", plan.pk, **told, **said)
    assert answer.status_code == 422
    assert why in text(answer)
    assert all(f'value="{typed}"' in text(answer) for typed in said.values() if typed)
    assert not plan.targets.exists()


def test_each_item_says_what_becomes_of_it_and_how_its_words_change(town: PlanTown) -> None:
    plan = town.plan()
    draft = change_item(town.operator, town.row(plan, town.goal.item))
    change_draft(town.operator, draft, draft.edit, title="Alla trivs i skolan")
    add_item(town.operator, plan, level="namndmal", unit=town.board, title="Läsro", serves=[town.council_goal.item])
    group = items_page(read(town.operator, plan)).groups[0]
    rows = {row.title: row for row in group.rows}
    assert {title: row.row.fate for title, row in rows.items()} == {
        "Alla trivs i skolan": Fate.CHANGED,
        "Fler läser": Fate.CARRIED,
        "Läsro": Fate.NEW,
    }
    assert [(piece.kind, piece.text.strip()) for piece in rows["Alla trivs i skolan"].diff if piece.kind != "same"] == [
        ("gone", "Fler"),
        ("new", "Alla"),
    ]
    assert not rows["Fler läser"].diff and not rows["Läsro"].diff
    assert [node.title for node in rows["Läsro"].serves] == ["Tryggare skolor"]


def test_what_is_dropped_stands_under_the_level_that_it_was_at(town: PlanTown) -> None:
    strategy = town.decided("Läsa tillsammans", "strategi", town.board, (town.goal.item,))
    plan = town.plan()
    drop_item(town.operator, town.row(plan, strategy.item), "Klart.")
    found = {group.level.key: group for group in items_page(read(town.operator, plan)).groups}
    assert [row.title for row in found["strategi"].dropped] == ["Läsa tillsammans"]
    assert not found["namndmal"].dropped and not found["strategi"].rows


def test_a_break_stands_at_its_item_and_what_hangs_on_none_stands_loose(town: PlanTown) -> None:
    source = read(town.operator, town.plan())
    page = items_page(source)
    at_items = [broken for group in page.groups for row in group.rows for broken in row.breaks]
    assert at_items
    assert sorted(each.code for each in [*at_items, *page.loose]) == sorted(each.code for each in source.breaks)


def test_proposed_targets_are_told_in_words(town: PlanTown) -> None:
    plan, told = proposing(town)
    post(town.secretary, "target", plan.pk, **told, form="interval", low="60", high="70")
    assert [str(aim.words) for aim in items_page(read(town.operator, plan)).aims] == ["60,0–70,0"]


def test_what_is_decided_for_the_plans_years_stands_beside_the_form(town: PlanTown) -> None:
    plan, _told = proposing(town)
    assert "Redan beslutat för planens år" not in text(page(town.secretary, "items", plan.pk))
    trust = Indicator.objects.get()
    for year, value in (("2018", "60"), ("2019", "65"), ("2020", "70")):
        town.target(trust, year, value)
    shown = re.sub(r"<[^>]+>|\s+", " ", text(page(town.secretary, "items", plan.pk)))
    assert "Trygghet (Kommunfullmäktige), index : 2019 65,0" in " ".join(shown.split())
    town.target(trust, "2019", "66", unit=town.board)
    (standing,) = items_page(read(town.operator, plan)).standing
    assert (standing.whose, [str(words) for _year, words in standing.targets]) == ("", ["66,0"])


def test_who_may_not_draft_for_the_unit_is_offered_nothing_that_is_refused(town: PlanTown) -> None:
    plan = town.plan()
    shown = text(page(town.chair, "items", plan.pk))
    assert "Lägg till nämndmål" not in shown and "Låt det upphöra" not in shown
    assert "ändras av den som för in för enheten" in shown
    assert page(town.chair, "new-item", plan.pk, "namndmal").status_code == 403
    offered = text(page(town.secretary, "items", plan.pk))
    assert "Lägg till nämndmål" in offered and "Låt det upphöra" in offered
    assert "ändras av den som för in för enheten" not in offered


@pytest.mark.parametrize("state", ["proposed", "decided"])
def test_of_a_plan_that_is_written_no_more_nothing_is_offered(town: PlanTown, state: str) -> None:
    plan = town.proposed(town.plan()) if state == "proposed" else town.decided_plan()
    row = town.row(plan, town.goal.item)
    where = f"/perstorp/planer/{plan.pk}/"
    for name, *address in (
        ("items", plan.pk),
        ("frames", plan.pk),
        ("new-item", plan.pk, "namndmal"),
        ("drop-item", row.pk),
    ):
        answer = page(town.secretary, str(name), *address)
        assert (answer.status_code, answer.headers["Location"]) == (302, where), name
    answer = post(town.secretary, "target", plan.pk, which="1:1", period="2019", form="value", value="1")
    assert answer.redirect_chain[-1][0] == where
    assert page(town.other_head, "items", plan.pk).status_code in (403, 404)


def test_who_answers_for_it_is_asked_where_the_level_says_so(town: PlanTown) -> None:
    plan = town.plan("enhetsplan", town.school)
    told = {
        "title": "Läsgrupp",
        "unit": town.school.pk,
        "serves": [town.goal.item.pk],
        "responsible_kind": "enhetschef",
    }
    assert "Ansvarig roll" in text(page(town.head, "new-item", plan.pk, "aktivitet"))
    assert "Ansvarig roll" not in text(
        page(town.clerk, "new-item", town.plan("budget", town.council).pk, "fullmaktigemal")
    )
    post(town.head, "new-item", plan.pk, "aktivitet", **told)
    version = plan.items.get(version__title="Läsgrupp").version
    assert version is not None
    assert (version.responsible_kind, version.responsible_unit) == ("enhetschef", town.school)
    elsewhere = {**told, "title": "Läxhjälp", "responsible_unit": town.other_school.pk}
    post(town.head, "new-item", plan.pk, "aktivitet", **elsewhere)
    assert plan.items.filter(version__title="Läxhjälp", version__responsible_unit=town.other_school).exists()


@pytest.mark.parametrize(("is_new", "said"), [(True, "Borttaget ur planen."), (False, "Det upphör när planen")])
def test_what_is_taken_away_is_told_for_what_it_is(town: PlanTown, is_new: bool, said: str) -> None:
    plan = town.plan()
    row = town.row(plan, town.goal.item)
    if is_new:
        serves = [town.council_goal.item]
        row = add_item(town.operator, plan, level="namndmal", unit=town.board, title="Läsro", serves=serves)
    assert said in text(post(town.secretary, "drop-item", row.pk, reason="Uppnått."))
