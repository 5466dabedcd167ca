from django.urls import path

from rodatraden.preparation import views, workplace_views

app_name = "preparation"
urlpatterns = [
    path("planer/<int:plan>/underlag/", views.analysis, name="analysis"),
    path("planer/<int:plan>/underlag/slutsats/", views.conclusion, name="new-conclusion"),
    path("planer/<int:plan>/underlag/slutsats/<int:conclusion>/", views.conclusion, name="conclusion"),
    path("planer/<int:plan>/underlag/forslag/", views.change, name="new-change"),
    path("planer/<int:plan>/underlag/forslag/<int:proposal>/", views.change, name="change"),
    path("planer/<int:plan>/underlag/forhandling/", views.consultation, name="consultation"),
    path("planer/<int:plan>/underlag/forhandling/<int:consultation>/aterta/", views.withdraw, name="withdraw"),
    path("planer/<int:plan>/underlag/steg/", views.step, name="step"),
    path("apt/<slug:unit>/", workplace_views.meeting, name="meeting"),
    path("apt/forslag/<int:idea>/", workplace_views.agree_on, name="agree"),
    path("apt/forslag/<int:idea>/andra/", workplace_views.reword, name="reword"),
    path("apt/forslag/<int:idea>/aterta/", workplace_views.undo, name="undo"),
    path("apt/forslag/<int:idea>/lage/", workplace_views.settle, name="settle"),
]
