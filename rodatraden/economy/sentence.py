"""What the pages of the economy say first, in plain Swedish. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from rodatraden.economy.deviation import Deviation, Standing, deviation_told, money_told, per_cent_told, used_told
from rodatraden.economy.rows import Figure, LineRow
from rodatraden.lib.digits import MINUS
from rodatraden.lib.numerals import first_numeral, numeral
from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many, verbatim, within
from rodatraden.organisation.tree import Place
from rodatraden.steering.schema import EconomyLine

MOST_NAMED = 3
"""So many boards are named in a sentence; of more, those that are worst off."""
Boards = Sequence[tuple[Place, LineRow]]


def page_sentence(boards: Boards, line: EconomyLine, year: int) -> Text:
    """Which boards expect to miss their frames, and by how much; of a year that is over, which did."""
    known = [(place, found) for place, row in boards if (found := row.deviation)]
    if not any(row.figures for _place, row in boards):
        return say("Inget är infört om {line} {year}.", line=line.name.one, year=year)
    if not known:
        return say("Ingen nämnd har både ram och prognos för {line} {year} än.", line=line.name.one, year=year)
    words = _words(line.kind == "investment", all(row.is_closed for _place, row in boards if row.deviation))
    short = sorted((each for each in known if each[1].standing == "deficit"), key=lambda each: each[1].kronor)
    said: dict[str, object] = {
        "line": line.name.one,
        "year": year,
        "known": numeral(len(known)),
        "all": numeral(len(short)),
    }
    said["number"] = first_numeral(len(short))
    said["named"] = in_words([_named(place, found) for place, found in short[:MOST_NAMED]])
    return replace(words[_case(len(short), len(known), len(boards))], values=said)


def _case(short: int, known: int, all_of_them: int) -> str:
    """Which sentence: by how many boards are short, how many that is known of, and how many there are."""
    if not short:
        return "none" if known == all_of_them else "only-one" if known == 1 else "none-known"
    if short == 1:
        return "one"
    return "most" if short > MOST_NAMED else "all" if short == all_of_them else "some"


def _words(investment: bool, closed: bool) -> Mapping[str, Text]:
    if investment:
        return OVER_AFTER if closed else OVER
    return SHORT_AFTER if closed else SHORT


SHORT = {
    "none": say("Ingen nämnd väntar underskott {year}."),
    "none-known": say("Ingen av de {known} nämnder som har lämnat prognos {year} väntar underskott."),
    "only-one": say("Den enda nämnd som har lämnat prognos {year} väntar inget underskott."),
    "one": say("En nämnd väntar underskott: {named}."),
    "some": say("{number} nämnder väntar underskott: {named}."),
    "all": say("Alla {all} nämnder väntar underskott: {named}."),
    "most": say("{number} nämnder väntar underskott, störst är {named}."),
}
SHORT_AFTER = {
    "none": say("Ingen nämnd fick underskott {year}."),
    "none-known": say("Ingen av de {known} nämnder som har fört in årets utfall fick underskott {year}."),
    "only-one": say("Den enda nämnd som har fört in årets utfall fick inget underskott {year}."),
    "one": say("En nämnd fick underskott {year}: {named}."),
    "some": say("{number} nämnder fick underskott {year}: {named}."),
    "all": say("Alla {all} nämnder fick underskott {year}: {named}."),
    "most": say("{number} nämnder fick underskott {year}, störst var {named}."),
}
OVER = {
    "none": say("Ingen nämnd väntar gå över ramen för {line} {year}."),
    "none-known": say("Ingen av de {known} nämnder som har prognos för {line} {year} väntar gå över ramen."),
    "only-one": say("Den enda nämnd som har prognos för {line} {year} väntar hålla ramen."),
    "one": say("En nämnd väntar gå över ramen för {line}: {named}."),
    "some": say("{number} nämnder väntar gå över ramen för {line}: {named}."),
    "all": say("Alla {all} nämnder väntar gå över ramen för {line}: {named}."),
    "most": say("{number} nämnder väntar gå över ramen för {line}, mest {named}."),
}
OVER_AFTER = {
    "none": say("Ingen nämnd gick över ramen för {line} {year}."),
    "none-known": say("Ingen av de {known} nämnder som har fört in årets {line} gick över ramen {year}."),
    "only-one": say("Den enda nämnd som har fört in årets {line} höll ramen {year}."),
    "one": say("En nämnd gick över ramen för {line} {year}: {named}."),
    "some": say("{number} nämnder gick över ramen för {line} {year}: {named}."),
    "all": say("Alla {all} nämnder gick över ramen för {line} {year}: {named}."),
    "most": say("{number} nämnder gick över ramen för {line} {year}, mest {named}."),
}


def _named(place: Place, found: Deviation) -> Text:
    return say("{name} {size}", name=within(place.name), size=_size(found))


def _size(found: Deviation) -> Text:
    """ "2,4 mkr (1,9 %)"."""
    money = money_told(found.kronor)
    if found.per_cent is None:
        return money
    return say("{money} ({share})", money=money, share=per_cent_told(found.per_cent))


def together_sentence(whole: LineRow | None, without: Sequence[str]) -> Text:
    """What all boards come to, and who has not said: "Tillsammans: underskott 1,2 mkr, 0,3 %."."""
    told = [
        say("Tillsammans: {told}.", told=deviation_told(whole.deviation, whole.is_investment))
        if whole and whole.deviation
        else NOTHING,
        _used(whole),
        _waits(without),
    ]
    return _joined(told)


def _waits(without: Sequence[str]) -> Text:
    if not without:
        return NOTHING
    if len(without) > MOST_NAMED:
        return say_many(len(without), "Prognos saknas för en nämnd.", "Prognos saknas för {n} nämnder.")
    return say("Prognos saknas för {names}.", names=in_words([within(name) for name in without]))


def _used(row: LineRow | None) -> Text:
    """ "Utfallet är 65 % av ramen efter 8 av 12 månader."; nothing when the year is over."""
    if row is None or row.used is None or row.outcome is None or row.is_closed:
        return NOTHING
    return say("Utfallet är {told}.", told=used_told(row.used, row.outcome.as_of))


def _joined(told: Sequence[Text]) -> Text:
    said = [each for each in told if each]
    joined = said[0] if said else NOTHING
    for each in said[1:]:
        joined = say("{one} {other}", one=joined, other=each)
    return joined


UNIT: Mapping[Standing, Text] = {
    "even": say("{name} väntas hålla sin ram {year}."),
    "deficit": say("{name} väntar underskott {year}: {size}."),
    "surplus": say("{name} väntar överskott {year}: {size}."),
}
UNIT_AFTER: Mapping[Standing, Text] = {
    "even": say("{name} höll sin ram {year}."),
    "deficit": say("{name} fick underskott {year}: {size}."),
    "surplus": say("{name} fick överskott {year}: {size}."),
}


def unit_sentence(name: str, row: LineRow, year: int) -> Text:
    """How one unit stands on its first line of operations."""
    found = row.deviation
    said: dict[str, object] = {"name": verbatim(name), "year": year}
    if found:
        said["size"] = _size(found)
        return replace((UNIT_AFTER if row.is_closed else UNIT)[found.standing], values=said)
    if row.frame:
        frame = money_told(row.frame.value)
        return say("{name} har {frame} i ram {year}. Prognosen saknas.", frame=frame, **said)
    if row.figures:
        return say("{name} har ingen ram införd för {year}.", **said)
    return say("Inget är infört om ekonomin {year} för {name}.", **said)


def unit_then(row: LineRow) -> Text:
    """How much has been used, and whether the frame is handed out to what lies beneath (E3)."""
    return _joined([_used(row), shared_told(row.unshared)])


def shared_told(unshared: Decimal | None) -> Text:
    """What is left of a frame when those beneath have theirs; nothing where it adds up or nobody knows."""
    if unshared is None or not unshared:
        return NOTHING
    if unshared > 0:
        return say("{money} av ramen är inte fördelade.", money=money_told(unshared))
    return say("Ramarna under är {money} mer än ramen.", money=money_told(unshared))


def known_told(row: LineRow) -> Text:
    """What is entered already, for who is to enter more: "Ramen är 52,3 mkr. Utfallet är …"."""
    told = (
        [say("Ramen är {money}.", money=signed_told(row.frame.value))] if row.frame else [say("Ingen ram är införd.")]
    )
    if row.outcome:
        day, money = row.outcome.as_of.isoformat(), signed_told(row.outcome.value)
        told.append(say("Utfallet är {money} till och med {day}.", money=money, day=day))
    if row.forecast:
        day, money = row.forecast.as_of.isoformat(), signed_told(row.forecast.value)
        told.append(say("Senaste prognosen är {money}, gjord per {day}.", money=money, day=day))
    return _joined(told)


def signed_told(kronor: Decimal) -> Text:
    """An amount with its sign: income has a minus."""
    money = money_told(kronor)
    return say("{minus}{money}", minus=MINUS, money=money) if kronor < 0 else money


def missing_told(row: LineRow) -> Text:
    """What the sums of a row wait for: "Prognos saknas för Hemtjänsten."."""
    told = []
    for kind, names in row.missing.items():
        if kind == "forecast" and row.is_closed:
            continue
        listed = in_words(list(names)) if len(names) <= MOST_NAMED else say("{n} enheter", n=len(names))
        words = {"frame": say("Ram saknas för {names}.", names=listed)}
        words["outcome"] = say("Utfall saknas för {names}.", names=listed)
        words["forecast"] = say("Prognos saknas för {names}.", names=listed)
        told.append(words[kind])
    return _joined(told)


def day_told(kind: str, figure: Figure | None, usual: date | None) -> Text:
    """The day of a figure where it is another than that of the column."""
    if figure is None or figure.as_of == usual:
        return NOTHING
    day = figure.as_of.isoformat()
    return say("utfall till och med {day}", day=day) if kind == "outcome" else say("prognos per {day}", day=day)
