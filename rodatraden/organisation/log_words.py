"""What the log's fields are called, and a change told in words: one line for each value that changed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.lib.numbers import format_number
from rodatraden.lib.text import in_words
from rodatraden.organisation.models import UnitKind

FIELDS: Mapping[str, Any] = {
    "body": gettext_lazy("beslutat av"),
    "breakdown": gettext_lazy("uppdelning"),
    "break_reason": gettext_lazy("varför serien bryts"),
    "breaks_at": gettext_lazy("ny mätmetod från"),
    "by_gender": gettext_lazy("könsuppdelad"),
    "closing": gettext_lazy("vid bokslut"),
    "comment": gettext_lazy("kommentar"),
    "date": gettext_lazy("datum"),
    "deadline": gettext_lazy("ska vara klar"),
    "decimals": gettext_lazy("decimaler"),
    "decision": gettext_lazy("beslut"),
    "decision_id": gettext_lazy("beslut"),
    "definition": gettext_lazy("definition"),
    "direction": gettext_lazy("riktning"),
    "email": gettext_lazy("e-post"),
    "example": gettext_lazy("exempel"),
    "first_measured": gettext_lazy("mäts första gången"),
    "forecast": gettext_lazy("prognos"),
    "form": gettext_lazy("form"),
    "from": gettext_lazy("gäller från"),
    "gender_reason": gettext_lazy("varför inte könsuppdelad"),
    "high": gettext_lazy("högst"),
    "how": gettext_lazy("hur"),
    "indicators": gettext_lazy("indikatorer"),
    "kind": gettext_lazy("slag"),
    "level": gettext_lazy("nivå"),
    "low": gettext_lazy("lägst"),
    "mandate": gettext_lazy("mandatperiodens slutmål"),
    "measured_period": gettext_lazy("mätt"),
    "met": gettext_lazy("uppfyllt"),
    "method": gettext_lazy("mätmetod"),
    "name": gettext_lazy("namn"),
    "next_measured": gettext_lazy("mäts nästa gång"),
    "note": gettext_lazy("anmärkning"),
    "number": gettext_lazy("nummer"),
    "owner": gettext_lazy("ägare"),
    "paragraph": gettext_lazy("paragraf"),
    "parent": gettext_lazy("lyder under"),
    "percent": gettext_lazy("procent klart"),
    "period": gettext_lazy("period"),
    "person": gettext_lazy("person"),
    "perspective": gettext_lazy("perspektiv"),
    "position": gettext_lazy("ordning"),
    "preliminary": gettext_lazy("preliminärt"),
    "printed_name": gettext_lazy("namn i dokumentet"),
    "qualitative": gettext_lazy("kvalitativ metod"),
    "question": gettext_lazy("fråga"),
    "rank_of": gettext_lazy("plats bland antal"),
    "reading": gettext_lazy("vår läsning"),
    "reason": gettext_lazy("varför"),
    "replaced_by": gettext_lazy("går upp i"),
    "responsible_kind": gettext_lazy("ansvarig roll"),
    "responsible_unit": gettext_lazy("ansvarig enhet"),
    "rhythm": gettext_lazy("mäts"),
    "rule": gettext_lazy("regel"),
    "serves": gettext_lazy("bidrar till"),
    "sha256": gettext_lazy("kontrollsumma"),
    "short_name": gettext_lazy("kort namn"),
    "size": gettext_lazy("storlek"),
    "sound_economy": gettext_lazy("god ekonomisk hushållning"),
    "source": gettext_lazy("källa"),
    "start_period": gettext_lazy("ingångsvärdets period"),
    "starts": gettext_lazy("börjar"),
    "state": gettext_lazy("läge"),
    "text": gettext_lazy("lydelse"),
    "title": gettext_lazy("rubrik"),
    "unit": gettext_lazy("enhet"),
    "unit_of_measure": gettext_lazy("måttenhet"),
    "user": gettext_lazy("konto"),
    "valid_from": gettext_lazy("gäller från och med"),
    "valid_to": gettext_lazy("gäller till och med"),
    "value": gettext_lazy("värde"),
}
"""The fields of all kinds. One that is not here is shown by its name."""

SHOWN_OF_A_MARK = 12


def word_of(field: str) -> str:
    return str(FIELDS.get(field, field))


def fields_told(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Which fields changed, without their content."""
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return str(in_words(sorted({word_of(name) for name in changed})))


def lines_told(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """ "namn: A → B", a line for each value that changed. What was empty and stays so is not told."""
    names = sorted({**before, **after}, key=word_of)
    shown = [name for name in names if _plain(name, before.get(name)) != _plain(name, after.get(name))]
    return [f"{word_of(name)}: {_span(name, before, after)}" for name in shown]


def _span(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    now = _plain(name, after.get(name))
    return f"{_plain(name, before[name])} → {now}" if name in before else now


def _plain(name: str, value: Any) -> str:
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list):
        return str(in_words([str(part) for part in value]))
    if name == "kind" and value in UnitKind:
        return str(UnitKind(value).label)
    if _is_number(value):
        return format_number(Decimal(value.rstrip("0").rstrip(".")))
    return f"{value[:SHOWN_OF_A_MARK]}…" if _is_mark(value) else str(value)


def _is_number(value: Any) -> bool:
    """A decimal as it is stored: "12.500000"."""
    whole, point, rest = value.removeprefix("-").partition(".") if isinstance(value, str) else ("", "", "")
    return bool(point) and whole.isdecimal() and rest.isdecimal()


def _is_mark(value: Any) -> bool:
    """A check sum: its beginning is enough to know it by, and the whole would not fit a phone."""
    return isinstance(value, str) and len(value) == 64 and value.isalnum()
