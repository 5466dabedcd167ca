"""The thread's pages alone: the pages of other floors are stood in for by an empty one."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def other(request: HttpRequest, **which: str) -> HttpResponse:
    """A page of another floor."""
    return HttpResponse("en annan sida")


def _stand_in(name: str, *patterns: URLPattern) -> URLResolver:
    return path("", include((list(patterns), name), namespace=name))


pages = [
    path("", include("rodatraden.thread.urls")),
    _stand_in("decisions", path("beslut/<slug:key>/", other, name="decision")),
    _stand_in("indicators", path("indikatorer/<slug:key>/", other, name="indicator")),
    _stand_in("exchange", path("hamta/<slug:what>.<slug:form>", other, name="export")),
]
urlpatterns = [
    path("<slug:municipality>/", include(pages)),
    _stand_in("home", path("logga-in/", other, name="sign-in")),
]
