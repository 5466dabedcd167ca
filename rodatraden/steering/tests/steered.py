"""A municipality that steers by a text, without the verbs' checks. Its sum is true, since models are kept by it."""

import hashlib
from datetime import date

from rodatraden.lib import clock
from rodatraden.steering.models import SteeringModel


def begin_by(text: str, since: date = date(2017, 1, 1)) -> None:
    SteeringModel.objects.create(text=text, sha256=_sum(text), name="Liten", valid_from=since, activated_at=clock.now())


def steer_by(text: str) -> None:
    """Another text from the beginning, as no verb allows."""
    SteeringModel.objects.update(text=text, sha256=_sum(text))


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
