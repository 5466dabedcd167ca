"""The tags and filters that pages are written with."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from django.utils.translation import override

from rodatraden.lib.periods import Period
from rodatraden.lib.text import say, say_many, verbatim
from rodatraden.web.charts import ChartTable
from rodatraden.web.context import Station
from rodatraden.web.marks import Mark
from rodatraden.web.tables import Column, Example, Link, Table, Value
from rodatraden.web.templatetags import marks

PARTLY = Mark("partly", "diamond", say("Uppfylls delvis"), "1 av 3 mätt")


def rendered(source: str, path: str = "/", **context: Any) -> str:
    request = RequestFactory().get(path)
    return Template("{% load figures marks layout %}" + source).render(Context({"request": request, **context}))


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ v|number }}", Decimal("1234.5"), "1\N{NO-BREAK SPACE}234,5"),
        ("{{ v|number:1 }}", Decimal(3), "3,0"),
        ("{{ v|number }}", None, "–"),
        ("{{ v|number }}", Decimal(0), "0"),
        ("{{ v|percent }}", Decimal("0.805"), "81\N{NO-BREAK SPACE}%"),
        ("{{ v|percent:1 }}", Decimal("0.805"), "80,5\N{NO-BREAK SPACE}%"),
        ("{{ v|percent }}", None, "–"),
        ("{{ v|period }}", Period.parse("2018-T2"), "tertial 2 2018"),
        ("{{ v|period }}", "2018-H1", "första halvåret 2018"),
        ("{{ v|period }}", None, "–"),
        ("{{ v|day }}", date(2018, 9, 10), "2018-09-10"),
        ("{{ v|day }}", None, "–"),
        ("{{ v|text }}", say("{n} av 8 mål", n=3), "3 av 8 mål"),
        ("{{ v|text }}", say_many(1, "{n} dag", "{n} dagar"), "1 dag"),
        ("{{ v|text }}", "rena ord", "rena ord"),
        ("{{ v|text }}", None, ""),
        ("{{ v|cell_text }}", None, "–"),
        ("{{ v|cell_text }}", Decimal("2.5"), "2,5"),
    ],
)
def test_a_filter_shows_its_value_the_swedish_way(source: str, value: Any, shown: str) -> None:
    assert rendered(source, v=value) == shown


def test_users_words_in_a_sentence_are_escaped() -> None:
    assert "<b>" not in rendered("{{ v|text }}", v=verbatim("<b>fet</b>"))


def test_decimals_hang_to_the_right_of_the_comma_in_every_row() -> None:
    assert rendered("{% figure v %}", v=Decimal("57.5")) == '57<span class="d">,5</span>'
    assert rendered("{% figure v %}", v=Decimal(57)) == '57<span class="d"></span>'
    assert rendered("{% figure v %}", v=None) == '–<span class="d"></span>'
    assert rendered('{% figure v 2 sign="b" places=2 %}', v=Decimal(1)) == '1<span class="d d2">,00<sup>b</sup></span>'


def test_a_status_is_colour_and_symbol_and_word() -> None:
    shown = rendered("{% status m %}", m=PARTLY)
    assert 'class="mark partly"' in shown
    assert 'href="#m-diamond"' in shown
    assert "<b>Uppfylls delvis</b>" in shown


def test_a_status_without_a_word_is_never_a_lonely_colour() -> None:
    assert rendered("{% status m %}", m=None) == ""
    assert rendered('{% status tone="met" symbol="disc" %}') == ""
    assert "Uppfylls" in rendered('{% status tone="met" symbol="disc" word="Uppfylls" %}')


def test_an_unknown_tone_or_symbol_cannot_break_out_of_its_attribute() -> None:
    shown = rendered("{% status tone=x symbol=x word=x %}", x='"><script>')
    assert "<script>" not in shown
    assert "m-ring" in shown


def test_a_word_that_is_safe_does_not_make_the_same_word_safe_for_others() -> None:
    safe = rendered("{% status tone='met' symbol='disc' word=x %}", x=mark_safe("<i>A</i>"))  # noqa: S308
    unsafe = rendered("{% status tone='met' symbol='disc' word=x %}", x="<i>A</i>")
    assert "<i>A</i>" in safe
    assert "&lt;i&gt;A&lt;/i&gt;" in unsafe


def test_a_footnote_s_sign_is_escaped() -> None:
    assert "<sup>&lt;b&gt;</sup>" in rendered("{% figure v sign=s %}", v=Decimal(1), s="<b>")


def test_what_is_made_up_says_so_and_the_rest_does_not() -> None:
    assert "exempel" in rendered("{% example %}")
    assert rendered("{% example v %}", v=False) == ""


def test_a_word_explains_itself_without_script() -> None:
    shown = rendered('{% word "nämndmål" m %}{% word "nämndmål" m %}', m="Mål som <nämnden> beslutar")
    assert shown.count("popovertarget=") == 2
    idents = {part.split('"')[0] for part in shown.split('id="')[1:]}
    assert len(idents) == 2
    assert all(f'popovertarget="{ident}"' in shown for ident in idents)
    assert "&lt;nämnden&gt;" in shown
    assert rendered('{% word "nämndmål" %}') == "nämndmål"


def test_the_thread_ends_where_one_is() -> None:
    stations = [
        Station("Vision", "V", "/v"),
        Station("Mål", "<M>", "/m", current=True),
        Station("Därunder", "4", below=True, example=True),
    ]
    shown = rendered("{% thread s %}", s=stations)
    assert '<a href="/v">V</a>' in shown
    assert "&lt;M&gt;" in shown and 'href="/m"' not in shown
    assert shown.count('aria-current="page"') == 1
    assert "exempel" in shown
    assert "<nav" not in rendered("{% thread s %}", s=[])


def test_the_key_sentence_is_the_only_first_heading() -> None:
    shown = rendered('{% key s when="Läget" then="Två mål." mark=m %}', s=say("{n} av 8 nås inte.", n=3), m=PARTLY)
    assert "<h1>3 av 8 nås inte.</h1>" in shown
    assert shown.count("<h1") == 1
    assert 'class="when"' in shown and 'class="then"' in shown
    assert 'class="then"' not in rendered("{% key s %}", s="Bara detta")


def test_a_section_holds_its_matter_and_its_margin() -> None:
    shown = rendered(
        '{% section head note="Två" ident="s1" wide=True example=True %}<p>inuti</p>{% endsection %}', head="Siff<ror"
    )
    assert '<section class="section wide" id="s1">' in shown
    assert (
        "Siff&lt;ror" in shown and '<p class="note">Två</p>' in shown and "<p>inuti</p>" in shown and "exempel" in shown
    )


def test_an_empty_page_teaches_with_one_button() -> None:
    shown = rendered('{% empty "Inga mål än" url="/nytt" button="Lägg till" %}Här står målen.{% endempty %}')
    assert shown.count('class="button"') == 1
    assert "Här står målen." in shown
    assert "button" not in rendered('{% empty "Inga mål än" %}Här står målen.{% endempty %}')


class AForm(forms.Form):
    title = forms.CharField(label="Titel", help_text="Kort & klart", max_length=5)
    why = forms.CharField(label="Varför", required=False)
    kind = forms.ChoiceField(label="Sort", choices=[("a", "Första"), ("b", "Andra")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Säker")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_refused_field_keeps_what_was_typed_and_says_what_is_wrong() -> None:
    form = AForm({"title": "<för långt>"})
    shown = rendered("{% field f.title %}", f=form)
    assert 'value="&lt;för långt&gt;"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_title_helptext id_title_error"' in shown
    assert 'id="id_title_error"' in shown and 'id="id_title_helptext"' in shown
    assert "Kort &amp; klart" in shown


def test_a_field_that_may_be_left_says_so() -> None:
    form = AForm()
    assert "frivilligt" in rendered("{% field f.why %}", f=form)
    assert "frivilligt" not in rendered("{% field f.title %}", f=form)


def test_choices_stand_in_a_fieldset_each_with_its_label() -> None:
    shown = rendered("{% field f.kind %}", f=AForm({"kind": "b"}))
    assert "<fieldset" in shown and "<legend" in shown
    assert shown.count('type="radio"') == 2
    assert 'for="id_kind_1"' in shown and 'id="id_kind_1"' in shown
    assert shown.count("checked") == 1


def test_a_tick_box_and_a_hidden_field_have_their_own_forms() -> None:
    assert 'class="choice" for="id_sure"' in rendered("{% field f.sure %}", f=AForm())
    assert "label" not in rendered("{% field f.secret %}", f=AForm())


def test_the_summary_of_faults_leads_to_each_field() -> None:
    form = AForm({"title": "ok"})
    shown = rendered("{% faults f %}", f=form)
    assert "2 fel att rätta" in shown
    assert 'href="#id_kind"' in shown and 'href="#id_sure"' in shown
    assert rendered("{% faults f %}", f=AForm()).strip() == ""


def a_table(**more: Any) -> Table:
    columns = (
        Column("name", "Namn", "link"),
        Column("value", "Värde", "number", unit="%", decimals=1),
        Column("mark", "Status", "status"),
    )
    rows = [{"name": Link("<B>", "/b"), "value": Example(Decimal(2)), "mark": PARTLY}, {"name": Link("A", "/a")}]
    return Table("Tabell", columns, rows, **more)  # type: ignore[arg-type]


def test_a_table_has_caption_scopes_and_roles_that_survive_unfolding() -> None:
    shown = rendered("{% table t %}", t=a_table())
    assert "<caption>Tabell</caption>" in shown
    assert shown.count('scope="col"') == 3 and shown.count('scope="row"') == 2
    assert 'role="table"' in shown and shown.count('role="row"') == 3 and shown.count('role="cell"') == 4
    assert "&lt;B&gt;" in shown
    assert '2<span class="d">,0</span>' in shown and "exempel" in shown
    assert '–<span class="d"></span>' in shown


def test_a_head_sorts_by_a_link_that_keeps_the_rest_of_the_address() -> None:
    shown = rendered("{% table t %}", "/?q=a&page=3&sort=name", t=a_table(sort="name"))
    assert 'aria-sort="ascending"' in shown
    assert "?q=a&amp;sort=-name" in shown
    assert "?q=a&amp;sort=value" in shown
    assert "page=" not in shown


def test_a_sentence_among_the_figures_of_a_column_is_written_as_words() -> None:
    rows: list[dict[str, Value]] = [
        {"what": "A", "aim": Decimal("12.5")},
        {"what": "B", "aim": say("minst som året före")},
    ]
    table = Table("Mål", (Column("what", "Vad"), Column("aim", "Målvärde", "number")), rows)
    shown = rendered("{% table t %}", t=table)
    assert ">minst som året före<" in shown and '12<span class="d">,5</span>' in shown


def test_a_table_can_be_downloaded_as_it_is_shown() -> None:
    shown = rendered("{% table t %}", "/?q=a&sort=-name", t=a_table())
    assert "?q=a&amp;sort=-name&amp;format=xlsx" in shown
    assert "format=csv" in shown


def test_an_empty_table_says_why() -> None:
    empty = Table("T", a_table().columns, [])
    assert "Fyll i först" in rendered('{% table t empty="Fyll i först" %}', t=empty)
    assert "Inget stämmer med ”x”" in rendered("{% table t %}", t=Table("T", a_table().columns, [], query="x"))


def test_pages_are_linked_only_when_there_are_several() -> None:
    shown = rendered("{% pages p %}", "/?q=a&page=2", p=Paginator(range(95), 10).page(2))
    assert "11–20 av 95" in shown
    assert 'aria-current="page">2<' in shown
    assert "?q=a&amp;page=3" in shown
    assert rendered("{% pages p %}", p=Paginator(range(5), 10).page(1)).strip() == ""


def test_a_search_field_keeps_the_rest_of_the_query_and_forgets_the_page() -> None:
    shown = rendered('{% search "Sök" target="#t" %}', "/?q=a%22b&sort=x&page=2")
    assert 'value="a&quot;b"' in shown
    assert '<input type="hidden" name="sort" value="x">' in shown
    assert 'name="page"' not in shown
    assert 'data-filter="#t"' in shown


def test_tabs_say_which_one_is_open() -> None:
    shown = rendered('{% tabs t label="Årtal" %}', t=[("2017", "?ar=2017", False), ("2018", "?ar=2018", True)])
    assert 'aria-label="Årtal"' in shown
    assert '<a href="?ar=2018" aria-current="page">2018</a>' in shown


def test_a_chart_can_also_be_had_as_a_table() -> None:
    also = ChartTable(
        "Trygghet", ("År", "Utfall"), ((Period.parse("2017"), Decimal("51.5")), (Period.parse("2018"), None))
    )
    shown = rendered('{% chart "<svg></svg>" also=t caption="Källa" %}', t=also)
    assert "<svg></svg>" in shown
    assert '<th scope="row">2017' in shown and "51,5" in shown and "–" in shown
    assert "<details" not in rendered('{% chart "<svg></svg>" %}')


def test_the_address_of_the_page_with_one_part_changed() -> None:
    assert rendered('{% address sort="-a" %}', "/?q=x&sort=a&page=2") == "?q=x&amp;sort=-a"
    assert rendered('{% address q="" %}', "/?q=x&sort=a") == "?sort=a"


def test_the_interface_has_no_leftover_when_another_language_is_on() -> None:
    with override("en"):
        assert "status" in rendered("{% status m %}", m=PARTLY)


def test_a_date_in_the_key_sentence_is_kept_in_one_piece_and_the_rest_is_escaped() -> None:
    shown = rendered("{% key sentence %}", sentence="Klart <2018-11-01> & 2018-T2")
    assert 'Klart &lt;<span class="nowrap">2018-11-01</span>&gt; &amp; 2018-T2' in shown


def test_what_is_assumed_is_marked_and_explains_itself() -> None:
    shown = marks.guess('Dokumentet säger <inte> "det"')
    assert 'class="guess"' in shown
    assert "antagande" in shown
    assert "&lt;inte&gt;" in shown
    assert marks.guess("") == ""


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("text", "a & <b>", "a &amp; &lt;b&gt;"),
        ("text", mark_safe("<i>a</i>"), "<i>a</i>"),  # noqa: S308
        ("text", say("minst {n}", n=2), "minst 2"),
        ("text", "§ 12, 2018-09-10", '<span class="nowrap">§ 12</span>, <span class="nowrap">2018-09-10</span>'),
        ("text", None, ""),
        ("link", Link('"A"', "/a?b=1&c"), '<a href="/a?b=1&amp;c">&quot;A&quot;</a>'),
        ("link", "utan länk", "utan länk"),
        ("link", None, "–"),
        ("number", Decimal("1234.5"), '1\N{NO-BREAK SPACE}234<span class="d">,5</span>'),
        ("number", Decimal(0), '0<span class="d"></span>'),
        ("number", None, '–<span class="d"></span>'),
        ("date", date(2018, 9, 10), '<span class="nowrap">2018-09-10</span>'),
        ("period", Period.parse("2018-T2"), "tertial 2 2018"),
        ("status", None, "–"),
    ],
)  # fmt: skip
def test_each_kind_of_cell_is_written_in_its_own_way(kind: Any, value: Value, shown: str) -> None:
    table = Table("T", (Column("what", "Vad"), Column("it", "Det & det", kind)), [{"what": "A", "it": value}])
    cell = rendered("{% table t %}", t=table).partition("<td ")[2].partition("</td>")[0]
    looks, _, inner = cell.partition(">")
    assert inner == shown
    assert ('class="num"' in looks) is (kind == "number")
    assert ('data-head="Det &amp; det"' in looks) is (kind != "status")


@pytest.mark.parametrize(
    ("kind", "value", "first"), [("number", Decimal(2), True), ("text", "Två", False), ("link", Link("A", "/"), False)]
)
def test_what_is_made_up_is_marked_before_a_figure_and_after_words(kind: Any, value: Any, first: bool) -> None:
    columns = (Column("what", "Vad"), Column("it", "Det", kind))
    cell = rendered("{% table t %}", t=Table("T", columns, [{"what": "A", "it": Example(value)}])).partition("<td ")[2]
    inner = cell.partition("</td>")[0].partition(">")[2]
    assert inner.startswith("<abbr") is first and inner.endswith("</abbr>") is not first
