"""The addresses of this floor and of the organisation, so that its pages are tried without those above it."""

from django.urls import include, path

from rodatraden.web import views as web

home = [path("", web.styleguide, name="start"), path("logga-in/", web.styleguide, name="sign-in")]
pages = [
    path("", include("rodatraden.organisation.urls")),
    path("", include("rodatraden.decisions.urls")),
    path("", include("rodatraden.economy.urls")),
]

urlpatterns = [
    path("", include((home, "home"))),
    path("sprak/", include("django.conf.urls.i18n")),
    path("<slug:municipality>/", include(pages)),
]

handler403 = "rodatraden.web.views.forbidden"
handler404 = "rodatraden.web.views.not_found"
