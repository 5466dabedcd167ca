"""Jobs on the pages that they are started from."""

from collections.abc import Sequence
from typing import Any

from django import template

from rodatraden.jobs.standing import Standing

register = template.Library()


@register.inclusion_tag("jobs/list.html")
def jobs(standings: Sequence[Standing]) -> dict[str, Any]:
    """`{% jobs standings %}`: each job in a sentence that leads to its page."""
    return {"standings": standings}
