"""When bodies meet, by when each floor reports, who is reminded and when, and small groups, in labelled lines. Pure."""

from collections.abc import Mapping, Sequence

from rodatraden.lib.text import Text, in_words, say, say_many
from rodatraden.steering.schema import Leads, Meets, Model, Reminders, SmallGroup
from rodatraden.steering.sections import Section, fact, kept, section
from rodatraden.steering.words import month_name

WEEKS: Mapping[str, Text] = {
    "first": say("den första"),
    "second": say("den andra"),
    "third": say("den tredje"),
    "fourth": say("den fjärde"),
    "last": say("den sista"),
}
WEEKDAYS: Mapping[str, Text] = {
    "monday": say("måndagen"),
    "tuesday": say("tisdagen"),
    "wednesday": say("onsdagen"),
    "thursday": say("torsdagen"),
    "friday": say("fredagen"),
}
DUTY: Mapping[str, Text] = {"before": say("de före sista dagen"), "after": say("de efter sista dagen")}


def meets_told(meets: Meets) -> Text:
    """ "den sista måndagen i månaden, utom i juli"."""
    told = say("{week} {weekday} i månaden", week=WEEKS[meets.week], weekday=WEEKDAYS[meets.weekday])
    if not meets.except_months:
        return told
    return say("{day}, utom i {months}", day=told, months=in_words([month_name(each) for each in meets.except_months]))


def timing(model: Model) -> tuple[Section, ...]:
    """The days before a meeting, the reminders, and who may see figures on few people."""
    return kept((_leads(model.leads), _reminders(model.reminders), _small_group(model, model.small_group)))


def _leads(leads: Leads | None) -> Section | None:
    if leads is None:
        return None
    return section(
        say("Dagar före sammanträdet"),
        leads,
        fact(say("Enheten lämnar"), _days(leads.unit)),
        fact(say("Området lämnar"), _days(leads.area)),
        fact(say("Förvaltningen lämnar"), _days(leads.administration)),
        fact(say("Presidiet går igenom"), _days(leads.presidium)),
        fact(say("Kallelsen skickas"), _days(leads.notice), say("till fullmäktige minst en vecka före (KL 5:13)")),
    )


def _days(days: int) -> Text:
    return say_many(days, "{n} dag före", "{n} dagar före")


def _reminders(reminders: Reminders | None) -> Section | None:
    if reminders is None:
        return None
    return section(
        say("Påminnelser"),
        reminders,
        fact(say("Före sista dagen"), _each(reminders.before)),
        fact(say("Efter sista dagen"), _each(reminders.after)),
        fact(say("Går inte att välja bort"), in_words([DUTY[each] for each in reminders.duty])),
    )


def _each(days: Sequence[int]) -> Text:
    if not days:
        return say("inga")
    return in_words([say_many(day, "{n} dag", "{n} dagar") for day in sorted(days, reverse=True)])


def _small_group(model: Model, small: SmallGroup | None) -> Section | None:
    if small is None:
        return None
    roles = [role.name.many or role.name.one for role in model.role if role.key in small.shown_to]
    return section(
        say("Små grupper"),
        small,
        fact(say("Döljs"), say("status och siffror om färre än {n} personer", n=small.fewer_than)),
        fact(say("Visas ändå för"), in_words(roles) or say("ingen")),
    )
