"""Whatever is typed is refused in words or shown as text, and no page holds anything inline or from outside."""

from collections.abc import Callable
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from rodatraden.demo.tests.cast import cast_of
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.conftest import Towns
from rodatraden.tests.markup import Form, Page, read_page, refused_fields
from rodatraden.tests.visits import all_leading, body_of, forms_of, is_page, one_of_each, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("towns", "demo_runs")]
MARKUP = (
    "<script>alert('zq')</script>\"><zq onclick=alert(1) x=\"' onfocus='zq() &lt;zq&gt; &amp;lt;zq&amp;gt; "
    "]]><!-- zq -->{{ zq|safe }}{% csrf_token %}${zq}<svg onload=alert(1)><title>zq</svg></title></textarea><zq>"
)
TEXTS = {
    "markup": MARKUP,
    "200,000 characters": "zq å " * 40_000,
    "one long word": "=" + "Zqmålbilder" * 25,
    "strange signs": "\u202ezq \u05e9\u05dc\u05d5\u05dd\u200f\u2066 👩\u200d👩\u200d👧 🏳️\u200d🌈 e\u0301\u0323 \ufeff"
    "\x01\x08\x1b[31m\x7f\u0085\u2028",
    "NUL": "zq\0noll",
}
MAIN_PAGES = (
    "", "trad/", "trad/?djup=1", "styrkort/", "brister/", "uppdrag/", "indikatorer/", "organisation/", "personer/",
    "beslut/", "logg/", "styrmodell/", "sok/?q=zq", "led/vision/", "led/vision/utkast/", "hamta/", "import/",
)  # fmt: skip
OUTSIDE_MUNICIPALITIES = ("/", "/logga-in/", "/demo/perstorp/", "/stil/", "/finns-inte/", "/perstorp/led/finns-inte/")


def coordinator() -> Client:
    return signed_in(cast_of("perstorp")["samordnare"])


@cache
def places_to_write(slug: str, pk: int) -> list[tuple[str, Form]]:
    """The forms that write something and take text, each where it is posted. Found once for a municipality."""
    forms = forms_of(Municipality.objects.get(pk=pk))
    return [(path, form) for path, form in forms if form.texts()]


def strange_elements(page: Page) -> list[str]:
    """Elements that a typed text has become: none may."""
    return [each.tag for each in page.root.all() if each.tag == "zq" or "zq" in " ".join(each.attributes).lower()]


def check(client: Client, path: str, name: str) -> Page:
    answer = client.get(path)
    assert answer.status_code in {200, 302, 404}, (path, name)
    page = read_page(body_of(answer))
    assert strange_elements(page) == [], (path, name)
    assert page.faults() == [], (path, name)
    return page


def fill(client: Client, path: str, form: Form, text: str, name: str) -> bool:
    """Posts a form with the text in every field that takes it; whether it was taken. What is refused is told."""
    fields = form.texts()
    while fields:
        answer = client.post(path, {**form.filled(), **dict.fromkeys(fields, text)})
        assert answer.status_code in {200, 204, 302, 400, 403, 409, 422}, (path, name, answer.status_code)
        if answer.status_code == 302:
            return True
        page = read_page(body_of(answer))
        assert strange_elements(page) == [], (path, name)
        assert page.faults() == [], (path, name)
        refused = refused_fields(page) & set(fields)
        if not refused:
            return False
        fields = [field for field in fields if field not in refused]
    return False


@pytest.mark.full
@pytest.mark.parametrize("name", TEXTS)
def test_every_text_field_refuses_in_words_or_shows_as_text(towns: Towns, name: str) -> None:
    client, taken = coordinator(), []
    for path, form in places_to_write("perstorp", towns["perstorp"].pk):
        if fill(client, path, form, TEXTS[name], name):
            taken.append(path)
    for path in MAIN_PAGES:
        check(client, f"/perstorp/{path}", name)
    for what in ("thread.xlsx", "thread.csv", "organisation.xlsx", "indicators.json"):
        assert client.get(f"/perstorp/hamta/{what}").status_code in {200, 404}, (what, name)
    assert len(taken) > 3 or name == "NUL", taken


def test_a_script_that_was_typed_is_there_to_be_read(towns: Towns) -> None:
    client = coordinator()
    page = read_page(body_of(client.get("/perstorp/led/vision/utkast/")))
    (form,) = [form for form in page.forms if "title" in form.texts()]
    assert fill(client, "/perstorp/led/vision/utkast/", form, MARKUP, "markup")
    draft = check(client, "/perstorp/led/vision/utkast/", "markup")
    assert draft.forms[-1] and any(form.filled().get("title") == MARKUP for form in draft.forms)
    found = check(client, "/perstorp/sok/?q=alert", "markup")
    assert MARKUP in found.root.all_text


@pytest.mark.full
def test_a_search_and_every_filter_take_any_text(towns: Towns) -> None:
    client, asked = coordinator(), set()
    for path in MAIN_PAGES:
        asked |= set(check(client, f"/perstorp/{path}", "nothing").questions(f"/perstorp/{path}"))
    assert {"q", "ar", "organ"} <= {field for _path, field in asked}
    for field in sorted({field for _path, field in asked}):
        for path in sorted(path for path, each in asked if each == field)[:3]:
            for text in (MARKUP, "zq\0noll", "9" * 2000, "\u0663", "²"):
                answer = client.get(path, {field: text})
                assert answer.status_code in {200, 302, 400, 403, 404, 405}, (path, field, text)
                if is_page(answer):
                    assert strange_elements(read_page(body_of(answer))) == [], (path, field)


@pytest.mark.parametrize(
    "name", ["<script>zq</script>.xlsx", 'zq" onload="x.csv', "..\\..\\zq.xlsx", "å" * 300 + ".csv"]
)
def test_a_files_name_is_shown_as_text(towns: Towns, name: str) -> None:
    client = coordinator()
    for page_name in ("exchange:import", "decisions:new"):
        path = reverse(page_name, args=["perstorp"])
        upload = SimpleUploadedFile(name, b"zq;zq\r\n1;2\r\n")
        answer = client.post(path, {"file": upload, "title": "zq"})
        page = read_page(body_of(answer))
        assert answer.status_code in {400, 422}, path
        assert (strange_elements(page), page.faults()) == ([], []), path


# Every page


def holes(answer: HttpResponseBase) -> list[str]:
    """What an answer's headers let through that they should not."""
    policy = answer.headers.get("Content-Security-Policy", "")
    open_ = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "data:", "blob:", "http:", "https:", "*")
    found = [hole for hole in open_ if hole in policy]
    wanted = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}
    missing = [name for name, value in wanted.items() if answer.headers.get(name) != value]
    return found + missing + ([] if "default-src 'none'" in policy else ["no policy"])


@pytest.mark.full
@pytest.mark.parametrize(("slug", "walk"), [("perstorp", all_leading), ("hallsberg", one_of_each)])
def test_every_page_is_strict(towns: Towns, slug: str, walk: Callable[[Municipality], list[str]]) -> None:
    """Nothing inline, ids once, pictures with names, forms with a token, no address outside, a policy without holes."""
    client = signed_in(cast_of(slug)["samordnare"])
    faults = {}
    for path in walk(towns[slug]):
        answer = client.get(path)
        assert answer.status_code in {200, 302, 403, 404, 405}, path
        faults[path] = holes(answer) + (read_page(body_of(answer)).faults() if is_page(answer) else [])
    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize("path", OUTSIDE_MUNICIPALITIES)
@pytest.mark.parametrize("known", [True, False])
def test_pages_outside_a_municipality_are_strict(towns: Towns, path: str, known: bool) -> None:
    answer = (coordinator() if known else Client()).get(path)
    assert holes(answer) == []
    if is_page(answer):
        assert read_page(body_of(answer)).faults() == []


def test_what_is_refused_carries_the_policy_too(towns: Towns, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1_000_000
    client = coordinator()
    large = client.post("/perstorp/import/", {"file": SimpleUploadedFile("stor.xlsx", b"x" * 3_000_000)})
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast_of("perstorp")["samordnare"])
    answers = [
        large,
        strict.post(reverse("organisation:new-person", args=["perstorp"]), {"name": "x"}),
        client.get("/perstorp/import/las-in/"),
    ]
    assert [answer.status_code for answer in answers] == [413, 403, 405]
    assert [holes(answer) for answer in answers] == [[], [], []]
