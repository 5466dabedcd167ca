"""The verbs of planning. A page, an import, a command and the demo call the same ones."""

from rodatraden.planning.services.amending import amend, leave_amending
from rodatraden.planning.services.beginning import begin_plan, discard_plan, lay_down, revise_plan
from rodatraden.planning.services.deciding import Deciding, decide_plan
from rodatraden.planning.services.frames import FrameEntry, propose_frames
from rodatraden.planning.services.items import (
    add_item,
    carry_item,
    change_item,
    drop_item,
    propose_target,
    remove_target,
)
from rodatraden.planning.services.meeting import schedule
from rodatraden.planning.services.minutes import Minutes
from rodatraden.planning.services.receipts import receive_plan
from rodatraden.planning.services.stepping import (
    advise,
    announce,
    appeal,
    approve_minutes,
    end_plan,
    give_view,
    propose,
    refer_back,
    reject,
    report,
    send_out,
    settle_appeal,
    table,
    take_back,
)
from rodatraden.planning.services.writing import (
    add_section,
    assign_section,
    comment,
    remove_section,
    resolve,
    write_section,
)

__all__ = [
    "Deciding",
    "FrameEntry",
    "Minutes",
    "add_item",
    "add_section",
    "advise",
    "amend",
    "announce",
    "appeal",
    "approve_minutes",
    "assign_section",
    "begin_plan",
    "carry_item",
    "change_item",
    "comment",
    "decide_plan",
    "discard_plan",
    "drop_item",
    "end_plan",
    "give_view",
    "lay_down",
    "leave_amending",
    "propose",
    "propose_frames",
    "propose_target",
    "receive_plan",
    "refer_back",
    "report",
    "reject",
    "remove_section",
    "remove_target",
    "resolve",
    "revise_plan",
    "schedule",
    "send_out",
    "settle_appeal",
    "table",
    "take_back",
    "write_section",
]
