"""What differs between two documents only since one of them was decided or handed in: told apart from the content.

Nothing is left out: what is told apart and the rest are together all that differs. A box of what is proposed goes with
the state only where the document says that it was decided meanwhile; else somebody has changed the proposal. Pure.
"""

from dataclasses import replace

from rodatraden.documents.content import Callout, DefinitionList
from rodatraden.documents.difference import BlockDifference, Difference, PartDifference
from rodatraden.documents.difference_tables import TableDifference
from rodatraden.lib.word_diff import Piece

DECIDED = frozenset({"Beslutad", "Paragraf"})
"""Terms that a document has when it is decided. Frozen documents are written in Swedish."""
OF_DECISION = DECIDED | {"Diarienummer", "Beslutet vilar på"}
"""What is said of a decision beside them."""
HANDED_IN = frozenset({"Inlämnad", "Behandlad"})
DECISION = "Beslut"
"""The heading of the box that says who decided."""


def told_apart(found: Difference) -> tuple[Difference, Difference]:
    """What of a difference is content, and what follows from the state."""
    decided = any(row in DECIDED for part in found.parts for block in part.blocks for row in _terms(block))
    halves = [_part(part, decided) for part in found.parts]
    dates = [fact for fact in found.facts if decided and fact.name == "date"]
    return (
        replace(
            found,
            parts=tuple(content for content, _ in halves if content is not None),
            facts=tuple(fact for fact in found.facts if fact not in dates),
        ),
        replace(
            found,
            parts=tuple(follows for _, follows in halves if follows is not None),
            facts=tuple(dates),
        ),
    )


def _part(part: PartDifference, decided: bool) -> tuple[PartDifference | None, PartDifference | None]:
    if part.change != "changed":
        return part, None
    halves = [_block(block, decided) for block in part.blocks]
    content = tuple(one for one, _ in halves if one is not None)
    follows = tuple(one for _, one in halves if one is not None)
    if not follows:
        return part, None
    renamed = any(piece.kind != "same" for piece in part.heading)
    rest = replace(part, blocks=content) if content or renamed or part.moved else None
    return rest, replace(part, blocks=follows, moved=False, heading=_as_it_is(part.heading))


def _as_it_is(heading: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A heading as it stands now: that it was renamed is told with the content."""
    text = "".join(piece.text for piece in heading if piece.kind != "gone")
    return (Piece("same", text),) if text else ()


def _block(block: BlockDifference, decided: bool) -> tuple[BlockDifference | None, BlockDifference | None]:
    if decided and _is_of_state(block):
        return None, block
    if block.table is None or not isinstance(block.after, DefinitionList):
        return block, None
    names = HANDED_IN | OF_DECISION if decided else HANDED_IN
    follows = tuple(row for row in block.table.rows if row.name in names)
    if not follows:
        return block, None
    rest = replace(block.table, rows=tuple(row for row in block.table.rows if row.name not in names))
    alone = TableDifference((), follows, (), (), (), (), False)
    content = replace(block, table=rest) if rest or block.pieces else None
    return content, replace(block, table=alone, pieces=())


def _is_of_state(block: BlockDifference) -> bool:
    """The box of what is proposed that came or went, the one of what was decided, or the one that became the other."""
    sides = [side for side in (block.before, block.after) if side is not None]
    boxes = [side for side in sides if isinstance(side, Callout)]
    if len(boxes) < len(sides):
        return False
    proposed = [box.kind == "decision" for box in boxes]
    adopted = [box.kind == "note" and box.title == DECISION for box in boxes]
    return all(a or b for a, b in zip(proposed, adopted, strict=True)) and proposed != [True, True]


def _terms(block: BlockDifference) -> list[str]:
    """The terms that differ in a list of them."""
    named = isinstance(block.after or block.before, DefinitionList) and block.table is not None
    return [row.name for row in block.table.rows] if named and block.table else []
