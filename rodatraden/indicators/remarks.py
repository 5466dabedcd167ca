"""What is said or asked of the evidence itself, whatever the status becomes. Pure."""

from decimal import Decimal

from rodatraden.indicators.evidence import Aim, Evidence, aim_of
from rodatraden.lib.text import Text, say

PRELIMINARY = say("Utfallet är preliminärt.")
START, BEFORE = say("ingångsvärdet"), say("utfallet före")


def remarks_on(evidence: Evidence) -> tuple[Text, ...]:
    """That the outcome is preliminary, how a year so far was made, and what there is to ask of the target."""
    found = [PRELIMINARY] if evidence.preliminary else []
    if evidence.made is not None:
        found.append(evidence.made.told)
    return (*found, *asked_of_target(evidence))


def asked_of_target(evidence: Evidence) -> tuple[Text, ...]:
    """Whether a target that asks for less than there is was meant."""
    aim, target = aim_of(evidence), evidence.target
    if aim is None or target is None or target.as_before or evidence.better == "band":
        return ()
    bound = aim.low if aim.low is not None else aim.high
    for name, before in ((START, evidence.start), (BEFORE, evidence.previous)):
        if bound is not None and before is not None and _is_worse(aim, before):
            said = {"target": evidence.shown(bound), "name": name, "before": evidence.shown(before)}
            return (_asks_for_less(aim, said),)
    return ()


def _asks_for_less(aim: Aim, said: dict[str, Text]) -> Text:
    if aim.low is not None:
        return say("Målvärdet {target} ligger under {name} {before}, fast högre är bättre. Är det avsett?", **said)
    return say("Målvärdet {target} ligger över {name} {before}, fast lägre är bättre. Är det avsett?", **said)


def _is_worse(aim: Aim, before: Decimal) -> bool:
    """Whether the target asks for less than there was already."""
    return (aim.low is not None and aim.low < before) or (aim.high is not None and aim.high > before)
