"""Nobody of one municipality learns anything of another, on any page, by any key, in any form."""

import pytest
from django.test import Client

from rodatraden.demo.tests.cast import cast_of
from rodatraden.organisation.access import actor_of
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.addresses import addresses, keys_of, municipal, routes
from rodatraden.tests.conftest import Towns
from rodatraden.tests.others import everything_in, leaks, said_only_by
from rodatraden.tests.visits import body_of, one_of_each, signed_in, visited

pytestmark = [pytest.mark.full, pytest.mark.django_db, pytest.mark.usefixtures("towns", "demo_runs")]
OPEN_TO_ALL = {
    "sprak/setlang/",
    "stil/",
    "",
    "logga-in/",
    "logga-ut/",
    "losenord/",
    "losenord/<uidb64>/<token>/",
    "svar/<slug:slug>/<str:token>/",
    "kalender/<slug:slug>/<str:token>/<slug:which>.ics",
    "demo/<slug:slug>/",
    "demo/<slug:slug>/bli/",
}
FEW = 3
"""Who may do most, and two who may do otherwise: nothing of what is tried by them depends on the rights of each."""
NEVER_BROKEN = {200, 302, 400, 403, 404, 405, 409, 422}


def clients_of(slug: str) -> list[Client]:
    """A client for each different set of rights among a municipality's cast; first whoever may do most."""
    municipality = Municipality.objects.get(slug=slug)
    found: dict[frozenset[object], Client] = {}
    cast = cast_of(slug)
    for user in (cast["samordnare"], *cast.values()):
        with scope(municipality):
            actor = actor_of(user)
        assert actor is not None, user
        rights = frozenset((role.rights, role.audits) for role in actor.roles)
        found.setdefault(rights, signed_in(user))
    return list(found.values())


def test_every_page_of_the_product_is_below_a_municipality_or_named_here() -> None:
    assert {route.path for route in routes() if not route.is_municipal} == OPEN_TO_ALL


def test_every_municipal_route_is_tried_with_a_key_that_leads_somewhere(towns: Towns) -> None:
    """Else the walks below would prove nothing: 404 for a key that nobody has is no isolation."""
    found = visited("perstorp", towns["perstorp"].pk)
    assert [route for route, paths in found.items() if not paths] == []
    assert len(found) > 45


def test_everybody_of_another_municipality_gets_nothing_from_any_address(towns: Towns) -> None:
    paths = municipal("perstorp", keys_of(towns["perstorp"]).first())
    names = said_only_by(towns["perstorp"], towns["hallsberg"])
    assert len(paths) > 100
    assert len(names) > 100
    for number, client in enumerate(clients_of("hallsberg")[:FEW]):
        nowhere = body_of(client.get("/finns-inte/trad/"))
        assert leaks(nowhere, names) == []
        for path in paths[number::FEW] if number else paths:
            answer = client.get(path)
            assert answer.status_code == 404, path
            assert body_of(answer) == nowhere, path


def test_nobody_of_another_municipality_can_post_to_any_address(towns: Towns) -> None:
    before = everything_in(towns["perstorp"])
    paths = municipal("perstorp", keys_of(towns["perstorp"]).first())
    for number, client in enumerate(clients_of("hallsberg")[:FEW]):
        for path in paths[number::FEW] if number else paths:
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
    client = signed_in(cast_of("hallsberg")["samordnare"])
    for path in (path for route in with_keys for path in addresses(route, "hallsberg", foreign)):
        answer = client.get(path)
        # 403 and 405 before anything is looked for; a draft's links lead to the draft, which is not there.
        assert answer.status_code in {404, 403, 405} | ({302} if path.endswith("/kopplingar/") else set()), path
        assert leaks(body_of(answer), names) == [], path


@pytest.mark.parametrize(("slug", "most"), [("perstorp", 2), ("hallsberg", 1)])
def test_no_page_falls_over_for_those_of_its_own(towns: Towns, slug: str, most: int) -> None:
    other = towns["hallsberg" if slug == "perstorp" else "perstorp"]
    names = said_only_by(other, towns[slug])
    for client in clients_of(slug)[:most]:
        for path in one_of_each(towns[slug]):
            answer = client.get(path)
            assert answer.status_code in {200, 302, 403, 404, 405}, path
            assert leaks(body_of(answer), names) == [], path


def test_no_page_falls_over_when_nothing_is_posted_to_it(towns: Towns) -> None:
    for client in clients_of("perstorp")[:FEW]:
        for path in one_of_each(towns["perstorp"]):
            assert client.post(path).status_code in NEVER_BROKEN, path
