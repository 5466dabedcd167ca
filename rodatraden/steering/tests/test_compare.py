"""The difference between two versions, in words: a table of changes of a file, and what must hold of any change."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodatraden.steering.compare import differences, grouped
from rodatraden.steering.labels import SECTIONS
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Contradiction, Event, Model, Term
from rodatraden.steering.tests.every_change import every_change
from rodatraden.steering.tests.test_words import TEXT

PRESETS = sorted((Path(__file__).parent.parent / "presets").glob("*.toml"))
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in PRESETS}
MODELS = {name: parse(text) for name, text in TEXTS.items()}
MORE = """
[scale.ljus]
values = [
  { key = "gron", word = "Uppfylls", tone = "met", symbol = "disc" },
  { key = "rod", word = "Uppfylls inte", tone = "missed", symbol = "square" },
]

[rule.grans]
scale = "ljus"
compare = "share-of-target"
steps = [{ value = "gron", from = 90 }, { value = "rod" }]

[rule.vag]
scale = "ljus"
roll_up = "weighted"
points = { gron = 3, rod = 1 }
steps = [{ value = "gron", from = 2 }, { value = "rod" }]

[[quality]]
key = "smart"
letters = [
  { key = "s", letter = "S", word = "Specifikt" },
  { key = "m", letter = "M", word = "Mätbart" },
]

[[body]]
key = "kf"
name = { one = "kommunfullmäktige" }
kind = "council"

[[body]]
key = "ks"
name = { one = "kommunstyrelsen" }
kind = "executive_board"

[[event]]
month = 6
what = "Ramarna beslutas"
actor = "kf"

[[event]]
month = 11
what = "Budgeten beslutas"
actor = "kf"
election_year = true

[[report]]
key = "delar"
name = { one = "delårsrapport" }
kind = "half_year"
climbs = [
  { sender = "namnd", receiver = "ks", edge = "prepares" },
  { sender = "ks", receiver = "kf", edge = "decides" },
]
questions = [{ key = "varfor", text = "Varför?" }, { key = "nytt", text = "Är något nytt?" }]

[[glossary]]
word = "mål"
meaning = "Det som ska uppnås."

[[value_word]]
word = "öppenhet"
"""
FILE = TEXT + MORE


def told(old: str, new: str, text: str = FILE) -> list[tuple[str, str]]:
    """What is said of a file with a piece replaced, each with what it is about."""
    assert old in text
    found = differences(parse(text), parse(text.replace(old, new)))
    return [(str(each.about), str(each.told)) for each in found]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Framtid", "Framtid", []),
        (
            'key = "varfor"',
            'key = "orsak"',
            [
                ("rapporttypen ”delårsrapport”", "frågan ”Varför?” (varfor) tas bort"),
                ("rapporttypen ”delårsrapport”", "frågan ”Varför?” (orsak) tillkommer"),
            ],
        ),
        ("Framtid", "Perstorp 2030", [("visionen", "titel: ”Framtid” blir ”Perstorp 2030”")]),
        ('name = "Modell"', 'name = "Så styrs vi"', [("filen", "namn: ”Modell” blir ”Så styrs vi”")]),
        (
            'one = "mål" }',
            'one = "mål", many = "målen" }',
            [("nivån ”mål”", "namn i flertal: inget blir ”målen”")],
        ),
        (
            'serves = ["vision", "mal"]',
            'serves = ["mal"]',
            [("nivån ”aktivitet”", "bidrar till: ”vision” tas bort")],
        ),
        (
            'decided_by = "chef"',
            'decided_by = "kf"\npersonal = true\ncarries = ["responsible"]',
            [
                ("nivån ”aktivitet”", "beslutas av: ”chef” blir ”kommunfullmäktige”"),
                ("nivån ”aktivitet”", "ska ha: ansvarig tillkommer"),
                ("nivån ”aktivitet”", "personlig: nej blir ja"),
            ],
        ),
        (
            'decided_by = "chef"',
            'decided_by = "chef"\nlimit = { at_most = 3, counting = ["mal"] }',
            [("nivån ”aktivitet”", "gräns: inget blir högst 3 per enhet av ”mål”")],
        ),
        (
            "except_months = [1, 7]",
            "except_months = [7, 12]",
            [("rapporttypen ”månadsrapport”", "utom månaderna: januari tas bort, december tillkommer")],
        ),
        (
            'key = "aktivitet"',
            'key = "insats"\nwas = "aktivitet"',
            [("nivån ”aktivitet”", "nyckeln ”aktivitet” blir ”insats”")],
        ),
        (
            'key = "nytt", text',
            'key = "senast", was = "nytt", text',
            [("rapporttypen ”delårsrapport”", "frågan ”Är något nytt?”, nyckeln ”nytt” blir ”senast”")],
        ),
        (
            ', { key = "nytt", text = "Är något nytt?" }',
            "",
            [("rapporttypen ”delårsrapport”", "frågan ”Är något nytt?” tas bort")],
        ),
        (
            'text = "Är något nytt?"',
            'text = "Vad är nytt?"',
            [
                (
                    "rapporttypen ”delårsrapport”",
                    "frågan ”Är något nytt?”, lydelse: ”Är något nytt?” blir ”Vad är nytt?”",
                )
            ],
        ),
        (
            '  { key = "m", letter = "M", word = "Mätbart" },\n',
            "",
            [("målkriterierna ”SM”", "kriteriet ”Mätbart” tas bort")],
        ),
        (
            '  { sender = "namnd", receiver = "ks", edge = "prepares" },\n',
            "",
            [("rapporttypen ”delårsrapport”", "vägen ”namnd till kommunstyrelsen” tas bort")],
        ),
        (
            'edge = "prepares"',
            'edge = "information"',
            [
                (
                    "rapporttypen ”delårsrapport”",
                    "vägen ”namnd till kommunstyrelsen”, mottagaren: bereder blir får kännedom",
                )
            ],
        ),
        (
            'word = "Uppfylls", tone = "met", symbol = "disc"',
            'word = "Nås", tone = "met", symbol = "triangle"',
            [
                ("skalan ”ljus”", "värdet ”Uppfylls”, ord: ”Uppfylls” blir ”Nås”"),
                ("skalan ”ljus”", "värdet ”Uppfylls”, tecken: fylld cirkel blir triangel"),
            ],
        ),
        (
            "from = 90",
            "from = 80",
            [
                (
                    "regeln ”grans”",
                    "”Uppfylls: minst 90 % av målvärdet” blir ”Uppfylls: minst 80 % av målvärdet”",
                )
            ],
        ),
        (
            "gron = 3",
            "gron = 4",
            [
                (
                    "regeln ”vag”",
                    "”poäng: Uppfylls 3 och Uppfylls inte 1” blir ”poäng: Uppfylls 4 och Uppfylls inte 1”",
                )
            ],
        ),
        (
            "[[event]]\nmonth = 6",
            '[[event]]\nmonth = 2\nwhat = "Strategidag"\nactor = "ks"\n\n[[event]]\nmonth = 6',
            [("årets händelser", "händelsen ”Strategidag” i februari tillkommer")],
        ),
        (
            "month = 6",
            "month = 5",
            [("händelsen ”Ramarna beslutas” i juni", "månad: juni blir maj")],
        ),
        (
            "Ramarna beslutas",
            "Ramarna beslutas i juni",
            [("händelsen ”Ramarna beslutas” i juni", "vad: ”Ramarna beslutas” blir ”Ramarna beslutas i juni”")],
        ),
        (
            "election_year = true",
            "election_year = false",
            [("händelsen ”Budgeten beslutas” i november", "gäller valår: ja blir nej")],
        ),
        ('[[glossary]]\nword = "mål"\nmeaning = "Det som ska uppnås."\n', "", [("ordlistan", "ordet ”mål” tas bort")]),
        ('word = "öppenhet"', 'word = "omtanke"', [
            ("värdeorden", "värdeordet ”öppenhet” tas bort"),
            ("värdeorden", "värdeordet ”omtanke” tillkommer"),
        ]),
        (
            "\n[[plan]]",
            '\n[[perspective]]\nkey = "ekonomi"\nname = { one = "Ekonomi" }\n\n[[plan]]',
            [("perspektiven", "perspektivet ”Ekonomi” tillkommer")],
        ),
        (
            '[rule.grans]\nscale = "ljus"\ncompare = "share-of-target"',
            '[rule.malet]\nscale = "ljus"\ncompare = "share-of-target"',
            [("reglerna", "regeln ”grans” tas bort"), ("reglerna", "regeln ”malet” tillkommer")],
        ),
    ],
)  # fmt: skip
def test_a_change_of_the_file_is_told_as_a_controller_would(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    assert told(old, new) == expected


def test_a_value_of_a_scale_that_gets_another_key_changes_no_rule() -> None:
    text = FILE.replace("gron", "ja").replace('key = "ja"', 'key = "ja", was = "gron"')
    found = differences(parse(FILE), parse(text))
    assert [(each.kind, str(each.told)) for each in found] == [
        ("renamed", "värdet ”Uppfylls”, nyckeln ”gron” blir ”ja”")
    ]


def test_a_body_that_gets_another_key_changes_nothing_that_names_it() -> None:
    text = FILE.replace('"kf"', '"full"').replace('key = "full"', 'key = "full"\nwas = "kf"')
    assert [str(each.told) for each in differences(parse(FILE), parse(text))] == ["nyckeln ”kf” blir ”full”"]


def test_a_long_text_is_cut_where_it_changes() -> None:
    ((_, sentence),) = told("Det som ska uppnås.", "x" * 500 + " slut")
    assert len(sentence) < 200
    long = FILE.replace("Det som ska uppnås.", f"{'a' * 300} förr {'b' * 300}")
    ((_, sentence),) = told("förr", "nu", long)
    assert sentence.startswith("betydelse: ”…")
    assert "förr" in sentence
    assert "nu" in sentence


def test_lines_about_one_part_stand_together() -> None:
    found = differences(
        parse(FILE),
        parse(FILE.replace('kind = "goal"', 'kind = "priority"\nreported = false').replace("month = 6", "month = 5")),
    )
    assert [(str(about), len(lines)) for about, lines in grouped(found)] == [
        ("nivån ”mål”", 2),
        ("händelsen ”Ramarna beslutas” i juni", 1),
    ]


@pytest.mark.parametrize("name", MODELS)
def test_a_model_compared_with_itself_gives_nothing(name: str) -> None:
    assert differences(MODELS[name], parse(TEXTS[name])) == ()


@pytest.mark.parametrize("name", MODELS)
def test_any_single_change_gives_a_line_or_two_and_never_more_than_the_rule_has(name: str) -> None:
    """A key that is changed without `was` is one part that goes and one that comes, and perhaps an order."""
    unseen, number = [], 0
    for path, other in every_change(MODELS[name]):
        found = differences(MODELS[name], other)
        number += 1
        if not found or len(found) > (6 if path.startswith("rule.") else 3):
            unseen.append((path, [str(each.told) for each in found]))
    assert unseen == []
    assert number > 1000


@pytest.mark.parametrize("name", MODELS)
def test_what_came_and_went_makes_up_how_many_there_are(name: str) -> None:
    before = MODELS[name]
    for after in MODELS.values():
        found = Counter((each.kind, str(each.about)) for each in differences(before, after))
        for section in ("event", "glossary", "level", "role"):
            about = str(SECTIONS[section])
            number = len(before.__dict__[section]) + found["added", about] - found["removed", about]
            assert number == len(after.__dict__[section])


def inserted(model: Model, section: str, place: int, part: object) -> Model:
    parts = model.__dict__[section]
    return model.model_copy(update={section: (*parts[:place], part, *parts[place:])})


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(MODELS)), st.integers(0, 60), st.integers(1, 12), st.booleans())
def test_an_event_put_anywhere_is_one_line_and_so_is_one_taken_away(
    name: str, place: int, month: int, twice: bool
) -> None:
    model = MODELS[name]
    event = model.event[place % len(model.event)] if twice else Event(month=month, what="Något helt nytt", actor="kf")
    longer = inserted(model, "event", place, event)
    (line,) = differences(model, longer)
    assert (line.kind, str(line.about)) == ("added", "årets händelser")
    (line,) = differences(longer, model)
    assert line.kind == "removed"


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(MODELS)), st.integers(0, 60))
def test_a_word_and_a_contradiction_put_anywhere_are_one_line(name: str, place: int) -> None:
    for section, part in (
        ("glossary", Term(word="nyord", meaning="Betyder något.")),
        ("contradiction", Contradiction(subject="Nytt", one="ja", other="nej")),
    ):
        (line,) = differences(MODELS[name], inserted(MODELS[name], section, place, part))
        assert line.kind == "added"
