"""Whether whoever decided a governing document may, by the steering model (D4, R3). Pure."""

from dataclasses import dataclass

from rodatraden.steering.schema import Body, Model
from rodatraden.steering.schema.organisation import ONE_OF_ITS_KIND


@dataclass(frozen=True)
class Decider:
    """Who decided: a unit by its kind, key and name, or a position ("enhetschef (Hemtjänsten)")."""

    kind: str = ""
    key: str = ""
    name: str = ""
    position: str = ""

    def __bool__(self) -> bool:
        return bool(self.kind or self.position)


def may_decide_kind(model: Model, kind: str, who: Decider) -> bool | None:
    """Whether the model lets somebody decide documents of a kind. None where it says nothing that can be checked:
    the kind is unknown, nobody has decided, or it names who decides in words of its own alone."""
    document = model.governing_of(kind)
    if document is None or not who:
        return None
    answers = [_is(model, key, who) for key in (document.decided_by, *document.also_decided_by)]
    if True in answers:
        return True
    return None if None in answers else False


def _is(model: Model, key: str, who: Decider) -> bool | None:
    """Whether somebody is whom a key of the model names; None where it names nobody that is known here."""
    body, role = model.body_of(key), model.role_of(key)
    if body is not None:
        # A group is no unit and takes no minutes: what an official decided after it cannot be told from its own.
        return None if body.kind == "group" and who.position else _is_body(body, who)
    if role is not None:
        return who.position.partition(" (")[0].casefold() == role.name.one.casefold() if who.position else False
    return None


def _is_body(body: Body, who: Decider) -> bool:
    if not who.kind:
        return False
    if who.kind != body.kind:
        # The executive board is a board too, where the model speaks of boards in general.
        return body.kind == "board" and bool(body.many) and who.kind == "executive_board"
    if body.many or body.kind in ONE_OF_ITS_KIND:
        return True
    return who.key == body.key or who.name.casefold() == body.name.one.casefold()
