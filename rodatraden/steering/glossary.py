"""What a word of the municipality's own means (O3): by its glossary, and by nothing else. Pure."""

from rodatraden.lib.text import fold
from rodatraden.steering.schema import Model, Word


def meaning_of(model: Model | None, said: Word | str) -> str:
    """The meaning of a word that the glossary defines; of a name in any of its forms. Nothing for other words."""
    if model is None:
        return ""
    forms = (said.one, said.many, said.definite) if isinstance(said, Word) else (said,)
    known = {fold(form) for form in forms if form}
    return next((term.meaning for term in model.glossary if fold(term.word) in known), "")
