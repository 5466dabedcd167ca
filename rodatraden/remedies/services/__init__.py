"""The verbs of deviations and remedies. Page, demo and the report upstairs call these."""

from rodatraden.remedies.services.deviations import change_deviation, close_deviation, report_deviation
from rodatraden.remedies.services.remedies import change_remedy, write_remedy
from rodatraden.remedies.services.rows import may_decide, may_work, may_write
from rodatraden.remedies.services.steps import close_remedy, decide_remedy, finish_remedy, record_effect, start_remedy

__all__ = [
    "change_deviation",
    "change_remedy",
    "close_deviation",
    "close_remedy",
    "decide_remedy",
    "finish_remedy",
    "may_decide",
    "may_work",
    "may_write",
    "record_effect",
    "report_deviation",
    "start_remedy",
    "write_remedy",
]
