"""A body's meetings: what it is to decide at each, what it decided, and what waits."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.decisions.agenda import Ready
from rodatraden.decisions.governing_services import register_document
from rodatraden.decisions.models import Decision, Motion
from rodatraden.decisions.services import record_decision
from rodatraden.organisation.access import Actor, system
from rodatraden.organisation.models import UnitKind
from rodatraden.organisation.tests.cast import Town
from rodatraden.organisation.tree import Place
from rodatraden.wheel.body_page import (
    BodyPage,
    Following,
    Sitting,
    bodies,
    body_page,
    following,
    meeting_days,
    next_told,
    sittings,
    told,
)
from rodatraden.wheel.entries import Entry
from rodatraden.wheel.services import add_entry
from rodatraden.wheel.sources import governing_documents

DAY = date(2018, 9, 10)
KNOWN = ("controller", "sekreterare", "chef", "ledamot", "revisor")


def entry(day: date, kind: Any = "report", exact: bool = True, **more: Any) -> Entry:
    return Entry("x", "Delårsrapport", kind, day, "Nämnden", "boards", exact=exact, **more)


def page(*found: Sitting, waiting: int = 0, year: int = 2018) -> BodyPage:
    body = Place(1, "sn", "Socialnämnden", "board", None)
    return BodyPage(body, year, DAY, found, [Ready(f"Nr {n}", "motion", "/") for n in range(waiting)])


def sitting(day: date, meets: bool = True) -> Sitting:
    return Sitting(day, (entry(day),), meets=meets)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (page(), "Socialnämnden har inget mer sammanträde i kalendern i år."),
        (page(sitting(date(2018, 9, 9))), "Socialnämnden har inget mer sammanträde i kalendern i år."),
        (page(sitting(DAY, meets=False)), "Socialnämnden har inget mer sammanträde i kalendern i år."),
        (page(sitting(DAY)), "Socialnämnden har ett sammanträde kvar i år, nästa 2018-09-10."),
        (
            page(sitting(DAY), sitting(date(2018, 10, 1)), waiting=2),
            "Socialnämnden har 2 sammanträden kvar i år, nästa 2018-09-10. 2 ärenden väntar utan sammanträde.",
        ),
        (page(year=2017), "Socialnämnden 2017: 0 beslut i registret."),
    ],
)
def test_the_body_in_words(made: BodyPage, said: str) -> None:
    assert str(told(made)) == said


def test_what_is_to_come_stands_before_what_has_been_and_the_next_meeting_is_marked() -> None:
    been, extra, coming, last = (date(2018, 9, 9), date(2018, 9, 12), date(2018, 9, 25), date(2018, 10, 30))
    made = page(sitting(been), sitting(extra, meets=False), sitting(coming), sitting(last))
    told = [(part.ident, [each.first for each in part.sittings]) for part in made.parts]
    assert told == [("aret", [extra, coming, last]), ("varit", [been])]
    assert made.next is not None and made.next.first == coming
    html = render_to_string("wheel/parts/sitting.html", {"sitting": made.next, "page": made})
    assert "2018-09-25</span> nästa</dt>" in html
    assert "nästa" not in render_to_string("wheel/parts/sitting.html", {"sitting": made.sittings[3], "page": made})
    earlier = replace(made, year=2017)
    assert ([part.ident for part in earlier.parts], earlier.next) == (["aret"], None)


def test_what_is_to_be_decided_stands_at_the_meeting_and_the_rest_beside() -> None:
    early, late, other = date(2018, 5, 3), date(2018, 5, 24), date(2018, 5, 16)
    made = Decision(key="a", title="Beslut", date=other)
    month, on_day, between = entry(date(2018, 5, 1), exact=False), entry(late), entry(other)
    june = entry(date(2018, 6, 1), exact=False)
    meetings = [entry(day, "meeting", sits=True, recurs=True) for day in (early, late)]
    found, apart = sittings([month, on_day, between, june, *meetings], [made])
    assert [(each.first, each.meets, each.matters, each.decided) for each in found] == [
        (early, True, (), ()),
        (other, False, (), (made,)),
        (late, True, (month, on_day), ()),
    ]
    assert apart == [between, june]


def test_a_body_decides_where_it_sits_and_not_at_other_meetings(town: Town) -> None:
    course: dict[str, Any] = {
        "unit": town.council,
        "what": "Utbildning för nyvalda",
        "kind": "meeting",
        "first": date(2018, 11, 14),
    }
    extra: dict[str, Any] = {"unit": town.council, "what": "Extra sammanträde om budgeten", "kind": "sitting"}
    add_entry(system(), **course)
    add_entry(system(), **extra, first=date(2018, 11, 20))
    actor = town.actor("ledamot")
    council = place_of(actor, "kf")
    found = body_page(actor, council, 2018, DAY)
    told = {each.first: [entry.what for entry in each.matters] for each in found.sittings}
    assert told == {date(2018, 11, 20): [extra["what"]]}
    assert [each.what for each in found.apart] == [course["what"]]
    assert meeting_days(actor, council, [2018]) == {date(2018, 11, 20)}
    assert next(each.day for each in following(actor, DAY) if each.body == council) == date(2018, 11, 20)


def place_of(actor: Actor, key: str) -> Place:
    return next(each for each in bodies(actor) if each.key == key)


def test_what_only_names_those_beneath_does_not_meet(town: Town) -> None:
    above = town.unit("bolagen", "Bolagen", UnitKind.COMPANY, town.council)
    town.unit("energi", "Energibolaget", UnitKind.COMPANY, above)
    assert [each.key for each in bodies(town.actor("ledamot")) if each.kind == "company"] == ["energi"]
    town.person("ledamot", above, account="styrelse")
    assert [each.key for each in bodies(town.actor("ledamot")) if each.kind == "company"] == ["bolagen", "energi"]


def test_what_was_decided_and_what_waits_stand_on_the_page(town: Town) -> None:
    decision = record_decision(system(), title="Policyn", body=town.council, date=date(2018, 5, 16), paragraph="4")
    register_document(system(), kind="policy", title="Policy", decision=decision, revise_by=date(2018, 6, 1))
    Motion.objects.create(title="Motion A", submitted=date(2018, 1, 1), prepared_on=date(2018, 9, 1))
    Motion.objects.create(title="Motion B", submitted=date(2018, 1, 1))
    actor = town.actor("ledamot")
    found = body_page(actor, place_of(actor, "kf"), 2018, DAY)
    assert [each.title for each in found.waiting] == ["Policy", "Motion A"]
    assert [row.title for each in found.sittings for row in each.decided] == ["Policyn"]
    assert body_page(actor, place_of(actor, "kf"), 2017, DAY).waiting == []
    assert body_page(actor, place_of(actor, "sn"), 2018, DAY).waiting == []


def test_the_register_stands_in_the_year(town: Town) -> None:
    register_document(
        system(), kind="policy", title="Policy", responsible_unit=town.board, revise_by=date(2018, 6, 1),
        follow_up_by=date(2018, 6, 1),
    )  # fmt: skip
    actor = town.actor("ledamot")
    model = actor.model_on(DAY)
    assert model is not None
    found = list(governing_documents(model, 2018, actor))
    assert [(each.what, each.who, each.kind) for each in found] == [
        ("Policy revideras", "Socialnämnden", "review"),
        ("Policy följs upp", "Socialnämnden", "review"),
    ]
    assert len({each.ident for each in found}) == 2


@pytest.mark.parametrize("account", [*KNOWN, "stranger", "former"])
def test_everybody_known_here_reads_the_pages(town: Town, client: Client, account: str) -> None:
    client.force_login(town.cast[account])
    for path, words in (("", "Socialnämnden"), ("sn/", "Kalendern har inget"), ("sn/?ar=2017", "2017")):
        answer = client.get(f"/perstorp/sammantraden/{path}")
        assert answer.status_code == (200 if account in KNOWN else 404)
        assert (words in answer.content.decode()) == (account in KNOWN)
    assert client.get("/perstorp/sammantraden/ht/").status_code == 404


def test_the_page_asks_as_much_however_much_there_is(town: Town, client: Client) -> None:
    client.force_login(town.cast["ledamot"])
    Motion.objects.create(title="Motion", submitted=date(2018, 1, 1), prepared_on=date(2018, 9, 1))
    client.get("/perstorp/sammantraden/kf/")
    with CaptureQueriesContext(connection) as few:
        client.get("/perstorp/sammantraden/kf/")
    for number in range(10):
        Motion.objects.create(title=f"Motion {number}", submitted=date(2018, 1, 1), prepared_on=date(2018, 9, 1))
        record_decision(system(), title="x", body=town.council, date=date(2018, 1, 1), paragraph=str(number + 1))
    with CaptureQueriesContext(connection) as many:
        client.get("/perstorp/sammantraden/kf/")
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("today", "done", "told"),
    [(date(2018, 3, 1), None, "väntas"), (date(2018, 5, 1), None, ""), (date(2018, 3, 1), True, "klart")],
)
def test_what_is_assumed_is_awaited_until_its_day_or_till_it_is_done(today: date, done: bool | None, told: str) -> None:
    shown = replace(entry(date(2018, 4, 17)), assumed=("Antaget.",), done=done)
    html = render_to_string("wheel/parts/matter.html", {"entry": shown, "page": {"today": today}})
    assert [word for word in ("klart", "väntas") if word in html] == ([told] if told else [])


def test_the_list_of_bodies_tells_who_meets_next(town: Town) -> None:
    actor = town.actor("ledamot")
    found = following(actor, DAY)
    assert [each.body for each in found] == bodies(actor)
    met = {each.body.key: each.day for each in found}
    assert all(day is None or DAY <= day <= date(DAY.year, 12, 31) for day in met.values())
    council, board = place_of(actor, "kf"), place_of(actor, "sn")
    first, second = Following(council, date(2018, 9, 24)), Following(board, date(2018, 9, 18))
    assert str(next_told([first, second, Following(board, None)])) == f"{board.name} sammanträder härnäst 2018-09-18."
    assert str(next_told([first, Following(board, first.day)])) == (
        f"{council.name} och {board.name} sammanträder härnäst 2018-09-24."
    )
    assert str(next_told([Following(board, None)])) == "Vad ska varje organ besluta, och när?"
