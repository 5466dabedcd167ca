"""WordprocessingML as text: paragraphs, runs, tables and fields, each text made safe on its way in. Pure."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from rodatraden.documents.signs import readable
from rodatraden.web.charts.skin import INK, RED, SOFT, TONES

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
TWIPS_OF_MM = 56.7
EMU_OF_MM = 36_000
SYMBOLS = {
    "disc": "●", "disc-half": "◐", "diamond": "◆", "triangle": "▲", "square": "■", "ring": "○",
    "arrow-up": "↑", "arrow-up-right": "↗", "arrow-flat": "→", "arrow-down-right": "↘", "arrow-down": "↓",
}  # fmt: skip
GREY, HAIR = SOFT.lstrip("#"), "CFC9BB"
BLACK, THREAD = INK.lstrip("#"), RED.lstrip("#")


def run(text: str, *, bold: bool = False, italic: bool = False, raised: bool = False, colour: str = "") -> str:
    """A run; line ends become breaks. Nothing for no text."""
    if not text:
        return ""
    looks = "".join(
        ("<w:b/>" if bold else "", "<w:i/>" if italic else "",
         f'<w:color w:val="{colour}"/>' if colour else "", '<w:vertAlign w:val="superscript"/>' if raised else "")
    )  # fmt: skip
    lines = escape(readable(text)).split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    inner = inner.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{inner}</w:r>"


def paragraph(style: str, *runs: str, more: str = "") -> str:
    """A paragraph in a style, by the style's id; `more` is what else its properties say, in the schema's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{"".join(runs)}</w:p>'


def mark(tone: str, symbol: str, word: str, *, bold: bool = False) -> str:
    """A status: its symbol in its colour, then its word."""
    shape = SYMBOLS.get(symbol, SYMBOLS["ring"])
    return run(f"{shape}\u00a0", colour=TONES.get(tone, INK).lstrip("#")) + run(word, bold=bold)


def field(instruction: str, shown: str = "1") -> str:
    """A field that Word fills in."""
    return f"<w:fldSimple w:instr={quoteattr(f' {instruction} ')}><w:r><w:t>{escape(shown)}</w:t></w:r></w:fldSimple>"


def bookmarked(anchor: str, number: int, inner: str) -> str:
    """What a link of the document may lead to. Word takes 40 signs of a name, beginning with a letter."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(bookmark(anchor))}/>{inner}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def bookmark(anchor: str) -> str:
    return f"_{''.join(sign if sign.isalnum() else '_' for sign in readable(anchor))}"[:40]


def contents(title: str, entries: Sequence[tuple[int, str, str]]) -> str:
    """A table of contents of levels 1 and 2: a field that Word renews, filled with links until it does."""
    begin = '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
    begin += '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    made = [paragraph("TOCHeading", run(title))]
    for place, (level, text, anchor) in enumerate(entries):
        link = f"<w:hyperlink w:anchor={quoteattr(bookmark(anchor))}>{run(text)}</w:hyperlink>"
        made.append(paragraph(f"TOC{level}", begin if place == 0 else "", link))
    made.append('<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    return "".join(made)


def inline(rel: str, number: int, alt: str, width_mm: float, height_mm: float) -> str:
    """A picture in the line, with the words that stand for it."""
    size = f'cx="{round(width_mm * EMU_OF_MM)}" cy="{round(height_mm * EMU_OF_MM)}"'
    words = quoteattr(readable(alt).replace("\n", " "))
    uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Bild {number}" descr={words}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{uri}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="bild-{number}.png" descr={words}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def table(caption: str, widths_mm: Sequence[float], rows: Iterable[str]) -> str:
    """A table as wide as its columns, without a frame. `rows` are made by `row`."""
    twips = [round(width * TWIPS_OF_MM) for width in widths_mm]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    line = f'w:val="single" w:sz="8" w:space="0" w:color="{BLACK}"'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblBorders><w:bottom {line}/></w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="110" w:type="dxa"/>'
        '</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={quoteattr(readable(caption)[:250])}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(cells: Iterable[str], *, header: bool = False) -> str:
    """A row that does not break over pages; a header is repeated at the top of each page."""
    looks = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "")
    return f"<w:tr><w:trPr>{looks}</w:trPr>{''.join(cells)}</w:tr>"


def cell(
    inner: str, width_mm: float, side: str, *, style: str = "Cell", span: int = 1, line: str = "", indent: int = 0
) -> str:
    """A cell with one paragraph. `line` is its lower edge: "strong" for a header, "" for a hairline."""
    edge = {"strong": ("8", BLACK), "": ("2", HAIR)}[line]
    looks = f'<w:tcW w:w="{round(width_mm * TWIPS_OF_MM)}" w:type="dxa"/>'
    looks += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    looks += f'<w:tcBorders><w:bottom w:val="single" w:sz="{edge[0]}" w:space="0" w:color="{edge[1]}"/></w:tcBorders>'
    looks += '<w:vAlign w:val="bottom"/>' if line == "strong" else ""
    more = f'<w:ind w:left="{indent * 200}"/>' if indent else ""
    more += f'<w:jc w:val="{side}"/>' if side != "start" else ""
    return f"<w:tc><w:tcPr>{looks}</w:tcPr>{paragraph(style, inner, more=more)}</w:tc>"


def section(*, flipped: bool, tail: bool = False) -> str:
    """The end of a section on A4, upright or sideways. The last one stands alone, others in a paragraph."""
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if flipped else 'w:w="11906" w:h="16838"'
    inner = (
        f'<w:pgSz {size}/><w:pgMar w:top="1588" w:right="1418" w:bottom="1418" w:left="1588" w:header="720" '
        'w:footer="680" w:gutter="0"/>'
    )
    made = f"<w:sectPr>{inner}</w:sectPr>"
    return made if tail else f"<w:p><w:pPr>{made}</w:pPr></w:p>"
