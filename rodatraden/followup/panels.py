"""What follow-up shows on pages of other floors."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rodatraden.decisions.models import Decision
from rodatraden.followup.audit_views import recent
from rodatraden.followup.mine import my_reports
from rodatraden.followup.models import Report, StepKind
from rodatraden.followup.services.attaching import audits
from rodatraden.lib import clock
from rodatraden.organisation.http import Request


def reports_to_do(request: Request, _obj: object) -> SafeString:
    """On one's own page: the reports that wait for whoever looks; nothing where none does."""
    page = my_reports(request.actor)
    if not page.to_do:
        return SafeString()
    return SafeString(render_to_string("followup/panel_to_do.html", {"page": page}, request))


def treated_reports(request: Request, decision: Decision) -> SafeString:
    """On a decision: the reports that it treated, also those it sent back, each with its document. One query."""
    found = Report.objects.visible_to(request.actor).filter(steps__kind=StepKind.TREATED, steps__decision=decision)
    rows = list(found.select_related("unit").distinct())
    if not rows:
        return SafeString()
    model = request.actor.model_on(clock.today())
    kinds = {report.key: report.name.one for report in model.report} if model else {}
    told = [(row, kinds.get(row.kind, row.kind)) for row in rows]
    return SafeString(render_to_string("followup/panel_treated.html", {"reports": told, "decision": decision}, request))


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
