import pytest

from rodatraden.steering.compare import differences
from rodatraden.steering.load import parse
from rodatraden.steering.tests.test_words import TEXT


def told(old: str, new: str, text: str = TEXT) -> list[tuple[str, str]]:
    return [(each.kind, str(each.told)) for each in differences(parse(text), parse(text.replace(old, new)))]


def test_the_same_model_differs_in_nothing() -> None:
    assert told("Framtid", "Framtid") == []


def test_a_changed_value_is_told_with_before_and_after() -> None:
    assert told("Framtid", "Perstorp 2030") == [("changed", "vision.title: ”Framtid” blir ”Perstorp 2030”")]


def test_a_value_that_comes_or_goes_is_told_as_nothing() -> None:
    assert told("except_months = [1, 7]", "months = [2]") == [
        ("changed", "report[manad].months: inget blir ”2”"),
        ("changed", "report[manad].except_months: ”1, 7” blir inget"),
    ]


def test_a_new_part_is_told_once_and_not_value_by_value() -> None:
    level = '\n[[perspective]]\nkey = "ekonomi"\nname = { one = "Ekonomi" }\n'
    assert told("\n[[plan]]", f"{level}\n[[plan]]") == [("added", "Perspektivet ekonomi är ny.")]


def test_a_part_that_is_gone_is_told() -> None:
    gone = TEXT[TEXT.index('[[report]]\nkey = "manad"') : TEXT.index('[[report]]\nkey = "ar"')]
    assert told(gone, "") == [("removed", "Rapporttypen manad är borttagen.")]


def test_a_rename_is_a_rename_and_nothing_else() -> None:
    found = told('key = "aktivitet"', 'key = "insats"\nwas = "aktivitet"')
    assert found == [("renamed", "Nivån insats hette aktivitet förut.")]


@pytest.mark.parametrize("length", [81, 500])
def test_a_long_text_is_cut(length: int) -> None:
    ((_, sentence),) = told("Framtid", "x" * length)
    assert len(sentence) < 200
