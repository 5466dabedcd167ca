"""How follow-up is timed, reminded of and shown: leads before a meeting, reminders, small groups (F2, Y2, O2)."""

from typing import Annotated, Literal

from pydantic import Field

from rodatraden.steering.schema.base import Key, Month, Part

Week = Literal["first", "second", "third", "fourth", "last"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday"]
Days = Annotated[int, Field(ge=0, le=120)]


class Meets(Part):
    """When a body meets: a weekday in a week of each month ("the last Monday"), but for some months."""

    week: Week
    weekday: Weekday
    except_months: tuple[Month, ...] = ()


class Leads(Part):
    """Days before the meeting at which a report is treated, by which each floor has done its part.

    `unit`, `area` and `administration` hand over that many days before; the `presidium` goes through it, and the
    `notice` with the documents is sent. What a body hands to another lies there by that one's notice; the
    council's is at least a week (KL 5:13).
    """

    notice: Days = 5
    presidium: Days = 7
    administration: Days = 10
    area: Days = 12
    unit: Days = 14


class Reminders(Part):
    """Days before and after the due date on which whoever is to report is reminded.

    Those named as `duty` reach everybody; the others can be turned off by the person.
    """

    before: tuple[Days, ...] = (7, 1)
    after: tuple[Days, ...] = (1, 7)
    duty: tuple[Literal["before", "after"], ...] = ("after",)


class SmallGroup(Part):
    """A status or figure on fewer people than this is shown only to those who hold one of the roles."""

    fewer_than: Annotated[int, Field(ge=2, le=1000)]
    shown_to: tuple[Key, ...] = ()
