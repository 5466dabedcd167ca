"""What the pages of the organisation say in one sentence. Knows no Django."""

from collections.abc import Iterable, Sequence

from rodatraden.lib.text import Text, in_words, say, say_many
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.schema.organisation import BOARDS, LEGAL_PERSONS

ABOVE_OFFICIALS = BOARDS | LEGAL_PERSONS | {"council", "committee", "audit", "cooperation", "private_provider"}


def organisation_told(name: str, tree: UnitTree) -> Text:
    """How a municipality is built: "Perstorps kommun har fyra nämnder …"."""
    kinds = [place.kind for place in tree.places.values()]
    boards = sum(kind in BOARDS for kind in kinds)
    companies = sum(kind in LEGAL_PERSONS for kind in kinds)
    rest = sum(kind not in ABOVE_OFFICIALS for kind in kinds)
    if not kinds:
        return say("{name} har ingen organisation införd än.", name=name)
    first = say_many(boards, "en nämnd", "{n} nämnder")
    below = say_many(rest, "en förvaltning eller enhet", "{n} förvaltningar och enheter")
    if companies:
        others = say_many(companies, "ett bolag eller förbund", "{n} bolag och förbund")
        return say("{name} har {boards}, {others} och {below}.", name=name, boards=first, others=others, below=below)
    return say("{name} har {boards} och {below}.", name=name, boards=first, below=below)


def unled_told(tree: UnitTree, led: Iterable[int]) -> Text:
    """Which units nobody has a role on today; what is due there is nobody's."""
    held = set(led)
    without = [place.name for place in tree.places.values() if place.id not in held]
    if not tree.places:
        return Text("")
    if not without:
        return say("Alla enheter har någon med en roll i dag.")
    if len(without) <= 3:
        return say("Ingen har en roll på {units} i dag.", units=in_words(without))
    return say_many(len(without), "En enhet har ingen med en roll i dag.", "{n} enheter har ingen med en roll i dag.")


def unit_told(kind: str, above: Place | None, holders: Sequence[tuple[str, str]]) -> Text:
    """What a unit is, where it stands and who holds roles there: pairs of person and role."""
    where = say("{kind} under {above}", kind=kind, above=above.name) if above else say("{kind}", kind=kind)
    if not holders:
        return say("{where}. Ingen har en roll här i dag.", where=where)
    person, role = holders[0]
    if len(holders) == 1:
        return say("{where}. {person} har rollen {role}.", where=where, person=person, role=role)
    others = say_many(len(holders) - 1, "en till har en roll här", "{n} till har roller här")
    return say("{where}. {person} har rollen {role}; {others}.", where=where, person=person, role=role, others=others)


def holder_told(person: str, role: str) -> str:
    """A person with the role, which is left out where the name already says it."""
    return person if person.casefold().startswith(role.casefold()) else f"{role}: {person}"
