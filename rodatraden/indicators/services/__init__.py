"""The verbs of indicators. Page, import, command and demo all call these."""

from rodatraden.indicators.services.entries import OutcomeEntry, Remark, Report, TargetEntry
from rodatraden.indicators.services.figures import record_outcome, record_outcomes, set_target, set_targets
from rodatraden.indicators.services.saving import save_indicator
from rodatraden.indicators.services.withdrawing import withdraw_outcome

__all__ = [
    "OutcomeEntry",
    "Remark",
    "Report",
    "TargetEntry",
    "record_outcome",
    "record_outcomes",
    "save_indicator",
    "set_target",
    "set_targets",
    "withdraw_outcome",
]
