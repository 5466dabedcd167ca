"""Pages of a municipality that stand on no single row."""

from django.urls import path

from rodatraden.home import accounts, model_views, search, views

urlpatterns = [
    path("", views.show_overview, name="overview"),
    path("sok/", search.show_search, name="search"),
    path("organisation/personer/<int:pk>/konto/", accounts.account, name="account"),
    path("styrmodell/", model_views.show_model, name="model"),
    path("styrmodell/fil/", model_views.download_model, name="model-file"),
    path("styrmodell/ny/", model_views.change_model, name="model-change"),
    path("styrmodell/ny/galler/", model_views.start_model, name="model-start"),
]
