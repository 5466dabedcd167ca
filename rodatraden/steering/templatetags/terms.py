"""A word of the model's own vocabulary explains itself where it is used (O3)."""

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from rodatraden.lib.text import capital
from rodatraden.steering.glossary import meaning_of
from rodatraden.steering.schema import Model, Word
from rodatraden.web.templatetags import marks

register = template.Library()


@register.simple_tag
def term(model: Model | None, said: Word | str | Promise, form: str = "") -> SafeString:
    """`{% term thread.model level.name %}`: the word with a capital, and its meaning by click or key where the
    municipality's glossary has it. `form` is how it is written here, where not in the singular. The meaning is
    the document's: in Swedish, whatever the page speaks."""
    name = said if isinstance(said, Word) else str(said)
    shown = form or (name.one if isinstance(name, Word) else name)
    language = "" if (get_language() or "sv").startswith("sv") else "sv"
    return marks.word(capital(shown), meaning_of(model, name), language)
