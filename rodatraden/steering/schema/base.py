"""What every part of a model file shares."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]


class Part(BaseModel):
    """A part of a model file: frozen, and with no key that nothing reads.

    `source` names where in the document it stands, `assumed` why it is taken for true although the document
    does not say it. `comment` is the municipality's own explanation.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    source: str = ""
    assumed: str = ""
    comment: str = ""


class Word(Part):
    """One of the municipality's own words: one, many, and the English beside it."""

    one: str
    many: str = ""
    en: str = ""
    en_many: str = ""
    definite: str = Field(default="", description="Bestämd form: nämndmålet")
