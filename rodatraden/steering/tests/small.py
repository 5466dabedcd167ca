"""A small model that nothing can be said against, and what tests change in it."""

from typing import Any

from rodatraden.steering.schema import Model

Content = dict[str, Any]

VISION: Content = {"key": "vision", "name": {"one": "vision"}, "kind": "vision", "decided_by": "kf"}
GOAL: Content = {
    "key": "mal",
    "name": {"one": "mål", "many": "mål"},
    "kind": "goal",
    "serves": ["vision"],
    "decided_by": "kf",
    "carries": ["indicator", "target"],
    "status": "vag",
    "measure": "grans",
    "sound_economy": True,
}
ACTIVITY: Content = {
    "key": "aktivitet",
    "name": {"one": "aktivitet"},
    "kind": "activity",
    "serves": ["mal"],
    "decided_by": "chef",
}
COUNCIL: Content = {"key": "kf", "name": {"one": "kommunfullmäktige"}, "kind": "council", "appointed_by": "valet"}
EXECUTIVE: Content = {
    "key": "ks",
    "name": {"one": "kommunstyrelsen"},
    "kind": "executive_board",
    "appointed_by": "kf",
}
BOARD: Content = {"key": "namnd", "name": {"one": "nämnd"}, "kind": "board", "appointed_by": "kf", "many": True}
AUDIT: Content = {"key": "revision", "name": {"one": "revisionen"}, "kind": "audit", "appointed_by": "kf"}
HEAD: Content = {
    "key": "chef",
    "name": {"one": "förvaltningschef"},
    "belongs_to": ["administration"],
    "rights": ["read", "enter", "assess", "decide", "administer"],
}
SECRETARY: Content = {
    "key": "sekreterare",
    "name": {"one": "nämndsekreterare"},
    "belongs_to": ["council", "executive_board", "board"],
    "rights": ["read", "decide"],
}
AUDITOR: Content = {
    "key": "revisor",
    "name": {"one": "revisor"},
    "kind": "auditor",
    "belongs_to": ["audit"],
    "rights": ["read"],
}
VALUES: list[Content] = [
    {"key": "gron", "word": "Ja", "word_forecast": "Troligen", "tone": "met", "symbol": "disc"},
    {"key": "rod", "word": "Nej", "word_forecast": "Troligen inte", "tone": "missed", "symbol": "square"},
    {"key": "ejmatt", "word": "Ej mätt", "tone": "unmeasured", "symbol": "ring"},
]
THRESHOLD: Content = {
    "scale": "ljus",
    "compare": "share-of-target",
    "steps": [{"value": "gron", "from": 100}, {"value": "rod"}],
    "missing": "ejmatt",
}
ROLL_UP: Content = {"scale": "ljus", "roll_up": "worst"}
CLIMB: Content = {"sender": "ks", "receiver": "kf", "edge": "decides"}
HALF_YEAR: Content = {
    "key": "delar",
    "name": {"one": "delårsrapport"},
    "kind": "half_year",
    "period_ends": [{"month": 8, "day": 31}],
    "climbs": [CLIMB],
}
ANNUAL: Content = {
    "key": "ar",
    "name": {"one": "årsredovisning"},
    "kind": "annual",
    "period_ends": [{"month": 12, "day": 31}],
    "treated": [4],
    "climbs": [CLIMB],
}
MONTHLY: Content = {
    "key": "manad",
    "name": {"one": "månadsrapport"},
    "kind": "monthly",
    "except_months": [4, 7],
    "except_means": "reported",
    "climbs": [{"sender": "namnd", "receiver": "ks", "edge": "information"}],
}
BY_LAW: list[Content] = [
    {"month": 10, "what": "Budgetförslag", "actor": "ks", "law": "11:8"},
    {"month": 11, "what": "Budget", "actor": "kf", "law": "11:10"},
    {"month": 10, "day": 31, "what": "Delårsrapporten lämnas", "actor": "ks", "law": "11:16"},
    {"month": 4, "day": 15, "what": "Årsredovisningen lämnas", "actor": "ks", "law": "11:20"},
    {"month": 6, "what": "Ansvarsfrihet", "actor": "kf", "law": "5:24"},
]
PLAN: Content = {
    "key": "plan",
    "name": {"one": "verksamhetsplan"},
    "owner": "chef",
    "decided_by": "chef",
    "deadline": {"month": 12, "year": -1},
}
BUDGET_PLAN: Content = {
    "key": "budget",
    "name": {"one": "mål och budget"},
    "owner": "kf",
    "decided_by": "kf",
    "deadline": {"month": 11, "year": -1},
}


def content(**changes: Any) -> Content:
    """The small model as a file would hold it, with some of its parts replaced."""
    return {
        "model": {"municipality": "1275", "name": "Så styrs kommunen"},
        "level": [VISION, GOAL, ACTIVITY],
        "scale": {"ljus": {"values": VALUES}},
        "rule": {"grans": THRESHOLD, "vag": ROLL_UP},
        "body": [COUNCIL, EXECUTIVE, BOARD, AUDIT],
        "role": [HEAD, SECRETARY, AUDITOR],
        "report": [HALF_YEAR, ANNUAL],
        "event": BY_LAW,
        "economy": {"budget": {"month": 11, "year": -1}, "sound": {"by_item": True}},
        **changes,
    }


def small(**changes: Any) -> Model:
    return Model.model_validate(content(**changes))


def event(**fields: Any) -> Content:
    """Events of the law with one more, which is the sixth."""
    return {"event": [*BY_LAW, {"what": "Månadsrapport", "actor": "namnd", **fields}]}
