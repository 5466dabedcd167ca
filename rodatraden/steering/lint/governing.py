"""The hierarchy of governing documents: whether it covers all kinds, and whether it stands on its feet."""

from collections.abc import Iterator

from rodatraden.lib.text import in_words, say
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint.paths import graded, numbered
from rodatraden.steering.schema import Document, Model


def some_ranked(model: Model) -> Iterator[Finding]:
    """A kind without a rank among kinds that have one: the register cannot say where it stands."""
    without = [document for document in model.governing if not document.rank]
    if not without or len(without) == len(model.governing):
        return
    yield graded(
        "warning",
        "some-ranked",
        f"governing[{without[0].key}].rank",
        say("Några slag av styrdokument har en rang, men inte {names}.", names=in_words([one.name for one in without])),
        say("Ge alla slag en rang, eller inget. 1 är högst."),
        rests_on=without,
    )


def upside_down(model: Model) -> Iterator[Finding]:
    """A kind above one that the council decides, though the council itself does not decide it."""
    highest = [one for one in model.governing if one.rank and _of_council(model, one)]
    for path, document in numbered("governing", model.governing):
        below = next((one for one in highest if 0 < document.rank < one.rank), None)
        if below is not None and not _of_council(model, document):
            yield graded(
                "warning",
                "rank-upside-down",
                f"{path}.rank",
                say(
                    "”{one}” beslutas av {who} men står över ”{other}”, som fullmäktige beslutar.",
                    one=document.name,
                    who=model.who(document.decided_by),
                    other=below.name,
                ),
                say("Ändra rangen, eller vem som beslutar."),
                rests_on=[document, below],
            )


def _of_council(model: Model, document: Document) -> bool:
    body = model.body_of(document.decided_by)
    return body is not None and body.kind == "council"
