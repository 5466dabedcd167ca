from django.urls import path

from rodatraden.economy import views

app_name = "economy"
urlpatterns = [
    path("ekonomi/", views.lines, name="lines"),
    path("ekonomi/<slug:key>/", views.unit, name="unit"),
    path("ekonomi/<slug:key>/for-in/", views.enter, name="enter"),
    path("ekonomi/belopp/<int:pk>/aterkalla/", views.take_back, name="withdraw"),
]
