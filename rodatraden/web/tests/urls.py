"""The style guide alone, so that these tests need none of the floors above."""

from django.urls import include, path

from rodatraden.web import views

urlpatterns = [
    path("stil/", views.styleguide, name="styleguide"),
    path("sprak/", include("django.conf.urls.i18n")),
]
