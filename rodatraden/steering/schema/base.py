"""What every part of a model file shares."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from rodatraden.lib.periods import MONTHS
from rodatraden.lib.text import say

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
"""A key within a file: small letters, digits and hyphens. Never used again with another meaning."""
Month = Annotated[int, Field(ge=1, le=12)]
Day = Annotated[int, Field(ge=1, le=31)]
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of each month, the 29th of February allowed."""
Section = Annotated[str, StringConstraints(pattern=r"^\d+:\d+[a-z]?$")]
"""A section of the Local Government Act in force (2017:725), as chapter:section, for example 11:10."""


class Part(BaseModel):
    """A part of a model file: frozen, and with no key that nothing reads.

    `source` names where in the document it stands; `assumed` why it is taken for true although the document
    does not say so. `comment` is the municipality's own explanation.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    source: str = ""
    assumed: str = ""
    comment: str = ""


class Word(Part):
    """One of the municipality's own words: one and many of it, the definite form, and the English beside."""

    one: str
    many: str = ""
    definite: str = ""
    en: str = ""
    en_many: str = ""

    @property
    def neuter(self) -> bool:
        """Whether it is an ett-word: "uppdraget", "det strategiska området"."""
        return self.definite.partition(" ")[0].endswith("t")


class Keyed(Part):
    """A part that others refer to. `was` is the key it had in an earlier version."""

    key: Key
    was: str = ""


class Named(Keyed):
    """A part that is called something.

    `also_called` are other names that the document uses for the same thing: the linter shows them, for one thing
    should have one name.
    """

    name: Word
    also_called: tuple[str, ...] = ()


class Dated(Part):
    """Something on a day of the year, or some day in a month of it."""

    month: Month
    day: Day | None = None

    @model_validator(mode="after")
    def _is_a_day_of_the_year(self) -> Self:
        if self.day is not None and self.day > LENGTHS[self.month - 1]:
            name = str(MONTHS[self.month - 1]).capitalize()
            raise ValueError(say("{month} har ingen dag {day}.", month=name, day=self.day))
        return self


class Law(Part):
    """A legal reference: as printed, the act meant, the section in force, and a note where they differ.

    `act` is an SFS number: 1991:900 (the old Local Government Act) or 2017:725 (the one in force).
    """

    printed: str = ""
    act: str = "2017:725"
    current: str
    note: str = Field(default="", description="Varför det tryckta och det gällande skiljer sig.")
