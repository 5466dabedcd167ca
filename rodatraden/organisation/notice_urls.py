from django.urls import path

from rodatraden.organisation import notice_views

app_name = "notices"
urlpatterns = [
    path("meddelanden/", notice_views.notices, name="list"),
    path("meddelanden/lasta/", notice_views.read_all, name="read-all"),
    path("meddelanden/<int:pk>/last/", notice_views.read, name="read"),
]
