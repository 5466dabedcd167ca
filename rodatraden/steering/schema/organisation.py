"""Bodies, roles with their rights, legal duties, and the split between the elected and the officials (R1–R5)."""

from typing import Literal, Self

from pydantic import model_validator

from rodatraden.lib.text import say
from rodatraden.steering.schema.base import Key, Keyed, Law, Named, Part
from rodatraden.steering.schema.followup import Meets

BodyKind = Literal[
    "council", "executive_board", "board", "committee", "company", "company_partly", "joint_authority",
    "joint_board", "foundation", "cooperation", "private_provider", "audit", "administration", "area", "school",
    "unit", "group",
]  # fmt: skip
AUTHORITIES: frozenset[BodyKind] = frozenset(
    {
        "council", "executive_board", "board", "company", "company_partly", "joint_authority", "joint_board",
        "foundation", "private_provider", "audit",
    }
)  # fmt: skip
"""The kinds that are authorities, or legal persons, of their own (TF 2 kap., R1). The organisation goes by it."""
BOARDS: frozenset[BodyKind] = frozenset({"executive_board", "board", "joint_board"})
COMPANIES: frozenset[BodyKind] = frozenset({"company", "company_partly"})
LEGAL_PERSONS: frozenset[BodyKind] = COMPANIES | {"joint_authority", "foundation"}
"""Those that the municipality owns or is a member of: what they decide is their own."""
ONE_OF_ITS_KIND: frozenset[BodyKind] = frozenset({"council", "executive_board", "audit"})
"""Kinds that a municipality has one of, whatever its unit is called."""
Right = Literal["read", "enter", "assess", "decide", "administer"]


class Body(Named):
    """Somebody that decides or answers: the council, a board, a company, a management group, an administration.

    `appointed_by` names the body that appoints it ("valet" for the council). `many` says that there are
    several of the kind. Whether it is an authority of its own follows from its kind (TF 2 kap., O5); a file may
    repeat it by `authority`, never say otherwise. `decides` are the levels and plans that the document somewhere
    says that it decides: where another body decides them, the linter shows it. `meets` is the day of each month
    from which the days of a report are counted back.
    """

    kind: BodyKind
    appointed_by: str = ""
    many: bool = False
    authority: bool | None = None
    tasks: tuple[str, ...] = ()
    decides: tuple[Key, ...] = ()
    term_begins: str = ""
    meets: Meets | None = None

    @property
    def is_authority(self) -> bool:
        return self.kind in AUTHORITIES

    @model_validator(mode="after")
    def _says_nothing_against_its_kind(self) -> Self:
        if self.authority is not None and self.authority != self.is_authority:
            raise ValueError(
                say("slaget {kind} är en egen myndighet: ta bort authority", kind=self.kind)
                if self.is_authority
                else say("slaget {kind} är ingen egen myndighet: ta bort authority", kind=self.kind)
            )
        return self


class Role(Named):
    """A role that a person holds on a unit. Its rights run down the unit tree."""

    kind: Literal["elected", "official", "auditor", "resident", "union"] = "official"
    belongs_to: tuple[BodyKind, ...] = ()
    rights: tuple[Right, ...] = ()
    tasks: tuple[str, ...] = ()


class Duty(Keyed):
    """A legal duty and the body that it rests on (R4)."""

    what: str
    body: str
    law: Law | None = None
    rests_on: str = ""


class Side(Part):
    """One side of the split: who, and which questions are theirs."""

    who: str
    bodies: tuple[str, ...] = ()
    asks: tuple[str, ...]


class Split(Part):
    """What, when and within which frames; how and who; and the zone of dialogue between them (R3)."""

    elected: Side
    officials: Side
    zone: str = ""
    every_level: bool = False


class Participation(Keyed):
    """How employees take part (R5), or how residents and unions do.

    `before` names the plan types that are not decided until it has been held: a negotiation, a joint assessment of
    risks (D2). With `when` "significant" only a plan with a significant change waits for it.
    """

    what: str
    who: str = ""
    decides: Key | None = None
    before: tuple[Key, ...] = ()
    when: Literal["always", "significant"] = "always"
