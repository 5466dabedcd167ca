"""All versions of an item, each with what it changed from the one before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rodatraden.lib.text import Text
from rodatraden.steering.schema import Model
from rodatraden.thread.diff import Change, changes, told
from rodatraden.thread.models import ItemVersion, SoundEconomy, State


@dataclass(frozen=True)
class Past:
    """A version as history shows it; the first one has nothing to differ from."""

    version: ItemVersion
    changes: tuple[Change, ...]
    told: Text | None


def words_of(version: ItemVersion, model: Model, serves: Iterable[str], indicators: Iterable[str]) -> dict[str, str]:
    """All that is decided of a version, as words to compare. `serves` and `indicators` are names."""
    level, role = model.level_of(version.level), model.role_of(version.responsible_kind)
    perspective = next((each.name.one for each in model.perspective if each.key == version.perspective), "")
    return {
        "level": level.name.one if level else version.level,
        "number": version.number,
        "title": version.title,
        "text": version.text,
        "comment": version.comment,
        "unit": version.unit.name,
        "person": version.person.name if version.person else "",
        "responsible": ", ".join(
            part
            for part in (
                role.name.one if role else version.responsible_kind,
                version.responsible_unit.name if version.responsible_unit else "",
            )
            if part
        ),
        "perspective": perspective or version.perspective,
        "sound_economy": str(SoundEconomy(version.sound_economy).label),
        "starts": version.starts.isoformat() if version.starts else "",
        "deadline": version.deadline.isoformat() if version.deadline else "",
        "serves": "; ".join(serves),
        "indicators": "; ".join(indicators),
    }


def names() -> dict[str, str]:
    """What each compared field is called, in the order they are shown."""
    return {
        "level": _("nivå"),
        "number": _("nummer"),
        "title": _("rubrik"),
        "text": _("lydelse"),
        "comment": _("kommentar"),
        "unit": _("ägare"),
        "person": _("medarbetare"),
        "responsible": _("ansvarig"),
        "perspective": _("perspektiv"),
        "sound_economy": _("god ekonomisk hushållning"),
        "starts": _("börjar"),
        "deadline": _("ska vara klar"),
        "serves": _("bidrar till"),
        "indicators": _("mäts av"),
    }


def history(versions: Iterable[ItemVersion], model: Model, titles: Mapping[int, str]) -> list[Past]:
    """Versions, oldest first in, newest first out. `titles` by item id name what they serve.

    `versions` come with contributions and measurements fetched. What follows an annulled one is told against the one
    before that, which took its place again.
    """
    found: list[Past] = []
    before: dict[str, str] | None = None
    for version in versions:
        serves = sorted(titles.get(row.serves_id, "?") for row in version.contributions.all())
        indicators = sorted(row.indicator.name for row in version.measurements.all())
        now = words_of(version, model, serves, indicators)
        differing = changes(before, now, names()) if before is not None else ()
        found.append(Past(version, differing, told(differing) if before is not None else None))
        if version.state != State.ANNULLED:
            before = now
    return found[::-1]
