"""The addresses up to this floor."""

from django.urls import include, path

from rodatraden.web import views as web

home = [path("", web.styleguide, name="start"), path("logga-in/", web.styleguide, name="sign-in")]
pages = [path("", include(f"rodatraden.{floor}.urls")) for floor in ("organisation", "documents", "decisions")]
urlpatterns = [
    path("", include((home, "home"))),
    path("sprak/", include("django.conf.urls.i18n")),
    path("<slug:municipality>/", include(pages)),
]
handler403 = "rodatraden.web.views.forbidden"
handler404 = "rodatraden.web.views.not_found"
