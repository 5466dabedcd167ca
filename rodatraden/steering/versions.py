"""Versions of the model: activation from a day. What holds is never changed, only followed by another."""

import hashlib
from datetime import date, timedelta

from django.db import transaction

from rodatraden.audit.log import By, record
from rodatraden.lib import clock
from rodatraden.lib.text import Text, say
from rodatraden.steering.load import parse
from rodatraden.steering.models import SteeringModel
from rodatraden.steering.schema import Model
from rodatraden.tenancy import current
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality


def other_municipality(model: Model, owner: Municipality) -> Text:
    return say(
        "Filen gäller kommun {code}, inte {name} ({own}).",
        code=model.model.municipality,
        name=owner.name,
        own=owner.code,
    )


def activate(by: By, text: str, valid_from: date, *, reason: str = "", example: bool = False) -> SteeringModel:
    """Lets a model hold from a day on. The one before ends the day before; later ones would be overtaken.

    Raises ModelFault for a text that is no model, Refused for one of another municipality or a day that
    another version already begins on or after. Who may is asked by the caller, who also knows the rows.
    """
    model = parse(text)
    owner = current()
    if model.model.municipality != owner.code:
        raise Refused({"": str(other_municipality(model, owner))})
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=owner.pk)
        later = SteeringModel.objects.filter(valid_from__gte=valid_from).order_by("valid_from").first()
        if later is not None:
            told = say("En version gäller redan från {day}. Välj en senare dag.", day=later.valid_from)
            raise Refused({"valid_from": str(told)})
        SteeringModel.objects.on(valid_from).update(valid_to=valid_from - timedelta(days=1))
        made = SteeringModel.objects.create(
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            name=model.model.name,
            valid_from=valid_from,
            activated_by=by.name,
            activated_at=clock.now(),
            reason=reason,
            example=example,
        )
        record(
            by, "aktiverade", "steering model", made.pk, made.name, after={"from": valid_from, "sha256": made.sha256}
        )
    return made
