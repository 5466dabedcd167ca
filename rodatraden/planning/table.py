"""The plans of a year as a table, to download."""

from django.utils.translation import gettext as _

from rodatraden.planning.kinds import called
from rodatraden.planning.listing import Plans
from rodatraden.web.tables import Column, Table


def plans_table(page: Plans) -> Table:
    """A row for each plan that is due."""
    columns = (
        Column("kind", _("Plan")),
        Column("unit", _("Enhet")),
        Column("due", _("Senast"), kind="date"),
        Column("state", _("Läge")),
        Column("change", _("Ändring")),
        Column("decided", _("Beslutad"), kind="date"),
        Column("paragraph", _("Paragraf")),
    )
    rows = [
        {
            "kind": called(row.kind),
            "unit": row.place.name,
            "due": row.by,
            "state": row.state,
            "change": row.change.told if row.change else None,
            "decided": row.plan.decision.date if row.plan and row.plan.decision else None,
            "paragraph": row.plan.decision.paragraph if row.plan and row.plan.decision else None,
        }
        for row in page.rows
    ]
    return Table(_("Planer %(year)s") % {"year": page.year}, columns, rows, name=f"planer-{page.year}")
