from typing import TYPE_CHECKING

from rodatraden.tenancy.http import MunicipalRequest

if TYPE_CHECKING:
    from rodatraden.organisation.access import Actor


class Request(MunicipalRequest):
    """A request to a page of a municipality by somebody who is known there."""

    actor: "Actor"
