from django.urls import path

from rodatraden.decisions import governing_views, motion_views, views

app_name = "decisions"
urlpatterns = [
    path("beslut/", views.decisions, name="list"),
    path("beslut/nytt/", views.new_decision, name="new"),
    path("beslut/<slug:key>/", views.decision, name="decision"),
    path("beslut/<slug:key>/ratta/", views.correct, name="correct"),
    path("styrdokument/", governing_views.register, name="register"),
    path("styrdokument/nytt/", governing_views.new_document, name="new-governing"),
    path("styrdokument/<slug:key>/", governing_views.governing, name="governing"),
    path("styrdokument/<slug:key>/andra/", governing_views.correct, name="correct-governing"),
    path("styrdokument/<slug:key>/ny-lydelse/", governing_views.revise, name="revise"),
    path("styrdokument/<slug:key>/antaget/", governing_views.adopt, name="adopt-governing"),
    path("styrdokument/<slug:key>/folj-upp/", governing_views.follow_up, name="follow-up"),
    path("styrdokument/<slug:key>/fil/", governing_views.attach, name="attach"),
    path("styrdokument/<slug:key>/avsluta/", governing_views.end, name="end-governing"),
    path("motioner/", motion_views.motions, name="motions"),
    path("motioner/ny/", motion_views.new_motion, name="new-motion"),
    path("motioner/<int:pk>/", motion_views.motion, name="motion"),
    path("motioner/<int:pk>/andra/", motion_views.change, name="change-motion"),
    path("motioner/<int:pk>/sammantrade/", motion_views.schedule, name="schedule-motion"),
]
