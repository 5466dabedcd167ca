"""Texts that somebody might write, paste or try."""

WORD_HTML = """<p class=MsoNormal style='margin-bottom:0cm'><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->
<span lang=SV style='font-size:11.0pt;font-family:"Calibri",sans-serif;mso-fareast-language:EN-US'>Målet nås<o:p></o:p>
</span></p>"""
HOSTILE = {
    "nothing": "",
    "a blank": " ",
    "typst": '#import "x.typ"\n#read("/etc/passwd") $x^2$ *b* _i_ <a> @b [] {} \\ `r` = H // c /* d */ #panic("x") "',
    "markup": "<script>alert(1)</script><b onclick='x'>&amp;&#0;&lt;</b>]]><![CDATA[x]]>{% now %}{{ x }}<!--",
    "word": WORD_HTML,
    "formula": "=cmd|'/c calc'!A1",
    "formula 2": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula 3": "\t=1+1",
    "link": "https://exempel.se/?a=1&b=2 mailto:x@exempel.se file:///etc/passwd",
    "emoji": "😀 👩\u200d👩\u200d👧 🇸🇪 ☀\ufe0f ✔ a",
    "right to left": "שלום עולם مرحبا بالعالم abc 123",
    "turned around": "a\u202eb\u202cc\u2066d\u2069e\u200ff",
    "control signs": "".join(map(chr, range(32))) + "\x7f\x85\x9f",
    "loose accents": "a\u0301\u0323 ש\u0301 ا\u0301 \u0301 x\u20dd \u0489",
    "other scripts": "漢字 かな 한글 ไทย हिन्दी Ελλάδα Київ",
    "half a sign": "a\ud83d b \udc00",
    "no signs": "\ufffe\uffff\ufdd0 \ue000",
    "unseen": "\u00a0\u2028\u2029\u200b\u200d\ufeff\u00ad",
    "lines": "a\tb\n\n\nc\r\nd\re",
    "a long word": "ä" * 3000,
    "quotes": "\"'`´”’«»„\\/|%$",
}
