"""Who may decide which kind of governing document, by the model."""

from typing import Any

import pytest

from rodatraden.decisions.deciders import Decider, may_decide_kind
from rodatraden.steering.tests.small import BOARD, COUNCIL, EXECUTIVE, HEAD, small

GROUP: dict[str, Any] = {"key": "klg", "name": {"one": "kommunledningsgruppen"}, "kind": "group", "appointed_by": "kf"}
COMPANY: dict[str, Any] = {"key": "bolaget", "name": {"one": "Bolaget AB"}, "kind": "company", "appointed_by": "kf"}
KINDS = (
    ("policy", "kf", ()),
    ("anvisning", "ks", ()),
    ("bolagspolicy", "kf", ("ks",)),
    ("riktlinje", "namnd", ()),
    ("direktiv", "bolaget", ()),
    ("rutin", "chef", ()),
    ("ordning", "klg", ()),
    ("fri", "Den som räcker upp handen", ()),
)
MODEL = small(
    body=[COUNCIL, EXECUTIVE, BOARD, GROUP, COMPANY],
    role=[HEAD],
    governing=[{"key": key, "name": key, "decided_by": by, "also_decided_by": also} for key, by, also in KINDS],
)
KF, KS = Decider("council", "fullm", "Fullmäktige"), Decider("executive_board", "styr", "Styrelsen")
SN, AB = Decider("board", "sn", "Socialnämnden"), Decider("company", "bo", "bolaget ab")
CHIEF, CLERK = Decider(position="Förvaltningschef (Socialförvaltningen)"), Decider(position="registrator")


@pytest.mark.parametrize(
    ("kind", "who", "may"),
    [
        ("policy", KF, True),
        ("policy", KS, False),
        ("policy", CHIEF, False),
        ("anvisning", KS, True),
        ("anvisning", SN, False),
        ("bolagspolicy", KS, True),
        ("bolagspolicy", SN, False),
        ("riktlinje", SN, True),
        ("riktlinje", KS, True),
        ("riktlinje", KF, False),
        ("direktiv", AB, True),
        ("direktiv", Decider("company", "annat", "Annat AB"), False),
        ("direktiv", Decider("company", "bolaget", "Annat namn"), True),
        ("rutin", CHIEF, True),
        ("rutin", CLERK, False),
        ("rutin", KF, False),
        ("ordning", CHIEF, None),
        ("ordning", KF, False),
        ("fri", KF, None),
        ("okänd", KF, None),
        ("policy", Decider(), None),
    ],
)
def test_who_may_decide(kind: str, who: Decider, may: bool | None) -> None:
    assert may_decide_kind(MODEL, kind, who) is may
