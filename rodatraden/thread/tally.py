"""Counts of breaks, said in a sentence. Pure: numbers in, words out."""

from rodatraden.lib.text import Text, say, say_many


def breaks_told(errors: int, warnings: int, remarks: int) -> Text:
    """The answer of the page of breaks."""
    if not errors + warnings + remarks:
        return say("Tråden håller hela vägen.")
    if errors + warnings + remarks == 1:
        return say("Tråden brister på ett ställe, allvarligt.") if errors else say("Tråden brister på ett ställe.")
    total = say("Tråden brister på {n} ställen", n=errors + warnings + remarks)
    if not errors:
        return say("{total}, inget av dem allvarligt.", total=total)
    worst = say_many(errors, "ett av dem är allvarligt", "{n} av dem är allvarliga")
    return say("{total}, {worst}.", total=total, worst=worst)
