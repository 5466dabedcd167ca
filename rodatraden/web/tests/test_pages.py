"""Pages for what went wrong, the style guide, and the frame around every page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from pytest_django import Settings

from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.web import context, sample, views
from rodatraden.web.security import CONTENT_SECURITY_POLICY

get = RequestFactory().get
post = RequestFactory().post


def headline(answer: HttpResponse) -> str:
    found = re.search(r"<h1>(.+?)</h1>", answer.content.decode())
    assert found is not None
    return found.group(1)


FAULTS: list[tuple[Callable[[], HttpResponse], int, str]] = [
    (lambda: views.bad_request(get("/")), 400, "förstod inte"),
    (lambda: views.forbidden(get("/"), PermissionDenied()), 403, "inte öppen"),
    (lambda: views.not_found(get("/"), Http404()), 404, "Här slutar tråden"),
    (lambda: views.too_large(get("/"), "30 MB"), 413, "för stor"),
    (lambda: views.too_many(get("/"), 30), 429, "många försök"),
    (lambda: views.server_error(get("/")), 500, "inte hos dig"),
    (lambda: views.csrf_failure(post("/")), 403, "öppen för länge"),
]


@pytest.mark.parametrize(("page", "status", "words"), FAULTS)
def test_a_fault_is_told_in_words_with_its_status(page: Callable[[], HttpResponse], status: int, words: str) -> None:
    answer = page()
    assert answer.status_code == status
    assert words in headline(answer)
    assert "<title>" in answer.content.decode()


def test_a_fault_page_needs_no_database_and_no_session() -> None:
    """No `db` fixture here: a query would fail the test."""
    assert views.server_error(get("/")).status_code == 500
    assert views.not_found(get("/")).status_code == 404


def test_the_reason_for_a_refusal_is_told_and_escaped() -> None:
    answer = views.forbidden(get("/"), PermissionDenied("Bara <nämnden> beslutar."))
    assert "Bara &lt;nämnden&gt; beslutar." in answer.content.decode()


def test_too_many_says_when_to_come_back() -> None:
    answer = views.too_many(get("/"), 30)
    assert answer["Retry-After"] == "30"
    assert "30 sekunder" in answer.content.decode()


def test_a_lost_form_gives_back_what_was_typed_but_no_secrets() -> None:
    typed = {"analysis": "Lång <text>", "password": "hemligt", "csrfmiddlewaretoken": "x1y2", "empty": " "}
    body = views.csrf_failure(post("/", typed)).content.decode()
    assert "Lång &lt;text&gt;" in body
    assert "hemligt" not in body and "x1y2" not in body and "<dt>empty" not in body


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    directives = CONTENT_SECURITY_POLICY["DIRECTIVES"]
    sources = {source for allowed in directives.values() for source in allowed}
    assert sources == {"'none'", "'self'"}
    assert directives["default-src"] == directives["base-uri"] == directives["frame-ancestors"] == ["'none'"]


@pytest.fixture
def style_guide() -> str:
    request = get("/stil/")
    return render_to_string("web/styleguide.html", sample.components({}), request)


def test_the_style_guide_has_no_inline_code(style_guide: str) -> None:
    assert not re.findall(r'\sstyle="|<style|\son[a-z]+="', style_guide)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", style_guide))


def test_ids_are_unique_and_references_lead_somewhere(style_guide: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', style_guide)
    assert sorted(ids) == sorted(set(ids))
    for name in ("aria-labelledby", "aria-describedby", "for", "popovertarget"):
        for value in re.findall(rf'\s{name}="([^"]+)"', style_guide):
            assert set(value.split()) <= set(ids), (name, value)
    assert set(re.findall(r'href="#(m-[a-z-]+)"', style_guide)) <= set(ids)


def test_headings_do_not_skip_a_level(style_guide: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", style_guide)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - one <= 1 for one, after in zip(levels, levels[1:], strict=False))


def test_every_table_has_a_caption_and_every_picture_a_title(style_guide: str) -> None:
    assert style_guide.count("<table") == style_guide.count("<caption")
    pictures = re.findall(r'<svg class="chart.*?</svg>', style_guide, re.S)
    assert len(pictures) >= 7
    assert all("<title" in picture and "<desc" in picture for picture in pictures)


def test_one_can_skip_to_the_content(style_guide: str) -> None:
    assert 'class="skip" href="#innehall"' in style_guide
    assert '<main id="innehall" tabindex="-1">' in style_guide
    assert '<html lang="sv">' in style_guide


def test_the_style_guide_is_hidden_where_neither_demo_nor_debug_is_on(client: Client, settings: Settings) -> None:
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(Http404):
        views.styleguide(get("/stil/"))


@pytest.mark.django_db
@pytest.mark.urls("rodatraden.web.tests.urls")
def test_the_style_guide_sorts_and_filters_by_its_address(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    answer = client.get("/stil/", {"q": "nöjd"})
    assert answer.status_code == 200
    body = answer.content.decode().split("data-sortable")[1].split("</table>")[0]
    assert "Nöjd medarbetarindex" in body and "våldsbrott" not in body
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_messages_are_read_aloud() -> None:
    said = [Message(messages.SUCCESS, "Sparat <nu>")]
    shown = render_to_string("web/parts/messages.html", {"messages": said})
    assert 'role="status"' in shown and 'class="success"' in shown and "Sparat &lt;nu&gt;" in shown
    assert render_to_string("web/parts/messages.html", {"messages": []}).strip() == ""


def frame(**more: Any) -> str:
    return engines["django"].from_string('{% extends "web/base.html" %}').render({"request": get("/"), **more})


def test_the_frame_shows_the_menu_with_the_present_page_marked() -> None:
    nav = [
        context.NavItem("Tråden", "/p/trad/", current=True),
        context.NavItem("Styrkort", "/p/styrkort/", current=False),
    ]
    shown = frame(nav=nav, who="Controller")
    assert '<a href="/p/trad/" aria-current="page">Tråden</a>' in shown
    assert shown.count("aria-current") == 1
    assert "Controller" in shown


def test_the_foot_says_source_example_and_downloads() -> None:
    shown = frame(source_note="Källa: bilaga 1", demo=True, downloads=[("CSV", "?format=csv")])
    assert "Källa: bilaga 1" in shown and "påhittat" in shown and 'href="?format=csv"' in shown
    assert "påhittat" not in frame(demo=False)


def allowed(request: object) -> bool:
    return True


def refused(request: object) -> bool:
    return False


HERE = "rodatraden.web.tests.test_pages"


def test_the_menu_leaves_out_what_one_may_not_see(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.NAVIGATION = [("Alla", "a", ""), ("Tillåten", "b", f"{HERE}.allowed"), ("Nekad", "c", f"{HERE}.refused")]
    monkeypatch.setattr(context, "here", lambda name: f"/perstorp/{name}/")
    with scope(None):
        assert context.menu(get("/perstorp/a/"), settings.NAVIGATION) == []
    monkeypatch.setattr(context, "current_or_none", lambda: Municipality(slug="perstorp"))
    assert [item.label for item in context.menu(get("/perstorp/b/x/"), settings.NAVIGATION)] == ["Alla", "Tillåten"]
    assert [item.current for item in context.menu(get("/perstorp/b/x/"), settings.NAVIGATION)] == [False, True]


def test_the_menu_marks_only_the_nearest_entry(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.NAVIGATION = [("Start", "", ""), ("Tråden", "trad", "")]
    monkeypatch.setattr(context, "here", lambda name: f"/perstorp/{name + '/' if name else ''}")
    monkeypatch.setattr(context, "current_or_none", lambda: Municipality(slug="perstorp"))
    assert [item.current for item in context.menu(get("/perstorp/trad/7/"), settings.NAVIGATION)] == [False, True]
    assert [item.current for item in context.menu(get("/perstorp/"), settings.NAVIGATION)] == [True, False]
