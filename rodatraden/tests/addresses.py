"""Every address of the product, derived from the url tree, so that a new page is tried without being named here."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from rodatraden.decisions.models import Decision, GoverningDocument, Motion
from rodatraden.documents.models import File
from rodatraden.economy.models import Amount
from rodatraden.exchange.exports import FORMATS, files
from rodatraden.followup.change_models import OccasionChange
from rodatraden.indicators.models import Indicator, Outcome, SeriesBreak
from rodatraden.jobs.models import Job
from rodatraden.organisation.models import Notice, Person, Role, Unit
from rodatraden.planning.models import Plan, PlanComment, PlanItem, PlanReceipt, PlanTarget, PlanText
from rodatraden.preparation.models import Change, Conclusion, Consultation, Idea
from rodatraden.quality.models import Process
from rodatraden.remedies.models import Deviation, Remedy
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.models import Item, ItemVersion, State
from rodatraden.wheel.models import OwnEntry

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
# Arguments that are not keys of rows, or of rows of certain kinds alone. Every other argument is tried with keys of
# every kind of row.
WORDS: Mapping[str, tuple[str, ...]] = {
    "what": tuple(files()),
    "form": tuple(FORMATS),
    "part": ("fraga-var",),
    "verb": ("lamna-in", "klarmarkera"),
    "token": ("gissning",),
    "step": ("foresla", "besluta", "enligt-beslutet", "remiss", "revidera", "sammantrade"),
    "level": ("fullmaktigemal", "strategisktomrade"),
}
KINDS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit",),
    "item": ("item", "draft", "reported"),
    "change": ("OccasionChange",),
    "plan": ("Plan",),
    "section": ("PlanText",),
    "remark": ("PlanComment",),
    "row": ("PlanItem",),
    "aim": ("PlanTarget",),
    "receipt": ("PlanReceipt",),
    "conclusion": ("Conclusion",),
    "proposal": ("Change",),
    "consultation": ("Consultation",),
    "idea": ("Idea",),
}
# The rows that arguments of their own name are no answer to an argument that could be of any kind.
OTHERS = frozenset(kind for kinds in KINDS.values() for kind in kinds if kind[0].isupper())
# A report is named by its type and its last day: of every product of these only few are occasions.
OCCASIONS = ("halvar/2018-06-30", "delar/2018-07-31")
NUMBERED = (
    Person, Role, File, Outcome, SeriesBreak, Amount, Notice, Deviation, Remedy, OccasionChange, OwnEntry, Plan,
    PlanText, PlanComment, PlanItem, PlanTarget, PlanReceipt, Conclusion, Change, Consultation, Idea, Motion, Process,
)  # fmt: skip


@dataclass(frozen=True)
class Route:
    """One pattern of the url tree: its path with arguments in brackets, which of them are numbers, its name."""

    path: str
    numbers: frozenset[str]
    name: str

    @property
    def arguments(self) -> tuple[str, ...]:
        return tuple(ARGUMENT.findall(self.path))

    @property
    def is_municipal(self) -> bool:
        return self.path.startswith("<slug:municipality>/")


@dataclass(frozen=True)
class Keys:
    """Real keys of a municipality's rows by kind of row: the words and numbers that an address could name."""

    words: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, tuple[int, ...]]

    def without(self, other: "Keys") -> "Keys":
        """Those that name no row of any kind in another municipality, the first of each kind."""
        words = {word for group in other.words.values() for word in group}
        numbers = {number for group in other.numbers.values() for number in group}
        return Keys(
            {kind: tuple(key for key in group if key not in words)[:1] for kind, group in self.words.items()},
            {kind: tuple(key for key in group if key not in numbers)[:1] for kind, group in self.numbers.items()},
        )

    def first(self) -> "Keys":
        """One of each kind."""
        return Keys(
            {kind: group[:1] for kind, group in self.words.items()},
            {kind: group[:1] for kind, group in self.numbers.items()},
        )


def routes() -> list[Route]:
    """Every pattern of the product's url tree."""
    return list(_routes(get_resolver(), ""))


def _routes(resolver: URLResolver, before: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            converters = {**resolver.pattern.converters, **pattern.pattern.converters}
            numbers = frozenset(name for name, kind in converters.items() if isinstance(kind, IntConverter))
            yield Route(path, numbers, pattern.name or "")
        else:
            yield from _routes(pattern, path)


def keys_of(municipality: Municipality) -> Keys:
    """The keys of each kind of row; of items those drafted and those to report on by themselves as well, of
    indicators those whose series breaks."""
    with scope(municipality):
        drafted = ItemVersion.objects.filter(state=State.DRAFT)
        words = {
            "unit": Unit.objects.order_by("pk").values_list("key", flat=True),
            "item": Item.objects.order_by("pk").values_list("key", flat=True),
            "draft": drafted.order_by("pk").values_list("item__key", flat=True),
            "reported": Item.objects.filter(progress__isnull=False).order_by("pk").values_list("key", flat=True),
            "indicator": Indicator.objects.order_by("pk").values_list("key", flat=True),
            "broken": Indicator.objects.filter(breaks__isnull=False)
            .order_by("breaks__pk")
            .values_list("key", flat=True),
            "governing": GoverningDocument.objects.order_by("pk").values_list("key", flat=True),
            "decision": Decision.objects.order_by("pk").values_list("key", flat=True),
        }
        numbers: dict[str, Iterable[int]] = {
            kind.__name__: kind.objects.order_by("pk").values_list("pk", flat=True) for kind in NUMBERED
        }
        jobs = Job.objects.order_by("pk")
        numbers |= {f"job {kind}": jobs.filter(kind=kind).values_list("pk", flat=True) for kind in settings.JOBS}
        numbers["Outcome"] = Outcome.objects.current().order_by("indicator", "pk").values_list("pk", flat=True)
        return Keys(
            {kind: tuple(dict.fromkeys(rows)) for kind, rows in words.items()},
            {kind: tuple(rows) for kind, rows in numbers.items()},
        )


def addresses(route: Route, slug: str, keys: Keys) -> list[str]:
    """The route filled with every key that could fit, below the municipality `slug`."""
    path = route.path.replace("<slug:municipality>", slug)
    found = [path.replace("<slug:kind>/<slug:end>", pair) for pair in OCCASIONS if "<slug:kind>" in path] or [path]
    for name in ARGUMENT.findall(found[0]):
        shape = re.compile(rf"<(?:\w+:)?{name}>")
        rows: Mapping[str, Iterable[object]] = keys.numbers if name in route.numbers else keys.words
        kinds = KINDS.get(name) or [kind for kind in rows if kind not in OTHERS]
        fitting = [key for kind in kinds for key in rows[kind]]
        values = WORDS.get(name) or dict.fromkeys(fitting)
        found = [shape.sub(str(value), path) for path in found for value in values]
    return [f"/{path}" for path in found]


def municipal(slug: str, keys: Keys) -> list[str]:
    """Every address below a municipality."""
    return [path for route in routes() if route.is_municipal for path in addresses(route, slug, keys)]
