"""What follows from the state is told apart from the content, and nothing is lost between the two."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rodatraden.documents.content import (
    Block,
    Callout,
    DateCell,
    DefinitionList,
    Document,
    Heading,
    Paragraph,
    Term,
    TextCell,
)
from rodatraden.documents.difference import Difference, difference
from rodatraden.documents.difference_state import told_apart
from rodatraden.documents.difference_told import how_much, of_what
from rodatraden.documents.templatetags.difference import difference as shown
from rodatraden.documents.tests.made import small
from rodatraden.documents.tests.test_difference import pairs, slow
from rodatraden.documents.tests.test_difference_page import NAMES, SIDES
from rodatraden.lib.word_diff import Piece

PROPOSED = Callout("decision", "Kommunfullmäktige föreslås besluta", items=("Budget 2019 antas",))
ADOPTED = Callout("note", "Beslut", "Kommunfullmäktige beslutade 2018-06-18 § 88.")
WHO = Term("Beslutas av", TextCell("Kommunfullmäktige"))
DAY, PARAGRAPH = Term("Beslutad", DateCell(date(2018, 6, 18))), Term("Paragraf", TextCell("§ 88"))


def plan(box: Block, goals: str, *terms: Term, day: date = date(2018, 5, 1)) -> Document:
    made = small(
        box, Heading("Mål", 1, "mal"), Paragraph(goals), Heading("Om planen", 1, "om"), DefinitionList((WHO, *terms))
    )
    return replace(made, date=day)


PROPOSAL = plan(PROPOSED, "Fler trivs.")


def halves(before: Document, after: Document) -> tuple[Difference, Difference]:
    return told_apart(difference(before, after))


def count(found: Difference) -> int:
    return len(found.parts)


def test_a_plan_that_was_only_decided_has_no_changed_part() -> None:
    content, follows = halves(PROPOSAL, plan(ADOPTED, "Fler trivs.", DAY, PARAGRAPH, day=date(2018, 6, 18)))
    assert not content
    assert str(how_much(content, *NAMES)) == "Inget skiljer version 2 från version 1."
    rows = [row.name for part in follows.parts for block in part.blocks if block.table for row in block.table.rows]
    assert rows == ["Beslutad", "Paragraf"]
    boxes = {side for part in follows.parts for one in part.blocks for side in (one.before, one.after)}
    assert {PROPOSED, ADOPTED} <= boxes
    assert [fact.name for fact in follows.facts] == ["date"]


def test_a_heading_that_is_renamed_in_the_decision_is_told_once() -> None:
    before = small(Heading("Om", 1, "om"), DefinitionList((WHO,)))
    after = small(Heading("Om planen", 1, "om"), DefinitionList((WHO, DAY)))
    content, follows = halves(before, after)
    ((renamed,), (as_it_is,)) = ([part.heading for part in half.parts] for half in (content, follows))
    assert [piece.text for piece in renamed if piece.kind == "new"] == [" planen"]
    assert as_it_is == (Piece("same", "Om planen"),)


def test_what_was_changed_in_the_decision_is_counted_alone() -> None:
    content, follows = halves(PROPOSAL, plan(ADOPTED, "Fler trivs i skolan.", DAY, PARAGRAPH))
    assert str(how_much(content, *NAMES)) == "En av 3 delar skiljer version 2 från version 1."
    assert str(of_what(content, SIDES.after)) == "I version 2 är en text ändrad."
    assert count(follows) == 2


def test_a_new_decision_follows_from_the_state_too() -> None:
    decided = plan(ADOPTED, "Fler trivs.", DAY, PARAGRAPH)
    anew = plan(replace(ADOPTED, text="Ändrat § 140."), "Fler trivs.", DAY, replace(PARAGRAPH, value=TextCell("§ 140")))
    content, follows = halves(decided, anew)
    assert not content and count(follows) == 2


def test_a_proposal_that_is_changed_or_taken_away_is_a_change() -> None:
    other = plan(replace(PROPOSED, items=("Budget 2019 antas", "två målvärden fastställs")), "Fler trivs.")
    without = replace(PROPOSAL, parts=PROPOSAL.parts[1:])
    for after in (other, without):
        content, follows = halves(PROPOSAL, after)
        assert count(content) == 1 and not follows


def test_other_terms_beside_those_of_the_decision_are_still_changes() -> None:
    after = plan(ADOPTED, "Fler trivs.", DAY, Term("Lagrum", TextCell("11 kap. 5 §")))
    content, follows = halves(PROPOSAL, after)
    ((block,),) = [part.blocks for part in content.parts]
    assert block.table and [row.name for row in block.table.rows] == ["Lagrum"]
    assert count(follows) == 2


def test_the_day_of_a_proposal_that_was_written_anew_is_a_fact_of_the_document() -> None:
    content, follows = halves(PROPOSAL, replace(PROPOSAL, date=date(2018, 5, 9)))
    assert [fact.name for fact in content.facts] == ["date"] and not follows


def test_that_a_report_was_handed_in_follows_from_the_state() -> None:
    handed = Term("Inlämnad", TextCell("2018-09-03, Anna"))
    content, follows = halves(PROPOSAL, plan(PROPOSED, "Fler trivs.", handed))
    assert not content and count(follows) == 1


def test_the_page_shows_it_last_under_a_heading_of_its_own() -> None:
    content, follows = halves(PROPOSAL, plan(ADOPTED, "Fler trivs i skolan.", DAY, PARAGRAPH))
    page = str(shown(content, SIDES, follows))
    before, after = page.split("Följer av att dokumentet har beslutats eller lämnats in")
    assert "i skolan" in before and "§ 88" not in before
    assert "§ 88" in after and "föreslås besluta" in after
    assert "Följer av" not in str(shown(content, SIDES))


def pieces_of(found: Difference) -> list[str]:
    """All that a difference tells, each block's rows by themselves."""
    told = []
    for part in found.parts:
        renamed = any(piece.kind != "same" for piece in part.heading)
        told += [repr(part.heading)] if renamed or part.change != "changed" else []
        told += [f"moved {part.after}"] * part.moved
        for block in part.blocks:
            rows = block.table.rows if block.table and isinstance(block.after, DefinitionList) else ()
            told += [repr(row) for row in rows] or [repr(block)]
    return sorted([*told, *map(repr, found.facts)])


@given(pairs, st.booleans())
@slow
def test_nothing_is_lost_between_content_and_state(both: tuple[Document, Document], decided: bool) -> None:
    before, after = both
    if decided:
        before = replace(before, parts=(*before.parts, PROPOSED, DefinitionList((WHO,))))
        after = replace(after, parts=(*after.parts, ADOPTED, DefinitionList((WHO, DAY))))
    found = difference(before, after)
    content, follows = told_apart(found)
    assert content.of == follows.of == found.of
    assert sorted(pieces_of(content) + pieces_of(follows)) == pieces_of(found)
