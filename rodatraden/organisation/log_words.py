"""What the log's fields are called, and a change told in words: one line for each value that changed."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.lib.numbers import format_number
from rodatraden.lib.text import in_words

FIELDS: Mapping[str, Any] = {
    "activities": gettext_lazy("aktiviteter"),
    "amount": gettext_lazy("belopp i kronor"),
    "analysis": gettext_lazy("analys"),
    "at": gettext_lazy("bereds av"),
    "body": gettext_lazy("beslutat av"),
    "break_reason": gettext_lazy("varför serien bryts"),
    "breakdown": gettext_lazy("uppdelning"),
    "breaks": gettext_lazy("nya mätmetoder"),
    "breaks_at": gettext_lazy("ny mätmetod från"),
    "by": gettext_lazy("lämnad av"),
    "by_gender": gettext_lazy("könsuppdelad"),
    "closed_reason": gettext_lazy("varför det avslutades"),
    "closing": gettext_lazy("vid bokslut"),
    "comment": gettext_lazy("kommentar"),
    "cost": gettext_lazy("kostnad i kronor"),
    "date": gettext_lazy("datum"),
    "day": gettext_lazy("från och med"),
    "deadline": gettext_lazy("ska vara klar"),
    "decimals": gettext_lazy("decimaler"),
    "decision": gettext_lazy("beslut"),
    "definition": gettext_lazy("definition"),
    "deviation": gettext_lazy("avvikelse"),
    "direction": gettext_lazy("riktning"),
    "document": gettext_lazy("styrdokument"),
    "economy_line": gettext_lazy("rad i ekonomin"),
    "effect": gettext_lazy("effekt"),
    "effect_indicator": gettext_lazy("syns på"),
    "effect_on": gettext_lazy("effekten redovisas"),
    "effect_text": gettext_lazy("väntad effekt"),
    "effect_value": gettext_lazy("väntat värde"),
    "email": gettext_lazy("e-post"),
    "example": gettext_lazy("exempel"),
    "fate": gettext_lazy("vad som händer"),
    "first": gettext_lazy("dag"),
    "file": gettext_lazy("fil"),
    "first_measured": gettext_lazy("mäts första gången"),
    "adopted_on": gettext_lazy("antaget av bolagsstämman"),
    "follow_up_by": gettext_lazy("ska följas upp senast"),
    "followed_up_on": gettext_lazy("senast uppföljt"),
    "for_economy": gettext_lazy("betyder för ekonomin"),
    "for_operations": gettext_lazy("betyder för verksamheten"),
    "forecast": gettext_lazy("prognos"),
    "form": gettext_lazy("form"),
    "from": gettext_lazy("gäller från"),
    "gender_reason": gettext_lazy("varför inte könsuppdelad"),
    "heading": gettext_lazy("rubrik"),
    "high": gettext_lazy("högst"),
    "how": gettext_lazy("hur"),
    "indicator": gettext_lazy("indikator"),
    "indicators": gettext_lazy("indikatorer"),
    "item": gettext_lazy("led"),
    "kind": gettext_lazy("slag"),
    "last": gettext_lazy("till och med"),
    "law_act": gettext_lazy("författning"),
    "law_current": gettext_lazy("gällande lagrum"),
    "law_note": gettext_lazy("om lagrummet"),
    "law_printed": gettext_lazy("tryckt lagrum"),
    "letters": gettext_lazy("brev"),
    "level": gettext_lazy("nivå"),
    "link": gettext_lazy("länk"),
    "line": gettext_lazy("rad i ekonomin"),
    "low": gettext_lazy("lägst"),
    "mandate": gettext_lazy("mandatperiodens slutmål"),
    "material": gettext_lazy("väsentlig"),
    "measured_period": gettext_lazy("mätt"),
    "meeting": gettext_lazy("sammanträde"),
    "met": gettext_lazy("uppfyllt"),
    "method": gettext_lazy("mätmetod"),
    "name": gettext_lazy("namn"),
    "new_due": gettext_lazy("ny sista dag"),
    "new_end": gettext_lazy("perioden slutar"),
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
    "prepared_on": gettext_lazy("beredd"),
    "printed_name": gettext_lazy("namn i dokumentet"),
    "qualitative": gettext_lazy("kvalitativ metod"),
    "question": gettext_lazy("fråga"),
    "rank_of": gettext_lazy("plats bland antal"),
    "reading": gettext_lazy("vår läsning"),
    "reason": gettext_lazy("varför"),
    "reference": gettext_lazy("diarienummer"),
    "replaced_by": gettext_lazy("går upp i"),
    "replaces": gettext_lazy("ersätter"),
    "responsible_kind": gettext_lazy("ansvarig roll"),
    "responsible_unit": gettext_lazy("ansvarig enhet"),
    "reviewed_on": gettext_lazy("genomgången"),
    "revise_by": gettext_lazy("ska revideras senast"),
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
    "submitted": gettext_lazy("lämnad"),
    "text": gettext_lazy("lydelse"),
    "title": gettext_lazy("rubrik"),
    "unit": gettext_lazy("enhet"),
    "unit_of_measure": gettext_lazy("måttenhet"),
    "units": gettext_lazy("berör"),
    "user": gettext_lazy("konto"),
    "valid_from": gettext_lazy("gäller från och med"),
    "valid_to": gettext_lazy("gäller till och med"),
    "value": gettext_lazy("värde"),
    "what": gettext_lazy("vad"),
    "whole_month": gettext_lazy("bara månaden"),
    "why": gettext_lazy("varför"),
    "year": gettext_lazy("år"),
    "subject": gettext_lazy("avser"),
    "frozen": gettext_lazy("ur rapporten"),
    "part": gettext_lazy("del"),
    "change": gettext_lazy("förslag"),
    "verdict": gettext_lazy("utfall"),
    "version": gettext_lazy("version"),
    "set_aside": gettext_lazy("varför den läggs åt sidan"),
    "consequence": gettext_lazy("konsekvenser"),
    "significant": gettext_lazy("betydande förändring"),
    "outcome": gettext_lazy("utfall"),
    "parties": gettext_lazy("parter"),
    "agreed": gettext_lazy("enighet"),
    "row": gettext_lazy("slag"),
    "to": gettext_lazy("till"),
    "writer": gettext_lazy("skrivs av"),
    "yearly": gettext_lazy("återkommer varje år"),
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
    for choices in _choices(name):
        if value in choices:
            return str(choices(value).label)
    if _is_number(value):
        return format_number(Decimal(value.rstrip("0").rstrip(".")))
    return f"{value[:SHOWN_OF_A_MARK]}…" if _is_mark(value) else str(value)


@cache
def _choices(field: str) -> "list[type[TextChoices]]":
    """What the values of a field are called, by the floors that write them."""
    return [import_string(name) for name in settings.LOG_CHOICES.get(field, ())]


def _is_number(value: Any) -> bool:
    """A decimal as it is stored: "12.500000"."""
    whole, point, rest = value.removeprefix("-").partition(".") if isinstance(value, str) else ("", "", "")
    return bool(point) and whole.isdecimal() and rest.isdecimal()


def _is_mark(value: Any) -> bool:
    """A check sum: its beginning is enough to know it by, and the whole would not fit a phone."""
    return isinstance(value, str) and len(value) == 64 and value.isalnum()
