from django.http import HttpRequest

from rodatraden.tenancy.models import Municipality


class MunicipalRequest(HttpRequest):
    """A request to a page of one municipality, as the middleware leaves it."""

    municipality: Municipality
