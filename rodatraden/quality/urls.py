from django.urls import path

from rodatraden.quality import views

app_name = "quality"
urlpatterns = [
    path("processer/", views.processes, name="processes"),
    path("processer/ny/", views.write, name="write"),
    path("processer/<int:pk>/", views.process, name="process"),
    path("processer/<int:pk>/andra/", views.change, name="change"),
    path("processer/<int:pk>/genomgang/", views.review, name="review"),
    path("processer/<int:pk>/avsluta/", views.end, name="end"),
]
