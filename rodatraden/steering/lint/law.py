"""What the Local Government Act (2017:725) and the Act on Municipal Accounting (2018:597) ask of the year.

A day against the law is told as it is, whoever set it: an assumption may not break the law either.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rodatraden.lib.elections import BUDGET_BY, NEW_COUNCIL
from rodatraden.lib.text import Text, say
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint.paths import day_of, events, graded, numbered, when
from rodatraden.steering.schema import Dated, Event, Level, Model
from rodatraden.steering.schema.organisation import COMPANIES

ANY_DAY_OF_OCTOBER = 31


@dataclass(frozen=True)
class Step:
    """What the law wants done at the latest on a day of the year.

    `what` is a clause that continues "när" or "som", `last` the day, which continues "senast".
    """

    section: str
    what: Text
    month: int
    day: int
    last: Text

    def is_late(self, dated: Dated) -> bool:
        """A month without a day is late only where the whole month is."""
        return (dated.month, dated.day or 1) > (self.month, self.day)


STEPS = (
    Step("11:8", say("styrelsen lägger fram sitt budgetförslag"), 10, 31, say("i oktober")),
    Step("11:10", say("fullmäktige beslutar budgeten"), *BUDGET_BY, say("i november")),
    Step("11:20", say("årsredovisningen lämnas till fullmäktige och revisorerna"), 4, 15, say("15 april")),
    Step("5:24", say("fullmäktige beslutar om ansvarsfrihet"), 6, 30, say("i juni")),
)
HANDED_OVER = say("delårsrapporten lämnas till fullmäktige och revisorerna")


def half_year_period(model: Model) -> Iterator[Finding]:
    """At least half and at most two thirds of the year: the end of June, July or August."""
    for path, report in numbered("report", model.report):
        for end in report.period_ends if report.kind == "half_year" else ():
            if (end.month, end.day) not in {(6, 30), (7, 31), (8, 31)}:
                yield Finding(
                    "warning",
                    "half-year-period",
                    f"{path}.period_ends",
                    say("”{report}” slutar {end}. Den ska omfatta minst halva och högst två tredjedelar av året.",
                        report=report.name.one, end=day_of(end)),
                    say("Välj 30 juni, 31 juli eller 31 augusti."),
                    "LKBR 13:1",
                )  # fmt: skip


def annual_period(model: Model) -> Iterator[Finding]:
    for path, report in numbered("report", model.report):
        for end in report.period_ends if report.kind == "annual" else ():
            if (end.month, end.day) != (12, 31):
                yield Finding(
                    "warning",
                    "annual-period",
                    f"{path}.period_ends",
                    say("”{report}” slutar {end}, men räkenskapsåret är kalenderåret.", report=report.name.one,
                        end=day_of(end)),
                    say("Skriv 31 december."),
                    "LKBR 1:5",
                )  # fmt: skip


def dated_by_law(model: Model) -> Iterator[tuple[str, str, Dated]]:
    """Everything that the file dates and a section of the law limits: section, path and day."""
    economy, budgets = model.economy, _budgets_of_the_council(model)
    for name, section, deadline in (
        ("budget_proposal", "11:8", economy.budget_proposal),
        ("budget", "11:10", economy.budget),
    ):
        if deadline:
            yield section, f"economy.{name}", deadline
    for path, plan in numbered("plan", model.plan):
        if plan.key in budgets and plan.deadline and not economy.budget:
            yield "11:10", f"{path}.deadline", plan.deadline
    for path, event in events(model.event):
        if event.law:
            yield event.law, path, event
        elif event.plan in budgets and event.kind == "decision":
            yield "11:10", path, event


def _budgets_of_the_council(model: Model) -> frozenset[str]:
    """Plans that are the budget of 11:10 whether or not an event says so."""
    council = {body.key for body in model.body if body.kind == "council"}
    return frozenset(plan.key for plan in model.plan if plan.kind == "budget" and plan.decided_by in council)


def too_late(model: Model) -> Iterator[Finding]:
    """A day that the file sets after the last one that the law allows."""
    for section, path, dated in dated_by_law(model):
        step = next((step for step in STEPS if step.section == section), None) or _half_year_step(model, section)
        if step and step.is_late(dated):
            yield Finding(
                "warning",
                "too-late",
                path,
                say("Enligt filen är det {when} som {what}, men lagen säger senast {last}.", when=when(dated),
                    what=step.what, last=step.last),
                say("Flytta dagen till senast {last}.", last=step.last),
                section,
            )  # fmt: skip


def budget_in_its_own_year(model: Model) -> Iterator[Finding]:
    """A budget decided or proposed in the year that it is for."""
    economy = model.economy
    for name, deadline in (("budget_proposal", economy.budget_proposal), ("budget", economy.budget)):
        if deadline and deadline.year > -1:
            yield Finding(
                "warning",
                "too-late",
                f"economy.{name}.year",
                say("Här står {day} samma år som budgeten gäller.", day=day_of(deadline)),
                say("Skriv year = -1 för året före."),
                "11:5",
            )


def _half_year_step(model: Model, section: str) -> Step | None:
    """The half-year report is handed over within two months of the end of its period."""
    ends = [end for report in model.report if report.kind == "half_year" for end in report.period_ends]
    if section != "11:16" or not ends:
        return None
    month = max(end.month for end in ends) + 2
    day = 30 if month in {4, 6, 9, 11} else 31
    return Step("11:16", HANDED_OVER, month, day, day_of(Dated(month=month, day=day)))


def _by_law(model: Model, section: str) -> list[Event]:
    return [event for event in model.event if event.law == section]


def discharge_before_the_accounts(model: Model) -> Iterator[Finding]:
    """The council approves the annual report before it decides on discharge."""
    treated = [month for report in model.report if report.kind == "annual" for month in report.treated]
    for path, event in events(model.event):
        if event.law == "5:24" and treated and event.month < min(treated):
            yield Finding(
                "warning",
                "discharge-first",
                path,
                say("Ansvarsfriheten prövas {day}, innan årsredovisningen är godkänd.", day=when(event)),
                say("Godkänn årsredovisningen först."),
                "11:21",
            )


def _before_the_new_council(dated: Dated) -> bool:
    return (dated.month, dated.day or ANY_DAY_OF_OCTOBER) < NEW_COUNCIL


def _told_of_election_years(model: Model) -> bool:
    """Whether an event says when the newly elected council decides."""
    return any(event.election_year and not _before_the_new_council(event) for event in _by_law(model, "11:10"))


def budget_of_the_old_council(model: Model) -> Iterator[Finding]:
    """In an election year the newly elected council decides the budget."""
    economy = model.economy
    if economy.budget_election_year:
        if _before_the_new_council(economy.budget_election_year):
            yield Finding(
                "warning",
                "old-council",
                "economy.budget_election_year",
                say("Valår beslutas budgeten {day}, innan nyvalda fullmäktige har tillträtt.",
                    day=when(economy.budget_election_year)),
                say("Valår ska nyvalda fullmäktige besluta, tidigast 15 oktober."),
                "11:10",
            )  # fmt: skip
    elif economy.budget and not _told_of_election_years(model) and _before_the_new_council(economy.budget):
        yield Finding(
            "remark",
            "old-council",
            "economy.budget",
            say("Budgeten beslutas {day}. Det står inte vad som gäller valår.", day=when(economy.budget)),
            say("Valår beslutar nyvalda fullmäktige: skriv budget_election_year, till exempel november."),
            "11:10",
        )


def both_kinds_of_goal(model: Model) -> Iterator[Finding]:
    """The budget holds financial goals and goals of the operations, for sound economic management."""
    sound = model.economy.sound
    if sound is None or not (sound.by_item or sound.financial or sound.operational):
        yield Finding(
            "remark",
            "sound-economy",
            "economy.sound",
            say("Det står inte vilka mål som gäller god ekonomisk hushållning."),
            say("Skriv economy.sound med financial och operational, eller by_item = true."),
            "11:6",
        )
        return
    if sound.by_item and not any(level.sound_economy for level in model.level):
        yield _one_kind("economy.sound.by_item", say("finansiella mål och verksamhetsmål"))
    if not sound.by_item and not sound.financial:
        yield _one_kind("economy.sound.financial", say("finansiella mål"))
    if not sound.by_item and not sound.operational:
        yield _one_kind("economy.sound.operational", say("mål för verksamheten"))


def _one_kind(path: str, what: Text) -> Finding:
    message = say("Budgeten saknar {what} för god ekonomisk hushållning.", what=what)
    proposal = say("Ange vilka målen är, eller låt en nivå ha sound_economy = true.")
    return Finding("warning", "sound-economy", path, message, proposal, "11:6")


def assessed_in_two_ways(model: Model) -> Iterator[Finding]:
    """Which reports assess the goals as a whole stands in two places, which must say the same."""
    sound = model.economy.sound
    if sound is None:
        return
    for path, report in numbered("report", model.report):
        if report.assesses_sound_economy != (report.key in sound.assessed_in):
            yield Finding(
                "warning",
                "sound-assessed",
                f"{path}.assesses_sound_economy",
                say(
                    "assesses_sound_economy på ”{report}” och assessed_in säger emot varandra.", report=report.name.one
                ),
                say("Skriv rapporten på båda ställena, eller på inget."),
                "11:6",
            )


def assessed_without_rule(model: Model) -> Iterator[Finding]:
    """A report assesses the goals as a whole, and no rule says how they weigh together."""
    sound = model.economy.sound
    if sound is not None and sound.assessed_in and not sound.status:
        yield Finding(
            "remark",
            "sound-status",
            "economy.sound.status",
            say("Ingen regel säger hur målen för god ekonomisk hushållning vägs samman."),
            say("Skriv status = ”…” med en regel som har roll_up. Utan den bedöms helheten för hand."),
            "11:6",
        )


OFFICIALS = frozenset({"administration", "area", "school", "unit", "group"})


def _is_by_official(model: Model, level: Level) -> bool:
    body, role = model.body_of(level.decided_by), model.role_of(level.decided_by)
    return bool((role and role.kind == "official") or (body and body.kind in OFFICIALS))


def goal_decided_by_an_official(model: Model) -> Iterator[Finding]:
    """What concerns the goals of the operations may not be delegated.

    A goal that only breaks down what a body has decided is carrying it out, and may be an official's; it is
    pointed out as a remark, since the line is not sharp.
    """
    for path, level in numbered("level", model.level):
        if level.kind not in {"vision", "direction", "goal"} or level.personal or not _is_by_official(model, level):
            continue
        above = [other for key in level.serves if (other := model.level_of(key))]
        breaks_down = any(other.kind == "goal" for other in above)
        yield graded(
            "remark" if breaks_down else "warning",
            "goal-by-official",
            f"{path}.decided_by",
            say("”{level}” beslutas av {who}, men beslut om verksamhetens mål får inte delegeras.",
                level=level.name.one, who=model.who(level.decided_by)),
            say("Se till att målen bara bryter ned det som nämnden har beslutat.")
            if breaks_down
            else say("Låt nämnden eller fullmäktige besluta."),
            "6:38",
            rests_on=[level],
        )  # fmt: skip


def mandate_period(model: Model) -> Iterator[Finding]:
    if model.mandate.years != 4:
        yield Finding(
            "warning",
            "mandate",
            "mandate.years",
            say("Mandatperioden är {years} år, men fullmäktige väljs på fyra.", years=model.mandate.years),
            say("Skriv years = 4."),
            "5:9",
        )


def steps_not_mentioned(model: Model) -> Iterator[Finding]:
    """What the law wants done each year, and nothing in the file dates."""
    dated = {section for section, *_ in dated_by_law(model)}
    wanted = [(step.section, step.what, say("senast {last}", last=step.last)) for step in STEPS]
    if _half_year_step(model, "11:16"):
        wanted.append(("11:16", HANDED_OVER, say("inom två månader från periodens slut")))
    for section, what, limit in wanted:
        if section not in dated:
            yield Finding(
                "remark",
                "not-mentioned",
                "event",
                say("Det står inte när {what}; lagen säger {when}.", what=what, when=limit),
                say("Lägg till en händelse med law = ”{section}”.", section=section),
                section,
            )


def companies_not_assessed(model: Model) -> Iterator[Finding]:
    """Each year the executive board decides, for each company, whether it has kept to its purpose."""
    companies = [body for body in model.body if body.kind in COMPANIES]
    if companies and not _by_law(model, "6:9"):
        yield Finding(
            "remark",
            "not-mentioned",
            "event",
            say("Det står inte när styrelsen prövar om bolagen har hållit sig till sitt ändamål."),
            say("Lägg till en händelse med law = ”6:9”."),
            "6:9",
        )
