from rodatraden.steering.load import parse
from rodatraden.steering.schema import Deadline, Model
from rodatraden.steering.words import assumed, chain, deadline_told, decided_in, parts, report_told, stated

TEXT = """
[model]
municipality = "1275"
name = "Modell"

[vision]
title = "Framtid"
source = "s. 1"

[[level]]
key = "vision"
name = { one = "vision" }
kind = "vision"
decided_by = "kf"
document = ["Visionen"]

[[level]]
key = "mal"
name = { one = "mål" }
kind = "goal"
serves = ["vision"]
decided_by = "kf"
decided_in = "budget"
assumed = "Nivån nämns inte."

[[level]]
key = "aktivitet"
name = { one = "aktivitet" }
kind = "activity"
serves = ["vision", "mal"]
decided_by = "chef"

[[plan]]
key = "budget"
name = { one = "mål och budget" }
owner = "kf"
decided_by = "kf"

[[report]]
key = "manad"
name = { one = "månadsrapport" }
kind = "monthly"
except_months = [1, 7]

[[report]]
key = "ar"
name = { one = "årsredovisning" }
kind = "annual"
period_ends = [{ month = 12, day = 31 }]
"""


def model() -> Model:
    return parse(TEXT)


def test_levels_stand_below_the_lowest_that_they_serve() -> None:
    assert [[level.key for level in step] for step in chain(model())] == [["vision"], ["mal"], ["aktivitet"]]


def test_a_circle_of_levels_still_comes_to_an_end() -> None:
    circular = parse(TEXT.replace('kind = "vision"', 'kind = "vision"\nserves = ["mal"]'))
    assert sum(len(step) for step in chain(circular)) == 3


def test_a_level_names_the_document_it_is_decided_in() -> None:
    vision, goal, activity = model().level
    assert decided_in(model(), goal) == "mål och budget"
    assert decided_in(model(), vision) == "Visionen"
    assert decided_in(model(), activity) == ""


def test_a_deadline_is_told_with_its_year() -> None:
    assert str(deadline_told(Deadline(month=11, year=-1))) == "november året före"
    assert str(deadline_told(Deadline(month=3, day=1))) == "1 mars"
    assert str(deadline_told(Deadline(month=4, year=1))) == "april året efter"
    assert not deadline_told(None)


def test_a_report_says_when_it_comes() -> None:
    monthly, annual = model().report
    assert str(report_told(monthly)) == "varje månad utom januari och juli"
    assert str(report_told(annual)) == "per 31 december"


def test_what_is_stated_and_what_is_assumed_can_be_listed() -> None:
    assert [(each.path, each.words) for each in stated(model())] == [("vision", "s. 1")]
    assert [(each.path, each.words) for each in assumed(model())] == [("level[mal]", "Nivån nämns inte.")]


def test_every_part_has_a_path_of_its_own() -> None:
    paths = [path for path, _ in parts(model())]
    assert len(set(paths)) == len(paths)
    assert "level[mal].name" in paths
