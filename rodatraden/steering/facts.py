"""What a model says, gathered in sections of labelled lines, so that a page can show all of it. Pure."""

from collections.abc import Mapping

from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many, verbatim
from rodatraden.steering.facts_of_followup import meets_told, timing
from rodatraden.steering.facts_of_levels import conditions, documents, levels, measures, split, steps
from rodatraden.steering.schema import Body, Climb, Deadline, FinancialGoal, Law, LineKind, Model, Plan, Report
from rodatraden.steering.schema.told import tell
from rodatraden.steering.sections import Line, Section, fact, kept, names, of, section
from rodatraden.steering.words import deadline_told, month_name, report_told


def aims(model: Model) -> tuple[Section, ...]:
    """Why the municipality steers as it does, and what is revised once in a mandate period."""
    years = say_many(model.mandate.years, "{n} år", "{n} år")
    return kept(
        (
            section(say("Syfte"), model, fact(say("Styrningen ska"), *model.purpose)),
            section(
                say("Mandatperioden"),
                model.mandate,
                fact(say("Längd"), years),
                fact(say("Revideras en gång per mandatperiod"), *model.mandate.revises),
            ),
        )
    )


def bodies(model: Model) -> tuple[Section, ...]:
    """Each body: who appoints it, what it does, and whether it is an authority of its own."""
    return kept(_body(model, body) for body in model.body)


def _body(model: Model, body: Body) -> Section | None:
    decided = [level.name.one for level in model.level if level.decided_by == body.key]
    decided += [plan.name.one for plan in model.plan if plan.decided_by == body.key]
    return section(
        verbatim(body.name.one),
        body,
        fact(say("Utses av"), model.who(body.appointed_by)),
        fact(say("Beslutar"), in_words(decided)),
        fact(say("Uppgifter"), *body.tasks),
        fact(say("Tillträder"), body.term_begins),
        fact(say("Sammanträder"), of(body.meets, meets_told(body.meets)) if body.meets else NOTHING),
        fact(say("Egen myndighet"), say("ja") if body.is_authority else NOTHING),
        fact(say("Kallas också"), in_words(body.also_called)),
    )


def participation(model: Model) -> tuple[Section, ...]:
    """How employees, unions and residents take part."""
    return kept(
        section(
            verbatim(part.what),
            part,
            fact(say("Vem"), model.who(part.who)),
            fact(say("Beslutar"), names(model, [part.decides] if part.decides else [])),
            fact(say("Krävs före beslut om"), names(model, part.before)),
            fact(say("När"), say("vid betydande förändringar") if part.when == "significant" else NOTHING),
        )
        for part in model.participation
    )


def plans(model: Model) -> tuple[Section, ...]:
    """Each plan type: owner, decider, deadline, horizon, contents, and what it builds on."""
    return kept(_plan(model, plan) for plan in model.plan)


PLAN_KINDS = {"plan": NOTHING, "budget": say("budget"), "scorecard": say("styrkort")}
RHYTHMS = {"year": say("varje år"), "mandate": say("varje mandatperiod"), "when-needed": say("vid behov")}


def _plan(model: Model, plan: Plan) -> Section | None:
    return section(
        verbatim(f"{plan.name.one} ({plan.short})" if plan.short else plan.name.one),
        plan,
        fact(say("Slag"), PLAN_KINDS[plan.kind]),
        fact(say("Ägs av"), model.who(plan.owner)),
        fact(say("Beslutas av"), model.who(plan.decided_by)),
        fact(say("Klar"), *_deadline(plan.deadline)),
        fact(say("Görs"), RHYTHMS[plan.every]),
        fact(say("Gäller"), say_many(plan.horizon, "{n} år", "{n} år")),
        fact(say("Innehåller"), *plan.contents),
        fact(say("Bygger på"), names(model, plan.builds_on)),
        fact(say("Lämnas för kännedom till"), in_words([model.who(key) for key in plan.informs])),
        fact(say("Kallas också"), in_words(plan.also_called)),
    )


def _deadline(deadline: Deadline | None) -> tuple[Line | Text, ...]:
    """The day, and what is printed where the document says it in its own way."""
    if deadline is None:
        return ()
    printed = say("i dokumentet: {words}", words=deadline.as_printed) if deadline.as_printed else NOTHING
    return of(deadline, deadline_told(deadline)), printed


def governing(model: Model) -> tuple[Section, ...]:
    """Each kind of governing document and who decides it."""
    return kept(
        section(
            verbatim(document.name),
            document,
            fact(say("Rang bland styrdokumenten"), str(document.rank) if document.rank else NOTHING),
            fact(say("Beslutas av"), model.who(document.decided_by)),
            fact(say("Får också beslutas av"), *(model.who(key) for key in document.also_decided_by)),
            fact(say("Bereds av"), model.who(document.prepared_by)),
            fact(say("Ansvarig"), model.who(document.responsible)),
            fact(say("Revideras"), document.revised),
            fact(say("Följs upp"), document.followed_up),
            fact(say("Binder"), say("när bolagsstämman har antagit det") if document.binds_when_adopted else NOTHING),
            fact(say("Lagrum"), *(of(law, law_told(law)) for law in document.law)),
        )
        for document in model.governing
    )


def reports(model: Model) -> tuple[Section, ...]:
    """Each report type: when, the way it climbs, its questions and contents."""
    return kept(_report(model, report) for report in model.report)


def _report(model: Model, report: Report) -> Section | None:
    return section(
        verbatim(report.name.one),
        report,
        fact(say("När"), report_told(report), *_assumed_ends(report)),
        fact(say("Undantagen gäller"), _meaning(report)),
        fact(say("Behandlas i"), in_words([month_name(month) for month in report.treated])),
        fact(say("Lämnas senast"), say("dag {day} i månaden", day=report.due_day) if report.due_day else NOTHING),
        fact(say("Handlar om"), names(model, report.about)),
        fact(say("Vägen"), *(of(climb, climb_told(model, climb)) for climb in report.climbs)),
        fact(say("Frågor"), *(of(question, question.text) for question in report.questions)),
        fact(say("Innehåller"), *report.contents),
        fact(say("Åtgärder"), report.action_plan),
        fact(say("Redovisas på plats"), report.in_person),
        fact(say("Gemensam dag"), report.common_day),
        fact(
            say("God ekonomisk hushållning"),
            say("rapporten bedömer den samlat") if report.assesses_sound_economy else NOTHING,
        ),
        fact(say("Kallas också"), in_words(report.also_called)),
    )


def _assumed_ends(report: Report) -> list[Line]:
    """The period ends that are assumed, each by itself, since the others may be stated."""
    ends = [end for end in report.period_ends if end.assumed]
    return [of(end, say("{day} {month}", day=end.day, month=month_name(end.month))) for end in ends]


def _meaning(report: Report) -> Text:
    if report.except_means == "reported":
        return say("månaden som rapporten handlar om")
    return say("månaden då rapporten behandlas") if report.except_means == "treated" else NOTHING


def climb_told(model: Model, climb: Climb) -> Text:
    """One step of a report's way, in words: who hands it to whom, and what the receiver does."""
    sender, receiver = model.who(climb.sender), model.who(climb.receiver)
    if climb.month:
        told = climb_told(model, climb.model_copy(update={"month": None}))
        return say("{step} ({month})", step=told, month=month_name(climb.month))
    if climb.edge == "decides":
        return say("{sender} lämnar till {receiver}, som beslutar", sender=sender, receiver=receiver)
    if climb.edge == "prepares":
        return say("{sender} lämnar till {receiver}, som bereder", sender=sender, receiver=receiver)
    return say("{sender} lämnar till {receiver} för kännedom", sender=sender, receiver=receiver)


def economy(model: Model) -> tuple[Section, ...]:
    """Frames and budget, sound economic management, and what is done about deviations."""
    told = model.economy
    frames = section(
        say("Budget och ramar"),
        told,
        fact(say("Ramarna beslutas av"), model.who(told.frames_decided_by)),
        fact(say("Ramar"), *_deadline(told.frames)),
        fact(say("Förslag till budget"), *_deadline(told.budget_proposal)),
        fact(say("Skattesats"), *_deadline(told.tax_rate)),
        fact(say("Budget"), *_deadline(told.budget)),
        fact(say("Budget valår"), *_deadline(told.budget_election_year)),
        fact(say("Omprövas"), told.reopened),
        fact(say("Fördelas efter"), *told.distribution),
        fact(say("Säkras först"), *told.secured_first),
        fact(say("Investeringar"), *told.investments),
        fact(say("Väsentlig avvikelse"), told.deviation),
        fact(say("Vid underskott"), told.deficit_measures),
        fact(say("Rader för driften"), *_lines(model, "operations")),
        fact(say("Rader för investeringar"), *_lines(model, "investment")),
        fact(say("Lagrum"), *(of(law, law_told(law)) for law in told.law)),
    )
    return kept((frames, _sound(model)))


def _lines(model: Model, kind: LineKind) -> list[Line]:
    """What frames, outcomes and forecasts are told on. Nothing where the model has the two usual lines."""
    return [of(line, line.name.one) for line in model.economy_line if line.kind == kind]


def law_told(law: Law) -> Text:
    """The section in force first, the printed one beside it where they differ."""
    now = say("KL {section}", section=law.current)
    if not law.printed or law.printed == law.current:
        return now
    printed = say("{now} (tryckt {printed}, SFS {act})", now=now, printed=law.printed, act=law.act)
    return say("{law}. {note}", law=printed, note=law.note) if law.note else printed


def _sound(model: Model) -> Section | None:
    sound = model.economy.sound
    if sound is None:
        return None
    marked = [level.name.many or level.name.one for level in model.level if level.sound_economy]
    assessed = [report.name.one for report in model.report if report.key in sound.assessed_in]
    return section(
        say("God ekonomisk hushållning"),
        sound,
        fact(say("Målen märks ett för ett bland"), in_words(marked) if sound.by_item else NOTHING),
        fact(say("Finansiella mål"), names(model, sound.financial)),
        fact(say("Mål för verksamheten"), names(model, sound.operational)),
        fact(say("Finansiella mål i dokumentet"), *(of(goal, _goal(goal)) for goal in model.economy.goals)),
        fact(say("Bedöms i"), in_words(assessed)),
        fact(say("Vägs samman"), *_weighed(model, sound.status)),
    )


def _weighed(model: Model, key: str) -> list[Text]:
    """A roll-up rule, a line for each status."""
    rule = model.rule.get(key)
    scale = model.scale.get(rule.scale) if rule else None
    if rule is None or scale is None:
        return []
    told = ((scale.value(line.value_key), line.text) for line in tell(rule, scale))
    return [say("{word}: {text}", word=value.word, text=text) if value else text for value, text in told]


def _goal(goal: FinancialGoal) -> str:
    return f"{goal.what}: {goal.figure}" if goal.figure else goal.what


def control(model: Model) -> tuple[Section, ...]:
    """Internal control, self-checks, complaints, audit and improvement."""
    told = model.control
    return kept(
        (
            section(
                say("Intern kontroll och kvalitet"),
                told,
                fact(say("Kontrollplanen beslutas av"), model.who(told.plan_decided_by)),
                fact(say("Kontrollplan"), *_deadline(told.plan)),
                fact(say("Rapporteras till"), model.who(told.report_to)),
                fact(say("Rapport"), *_deadline(told.report)),
                fact(say("Egenkontroll"), *told.self_checks),
                fact(say("Klagomål och synpunkter"), told.complaints),
                fact(say("Revisionens rapporter"), told.audit),
                fact(say("Förbättringar"), told.improvements),
                fact(say("Processer"), told.processes),
                fact(say("Hjulet"), in_words(told.cycle)),
            ),
        )
    )


def openness(model: Model) -> tuple[Section, ...]:
    """What is published, what residents can do, and from how few answers a figure is not shown, where it says so."""
    told = model.openness
    small = say("färre än {n} personer visas inte", n=told.small_group) if told.small_group else NOTHING
    shown = section(
        say("Öppenhet"),
        told,
        fact(say("Publiceras"), *told.published),
        fact(say("Invånarna kan"), *told.residents),
        fact(say("Små grupper"), small),
    )
    return kept((shown,))


def everything(model: Model, kinds: Mapping[str, str]) -> tuple[tuple[Text, tuple[Section, ...]], ...]:
    """All sections under their headings, in the order of a reader who wants to know how the municipality steers.

    `kinds` names the kinds of units, which the organisation knows.
    """
    found = (
        (say("Syfte och mandatperiod"), aims(model)),
        (say("Dokumenten"), documents(model)),
        (say("Nivåerna"), levels(model, kinds)),
        (say("Måtten"), measures(model)),
        (say("Vilka som beslutar"), bodies(model)),
        (say("Förtroendevalda och tjänstepersoner"), split(model)),
        (say("Delaktighet"), participation(model)),
        (say("Beredning"), steps(model)),
        (say("Planer"), plans(model)),
        (say("Styrdokument"), governing(model)),
        (say("Rapporter"), reports(model)),
        (say("Tider, påminnelser och små grupper"), timing(model)),
        (say("Händelser som inte gäller alla eller alltid"), conditions(model)),
        (say("Ekonomi"), economy(model)),
        (say("Kontroll och kvalitet"), control(model)),
        (say("Öppenhet mot invånarna"), openness(model)),
    )
    return tuple((title, sections) for title, sections in found if sections)
