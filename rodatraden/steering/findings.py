"""What reading or checking a model finds."""

from dataclasses import dataclass
from typing import Literal

from rodatraden.lib.text import NOTHING, Text

Severity = Literal["error", "warning", "remark"]
ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "remark": 2}


@dataclass(frozen=True)
class Finding:
    """One thing found, in one plain sentence, with the key path, a proposal, and the law where there is one.

    An error means that the model cannot run; a warning is a contradiction or a breach that it can run with; a
    remark is worth knowing. `law` is a section of the Local Government Act (11:10), or of another act by its
    short name (LKBR 13:1).
    """

    severity: Severity
    code: str
    path: str
    message: Text
    proposal: Text = NOTHING
    law: str = ""
    line: int | None = None
