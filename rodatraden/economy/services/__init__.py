"""The verbs of the economy. Page, import and report all call these."""

from rodatraden.economy.services.entries import AmountEntry
from rodatraden.economy.services.recording import record_amount, record_amounts
from rodatraden.economy.services.withdrawing import withdraw
from rodatraden.tenancy.many import Remark, Report

__all__ = ["AmountEntry", "Remark", "Report", "record_amount", "record_amounts", "withdraw"]
