from django.urls import path

from rodatraden.decisions import views

app_name = "decisions"
urlpatterns = [
    path("beslut/", views.decisions, name="list"),
    path("beslut/nytt/", views.new_decision, name="new"),
    path("beslut/<slug:key>/", views.decision, name="decision"),
    path("beslut/<slug:key>/ratta/", views.correct, name="correct"),
]
