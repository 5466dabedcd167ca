"""The page on which a plan is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from rodatraden.documents.content import Block
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.numbers import natural
from rodatraden.lib.text import Text, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.planning.contents import section_parts, warnings
from rodatraden.planning.models import Plan, PlanText
from rodatraden.planning.placing import TABLES, token
from rodatraden.planning.rights import is_writer_of, may
from rodatraden.planning.services import write_section
from rodatraden.planning.source import Source, read
from rodatraden.tenancy.edits import Refused, Stale

INDICATORS: Mapping[str, Text] = {
    "indikator": say("{name} – tabell"),
    "utfall": say("{name} – utfall i texten"),
    "målvärde": say("{name} – målvärde i texten"),
}
"""In which ways an indicator is placed: each says what comes into the text, for a list shows its heading seldom."""


@dataclass
class Clash:
    """What happened to texts that were saved together: both sides of each clash, and what was refused."""

    typed: dict[int, str] = field(default_factory=dict)
    clashes: dict[int, tuple[str, str]] = field(default_factory=dict)
    refusals: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Field:
    """One section to write: what is shown in it, who is to write it, and what it places that cannot be shown. To who
    only reads it, it is shown in the `parts` of a document."""

    row: PlanText
    shown: str
    writable: bool
    writer: str
    mine: bool
    remarks: int
    warnings: Sequence[Text] = ()
    parts: Sequence[Block] = ()
    clash: tuple[str, str] | None = None
    refusal: str = ""

    @property
    def place(self) -> str:
        """Where on the page it stands."""
        return f"avsnitt-{self.row.pk}"


@dataclass(frozen=True)
class Choice:
    """Something that a text may place. `alone` is on a line of its own; `group` heads it among the others."""

    token: str
    words: str
    alone: bool
    group: str


@dataclass(frozen=True)
class WritePage:
    """All of the page. `may_all` is who writes the whole plan, not only a section of it."""

    source: Source
    fields: Sequence[Field]
    choices: Sequence[Choice]
    may_all: bool

    @property
    def sentence(self) -> Text:
        """ "3 av 5 avsnitt är skrivna, varav 2 oändrade från förra planen; 2 brister i tråden." """
        asked = [each for each in self.fields if each.row.asked]
        done = sum(bool(each.row.text.strip()) for each in asked)
        told = say("{done} av {all} avsnitt är skrivna", done=done, all=len(asked))
        if done == 1:
            told = say("Ett av {all} avsnitt är skrivet", all=len(asked))
        if len(asked) == 1:
            told = say("Det enda avsnittet är skrivet") if done else say("Det enda avsnittet är inte skrivet")
        copied = sum(bool(each.row.copied_from_id) for each in asked)
        if copied:
            told = say_many(copied, "{told}, varav ett oändrat från förra planen",
                            "{told}, varav {n} oändrade från förra planen", told=told)  # fmt: skip
        broken = len(self.source.breaks)
        if not broken:
            return say("{told}.", told=told)
        return say_many(broken, "{told}; en brist i tråden.", "{told}; {n} brister i tråden.", told=told)


def write_page(actor: Actor, plan: Plan, saved: Clash | None = None) -> WritePage:
    """The page. Raises Refused where no model has the plan's type."""
    source, saved = read(actor, plan), saved or Clash()
    prefetch_related_objects(source.texts, "copied_from", "writer_unit")
    may_all = may(actor, actor.model_on(clock.today()), "write", plan)
    remarks: dict[int, int] = {}
    for section in plan.texts.filter(comments__resolved_at=None, comments__isnull=False).values_list("pk", flat=True):
        remarks[section] = remarks.get(section, 0) + 1
    fields = [
        Field(
            row,
            saved.typed.get(row.pk, row.text),
            may_all or is_writer_of(actor, row),
            _writer(source, row),
            is_writer_of(actor, row),
            remarks.get(row.pk, 0),
            warnings(source, row.text),
            () if may_all or is_writer_of(actor, row) else section_parts(source, row.text, 2, is_draft=True),
            saved.clashes.get(row.pk),
            saved.refusals.get(row.pk, ""),
        )
        for row in source.texts
    ]
    return WritePage(source, fields, list(_choices(source)), may_all)


def _writer(source: Source, row: PlanText) -> str:
    """Who is to write the section, in words; empty where all do."""
    if row.writer_unit is None:
        return ""
    role = source.model.role_of(row.writer_kind)
    return f"{role.name.one if role else row.writer_kind}, {row.writer_unit.name}"


def _choices(source: Source) -> Iterator[Choice]:
    """What can be placed in a text: tables of the plan, and its indicators, by what they measure."""
    for kind, words in TABLES.items():
        yield Choice(token(kind), str(words), alone=True, group=_("Planens tabeller"))
    for area, indicators in _by_area(source).items():
        for indicator in indicators:
            for kind, form in INDICATORS.items():
                shown = str(Text(form.template, {"name": indicator.called}))
                yield Choice(token(kind, indicator.key), shown, alone=kind == "indikator", group=area)


def _by_area(source: Source) -> Mapping[str, Sequence[Indicator]]:
    """The plan's indicators, each once, by what the goal that it measures serves, or by the goal itself."""
    found: dict[str, list[Indicator]] = {}
    seen: set[str] = set()
    for node in source.nodes:
        above = next((source.thread.nodes[key] for key in node.serves if key in source.thread.nodes), node)
        for figure in node.figures:
            if figure.indicator.key not in seen:
                seen.add(figure.indicator.key)
                found.setdefault(above.title, []).append(figure.indicator)
    return found


def warnings_for(actor: Actor, section: PlanText) -> list[str]:
    """What a section places that cannot be shown, in words; a text that places nothing asks nothing."""
    if "{{" not in section.text:
        return []
    try:
        source = read(actor, section.plan, economy=False)
    except Refused:
        return []
    return [str(each) for each in warnings(source, section.text)]


def save_all(actor: Actor, plan: Plan, sent: Mapping[str, str]) -> Clash:
    """Saves texts sent as `text-KEY` with `seen-KEY`."""
    saved = Clash()
    for row in plan.texts.select_related("plan__unit"):
        name = f"text-{row.pk}"
        if name not in sent:
            continue
        text, seen = sent[name].replace("\r\n", "\n"), sent.get(f"seen-{row.pk}", "0")
        saved.typed[row.pk] = text
        try:
            write_section(actor, row, text, seen=natural(seen) or 0)
        except Stale as stale:
            saved.clashes[row.pk] = (stale.theirs["text"], stale.who)
        except Refused as refused:
            saved.refusals[row.pk] = str(refused)
    return saved
