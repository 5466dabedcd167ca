"""Search over everything in the municipality: items with comments and answers, indicators with definitions and
sources, deviations and remedies, units, people with their roles, decisions, governing documents, and the words of
the model.

Every word must occur, as a part of a word, in the same row. Names and texts are compared folded: å, ä and ö
are letters of their own, the same on every database. Ten queries, whatever is found; what the reader may not
see (drafts of other authorities, what is personal, other municipalities) is never among it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from rodatraden.decisions.models import Decision, GoverningDocument
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.text import Text, fold, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.remedies.models import Deviation, Remedy
from rodatraden.steering.active import model_as_read
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.schema import Role as RoleKind
from rodatraden.tenancy.links import here
from rodatraden.tenancy.models import holds_on
from rodatraden.thread.models import Answer as Reply
from rodatraden.thread.models import ItemVersion, State

MOST_WORDS, LONGEST_QUERY, MOST_IN_GROUP = 8, 200, 50
ROUND = 80


@dataclass(frozen=True)
class Hit:
    """Something found: what it is called, where it leads, what kind it is, and the place in its text."""

    title: str
    url: str
    kind: str = ""
    about: str = ""
    draft: bool = False
    example: bool = False


@dataclass(frozen=True)
class Group:
    """Hits of one sort. `more` says that there are others beyond those shown."""

    title: Text
    hits: tuple[Hit, ...]
    more: bool = False


@dataclass(frozen=True)
class Answer:
    """What a query found."""

    query: str
    groups: tuple[Group, ...] = ()

    @property
    def count(self) -> int:
        return sum(len(group.hits) for group in self.groups)

    @property
    def sentence(self) -> Text:
        """The answer in words."""
        if not self.query:
            return say("Sök bland mål, indikatorer, enheter, personer, beslut och styrmodellens ord.")
        if not self.count:
            return say("Inget stämmer med ”{query}”.", query=self.query)
        if any(group.more for group in self.groups):
            return say("Minst {count} träffar på ”{query}”.", count=self.count, query=self.query)
        return say_many(self.count, "En träff på ”{query}”.", "{n} träffar på ”{query}”.", query=self.query)


def search(actor: Actor, query: str) -> Answer:
    """What the actor may see that holds every word of the query."""
    query = query.replace("\0", "")[:LONGEST_QUERY].strip()
    words = fold(query).split()[:MOST_WORDS]
    if not words:
        return Answer(query)
    model = model_as_read(clock.today())
    groups = (
        _group(say("I tråden"), _items(actor, model, words)),
        _group(say("Indikatorer"), _indicators(words)),
        _group(say("Organisation"), _units(words)),
        _group(say("Personer"), _people(model, words)),
        _group(say("Avvikelser"), _deviations(actor, words)),
        _group(say("Åtgärder"), _remedies(actor, words)),
        _group(say("Styrdokument"), _governing(model, words)),
        _group(say("Beslut"), _decisions(words)),
        _group(say("Styrmodellens ord"), _words_of(model, words) if model else ()),
    )
    return Answer(query, tuple(group for group in groups if group.hits))


def _group(title: Text, hits: Iterable[Hit]) -> Group:
    found = tuple(hits)
    return Group(title, found[:MOST_IN_GROUP], len(found) > MOST_IN_GROUP)


def holds(words: Sequence[str], *fields: str) -> Q:
    """The condition that each word occurs in one of the folded fields."""
    return reduce(and_, (reduce(lambda a, b: a | b, (Q(**{f"{f}__contains": w}) for f in fields)) for w in words))


def _items(actor: Actor, model: Model | None, words: Sequence[str]) -> list[Hit]:
    """Versions that hold today, and drafts that the actor may read. An item is found once."""
    levels = {level.key: level.name.one for level in model.level} if model else {}
    seen: set[int] = set()
    found: list[Hit] = []
    rows = ItemVersion.objects.visible_to(actor).living().filter(Q(state=State.DRAFT) | holds_on(clock.today()))
    answered = Reply.objects.filter(holds(words, "text_folded")).values("version")
    said = holds(words, "title_folded", "text_folded", "comment_folded") | Q(pk__in=answered)
    matching = rows.filter(said).select_related("item").prefetch_related("answers")
    for version in matching.order_by("state", "position", "title_folded")[: MOST_IN_GROUP * 2]:
        if version.item_id not in seen and len(found) <= MOST_IN_GROUP:
            seen.add(version.item_id)
            found.append(
                Hit(
                    version.title,
                    here("thread:item", version.item.key),
                    levels.get(version.level, version.level),
                    _about(version, words),
                    version.state == State.DRAFT,
                    version.example,
                )
            )
    return found


def _about(version: ItemVersion, words: Sequence[str]) -> str:
    """The text that holds the words, or how the item reads where its heading does."""
    text = version.text if version.text != version.title else ""
    others = [version.comment, *(answer.text for answer in version.answers.all())]
    return passage(found_in(words, text, *others) or text, words)


def found_in(words: Sequence[str], *texts: str) -> str:
    """The first of the texts that holds one of the words; empty where none does."""
    return next((text for text in texts if any(word in fold(text) for word in words)), "")


def _indicators(words: Sequence[str]) -> list[Hit]:
    rows = Indicator.objects.filter(holds(words, "searched"))[: MOST_IN_GROUP + 1]
    found = []
    for row in rows:
        texts = (row.printed_name, row.definition, row.method, row.source, row.reading)
        about = "" if found_in(words, row.name) else passage(found_in(words, *texts), words)
        where = here("indicators:indicator", row.key)
        found.append(Hit(row.name, where, row.unit_of_measure, about, example=row.example))
    return found


def _deviations(actor: Actor, words: Sequence[str]) -> list[Hit]:
    rows = Deviation.objects.visible_to(actor).filter(holds(words, "searched")).select_related("unit")
    return [
        Hit(
            row.what,
            here("remedies:deviation", row.pk),
            row.unit.name,
            "" if found_in(words, row.what) else passage(found_in(words, row.analysis), words),
            example=row.example,
        )
        for row in rows[: MOST_IN_GROUP + 1]
    ]


def _remedies(actor: Actor, words: Sequence[str]) -> list[Hit]:
    rows = Remedy.objects.visible_to(actor).filter(holds(words, "searched")).select_related("unit")
    found = []
    for row in rows[: MOST_IN_GROUP + 1]:
        texts = (row.effect_text, row.for_operations, row.for_economy)
        about = "" if found_in(words, row.what) else passage(found_in(words, *texts), words)
        found.append(Hit(row.what, here("remedies:remedy", row.pk), row.unit.name, about, example=row.example))
    return found


def _units(words: Sequence[str]) -> list[Hit]:
    rows = Unit.objects.filter(holds(words, "name_folded"))
    return [
        Hit(row.name, here("organisation:unit", row.key), row.get_kind_display(), example=row.example)
        for row in rows[: MOST_IN_GROUP + 1]
    ]


def _people(model: Model | None, words: Sequence[str]) -> list[Hit]:
    """People by name, with the roles that they hold today. Two queries."""
    people = list(Person.objects.filter(holds(words, "name_folded"))[: MOST_IN_GROUP + 1])
    names = {role.key: role.name.one for role in model.role} if model else {}
    held: dict[int, list[str]] = {}
    roles = Role.objects.on(clock.today()).filter(person__in=people).select_related("unit")
    for role in roles:
        held.setdefault(role.person_id, []).append(f"{names.get(role.kind, role.kind)}, {role.unit.name}")
    return [
        Hit(row.name, here("organisation:person", row.pk), "; ".join(held.get(row.pk, ())), example=row.example)
        for row in people
    ]


def _governing(model: Model | None, words: Sequence[str]) -> list[Hit]:
    """By title, wording, or what could be read in the file; the latest versions first."""
    rows = GoverningDocument.objects.filter(holds(words, "searched")).defer("searched")
    rows = rows.order_by(F("valid_from").desc(nulls_last=True), "pk")
    kinds = {kind.key: kind.name for kind in model.governing} if model else {}
    found = []
    for row in rows[: MOST_IN_GROUP + 1]:
        about = "" if found_in(words, row.title) else passage(found_in(words, row.text, row.file_text, row.note), words)
        where = here("decisions:governing", row.key)
        found.append(Hit(row.title, where, kinds.get(row.kind, row.kind), about, example=row.example))
    return found


def _decisions(words: Sequence[str]) -> list[Hit]:
    """By what was decided, by whom, its paragraph ("§ 187" or "187") and its reference number."""
    bare = [word.removeprefix("§") for word in words if word != "§"]
    if not bare:
        return []
    rows = Decision.objects.filter(holds(bare, "searched", "body__name_folded")).select_related("body")
    return [
        Hit(row.title, here("decisions:decision", row.key), row.cited, example=row.example)
        for row in rows[: MOST_IN_GROUP + 1]
    ]


def _words_of(model: Model, words: Sequence[str]) -> list[Hit]:
    """The glossary by word and meaning; levels and roles by their names."""
    where = here("home:model")
    found = [
        Hit(term.word, f"{where}#ordlista", gettext("ord i ordlistan"), term.meaning)
        for term in model.glossary
        if _has(words, term.word, term.meaning)
    ]
    kinds: tuple[tuple[Sequence[Level | RoleKind], str, str], ...] = (
        (model.level, "", gettext("nivå i tråden")),
        (model.role, "#roller", gettext("roll")),
    )
    for parts, anchor, kind in kinds:
        named = [each for each in parts if _has(words, each.name.one, each.name.many, each.name.definite)]
        found += [Hit(each.name.one, f"{where}{anchor}", kind, each.comment) for each in named]
    return found


def _has(words: Sequence[str], *texts: str) -> bool:
    whole = fold(" ".join(texts))
    return all(word in whole for word in words)


def passage(text: str, words: Sequence[str]) -> str:
    """A piece of the text around the first word found, or its beginning."""
    plain = " ".join(text.split())
    lower = plain.lower()
    places = [place for word in words if (place := lower.find(word)) >= 0]
    begin = max(min(places, default=0) - ROUND, 0)
    begin = plain.rfind(" ", 0, begin) + 1 if begin else 0
    end = plain.find(" ", begin + ROUND * 2)
    piece = plain[begin:] if end < 0 else plain[begin:end]
    return f"{'… ' if begin else ''}{piece}{' …' if end >= 0 else ''}"


def show_search(request: Request) -> HttpResponse:
    """Where in the municipality does this occur?"""
    answer = search(request.actor, request.GET.get("q", ""))
    return render(request, "home/search.html", {"answer": answer, "find_query": answer.query})
