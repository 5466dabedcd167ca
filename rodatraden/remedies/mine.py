"""What waits for somebody: remedies to decide, finish or tell the effect of; and what the executive board must know."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from rodatraden.lib import clock
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import UnitKind
from rodatraden.remedies.due import ASKED, FOLLOWED, ask
from rodatraden.remedies.models import Deviation, DeviationState, Remedy
from rodatraden.remedies.reading import DeviationRow, RemedyRow, read_deviations, read_remedies
from rodatraden.remedies.services import may_decide, may_work

AT_MOST = 5


@dataclass(frozen=True)
class Waiting:
    """Remedies with what is asked of the reader, and the open material deviations where the reader belongs to the
    executive board."""

    remedies: Sequence[tuple[RemedyRow, Text]] = ()
    material: Sequence[DeviationRow] = ()

    def __bool__(self) -> bool:
        return bool(self.remedies or self.material)


def waiting_for(actor: Actor) -> Waiting:
    """What concerns the units that the actor holds a role at; nothing of those beneath, whose own heads are asked."""
    day = clock.today()
    units = {role.unit.id for role in actor.roles}
    rows = Remedy.objects.visible_to(actor).filter(Q(unit__in=units) | Q(responsible_unit__in=units))
    found = read_remedies(actor, rows.filter(state__in=FOLLOWED), day) if units else []
    asked = [(row, ASKED[what]) for row in found if (what := ask(row.facts, day)) and _is_mine(actor, row.remedy, what)]
    material: list[DeviationRow] = []
    if any(role.unit.kind == UnitKind.EXECUTIVE_BOARD for role in actor.roles):
        open_ones = Deviation.objects.visible_to(actor).filter(material=True, state=DeviationState.OPEN)
        material = read_deviations(actor, open_ones, day)
    return Waiting(asked[:AT_MOST], material[:AT_MOST])


def _is_mine(actor: Actor, remedy: Remedy, what: str) -> bool:
    return may_decide(actor, remedy.unit_id) if what == "decide" else may_work(actor, remedy)
