"""The reader of pages finds what it is there to find."""

import pytest

from rodatraden.tests.markup import read_page

FORM = """
<form method="post" action="/a/"><input type="hidden" name="csrfmiddlewaretoken" value="x">
<input name="title" value="Mål"><textarea name="text">
Två
rader</textarea><select name="unit"><option value="">–</option><option value="3">KS</option></select>
<input type="radio" name="state" value="a"><input type="radio" name="state" value="b" checked>
<input type="checkbox" name="serves" value="7" checked><input type="checkbox" name="sure">
<input type="hidden" name="edit" value="2">
</form>"""


def test_a_form_is_sent_as_a_browser_sends_it() -> None:
    (form,) = read_page(FORM).forms
    assert (form.method, form.action, form.has_token) == ("post", "/a/", True)
    assert form.filled() == {
        "title": "Mål", "text": "Två\nrader", "unit": "3", "state": "b", "serves": ["7"], "edit": "2",
    }  # fmt: skip
    assert form.choices() == ["unit", "state", "serves"]
    assert form.hidden() == ["edit"]
    assert form.texts() == ["title", "text"]
    assert form.options("unit") == {"", "3"}


def test_what_an_address_can_ask_for_is_found_in_links_and_filters() -> None:
    page = read_page('<form><input name="q"></form><a href="?ar=2018&amp;organ=sn">2018</a><a href="/b/?x=1">b</a>')
    assert set(page.questions("/a/")) == {("/a/", "q"), ("/a/", "ar"), ("/a/", "organ"), ("/b/", "x")}


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<script>alert(1)</script>", "inline <script>"),
        ("<style>p{}</style>", "inline <style>"),
        ('<p style="color:red">x</p>', "style on <p>"),
        ('<svg aria-hidden="true"><g onclick="x()"></g></svg>', "onclick on <g>"),
        ('<p id="a"></p><p id="a"></p>', 'id "a" twice'),
        ('<label for="b">x</label>', 'for names "b", which is not there'),
        ("<svg><path/></svg>", "<svg class=None> without a name"),
        ('<img src="/a.png">', "<img class=None> without a name"),
        ('<form method="post" action="/a/"></form>', "form to /a/ without csrf"),
        ('<img alt="" src="//exempel.se/a.png">', "<img src='//exempel.se/a.png'> leads outside"),
        ('<a href="javascript:alert(1)">x</a>', "<a href='javascript:alert(1)'> leads outside"),
        ('<select><option value="">---------</option></select>', "a choice without words"),
    ],
)
def test_each_fault_of_a_page_is_found(html: str, fault: str) -> None:
    assert read_page(html).faults() == [fault]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="/static/a.js"></script>',
        "<svg><title>Kurva</title></svg>",
        '<div aria-hidden="true"><svg></svg></div>',
        '<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="x"></form>',
        '<a href="?ar=2018">x</a><a href="#a" id="a">y</a><img alt="" src="a.png">',
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    ],
)
def test_what_is_as_it_should_be_is_no_fault(html: str) -> None:
    assert read_page(html).faults() == []
