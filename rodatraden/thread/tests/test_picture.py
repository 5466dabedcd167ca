"""The thread as a picture and as a list: what is drawn, what is broken, and what a filter leaves."""

from collections.abc import Collection
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING
from rodatraden.steering.tests.steered import steer_by
from rodatraden.thread import picture as drawing
from rodatraden.thread.break_kinds import MEANINGS, Break, Code
from rodatraden.thread.gather import Thread
from rodatraden.thread.marking import mark_of, mark_of_figure, mark_of_node, scale_of
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.picture import (
    DEEPEST,
    FRAYED,
    OPEN,
    PAPER,
    Line,
    around,
    on_paper,
    outline,
    parts_of,
    picture_of,
    short_of,
    shown_in,
)
from rodatraden.thread.services import give_assignment, report_progress
from rodatraden.thread.tests.cast import FROM, MODEL, Town

pytestmark = pytest.mark.django_db
TODAY = date(2018, 9, 10)
EVERYTHING = {"vision", "trygg", "gron", "vagar", "lekplatser", "strategi", "vandring", "uppdraget", "los"}


@pytest.fixture(scope="module")
def thread(town_to_read: Town) -> Thread:
    """Two council goals, two board goals, a strategy, an activity, an assignment, and a goal that hangs loose."""
    town = town_to_read
    with clock.held(TODAY):
        vision = town.decided("Vision", "vision", town.council)
        trygg = town.decided("Trygg", "fullmaktigemal", town.council, serves=(vision.item,), number="1", position=1)
        gron = town.decided("Grön", "fullmaktigemal", town.council, serves=(vision.item,), number="2", position=2)
        safety = town.indicator("trygghet")
        town.outcome(safety, "2018", "90")
        town.target(safety, "2018", "100")
        vagar = town.measured("Vägar", safety, serves=(trygg.item, gron.item), position=3, example=True)
        town.decided("Lekplatser", serves=(gron.item,), unit=town.executive, position=4)
        strategy = town.decided("Strategi", "strategi", serves=(vagar.item,))
        walk = town.decided("Vandring", "aktivitet", town.school, serves=(strategy.item,), deadline=date(2018, 8, 31))
        report_progress(town.operator, walk.item, state="ongoing")
        give_assignment(
            town.operator, level="uppdrag", title="Uppdraget", unit=town.council, to=town.board,
            decision=town.meeting, valid_from=FROM, serves=(trygg.item,),
        )  # fmt: skip
        town.decided("Lös", position=9)
        return town.thread()


def listed(lines: list[Line]) -> list[tuple[int, str]]:
    return [(line.depth, line.node.key) for line in lines]


def test_the_whole_thread_is_all_there_is(thread: Thread) -> None:
    assert set(thread.nodes) == EVERYTHING


def test_the_columns_are_the_levels_that_are_used_from_the_top(thread: Thread) -> None:
    picture = picture_of(thread, (), EVERYTHING)
    assert [(column.name, column.note) for column in picture.columns] == [
        ("Vision", "kommunfullmäktige"),
        ("Fullmäktigemål", "kommunfullmäktige"),
        ("Nämndmål", "nämnden"),
        ("Strategi", "nämnden"),
        ("Aktivitet", "enhetschef"),
    ]
    assert [node.column for node in picture.nodes] == [0, 1, 1, 2, 2, 2, 3, 4]


def test_assignments_have_a_page_of_their_own(thread: Thread) -> None:
    assert "uppdraget" not in {node.key for node in picture_of(thread, (), EVERYTHING).nodes}
    assert "uppdraget" not in {line.node.key for line in outline(thread, (), EVERYTHING)}


def test_every_line_of_the_picture_joins_two_that_are_drawn(thread: Thread) -> None:
    links = {(link.above, link.below) for link in picture_of(thread, (), EVERYTHING).links}
    assert links == {
        ("vision", "trygg"),
        ("vision", "gron"),
        ("trygg", "vagar"),
        ("gron", "vagar"),
        ("gron", "lekplatser"),
        ("vagar", "strategi"),
        ("strategi", "vandring"),
    }


@given(st.sets(st.sampled_from(sorted(EVERYTHING))))
def test_of_any_part_of_the_thread_no_line_hangs_in_the_air(thread: Thread, some: set[str]) -> None:
    picture = picture_of(thread, (), some)
    keys = {node.key for node in picture.nodes}
    assert keys == some - {"uppdraget"}
    assert all({link.above, link.below} <= keys for link in picture.links)
    assert all(0 <= node.column < len(picture.columns) for node in picture.nodes)


@given(st.sets(st.sampled_from(sorted(EVERYTHING))))
def test_of_any_part_of_the_thread_each_item_is_listed_once(thread: Thread, some: set[str]) -> None:
    keys = [line.node.key for line in outline(thread, (), some)]
    assert sorted(keys) == sorted(some - {"uppdraget"})


def test_the_list_hangs_each_item_beneath_the_first_that_it_serves(thread: Thread) -> None:
    assert listed(outline(thread, (), EVERYTHING)) == [
        (0, "vision"),
        (1, "trygg"),
        (2, "vagar"),
        (3, "strategi"),
        (4, "vandring"),
        (1, "gron"),
        (2, "lekplatser"),
        (0, "los"),
    ]


def test_what_serves_something_that_is_not_shown_hangs_beneath_the_next(thread: Thread) -> None:
    assert listed(outline(thread, (), EVERYTHING - {"trygg"}))[:3] == [(0, "vision"), (1, "gron"), (2, "vagar")]


def test_an_activity_that_carries_out_an_assignment_is_listed_all_the_same(town: Town) -> None:
    text = MODEL.replace('serves = ["namndmal", "strategi"]', 'serves = ["namndmal", "strategi", "uppdrag"]')
    steer_by(text)
    given_one = give_assignment(
        town.operator, level="uppdrag", title="U", unit=town.council, to=town.board,
        decision=town.meeting, valid_from=FROM,
    )  # fmt: skip
    town.decided("Göra", "aktivitet", town.school, serves=(given_one.item,))
    assert listed(outline(town.thread(), (), {"u", "gora"})) == [(0, "gora")]


def test_the_list_is_indented_no_deeper_than_a_phone_can_show(town: Town) -> None:
    above: tuple[ItemVersion, ...] = ()
    for number in range(DEEPEST + 3):
        above = (town.decided(f"Mål {number}", serves=tuple(each.item for each in above)),)
    thread = town.thread()
    assert [line.depth for line in outline(thread, (), set(thread.nodes))] == [*range(DEEPEST + 1), DEEPEST, DEEPEST]


@pytest.mark.parametrize(
    ("key", "title", "notes"),
    [
        ("trygg", "1 Trygg", []),
        ("vagar", "Vägar", ["Barn- och utbildningsnämnden", "exempel"]),
        ("lekplatser", "Lekplatser", ["Kommunstyrelsen"]),
        ("strategi", "Strategi", []),
        ("vandring", "Vandring", ["2018-08-31 · pågår"]),
    ],
)
def test_a_node_says_its_number_whose_it_is_and_when_it_is_to_be_done(
    thread: Thread, key: str, title: str, notes: list[str]
) -> None:
    node = next(node for node in picture_of(thread, (), EVERYTHING).nodes if node.key == key)
    assert (node.title, node.notes, node.url) == (title, notes, f"/klippan/led/{key}/")


@pytest.mark.parametrize("code", MEANINGS)
def test_every_kind_of_break_has_its_short_words_and_only_remarks_are_left_unsaid(thread: Thread, code: Code) -> None:
    broken = Break(code, NOTHING, item_key="vagar")
    (node,) = picture_of(thread, [broken], {"vagar"}).nodes
    (line,) = outline(thread, [broken], {"vagar"})
    said = "" if broken.severity == "remark" else f"Brister: {short_of(thread.model, code)}"
    assert (node.fault, line.fault) == (said, said)
    assert node.frayed == ([FRAYED[code]] if code in FRAYED else [])
    assert node.open is (code in OPEN)


def test_the_same_break_twice_is_told_once_and_breaks_of_others_not_at_all(thread: Thread) -> None:
    breaks = [Break(code, NOTHING, item_key="vagar") for code in ("no-target", "no-outcome", "no-target")]
    breaks += [Break("no-activity", NOTHING, item_key="los")]
    (node,) = picture_of(thread, breaks, {"vagar"}).nodes
    assert (node.fault, node.frayed) == ("Brister: inget målvärde, inget utfall", [])


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, {"vision", "trygg", "gron", "vagar", "lekplatser", "uppdraget", "los"}),
        ({"deep": True}, EVERYTHING),
        ({"authority": "bun"}, {"vision", "trygg", "gron", "vagar", "los"}),
        ({"authority": "bun", "deep": True}, {"vision", "trygg", "gron", "vagar", "strategi", "vandring", "los"}),
        ({"authority": "ks"}, {"vision", "gron", "lekplatser"}),
        ({"authority": "finns-inte"}, set()),
        ({"area": "trygg"}, {"vision", "trygg", "gron", "vagar", "uppdraget"}),
        ({"area": "lekplatser"}, {"vision", "gron", "lekplatser"}),
        ({"area": "los"}, {"los"}),
        ({"tone": "partly"}, {"vision", "trygg", "gron", "vagar"}),
        ({"tone": "missed"}, set()),
        ({"tone": "unmeasured"}, {"vision", "gron", "lekplatser", "los"}),
        ({"authority": "ks", "tone": "partly"}, set()),
    ],
)
def test_a_filter_keeps_what_it_asks_for_and_all_that_this_serves(
    thread: Thread, asked: dict[str, str], left: set[str]
) -> None:
    assert shown_in(thread, **asked) == left  # type: ignore[arg-type]


@given(st.sampled_from(["", "bun", "ks", "kf"]), st.sampled_from(["", "trygg", "gron"]), st.booleans())
def test_whatever_is_filtered_all_that_is_served_is_shown(thread: Thread, who: str, area: str, deep: bool) -> None:
    shown = shown_in(thread, who, area, "", deep)
    assert all({up.key for up in thread.upward(key)} <= shown for key in shown)


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ({"vision"}, "Ett led."),
        ({"vision", "trygg"}, "2 led, från vision till fullmäktigemål."),
        ((), "0 led."),
    ],
)
def test_the_picture_says_in_words_what_it_is(thread: Thread, shown: Collection[str], told: str) -> None:
    picture = picture_of(thread, (), shown)
    assert (picture.title, picture.description) == ("Röda tråden i 2018", told)


# The marks


@pytest.mark.parametrize(
    ("key", "tone", "symbol"),
    [
        ("vagar", "partly", "diamond"),
        ("trygg", "partly", "diamond"),
        ("lekplatser", "unmeasured", "ring"),
    ],
)
def test_an_item_is_marked_by_the_scale_of_its_rule(thread: Thread, key: str, tone: str, symbol: str) -> None:
    mark = mark_of_node(thread, thread.nodes[key])
    assert mark is not None
    assert (mark.tone, mark.symbol) == (tone, symbol)
    assert str(mark.word) == str(thread.nodes[key].judgement.word)  # type: ignore[union-attr]


@pytest.mark.parametrize("key", ["vision", "strategi", "vandring", "uppdraget"])
def test_what_is_not_judged_has_no_mark(thread: Thread, key: str) -> None:
    assert mark_of_node(thread, thread.nodes[key]) is None


@pytest.mark.parametrize("rule", ["", "finns-inte", "mal", "indikator"])
def test_a_rule_that_the_model_lacks_answers_in_the_first_scale(thread: Thread, rule: str) -> None:
    assert scale_of(thread.model, rule) is thread.model.scale["ljus"]


def test_a_value_that_the_scale_lacks_is_a_ring(thread: Thread) -> None:
    judgement = thread.nodes["vagar"].judgement
    assert judgement is not None
    lost = type(judgement)("lila", judgement.tone, judgement.word, judgement.reason, judgement.closed)
    assert mark_of(thread.model.scale["ljus"], lost).symbol == "ring"


ARROWS = """
[scale.pilar]
kind = "arrow"
values = [
  { key = "upp", word = "Nås", tone = "met", symbol = "arrow-up" },
  { key = "lika", word = "Lika", tone = "partly", symbol = "arrow-flat" },
  { key = "ned", word = "Nås inte", tone = "missed", symbol = "arrow-down" },
]

[rule.pil]
scale = "pilar"
compare = "reached"
steps = [{ value = "upp", from = 100 }, { value = "ned" }]
"""


@pytest.mark.parametrize(("outcome", "symbol"), [("100", "arrow-up"), ("10", "arrow-down")])
def test_an_indicator_is_marked_by_the_scale_of_the_rule_that_its_level_names(
    town: Town, outcome: str, symbol: str
) -> None:
    text = MODEL.replace('measure = "indikator"', 'measure = "pil"') + ARROWS
    steer_by(text)
    measured = town.indicator("i")
    town.outcome(measured, "2018", outcome)
    town.target(measured, "2018", "100")
    town.measured("Mål", measured)
    thread = town.thread()
    node = thread.nodes["mal"]
    assert mark_of_figure(thread, node, node.figures[0]).symbol == symbol


def test_around_an_item_stand_what_it_serves_what_carries_it_and_what_serves_the_same(thread: Thread) -> None:
    assert around(thread, "lekplatser") == {"vision", "gron", "vagar", "lekplatser"}
    assert around(thread, "los") == {"los"}


def test_where_there_would_be_too_many_only_what_hangs_directly_beneath_is_drawn(thread: Thread) -> None:
    assert "vandring" in around(thread, "gron")
    assert around(thread, "gron", most=3) == {"vision", "trygg", "gron", "vagar", "lekplatser"}


def test_the_path_through_the_chosen_item_is_live_and_its_neighbours_are_not(thread: Thread) -> None:
    picture = picture_of(thread, (), around(thread, "lekplatser"), "lekplatser")
    assert picture.live() == {"vision", "gron", "lekplatser"}
    assert picture_of(thread, (), {"vision"}, "lekplatser").here == ""


def test_a_thread_that_fits_a_sheet_is_one_part_without_what_has_a_page_of_its_own(thread: Thread) -> None:
    assert parts_of(thread, EVERYTHING) == [("", EVERYTHING - {"uppdraget"})]


def test_a_larger_one_has_a_part_for_each_item_below_the_vision_and_what_hangs_alone_comes_last(
    thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST_ON_A_SHEET", 3)
    below = {"vision", "vagar", "strategi", "vandring"}
    assert parts_of(thread, EVERYTHING) == [
        ("1 Trygg", below | {"trygg"}),
        ("2 Grön", below | {"gron", "lekplatser"}),
        ("Övrigt", {"vision", "los"}),
    ]


def test_every_item_is_on_some_sheet(thread: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "MOST_ON_A_SHEET", 1)
    for shown in (EVERYTHING, {"vision", "gron", "lekplatser"}, {"los", "strategi"}):
        assert set().union(*(part for _, part in parts_of(thread, shown))) == shown - {"uppdraget"}


def test_on_paper_the_picture_is_narrower_and_else_the_same(thread: Thread) -> None:
    picture = picture_of(thread, (), EVERYTHING)
    sheet = on_paper(picture)
    assert sheet.width == PAPER < picture.width
    assert (sheet.nodes, sheet.links) == (picture.nodes, picture.links)


def test_on_paper_an_item_may_have_fewer_around_it(thread: Thread) -> None:
    assert around(thread, "trygg") - around(thread, "trygg", most=1) == {"strategi", "vandring"}
