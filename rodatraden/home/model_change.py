"""A new version of the model: what it changes, what it would break in what is there, and its activation."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.audit.log import record
from rodatraden.home.model_impacts import Impact, impacts_of
from rodatraden.home.model_rows import map_rows, renames_in_use
from rodatraden.lib import clock
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor, need_anywhere
from rodatraden.steering.active import active_model
from rodatraden.steering.compare import Difference, differences, grouped
from rodatraden.steering.findings import Finding
from rodatraden.steering.lines import place
from rodatraden.steering.lint import check
from rodatraden.steering.load import read
from rodatraden.steering.models import SteeringModel
from rodatraden.steering.schema import Model
from rodatraden.steering.versions import activate
from rodatraden.tenancy.edits import Refused, refuse

BIGGEST = 500_000


@dataclass(frozen=True)
class Proposal:
    """An uploaded file, read and held against the model that holds and the rows that are there."""

    text: str
    model: Model | None
    findings: tuple[Finding, ...]
    changes: tuple[Difference, ...]
    impacts: tuple[Impact, ...]
    against: str = ""
    """The fingerprint of the latest version, which the file was held against."""
    known: tuple[Finding, ...] = ()
    """Those of the findings that the model that holds has too."""

    @property
    def can_be_activated(self) -> bool:
        wrong = any(finding.severity == "error" for finding in self.findings)
        return self.model is not None and not wrong and not any(impact.stops for impact in self.impacts)

    @property
    def brought(self) -> tuple[Finding, ...]:
        """The findings that the file brings."""
        return tuple(finding for finding in self.findings if finding not in self.known)

    @property
    def groups(self) -> list[tuple[Text, list[Difference]]]:
        return grouped(self.changes)


def propose(actor: Actor, content: bytes) -> Proposal:
    """Reads a file and says what it would do. Changes nothing. Needs the right to administer."""
    need_anywhere(actor, "administer")
    if len(content) > BIGGEST:
        raise Refused({"file": _("Filen är för stor för att vara en styrmodell.")})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused({"file": _("Filen är inte text i UTF-8. Spara om den med teckenkodningen UTF-8.")}) from fault
    reading = read(text)
    if reading.model is None:
        return Proposal(text, None, reading.findings, (), (), latest())
    now = active_model(clock.today())
    changes = differences(now, reading.model) if now else ()
    findings = (*reading.findings, *place(check(reading.model), text))
    runs = all(finding.severity != "error" for finding in findings)
    impacts = impacts_of(reading.model, now, runs)
    known = _known(findings, check(now) if now else ())
    return Proposal(text, reading.model, findings, changes, impacts, latest(), known)


def _known(findings: Iterable[Finding], before: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that were there before, by what they say: a part put in moves the numbers in the paths."""
    left = Counter(_said(finding) for finding in before)
    known = []
    for finding in findings:
        if left[_said(finding)]:
            left[_said(finding)] -= 1
            known.append(finding)
    return tuple(known)


def _said(finding: Finding) -> tuple[str, str, str]:
    return finding.severity, finding.code, str(finding.message)


def latest() -> str:
    """The fingerprint of the version that begins last; "" where there is none."""
    return SteeringModel.objects.order_by("-valid_from").values_list("sha256", flat=True).first() or ""


@transaction.atomic
def activate_model(actor: Actor, text: str, valid_from: date, reason: str, against: str | None = None) -> SteeringModel:
    """Lets a file hold from a day, and maps rows whose keys it renames. Refused while rows use a key that is gone.

    `against` is the version that the file was shown against: refused where another has come since.
    """
    proposal = propose(actor, text.encode())
    if against is not None and against != proposal.against:
        raise refuse(
            _("En annan version har aktiverats sedan filen granskades. Läs vad filen ändrar nu och försök igen.")
        )
    if not proposal.can_be_activated:
        stops = [str(impact.told) for impact in proposal.impacts if impact.stops]
        wrong = [str(finding.message) for finding in proposal.findings if finding.severity == "error"]
        raise refuse(" ".join([*wrong, *stops]) or _("Filen är ingen styrmodell."))
    if valid_from > clock.today() and proposal.model is not None and renames_in_use(proposal.model):
        raise refuse(
            _(
                "Filen byter nycklar som finns i bruk. Låt den gälla från i dag eller tidigare: "
                "det som finns får då de nya nycklarna genast."
            ),
            "valid_from",
        )
    made = activate(actor.by, text, valid_from, reason=reason)
    if proposal.model is not None:
        for (kind, was, key), rows in map_rows(proposal.model).items():
            after = {kind: key, "rows": rows}
            record(actor.by, "bytte nyckel", "steering model", made.pk, made.name, {kind: was}, after)
    return made
