"""The small markup of a plan's texts: what is a heading, what is placed, and what stays as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.planning.placing import (
    BLOCKS,
    INLINE,
    MISSING,
    Head,
    Misplaced,
    Piece,
    Placed,
    Typed,
    as_read,
    filled,
    misplaced,
    pieces,
    placed_in,
    token,
)

KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["{{mål}}", "{{ekonomi}}", "{{indikator:trygghet}}", "## Rubrik", "### Under", "- en punkt", ""]
        ),
        st.text(alphabet="abc åäö{}#:*-.", max_size=20),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## Uppdraget", Head("Uppdraget", 1)),
        ("### Elever", Head("Elever", 2)),
        ("##   Många blanksteg  ", Head("Många blanksteg", 1)),
        ("  ## Indragen", Head("Indragen", 1)),
        ("## Stängd ##", Head("Stängd", 1)),
        ("{{mål}}", Placed("mål")),
        ("{{aktiviteter}}", Placed("aktiviteter")),
        ("{{ekonomi}}", Placed("ekonomi")),
        ("{{ovanför}}", Placed("ovanför")),
        ("{{ mål }}", Placed("mål")),
        ("   {{mål}}   ", Placed("mål")),
        ("{{indikator:trygghet}}", Placed("indikator", "trygghet")),
        ("{{ indikator : N15030 }}", Placed("indikator", "N15030")),
        ("{{indikator:a.b-c_d}}", Placed("indikator", "a.b-c_d")),
    ],
)
def test_a_line_of_its_own_is_a_heading_or_places_something(line: str, expected: Piece) -> None:
    assert list(pieces(line)) == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "# En rubrik av första nivån är planens egen",
        "#### För djup",
        "##Utan blanksteg",
        "Se {{mål}} här",
        "{{mål}} {{ekonomi}}",
        "{{mål:trygghet}}",
        "{{indikator}}",
        "{{utfall:trygghet}}",
        "{{målvärde:trygghet}}",
        "{{okänt}}",
        "{{MÅL}}",
        "{mål}",
        "{{mål}",
        "{{}}",
        "- en punkt",
        "**fet**",
        "<b>inget märkspråk</b>",
    ],
)
def test_everything_else_stays_as_it_was_typed(line: str) -> None:
    assert list(pieces(line)) == [Typed(line)]


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n  \n", "\t"])
def test_of_an_empty_text_there_is_nothing(text: str) -> None:
    assert list(pieces(text)) == []


def test_the_parts_come_in_their_order() -> None:
    text = "Först.\nAndra raden.\n\n## Elever\nOm elever.\n{{mål}}\n\n{{ekonomi}}\nSist."
    assert list(pieces(text)) == [
        Typed("Först.\nAndra raden.\n"),
        Head("Elever", 1),
        Typed("Om elever."),
        Placed("mål"),
        Placed("ekonomi"),
        Typed("Sist."),
    ]


@given(LINES)
def test_nothing_that_was_typed_is_lost(lines: list[str]) -> None:
    kept: list[str] = []
    for piece in pieces("\n".join(lines)):
        match piece:
            case Typed(text):
                kept.append(text)
            case Head(text, depth):
                kept.append(f"{'#' * (depth + 1)} {text}")
            case Placed(kind, key):
                kept.append(token(kind, key))
    wanted = [part.strip() for line in lines for part in line.splitlines() if part.strip() and "#" not in part]
    found = [part.strip() for text in kept for part in text.splitlines() if part.strip() and "#" not in part]
    assert [each.replace(" ", "") for each in found] == [each.replace(" ", "") for each in wanted]


@given(st.sampled_from(["mål", "aktiviteter", "ekonomi", "ovanför"]))
def test_what_the_page_offers_to_place_is_found_again(kind: str) -> None:
    assert list(pieces(token(kind))) == [Placed(kind)]


@given(KEYS)
def test_so_is_an_indicator_by_its_key(key: str) -> None:
    assert list(pieces(token("indikator", key))) == [Placed("indikator", key)]
    assert placed_in(f"Det var {token('utfall', key)} förra året.") == {Placed("utfall", key)}


def words(kind: str, key: str) -> str | None:
    known = {("utfall", "trygghet"): "70,5 (2017)", ("målvärde", "trygghet"): "73 (2019)", ("utfall", "tom"): ""}
    return known.get((kind, key))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det var {{utfall:trygghet}}.", "Det var 70,5 (2017)."),
        ("Målet är {{målvärde:trygghet}}.", "Målet är 73 (2019)."),
        ("{{ utfall : trygghet }}", "70,5 (2017)"),
        ("{{utfall:trygghet}} mot {{målvärde:trygghet}}", "70,5 (2017) mot 73 (2019)"),
        ("{{utfall:trygghet}}{{utfall:trygghet}}", "70,5 (2017)70,5 (2017)"),
        ("{{utfall:okand}} finns inte", "– finns inte"),
        ("{{utfall}} utan nyckel", "– utan nyckel"),
        ("{{mål}} är ingen siffra", "– är ingen siffra"),
        ("{{indikator:trygghet}} är en tabell", "– är en tabell"),
        ("{{utfall:tom}}kvar", "kvar"),
        ("{{MÅL}} och {{}} och {{ två ord }}", "– och – och –"),
        ("{mål} och {{mål} och {{mål\n}}", "{mål} och {{mål} och {{mål\n}}"),
        ("inget alls", "inget alls"),
        ("", ""),
    ],
)
def test_figures_are_filled_in_within_sentences(text: str, expected: str) -> None:
    assert filled(text, words) == expected


@given(st.text(alphabet="ab {}:åmlutfå", max_size=60))
def test_where_nothing_is_known_nothing_is_printed_as_it_was_typed(text: str) -> None:
    shown = filled(text, lambda _kind, _key: None)
    assert shown == text or MISSING in shown
    assert not [each for each in misplaced(shown, words, KNOWN.__contains__) if each.name]


KNOWN = {"trygghet", "tom"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{mål}}", []),
        ("Det var {{utfall:trygghet}}.", []),
        ("{{indikator:trygghet}}", []),
        ("Se {{mål}} här", [Misplaced("mål", "alone")]),
        ("Se {{ indikator:trygghet }} här", [Misplaced("indikator:trygghet", "alone")]),
        ("## Om {{mål}}", [Misplaced("mål", "alone")]),
        ("{{indikator:borta}}", [Misplaced("indikator:borta", "unknown")]),
        ("Det var {{utfall:borta}}.", [Misplaced("utfall:borta", "unknown")]),
        ("Det var {{utfall}}.", [Misplaced("utfall", "unknown")]),
        ("{{mål:trygghet}}", [Misplaced("mål:trygghet", "unknown")]),
        ("{{påhitt}}", [Misplaced("påhitt", "unknown")]),
        ("{{MÅL}}", [Misplaced("MÅL", "unknown")]),
        ("Målet är {{målvärde:tom}}.", [Misplaced("målvärde:tom", "empty")]),
        ("{{mål}} {{ekonomi}}", [Misplaced("mål", "alone"), Misplaced("ekonomi", "alone")]),
        ("", []),
    ],
)
def test_what_cannot_be_shown_where_it_stands_is_named_with_the_reason(text: str, expected: list[Misplaced]) -> None:
    assert list(misplaced(text, words, KNOWN.__contains__)) == expected


def test_the_reason_is_told_without_braces() -> None:
    told = [str(Misplaced("mål", why).told) for why in ("alone", "unknown", "empty")]
    assert told[0] == "”mål” visas inte här: en tabell ska stå ensam på en rad."
    assert all(each.startswith("”mål”") and "{" not in each for each in told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Elever\nDet är **viktigt**.", "Elever\nDet är viktigt."),
        ("{{mål}}\nOch mer.", "[mål]\nOch mer."),
        ("Det var {{utfall:trygghet}}.", "Det var 70,5 (2017)."),
        ("- en punkt", "- en punkt"),
        ("", ""),
    ],
)
def test_a_text_in_plain_words_is_without_marks(text: str, expected: str) -> None:
    assert as_read(text, words, lambda placed: placed.kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{mål}}", {Placed("mål")}),
        ("Text.\n{{mål}}\n{{ekonomi}}", {Placed("mål"), Placed("ekonomi")}),
        ("{{mål}}\n{{mål}}", {Placed("mål")}),
        ("{{indikator:trygghet}}", {Placed("indikator", "trygghet")}),
        ("Det var {{utfall:trygghet}}, mål {{målvärde:b}}.", {Placed("utfall", "trygghet"), Placed("målvärde", "b")}),
        ("{{okänt}}", set()),
        ("{{utfall}}", set()),
        ("{{mål:nyckel}}", set()),
        ("Ingenting.", set()),
        ("", set()),
    ],
)
def test_what_a_text_places_is_known(text: str, expected: set[Placed]) -> None:
    assert placed_in(text) == expected


@pytest.mark.parametrize("kind", ["mål", "aktiviteter", "ekonomi", "ovanför"])
def test_a_table_named_within_a_sentence_is_not_placed(kind: str) -> None:
    """It is not shown there, so that the plan must show it where it otherwise stands."""
    assert placed_in(f"Se {token(kind)} längre ner.") == frozenset()


def test_tables_and_figures_are_told_apart() -> None:
    assert not BLOCKS & INLINE


@pytest.mark.parametrize(
    ("kind", "key", "expected"),
    [
        ("mål", "", "{{mål}}"),
        ("utfall", "trygghet", "{{utfall:trygghet}}"),
        ("indikator", "N15030", "{{indikator:N15030}}"),
    ],
)
def test_how_something_is_placed(kind: str, key: str, expected: str) -> None:
    assert token(kind, key) == expected
