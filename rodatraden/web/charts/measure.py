"""How wide a text is in the bundled typeface, so that the server can break lines: SVG does not wrap.

The table holds advance widths of Source Serif 4 in hundredths of an em (regular weight, optical size 13).
Strong text is about five per cent wider.
"""

STRONG = 1.06
_OTHER = 0.62
_GROUPS: dict[int, str] = {
    18: "'",
    23: "‘’",
    24: " \N{NO-BREAK SPACE}",
    30: "!|,.:;·•‹›",
    32: "ijl-íìîï",
    35: "/[]°()t{}f",
    38: '"IJ¹²³',
    41: "?r“”„*",
    47: "s§z_–",
    53: "0123456789#$c^ç€£",
    55: "+<=>e~±×éèêë÷−aåäáàâSg«»",
    59: "oxyvkZöòóôõøq¶ý",
    62: "FLbdpPnuúùûüTE",
    66: "hBñÉÈ",
    69: "CYXRr",
    73: "AVKGÅÄÁÀ&",
    76: "DOQUNÖØÓÒÜÚ©",
    82: "Hmw@æ…—",
    94: "M%½œWÆŒ™",
}
_WIDTHS = {sign: width / 100 for width, signs in _GROUPS.items() for sign in signs}
_WIDTHS |= {"m": 0.96, "w": 0.85, "r": 0.46, "T": 0.64, "W": 1.01}


def text_width(text: str, size: float = 13, strong: bool = False) -> float:
    """Pixels that a line of text takes at a size in pixels. Unknown signs count as 0.62 em."""
    ems = sum(_WIDTHS.get(sign, _OTHER) for sign in text)
    return ems * size * (STRONG if strong else 1)


def break_lines(text: str, width: float, size: float = 13, strong: bool = False, most: int = 0) -> list[str]:
    """The text in lines of at most `width` pixels, broken between words, inside a word only when it alone
    is too wide. With `most`, what does not fit ends in "…"."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for part in _fit(word, width, size, strong):
            tried = f"{line} {part}" if line else part
            if line and text_width(tried, size, strong) > width:
                lines.append(line)
                line = part
            else:
                line = tried
    if line:
        lines.append(line)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), width, size, strong)]
    return lines


def balanced(text: str, width: float, size: float = 13, strong: bool = False, most: int = 0) -> list[str]:
    """Like `break_lines`, with lines of about the same length: as narrow as the number of lines allows."""
    lines = break_lines(text, width, size, strong, most)
    if len(lines) < 2 or lines[-1].endswith("…"):
        return lines
    narrow, wide = width / 2, width
    while wide - narrow > 3:
        tried = (narrow + wide) / 2
        found = break_lines(text, tried, size, strong)
        if len(found) > len(lines) or any(line.endswith("-") and line not in lines for line in found):
            narrow = tried
        else:
            wide, lines = tried, found
    return lines


def _fit(word: str, width: float, size: float, strong: bool) -> list[str]:
    """A word in pieces that each fit; Swedish compounds can be wider than a column."""
    pieces: list[str] = []
    while text_width(word, size, strong) > width and len(word) > 4:
        end = len(word) - 1
        while end > 3 and text_width(f"{word[:end]}-", size, strong) > width:
            end -= 1
        at = word.rfind("-", 2, end) + 1 or end
        pieces.append(word[:at] if word[at - 1] == "-" else f"{word[:at]}-")
        word = word[at:]
    return [*pieces, word] if word else pieces


def _cut(text: str, width: float, size: float, strong: bool) -> str:
    """As much of the text as fits before an ellipsis."""
    while text and text_width(f"{text}…", size, strong) > width:
        text = text[:-1].rstrip(" ,;-")
    return f"{text}…"
