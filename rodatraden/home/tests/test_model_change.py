"""A new version of the model: what is told of it, what it maps, and when it is refused."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden import steering
from rodatraden.audit.models import Entry
from rodatraden.home.model_change import BIGGEST, Proposal, activate_model, propose
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.organisation.access import NOBODY, Actor, actor_of, system
from rodatraden.organisation.models import Role
from rodatraden.steering.active import active_model
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import User
from rodatraden.thread.models import Item, ItemVersion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("perstorp_in_the_demo")]
PRESETS = Path(str(steering.__file__)).parent / "presets"
TEXT = (PRESETS / "perstorp.toml").read_text(encoding="utf-8")
TODAY = date(2018, 9, 10)
LATER = date(2018, 10, 1)


def changed(*changes: tuple[str, str]) -> str:
    """The model with pieces of text replaced; each must be there."""
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def without(head: str, key: str) -> str:
    """The model without one part of a list."""
    start = TEXT.index(f'[[{head}]]\nkey = "{key}"')
    return TEXT[:start] + TEXT[TEXT.index("\n[", start + 1) + 1 :]


def proposed(text: str) -> Proposal:
    return propose(system(), text.encode())


def stops(proposal: Proposal) -> list[str]:
    return [str(impact.told) for impact in proposal.impacts if impact.stops]


def warns(proposal: Proposal) -> list[str]:
    return [str(impact.told) for impact in proposal.impacts if not impact.stops]


def everything() -> tuple[object, ...]:
    kinds = (SteeringModel, ItemVersion, Role, Indicator, Entry)
    return tuple(tuple(kind.objects.order_by("pk").values_list()) for kind in kinds)


def refusal(text: str, day: date = TODAY, **fields: str) -> Refused:
    """Why a file is refused, and that nothing changed."""
    before = everything()
    with pytest.raises(Refused) as caught:
        activate_model(system(), text, day, "Nytt", **fields)
    assert everything() == before
    return caught.value


RENAMED_LEVEL = changed(
    ('key = "namndmal"', 'key = "namndens-mal"\nwas = "namndmal"'),
    ('serves = ["namndmal"', 'serves = ["namndens-mal"'),
)
RENAMED_ROLE = changed(
    ('[[role]]\nkey = "ekonomichef"', '[[role]]\nkey = "ekonomidirektor"\nwas = "ekonomichef"'),
)


def test_the_file_that_holds_changes_nothing_and_stops_nothing() -> None:
    proposal = proposed(TEXT)
    assert proposal.changes == ()
    assert stops(proposal) == []
    assert proposal.can_be_activated


def test_proposing_writes_nothing() -> None:
    before = everything()
    proposed(RENAMED_LEVEL)
    proposed(without("level", "aktivitet"))
    proposed("inte [ toml")
    assert everything() == before


def test_a_changed_name_is_told_in_words() -> None:
    proposal = proposed(changed(('one = "målområde"', 'one = "inriktning"')))
    told = [str(change.told) for change in proposal.changes]
    assert told == ["namn: ”målområde” blir ”inriktning”"]
    assert proposal.can_be_activated


def test_a_renamed_key_is_told_as_a_rename() -> None:
    told = [str(change.told) for change in proposed(RENAMED_LEVEL).changes]
    assert "nyckeln ”namndmal” blir ”namndens-mal”" in told
    assert not any("tas bort" in each for each in told)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("detta [ är inte TOML", "TOML"),
        ("", "model"),
        (changed(("format = 1\n", "format = 99\n")), "99"),
        (changed(("kind = \"direction\"", "kind = \"riktning\"")), "riktning"),
        (changed(('serves = ["vision"]', "serves = 7")), "serves"),
        (changed(("decided_by = \"kf\"", "decidedby = \"kf\"")), "decidedby"),
        (changed(('serves = ["malomrade"]\n', 'serves = ["finns-inte"]\n')), "finns-inte"),
    ],
)  # fmt: skip
def test_an_invalid_file_says_what_is_wrong_and_changes_nothing(text: str, says: str) -> None:
    proposal = proposed(text)
    assert not proposal.can_be_activated
    found = " ".join(f"{each.path} {each.message} {each.proposal}" for each in proposal.findings)
    assert says in found
    assert str(refusal(text))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00k", "k = 'å'".encode("latin-1"), b"x" * (BIGGEST + 1)])
def test_what_is_no_text_or_too_large_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Refused, match="UTF-8|för stor"):
        propose(system(), content)


def test_a_file_with_a_mark_of_byte_order_is_read() -> None:
    assert propose(system(), b"\xef\xbb\xbf" + TEXT.encode()).can_be_activated


def test_the_file_of_another_municipality_is_stopped_and_both_are_named() -> None:
    text = (PRESETS / "hallsberg.toml").read_text(encoding="utf-8")
    assert "Filen gäller kommun 1861, inte Perstorps kommun (1275)." in stops(proposed(text))
    assert "1861" in str(refusal(text))


def test_a_level_that_is_gone_is_named_with_how_many_rows_use_it() -> None:
    number = ItemVersion.objects.filter(level="aktivitet").count()
    assert number > 1
    text = without("level", "aktivitet")
    told = f"Nivån ”aktivitet” finns inte i filen, men {number} rader använder den nyckeln. "
    assert stops(proposed(text)) == [told + 'Skriv was = "aktivitet" på det som ersätter.']
    assert "aktivitet" in str(refusal(text))


def test_a_level_that_only_a_draft_uses_is_still_in_use() -> None:
    item = Item.objects.create(key="mitt-eget")
    unit = ItemVersion.objects.filter(level="namndmal")[0].unit
    ItemVersion.objects.create(item=item, level="medarbetarmal", title="Mitt eget", unit=unit)
    told = "Nivån ”medarbetarens mål” finns inte i filen, men en rad använder den nyckeln. "
    assert stops(proposed(without("level", "medarbetarmal"))) == [
        told + 'Skriv was = "medarbetarmal" på det som ersätter.'
    ]


def test_a_level_that_nothing_uses_may_go() -> None:
    assert not ItemVersion.objects.filter(level="medarbetarmal").exists()
    proposal = proposed(without("level", "medarbetarmal"))
    assert stops(proposal) == []
    assert "nivån ”medarbetarens mål” tas bort" in [str(change.told) for change in proposal.changes]


def test_rows_whose_days_are_over_stop_nothing() -> None:
    ItemVersion.objects.filter(level="aktivitet").update(valid_from=date(2017, 1, 1), valid_to=date(2018, 9, 9))
    assert stops(proposed(without("level", "aktivitet"))) == []


def test_a_role_that_somebody_holds_or_answers_by_may_not_go() -> None:
    held = Role.objects.filter(kind="ekonomichef").count()
    named = ItemVersion.objects.filter(responsible_kind="ekonomichef").count()
    named += Indicator.objects.filter(responsible_kind="ekonomichef").count()
    found = stops(proposed(without("role", "ekonomichef")))
    assert len(found) == 1
    assert found[0].startswith("Rollen ”ekonomichef” finns inte i filen, men ")
    assert ("en rad" if held + named == 1 else f"{held + named} rader") in found[0]


def test_a_role_that_only_items_name_may_not_go() -> None:
    Role.objects.filter(kind="ekonomichef").delete()
    Indicator.objects.filter(key="foretagsklimat").update(responsible_kind="ekonomichef")
    assert any("ekonomichef" in told for told in stops(proposed(without("role", "ekonomichef"))))


def test_a_rule_that_an_indicator_names_may_not_go() -> None:
    spare = TEXT.replace("[rule.mal]", '[rule.egen]\nscale = "trafikljus"\ncompare = "reached"\n'
                         'steps = [{ value = "gron" }, { value = "rod" }]\n\n[rule.mal]')  # fmt: skip
    Indicator.objects.filter(key="foretagsklimat").update(rule="egen")
    assert stops(proposed(TEXT)) == ["Regeln ”egen” finns inte i filen, men en indikator eller ett led använder den."]
    assert not any("Regeln" in told for told in stops(proposed(spare)))


LIMITED = (
    'decided_in = "styrkort-namnd"\nowned_by',
    'limit = {{ at_most = {most} }}\ndecided_in = "styrkort-namnd"\nowned_by',
)


def limited(most: int, text: str = TEXT) -> str:
    """The model with at most so many goals for each board."""
    old, new = LIMITED
    assert text.count(old) == 1
    return text.replace(old, new.format(most=most))


@pytest.mark.parametrize("text", [TEXT, RENAMED_LEVEL])
def test_more_goals_than_the_new_limit_allows_is_told_by_unit_and_stops_nothing(text: str) -> None:
    goals = ItemVersion.objects.filter(level="namndmal", unit__key="sn", state="decided")
    board = goals.count()
    assert board > 1
    proposal = proposed(limited(1, text))
    assert proposal.can_be_activated
    assert f"Socialnämnden har {board} mål. Styrmodellen tillåter högst 1." in warns(proposal)
    assert ItemVersion.objects.filter(level="namndmal", unit__key="sn", state="decided").count() == board, (
        "nothing is renamed yet"
    )


def test_a_limit_that_everybody_keeps_tells_nothing() -> None:
    assert warns(proposed(limited(100))) == []


def test_activation_ends_the_version_before_on_the_day_before_and_is_logged() -> None:
    text = changed(('one = "målområde"', 'one = "inriktning"'))
    made = activate_model(system(), text, LATER, "Fullmäktige har bytt ord.")
    assert made.text == text
    before = SteeringModel.objects.exclude(pk=made.pk).get()
    assert (before.valid_to, made.valid_from, made.valid_to) == (date(2018, 9, 30), LATER, None)
    assert made.reason == "Fullmäktige har bytt ord."
    assert Entry.objects.filter(kind="steering model", object_id=str(made.pk)).count() == 1
    now, then = active_model(TODAY), active_model(LATER)
    assert now is not None
    assert then is not None
    names = [model.level[1].name.one for model in (now, then)]
    assert names == ["målområde", "inriktning"]


def test_a_renamed_level_maps_the_rows_that_use_it() -> None:
    number = ItemVersion.objects.filter(level="namndmal").count()
    activate_model(system(), RENAMED_LEVEL, TODAY, "Nytt namn")
    assert number > 0
    assert ItemVersion.objects.filter(level="namndmal").count() == 0
    assert ItemVersion.objects.filter(level="namndens-mal").count() == number


def test_a_renamed_role_keeps_its_people_and_what_it_answers_for() -> None:
    held = set(Role.objects.filter(kind="ekonomichef").values_list("pk", flat=True))
    Indicator.objects.filter(key="foretagsklimat").update(responsible_kind="ekonomichef")
    activate_model(system(), RENAMED_ROLE, TODAY, "Ny titel")
    assert held
    assert set(Role.objects.filter(kind="ekonomidirektor").values_list("pk", flat=True)) == held
    assert Indicator.objects.get(key="foretagsklimat").responsible_kind == "ekonomidirektor"
    assert not Indicator.objects.filter(responsible_kind="ekonomichef").exists()


@pytest.mark.parametrize("text", [RENAMED_LEVEL, RENAMED_ROLE])
def test_a_rename_waits_for_its_day_since_rows_would_lose_their_level_until_then(text: str) -> None:
    assert "nycklar" in refusal(text, LATER).reasons["valid_from"]


def test_a_rename_that_no_row_uses_may_come_later() -> None:
    text = changed(("medarbetarmal", "eget-mal"), ('key = "eget-mal"', 'key = "eget-mal"\nwas = "medarbetarmal"'))
    assert activate_model(system(), text, LATER, "Nytt namn").valid_from == LATER


@pytest.mark.parametrize("day", [date(2017, 1, 1), date(2016, 12, 31)])
def test_a_day_on_or_before_a_version_that_is_there_is_refused(day: date) -> None:
    assert "2017-01-01" in refusal(TEXT, day).reasons["valid_from"]


def test_a_version_that_is_yet_to_come_may_not_be_overtaken() -> None:
    activate_model(system(), TEXT, LATER, "Kommer")
    assert "2018-10-01" in refusal(TEXT, TODAY).reasons["valid_from"]


def test_a_file_shown_against_a_version_that_is_followed_by_another_is_refused() -> None:
    shown = proposed(TEXT)
    activate_model(system(), changed(('one = "målområde"', 'one = "inriktning"')), TODAY, "Hann före")
    assert "En annan version" in str(refusal(TEXT, LATER, against=shown.against))
    again = proposed(TEXT)
    assert activate_model(system(), TEXT, LATER, "Åter", against=again.against).text == TEXT


def test_only_who_administers_may_propose_and_activate(perstorps_cast: Mapping[str, User]) -> None:
    may = set()
    for name, user in perstorps_cast.items():
        actor = actor_of(user)
        assert actor is not None
        try:
            propose(actor, TEXT.encode())
            may.add(name)
        except PermissionDenied:
            with pytest.raises(PermissionDenied):
                activate_model(actor, TEXT, LATER, "Smyg")
    assert may == {"samordnare"}


def test_nobody_may_neither() -> None:
    stranger: Actor = NOBODY
    with pytest.raises(PermissionDenied):
        propose(stranger, TEXT.encode())


def test_the_person_who_activates_stands_in_the_version(perstorps_cast: Mapping[str, User]) -> None:
    actor = actor_of(perstorps_cast["samordnare"])
    assert actor is not None
    made = activate_model(actor, TEXT, LATER, "Prov")
    assert made.activated_by == "Kvalitetssamordnare"
    assert made.activated_at.date() == clock.today()
