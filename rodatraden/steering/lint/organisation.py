"""Bodies that nobody appoints, decisions that nobody may take, and questions that stand on both sides."""

from collections.abc import Iterator

from rodatraden.lib.text import in_words, say
from rodatraden.lib.trees import find_circle
from rodatraden.steering.findings import Finding
from rodatraden.steering.lint.paths import graded, numbered
from rodatraden.steering.schema import Model

APPOINTED = frozenset({"executive_board", "board", "committee", "company", "joint_board", "foundation", "audit"})
"""Kinds of bodies that the municipality itself appoints. The council is elected; the rest are shared or staffed."""
ACTING = frozenset({"enter", "assess", "decide"})


def nobody_appoints(model: Model) -> Iterator[Finding]:
    for path, body in numbered("body", model.body):
        if body.kind in APPOINTED and not body.appointed_by:
            council = next((other.key for other in model.body if other.kind == "council"), "kf")
            yield graded(
                "warning",
                "nobody-appoints",
                f"{path}.appointed_by",
                say("Det står inte vem som utser {name}.", name=body.name.one),
                say("Skriv appointed_by = ”{council}”, om det är fullmäktige.", council=council),
                rests_on=[body],
            )


def appointed_in_a_circle(model: Model) -> Iterator[Finding]:
    """Bodies that appoint each other, or one that appoints itself: nobody is answerable to anybody."""
    circle = find_circle({body.key: [body.appointed_by] for body in model.body})
    if circle:
        names = [found.name.one for key in circle if (found := model.body_of(key))]
        one = say("{name} sägs utse sig själv.", name=names[0].capitalize())
        several = say("Organ utser varandra i en cirkel: {names}.", names=in_words(names))
        yield Finding(
            "warning",
            "appoints-itself",
            f"body[{circle[0]}].appointed_by",
            one if len(set(circle)) == 1 else several,
            say("Skriv i appointed_by vilket organ som utser det."),
        )


def no_auditors(model: Model) -> Iterator[Finding]:
    if not any(body.kind == "audit" for body in model.body):
        yield Finding(
            "remark",
            "no-auditors",
            "body",
            say("Modellen har ingen revision."),
            say("Lägg till ett organ med kind = ”audit”, utsett av fullmäktige."),
            "3:10",
        )


def nobody_may_decide(model: Model) -> Iterator[Finding]:
    """A level that somebody decides who has no right to: the decision could never be recorded."""
    for path, level in numbered("level", model.level):
        body, role = model.body_of(level.decided_by), model.role_of(level.decided_by)
        kinds = {kind for other in model.role if "decide" in other.rights for kind in other.belongs_to}
        if (role and "decide" in role.rights) or (body and body.kind in kinds) or not (role or body):
            continue
        yield Finding(
            "error",
            "nobody-may-decide",
            f"{path}.decided_by",
            say(
                "”{name}” beslutas av {who}, men ingen roll där har rätt att besluta.",
                name=level.name.one,
                who=model.who(level.decided_by),
            ),
            say("Ge en roll där rättigheten ”decide” i rights."),
        )


def nobody_administers(model: Model) -> Iterator[Finding]:
    """Without the right to administer nobody could ever let another model hold on the page."""
    if not any("administer" in role.rights and role.belongs_to for role in model.role):
        message = say("Ingen roll har rätt att förvalta, så ingen kan läsa in en ny version av styrmodellen.")
        proposal = say("Ge en roll rättigheten ”administer” i rights, och skriv vid vilka enheter den finns.")
        yield Finding("error", "nobody-administers", "role", message, proposal)


def auditor_who_acts(model: Model) -> Iterator[Finding]:
    """Auditors judge and take no part in what they judge."""
    for path, role in numbered("role", model.role):
        acting = sorted(ACTING & set(role.rights))
        if role.kind == "auditor" and acting:
            yield Finding(
                "warning",
                "auditor-acts",
                f"{path}.rights",
                say("Revisorn {name} får göra det som revisionen granskar.", name=role.name.one),
                say("Ta bort {rights} ur rights.", rights=in_words(acting)),
                "12:1",
            )


def role_without_unit(model: Model) -> Iterator[Finding]:
    """A role with rights that belongs to no kind of unit can be given to nobody."""
    for path, role in numbered("role", model.role):
        if role.rights and not role.belongs_to and role.kind not in {"resident", "union"}:
            yield graded(
                "warning",
                "role-nowhere",
                f"{path}.belongs_to",
                say("Det står inte vid vilka enheter rollen {name} finns.", name=role.name.one),
                say("Skriv slag av enheter i belongs_to, till exempel ”administration”."),
                rests_on=[role],
            )


def same_question_on_both_sides(model: Model) -> Iterator[Finding]:
    """What both the elected and the officials decide belongs in the zone between them."""
    if model.split is None:
        return
    theirs = {question.casefold() for question in model.split.officials.asks}
    both = [question for question in model.split.elected.asks if question.casefold() in theirs]
    if both:
        yield graded(
            "warning",
            "both-sides",
            "split",
            say("Frågan {questions} ligger både hos förtroendevalda och tjänstepersoner.", questions=in_words(both)),
            say("Låt den ena sidan ha frågan, eller skriv den i zone."),
            rests_on=[model.split],
        )
