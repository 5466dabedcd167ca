"""What a key path means in words: "level[egetmal].limit" is "Nivån ”eget resultatmål”, gränsen". Pure."""

import re
from collections.abc import Mapping

from pydantic import BaseModel

from rodatraden.lib.text import Text, say, verbatim
from rodatraden.steering.schema import Model, Named

STEP = re.compile(r"([a-z_]+)|\[([^\]]+)\]")
WHOLES: Mapping[str, Text] = {
    "model": say("Modellen"), "document": say("Dokumentet"), "vision": say("Visionen"), "slogan": say("Devisen"),
    "value_word": say("Värdeordet"), "mandate": say("Mandatperioden"), "level": say("Nivån"),
    "perspective": say("Perspektivet"), "quality": say("Målkriterierna"), "measure": say("Måttet"),
    "scale": say("Skalan"), "rule": say("Regeln"), "body": say("Organet"), "role": say("Rollen"),
    "duty": say("Uppgiften"), "split": say("Delningen mellan vad och hur"), "participation": say("Delaktigheten"),
    "plan": say("Planen"), "step": say("Steget i beredningen"), "governing": say("Styrdokumentet"),
    "report": say("Rapporten"), "event": say("Händelsen"), "economy": say("Ekonomin"),
    "economy_line": say("Raden"),
    "control": say("Kontrollen"), "openness": say("Öppenheten"), "glossary": say("Ordet"),
    "contradiction": say("Motsägelsen"), "purpose": say("Syftet"), "leads": say("Dagarna före sammanträdet"),
    "reminders": say("Påminnelserna"), "small_group": say("Små grupper"),
}  # fmt: skip
MANY: Mapping[str, Text] = {
    "level": say("Nivåerna"), "plan": say("Planerna"), "report": say("Rapporterna"), "event": say("Årets händelser"),
    "body": say("Organen"), "role": say("Rollerna"), "duty": say("Uppgifterna"), "document": say("Dokumenten"),
    "economy_line": say("Ekonomins rader"),
}  # fmt: skip
PARTS: Mapping[str, Text] = {
    "name": say("namnet"), "deadline": say("tidpunkten"), "limit": say("gränsen"), "period_ends": say("periodens slut"),
    "climbs": say("vägen"), "questions": say("frågan"), "letters": say("bokstaven"), "law": say("lagrummet"),
    "values": say("värdet"), "steps": say("steget"), "then": say("den inre regeln"),
    "elected": say("de förtroendevalda"),
    "officials": say("tjänstepersonerna"), "sound": say("god ekonomisk hushållning"), "goals": say("målet"),
    "frames": say("ramarna"), "budget": say("budgeten"), "budget_election_year": say("budgeten valår"),
    "tax_rate": say("skattesatsen"), "budget_proposal": say("budgetförslaget"), "plan": say("kontrollplanen"),
    "report": say("kontrollrapporten"), "serves": say("vad den bidrar till"), "decided_by": say("vem som beslutar"),
    "decided_in": say("var den beslutas"), "also_called": say("de andra namnen"), "months": say("månaderna"),
    "treated": say("när den behandlas"), "except_months": say("de undantagna månaderna"), "contents": say("innehållet"),
    "builds_on": say("vad den bygger på"), "before": say("vad den krävs före"),
    "day": say("dagen"), "month": say("månaden"), "owner": say("ägaren"),
    "document": say("dokumentet"), "rights": say("rättigheterna"), "decides": say("vad som beslutas"),
    "meets": say("när det sammanträder"), "shown_to": say("vilka som ändå ser dem"),
}  # fmt: skip


def named(model: Model, path: str) -> Text:
    """The part of the model that a path names: its kind and name, and which piece. An unknown path stays."""
    steps = [key or f"[{place}]" for key, place in STEP.findall(path)]
    if not steps or steps[0] not in WHOLES:
        return verbatim(path)
    if len(steps) == 1 and steps[0] in MANY:
        return MANY[steps[0]]
    found: object = model
    told, pieces = WHOLES[steps[0]], list[Text]()
    for number, step in enumerate(steps):
        of_table = isinstance(found, Mapping)
        found = _inside(found, step.strip("[]"))
        name = step if of_table else _name(found)
        if name and number < 2:
            told = say("{kind} ”{name}”", kind=WHOLES[steps[0]], name=name)
        elif name and pieces and step.startswith("["):
            pieces[-1] = say("{kind} ”{name}”", kind=pieces[-1], name=name)
        elif number and step in PARTS:
            pieces.append(PARTS[step])
    for piece in pieces:
        told = say("{whole}, {part}", whole=told, part=piece)
    return told


def _inside(found: object, step: str) -> object:
    """What a step of a path leads to: a field, a key of a table, or the element of a key or a number."""
    if isinstance(found, Mapping):
        return found.get(step)
    if isinstance(found, tuple):
        keyed = (each for each in found if isinstance(each, BaseModel) and each.__dict__.get("key") == step)
        by_number = found[int(step) - 1] if step.isdigit() and 0 < int(step) <= len(found) else None
        return next(keyed, by_number)
    return found.__dict__.get(step) if isinstance(found, BaseModel) else None


def _name(found: object) -> str:
    """What a part is called, in the first of the ways that parts are called something."""
    if isinstance(found, Named):
        return found.name.one
    said = found.__dict__ if isinstance(found, BaseModel) else {}
    names = (said.get(each) for each in ("title", "what", "word", "name", "text", "who", "subject", "letter"))
    return next((name for name in names if isinstance(name, str) and name), "")
