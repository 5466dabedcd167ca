"""The addresses of this floor and those that every page's frame leads to."""

from django.urls import include, path

urlpatterns = [
    path("sprak/", include("django.conf.urls.i18n")),
    path("<slug:municipality>/", include("rodatraden.exchange.urls")),
    path("<slug:municipality>/", include("rodatraden.jobs.urls")),
    path("<slug:municipality>/", include("rodatraden.organisation.urls")),
    path("<slug:municipality>/", include("rodatraden.organisation.notice_urls")),
    path("", include("rodatraden.home.urls")),
]
