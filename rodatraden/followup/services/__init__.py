"""The verbs of follow-up. A page, an import and a command call the same ones."""

from rodatraden.followup.services.handing import clear_report, return_report, submit_report, take_back_report
from rodatraden.followup.services.occasions import (
    add_occasion,
    cancel_occasion,
    may_change,
    move_occasion,
    take_back,
)
from rodatraden.followup.services.overall import assess_overall
from rodatraden.followup.services.supervising import supervise
from rodatraden.followup.services.treating import reopen_report, treat_report
from rodatraden.followup.services.writing import copy_forward, write_text

__all__ = [
    "add_occasion",
    "assess_overall",
    "cancel_occasion",
    "clear_report",
    "copy_forward",
    "may_change",
    "move_occasion",
    "reopen_report",
    "return_report",
    "submit_report",
    "supervise",
    "take_back",
    "take_back_report",
    "treat_report",
    "write_text",
]
