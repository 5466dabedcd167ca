"""The installation's own pages, and those of a municipality that stand on no single row."""

from django.urls import URLPattern, URLResolver, include, path

from rodatraden.home import accounts, start, urls_municipality

app_name = "home"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("logga-in/", start.SignIn.as_view(), name="sign-in"),
    path("logga-ut/", start.SignOut.as_view(), name="sign-out"),
    path("losenord/", accounts.ChangePassword.as_view(), name="change-password"),
    path("losenord/<uidb64>/<token>/", accounts.ChoosePassword.as_view(), name="choose-password"),
    path("demo/<slug:slug>/", start.choose_role, name="roles"),
    path("demo/<slug:slug>/bli/", start.become, name="become"),
    path("<slug:municipality>/", include(urls_municipality.urlpatterns)),
]
