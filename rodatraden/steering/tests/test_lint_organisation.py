from typing import Any

import pytest

from rodatraden.steering.tests.lint_table import Found, found, told
from rodatraden.steering.tests.small import (
    ACTIVITY,
    AUDIT,
    AUDITOR,
    BOARD,
    COUNCIL,
    EXECUTIVE,
    GOAL,
    HEAD,
    SECRETARY,
    VISION,
)

COMPANY = {"key": "bolag", "name": {"one": "bostadsbolaget"}, "kind": "company"}
ADMINISTRATION = {"key": "forvaltning", "name": {"one": "förvaltning"}, "kind": "administration"}


def bodies(*extra: dict[str, Any]) -> dict[str, Any]:
    return {"body": [COUNCIL, EXECUTIVE, BOARD, *extra]}


def roles(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"role": list(parts)}


def split(elected: list[str], officials: list[str], **more: Any) -> dict[str, Any]:
    sides = {
        "elected": {"who": "De förtroendevalda", "asks": elected},
        "officials": {"who": "Tjänstepersonerna", "asks": officials},
    }
    return {"split": {**sides, **more}}


@pytest.mark.parametrize(
    ("code", "changes", "expected"),
    [
        ("nobody-appoints", bodies(COMPANY), [("warning", "body[bolag].appointed_by")]),
        ("nobody-appoints", bodies({**COMPANY, "assumed": "Nämns inte."}), [("remark", "body[bolag].appointed_by")]),
        ("nobody-appoints", bodies({**COMPANY, "appointed_by": "kf"}), []),
        ("nobody-appoints", bodies({**COMPANY, "kind": "company_partly"}), []),
        ("nobody-appoints", bodies(ADMINISTRATION), []),
        ("nobody-appoints", {"body": [{**COUNCIL, "appointed_by": ""}, EXECUTIVE, BOARD]}, []),
        (
            "nobody-appoints",
            {"body": [COUNCIL, {**EXECUTIVE, "appointed_by": ""}, BOARD]},
            [("warning", "body[ks].appointed_by")],
        ),
        ("appoints-itself", bodies({**COMPANY, "appointed_by": "bolag"}), [("warning", "body[bolag].appointed_by")]),
        (
            "appoints-itself",
            bodies({**COMPANY, "appointed_by": "annat"}, {**COMPANY, "key": "annat", "appointed_by": "bolag"}),
            [("warning", "body[bolag].appointed_by")],
        ),
        ("appoints-itself", bodies({**COMPANY, "appointed_by": "kf"}), []),
        ("no-auditors", bodies(), [("remark", "body")]),
        ("no-auditors", bodies(AUDIT), []),
        (
            "nobody-administers",
            roles({**HEAD, "rights": ["read", "decide"]}, SECRETARY, AUDITOR),
            [("error", "role")],
        ),
        (
            "nobody-administers",
            roles({**HEAD, "belongs_to": []}, SECRETARY, AUDITOR),
            [("error", "role")],
        ),
        ("nobody-administers", {}, []),
        (
            "nobody-may-decide",
            roles({**HEAD, "rights": ["read"]}, SECRETARY, AUDITOR),
            [("error", "level[aktivitet].decided_by")],
        ),
        (
            "nobody-may-decide",
            roles(HEAD, {**SECRETARY, "belongs_to": ["board"]}, AUDITOR),
            [("error", "level[vision].decided_by"), ("error", "level[mal].decided_by")],
        ),
        (
            "nobody-may-decide",
            {**bodies(ADMINISTRATION), "level": [VISION, GOAL, {**ACTIVITY, "decided_by": "forvaltning"}]},
            [],
        ),
        ("nobody-may-decide", roles(HEAD, SECRETARY, AUDITOR), []),
        (
            "auditor-acts",
            roles(HEAD, SECRETARY, {**AUDITOR, "rights": ["read", "assess"]}),
            [("warning", "role[revisor].rights")],
        ),
        ("auditor-acts", roles(HEAD, SECRETARY, AUDITOR), []),
        (
            "role-nowhere",
            roles({**HEAD, "belongs_to": []}, SECRETARY, AUDITOR),
            [("warning", "role[chef].belongs_to")],
        ),
        ("role-nowhere", roles(HEAD, SECRETARY, AUDITOR, {"key": "facket", "name": {"one": "facket"}}), []),
        (
            "role-nowhere",
            roles(HEAD, SECRETARY, {"key": "bo", "name": {"one": "invånare"}, "kind": "resident", "rights": ["read"]}),
            [],
        ),
        ("both-sides", split(["vad", "När"], ["hur", "när"]), [("warning", "split")]),
        ("both-sides", split(["vad"], ["vad"], assumed="Oläsligt."), [("remark", "split")]),
        ("both-sides", split(["vad", "när"], ["hur", "vem"], zone="Vad och hur möts"), []),
        ("both-sides", {}, []),
    ],
)
def test_who_appoints_and_who_may_decide(code: str, changes: dict[str, Any], expected: Found) -> None:
    assert found(code, changes) == expected


def test_the_council_is_proposed_to_appoint_by_the_key_it_has() -> None:
    assert told("nobody-appoints", bodies(COMPANY)) == ["Det står inte vem som utser bostadsbolaget."]


def test_a_body_that_appoints_itself_is_told_otherwise_than_two_that_appoint_each_other() -> None:
    assert told("appoints-itself", bodies({**COMPANY, "appointed_by": "bolag"})) == [
        "Bostadsbolaget sägs utse sig själv."
    ]
    each_other = ({**COMPANY, "appointed_by": "annat"}, {**COMPANY, "key": "annat", "appointed_by": "bolag"})
    (sentence,) = told("appoints-itself", bodies(*each_other))
    assert sentence.startswith("Organ utser varandra")


def test_the_level_and_its_decider_are_named() -> None:
    assert told("nobody-may-decide", roles({**HEAD, "rights": []}, SECRETARY, AUDITOR)) == [
        "”aktivitet” beslutas av förvaltningschef, men ingen roll där har rätt att besluta."
    ]
