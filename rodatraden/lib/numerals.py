"""Small numbers in words, as one writes them in running text."""

from rodatraden.lib.text import Text, say

NUMERALS = (
    say("två"), say("tre"), say("fyra"), say("fem"), say("sex"), say("sju"),
    say("åtta"), say("nio"), say("tio"), say("elva"), say("tolv"),
)  # fmt: skip
FIRST = (
    say("Två"), say("Tre"), say("Fyra"), say("Fem"), say("Sex"), say("Sju"),
    say("Åtta"), say("Nio"), say("Tio"), say("Elva"), say("Tolv"),
)  # fmt: skip
"""The same where they begin a sentence."""
LARGEST_IN_WORDS = 12


def numeral(number: int) -> Text:
    """Two to twelve in words, other numbers in figures (one has a gender, so its sentence is written out)."""
    return NUMERALS[number - 2] if 2 <= number <= LARGEST_IN_WORDS else say("{number}", number=number)


def first_numeral(number: int) -> Text:
    """As `numeral`, where it begins a sentence."""
    return FIRST[number - 2] if 2 <= number <= LARGEST_IN_WORDS else say("{number}", number=number)
