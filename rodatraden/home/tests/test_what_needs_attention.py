"""What the overview says needs attention: of several kinds."""

from rodatraden.home.views import several_kinds
from rodatraden.lib.text import NOTHING
from rodatraden.thread.break_kinds import Break, Code
from rodatraden.thread.breaking import Found


def test_what_is_alike_everywhere_hides_nothing_else() -> None:
    codes: tuple[Code, ...] = ("no-target", "no-target", "no-target", "overdue", "no-target", "overdue")
    made = [
        Found(Break(code, NOTHING, unit_key=str(at)), str(at), ("thread:thread",), "", False)
        for at, code in enumerate(codes)
    ]
    assert [each.where for each in several_kinds(made)] == ["0", "1", "3", "5"]
