"""What the page of notices says in a sentence. Knows no Django."""

from datetime import date

from rodatraden.lib.text import NOTHING, Text, say, say_many


def waiting_told(waiting: int, unread: int, late: int) -> Text:
    """What waits for the reader: how much, how much of it is new, and what is late."""
    if not waiting:
        return say("Inget väntar på dig.")
    first = say_many(waiting, "En sak väntar på dig", "{n} saker väntar på dig")
    if not unread and not late:
        return say("{first}.", first=first)
    new = say_many(unread, "en är oläst", "{n} är olästa")
    old = say_many(late, "en är försenad", "{n} är försenade")
    if unread and late:
        return say("{first}: {new} och {old}.", first=first, new=new, old=old)
    return say("{first}: {rest}.", first=first, rest=new if unread else old)


def due_told(due: date | None, today: date) -> Text:
    """When it is to be done, or how late it is."""
    if due is None:
        return NOTHING
    days = (today - due).days
    if days > 0:
        return say_many(days, "Skulle ha varit klart i går", "Skulle ha varit klart för {n} dagar sedan")
    if days == 0:
        return say("Senast i dag")
    return say("Senast {day}", day=due.isoformat())
