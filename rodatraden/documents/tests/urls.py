"""The addresses of this floor alone."""

from django.urls import include, path

from rodatraden.web import views as web

home = [path("", web.styleguide, name="start"), path("logga-in/", web.styleguide, name="sign-in")]
urlpatterns = [
    path("sprak/", include("django.conf.urls.i18n")),
    path("", include((home, "home"))),
    path("<slug:municipality>/", include([path("", include("rodatraden.documents.urls"))])),
]
handler403 = "rodatraden.web.views.forbidden"
handler404 = "rodatraden.web.views.not_found"
