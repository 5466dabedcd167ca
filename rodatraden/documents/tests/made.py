"""Documents made up by hypothesis, and one that holds the same text in every place where a text can stand."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from rodatraden.documents import build
from rodatraden.documents.content import (
    Attachment,
    AttachmentList,
    Block,
    BulletList,
    Callout,
    Cell,
    Chart,
    Column,
    DateCell,
    DefinitionList,
    Document,
    Heading,
    KeySentence,
    MissingCell,
    MoneyCell,
    Note,
    NumberCell,
    PageBreak,
    Paragraph,
    PictureCell,
    RichList,
    RichParagraph,
    RichText,
    Row,
    Run,
    Status,
    StatusCell,
    StatusLine,
    Table,
    Term,
    TextCell,
)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 30"><path fill="#1b1a17" d="M0 0h9v9z"/></svg>'
DAY = date(2018, 9, 10)
MET = Status("met", "disc", "Uppfylls")

texts = st.text(max_size=30)
"""Any text at all, with half signs and control signs too."""
numbers = st.decimals(-(10**15), 10**15, allow_nan=False, allow_infinity=False, places=4)
statuses = st.builds(
    Status,
    tone=st.sampled_from(["met", "partly", "missed", "unmeasured", "plain"]),
    symbol=st.sampled_from(["disc", "diamond", "okänd"]),
    word=texts,
    note=texts,
)
cells = st.one_of(
    st.builds(TextCell, text=texts, sign=texts, strong=st.booleans(), example=st.booleans()),
    st.builds(NumberCell, value=numbers, decimals=st.none() | st.integers(0, 4), sign=texts, example=st.booleans()),
    st.builds(MoneyCell, value=numbers, sign=texts),
    st.builds(DateCell, value=st.dates(date(1900, 1, 1), date(2200, 1, 1))),
    st.builds(StatusCell, status=statuses),
    st.builds(PictureCell, svg=st.just(SVG), alt=texts),
    st.builds(MissingCell, why=texts, sign=texts),
)
columns = st.builds(
    Column,
    header=texts,
    kind=st.sampled_from(["text", "number", "money", "date", "status", "picture"]),
    unit=texts,
    decimals=st.none() | st.integers(0, 3),
    signed=st.booleans(),
    width=st.integers(0, 5),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of any columns, with rows that have a cell of any kind in each, and rows that head others."""
    heads = tuple(draw(st.lists(columns, min_size=1, max_size=4)))
    count = len(heads)
    body = st.builds(
        Row,
        cells=st.lists(cells, min_size=count, max_size=count).map(tuple),
        kind=st.sampled_from(["body", "total"]),
        indent=st.integers(0, 3),
    )
    heading = st.builds(Row, cells=st.tuples(cells), kind=st.just("group"))
    rows = draw(st.lists(body | heading, max_size=5))
    notes = draw(st.lists(st.builds(Note, sign=texts, text=texts), max_size=2))
    return Table(draw(texts), heads, tuple(rows), tuple(notes), draw(texts), draw(st.booleans()), draw(texts))


runs = st.lists(st.builds(Run, text=texts, bold=st.booleans(), italic=st.booleans()), max_size=3).map(tuple)
many = st.lists(texts, max_size=3).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, text=texts, level=st.integers(1, 4), anchor=st.sampled_from(["", "a", "b c"])),
    st.builds(Paragraph, text=texts, weight=st.sampled_from(["body", "lead", "note"])),
    st.builds(KeySentence, text=texts),
    st.builds(
        Callout,
        kind=st.sampled_from(["decision", "note", "missing", "warning"]),
        title=texts,
        text=texts,
        items=many,
    ),
    st.builds(StatusLine, status=statuses, label=texts, text=texts),
    st.builds(BulletList, items=many, ordered=st.booleans()),
    st.builds(DefinitionList, terms=st.lists(st.builds(Term, term=texts, value=cells), max_size=3).map(tuple)),
    st.builds(
        RichText,
        parts=st.lists(
            st.builds(RichParagraph, runs=runs)
            | st.builds(RichList, items=st.lists(runs, max_size=2).map(tuple), ordered=st.booleans()),
            max_size=3,
        ).map(tuple),
        author=texts,
    ),
    tables(),
    st.builds(Chart, title=texts, svg=st.just(SVG), alt=st.just("En bild"), table=st.none() | tables()),
    st.just(PageBreak()),
    st.builds(
        AttachmentList,
        attachments=st.lists(st.builds(Attachment, title=texts, name=texts, missing=texts), max_size=2).map(tuple),
    ),
)
documents: st.SearchStrategy[Document] = st.builds(
    Document,
    title=texts,
    municipality=texts,
    date=st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    parts=st.lists(blocks, max_size=6).map(tuple),
    subtitle=texts,
    sender=texts,
    period=texts,
    reference=texts,
    source=texts,
    language=st.sampled_from(["sv", "en"]),
    draft=st.booleans(),
    example=st.booleans(),
    compact=st.booleans(),
)


def small(*parts: Block, title: str = "Delårsrapport") -> Document:
    """A document of these parts and nothing else."""
    return Document(title, "Exempelstad", DAY, parts)


def one_cell(cell: Cell, column: Column) -> Document:
    return small(Table("Tabell", (Column("Vad"), column), (Row((TextCell("rad"), cell)),)))


def everywhere(text: str) -> Document:
    """The text in each place where a text can stand. A title and a picture's words are never nothing."""
    status = Status("missed", text, text, text)
    columns = (Column(text), Column(text, "number", unit=text), Column(text, "status"))
    rows = (
        Row((TextCell(text, text, True, True), NumberCell(Decimal("1.5"), sign=text), StatusCell(status))),
        Row((TextCell(text),), "group"),
        Row((TextCell(text), MissingCell(text), MissingCell(text)), "total", 1),
    )
    return Document(
        title=text or "x",
        municipality=text,
        date=DAY,
        parts=(
            *(Heading(text, level) for level in (1, 2, 3, 4)),
            Heading(text, 2, anchor=text),
            Paragraph(text),
            Paragraph(text, "note"),
            KeySentence(text),
            Callout("decision", text, text, (text, text)),
            Callout("missing", text, text, (text,)),
            StatusLine(status, text, text),
            BulletList((text, text)),
            BulletList((text,), ordered=True),
            DefinitionList((Term(text, TextCell(text)), Term(text, MissingCell(text)), Term(text, StatusCell(status)))),
            build.rich(text, text),
            RichText((RichParagraph((Run(text, bold=True, italic=True),)), RichList(((Run(text),),)))),
            Table(text, columns, rows, (Note(text, text),), source=text, sheet=text),
            Chart(text, SVG, text if text.strip() else "x"),
            AttachmentList((Attachment(text, text, "ab" * 32, 4), Attachment(text, missing=text))),
        ),
        subtitle=text,
        sender=text,
        period=text,
        reference=text,
        source=text,
        draft=True,
        example=True,
    )
