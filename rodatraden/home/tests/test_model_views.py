"""The pages "Så styrs …" and "Ny version": who sees them, the file as given, upload, preview and activation."""

import base64
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from rodatraden import steering
from rodatraden.home.model_change import BIGGEST, activate_model
from rodatraden.organisation.access import system
from rodatraden.steering.load import parse
from rodatraden.steering.models import SteeringModel
from rodatraden.steering.words import parts
from rodatraden.tenancy.models import Municipality, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("perstorp_in_the_demo")]
PRESETS = Path(str(steering.__file__)).parent / "presets"
TEXT = (PRESETS / "perstorp.toml").read_text(encoding="utf-8")
NEW = TEXT.replace('one = "målområde"', 'one = "inriktning"')
PAGE, NEW_VERSION, ACTIVATE = "/perstorp/styrmodell/", "/perstorp/styrmodell/ny/", "/perstorp/styrmodell/ny/galler/"
LATER = date(2018, 10, 1)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def owner(perstorps_cast: Mapping[str, User]) -> Client:
    """Who administers."""
    return client_of(perstorps_cast["samordnare"])


def upload(client: Client, content: bytes | str, name: str = "modell.toml") -> str:
    """What the page answers to a file; the status is 200 or 422."""
    sent = content.encode() if isinstance(content, str) else content
    answer = client.post(NEW_VERSION, {"file": SimpleUploadedFile(name, sent)})
    assert answer.status_code in {200, 422}
    return answer.content.decode()


def hidden(page: str, name: str) -> str:
    """The value of a hidden field as the browser would send it."""
    field = page.split(f'name="{name}" value="', 1)
    return field[1].split('"', 1)[0] if len(field) > 1 else ""


def activation(page: str, **typed: str) -> dict[str, str]:
    kept = {"text": hidden(page, "text"), "against": hidden(page, "against")}
    return {**kept, "valid_from": LATER.isoformat(), "reason": "Fullmäktiges beslut", **typed}


def count() -> int:
    return SteeringModel.objects.count()


def test_everybody_of_the_cast_sees_how_the_municipality_is_steered(perstorps_cast: Mapping[str, User]) -> None:
    for name, user in perstorps_cast.items():
        answer = client_of(user).get(PAGE)
        assert answer.status_code == 200, name
        page = answer.content.decode()
        assert "Så styrs Perstorps kommun" in page
        assert ("Läs in en ny version" in page) == (name == "samordnare"), name


def test_only_who_administers_opens_the_page_of_a_new_version(perstorps_cast: Mapping[str, User]) -> None:
    for name, user in perstorps_cast.items():
        client, wanted = client_of(user), 200 if name == "samordnare" else 403
        assert client.get(NEW_VERSION).status_code == wanted, name
        if wanted == 403:
            assert client.post(NEW_VERSION, {"file": SimpleUploadedFile("m.toml", NEW.encode())}).status_code == 403
            text = base64.b64encode(NEW.encode()).decode()
            typed = {"text": text, "valid_from": "2018-10-01", "reason": "Smyg"}
            assert client.post(ACTIVATE, typed).status_code == 403
    assert count() == 1


@pytest.mark.parametrize("path", [PAGE, NEW_VERSION, f"{PAGE}fil/"])
def test_who_is_not_signed_in_is_asked_to(path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/logga-in/?next={path}")


def test_the_page_shows_what_is_assumed_and_what_the_linter_says(owner: Client) -> None:
    page = owner.get(PAGE).content.decode()
    assert "Dokumentet anger färgerna men inte gränserna" in page
    assert "beslut om verksamhetens mål får inte delegeras" in page
    assert "Räkneexempel" in page


def test_everything_assumed_is_marked_where_it_is_shown(owner: Client) -> None:
    """Each reason stands in the list of what is assumed, and once more at least: where the thing itself is told."""
    page = owner.get(PAGE).content.decode()
    for path, part in parts(parse(TEXT)):
        if part.assumed:
            assert page.count(escape(part.assumed)) >= 2, path


def test_an_english_reader_meets_the_models_own_english(owner: Client) -> None:
    page = owner.get(PAGE, headers={"accept-language": "en"}).content.decode()
    for words in ("Council goal", "Expected to be met", "Where do we stand against the goals?", "Scorecard"):
        assert words in page, words
    assert "Fullmäktigemål</th>" not in page


def test_a_finding_is_told_by_name_with_its_path_beside(owner: Client) -> None:
    page = owner.get(PAGE).content.decode()
    assert 'Nivån ”verksamhetsmål”, vem som beslutar <code class="path">level[verksamhetsmal].decided_by</code>' in page


def test_the_file_is_downloaded_as_it_was_given(owner: Client) -> None:
    answer = owner.get(f"{PAGE}fil/")
    assert answer.content == (PRESETS / "perstorp.toml").read_bytes()
    assert answer["Content-Disposition"] == 'attachment; filename="perstorp.toml"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_municipality_without_a_model_has_no_such_page(owner: Client, perstorp_in_the_demo: Municipality) -> None:
    SteeringModel.objects.update(valid_from=date(2019, 1, 1))
    assert owner.get(PAGE).status_code == 404
    assert owner.get(f"{PAGE}fil/").status_code == 404


def test_a_file_is_shown_before_it_holds(owner: Client) -> None:
    page = upload(owner, NEW)
    assert "Filen ändrar en sak och kan börja gälla." in page
    assert "”målområde” blir ”inriktning”" in page
    assert count() == 1


def test_what_changes_stands_part_by_part_in_words(owner: Client) -> None:
    text = NEW.replace("[[event]]", '[[event]]\nmonth = 2\nwhat = "Strategidag"\nactor = "ks"\n\n[[event]]', 1)
    page = upload(owner, text)
    assert "Filen ändrar 2 saker och kan börja gälla." in page
    assert "<b>Nivån ”målområde”</b><ul><li>Namn: ”målområde” blir ”inriktning”</li></ul>" in page
    assert "<b>Årets händelser</b><ul><li>Händelsen ”Strategidag” i februari tillkommer</li></ul>" in page
    assert "Inget nytt att anmärka." in page


def test_what_the_file_brings_stands_apart_with_its_line(owner: Client) -> None:
    text = TEXT.replace('serves = ["vision"]', 'serves = ["visionen"]', 1)
    line = text.splitlines().index('serves = ["visionen"]') + 1
    page = upload(owner, text)
    brought, known = page.split("<details>", 1)
    assert "Nytt i filen" in brought
    assert f"<b>Fel</b> rad {line}: ”visionen” är ingen nyckel" in brought
    assert "som den gällande modellen redan har" in known
    assert "visionen” är ingen nyckel" not in known


def test_the_shown_file_begins_to_hold_from_the_chosen_day(owner: Client) -> None:
    answer = owner.post(ACTIVATE, activation(upload(owner, NEW)), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "gäller från 2018-10-01" in answer.content.decode()
    made = SteeringModel.objects.get(valid_from=LATER)
    assert (made.text, made.reason, made.activated_by) == (NEW, "Fullmäktiges beslut", "Kvalitetssamordnare")


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_the_file_that_holds_is_the_file_that_was_sent_to_the_last_sign(owner: Client, ends: str) -> None:
    """A browser would turn every end of line of a text in a form into CRLF."""
    sent = NEW.replace("\n", ends) + ends
    assert owner.post(ACTIVATE, activation(upload(owner, sent))).status_code == 302
    assert SteeringModel.objects.get(valid_from=LATER).text == sent


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"valid_from": ""}, "Gäller från och med"),
        ({"valid_from": "i höst"}, "Gäller från och med"),
        ({"reason": ""}, "Varför"),
        ({"reason": "x" * 301}, "Varför"),
        ({"valid_from": "2017-01-01"}, "En version gäller redan från 2017-01-01"),
        ({"valid_from": "2016-05-05"}, "En version gäller redan från 2017-01-01"),
    ],
)
def test_a_refused_activation_gives_back_what_was_typed_and_changes_nothing(
    owner: Client, typed: dict[str, str], says: str
) -> None:
    sent = activation(upload(owner, NEW), **typed)
    answer = owner.post(ACTIVATE, sent)
    page = answer.content.decode()
    assert (answer.status_code, count()) == (422, 1)
    assert says in page
    assert hidden(page, "text") == sent["text"]
    if sent["reason"] and len(sent["reason"]) < 300:
        assert f'value="{sent["reason"]}"' in page


@pytest.mark.parametrize("text", ["", "inte base64!", "/w==", base64.b64encode(b"inte [ toml").decode()])
def test_a_forged_text_is_refused_without_falling_over(owner: Client, text: str) -> None:
    typed = {"text": text, "valid_from": "2018-10-01", "reason": "Prov"}
    assert owner.post(ACTIVATE, typed).status_code == 422
    assert count() == 1


def test_a_forged_text_that_is_too_large_is_refused_without_falling_over(owner: Client) -> None:
    text = base64.b64encode(b"#" * (BIGGEST + 1)).decode()
    answer = owner.post(ACTIVATE, {"text": text, "valid_from": "2018-10-01", "reason": "Prov"})
    assert answer.status_code == 422
    assert "för stor" in answer.content.decode()


def test_activation_is_by_post_alone(owner: Client) -> None:
    assert owner.get(ACTIVATE).status_code == 405


def test_a_stale_activation_is_told_and_may_be_tried_again(owner: Client) -> None:
    sent = activation(upload(owner, NEW))
    activate_model(system(), TEXT.replace('one = "vision"', 'one = "framtidsbild"'), date(2018, 9, 10), "Hann före")
    answer = owner.post(ACTIVATE, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "En annan version har aktiverats sedan filen granskades" in page
    assert "framtidsbild" in page, "the difference is told against the version that holds now"
    assert owner.post(ACTIVATE, activation(page)).status_code == 302


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"x" * (BIGGEST + 1), "för stor"),
        (b"a = [", "går inte att läsa som styrmodell"),
        ((PRESETS / "hallsberg.toml").read_bytes(), "Filen gäller kommun 1861"),
        (b"", "tom"),
    ],
)
def test_a_bad_file_is_refused_in_words(owner: Client, content: bytes, says: str) -> None:
    page = upload(owner, content)
    assert says in page
    assert "Låt versionen börja gälla" not in page
    assert count() == 1


def test_no_file_at_all_is_told(owner: Client) -> None:
    answer = owner.post(NEW_VERSION, {})
    assert answer.status_code == 422
    assert "Modellfil" in answer.content.decode()


def test_a_level_that_is_gone_stops_the_file_on_the_page(owner: Client) -> None:
    start = TEXT.index('[[level]]\nkey = "uppdrag"')
    page = upload(owner, TEXT[:start] + TEXT[TEXT.index("\n[", start + 1) + 1 :])
    assert "Filen kan inte börja gälla förrän" in page
    assert "<b>Hindrar</b>: Nivån ”uppdrag” finns inte i filen" in page


def test_script_in_a_file_is_shown_as_text(owner: Client) -> None:
    page = upload(owner, TEXT.replace('one = "målområde"', 'one = "<script>alert(1)</script>"'))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
