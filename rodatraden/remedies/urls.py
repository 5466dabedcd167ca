from django.urls import path

from rodatraden.remedies import deviation_views, remedy_views

app_name = "remedies"
urlpatterns = [
    path("avvikelser/", deviation_views.deviations, name="deviations"),
    path("avvikelser/ny/", deviation_views.report, name="report"),
    path("avvikelser/<int:pk>/", deviation_views.deviation, name="deviation"),
    path("avvikelser/<int:pk>/andra/", deviation_views.change, name="change-deviation"),
    path("avvikelser/<int:pk>/avsluta/", deviation_views.close, name="close-deviation"),
    path("atgarder/", remedy_views.remedies, name="remedies"),
    path("atgarder/ny/", remedy_views.write, name="write"),
    path("atgarder/<int:pk>/", remedy_views.remedy, name="remedy"),
    path("atgarder/<int:pk>/andra/", remedy_views.change, name="change"),
    path("atgarder/<int:pk>/besluta/", remedy_views.decide, name="decide"),
    path("atgarder/<int:pk>/borja/", remedy_views.start, name="start"),
    path("atgarder/<int:pk>/genomford/", remedy_views.finish, name="finish"),
    path("atgarder/<int:pk>/effekt/", remedy_views.effect, name="effect"),
    path("atgarder/<int:pk>/avsluta/", remedy_views.close, name="close"),
]
