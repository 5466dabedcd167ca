"""The looks of a Word file: its styles, lists and language. Sizes are in half points, distances in twips."""

from dataclasses import dataclass

from docx.document import Document as WordFile
from docx.oxml import parse_xml

from rodatraden.documents.word_xml import BLACK, GREY, HAIR, NAMESPACES, THREAD

FACE = "Cambria"
"""A serif with lining figures of one width, on every machine with Word; others have a twin of its measures."""
BULLETS, NUMBERS = 1, 2
LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}


@dataclass(frozen=True)
class Style:
    """A paragraph style. `name` is Word's own where it has one, so that its functions know it. `tight` leaves out
    the space between paragraphs of the same style, `edge` is the colour of a line at the left."""

    ident: str
    name: str
    size: int = 21
    bold: bool = False
    italic: bool = False
    colour: str = BLACK
    before: int = 0
    after: int = 120
    line: int = 264
    keep: bool = False
    level: int = -1
    left: int = 0
    hanging: int = 0
    tabs: str = ""
    edge: str = ""
    numbered: int = 0
    new_page: bool = False
    tight: bool = False

    def xml(self) -> str:
        looks = "<w:keepNext/><w:keepLines/>" if self.keep else ""
        looks += "<w:pageBreakBefore/>" if self.new_page else ""
        looks += f'<w:numPr><w:numId w:val="{self.numbered}"/></w:numPr>' if self.numbered else ""
        if self.edge:
            looks += f'<w:pBdr><w:left w:val="single" w:sz="14" w:space="10" w:color="{self.edge}"/></w:pBdr>'
        looks += f"<w:tabs>{self.tabs}</w:tabs>" if self.tabs else ""
        looks += f'<w:spacing w:before="{self.before}" w:after="{self.after}" w:line="{self.line}" w:lineRule="auto"/>'
        if self.left or self.hanging:
            looks += f'<w:ind w:left="{self.left}" w:hanging="{self.hanging}"/>'
        looks += "<w:contextualSpacing/>" if self.tight else ""
        looks += f'<w:outlineLvl w:val="{self.level}"/>' if self.level >= 0 else ""
        font = ("<w:b/>" if self.bold else "") + ("<w:i/>" if self.italic else "")
        font += f'<w:color w:val="{self.colour}"/><w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>'
        base = "" if self.ident == "Normal" else '<w:basedOn w:val="Normal"/>'
        follows = '<w:next w:val="Normal"/>' if self.level >= 0 else ""
        kind = ' w:default="1"' if self.ident == "Normal" else ""
        return (
            f'<w:style w:type="paragraph"{kind} w:styleId="{self.ident}"><w:name w:val="{self.name}"/>{base}{follows}'
            f"<w:qFormat/><w:pPr>{looks}</w:pPr><w:rPr>{font}</w:rPr></w:style>"
        )


def styles(*, compact: bool) -> tuple[Style, ...]:
    """All that a document uses. In a compact one chapters do not begin a page."""
    end = '<w:tab w:val="right" w:pos="8900"/>'
    return (
        Style("Normal", "Normal"),
        Style("Title", "Title", size=64, bold=True, before=3600, after=160, line=240),
        Style("Subtitle", "Subtitle", size=28, after=240),
        Style("Sender", "Avsändare", size=23, after=2400),
        Style("Fact", "Uppgift", size=19, after=40, left=1900, hanging=1900, tabs='<w:tab w:val="left" w:pos="1900"/>'),
        Style("Heading1", "heading 1", size=44, bold=True, before=480, after=240, line=240, keep=True, level=0,
              new_page=not compact),
        Style("Heading2", "heading 2", size=28, bold=True, before=360, after=120, line=240, keep=True, level=1),
        Style("Heading3", "heading 3", size=23, bold=True, before=280, after=80, keep=True, level=2),
        Style("Heading4", "heading 4", italic=True, before=240, after=60, keep=True, level=3),
        Style("TOCHeading", "TOC Heading", size=44, bold=True, after=240, new_page=True),
        Style("TOC1", "toc 1", bold=True, before=160, after=40, tabs=end),
        Style("TOC2", "toc 2", size=20, after=20, left=340, tabs=end),
        Style("Key", "Nyckelmening", size=30, bold=True, after=200, line=252),
        Style("Lead", "Ingress", size=24, after=160),
        Style("Note", "Not", size=16, colour=GREY, after=60, line=240),
        Style("Callout", "Framhävt", before=200, after=240, left=300, edge=HAIR, tight=True),
        Style("Decision", "Att besluta", before=200, after=240, left=300, edge=THREAD, tight=True),
        Style("ListBullet", "List Bullet", after=140, left=340, hanging=340, numbered=BULLETS, tight=True),
        Style("ListNumber", "List Number", after=140, left=340, hanging=340, numbered=NUMBERS, tight=True),
        Style("Term", "Faktarad", after=80, left=2500, hanging=2500, tabs='<w:tab w:val="left" w:pos="2500"/>'),
        Style("Caption", "caption", size=19, bold=True, before=240, after=60, keep=True),
        Style("Cell", "Cell", size=18, before=30, after=30, line=240),
        Style("CellHead", "Cell, rubrik", size=17, bold=True, before=30, after=30, line=240, keep=True),
        Style("CellGroup", "Cell, grupp", size=18, bold=True, before=140, after=30, line=240, keep=True),
        Style("Header", "header", size=16, colour=GREY, after=0, tabs=end),
        Style("Footer", "footer", size=16, colour=GREY, after=0, tabs=end),
    )  # fmt: skip


def dress(file: WordFile, language: str, *, compact: bool) -> None:
    """Gives an empty Word file our styles, lists and language in place of those it came with."""
    root = file.styles.element
    for child in list(root):
        if child.tag.endswith(("}style", "}docDefaults")):
            root.remove(child)
    root.insert(0, parse_xml(_defaults(LANGUAGES.get(language, "sv-SE"))))
    plain = (
        f'<w:style {NAMESPACES} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )
    root.append(parse_xml(plain))
    for style in styles(compact=compact):
        root.append(parse_xml(style.xml().replace("<w:style ", f"<w:style {NAMESPACES} ", 1)))


def number(file: WordFile, lists: int) -> None:
    """Defines dashes as bullets and one run of numbers for each of so many lists."""
    root = file.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for ident, form, text in ((0, "bullet", "–"), (1, "decimal", "%1.")):
        root.append(
            parse_xml(
                f'<w:abstractNum {NAMESPACES} w:abstractNumId="{ident}"><w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
                '<w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
            )
        )
    for ident in range(1, NUMBERS + 1 + lists):
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if ident > NUMBERS else ""
        kind = 0 if ident == BULLETS else 1
        inner = f'<w:num {NAMESPACES} w:numId="{ident}"><w:abstractNumId w:val="{kind}"/>{again}</w:num>'
        root.append(parse_xml(inner))


def _defaults(language: str) -> str:
    return (
        f"<w:docDefaults {NAMESPACES}><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}" w:cs="{FACE}" w:eastAsia="{FACE}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
