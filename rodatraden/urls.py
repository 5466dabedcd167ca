"""Every address. Pages of a municipality begin with its name; the middleware takes it from there."""

from django.urls import URLPattern, URLResolver, include, path

from rodatraden.web import views as web

pages: list[URLPattern | URLResolver] = [
    path("", include("rodatraden.organisation.urls")),
    path("", include("rodatraden.documents.urls")),
    path("", include("rodatraden.decisions.urls")),
    path("", include("rodatraden.indicators.urls")),
    path("", include("rodatraden.thread.urls")),
    path("", include("rodatraden.exchange.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("sprak/", include("django.conf.urls.i18n")),
    path("stil/", web.styleguide, name="styleguide"),
    path("", include("rodatraden.home.urls")),
    path("<slug:municipality>/", include(pages)),
]

handler400 = "rodatraden.web.views.bad_request"
handler403 = "rodatraden.web.views.forbidden"
handler404 = "rodatraden.web.views.not_found"
handler500 = "rodatraden.web.views.server_error"
