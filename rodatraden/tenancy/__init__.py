"""Municipalities side by side: who owns a row, and for which municipality a request or task works."""

from rodatraden.tenancy.current import NoMunicipality, current, current_or_none, scope

__all__ = ["NoMunicipality", "current", "current_or_none", "scope"]
