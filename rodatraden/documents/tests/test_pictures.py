"""A picture in a document is a picture and nothing else."""

import pytest

from rodatraden.documents.pictures import PLAIN_WIDTH, checked, for_page, width_of
from rodatraden.documents.tests.made import SVG
from rodatraden.web import charts
from rodatraden.web.sample import _curve, _trend

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 30">'
HOSTILE = [
    "<script>alert(1)</script>",
    '<path onclick="alert(1)" d="M0 0"/>',
    '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
    '<image href="https://exempel.se/x.png"/>',
    '<image href="file:///etc/passwd"/>',
    '<use href="#x"/>',
    "<foreignObject><p>x</p></foreignObject>",
    "<style>@import url(https://exempel.se)</style>",
    '<path style="background:url(https://exempel.se)" d="M0 0"/>',
    '<rect fill="url(https://exempel.se/#x)"/>',
    '<rect fill="URL (#x)"/>',
    '<animate attributeName="href" to="javascript:alert(1)"/>',
    '<set attributeName="onload" to="alert(1)"/>',
    '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
]


@pytest.mark.parametrize("inner", HOSTILE)
def test_nothing_but_shapes_and_their_looks_is_left(inner: str) -> None:
    made = checked(f"{HEAD}{inner}</svg>")
    for word in ("script", "alert", "exempel", "passwd", "href", "url", "style", "foreign", "animate", "<set", "<use"):
        assert word not in made.lower(), made


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "text",
        "<svg>",
        "<p/>",
        '<svg viewBox="0 0 1 1"/>',
        f"<!DOCTYPE svg [<!ENTITY x 'y'>]>{SVG}",
        f"{HEAD}<!-- x --></svg>",
        f"{HEAD}&x;</svg>",
    ],
)
def test_what_is_no_picture_is_refused(svg: str) -> None:
    with pytest.raises(ValueError, match="picture"):
        checked(svg)


def test_a_link_around_a_shape_leaves_the_shape() -> None:
    made = checked(f'{HEAD}<a href="/x"><path d="M1 2"/><text>ord</text></a></svg>')
    assert 'd="M1 2"' in made and ">ord<" in made and "<a" not in made


def test_texts_pass_through_the_printer() -> None:
    made = checked(f"{HEAD}<title>t</title><text>a<tspan>b</tspan>c</text></svg>", str.upper)
    assert ">A<" in made and ">B<" in made and "C</" in made and ">T<" in made


def test_the_words_of_a_picture_may_be_left_to_its_alternative_text() -> None:
    made = checked(f"{HEAD}<title>t</title><desc>d</desc><path d='M1 1'/></svg>", titled=False)
    assert "title" not in made and "desc" not in made and "M1 1" in made


def test_our_own_charts_pass_unharmed() -> None:
    for svg in (
        charts.line(_trend(), "a", "wide", charts.PRINT),
        charts.spark(_curve(), "b", charts.PRINT),
    ):
        made = checked(svg)
        assert made.count("<path") == svg.count("<path")
        assert made.count("<text") == svg.count("<text")
        assert made.count("<circle") == svg.count("<circle")
        assert checked(made) == made


def test_control_signs_in_a_picture_do_no_harm() -> None:
    assert "[U+0007]" in checked(f"{HEAD}<text>a\x07b</text></svg>")


def test_a_width_is_read_or_assumed() -> None:
    assert width_of('<svg viewBox="0 0 640.5 300">') == 640.5
    assert width_of('<svg viewBox="0,0,120,30" width="58">') == 58
    assert width_of("<svg>") == PLAIN_WIDTH


def test_the_pages_picture_is_remembered() -> None:
    assert for_page(SVG) is for_page(SVG)
