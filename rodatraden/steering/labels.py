"""The parts and keys of a model file in Swedish, as a controller says them: tables, and how a part is called. Pure."""

from collections.abc import Mapping

from rodatraden.lib.text import NOTHING, Text, say, verbatim
from rodatraden.steering.schema import (
    Climb,
    Contradiction,
    Dated,
    Document,
    Duty,
    Event,
    FinancialGoal,
    Law,
    Letter,
    Model,
    Named,
    Origin,
    Part,
    Participation,
    Quality,
    Question,
    Side,
    Statement,
    Step,
    Term,
    ValueWord,
)
from rodatraden.steering.schema.rules import ScaleValue
from rodatraden.steering.words import month_name

SECTIONS: Mapping[str, Text] = {
    "model": say("filen"),
    "document": say("dokumenten"),
    "vision": say("visionen"),
    "slogan": say("sloganen"),
    "value_word": say("värdeorden"),
    "purpose": say("syftet"),
    "mandate": say("mandatperioden"),
    "level": say("nivåerna"),
    "perspective": say("perspektiven"),
    "quality": say("målkriterierna"),
    "measure": say("slagen av mått"),
    "scale": say("skalorna"),
    "rule": say("reglerna"),
    "body": say("organen"),
    "role": say("rollerna"),
    "duty": say("de lagstadgade uppgifterna"),
    "split": say("fördelningen mellan förtroendevalda och tjänstepersoner"),
    "participation": say("delaktigheten"),
    "plan": say("plantyperna"),
    "step": say("beredningens steg"),
    "governing": say("styrdokumenten"),
    "report": say("rapporttyperna"),
    "event": say("årets händelser"),
    "leads": say("dagarna före sammanträdet"),
    "reminders": say("påminnelserna"),
    "small_group": say("små grupper"),
    "economy": say("ekonomin"),
    "economy_line": say("ekonomins rader"),
    "control": say("kontrollen och kvaliteten"),
    "openness": say("öppenheten"),
    "glossary": say("ordlistan"),
    "contradiction": say("motsägelserna"),
}
"""The sections of a file, by their key."""

PARTS: Mapping[str, Text] = {
    "level": say("nivån"),
    "perspective": say("perspektivet"),
    "role": say("rollen"),
    "body": say("organet"),
    "plan": say("plantypen"),
    "report": say("rapporttypen"),
    "rule": say("regeln"),
    "scale": say("skalan"),
    "measure": say("måttslaget"),
    "economy_line": say("raden"),
    "quality": say("målkriterierna"),
    "duty": say("uppgiften"),
    "document": say("dokumentet"),
    "value_word": say("värdeordet"),
    "participation": say("delaktigheten"),
    "step": say("steget"),
    "governing": say("styrdokumentet"),
    "event": say("händelsen"),
    "glossary": say("ordet"),
    "contradiction": say("motsägelsen"),
    "questions": say("frågan"),
    "letters": say("kriteriet"),
    "values": say("värdet"),
    "period_ends": say("periodens slut"),
    "climbs": say("vägen"),
    "meets": say("sammanträdena"),
    "goals": say("det finansiella målet"),
    "law": say("lagrummet"),
    "sound": say("god ekonomisk hushållning"),
    "elected": say("de förtroendevalda"),
    "officials": say("tjänstepersonerna"),
    "vision": say("visionen"),
    "slogan": say("sloganen"),
    "split": say("fördelningen mellan förtroendevalda och tjänstepersoner"),
}
"""One part of a list or a group, by the key that it stands under."""

FIELDS: Mapping[str, Text] = {
    "source": say("källa"),
    "assumed": say("antagande"),
    "comment": say("kommentar"),
    "was": say("tidigare nyckel"),
    "one": say("namn"),
    "many": say("namn i flertal"),
    "definite": say("namn i bestämd form"),
    "en": say("på engelska"),
    "en_many": say("flertal på engelska"),
    "kind": say("slag"),
    "serves": say("bidrar till"),
    "decided_by": say("beslutas av"),
    "also_decided_by": say("får också beslutas av"),
    "rank": say("rang"),
    "binds_when_adopted": say("binder när bolagsstämman har antagit det"),
    "decided_in": say("beslutas i"),
    "Level.document": say("dokument"),
    "owned_by": say("ägs av"),
    "carries": say("ska ha"),
    "Level.quality": say("prövas mot"),
    "limit": say("gräns"),
    "at_most": say("högst antal"),
    "per": say("räknas per"),
    "counting": say("räknar med"),
    "status": say("sammanvägs med regeln"),
    "Level.measure": say("indikatorer bedöms med regeln"),
    "perspectives": say("grupperas efter perspektiv"),
    "sound_economy": say("kan gälla god ekonomisk hushållning"),
    "personal": say("personlig"),
    "reported": say("rapporteras uppåt"),
    "appointed_by": say("utses av"),
    "Body.many": say("finns flera av slaget"),
    "authority": say("egen myndighet"),
    "tasks": say("uppgifter"),
    "decides": say("beslutar"),
    "term_begins": say("tillträder"),
    "meets": say("sammanträder"),
    "week": say("vecka i månaden"),
    "weekday": say("veckodag"),
    "notice": say("kallelsen skickas, dagar före"),
    "presidium": say("presidiet går igenom, dagar före"),
    "administration": say("förvaltningen lämnar, dagar före"),
    "area": say("området lämnar, dagar före"),
    "unit": say("enheten lämnar, dagar före"),
    "before": say("dagar före sista dagen"),
    "after": say("dagar efter sista dagen"),
    "Reminders.duty": say("går inte att välja bort"),
    "fewer_than": say("döljs för färre än"),
    "shown_to": say("visas ändå för"),
    "belongs_to": say("finns vid"),
    "rights": say("rättigheter"),
    "owner": say("ägs av"),
    "deadline": say("klar senast"),
    "horizon": say("gäller antal år"),
    "every": say("görs"),
    "contents": say("innehåller"),
    "builds_on": say("bygger på"),
    "Participation.before": say("krävs före beslut om"),
    "Step.before": say("inför"),
    "when": say("krävs"),
    "informs": say("lämnas för kännedom till"),
    "short": say("förkortning"),
    "also_called": say("kallas också"),
    "months": say("rapporteras för"),
    "except_months": say("utom månaderna"),
    "except_means": say("undantagen gäller"),
    "treated": say("behandlas i"),
    "due_day": say("lämnas senast dag i månaden"),
    "assesses_sound_economy": say("bedömer god ekonomisk hushållning"),
    "action_plan": say("åtgärder"),
    "in_person": say("redovisas på plats"),
    "common_day": say("gemensam dag"),
    "about": say("handlar om"),
    "Head.about": say("om filen"),
    "text": say("lydelse"),
    "what": say("vad"),
    "body": say("ansvarig"),
    "Origin.body": say("beslutat av"),
    "law": say("lagrum"),
    "rests_on": say("vilar på"),
    "who": say("vem"),
    "month": say("månad"),
    "day": say("dag"),
    "year": say("år räknat från planens"),
    "as_printed": say("i dokumentet"),
    "name": say("namn"),
    "prepared_by": say("bereds av"),
    "followed_up": say("följs upp"),
    "figure": say("siffra"),
    "until": say("pågår till"),
    "actor": say("vem"),
    "report": say("rapporttyp"),
    "reports_on": say("gäller månaden"),
    "plan": say("plantyp"),
    "companies": say("gäller bolagen"),
    "election_year": say("gäller valår"),
    "year_after_election": say("gäller året efter val"),
    "printed": say("tryckt lagrum"),
    "act": say("SFS-nummer"),
    "current": say("gällande lagrum"),
    "note": say("anmärkning"),
    "letter": say("bokstav"),
    "word": say("ord"),
    "asks": say("frågar efter"),
    "en_asks": say("frågan på engelska"),
    "seen_by": say("syns på"),
    "bodies": say("omfattar"),
    "zone": say("det gemensamma"),
    "every_level": say("gäller på varje nivå"),
    "financial": say("finansiella mål"),
    "operational": say("mål för verksamheten"),
    "by_item": say("målen märks ett för ett"),
    "assessed_in": say("bedöms i"),
    "frames_decided_by": say("ramarna beslutas av"),
    "frames": say("ramar"),
    "budget": say("budget"),
    "budget_election_year": say("budget valår"),
    "tax_rate": say("skattesats"),
    "budget_proposal": say("förslag till budget"),
    "reopened": say("omprövas"),
    "distribution": say("fördelas efter"),
    "secured_first": say("säkras först"),
    "investments": say("investeringar"),
    "deviation": say("väsentlig avvikelse"),
    "deficit_measures": say("vid underskott"),
    "plan_decided_by": say("kontrollplanen beslutas av"),
    "Control.plan": say("kontrollplan"),
    "report_to": say("rapporteras till"),
    "Control.report": say("rapport"),
    "self_checks": say("egenkontroll"),
    "complaints": say("klagomål och synpunkter"),
    "audit": say("revisionens rapporter"),
    "improvements": say("förbättringar"),
    "processes": say("processer"),
    "cycle": say("hjulet"),
    "published": say("publiceras"),
    "residents": say("invånarna kan"),
    "Openness.small_group": say("minsta antal personer som visas"),
    "sender": say("lämnas av"),
    "receiver": say("lämnas till"),
    "edge": say("mottagaren"),
    "word_forecast": say("ord i prognos"),
    "en_forecast": say("prognos på engelska"),
    "tone": say("färgroll"),
    "symbol": say("tecken"),
    "meaning": say("betydelse"),
    "subject": say("ämne"),
    "Contradiction.one": say("det ena"),
    "other": say("det andra"),
    "chosen": say("valt"),
    "title": say("titel"),
    "decided": say("beslutat"),
    "paragraph": say("paragraf"),
    "revised": say("reviderat"),
    "responsible": say("ansvarig"),
    "format": say("format"),
    "municipality": say("kommun"),
    "years": say("längd i år"),
    "revises": say("revideras en gång per mandatperiod"),
    "purpose": say("styrningen ska"),
}
"""Keys of a part, by the key alone or, where it means something else in one sort of part, by that and the key."""


def label_of(part: Part, field: str) -> Text:
    """What a key is called in Swedish."""
    return FIELDS.get(f"{type(part).__name__}.{field}") or FIELDS.get(field) or verbatim(field)


def called(model: Model, part: Part, key: str = "") -> Text | str:
    """What a part is called: its name, its words, or its key where it has none. Nothing for a group by itself."""
    match part:
        case Named():
            return part.name.one
        case Question():
            return part.text
        case Letter() | ScaleValue() | Term() | ValueWord():
            return part.word
        case Quality():
            return "".join(letter.letter for letter in part.letters) or part.key
        case Duty() | Step() | Participation() | FinancialGoal() | Event():
            return part.what
        case Document():
            return part.name
        case Contradiction():
            return part.subject
        case Climb():
            return say("{sender} till {receiver}", sender=model.who(part.sender), receiver=model.who(part.receiver))
        case Law():
            return say("KL {section}", section=part.current)
        case Dated():
            return say("{day} {month}", day=part.day, month=month_name(part.month))
        case Origin():
            return part.title
        case Side() | Statement():
            return NOTHING
        case _:
            return key


def subject(model: Model, under: str, part: Part, key: str = "") -> Text:
    """A part as the subject of a sentence: nivån ”nämndmål”, händelsen ”Budgeten beslutas” i november."""
    what, name = PARTS.get(under, NOTHING), called(model, part, key)
    if isinstance(part, Event):
        return say("{what} ”{name}” i {month}", what=what, name=name, month=month_name(part.month))
    if not name:
        return what or SECTIONS.get(under, NOTHING)
    return say("{what} ”{name}”", what=what, name=name)
