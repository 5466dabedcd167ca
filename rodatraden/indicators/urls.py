from django.urls import path

from rodatraden.indicators import views

app_name = "indicators"
urlpatterns = [
    path("indikatorer/", views.indicators, name="list"),
    path("indikatorer/ny/", views.create, name="create"),
    path("indikatorer/for-in/", views.enter, name="enter"),
    path("indikatorer/<slug:key>/", views.indicator, name="indicator"),
    path("indikatorer/<slug:key>/andra/", views.change, name="change"),
    path("indikatorer/<slug:key>/utfall/", views.outcome, name="outcome"),
    path("indikatorer/<slug:key>/utfall/<int:pk>/aterkalla/", views.withdraw, name="withdraw"),
    path("indikatorer/<slug:key>/ny-matmetod/", views.add_break, name="add-break"),
    path("indikatorer/<slug:key>/ny-matmetod/<int:pk>/ta-bort/", views.remove_break, name="remove-break"),
    path("indikatorer/<slug:key>/malvarde/", views.target, name="target"),
]
