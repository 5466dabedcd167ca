from django.urls import path

from rodatraden.organisation import log_page, views

app_name = "organisation"
urlpatterns = [
    path("organisation/", views.units, name="units"),
    path("organisation/<slug:key>/", views.unit, name="unit"),
    path("organisation/<slug:key>/andra/", views.change_unit, name="change-unit"),
    path("organisation/<slug:key>/avsluta/", views.end_unit, name="end-unit"),
    path("organisation/<slug:key>/sla-ihop/", views.merge_unit, name="merge-unit"),
    path("organisation/<slug:key>/ny-roll/", views.new_role, name="new-role"),
    path("ny-enhet/", views.new_unit, name="new-unit"),
    path("roller/<int:pk>/avsluta/", views.end_role, name="end-role"),
    path("personer/", views.people, name="people"),
    path("personer/<int:pk>/", views.person, name="person"),
    path("personer/<int:pk>/andra/", views.change_person, name="change-person"),
    path("ny-person/", views.new_person, name="new-person"),
    path("logg/", log_page.log, name="log"),
]
