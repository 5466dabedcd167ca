"""The verbs of the thread. Page, import, command and demo all call these."""

from rodatraden.thread.services.deciding import decide_drafts, decide_version, what_is_missing
from rodatraden.thread.services.doing import assess, give_assignment, report_progress
from rodatraden.thread.services.drafting import change_draft, discard_draft, discard_drafts, draft_anew, draft_version
from rodatraden.thread.services.ending import end_item, end_items
from rodatraden.thread.services.governing import tie, untie
from rodatraden.thread.services.linking import answer, answer_mark, link, measure, serve
from rodatraden.thread.services.voiding import annul_versions, left_serving, reject_drafts

__all__ = [
    "annul_versions",
    "answer",
    "answer_mark",
    "assess",
    "change_draft",
    "decide_drafts",
    "decide_version",
    "discard_draft",
    "discard_drafts",
    "draft_anew",
    "draft_version",
    "end_item",
    "end_items",
    "give_assignment",
    "left_serving",
    "link",
    "measure",
    "reject_drafts",
    "report_progress",
    "serve",
    "tie",
    "untie",
    "what_is_missing",
]
