"""Answers with a file: `?format=xlsx` or `?format=csv` on any page that shows a table."""

from django.http import HttpRequest, HttpResponse

from rodatraden.lib.text import slug
from rodatraden.web.tables import XLSX, Table

FORMATS = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}


def download(table: Table, form: str) -> HttpResponse:
    """The table as a file, exactly the rows that the page shows. Raises KeyError for an unknown form."""
    body = {"csv": table.csv, "xlsx": table.xlsx}[form]()
    name = slug(table.name) or "tabell"
    return HttpResponse(
        body,
        content_type=FORMATS[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"', "X-Content-Type-Options": "nosniff"},
    )


def asked_form(request: HttpRequest) -> str:
    """The file form that the address asks for, or an empty string for the page itself."""
    asked = request.GET.get("format", "")
    return asked if asked in FORMATS else ""
