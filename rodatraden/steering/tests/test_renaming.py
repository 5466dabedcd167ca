import pytest

from rodatraden.steering.load import parse
from rodatraden.steering.renaming import Rename, renames, with_new_keys
from rodatraden.steering.tests.test_compare import FILE


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], []),
        ([('key = "aktivitet"', 'key = "insats"\nwas = "aktivitet"')], [Rename("level", "aktivitet", "insats")]),
        ([('key = "aktivitet"', 'key = "insats"\nwas = "okand"')], []),
        ([('key = "aktivitet"', 'key = "aktivitet"\nwas = "gammal"')], []),
        ([('key = "m", letter', 'key = "e", was = "m", letter')], [Rename("quality.smart", "m", "e")]),
        (
            [('key = "smart"', 'key = "krav"\nwas = "smart"'), ('key = "m", letter', 'key = "e", was = "m", letter')],
            [Rename("quality", "smart", "krav"), Rename("quality.krav", "m", "e")],
        ),
        ([('key = "rod", word', 'key = "nej", was = "rod", word')], [Rename("scale.ljus", "rod", "nej")]),
        ([('key = "nytt", text', 'key = "senast", was = "nytt", text')], [Rename("report.delar", "nytt", "senast")]),
    ],
)
def test_a_rename_is_a_new_key_whose_old_one_was_there(changes: list[tuple[str, str]], expected: list[Rename]) -> None:
    text = FILE
    for old, new in changes:
        text = text.replace(old, new)
    assert list(renames(parse(FILE), parse(text))) == expected


def test_the_old_model_is_told_with_the_new_keys_wherever_they_are_named() -> None:
    text = FILE.replace("gron", "ja").replace('key = "ja"', 'key = "ja", was = "gron"')
    text = text.replace('"kf"', '"full"').replace('key = "full"', 'key = "full"\nwas = "kf"')
    before, after = parse(FILE), parse(text)
    assert with_new_keys(before, renames(before, after)) == after


def test_a_model_without_renames_is_left_as_it_is() -> None:
    before = parse(FILE)
    assert with_new_keys(before, ()) is before
