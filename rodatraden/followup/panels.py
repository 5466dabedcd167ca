"""What follow-up shows on pages of other floors."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rodatraden.followup.audit_views import recent
from rodatraden.followup.mine import my_reports
from rodatraden.followup.services.attaching import audits
from rodatraden.organisation.http import Request


def reports_to_do(request: Request, _obj: object) -> SafeString:
    """On one's own page: the reports that wait for whoever looks; nothing where none does."""
    page = my_reports(request.actor)
    if not page.to_do:
        return SafeString()
    return SafeString(render_to_string("followup/panel_to_do.html", {"page": page}, request))


def lists_to_audit(request: Request, _obj: object) -> SafeString:
    """On an auditor's first page: the lists of each report of this year and the last that the auditors judge."""
    if not audits(request.actor):
        return SafeString()
    found = recent(request)
    return (
        SafeString(render_to_string("followup/panel_to_audit.html", {"rounds": found}, request))
        if found
        else SafeString()
    )
