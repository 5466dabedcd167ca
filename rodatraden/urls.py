"""Every address. Pages of a municipality begin with its name; the middleware takes it from there."""

from django.urls import URLPattern, URLResolver, include, path

from rodatraden.followup import inquiry_views
from rodatraden.web import views as web
from rodatraden.wheel import feed_views

pages: list[URLPattern | URLResolver] = [
    path("", include("rodatraden.organisation.urls")),
    path("", include("rodatraden.organisation.notice_urls")),
    path("", include("rodatraden.jobs.urls")),
    path("", include("rodatraden.documents.urls")),
    path("", include("rodatraden.decisions.urls")),
    path("", include("rodatraden.indicators.urls")),
    path("", include("rodatraden.economy.urls")),
    path("", include("rodatraden.thread.urls")),
    path("", include("rodatraden.quality.urls")),
    path("", include("rodatraden.remedies.urls")),
    path("", include("rodatraden.planning.urls")),
    path("", include("rodatraden.preparation.urls")),
    path("", include("rodatraden.followup.urls")),
    path("", include("rodatraden.wheel.urls")),
    path("", include("rodatraden.exchange.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("sprak/", include("django.conf.urls.i18n")),
    path("stil/", web.styleguide, name="styleguide"),
    path("svar/<slug:slug>/<str:token>/", inquiry_views.answer_link, name="answer"),
    path("kalender/<slug:slug>/<str:token>/<slug:which>.ics", feed_views.feed, name="wheel-feed"),
    path("", include("rodatraden.home.urls")),
    path("<slug:municipality>/", include(pages)),
]

handler400 = "rodatraden.web.views.bad_request"
handler403 = "rodatraden.web.views.forbidden"
handler404 = "rodatraden.web.views.not_found"
handler500 = "rodatraden.web.views.server_error"
