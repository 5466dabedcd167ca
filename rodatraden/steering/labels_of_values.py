"""The values of a model file in Swedish: the words of closed lists, references by name, months, yes and no. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from rodatraden.lib.text import NOTHING, Text, in_words, say, verbatim
from rodatraden.steering.facts import RHYTHMS
from rodatraden.steering.facts_of_followup import DUTY, WEEKDAYS, WEEKS, meets_told
from rodatraden.steering.facts_of_levels import CARRIES
from rodatraden.steering.schema import Deadline, Law, Limit, Meets, Model, Part
from rodatraden.steering.words import deadline_told, month_name

LONGEST = 80
BEFORE = 30
"""Signs shown ahead of where two long texts part."""
MONTHLY = frozenset({"month", "months", "except_months", "treated", "until", "reports_on"})
WHO = ("body", "role")
REFERENCES: Mapping[str, tuple[str, ...]] = {
    "serves": ("level",),
    "counting": ("level",),
    "financial": ("level", "plan"),
    "operational": ("level", "plan"),
    "about": ("level", "plan"),
    "decides": ("level", "plan"),
    "decided_in": ("plan",),
    "builds_on": ("plan", "level"),
    "before": ("plan",),
    "plan": ("plan",),
    "report": ("report",),
    "assessed_in": ("report",),
    "shown_to": ("role",),
    "quality": ("quality",),
    "status": ("rule",),
    "measure": ("rule",),
    **dict.fromkeys(
        (
            "decided_by", "appointed_by", "owner", "informs", "body", "who", "bodies", "prepared_by", "actor",
            "sender", "receiver", "frames_decided_by", "plan_decided_by", "report_to",
        ),
        WHO,
    ),
}  # fmt: skip
"""Keys whose values name other parts, and the lists where those stand."""

UNITS: Mapping[str, Text] = {
    "council": say("kommunfullmäktige"),
    "executive_board": say("kommunstyrelse"),
    "board": say("nämnd"),
    "committee": say("utskott eller beredning"),
    "company": say("helägt bolag"),
    "company_partly": say("delägt bolag"),
    "joint_authority": say("kommunalförbund"),
    "joint_board": say("gemensam nämnd"),
    "foundation": say("stiftelse"),
    "cooperation": say("avtalssamverkan"),
    "private_provider": say("privat utförare"),
    "audit": say("revision"),
    "administration": say("förvaltning"),
    "area": say("område eller avdelning"),
    "school": say("skola"),
    "unit": say("enhet"),
    "group": say("grupp"),
}
CLOSED: Mapping[str, Mapping[str, Text]] = {
    "Level.kind": {
        "vision": say("en vision"),
        "direction": say("en inriktning"),
        "goal": say("ett mål"),
        "priority": say("en prioritering"),
        "strategy": say("en strategi"),
        "activity": say("en aktivitet"),
        "assignment": say("ett uppdrag"),
    },
    "Measure.kind": {
        "target": say("indikator med målvärde"),
        "key_figure": say("nyckeltal"),
        "volume": say("verksamhetsmått"),
        "quality": say("kvalitetsindikator"),
        "comparison": say("jämförelsetal"),
    },
    "Body.kind": UNITS,
    "owned_by": UNITS,
    "belongs_to": UNITS,
    "Role.kind": {
        "elected": say("förtroendevald"),
        "official": say("tjänsteperson"),
        "auditor": say("revisor"),
        "resident": say("invånare"),
        "union": say("facklig företrädare"),
    },
    "EconomyLine.kind": {"operations": say("drift"), "investment": say("investeringar")},
    "Plan.kind": {"plan": say("plan"), "budget": say("budget"), "scorecard": say("styrkort")},
    "Report.kind": {
        "monthly": say("månadsrapport"),
        "short": say("kort rapport"),
        "quarter": say("kvartalsrapport"),
        "tertial": say("tertialrapport"),
        "half_year": say("delårsrapport"),
        "forecast": say("prognos"),
        "annual": say("årsredovisning"),
    },
    "Event.kind": {
        "meeting": say("möte"),
        "decision": say("beslut"),
        "deadline": say("sista dag"),
        "report": say("rapport"),
        "closing": say("periodens slut"),
        "plan": say("plan"),
        "review": say("genomgång"),
        "work": say("arbete"),
        "dialogue": say("dialog"),
        "publication": say("publicering"),
    },
    "Scale.kind": {"light": say("ljus"), "arrow": say("pilar"), "symbol": say("tecken")},
    "carries": CARRIES,
    "seen_by": CARRIES,
    "per": {"unit": say("enhet"), "municipality": say("kommun")},
    "rights": {
        "read": say("läsa"),
        "enter": say("föra in"),
        "assess": say("bedöma"),
        "decide": say("besluta"),
        "administer": say("förvalta"),
    },
    "every": RHYTHMS,
    "when": {"always": say("alltid"), "significant": say("vid betydande förändringar")},
    "except_means": {
        "reported": say("månaden som rapporten handlar om"),
        "treated": say("månaden då rapporten behandlas"),
    },
    "week": WEEKS,
    "weekday": WEEKDAYS,
    "Reminders.duty": DUTY,
    "edge": {"decides": say("beslutar"), "prepares": say("bereder"), "information": say("får kännedom")},
    "tone": {
        "met": say("uppfyllt"),
        "partly": say("delvis"),
        "missed": say("inte uppfyllt"),
        "unmeasured": say("ej mätt"),
    },
    "symbol": {
        "disc": say("fylld cirkel"),
        "disc-half": say("halvfylld cirkel"),
        "diamond": say("romb"),
        "square": say("kvadrat"),
        "triangle": say("triangel"),
        "ring": say("ring"),
        "arrow-up": say("pil uppåt"),
        "arrow-up-right": say("pil snett uppåt"),
        "arrow-flat": say("pil åt sidan"),
        "arrow-down-right": say("pil snett nedåt"),
        "arrow-down": say("pil nedåt"),
    },
}
"""The words of closed lists, by the key alone or by the sort of part and the key."""


def closed(part: Part, field: str) -> Mapping[str, Text]:
    return CLOSED.get(f"{type(part).__name__}.{field}") or CLOSED.get(field, {})


def value_told(model: Model, part: Part, field: str, value: object) -> Text:
    """A value as a reader says it; what is empty is nothing."""
    if value is None or value in ("", ()):
        return say("inget")
    if isinstance(value, bool):
        return say("ja") if value else say("nej")
    if isinstance(value, tuple):
        return in_words([value_told(model, part, field, each) for each in value])
    if isinstance(value, int) and field in MONTHLY:
        return month_name(value)
    if isinstance(value, str):
        return closed(part, field).get(value) or _quoted(name_of(model, field, value))
    if isinstance(value, date):
        return verbatim(value.isoformat())
    return say("{number}", number=value if isinstance(value, Decimal) else str(value))


def name_of(model: Model, field: str, key: str) -> str:
    """The name of the part that a key refers to; the words themselves where they refer to none."""
    for name in REFERENCES.get(field, ()):
        found = [part for part in getattr(model, name) if name not in {"rule", "quality"} and part.key == key]
        if found:
            return str(found[0].name.one)
    return key


def _quoted(words: str) -> Text:
    return say("”{words}”", words=words)


def both_told(model: Model, now: Model, part: Part, field: str, old: object, new: object) -> tuple[Text, Text]:
    """The value before and after, so that they can be told apart: by key where the names are alike."""
    if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > LONGEST:
        return _cut(old, new), _cut(new, old)
    before, after = value_told(model, part, field, old), value_told(now, part, field, new)
    if before == after:
        return _quoted(str(old)), _quoted(str(new))
    return before, after


def _cut(words: str, other: str) -> Text:
    """The piece of a long text where it parts from another."""
    if not words:
        return say("inget")
    shared = next((n for n, (one, two) in enumerate(zip(words, other, strict=False)) if one != two), None)
    start = max(0, (min(len(words), len(other)) if shared is None else shared) - BEFORE)
    piece = words[start : start + LONGEST]
    return _quoted(f"{'…' if start else ''}{piece}{'…' if start + LONGEST < len(words) else ''}")


WHOLE: Mapping[type[Part], Sequence[str]] = {
    Deadline: ("month", "day", "year"),
    Limit: ("at_most", "per", "counting"),
    Law: ("current",),
    Meets: ("week", "weekday", "except_months"),
}
"""Groups that are told in one piece, and the keys that the piece tells."""


def whole_told(model: Model, part: Part | None) -> Text:
    """A deadline, a limit, a section of law or when a body meets, in one piece."""
    if isinstance(part, Meets):
        return meets_told(part)
    if isinstance(part, Deadline):
        told = deadline_told(part)
        return told if part.year in {-1, 0, 1} else say("{day} ({years} år)", day=told, years=part.year)
    if isinstance(part, Limit):
        per = closed(part, "per")[part.per]
        if not part.counting:
            return say("högst {number} per {per}", number=str(part.at_most), per=per)
        levels = value_told(model, part, "counting", part.counting)
        return say("högst {number} per {per} av {levels}", number=str(part.at_most), per=per, levels=levels)
    return (
        say("KL {section}", section=part.current) if isinstance(part, Law) else (say("inget") if not part else NOTHING)
    )
