"""Building the demo: all four load, a second run keeps, a reset empties, and what was built can be used."""

from datetime import date

import pytest
from django.apps import apps

from rodatraden.audit.log import entries
from rodatraden.demo import build
from rodatraden.demo.rows import read_town, towns
from rodatraden.demo.tests.cast import cast_of
from rodatraden.indicators.models import Indicator, Outcome, SeriesBreak
from rodatraden.organisation.access import actor_of
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.planning.models import PlanFrame
from rodatraden.planning.states import STANDING
from rodatraden.steering.active import active_model
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, Owned, User
from rodatraden.thread.models import Item, ItemVersion

pytestmark = pytest.mark.django_db


def counts(slug: str) -> dict[str, int]:
    with scope(Municipality.objects.get(slug=slug)):
        return {kind.__name__: kind.objects.count() for kind in build.owned()}


def decided_frames(slug: str) -> int:
    """The frames that the plans decide, which no file names."""
    with scope(Municipality.objects.get(slug=slug)):
        return PlanFrame.objects.filter(plan__state__in=STANDING).count()


@pytest.mark.full
def test_all_four_are_loaded_whole(said: list[str]) -> None:
    build.build_all(said.append)
    assert [line.split(":")[0] for line in said] == [read_town(slug).name for slug in towns()]
    assert build.is_built()
    for slug in towns():
        found, town = counts(slug), read_town(slug)
        assert found["Unit"] == len(town.units)
        assert found["Item"] == found["ItemVersion"] == len(town.items)
        assert found["Outcome"] + found["Target"] == len(town.evidence)
        assert found["Amount"] - decided_frames(slug) == len(town.amounts) > 100


@pytest.mark.full
def test_only_the_municipalities_asked_for_are_built(said: list[str]) -> None:
    build.build_all(said.append, only=["hallsberg"])
    assert list(Municipality.objects.values_list("slug", flat=True)) == ["hallsberg"]
    assert not build.is_built()


def test_a_second_run_keeps_what_visitors_have_changed(built: Municipality, said: list[str]) -> None:
    Unit.objects.filter(key="hemtjansten").update(name="Hemtjänsten i centrum")
    before = counts("perstorp")
    build.build_all(said.append, only=["perstorp"])
    assert counts("perstorp") == before
    assert Unit.objects.filter(name="Hemtjänsten i centrum").exists()
    assert "behålls" in said[-1]


def test_a_reset_empties_the_municipality_but_keeps_its_log_and_accounts(built: Municipality) -> None:
    build.reset()
    assert set(counts("perstorp").values()) == {0}
    assert cast_of("perstorp")
    verbs = [entry.verb for entry in entries()]
    assert verbs[0] == "tömde demonstrationen" and {"lade in", "aktiverade"} <= set(verbs)
    assert not build.is_built()


@pytest.mark.full
def test_after_a_reset_the_same_is_built_again(built: Municipality, said: list[str]) -> None:
    before = counts("perstorp")
    build.reset()
    build.build("perstorp", said.append)
    assert counts("perstorp") == before


def test_a_reset_leaves_a_real_municipality_alone(built: Municipality, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        Unit.objects.create(key="kf", name="Kommunfullmäktige", kind="council")
    build.reset()
    with scope(hallsberg):
        assert Unit.objects.count() == 1


def test_everything_owned_is_emptied_and_whoever_points_goes_first() -> None:
    order = build.owned()
    assert set(order) == {kind for kind in apps.get_models() if issubclass(kind, Owned)}
    assert order.index(ItemVersion) < order.index(Item) < order.index(Unit)


def test_a_broken_build_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, said: list[str]) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("halvvägs")

    monkeypatch.setattr(build, "make_cast", fails)
    with pytest.raises(RuntimeError):
        build.build("perstorp", said.append)
    assert set(counts("perstorp").values()) == {0}


@pytest.mark.full
def test_the_model_holds_from_2017_and_later_documents_are_marked_as_example(said: list[str]) -> None:
    build.build_all(said.append)
    for slug in towns():
        with scope(Municipality.objects.get(slug=slug)):
            found = SteeringModel.objects.get()
            assert (found.valid_from, found.valid_to) == (date(2017, 1, 1), None)
            assert found.example is (slug != "perstorp")
            assert bool(found.reason) is found.example
            model = active_model(date(2018, 9, 10))
            assert model is not None
            assert model.model.municipality == read_town(slug).code


def test_each_of_the_cast_acts_with_the_rights_of_the_model(built: Municipality) -> None:
    users = cast_of("perstorp")
    actors = {name: actor_of(user) for name, user in users.items()}
    assert all(actors.values())
    head, auditor = actors["enhetschef"], actors["revisor"]
    assert head is not None
    assert auditor is not None
    own, other = Unit.objects.get(key="hemtjansten").pk, Unit.objects.get(key="bygglov").pk
    assert head.may("enter", own)
    assert not head.may("enter", other)
    assert auditor.reads_log
    assert not auditor.may_anywhere("enter")


def test_nobody_of_the_cast_has_a_password(built: Municipality) -> None:
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_an_account_is_one_person_and_most_people_have_none(built: Municipality) -> None:
    with_account = Person.objects.exclude(user=None)
    assert with_account.count() == len(cast_of("perstorp"))
    assert Person.objects.filter(user=None).exists()
    assert not Person.objects.filter(example=False).exists()


def test_a_substitute_stands_in_for_somebody_between_two_days(built: Municipality) -> None:
    stand_in = Role.objects.exclude(substitute_for=None).get()
    assert stand_in.substitute_for is not None
    assert stand_in.unit_id == stand_in.substitute_for.unit_id
    assert (stand_in.valid_from, stand_in.valid_to) == (date(2018, 9, 1), date(2018, 12, 31))


def test_one_activity_s_responsible_has_ended_the_role(built: Municipality) -> None:
    activity = ItemVersion.objects.get(item__key="a-plankalender")
    role = Role.objects.get(unit=activity.responsible_unit, kind=activity.responsible_kind)
    assert role.valid_to == date(2018, 6, 30)


def test_search_and_sort_shadows_are_filled_in_bulk(built: Municipality) -> None:
    for kind, field in ((Unit, "name_folded"), (Indicator, "name_folded"), (ItemVersion, "title_folded")):
        assert not kind.objects.filter(**{field: ""}).exists()


def test_the_breaks_of_the_series_are_loaded(built: Municipality) -> None:
    found = SeriesBreak.objects.order_by("indicator__key", "day").values_list(
        "indicator__key", "day", "indicator__example"
    )
    assert [(key, str(day), example) for key, day, example in found] == [
        ("kontinuitet", "2017-01-01", True),
        ("personalomsattning", "2009-01-01", True),
        ("personalomsattning", "2014-01-01", True),
    ]


@pytest.mark.full
def test_one_municipality_sees_nothing_of_another(said: list[str]) -> None:
    build.build_all(said.append, only=["perstorp", "hallsberg"])
    with scope(Municipality.objects.get(slug="hallsberg")):
        assert not Item.objects.filter(key="mal-1").exists()
        assert Outcome.objects.count() == sum(row.what != "target" for row in read_town("hallsberg").evidence)
