"""Nobody of one municipality learns anything of another, on any page, by any key, in any form."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model
from django.test import Client

from rodatraden.demo.cast import cast_of
from rodatraden.organisation.access import actor_of
from rodatraden.organisation.models import Person, Unit
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, Owned
from rodatraden.tests.addresses import addresses, keys_of, municipal, routes
from rodatraden.tests.conftest import Towns
from rodatraden.tests.visits import all_leading, body_of, leading, pages_of, signed_in
from rodatraden.thread.models import ItemVersion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("towns", "demo_runs")]
OPEN_TO_ALL = {
    "sprak/setlang/",
    "stil/",
    "",
    "logga-in/",
    "logga-ut/",
    "losenord/",
    "losenord/<uidb64>/<token>/",
    "demo/<slug:slug>/",
    "demo/<slug:slug>/bli/",
}
NEVER_BROKEN = {200, 302, 400, 403, 404, 405, 409, 422}


def said_only_by(mine: Municipality, other: Municipality) -> set[str]:
    """Names that occur in one municipality and nowhere in the other, long enough not to occur by chance."""
    found = []
    for municipality in (mine, other):
        with scope(municipality):
            names = {
                *Unit.objects.values_list("name", flat=True),
                *Person.objects.values_list("name", flat=True),
                *ItemVersion.objects.values_list("title", flat=True),
            }
        found.append({name for name in names if len(name) > 12})
    return {mine.name, *(found[0] - found[1])}


def leaks(body: str, names: set[str]) -> list[str]:
    return [name for name in names if name in body]


def clients_of(slug: str, by: str = "role") -> list[Client]:
    """A client for each different set of roles among a municipality's cast, or of rights."""
    municipality = Municipality.objects.get(slug=slug)
    found: dict[frozenset[object], Client] = {}
    for user in cast_of(slug).values():
        with scope(municipality):
            actor = actor_of(user)
        assert actor is not None, user
        kinds = {role.kind if by == "role" else (role.rights, role.audits) for role in actor.roles}
        found.setdefault(frozenset(kinds), signed_in(user))
    return list(found.values())


def test_every_page_of_the_product_is_below_a_municipality_or_named_here() -> None:
    assert {route.path for route in routes() if not route.is_municipal} == OPEN_TO_ALL


def test_every_municipal_route_is_tried_with_a_key_that_leads_somewhere(towns: Towns) -> None:
    """Else the walks below would prove nothing: 404 for a key that nobody has is no isolation."""
    found = leading("perstorp", towns["perstorp"].pk)
    assert [route for route, paths in found.items() if not paths] == []
    assert len(found) > 45


def test_everybody_of_another_municipality_gets_nothing_from_any_address(towns: Towns) -> None:
    paths = municipal("perstorp", keys_of(towns["perstorp"]).first())
    names = said_only_by(towns["perstorp"], towns["hallsberg"])
    assert len(paths) > 100
    assert len(names) > 100
    for account, user in cast_of("hallsberg").items():
        client = signed_in(user)
        nowhere = body_of(client.get("/finns-inte/trad/"))
        assert leaks(nowhere, names) == []
        for path in paths:
            answer = client.get(path)
            assert answer.status_code == 404, (account, path)
            assert body_of(answer) == nowhere, (account, path)


def test_nobody_of_another_municipality_can_post_to_any_address(towns: Towns) -> None:
    before = everything_in(towns["perstorp"])
    paths = municipal("perstorp", keys_of(towns["perstorp"]).first())
    for client in clients_of("hallsberg", by="rights"):
        for path in paths:
            assert client.post(path, {"title": "Intrång", "name": "Intrång"}).status_code == 404, path
    assert everything_in(towns["perstorp"]) == before


def test_who_is_not_signed_in_is_asked_to_sign_in_and_shown_nothing(towns: Towns) -> None:
    client = Client()
    for path in municipal("perstorp", keys_of(towns["perstorp"]).first()):
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 302, path
            assert answer["Location"].startswith("/logga-in/?next=/perstorp/"), path
            assert body_of(answer) == ""


def test_keys_of_another_municipality_lead_nowhere_below_ones_own(towns: Towns) -> None:
    """/hallsberg/personer/<a person of Perstorp>/ and the like."""
    foreign = keys_of(towns["perstorp"]).without(keys_of(towns["hallsberg"]))
    assert all(foreign.words.values()) and all(foreign.numbers.values())
    names = said_only_by(towns["perstorp"], towns["hallsberg"])
    with_keys = [route for route in routes() if route.is_municipal and {"key", "pk", "unit"} & set(route.arguments)]
    assert len(with_keys) > 20
    for client in clients_of("hallsberg", by="rights"):
        for path in (path for route in with_keys for path in addresses(route, "hallsberg", foreign)):
            answer = client.get(path)
            # 403 and 405 before anything is looked for; a draft's links lead to the draft, which is not there.
            assert answer.status_code in {404, 403, 405} | ({302} if path.endswith("/kopplingar/") else set()), path
            assert leaks(body_of(answer), names) == [], path


@pytest.mark.parametrize(("slug", "by"), [("perstorp", "role"), ("hallsberg", "rights")])
def test_no_page_falls_over_for_anybody_of_its_own(towns: Towns, slug: str, by: str) -> None:
    other = towns["hallsberg" if slug == "perstorp" else "perstorp"]
    names = said_only_by(other, towns[slug])
    for client in clients_of(slug, by):
        for path in all_leading(towns[slug]):
            answer = client.get(path)
            assert answer.status_code in {200, 302, 403, 404, 405}, path
            assert leaks(body_of(answer), names) == [], path


def test_no_page_falls_over_when_nothing_is_posted_to_it(towns: Towns) -> None:
    for client in clients_of("perstorp", by="rights"):
        for path in all_leading(towns["perstorp"]):
            assert client.post(path).status_code in NEVER_BROKEN, path


# Forms


def owned_kinds() -> list[type[Owned]]:
    return [kind for kind in apps.get_models() if issubclass(kind, Owned)]


def everything_in(municipality: Municipality) -> dict[str, list[tuple[object, ...]]]:
    with scope(municipality):
        return {kind.__name__: list(kind.objects.order_by("pk").values_list()) for kind in owned_kinds()}


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
    found: list[str] = []
    others = {str(pk) for kind in owned_kinds() for pk in _pks(kind, theirs)}
    for kind in owned_kinds():
        found += [str(pk) for pk in _pks(kind, mine) if str(pk) not in others][:1]
    keys = keys_of(mine).without(keys_of(theirs))
    return list(dict.fromkeys([*found, *(key for group in keys.words.values() for key in group)]))


def _pks(kind: type[Owned], municipality: Municipality) -> list[int]:
    with scope(municipality):
        return list(kind.objects.order_by("pk").values_list("pk", flat=True))


def test_forms_refuse_what_belongs_to_another_municipality(towns: Towns) -> None:
    """Every choice of every form, with every id of the other municipality in turn, by who may do most."""
    client = signed_in(cast_of("hallsberg")["samordnare"])
    ids = foreign_ids(towns["perstorp"], towns["hallsberg"])
    before, tried = everything_in(towns["perstorp"]), 0
    for path, page in list(pages_of(towns["hallsberg"], client)):
        for form in (form for form in page.forms if form.method == "post" and not form.action.startswith("/sprak/")):
            for name in form.choices():
                for pk in (pk for pk in ids if pk not in form.options(name)):
                    answer = client.post(form.action or path, {**form.filled(), name: pk})
                    tried += 1
                    assert answer.status_code in {400, 403, 404, 409, 422}, (path, name, pk)
    assert tried > 200
    assert everything_in(towns["perstorp"]) == before
    assert list(crossing_links(towns["hallsberg"])) == []


def test_hidden_fields_cannot_carry_another_municipality_in(towns: Towns) -> None:
    client = signed_in(cast_of("hallsberg")["samordnare"])
    ids = foreign_ids(towns["perstorp"], towns["hallsberg"])
    before, names = everything_in(towns["perstorp"]), said_only_by(towns["perstorp"], towns["hallsberg"])
    for path, page in list(pages_of(towns["hallsberg"], client)):
        for form in (form for form in page.forms if form.method == "post" and not form.action.startswith("/sprak/")):
            for name in form.hidden()[:3]:
                for pk in ids[:4]:
                    answer = client.post(form.action or path, {**form.filled(), name: pk})
                    assert answer.status_code in NEVER_BROKEN, (path, name, pk)
                    assert leaks(body_of(answer), names) == [], (path, name, pk)
    assert everything_in(towns["perstorp"]) == before
    assert list(crossing_links(towns["hallsberg"])) == []


def test_what_an_address_asks_for_is_looked_for_in_ones_own_municipality_alone(towns: Towns) -> None:
    """?enhet=, ?under=, ?organ= and whatever else the links and filters of the pages hold."""
    client = signed_in(cast_of("hallsberg")["samordnare"])
    ids = foreign_ids(towns["perstorp"], towns["hallsberg"])
    names = said_only_by(towns["perstorp"], towns["hallsberg"])
    pages = list(pages_of(towns["hallsberg"], client))
    asked = sorted({(path, name) for at, page in pages for path, name in page.questions(at)})
    assert {"organ", "under", "enhet"} <= {name for _path, name in asked}
    tried: set[tuple[str, str]] = set()
    for path, name in asked:
        place = (re.sub(r"/[a-z0-9-]*[0-9][a-z0-9-]*/", "/*/", path), name)
        if path.startswith("/hallsberg/") and place not in tried:
            tried.add(place)
            for pk in ids:
                answer = client.get(path, {name: pk})
                assert answer.status_code in {200, 302, 403, 404, 405}, (path, name, pk)
                assert leaks(body_of(answer), names) == [], (path, name, pk)


def test_a_link_across_municipalities_would_be_found(towns: Towns) -> None:
    with scope(towns["perstorp"]):
        theirs = Unit.objects.first()
    with scope(towns["hallsberg"]):
        Unit.objects.filter(parent=None).update(parent=theirs)
    assert {name for _row, name in crossing_links(towns["hallsberg"])} == {"parent"}
