"""A made-up thread for the style guide, and larger ones for trying how the picture copes."""

from rodatraden.web.charts import ThreadColumn, ThreadLink, ThreadNode, ThreadPicture
from rodatraden.web.marks import Mark

MISSED = Mark("missed", "square", "Bedöms inte uppfyllas")
PARTLY = Mark("partly", "diamond", "Bedöms uppfyllas delvis")
COLUMNS = (
    ThreadColumn("Vision", "fullmäktige 2014"),
    ThreadColumn("Målområde", "kommunfullmäktige"),
    ThreadColumn("Fullmäktigemål", "kommunfullmäktige"),
    ThreadColumn("Nämndmål", "nämnden, exempel"),
    ThreadColumn("Aktivitet", "förvaltningen, exempel"),
)


def picture() -> ThreadPicture:
    """Sixteen nodes around one board goal that serves two council goals."""
    return ThreadPicture(
        "Tråden genom nämndmålet Enkla frågor får svar direkt",
        "Uppåt: två fullmäktigemål i två målområden. Nedåt: fyra aktiviteter, varav en saknar ansvarig.",
        COLUMNS,
        _nodes(),
        [ThreadLink(above, below, broken) for above, below, broken in _links()],
        here="fragor",
    )


def _nodes() -> list[ThreadNode]:
    return [
        ThreadNode("vision", 0, "En kommun att bo i", "#", notes=["service, engagemang och bemötande"]),
        ThreadNode("open", 1, "1 En öppen och modern kommun i framkant", "#"),
        ThreadNode("work", 1, "2 En kommun för arbete och företagande", "#"),
        ThreadNode("safe", 2, "Delaktighet, trygghet och minskade skillnader", "#", MISSED),
        ThreadNode("firms", 2, "Enkelt att vara företagare", "#", MISSED),
        ThreadNode(
            "jobs", 2, "Varierad arbetsmarknad och självförsörjning", "#", Mark("unmeasured", "ring", "Ej mätt")
        ),
        ThreadNode(
            "roads",
            3,
            "Trygga vägar till skola och arbete",
            "#",
            None,
            ["Byggnadsnämnden"],
            "Brister: ingen indikator",
            open=True,
        ),
        ThreadNode("fragor", 3, "Enkla frågor får svar direkt", "#", PARTLY, ["Kommunstyrelsen"]),
        ThreadNode("permits", 3, "Bygglov inom sex veckor", "#", PARTLY, ["Byggnadsnämnden"]),
        ThreadNode(
            "support",
            3,
            "Från försörjningsstöd till arbete eller studier",
            "#",
            None,
            ["Socialnämnden"],
            "Brister: ingen aktivitet",
            ("below",),
        ),
        ThreadNode("walks", 4, "Trygghetsvandringar", "#", notes=["2018-10-18 · planerad"]),
        ThreadNode("answers", 4, "Svarsmallar för vanliga frågor", "#", notes=["2018-05-31 · klar"]),
        ThreadNode("centre", 4, "Kontaktcenter öppnar", "#", notes=["2018-10-01 · pågår"]),
        ThreadNode("report", 4, "E-tjänst för felanmälan", "#", notes=["2018-08-31 · 10 dagar sen"]),
        ThreadNode("lunch", 4, "Telefonjour under lunchen", "#", fault="Brister: ingen ansvarig"),
        ThreadNode("steps", 4, "Färre steg i bygglovet", "#", notes=["2018-12-31 · pågår"]),
    ]


def _links() -> list[tuple[str, str, bool]]:
    whole = (
        ("vision", "open"), ("vision", "work"), ("open", "safe"), ("work", "firms"), ("work", "jobs"),
        ("safe", "roads"),
        ("safe", "fragor"), ("firms", "fragor"), ("firms", "permits"), ("jobs", "support"), ("roads", "walks"),
        ("fragor", "answers"), ("fragor", "centre"), ("fragor", "report"), ("permits", "steps"),
    )  # fmt: skip
    return [*((above, below, False) for above, below in whole), ("fragor", "lunch", True)]


def large(count: int) -> ThreadPicture:
    """A thread of about `count` nodes in five columns, some serving two, some skipping a level."""
    shares = (1, max(count // 30, 2), max(count // 12, 3), max(count // 4, 4))
    sizes = (*shares, max(count - sum(shares), 5))
    nodes = [
        ThreadNode(f"{column}-{at}", column, f"{COLUMNS[column].name} nummer {at + 1} om någonting viktigt", "#")
        for column, size in enumerate(sizes)
        for at in range(size)
    ]
    links = []
    for column in range(1, len(sizes)):
        for at in range(sizes[column]):
            above = at * sizes[column - 1] // sizes[column]
            links.append(ThreadLink(f"{column - 1}-{above}", f"{column}-{at}"))
            if at % 7 == 3:
                links.append(ThreadLink(f"{column - 1}-{(above + 1) % sizes[column - 1]}", f"{column}-{at}"))
            if column > 1 and at % 11 == 5:
                links.append(ThreadLink(f"{column - 2}-{at % sizes[column - 2]}", f"{column}-{at}"))
    return ThreadPicture("En stor tråd", "Påhittad, för att pröva bilden.", COLUMNS, nodes, links)
