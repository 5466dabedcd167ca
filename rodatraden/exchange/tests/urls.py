"""The addresses of this floor alone, so that its pages are tried without those above and beside it."""

from django.urls import include, path

urlpatterns = [path("<slug:municipality>/", include("rodatraden.exchange.urls"))]
