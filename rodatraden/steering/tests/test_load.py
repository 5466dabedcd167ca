from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodatraden.steering.findings import Finding
from rodatraden.steering.load import ModelFault, parse, read
from rodatraden.steering.schema import FORMAT, Model
from rodatraden.steering.schema.rules import ShareOfWay

TEXT = (Path(__file__).parent.parent / "presets" / "perstorp.toml").read_text(encoding="utf-8")


def changed(before: str, after: str) -> str:
    assert before in TEXT, before
    return TEXT.replace(before, after, 1)


def only(text: str) -> Finding:
    (finding,) = read(text).findings
    assert read(text).model is None
    assert finding.severity == "error"
    return finding


def test_a_file_becomes_a_frozen_model() -> None:
    model = parse(TEXT)
    assert isinstance(model, Model)
    with pytest.raises(ValueError, match="frozen"):
        model.model = model.model  # type: ignore[misc]


def test_numbers_are_decimals_and_lists_cannot_be_changed() -> None:
    model = parse(changed("from = 50 }", "from = 62.5 }"))
    rule = model.rule["indikator"]
    assert isinstance(rule, ShareOfWay)
    assert rule.steps[1].at_least == Decimal("62.5")
    assert isinstance(rule.steps[1].at_least, Decimal)
    assert isinstance(model.level, tuple)


def test_a_mark_of_byte_order_and_windows_line_ends_are_passed_over() -> None:
    assert parse("\ufeff" + TEXT) == parse(TEXT)
    assert parse(TEXT.replace("\n", "\r\n")) == parse(TEXT)


def test_reading_a_faulty_file_gives_no_model_and_parsing_raises_why() -> None:
    with pytest.raises(ModelFault, match="Nyckeln model saknas") as fault:
        parse("")
    assert {finding.path for finding in fault.value.findings} == {"model", "level"}


@pytest.mark.parametrize(
    ("before", "after", "path", "message", "proposal"),
    [
        ('decided_by = "kf"', 'decided_bu = "kf"', "level[vision].decided_bu", "finns inte här", "du decided_by?"),
        ('kind = "direction"', 'kind = "directoin"', "level[malomrade].kind", "kan inte stå här", "du direction?"),
        ('tone = "partly"', 'tone = "party"', "scale.trafikljus.values[gul].tone", "met, partly, missed", "partly?"),
        ("from = 50 }", "frm = 50 }", "rule.indikator.steps[2].frm", "finns inte här", "Menade du from?"),
        ("from = 80", "form = 80", "rule.mal.then.steps[1].form", "finns inte här", "Menade du from?"),
        ('"two-step"', '"two-stp"', "rule.mal", "”two-stp” är ingen regel", "Menade du two-step?"),
        ('"share-of-way"', '"share-of-wy"', "rule.indikator", "är ingen regel", "Menade du share-of-way?"),
        ('compare = "share-of-way"\n', "", "rule.indikator", "antingen compare eller roll_up", "vägs samman"),
        ("measured_from = 50", 'measured_from = "x"', "rule.mal.measured_from", "väntades ett tal", ""),
        ("measured_from = 50", "measured_from = 0", "rule.mal.measured_from", "väntades ett större tal", ""),
        ("horizon = 3", "horizon = 3.5", "plan[styrkort-kf].horizon", "väntades ett heltal, men det står 3.5", ""),
        ("horizon = 3", "horizon = [3]", "plan[styrkort-kf].horizon", "men det står en lista", ""),
        ('serves = ["vision"]', 'serves = "vision"', "level[malomrade].serves", "en lista inom hakparenteser", ""),
        ("personal = true", 'personal = "kanske"', "level[medarbetarmal].personal", "true eller false", ""),
        ("month = 11, year", "month = 13, year", "plan[verksamhetsplan].deadline.month", "högst 12", ""),
        ("month = 6, day = 30", "month = 6, day = 31", "report[halvar].period_ends[1]", "Juni har ingen dag 31", ""),
        ("[vision]", "[[vision]]", "vision", "väntades en grupp med nycklar, men det står en lista", ""),
        ('key = "malomrade"', 'key = "Målområde"', "level[Målområde].key", "små bokstäver a–z", "malomrade"),
        ('decided_by = "namnd"', 'decided_by = "nämnden"', "level[namndmal].decided_by", "bindestreck", "du namnd?"),
        ('municipality = "1275"', 'municipality = "Perstorp"', "model.municipality", "kod med fyra siffror", ""),
        ("format = 1", "format = 99", "model.format", "Formatet 99 känns inte igen", f"format = {FORMAT}"),
        ("format = 1", "format = true", "model.format", "Formatet true känns inte igen", ""),
        ("format = 1", 'format = "1"', "model.format", "Formatet ”1” känns inte igen", ""),
        ('symbol = "ring"', 'symbol = "ring", hemlig = 1', "scale.trafikljus.values[ejmatt].hemlig", "", "Ta bort"),
        ("format = 1", "format = 1\npurpose = []", "model.purpose", "finns inte här", "överst i filen"),
    ],
)  # fmt: skip
def test_a_fault_says_where_it_is_and_what_to_do(
    before: str, after: str, path: str, message: str, proposal: str
) -> None:
    finding = only(changed(before, after))
    assert finding.path == path
    assert message in str(finding.message)
    assert proposal in str(finding.proposal)


def test_the_line_is_that_of_the_key() -> None:
    text = changed('kind = "direction"', 'kind = "directoin"')
    line = only(text).line
    assert line is not None
    assert text.splitlines()[line - 1] == 'kind = "directoin"'


def test_a_misspelt_key_is_one_fault_and_not_also_a_missing_one() -> None:
    assert only(changed('decided_by = "kf"', 'decided_bu = "kf"')).code == "extra_forbidden"


def test_two_faults_are_both_told() -> None:
    text = changed('kind = "direction"', 'kind = "riktning"').replace("horizon = 3", 'horizon = "tre"')
    assert [finding.path for finding in read(text).findings] == ["level[malomrade].kind", "plan[styrkort-kf].horizon"]


def test_a_part_without_key_is_called_by_its_number() -> None:
    assert only(changed('word = "Engagemang"', "word = 2")).path == "value_word[2].word"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a", "ett likhetstecken saknas"),
        ("[model\n", "en hakparentes saknas"),
        ('x = "a\n', "inom citattecken"),
        ("x = hej", "efter likhetstecknet står inget värde"),
        ("x = 1 2", "står något mer på raden"),
        ("x = 1\nx = 2", "samma nyckel står två gånger"),
        ("[a]\n[a]", "samma rubrik står två gånger"),
        ("x = [1", "en hakparentes saknas i slutet av en lista"),
        ("x = { a = 1, a = 2 }", "två gånger inom klamrarna"),
        ("x = " + "[" * 20_000, "för många hakparenteser"),
        ("x = " + "9" * 5_000, "ett tal är för långt"),
        ("x = 1e999999999", "för stort eller för litet"),
        ("x = nan", "för stort eller för litet"),
        ("\x00", "varken en nyckel, en rubrik eller en kommentar"),
    ],
)
def test_what_is_no_toml_is_told_in_swedish(text: str, message: str) -> None:
    finding = only(text)
    assert finding.code == "toml"
    assert message in str(finding.message)
    assert "citattecken" in str(finding.proposal)


def test_a_fault_in_toml_has_its_line() -> None:
    assert only('x = 1\ny = 2\nz = "').line in {2, 3, None}
    assert only("x = 1\ny = hej\n").line == 2


@pytest.mark.parametrize("text", ["model = 3", "level = 3", "[model]", "[[level]]", "[[model]]\n[level]", "rule = []"])
def test_the_wrong_shape_is_told_and_never_raised(text: str) -> None:
    reading = read(text)
    assert reading.model is None
    assert all(str(finding.message).endswith(".") for finding in reading.findings)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_whatever_raises(text: str) -> None:
    assert read(text).model is None


@settings(deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.characters(codec="utf-8"))
def test_no_change_of_one_sign_raises(at: int, sign: str) -> None:
    reading = read(TEXT[:at] + sign + TEXT[at + 1 :])
    assert (reading.model is None) == bool(reading.findings)
