"""What the steering model of today no longer has of a plan: its type, or the level of something that stands in it."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from rodatraden.documents.build import rich
from rodatraden.documents.content import Block, BulletList, Callout, Document, Heading
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, in_words, say
from rodatraden.planning.drafted import items_of
from rodatraden.planning.kinds import title_alone
from rodatraden.planning.models import Plan
from rodatraden.planning.placing import Placed, Typed, pieces
from rodatraden.planning.source import Source
from rodatraden.planning.states import Verb
from rodatraden.tenancy.current import current

MOST_NAMED = 5
LEFT: frozenset[Verb] = frozenset({"take_back", "reject", "discard", "lay_down", "end"})
"""What can still be done with a plan whose type no model has: nothing takes it further, and it can be put away."""


def lost_told(titles: Sequence[str]) -> Text:
    """What stands at a level that the plan no longer decides."""
    told = say("Styrmodellen har ändrats: {what} står på en nivå som planen inte längre beslutar.")
    return Text(told.template, {"what": in_words(titles[:MOST_NAMED])}) if titles else NOTHING


def outlived(source: Source) -> Iterator[Text]:
    """All that the model of today no longer has of a plan that can be read: by its own, or by that of its day."""
    today = source.actor.model_on(clock.today())
    if today is None or today.plan_of(source.plan.kind) is None:
        yield say(
            "Plantypen ”{kind}” finns inte längre i styrmodellen. Planen läses som den var när den gällde.",
            kind=source.kind.name.one,
        )
    yield lost_told([title for _row, title in source.lost])


def document_without(plan: Plan, why: str) -> Document:
    """A plan whose type no model has: its texts and what stands in it, as they were written, and why no more."""
    return Document(
        title=title_alone(plan.title, plan.unit.name),
        municipality=current().name,
        date=(plan.decision.date if plan.decision else None) or clock.today(),
        parts=(Callout("missing", why), *_texts(plan), *_items(plan)),
        subtitle=plan.unit.name,
        period=f"{plan.starts.isoformat()}–{plan.ends.isoformat()}",
        reference=plan.decision.reference if plan.decision else "",
        draft=plan.is_open,
        example=plan.example,
    )


def _texts(plan: Plan) -> Iterable[Block]:
    """What was typed. What it placed hangs on the model, and is named as it was typed."""
    for row in plan.texts.all():
        if not row.text.strip():
            continue
        yield Heading(row.heading, 1, f"avsnitt-{row.section}")
        for piece in pieces(row.text):
            if isinstance(piece, Placed):
                yield Callout("missing", _("Här stod: %(what)s.") % {"what": f"{piece.kind} {piece.key}".strip()})
            elif isinstance(piece, Typed):
                yield rich(piece.text)
            else:
                yield Heading(piece.text, min(piece.depth + 1, 4))


def _items(plan: Plan) -> Iterable[Block]:
    titles = [row.version.title for row in items_of(plan) if row.version is not None]
    if titles:
        yield Heading(_("Mål och aktiviteter"), 1, "mal")
        yield BulletList(tuple(titles))
