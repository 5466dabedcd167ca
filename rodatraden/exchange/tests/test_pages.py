import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from rodatraden.exchange import keeping
from rodatraden.exchange.exports import BY_WHAT, FORMATS
from rodatraden.exchange.tests import files
from rodatraden.exchange.tests.place import OUTCOME_HEAD, Place
from rodatraden.indicators.models import Outcome
from rodatraden.lib.periods import Period
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User

pytestmark = pytest.mark.usefixtures("only_exchange")
IMPORT, LOAD = "/perstorp/import/", "/perstorp/import/las-in/"
GOOD = files.csv(OUTCOME_HEAD, ("trygghet", "kf", "2018", "52,5", ""))

SHA256 = hashlib.sha256(GOOD).hexdigest()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(client: Client, content: bytes, name: str = "utfall.csv") -> HttpResponse:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})  # type: ignore[return-value]


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def loaded() -> bool:
    return Outcome.objects.filter(period=Period.parse("2018"), indicator__key="trygghet").exists()


@pytest.mark.parametrize(
    ("who", "status"), [("controller", 200), ("secretary", 200), ("head", 200), ("member", 403), ("auditor", 403)]
)
def test_who_enters_or_administers_may_load_and_nobody_else(place: Place, who: str, status: int) -> None:
    client = signed_in(place.cast[who])
    assert client.get(IMPORT).status_code == status
    assert upload(client, GOOD).status_code in (200, 400) if status == 200 else 403
    assert client.post(LOAD).status_code == (302 if status == 200 else 403)


@pytest.mark.parametrize("who", ["controller", "secretary", "head", "member", "auditor"])
def test_everybody_who_is_signed_in_may_fetch(place: Place, who: str) -> None:
    client = signed_in(place.cast[who])
    assert "Excel" in words(client.get("/perstorp/hamta/"))  # type: ignore[arg-type]
    assert client.get("/perstorp/hamta/indicators.json?ar=2018").status_code == 200


def test_a_stranger_gets_nothing(place: Place, hallsberg: Municipality) -> None:
    stranger = signed_in(User.objects.create(username="okand"))
    for path in ("import/", "hamta/", "hamta/outcomes.csv"):
        assert stranger.get(f"/perstorp/{path}").status_code == 404
        assert signed_in(place.controller).get(f"/hallsberg/{path}").status_code == 404


def test_a_file_is_shown_then_loaded(place: Place) -> None:
    client = signed_in(place.controller)
    shown = words(upload(client, GOOD))
    assert "En rad läses in." in shown
    assert not loaded()
    answer = client.post(LOAD, {"sha256": SHA256}, follow=True)
    assert "Inläst. Utfall: 1 ny" in words(answer)  # type: ignore[arg-type]
    assert loaded()


def test_only_the_file_that_was_shown_is_loaded(place: Place) -> None:
    client, other = signed_in(place.controller), signed_in(place.controller)
    upload(client, GOOD)
    for sha256 in ("", "0" * 64, "../../../etc/passwd"):
        assert "finns inte kvar" in words(client.post(LOAD, {"sha256": sha256}, follow=True))  # type: ignore[arg-type]
    sha256 = SHA256
    assert "finns inte kvar" in words(other.post(LOAD, {"sha256": sha256}, follow=True))  # type: ignore[arg-type]
    assert not loaded()


def test_a_file_shown_in_one_municipality_is_not_loaded_in_another(place: Place, hallsberg: Municipality) -> None:
    session = signed_in(place.controller).session
    shown = keeping.keep(session, "a.csv", GOOD, "x")
    assert keeping.kept(session, shown.sha256)
    with scope(hallsberg):
        assert keeping.kept(session, shown.sha256) is None


def test_files_that_nobody_loads_go_away(place: Place, own_data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = signed_in(place.controller).session
    old = keeping.keep(session, "a.csv", b"gammal", "x")
    monkeypatch.setattr(keeping, "KEPT_SECONDS", -1)
    keeping.keep(session, "b.csv", b"ny", "x")
    assert [path.name for path in (own_data_dir / "imports" / str(old.municipality)).iterdir()] != [old.sha256]


def test_refused_rows_are_told_and_there_is_nothing_to_press(place: Place) -> None:
    answer = upload(signed_in(place.controller), files.csv(OUTCOME_HEAD, ("nix", "kf", "2018", "1", "")))
    assert answer.status_code == 400
    assert "En rad måste rättas" in words(answer)
    assert "”nix” finns inte" in words(answer)
    assert 'name="sha256"' not in words(answer)


def test_a_file_that_is_none_is_told(place: Place) -> None:
    answer = upload(signed_in(place.controller), b"<html>", "utfall.xlsx")
    assert (answer.status_code, "webbsida" in words(answer)) == (400, True)


def test_no_file_is_told_at_the_field(place: Place) -> None:
    answer = signed_in(place.controller).post(IMPORT, {})
    assert (answer.status_code, "Välj en fil." in words(answer)) == (400, True)  # type: ignore[arg-type]


def test_what_a_file_says_is_never_markup(place: Place) -> None:
    evil = "<script>alert(1)</script>"
    answer = upload(
        signed_in(place.controller),
        files.csv((*OUTCOME_HEAD, evil), (evil, evil, evil, evil, evil, evil)),
        f"{evil}.csv",
    )
    assert "<script>alert" not in words(answer)


def test_an_upload_beyond_the_limit_is_turned_away_in_words(place: Place, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    answer = upload(signed_in(place.controller), b"x" * 2 * 2**20)
    assert answer.status_code == 413
    assert "för stor" in words(answer)


def test_a_form_without_its_token_is_refused(place: Place) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(place.controller)
    assert upload(client, GOOD).status_code == 403
    assert client.post(LOAD).status_code == 403


@pytest.mark.parametrize("path", ["ingen.csv", "outcomes.pdf", "outcomes.csv.exe", "Outcomes.csv"])
def test_a_file_that_there_is_not_is_not_found(place: Place, path: str) -> None:
    assert signed_in(place.controller).get(f"/perstorp/hamta/{path}").status_code == 404


def test_a_download_is_named_and_kept_a_download(place: Place) -> None:
    answer = signed_in(place.controller).get("/perstorp/hamta/scorecard.csv?ar=2018")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="perstorp-scorecard-2018.csv"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "year", ["", "abc", "99999999999", "-1", "²⁰¹⁸", "1899", "2201", "0190012345", "01900" + "1" * 5000, "2018\n"]
)
def test_an_odd_year_in_the_address_is_the_year_that_runs(place: Place, year: str) -> None:
    answer = signed_in(place.controller).get("/perstorp/hamta/scorecard.csv", {"ar": year})
    assert "2018" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\r\nb.csv", "<b>.csv", "", "x" * 300])
def test_a_files_name_is_made_harmless(name: str) -> None:
    safe = keeping.safe_name(name)
    assert 0 < len(safe) <= 100
    assert not set(safe) & set("/\\<>\r\n\"'")


@pytest.mark.parametrize("year", ["1900", "2016", "2200"])
def test_a_year_within_the_calendar_is_the_year_asked_for(place: Place, year: str) -> None:
    answer = signed_in(place.controller).get("/perstorp/hamta/scorecard.csv", {"ar": year})
    assert f"scorecard-{year}.csv" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("what", "kind"),
    [("outcomes.csv", "text/csv"), ("outcomes.xlsx", "spreadsheetml"), ("outcomes.json", "application/json")],
)
def test_a_download_says_what_it_is_and_has_no_year_where_it_is_of_all(place: Place, what: str, kind: str) -> None:
    answer = signed_in(place.controller).get(f"/perstorp/hamta/{what}?ar=2016")
    assert kind in answer.headers["Content-Type"]
    assert f'"perstorp-{what}"' in answer.headers["Content-Disposition"]


def test_a_year_without_a_model_leads_back_with_the_reason(place: Place) -> None:
    SteeringModel.objects.all().delete()
    answer = signed_in(place.controller).get("/perstorp/hamta/scorecard.csv", follow=True)
    assert answer.status_code in (200, 404)
    assert "Content-Disposition" not in answer.headers


@pytest.mark.parametrize("path", ["hamta/", "hamta/outcomes.csv"])
def test_a_download_is_only_ever_read(place: Place, path: str) -> None:
    assert signed_in(place.controller).post(f"/perstorp/{path}").status_code == 405


def test_the_load_is_only_ever_posted(place: Place) -> None:
    assert signed_in(place.controller).get(LOAD).status_code == 405


def test_the_page_of_files_names_every_file_in_every_form(place: Place) -> None:
    page = words(signed_in(place.controller).get("/perstorp/hamta/?ar=2017"))  # type: ignore[arg-type]
    for what, file in BY_WHAT.items():
        assert str(file.title) in page
        for form in FORMATS:
            assert f"/perstorp/hamta/{what}.{form}" in page
    assert "2015" in page
    assert "2019" in page


def test_a_file_changed_by_somebody_else_in_between_is_not_loaded(place: Place) -> None:
    client = signed_in(place.controller)
    upload(client, GOOD)
    place.outcome(place.safety, "2018", "2")
    assert "har ändrats sedan" in words(client.post(LOAD, {"sha256": SHA256}, follow=True))  # type: ignore[arg-type]
    assert Outcome.objects.filter(period=Period.parse("2018"), indicator__key="trygghet").count() == 1


def test_a_file_is_loaded_once(place: Place) -> None:
    client = signed_in(place.controller)
    upload(client, GOOD)
    client.post(LOAD, {"sha256": SHA256})
    assert "finns inte kvar" in words(client.post(LOAD, {"sha256": SHA256}, follow=True))  # type: ignore[arg-type]
