"""What a model says of its documents, levels, measures, preparation and conditions, as sections. Pure."""

from collections.abc import Mapping

from rodatraden.lib.text import NOTHING, OR, Text, in_words, say, verbatim
from rodatraden.steering.schema import Event, Level, Model, Origin, Part, Side, Step
from rodatraden.steering.schema.levels import Carries
from rodatraden.steering.sections import Line, Section, fact, kept, names, of, section
from rodatraden.steering.words import month_name


def documents(model: Model) -> tuple[Section, ...]:
    """The documents that the model is read from, and what they rest on."""
    return kept(_origin(origin) for origin in model.document)


def _origin(origin: Origin) -> Section | None:
    return section(
        verbatim(origin.title),
        origin,
        fact(say("Beteckning"), origin.key),
        fact(say("Beslutat av"), origin.body),
        fact(say("Datum"), origin.decided.isoformat() if origin.decided else ""),
        fact(say("Paragraf"), origin.paragraph),
        fact(say("Reviderat"), origin.revised),
        fact(say("Ansvarig"), origin.responsible),
    )


CARRIES: Mapping[str, Text] = {
    "responsible": say("ansvarig"),
    "indicator": say("indikator"),
    "target": say("målvärde"),
    "activity": say("minst en aktivitet"),
    "deadline": say("slutdatum"),
    "decision": say("beslut"),
    "served": say("något under sig"),
}


def levels(model: Model, kinds: Mapping[str, str]) -> tuple[Section, ...]:
    """Each level: what it serves, who may own it, what it must carry and what it is asked."""
    return kept(_level(model, level, kinds) for level in model.level)


def _level(model: Model, level: Level, kinds: Mapping[str, str]) -> Section | None:
    owners = [kinds.get(kind, kind) for kind in level.owned_by]
    quality = next((each for each in model.quality if each.key == level.quality), None)
    return section(
        verbatim(level.name.one),
        level,
        fact(say("Bidrar till"), names(model, level.serves)),
        fact(say("Ägs av"), in_words(owners)),
        fact(say("Ska ha"), in_words([_carried(model, each) for each in level.carries])),
        fact(say("Prövas mot"), "".join(each.letter for each in quality.letters) if quality else NOTHING),
        fact(say("Högst"), _limit(model, level)),
        fact(say("Frågor"), *(of(question, question.text) for question in level.questions)),
        fact(say("Grupperas"), say("efter perspektiv") if level.perspectives else NOTHING),
        fact(say("Läses av"), say("personen själv och chefen") if level.personal else NOTHING),
        fact(say("Uppföljning"), NOTHING if level.reported else say("stannar i enheten, rapporteras inte uppåt")),
        fact(say("Kallas också"), in_words(level.also_called)),
    )


def _carried(model: Model, what: Carries) -> Text:
    """What a level must carry; what is done for it in the model's own word."""
    doing = [level.name for level in model.level if level.kind == "activity"]
    if what != "activity" or not doing:
        return CARRIES[what]
    word = in_words([name.one for name in doing], OR)
    return say("minst ett {word}", word=word) if doing[0].neuter else say("minst en {word}", word=word)


def _limit(model: Model, level: Level) -> Line | Text:
    if level.limit is None:
        return NOTHING
    per = say("per enhet") if level.limit.per == "unit" else say("i kommunen")
    counted = names(model, level.limit.counting or (level.key,))
    return of(level.limit, say("{n} {per}, {levels} inräknade", n=level.limit.at_most, per=per, levels=counted))


def measures(model: Model) -> tuple[Section, ...]:
    """The municipality's own words for kinds of measures."""
    kinds = [of(each, _explained(each.name.many or each.name.one, each.comment)) for each in model.measure]
    return kept((section(say("Slag av mått"), Part(), fact(say("Kommunens ord"), *kinds)),))


def _explained(word: str, comment: str) -> str:
    return f"{word}: {comment}" if comment else word


def steps(model: Model) -> tuple[Section, ...]:
    """How plans and goals are prepared, step by step."""
    return kept(_step(model, step) for step in model.step)


def _step(model: Model, step: Step) -> Section | None:
    return section(
        verbatim(step.what),
        step,
        fact(say("Vem"), model.who(step.who)),
        fact(say("Inför"), names(model, step.before)),
        fact(say("När"), month_name(step.month) if step.month else NOTHING),
    )


def split(model: Model) -> tuple[Section, ...]:
    """Which bodies stand on either side of the split between what and how."""
    sides = (model.split.elected, model.split.officials) if model.split else ()
    return kept(_side(model, side) for side in sides)


def _side(model: Model, side: Side) -> Section | None:
    return section(verbatim(side.who), side, fact(say("Omfattar"), in_words([model.who(key) for key in side.bodies])))


def conditions(model: Model) -> tuple[Section, ...]:
    """What holds for some events only: work that goes on, election years, companies, a section of law."""
    return kept(_event(event) for event in model.event)


def _year_of_mandate(event: Event) -> Text:
    if event.year_after_election:
        return say("året efter val")
    return say("valår") if event.election_year else NOTHING


def _event(event: Event) -> Section | None:
    return section(
        verbatim(event.what),
        event,
        fact(say("Pågår till"), month_name(event.until) if event.until else NOTHING),
        fact(say("Gäller månaden"), month_name(event.reports_on) if event.reports_on else NOTHING),
        fact(say("Gäller"), _year_of_mandate(event)),
        fact(say("För"), say("bolagen") if event.companies else NOTHING),
        fact(say("Lagrum"), say("KL {section}", section=event.law) if event.law else NOTHING),
    )
