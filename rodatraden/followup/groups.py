"""Due days that are alike, gathered: the units of one floor that hand over the same report on the same day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.followup.deadlines import Due, once
from rodatraden.followup.rows import Models, floor_name, is_whole, receiver_name, report_name, unit_name
from rodatraden.lib.text import Text, say
from rodatraden.organisation.tree import UnitTree


@dataclass(frozen=True)
class Group:
    """Who hands over which report by when, in the municipality's own words.

    `whole` is the report for the whole municipality; where the executive board that writes it is also the one that
    treats it, `treats_itself`.
    """

    ident: str
    report: str
    period: Text
    who: Text | str
    units: tuple[str, ...]
    due: date
    to: str
    whole: bool
    treats_itself: bool
    assumed: tuple[Text, ...]
    reason: str = ""

    @property
    def summary(self) -> Text:
        return say("{report} {period}: {who} lämnar", report=self.report, period=self.period, who=self.who)


def grouped(models: Models, tree: UnitTree, found: Iterable[Due]) -> tuple[Group, ...]:
    """The due days by day; within a day the first that comes."""
    alike: dict[tuple[object, ...], list[Due]] = {}
    for due in found:
        place = tree.places[due.unit]
        to = place.id if due.receiver is None and place.kind == "executive_board" else due.receiver
        to = to if _is_body(tree, to) else None
        key = (due.occasion, due.floor, is_whole(tree, due), due.due, due.reason, to)
        alike.setdefault(key, []).append(due)
    return tuple(_group(models, tree, dues) for dues in alike.values())


def _is_body(tree: UnitTree, unit: int | None) -> bool:
    place = tree.at(unit)
    return place is not None and place.kind in {"council", "executive_board"}


def _group(models: Models, tree: UnitTree, dues: Sequence[Due]) -> Group:
    due, occasion = dues[0], dues[0].occasion
    receivers = {str(receiver_name(models, tree, each)) for each in dues} - {""}
    return Group(
        ident=f"{occasion.report}-{occasion.end}-{due.floor}-{tree.places[due.unit].key}",
        report=report_name(models, occasion),
        period=occasion.told,
        who=_who(models, tree, dues),
        units=tuple(unit_name(tree, each.unit) for each in dues) if len(dues) > 1 else (),
        due=due.due,
        to=receivers.pop() if len(receivers) == 1 else "",
        whole=is_whole(tree, due),
        treats_itself=is_whole(tree, due) and due.receiver is not None,
        assumed=once((*occasion.assumed, *(reason for each in dues for reason in each.assumed))),
        reason=due.reason,
    )


def _who(models: Models, tree: UnitTree, dues: Sequence[Due]) -> Text | str:
    """One unit by its name, several by the floor's name in the model, the whole municipality with its writer."""
    if is_whole(tree, dues[0]):
        return say("{writer} för hela kommunen", writer=floor_name(models, dues[0]))
    if len(dues) == 1:
        return unit_name(tree, dues[0].unit)
    return say("{n} {floor}", n=len(dues), floor=floor_name(models, dues[0], many=True))
