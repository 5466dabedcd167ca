"""An item as the file of the thread has it: what is decided, by what, and how far it has come."""

from collections.abc import Iterable, Mapping

from rodatraden.exchange.layouts import ANSWER, MET, Col, Layout, answer_column, met_column
from rodatraden.exchange.values import Value, shown
from rodatraden.steering.schema import Model
from rodatraden.thread.levels import letters
from rodatraden.thread.models import Answer, ItemVersion, Progress, VersionQuerySet

PLAIN = (
    "number", "title", "text", "comment", "perspective", "sound_economy", "rule", "starts", "deadline", "position",
    "source",
)  # fmt: skip
LINKS = ("serves", "hows", "indicators", "weights")
DECIDING = ("decision", "decision_note", "valid_from", "valid_to")
REPORTING = ("progress", "percent", "reported_on", "progress_note")
LINED = frozenset({"breaks", "hows", "weights"})
"""Columns with a line for each of several things; others have them beside each other."""


def with_links(versions: VersionQuerySet[ItemVersion]) -> VersionQuerySet[ItemVersion]:
    """Versions with all that a row of the file is made of, in a fixed number of queries."""
    near = versions.select_related("item", "unit", "person", "responsible_unit", "decision")
    return near.prefetch_related("contributions__serves", "measurements__indicator", "answers")


def asked_columns(model: Model) -> tuple[Col, ...]:
    """A column for each question of the model's levels, and two for each criterion, in the model's order."""
    found: dict[str, Col] = {}
    for level in model.level:
        for letter in letters(model, level):
            for column in (met_column(letter.key), answer_column(letter.key)):
                found.setdefault(column.key, column)
        for question in level.questions:
            found.setdefault(f"{ANSWER}{question.key}", answer_column(question.key))
    return tuple(found.values())


def content_of(version: ItemVersion, layout: Layout) -> dict[str, Value]:
    """What the version says, links and answers too."""
    responsible = version.responsible_unit
    served = sorted(version.contributions.all(), key=lambda row: row.pk)
    measured = sorted(version.measurements.all(), key=lambda row: (row.indicator.position, row.indicator.name_folded))
    return {
        **{name: version.__dict__[name] for name in PLAIN},
        "level": version.level,
        "unit": version.unit.key,
        "responsible_unit": responsible.key if responsible else "",
        "responsible_kind": version.responsible_kind,
        "serves": tuple(row.serves.key for row in served),
        "hows": tuple(f"{row.serves.key}: {row.how}" for row in served if row.how),
        "indicators": tuple(row.indicator.key for row in measured),
        "weights": tuple(f"{row.indicator.key}: {shown(row.weight)}" for row in measured if row.weight != 1),
        "example": version.example,
        **_answers_of(version.answers.all(), layout.columns),
    }


def _answers_of(answers: Iterable[Answer], columns: Iterable[Col]) -> dict[str, Value]:
    given = {answer.question: answer for answer in answers}
    found: dict[str, Value] = {}
    for column in columns:
        if column.key.startswith(ANSWER):
            answer = given.get(column.key.removeprefix(ANSWER))
            found[column.key] = answer.text if answer else ""
        elif column.key.startswith(MET):
            answer = given.get(column.key.removeprefix(MET))
            found[column.key] = answer.met if answer else None
    return found


def decided_of(version: ItemVersion | None) -> dict[str, Value]:
    """What a decided version rests on and from when to when it holds; nothing where none is decided."""
    if version is None:
        return dict.fromkeys(DECIDING)
    return {
        "decision": version.decision.key if version.decision else "",
        "decision_note": version.decision_note,
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
    }


def progress_of(row: Progress | None) -> dict[str, Value]:
    """How far an item has come, as somebody last reported it."""
    if row is None:
        return dict.fromkeys(REPORTING)
    return {
        "progress": row.state,
        "percent": row.percent,
        "reported_on": row.reported_on,
        "progress_note": row.note,
    }


def latest_progress() -> dict[int, Progress]:
    """The report that speaks, by item."""
    return {row.item_id: row for row in Progress.objects.filter(superseded_at=None)}


def noted(pairs: Value) -> Mapping[str, str]:
    """What a column of lines says of each key."""
    found = pairs if isinstance(pairs, tuple) else ()
    return {key: said.strip() for key, _colon, said in (pair.partition(":") for pair in found)}
