"""Two people at once, forms that have grown old, files that are too much, and buttons that are pressed twice."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from rodatraden.decisions.models import Decision
from rodatraden.demo.tests.cast import cast_of
from rodatraden.indicators.models import Indicator, Outcome
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.tenancy import scope
from rodatraden.tests.conftest import Towns
from rodatraden.tests.markup import Form, read_page
from rodatraden.tests.visits import body_of, signed_in
from rodatraden.thread.models import ItemVersion, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_runs")]
MEGABYTE = 1024 * 1024
FIRST, SECOND = "Den förstas ord om saken", "Den andras helt andra ord"


def somebody(account: str = "samordnare") -> Client:
    return signed_in(cast_of("perstorp")[account])


def at(name: str, *args: object) -> str:
    return reverse(name, args=["perstorp", *args])


def form_of(client: Client, path: str, having: str) -> tuple[str, Form]:
    """The form of a page that has a field, and where it goes."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    found = [form for form in read_page(body_of(answer)).forms if having in {f.attributes["name"] for f in form.fields}]
    return found[0].action or path, found[0]


# Two people and one text

EDITED = [
    ("thread:draft", "draft", "text"),
    ("indicators:change", "indicator", "definition"),
    ("organisation:change-unit", "unit", "name"),
]


def key_of(kind: str, towns: Towns) -> str:
    with scope(towns["perstorp"]):
        if kind == "draft":
            return ItemVersion.objects.filter(state=State.DRAFT).order_by("pk")[0].item.key
        rows: Any = {"indicator": Indicator, "unit": Unit}[kind].objects
        return str(rows.order_by("pk")[1].key)


def now_says(kind: str, key: str, field: str, towns: Towns) -> str:
    with scope(towns["perstorp"]):
        if kind == "draft":
            return str(getattr(ItemVersion.objects.get(item__key=key, state=State.DRAFT), field))
        rows: Any = {"indicator": Indicator, "unit": Unit}[kind].objects
        return str(getattr(rows.get(key=key), field))


@pytest.mark.parametrize(("page", "kind", "field"), EDITED, ids=[page for page, _kind, _field in EDITED])
def test_the_second_of_two_people_is_told_and_nothing_is_lost(towns: Towns, page: str, kind: str, field: str) -> None:
    one, other, key = somebody(), somebody(), key_of(kind, towns)
    path = at(page, key)
    to, first = form_of(one, path, field)
    _to, second = form_of(other, path, field)
    assert one.post(to, {**first.filled(), field: FIRST}).status_code == 302
    refused = other.post(to, {**second.filled(), field: SECOND})
    assert refused.status_code in {409, 422}
    assert now_says(kind, key, field, towns) == FIRST
    text = read_page(body_of(refused)).root.all_text
    assert FIRST in text
    (again,) = [form for form in read_page(body_of(refused)).forms if form.filled().get(field) == SECOND]
    assert other.post(to, again.filled()).status_code == 302
    assert now_says(kind, key, field, towns) == SECOND


@pytest.mark.parametrize(("page", "kind", "field"), EDITED, ids=[page for page, _kind, _field in EDITED])
def test_two_people_who_write_the_same_do_not_disturb_each_other(
    towns: Towns, page: str, kind: str, field: str
) -> None:
    one, other, key = somebody(), somebody(), key_of(kind, towns)
    to, first = form_of(one, at(page, key), field)
    _to, second = form_of(other, at(page, key), field)
    for client, form in ((one, first), (other, second)):
        assert client.post(to, {**form.filled(), field: FIRST}).status_code == 302
    assert now_says(kind, key, field, towns) == FIRST


# Forms that have grown old


def test_a_draft_that_is_gone_when_one_saves_gives_back_what_was_typed(towns: Towns) -> None:
    one, other, key = somebody(), somebody(), key_of("draft", towns)
    to, form = form_of(one, at("thread:draft", key), "text")
    assert other.post(at("thread:discard", key)).status_code == 302
    answer = one.post(to, {**form.filled(), "text": SECOND})
    assert answer.status_code == 409
    assert SECOND in read_page(body_of(answer)).root.all_text


def test_a_form_whose_token_has_been_lost_gives_back_what_was_typed(towns: Towns) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast_of("perstorp")["samordnare"])
    answer = client.post(at("organisation:new-person"), {"name": SECOND, "email": "", "csrfmiddlewaretoken": "gammal"})
    assert answer.status_code == 403
    assert SECOND in body_of(answer)
    with scope(towns["perstorp"]):
        assert not Person.objects.filter(name=SECOND).exists()


def came_from(page: str) -> dict[str, Any]:
    """As a browser says it."""
    return {"headers": {"host": "testserver", "referer": f"http://testserver{page}"}}


def test_a_form_sent_after_one_has_signed_out_changes_nothing(towns: Towns) -> None:
    client = somebody()
    to, form = form_of(client, at("organisation:new-person"), "name")
    client.logout()
    answer = client.post(to, {**form.filled(), "name": SECOND}, **came_from(f"{to}?ny=1"))
    assert answer.status_code == 403
    told = body_of(answer)
    assert SECOND in told and f'href="/logga-in/?next={to}%3Fny%3D1"' in told, "nor is it lost"


def test_an_address_that_only_takes_forms_leads_to_the_form(towns: Towns) -> None:
    client, begin = somebody(), at("planning:begin")
    answer = client.get(begin)
    assert (answer.status_code, f'href="{at("planning:plans")}"' in body_of(answer)) == (405, True)
    came = client.get(begin, **came_from(at("organisation:units")))
    assert f'href="{at("organisation:units")}"' in body_of(came)
    client.logout()
    sent = client.post(begin, {"kind": "budget"})
    assert (sent.status_code, sent["Location"]) == (302, f"/logga-in/?next={at('planning:plans')}")
    elsewhere = client.post(
        begin, {"kind": "budget"}, headers={"host": "testserver", "referer": "https://ond.example/sida/"}
    )
    assert elsewhere["Location"] == sent["Location"]


def test_a_unit_that_has_ended_since_cannot_be_given_a_role(towns: Towns) -> None:
    client, key = somebody(), "hemtjansten"
    to, form = form_of(client, at("organisation:new-role", key), "person")
    with scope(towns["perstorp"]):
        Unit.objects.filter(key=key).update(valid_to=date(2018, 1, 31))
        before = Role.objects.count()
    assert client.post(to, form.filled()).status_code == 422
    with scope(towns["perstorp"]):
        assert Role.objects.count() == before


def test_a_preview_that_has_grown_old_is_not_loaded(towns: Towns) -> None:
    client = somebody()
    answer = client.post(at("exchange:load"), {"sha256": "0" * 64}, follow=True)
    assert "Ingenting har ändrats" in body_of(answer)


# Too much


class Flood(io.RawIOBase):
    """A body that claims a size and delivers as much of it as is asked for, without ever holding it."""

    def __init__(self, size: int, delivered: int) -> None:
        self.left, self.largest = min(size, delivered), 0

    def read(self, size: int = -1) -> bytes:
        self.largest = max(self.largest, size if size >= 0 else self.left)
        taken = self.left if size < 0 else min(size, self.left)
        self.left -= taken
        return b"x" * taken


@pytest.mark.parametrize("page", ["exchange:import", "decisions:new", "decisions:new-governing", "home:model-change"])
@pytest.mark.parametrize("delivered", [100 * MEGABYTE, 5 * MEGABYTE, 0])
def test_a_hundred_megabytes_are_turned_away_in_words(towns: Towns, page: str, delivered: int) -> None:
    flood = Flood(100 * MEGABYTE, delivered)
    claimed: dict[str, Any] = {"wsgi.input": flood, "CONTENT_LENGTH": str(100 * MEGABYTE)}
    answer = somebody().generic("POST", at(page), content_type="multipart/form-data; boundary=x", **claimed)
    text = read_page(body_of(answer)).root.all_text
    assert answer.status_code == 413
    assert "Filen är för stor för att tas emot." in text
    assert "30\xa0MB" in text
    assert flood.largest <= MEGABYTE, "read in small pieces, never whole"


def bomb(megabytes: int) -> bytes:
    """A workbook of a few kilobytes that unpacks to so many megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(megabytes):
                sheet.write(b" " * MEGABYTE)
    return out.getvalue()


def test_a_zip_bomb_is_refused_in_words(towns: Towns) -> None:
    content = bomb(300)
    assert len(content) < MEGABYTE
    answer = somebody().post(at("exchange:import"), {"file": SimpleUploadedFile("utfall.xlsx", content)})
    assert answer.status_code == 400
    assert "orimligt stor" in read_page(body_of(answer)).root.all_text


@pytest.mark.parametrize("content", [b"\x00\xff" * 1000, "målområde".encode("latin-1"), "målområde".encode("utf-16")])
def test_a_model_file_that_is_no_text_is_refused_in_words(towns: Towns, content: bytes) -> None:
    answer = somebody().post(at("home:model-change"), {"file": SimpleUploadedFile("modell.toml", content)})
    assert answer.status_code == 422
    assert "UTF-8" in read_page(body_of(answer)).root.all_text


@pytest.mark.parametrize("text", ["x" * 600_000, '[model]\nname = "öppen\n', "", "[[level]]\n" * 20_000])
def test_a_model_text_that_cannot_hold_is_refused_in_words(towns: Towns, text: str) -> None:
    fields = {"text": text, "valid_from": "2018-09-10", "reason": "Prov"}
    answer = somebody().post(at("home:model-start"), fields)
    assert answer.status_code == 422
    assert "Styrmodellen gäller" not in body_of(answer)


def test_a_form_of_many_thousand_fields_is_turned_away(towns: Towns, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    answer = somebody().post(at("indicators:enter"), {f"v.{number}": "1" for number in range(1500)})
    assert answer.status_code == 400


# Pressed twice


def twice(path: str, fields: dict[str, object], count: Any) -> tuple[int, int]:
    """How many rows there are after one press, and after a second of the same button."""
    client, found = somebody(), []
    for _ in range(2):
        assert client.post(path, fields).status_code in {302, 409, 422}, path
        found.append(count())
    return found[0], found[1]


def test_a_button_pressed_twice_does_it_once(towns: Towns) -> None:
    with scope(towns["perstorp"]):
        council = Unit.objects.get(key="kf")
        person = Person.objects.filter(user=None)[0]
        indicator = Indicator.objects.order_by("pk")[0]
        decided = {"title": "Nytt", "body": council.pk, "date": "2018-09-03", "paragraph": "999"}
        role = {"person": person.pk, "kind": "ledamot", "valid_from": "2018-09-01"}
        figure = {"period": "2016", "unit": council.pk, "value": "41", "sure": "on", "source": "Prov"}
        cases: list[tuple[str, dict[str, object], Any]] = [
            (
                at("organisation:new-unit"),
                {"name": "Ny enhet", "kind": "unit", "parent": council.pk, "position": "0"},
                Unit,
            ),
            (at("organisation:new-role", "kf"), role, Role),
            (at("decisions:new"), decided, Decision),
            (at("indicators:outcome", indicator.key), figure, Outcome),
            (
                at("thread:new") + "?niva=namndmal",
                {"level": "namndmal", "title": "Nytt mål", "unit": Unit.objects.get(key="sn").pk},
                ItemVersion,
            ),
        ]
        found = {}
        for path, fields, kind in cases:
            before = kind.objects.count()
            one, two = twice(path, fields, kind.objects.count)
            found[path] = (one - before, two - before)
    assert found == dict.fromkeys(found, (1, 1))
