from django.urls import path

from rodatraden.thread import edit_views, governing_views, item_views, views

app_name = "thread"
urlpatterns = [
    path("trad/", views.show_thread, name="thread"),
    path("styrkort/", views.show_scorecard, name="scorecard"),
    path("styrkort/<slug:unit>/", views.show_scorecard, name="unit-scorecard"),
    path("brister/", views.show_breaks, name="breaks"),
    path("uppdrag/", item_views.show_assignments, name="assignments"),
    path("uppdrag/nytt/", item_views.new_assignment, name="new-assignment"),
    path("nytt-led/", edit_views.new, name="new"),
    path("led/<slug:key>/", item_views.item, name="item"),
    path("led/<slug:key>/historik/", item_views.history, name="history"),
    path("led/<slug:key>/lage/", item_views.progress, name="progress"),
    path("led/<slug:key>/bedomning/", item_views.judge, name="assess"),
    path("led/<slug:key>/fragor/", item_views.answers, name="answers"),
    path("led/<slug:key>/styrdokument/", governing_views.item_documents, name="item-documents"),
    path("led/<slug:key>/avsluta/", edit_views.end, name="end"),
    path("led/<slug:key>/utkast/", edit_views.draft, name="draft"),
    path("led/<slug:key>/utkast/borja/", edit_views.begin, name="begin"),
    path("led/<slug:key>/utkast/kopplingar/", edit_views.links, name="links"),
    path("led/<slug:key>/utkast/beslut/", edit_views.decide, name="decide"),
    path("led/<slug:key>/utkast/bort/", edit_views.discard, name="discard"),
    path("styrdokument/<slug:key>/led/", governing_views.document_items, name="governed"),
]
