"""The English interface: the catalogue is whole, and no page shows a Swedish sentence of ours to an English reader."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation

from rodatraden.demo.rows import MADE_UP
from rodatraden.demo.tests.cast import cast_of
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.conftest import Towns
from rodatraden.tests.visits import all_leading, body_of, is_page, signed_in

ROOT = Path(settings.ROOT)
CATALOGUE = ROOT / "rodatraden" / "locale" / "en" / "LC_MESSAGES" / "django.po"
HOLE = re.compile(r"\{[^{}]*\}|%\([^)]*\)[sd]")
SPOKEN = ("title", "alt", "placeholder", "aria-label", "data-head")
SHORTEST = 12
"""Letters of a sentence between two of its values that are enough to know it by."""


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


@pytest.fixture(autouse=True)
def back_to_swedish() -> Iterator[None]:
    """A request leaves its language behind; the tests after these expect Swedish."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


def pairs(entry: polib.POEntry) -> list[tuple[str, str]]:
    """The sentence and its translation; for one with a plural, both."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]


def test_every_sentence_is_translated_and_none_is_a_guess(catalogue: polib.POFile) -> None:
    assert len(catalogue) > 1000
    assert [entry.msgid for entry in catalogue if not entry.translated() or entry.fuzzy] == []


def test_a_translation_has_the_values_of_its_sentence(catalogue: polib.POFile) -> None:
    both = [pair for entry in catalogue for pair in pairs(entry)]
    assert [(one, other) for one, other in both if set(HOLE.findall(one)) != set(HOLE.findall(other))] == []


def test_a_translation_begins_and_ends_as_its_sentence(catalogue: polib.POFile) -> None:
    """Sentences are put together: a space or a full stop too many would show."""
    both = [pair for entry in catalogue for pair in pairs(entry)]
    assert [(one, other) for one, other in both if edges(one) != edges(other)] == []


def edges(text: str) -> tuple[str, str, str]:
    bare = text.strip()
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], bare[-1:] if bare[-1:] in ".?!:…" else ""


def test_the_compiled_catalogue_says_what_the_source_says(catalogue: polib.POFile) -> None:
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert said_in(compiled) == said_in(catalogue)


def said_in(catalogue: "polib.POFile | polib.MOFile") -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (entry.msgid, entry.msgid_plural): (entry.msgstr, *dict(sorted(entry.msgstr_plural.items())).values())
        for entry in catalogue
    }


def test_nothing_is_left_to_collect(tmp_path: Path, catalogue: polib.POFile) -> None:
    """Collects anew in a copy of the source, and finds the same sentences."""
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not installed here")
    for part in ("rodatraden", "tests"):
        skipped = shutil.ignore_patterns("__pycache__", "*.mo", "data", "static")
        shutil.copytree(ROOT / part, tmp_path / part, ignore=skipped)
    done = subprocess.run(
        [sys.executable, "tests/messages.py"],
        cwd=tmp_path,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "rodatraden.settings", "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    found = polib.pofile(str(tmp_path / CATALOGUE.relative_to(ROOT)))
    assert done.returncode == 0, done.stdout + done.stderr
    assert {entry.msgid for entry in found} == {entry.msgid for entry in catalogue}


SENTENCES = {
    "_": (0,), "gettext": (0,), "gettext_lazy": (0,), "gettext_noop": (0,), "say": (0,), "say_many": (1, 2),
    "_counted": (1, 2), "problem": (0,), "unreadable": (0,), "record": (1,),
}  # fmt: skip
"""Where our own marks have their sentences, as `tests/messages.py` collects them."""


def source_files() -> Iterator[Path]:
    files = (ROOT / "rodatraden").rglob("*.py")
    return (path for path in files if not {"tests", "migrations", "demo"} & set(path.parts))


def uncollected(source: str, known: set[str]) -> Iterator[str]:
    """Sentences that the collector passes by: put together, within a string, or laid in a variable or table first."""
    nodes = list(ast.walk(ast.parse(source)))
    assigned = [node for node in nodes if isinstance(node, ast.Assign)]
    for call in (node for node in nodes if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        for said in (call.args[at] for at in SENTENCES.get(name, ()) if at < len(call.args)):
            if isinstance(said, ast.JoinedStr):
                yield ast.unparse(said)
            yield from (text for text in constants(said, assigned) if text and text not in known)


def constants(said: ast.expr | None, assigned: list[ast.Assign]) -> Iterator[str]:
    """The strings that an argument is, or that the variable or table was given which it is."""
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        yield said.value
    elif isinstance(said, ast.Subscript):
        yield from constants(said.value, assigned)
    elif isinstance(said, ast.Tuple | ast.Dict):
        for each in said.elts if isinstance(said, ast.Tuple) else said.values:
            yield from constants(each, [])
    elif isinstance(said, ast.Name):
        for node in assigned:
            if said.id in {getattr(each, "id", "") for target in node.targets for each in ast.walk(target)}:
                yield from constants(node.value, [])


def test_every_sentence_in_the_code_is_in_the_catalogue(catalogue: polib.POFile) -> None:
    known = {text for entry in catalogue for text in (entry.msgid, entry.msgid_plural)}
    assert {
        path.name: told for path in source_files() if (told := [*uncollected(path.read_text("utf-8"), known)])
    } == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('say("Känd.")', []),
        ('say("Okänd.")', ["Okänd."]),
        ('one, more = "Känd.", "{n} okända"; say_many(2, one, more)', ["{n} okända"]),
        ("f\"{_('Okänd.')} mer\"", ["Okänd."]),
        ('log.record(by, f"skrev {what}")', ["f'skrev {what}'"]),
        ('WORDS = {"ny": "Okänd."}; say(WORDS[kind])', ["Okänd."]),
        ("say(template)", []),
    ],
)
def test_a_sentence_that_the_collector_passes_by_is_found(code: str, found: list[str]) -> None:
    assert sorted({*uncollected(code, {"Känd."})}) == found


class Words(HTMLParser):
    """The words of a page that are seen or read aloud, a piece for each run of text and each spoken attribute. A part
    that names its language is said in it: a report is read as it was written."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.silent = 0
        self.foreign = False
        self.feed(body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        self.foreign |= tag == "article" and dict(attrs).get("lang", "en") != "en"
        if not self.foreign:
            self.pieces += [" ".join(value.split()) for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")
        self.foreign &= tag != "article"

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.silent and not self.foreign:
            self.pieces.append(" ".join(data.split()))


class Swedish:
    """What a page in English should not say: our own sentences in Swedish, but for those that the municipality
    says in its document, its model or its register."""

    def __init__(self, catalogue: polib.POFile, own_words: str) -> None:
        said = [pair for entry in catalogue for pair in pairs(entry) if pair[0].casefold() != pair[1].casefold()]
        english = " ".join(other for _, other in said).casefold()
        known = {*re.findall(r"\w+", own_words), *re.findall(r"\w+", english)}
        whole = {one.strip(" .:").casefold() for one, _ in said}
        self.whole = {one for one in whole if one not in (known if one.isalpha() else own_words)}
        pieces = {piece.strip() for one, _ in said for piece in HOLE.split(" ".join(one.split()))}
        self.pieces = [one for one in pieces if len(one) >= SHORTEST and one.casefold() not in own_words]

    def found_in(self, words: list[str]) -> list[str]:
        text = "\n".join(dict.fromkeys(words))
        single = [one for one in dict.fromkeys(words) if one.strip(" .:").casefold() in self.whole]
        return sorted({*single, *(piece for piece in self.pieces if piece in text)})


def own_words(slug: str) -> str:
    """All that the municipality says itself: its model, and its files in the demo, the source of what is made up."""
    files = [ROOT / "rodatraden" / "steering" / "presets" / f"{slug}.toml"]
    files += sorted(path for path in (ROOT / "rodatraden" / "demo" / "data" / slug).rglob("*") if path.is_file())
    return " ".join([MADE_UP, *(" ".join(path.read_text("utf-8").split()) for path in files)]).casefold()


def test_a_swedish_sentence_on_a_page_would_be_found(catalogue: polib.POFile) -> None:
    swedish = Swedish(catalogue, own_words("perstorp"))
    page = Words("<p>Filen säger samma sak som det som redan finns.</p><a title='Översikt'>Goals</a><style>p</style>")
    assert swedish.found_in(page.pieces) == ["Filen säger samma sak som det som redan finns.", "Översikt"]
    assert swedish.found_in(Words("<p>The file says the same</p>").pieces) == []


@pytest.mark.full
@pytest.mark.django_db
def test_no_page_of_perstorp_shows_an_english_reader_our_swedish(
    towns: Towns, demo_runs: None, catalogue: polib.POFile
) -> None:
    town: Municipality = towns["perstorp"]
    swedish, client = Swedish(catalogue, own_words(town.slug)), signed_in(cast_of(town.slug)["samordnare"])
    tried, shown = 0, {}
    for path in ["/", "/logga-in/", *all_leading(town)]:
        answer = client.get(path, headers={"accept-language": "en"})
        if answer.status_code != 200 or not is_page(answer):
            continue
        tried += 1
        assert answer.headers["Content-Language"] == "en"
        if found := swedish.found_in(Words(body_of(answer)).pieces):
            shown[path] = found
    assert tried > 20
    assert shown == {}


@pytest.mark.django_db
def test_the_menu_and_the_key_sentence_are_english_and_figures_stay_swedish(towns: Towns, demo_runs: None) -> None:
    client = signed_in(cast_of("perstorp")["samordnare"])
    page = Words(body_of(client.get("/perstorp/", headers={"accept-language": "en"}))).pieces
    assert {"Overview", "The thread", "Scorecard", "Indicators", "Follow-up", "Organisation"} <= set(page)
    assert any("not expected to be met" in piece for piece in page)
    card = Words(body_of(client.get("/perstorp/styrkort/", headers={"accept-language": "en"}))).pieces
    assert any("12,7 against at most 12,4" in piece for piece in card)


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["definitions", "thread", "targets", "indicators"])
def test_a_file_says_the_same_whoever_fetches_it(towns: Towns, demo_runs: None, what: str) -> None:
    client = signed_in(cast_of("perstorp")["samordnare"])
    english, swedish = (
        body_of(client.get(f"/perstorp/hamta/{what}.csv", headers={"accept-language": language}))
        for language in ("en", "sv")
    )
    assert english == swedish and len(english) > 1000
