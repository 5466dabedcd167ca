from django.urls import path

from rodatraden.followup import (
    audit_views,
    calendar_views,
    document_views,
    inquiry_views,
    report_views,
    step_views,
    supervision_views,
    views,
)

app_name = "followup"
report = "rapporter/<slug:kind>/<slug:end>/<slug:unit>/"
urlpatterns = [
    path("rapporter/", views.show_reports, name="reports"),
    path("rapporter/kalender/", calendar_views.show_calendar, name="calendar"),
    path("rapporter/kalender/fil/", calendar_views.calendar_file, name="calendar-file"),
    path("rapporter/kalender/flytta/", calendar_views.move, name="move-occasion"),
    path("rapporter/kalender/stall-in/", calendar_views.cancel, name="cancel-occasion"),
    path("rapporter/kalender/lagg-till/", calendar_views.add, name="add-occasion"),
    path("rapporter/kalender/<int:change>/aterta/", calendar_views.take_back, name="take-back-occasion"),
    path("uppsikt/", supervision_views.show_latest, name="supervision-latest"),
    path("uppsikt/<slug:kind>/<slug:end>/", supervision_views.show_supervision, name="supervision"),
    path("uppsikt/<slug:kind>/<slug:end>/<slug:unit>/", supervision_views.take_step, name="supervise"),
    path("granskning/", audit_views.show_latest, name="audit-latest"),
    path("granskning/<slug:kind>/<slug:end>/", audit_views.show_audit, name="audit"),
    path("rapporter/<slug:kind>/<slug:end>/", views.show_occasion, name="occasion"),
    path("rapporter/<slug:kind>/<slug:end>/paminn-alla/", views.remind, name="remind"),
    path(report, report_views.show_report, name="report"),
    path(f"{report}dokument/", document_views.show_document, name="document"),
    path(f"{report}bilaga/", document_views.attach_file, name="attach"),
    path(f"{report}fraga/", inquiry_views.new_inquiry, name="ask"),
    path(f"{report}fraga/<int:pk>/", inquiry_views.handle_inquiry, name="inquiry"),
    path(f"{report}texter/", report_views.save_texts, name="texts"),
    path(f"{report}text/<slug:part>/", report_views.save_text, name="text"),
    path(f"{report}lage/", report_views.others, name="others"),
    path(f"{report}hamta/", report_views.fetch_texts, name="copy"),
    path(f"{report}siffra/", report_views.save_figure, name="figure"),
    path(f"{report}bedomning/<slug:item>/", report_views.judge, name="judge"),
    path(f"{report}god-ekonomisk-hushallning/", report_views.judge_whole, name="judge-overall"),
    path(f"{report}steg/<slug:verb>/", step_views.step, name="step"),
]
