from django.urls import path

from rodatraden.documents import views

app_name = "documents"
urlpatterns = [path("filer/<int:pk>/", views.download, name="file")]
