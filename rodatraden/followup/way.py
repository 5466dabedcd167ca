"""Where one stands: the red line of a report, from the body that treats it down to the unit, and its title."""

from django.utils.translation import gettext as _

from rodatraden.followup.finding import address_of
from rodatraden.followup.round import Round, Slot
from rodatraden.lib.text import Text, capital, say
from rodatraden.organisation.models import UnitKind
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station


def stations(round: Round, slot: Slot | None = None, last: str = "") -> list[Station]:
    """Reports, the occasion, then each report that this one climbs to, and itself; or what `last` names."""
    occasion = round.occasion
    place = here("followup:occasion", occasion.report, occasion.end.isoformat())
    name = str(occasion_told(round))
    found = [Station(_("Rapporter"), _("Årets tillfällen"), here("followup:reports"))]
    found.append(Station(_("Tillfälle"), name, place, current=slot is None and not last))
    if last:
        found.append(Station(_("Sida"), last, current=True))
    if slot is not None:
        for above in reversed(round.path(slot.place.id)):
            kind = str(UnitKind(above.place.kind).label).capitalize()
            here_now = above.place.id == slot.place.id
            found.append(Station(kind, above.place.name, address_of("report", above), current=here_now))
    return found


def occasion_told(round: Round) -> Text:
    """ "Delårsrapport per 2018-07-31" """
    name = round.type.name.one
    return say("{name} per {end}", name=capital(name), end=round.occasion.end.isoformat())


def title_of(round: Round, slot: Slot) -> Text:
    """ "Delårsrapport per 2018-07-31, Socialnämnden" """
    return say("{occasion}, {unit}", occasion=occasion_told(round), unit=slot.place.name)
