from django.urls import path

from rodatraden.organisation import log_page, notice_views, views

app_name = "organisation"
urlpatterns = [
    path("organisation/", views.units, name="units"),
    path("organisation/enheter/<slug:key>/", views.unit, name="unit"),
    path("organisation/enheter/<slug:key>/andra/", views.change_unit, name="change-unit"),
    path("organisation/enheter/<slug:key>/avsluta/", views.end_unit, name="end-unit"),
    path("organisation/enheter/<slug:key>/sla-ihop/", views.merge_unit, name="merge-unit"),
    path("organisation/enheter/<slug:key>/ny-roll/", views.new_role, name="new-role"),
    path("organisation/ny-enhet/", views.new_unit, name="new-unit"),
    path("organisation/roller/<int:pk>/avsluta/", views.end_role, name="end-role"),
    path("organisation/personer/", views.people, name="people"),
    path("organisation/personer/<int:pk>/", views.person, name="person"),
    path("organisation/personer/<int:pk>/andra/", views.change_person, name="change-person"),
    path("organisation/personer/<int:pk>/brev/", notice_views.letters, name="letters"),
    path("organisation/ny-person/", views.new_person, name="new-person"),
    path("organisation/logg/", log_page.log, name="log"),
]
