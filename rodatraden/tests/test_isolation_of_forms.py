"""Nobody carries anything of another municipality in by a form, or asks for it by an address."""

from collections.abc import Iterator

import pytest
from django.db.models import ForeignKey, Model
from django.urls import resolve

from rodatraden.demo.tests.cast import cast_of
from rodatraden.organisation.models import Unit
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, Owned
from rodatraden.tests.addresses import keys_of
from rodatraden.tests.conftest import Towns
from rodatraden.tests.markup import read_page, refused_fields
from rodatraden.tests.others import everything_in, leaks, owned_kinds, said_only_by
from rodatraden.tests.visits import body_of, forms_of, pages_of, signed_in

pytestmark = [pytest.mark.full, pytest.mark.django_db, pytest.mark.usefixtures("towns", "demo_runs")]
NEVER_BROKEN = {200, 302, 400, 403, 404, 405, 409, 422}


def crossing_links(municipality: Municipality) -> Iterator[tuple[Model, str]]:
    """Rows of a municipality that point at a row of another. Row security does not look at foreign keys."""
    for kind in owned_kinds():
        for field in kind._meta.get_fields():
            if not isinstance(field, ForeignKey) or not issubclass(field.related_model, Owned):
                continue
            with scope(municipality):
                ours = set(field.related_model.objects.values_list("pk", flat=True))
                for row in kind.objects.exclude(**{field.name: None}):
                    if getattr(row, field.attname) not in ours:
                        yield row, field.name


def foreign_ids(mine: Municipality, theirs: Municipality) -> list[str]:
    """Ids and keys that name rows of one municipality alone, as a forged form would hold them."""
    keys = keys_of(mine).without(keys_of(theirs))
    groups = [*keys.words.values(), *keys.numbers.values()]
    return list(dict.fromkeys(str(key) for group in groups for key in group))


def could_be(pk: str, offered: set[str]) -> bool:
    """A choice among numbers is tried with numbers and one among words with words; one among both, with both."""
    numeric = {value.isdigit() for value in offered if value}
    return pk not in offered and (len(numeric) != 1 or pk.isdigit() in numeric)


def test_forms_refuse_what_belongs_to_another_municipality(towns: Towns) -> None:
    """Every choice of every form, with every id of the other municipality in turn, by who may do most."""
    client = signed_in(cast_of("hallsberg")["samordnare"])
    ids = foreign_ids(towns["perstorp"], towns["hallsberg"])
    before, tried = everything_in(towns["perstorp"]), 0
    for path, form in forms_of(towns["hallsberg"]):
        offered = {name: form.options(name) for name in form.choices()}
        for pk in ids:
            forged = {name: pk for name, values in offered.items() if could_be(pk, values)}
            if not forged:
                continue
            answer = client.post(path, {**form.filled(), **forged})
            tried += len(forged)
            # A field that is not named as wrong may hide behind another's fault: it is tried alone.
            for name in forged.keys() - refused_fields(read_page(body_of(answer))):
                answer = client.post(path, {**form.filled(), name: pk})
                assert answer.status_code in {400, 403, 404, 409, 422}, (path, name, pk)
    assert tried > 200
    assert everything_in(towns["perstorp"]) == before
    assert list(crossing_links(towns["hallsberg"])) == []


def test_hidden_fields_cannot_carry_another_municipality_in(towns: Towns) -> None:
    client = signed_in(cast_of("hallsberg")["samordnare"])
    ids = foreign_ids(towns["perstorp"], towns["hallsberg"])
    before, names = everything_in(towns["perstorp"]), said_only_by(towns["perstorp"], towns["hallsberg"])
    for path, form in forms_of(towns["hallsberg"]):
        for name in form.hidden()[:3]:
            for pk in ids[:4]:
                answer = client.post(path, {**form.filled(), name: pk})
                assert answer.status_code in NEVER_BROKEN, (path, name, pk)
                assert leaks(body_of(answer), names) == [], (path, name, pk)
    assert everything_in(towns["perstorp"]) == before
    assert list(crossing_links(towns["hallsberg"])) == []


def test_what_an_address_asks_for_is_looked_for_in_ones_own_municipality_alone(towns: Towns) -> None:
    """?enhet=, ?under=, ?organ= and whatever else the links and filters of the pages hold."""
    client = signed_in(cast_of("hallsberg")["samordnare"])
    ids = foreign_ids(towns["perstorp"], towns["hallsberg"])
    names = said_only_by(towns["perstorp"], towns["hallsberg"])
    pages = list(pages_of(towns["hallsberg"]))
    asked: dict[str, tuple[str, set[str]]] = {}
    for path, name in {each for at, page in pages for each in page.questions(at) if each[0].startswith("/hallsberg/")}:
        asked.setdefault(resolve(path).route, (path, set()))[1].add(name)
    assert {"organ", "under", "enhet"} <= {name for _path, fields in asked.values() for name in fields}
    for path, fields in asked.values():
        # Each by itself too, for one that leads nowhere may hide another: by the key of a unit, which most ask for.
        one_by_one = [{name: ids[0]} for name in fields]
        for query in [*one_by_one, *(dict.fromkeys(fields, pk) for pk in ids[::3])]:
            answer = client.get(path, query)
            assert answer.status_code in {200, 302, 403, 404, 405}, (path, query)
            assert leaks(body_of(answer), names) == [], (path, query)


def test_a_link_across_municipalities_would_be_found(towns: Towns) -> None:
    with scope(towns["perstorp"]):
        theirs = Unit.objects.first()
    with scope(towns["hallsberg"]):
        Unit.objects.filter(parent=None).update(parent=theirs)
    assert {name for _row, name in crossing_links(towns["hallsberg"])} == {"parent"}
