from django.urls import path

from rodatraden.wheel import body_views, draft_views, feed_views, own_views, views

app_name = "wheel"
urlpatterns = [
    path("sammantraden/", body_views.meetings, name="meetings"),
    path("sammantraden/<slug:unit>/", body_views.body, name="body"),
    path("arshjul/", views.show_wheel, name="wheel"),
    path("arshjul/nytt/", own_views.write, name="write"),
    path("arshjul/utkast/", draft_views.draft, name="draft"),
    path("arshjul/<int:pk>/", own_views.change, name="own"),
    path("arshjul/<int:pk>/ta-bort/", own_views.delete, name="delete"),
    path("organisation/personer/<int:pk>/kalender/", feed_views.address, name="address"),
    path("organisation/personer/<int:pk>/kalender/aterkalla/", feed_views.close, name="close-address"),
]
