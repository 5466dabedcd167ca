"""One thing called by two names, two things by one, and what the document itself says in two ways."""

from collections.abc import Iterator

from rodatraden.lib.text import Text, fold, in_words, say
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint.paths import graded, numbered
from rodatraden.steering.schema import Model, Named, Plan


def named(model: Model) -> Iterator[tuple[str, Named]]:
    """Every part that has a name of its own."""
    yield from numbered("level", model.level)
    yield from numbered("perspective", model.perspective)
    yield from numbered("measure", model.measure)
    yield from numbered("body", model.body)
    yield from numbered("role", model.role)
    yield from numbered("plan", model.plan)
    yield from numbered("report", model.report)
    yield from numbered("economy_line", model.economy_line)


def quoted(names: list[str]) -> Text:
    return in_words([f"”{name}”" for name in names])


def _names_of(part: Named) -> set[str]:
    """The names that a part has by right. What it is also called is another name, and told by its own rule."""
    short = part.short if isinstance(part, Plan) else ""
    return {fold(name) for name in (part.name.one, part.name.many, part.name.definite, short) if name}


def two_names_of_a_document(model: Model) -> Iterator[Finding]:
    """A level that is decided in a plan, while the document says that it stands in something of another name."""
    for path, level in numbered("level", model.level):
        plan = model.plan_of(level.decided_in)
        called = dict.fromkeys(level.document)
        if plan:
            other = {fold(name) for name in plan.also_called}
            called = {name: None for name in called if fold(name) not in _names_of(plan) | other}
        names = [*([plan.name.one] if plan else []), *called]
        if len(names) > 1:
            yield graded(
                "warning",
                "two-names",
                f"{path}.document",
                say("Dokumentet där ”{level}” beslutas kallas {names}.", level=level.name.one, names=quoted(names)),
                say("Använd ett namn. Är det två dokument, beskriv båda som planer."),
                rests_on=[level],
            )


def two_names_of_a_part(model: Model) -> Iterator[Finding]:
    """The names stand in the document, whatever else of the part is assumed."""
    for path, part in named(model):
        names = [name for name in part.also_called if fold(name) not in _names_of(part)]
        if not names:
            continue
        called = quoted([part.name.one, *names])
        is_plan = isinstance(part, Plan)
        yield Finding(
            "warning",
            "two-names",
            f"{path}.also_called",
            say("Samma dokument kallas {names}.", names=called)
            if is_plan
            else say("Samma sak kallas {names}.", names=called),
            say("Använd ett namn, eller skriv en förkortning i short.") if is_plan else say("Använd ett namn."),
        )


def one_name_of_two_things(model: Model) -> Iterator[Finding]:
    """Two levels, plans, reports or lines of the economy with the same name: nobody can tell which is meant.

    What the document also calls a part is its name too, unless the part says it of itself.
    """
    lists = (model.level, model.plan, model.report, model.body, model.economy_line)
    for name, parts in zip(("level", "plan", "report", "body", "economy_line"), lists, strict=True):
        seen = {fold(part.name.one): part.key for part in reversed(parts)}
        for path, part in numbered(name, parts):
            for called in dict.fromkeys((part.name.one, *part.also_called)):
                before = seen.setdefault(fold(called), part.key)
                if before != part.key:
                    yield graded(
                        "warning",
                        "one-name",
                        f"{path}.name" if called == part.name.one else f"{path}.also_called",
                        say("”{name}” är namnet på två delar: {one} och {other}.", name=called, one=before,
                            other=part.key),
                        say("Ge den ena ett namn som skiljer dem åt."),
                        rests_on=[part],
                    )  # fmt: skip


def word_explained_twice(model: Model) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, term in enumerate(model.glossary, start=1):
        if fold(term.word) in seen:
            yield graded(
                "warning",
                "word-twice",
                f"glossary[{number}].word",
                say("”{word}” förklaras två gånger i ordlistan.", word=term.word),
                say("Slå ihop förklaringarna."),
                rests_on=[term],
            )
        seen.add(fold(term.word))


def told_contradictions(model: Model) -> Iterator[Finding]:
    """What the document says in two ways, and no other part of the file can show."""
    for number, found in enumerate(model.contradiction, start=1):
        message = say(
            "{subject}: på ett ställe {one}, på ett annat {other}.",
            subject=found.subject,
            one=found.one,
            other=found.other,
        )
        proposal = (
            say("I filen gäller: {chosen}. Bestäm vad som gäller.", chosen=found.chosen)
            if found.chosen
            else say("Bestäm vad som gäller, och skriv det i dokumentet.")
        )
        yield Finding("warning", "contradiction", f"contradiction[{number}]", message, proposal)
