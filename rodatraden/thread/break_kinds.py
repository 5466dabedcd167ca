"""The kinds of breaks in the thread (T12): how severe each is, why it matters, and which page mends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rodatraden.lib.text import Text, say

Severity = Literal["error", "warning", "remark"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "remark")
Mend = Literal["contributions", "item", "measurements", "targets", "outcomes", "indicator", "activities", "progress"]
Code = Literal[
    "serves-nothing",
    "served-by-nothing",
    "no-indicator",
    "no-own-indicator",
    "no-target",
    "no-outcome",
    "no-responsible",
    "responsible-ended",
    "owner-ended",
    "no-activity",
    "too-many-goals",
    "not-covered",
    "overdue",
    "different-targets",
    "unmeasured-figure",
    "target-unmeasured",
    "one-kind-of-goal",
    "target-outlives",
    "before-plan",
]


@dataclass(frozen=True)
class Meaning:
    """What a kind of break is: how severe, why it matters, and which page mends it."""

    severity: Severity
    mend: Mend
    why: Text


MEANINGS: Mapping[Code, Meaning] = {
    "serves-nothing": Meaning(
        "error", "contributions", say("Ingen ser vad det ska leda till, och resultatet räknas aldrig uppåt.")
    ),
    "served-by-nothing": Meaning(
        "warning", "contributions", say("Utan något under sig finns det ingen som arbetar för att det ska bli så.")
    ),
    "no-indicator": Meaning("error", "measurements", say("Utan indikator går det inte att säga om målet nås.")),
    "no-own-indicator": Meaning(
        "warning",
        "measurements",
        say("Styrmodellen vill att det mäts för sig. Nu vägs läget bara samman av det som bidrar."),
    ),
    "no-target": Meaning("warning", "targets", say("Utan målvärde finns det inget att bedöma utfallet mot.")),
    "no-outcome": Meaning("warning", "outcomes", say("Utan utfall står löftet obesvarat när perioden är slut.")),
    "no-responsible": Meaning("error", "item", say("Det som ingen ansvarar för blir lätt liggande.")),
    "responsible-ended": Meaning("error", "item", say("Den som påminns och ska svara finns inte kvar i uppdraget.")),
    "owner-ended": Meaning("error", "item", say("Ingen enhet svarar för det, och ingen tar det vidare.")),
    "no-activity": Meaning("warning", "activities", say("Ett mål som ingen gör något för nås bara av en slump.")),
    "too-many-goals": Meaning(
        "warning", "item", say("Styrmodellen sätter en gräns så att de viktigaste målen får plats.")
    ),
    "not-covered": Meaning(
        "warning", "contributions", say("Fullmäktige har beslutat om målet, men ingen nämnd bryter ned det.")
    ),
    "overdue": Meaning(
        "warning", "progress", say("Antingen är den gjord och inte avslutad, eller så behövs ett nytt datum.")
    ),
    "different-targets": Meaning(
        "warning", "targets", say("Två löften om samma sak går inte att hålla isär när utfallet kommer.")
    ),
    "unmeasured-figure": Meaning(
        "warning", "measurements", say("Målet kan se uppfyllt ut utan att det som lovats har mätts.")
    ),
    "target-unmeasured": Meaning(
        "warning", "indicator", say("Löftet går varken att bekräfta eller avfärda när året är slut.")
    ),
    "one-kind-of-goal": Meaning(
        "warning",
        "item",
        say("Budgeten ska ha både finansiella mål och verksamhetsmål för god ekonomisk hushållning (KL 11:6)."),
    ),
    "before-plan": Meaning("warning", "item", say("Det som är klart innan planen börjar gälla hör till planen före.")),
    "target-outlives": Meaning(
        "remark", "targets", say("Ett nytt fullmäktige behöver bekräfta eller ändra det som det förra lovade.")
    ),
}

KINDS_OF_GOALS = {"financial": say("finansiellt mål"), "operational": say("verksamhetsmål")}


@dataclass(frozen=True)
class Break:
    """One break. One of `item_key`, `indicator_key` and `unit_key` says where; an indicator's also the item, and
    whose figure of which period (its key) is meant."""

    code: Code
    message: Text
    item_key: str = ""
    indicator_key: str = ""
    unit_key: str = ""
    period: str = ""

    @property
    def severity(self) -> Severity:
        return MEANINGS[self.code].severity

    @property
    def why(self) -> Text:
        return MEANINGS[self.code].why

    @property
    def mend(self) -> Mend:
        return MEANINGS[self.code].mend
