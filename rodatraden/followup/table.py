"""The matrix as a table that is sorted and downloaded: one row for each unit and goal."""

from django.utils.translation import gettext as _

from rodatraden.followup.finding import address_of
from rodatraden.followup.matrix import Matrix
from rodatraden.followup.sentence import STATES
from rodatraden.web.tables import Column, Link, Table, Value


def matrix_table(page: Matrix) -> Table:
    """Every cell of the matrix: who, about which goal, how it stands, what changed, and how the report stands."""
    columns = (
        Column("unit", _("Enhet"), "link"),
        Column("state", _("Rapport")),
        Column("due", _("Lämnas senast"), "date"),
        Column("late", _("Sen")),
        Column("goal", _("Mål")),
        Column("item", _("Enhetens mål")),
        Column("status", _("Status"), "status"),
        Column("change", _("Sedan förra gången")),
        Column("doing", _("Det som görs")),
    )
    rows: list[dict[str, Value]] = []
    for row in page.rows:
        about: dict[str, Value] = {
            "unit": Link(row.slot.place.name, address_of("report", row.slot)),
            "state": STATES[row.slot.state],
            "due": row.slot.by,
            "late": _("ja") if row.late else "",
        }
        found = len(rows)
        for goal, cell in zip(page.columns, row.cells, strict=True):
            for each in cell.stood:
                told: dict[str, Value] = {
                    "goal": goal.title,
                    "item": each.node.title,
                    "status": each.mark,
                    "change": each.change,
                }
                rows.append({**about, **told})
            if cell.doing:
                rows.append({**about, "goal": goal.title, "doing": cell.doing})
        if len(rows) == found:
            rows.append(about)
    return Table(_("Rapporter och mål"), columns, rows, name="rapporter")
