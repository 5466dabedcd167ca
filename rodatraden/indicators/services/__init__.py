"""The verbs of indicators. Page, import, command and demo all call these."""

from rodatraden.indicators.services.checks import aim_faults, number_faults
from rodatraden.indicators.services.entries import OutcomeEntry, Report, TargetEntry
from rodatraden.indicators.services.figures import record_outcome, record_outcomes, set_target, set_targets
from rodatraden.indicators.services.saving import save_indicator
from rodatraden.indicators.services.series_breaks import (
    add_series_break,
    remove_series_break,
    set_series_breaks,
)
from rodatraden.indicators.services.withdrawing import withdraw_outcome, withdraw_target
from rodatraden.tenancy.many import Remark

__all__ = [
    "OutcomeEntry",
    "Remark",
    "Report",
    "TargetEntry",
    "add_series_break",
    "aim_faults",
    "number_faults",
    "record_outcome",
    "record_outcomes",
    "remove_series_break",
    "save_indicator",
    "set_series_breaks",
    "set_target",
    "set_targets",
    "withdraw_outcome",
    "withdraw_target",
]
