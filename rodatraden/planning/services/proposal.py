"""What was proposed against what is decided: a mark of all that a plan says, by its content and not by its changes."""

from collections.abc import Iterable
from typing import Any

from rodatraden.planning.models import Plan
from rodatraden.tenancy.edits import mark
from rodatraden.thread.models import Answer, Contribution, Measurement
from rodatraden.thread.services.rows import CONTENT

TARGET = ("indicator", "unit", "period", "breakdown", "form", "value", "low", "high", "reason")
FRAME = ("unit", "line", "year", "value", "reason")


def said_mark(plan: Plan) -> str:
    """A mark of the texts, the items with their drafts, the targets and the frames. What is written and written back
    is as before. Seven queries."""
    texts = [
        (section, heading, text.strip())
        for section, heading, text in plan.texts.order_by("section").values_list("section", "heading", "text")
    ]
    items, drafts = [], []
    for row in plan.items.select_related("version").order_by("item"):
        said = [str(row.version.serializable_value(name)) for name in CONTENT] if row.version else []
        items.append((row.item_id, row.fate, row.reason, said))
        drafts += [row.version_id] if row.version_id else []
    targets = sorted(map(str, plan.targets.order_by().values_list(*TARGET)))
    frames = sorted(map(str, plan.frames.order_by().values_list(*FRAME)))
    return mark(texts, items, targets, frames, *_links(drafts))


def _links(drafts: Iterable[int]) -> list[Any]:
    """What drafts serve, what measures them and how they answer. A judgement of the words is not part of them."""
    of = {"version__in": list(drafts)}
    return [
        sorted(Contribution.objects.filter(**of).values_list("version", "serves", "how")),
        sorted(Measurement.objects.filter(**of).values_list("version", "indicator", "weight")),
        sorted(Answer.objects.filter(**of, met=None).values_list("version", "question", "text")),
    ]


def differs(plan: Plan) -> bool:
    """Whether the plan says something else than what was proposed."""
    return bool(plan.proposal) and said_mark(plan) != plan.proposal
