from django.urls import path

from rodatraden.exchange import views

app_name = "exchange"
urlpatterns = [
    path("import/", views.import_file, name="import"),
    path("import/las-in/", views.load_file, name="load"),
    path("import/<int:pk>/", views.reviewed, name="reviewed"),
    path("import/<int:pk>/las-in/", views.load_reviewed, name="load-reviewed"),
    path("hamta/", views.export_page, name="export"),
    path("hamta/<slug:what>.<slug:form>", views.download, name="download"),
]
