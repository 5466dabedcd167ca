"""The words that a comment hangs on: whether they still stand in the text."""

from datetime import UTC, datetime

import pytest

from rodatraden.planning.passages import has_changed

BEFORE, SAID, AFTER = (datetime(2018, 9, day, tzinfo=UTC) for day in (1, 2, 3))


@pytest.mark.parametrize(
    ("quote", "texts", "changed"),
    [
        ("fina skolor", ["Vi driver fina skolor."], False),
        ("fina   Skolor:", ["Vi driver **fina\nskolor**."], False),
        ("nått 83 %", ["nått {{utfall:x}}", "Vi har nått 83 % nu"], False),
        ("fina skolor", ["Vi driver bra skolor."], True),
        ("fina skolor", [""], True),
        ("andra stycket", ["Vi driver skolor."], True),
        ("", ["Vi driver bra skolor."], False),
    ],
)
def test_words_that_a_text_written_since_no_longer_has_are_told(quote: str, texts: list[str], changed: bool) -> None:
    assert has_changed(quote, texts, SAID, AFTER) is changed


@pytest.mark.parametrize("written", [None, BEFORE, SAID])
def test_a_place_that_was_only_described_is_true_until_the_text_is_written_again(written: datetime | None) -> None:
    assert not has_changed("andra stycket", ["Vi driver skolor."], SAID, written)
