"""What a new version does to the rows that use keys of the model: what stops it, what it warns of, what it maps."""

from datetime import date
from pathlib import Path

import pytest

from rodatraden import steering
from rodatraden.audit.models import Entry
from rodatraden.economy.models import Amount
from rodatraden.home.model_change import Proposal, activate_model, propose
from rodatraden.home.model_rows import scale_at
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import system
from rodatraden.steering.load import parse
from rodatraden.tenancy.edits import Refused
from rodatraden.thread.models import Answer, Assessment, Contribution, ItemVersion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("perstorp_in_the_demo")]
TEXT = (Path(str(steering.__file__)).parent / "presets" / "perstorp.toml").read_text(encoding="utf-8")
TODAY = date(2018, 9, 10)
LATER = date(2018, 10, 1)
GONE_LETTER = 'key = "a", letter = "A", word = "Accepterat"'
RENAMED_LETTER = GONE_LETTER.replace('key = "a"', 'key = "acc", was = "a"')


def changed(*changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def with_value(key: str, was: str = "") -> str:
    """The model with another key of the value that is green."""
    text = TEXT.replace('"gron"', f'"{key}"')
    return text.replace(f'{{ key = "{key}"', f'{{ key = "{key}", was = "{was}"') if was else text


def proposed(text: str) -> Proposal:
    return propose(system(), text.encode())


def stops(text: str) -> list[str]:
    return [str(impact.told) for impact in proposed(text).impacts if impact.stops]


def warns(text: str) -> list[str]:
    return [str(impact.told) for impact in proposed(text).impacts if not impact.stops]


def goal() -> ItemVersion:
    return ItemVersion.objects.filter(level="namndmal", state="decided").order_by("pk")[0]


def judge(version: ItemVersion, value: str, year: int = 2018) -> Assessment:
    return Assessment.objects.create(
        item=version.item,
        unit=version.unit,
        period=Period.year_of(year),
        value=value,
        reason="Provas",
        entered_at=clock.now(),
    )


RENAMED_PERSPECTIVE = changed(('key = "verksamhet"\n', 'key = "verksamheten"\nwas = "verksamhet"\n'))


def test_a_perspective_in_use_may_not_go() -> None:
    number = ItemVersion.objects.filter(perspective="verksamhet").count()
    assert number > 1
    assert stops(changed(('key = "verksamhet"\n', 'key = "verksamheten"\n'))) == [
        f"Perspektivet ”Verksamhet” finns inte i filen, men {number} rader använder den nyckeln. "
        'Skriv was = "verksamhet" på det som ersätter.'
    ]


def test_a_perspective_with_a_new_key_takes_its_rows_along() -> None:
    number = ItemVersion.objects.filter(perspective="verksamhet").count()
    assert stops(RENAMED_PERSPECTIVE) == []
    activate_model(system(), RENAMED_PERSPECTIVE, TODAY, "Nytt")
    assert ItemVersion.objects.filter(perspective="verksamheten").count() == number
    assert not ItemVersion.objects.filter(perspective="verksamhet").exists()


OWN_LINES = """
[[economy_line]]
key = "netto"
name = { one = "nettokostnad" }
source = "Bilaga 1"
WAS
"""


def test_a_line_of_the_economy_in_use_may_not_go_but_those_of_past_years_do_not_hold_it() -> None:
    number = Amount.objects.current().filter(line="drift", year=2018).count()
    assert number > 1
    assert Amount.objects.filter(year=2017).exists()
    told = stops(TEXT + OWN_LINES.replace("WAS", ""))
    assert (
        f"Raden ”drift” finns inte i filen, men {number} rader använder den nyckeln. "
        'Skriv was = "drift" på det som ersätter.'
    ) in told
    assert stops(TEXT) == []


def test_a_line_with_a_new_key_takes_the_running_years_amounts_along() -> None:
    text = (
        TEXT
        + OWN_LINES.replace("WAS", 'was = "drift"')
        + OWN_LINES.replace("WAS", 'kind = "investment"')
        .replace("netto", "investeringar")
        .replace("investeringarkostnad", "investeringar")
    )
    number = Amount.objects.filter(line="drift", year=2018).count()
    assert stops(text) == []
    activate_model(system(), text, TODAY, "Nytt")
    assert Amount.objects.filter(line="netto").count() == number
    assert not Amount.objects.filter(line="drift", year=2018).exists()
    assert Amount.objects.filter(line="drift", year=2017).exists()


def test_a_letter_that_goals_are_judged_by_may_not_go() -> None:
    Answer.objects.create(version=goal(), question="a", met=True, text="Ja")
    number = Answer.objects.filter(question="a", version__level="namndmal").count()
    told = "ett svar finns" if number == 1 else f"{number} svar finns"
    assert (
        f"”Accepterat” frågas inte längre på nivån ”nämndmål”, men {told}. "
        'Skriv was = "a" på det som ersätter, eller låt frågan stå kvar.'
    ) in stops(changed((GONE_LETTER, GONE_LETTER.replace('key = "a"', 'key = "acc"'))))


def test_a_letter_with_a_new_key_takes_its_judgements_along() -> None:
    Answer.objects.get_or_create(version=goal(), question="a", defaults={"met": True, "text": "Ja"})
    number = Answer.objects.filter(question="a").count()
    text = changed((GONE_LETTER, RENAMED_LETTER))
    assert stops(text) == []
    activate_model(system(), text, TODAY, "Nytt")
    assert Answer.objects.filter(question="acc").count() == number
    assert not Answer.objects.filter(question="a").exists()


def test_a_letter_and_its_level_may_get_new_keys_at_once() -> None:
    Answer.objects.get_or_create(version=goal(), question="a", defaults={"met": True, "text": "Ja"})
    text = changed(
        (GONE_LETTER, RENAMED_LETTER),
        ('key = "namndmal"', 'key = "namndens-mal"\nwas = "namndmal"'),
        ('serves = ["namndmal"', 'serves = ["namndens-mal"'),
    )
    assert stops(text) == []
    activate_model(system(), text, TODAY, "Nytt")
    assert Answer.objects.filter(version__level="namndens-mal", question="acc").exists()
    assert not Answer.objects.filter(question="a").exists()


def test_a_new_key_that_already_has_an_answer_is_refused_and_not_a_fault() -> None:
    version = goal()
    Answer.objects.get_or_create(version=version, question="a", defaults={"text": "Ja"})
    Answer.objects.create(version=version, question="acc", text="Förr")
    found = stops(changed((GONE_LETTER, RENAMED_LETTER)))
    assert found == [
        "”a” kan inte få nyckeln ”acc” på nivån ”nämndmål”: det finns redan svar med den. Välj en annan nyckel."
    ]


def test_answers_of_versions_that_are_over_stop_nothing() -> None:
    Answer.objects.all().delete()
    version = goal()
    Answer.objects.create(version=version, question="gammal", text="Ja")
    assert len(stops(TEXT)) == 1
    ItemVersion.objects.filter(pk=version.pk).update(valid_from=date(2017, 1, 1), valid_to=date(2018, 9, 9))
    assert stops(TEXT) == []


def test_a_value_that_this_years_assessments_have_may_not_go() -> None:
    judge(goal(), "gron")
    assert stops(with_value("ja")) == [
        "Skalvärdet ”Uppfylls” finns inte i filens skala, men en bedömning av året som pågår har det. "
        'Skriv was = "gron" på värdet som ersätter.'
    ]
    with pytest.raises(Refused, match="Uppfylls"):
        activate_model(system(), with_value("ja"), TODAY, "Nytt")


def test_a_value_that_only_earlier_years_have_is_told_and_stops_nothing() -> None:
    judge(goal(), "gron", 2017)
    assert stops(with_value("ja")) == []
    assert warns(with_value("ja")) == [
        "Skalvärdet ”Uppfylls” finns inte i filens skala. En bedömning av ett tidigare år har det."
    ]


def test_a_value_with_a_new_key_takes_its_assessments_along() -> None:
    rows = [judge(goal(), "gron"), judge(goal(), "gron", 2017), judge(goal(), "rod", 2016)]
    text = with_value("ja", was="gron")
    assert stops(text) == warns(text) == []
    activate_model(system(), text, TODAY, "Nytt")
    assert [Assessment.objects.get(pk=row.pk).value for row in rows] == ["ja", "ja", "rod"]


def test_an_assessment_that_another_has_replaced_stops_nothing() -> None:
    row = judge(goal(), "gron")
    Assessment.objects.filter(pk=row.pk).update(superseded_at=clock.now())
    assert stops(with_value("ja")) == []


def test_a_value_is_mapped_only_where_its_own_scale_judges() -> None:
    """Another level is judged on another scale, which keeps a value of the same key."""
    other = changed(
        ("[rule.mal]", OTHER_SCALE + "\n[rule.mal]"),
        (VISION, f'{VISION}\nstatus = "annan"'),
    ).replace('{ key = "gron", word = "Uppfylls"', '{ key = "ja", was = "gron", word = "Uppfylls"')
    text = other.replace('value = "gron"', 'value = "ja"').replace('"gron", "gul"', '"ja", "gul"')
    text = text.replace('share_of = "gron"', 'share_of = "ja"').replace('["gron"', '["ja"')
    vision = ItemVersion.objects.filter(level="vision", state="decided")[0]
    kept, mapped = judge(vision, "gron"), judge(goal(), "gron")
    assert stops(text) == []
    activate_model(system(), text, TODAY, "Nytt")
    assert Assessment.objects.get(pk=kept.pk).value == "gron"
    assert Assessment.objects.get(pk=mapped.pk).value == "ja"


VISION = 'key = "vision"\n'.strip()
OTHER_SCALE = """
[scale.annan]
values = [
  { key = "gron", word = "Bra", word_forecast = "Blir bra", tone = "met", symbol = "disc" },
  { key = "svag", word = "Svagt", word_forecast = "Blir svagt", tone = "missed", symbol = "square" },
]

[rule.annan]
scale = "annan"
roll_up = "by-hand"
"""


@pytest.mark.parametrize("text", [RENAMED_PERSPECTIVE])
def test_a_new_key_in_use_waits_for_its_day(text: str) -> None:
    with pytest.raises(Refused) as caught:
        activate_model(system(), text, LATER, "Nytt")
    assert "nycklar" in caught.value.reasons["valid_from"]


def test_each_new_key_is_logged_with_how_many_rows_followed() -> None:
    number = ItemVersion.objects.filter(perspective="verksamhet").count()
    activate_model(system(), RENAMED_PERSPECTIVE, TODAY, "Nytt")
    (entry,) = Entry.objects.filter(verb="bytte nyckel")
    assert entry.before == {"perspective": "verksamhet"}
    assert entry.after == {"perspective": "verksamheten", "rows": number}


NARROWED = ('serves = ["namndmal", "verksamhetsmal"]', 'serves = ["verksamhetsmal"]')


def test_links_in_use_that_the_file_no_longer_allows_are_told_with_an_example_and_stop_nothing() -> None:
    rows = Contribution.objects.filter(version__level="aktivitet", serves__versions__level="namndmal")
    number = rows.count()
    assert number > 1
    (told,) = warns(changed(NARROWED))
    assert told.startswith(f"{number} bidrag som finns tillåts inte av filen, till exempel ”")
    assert "(aktivitet)" in told
    assert "(nämndmål)" in told
    assert told.endswith("Det som är beslutat ändras inte.")
    assert proposed(changed(NARROWED)).can_be_activated


def test_links_of_a_level_with_a_new_key_are_still_allowed() -> None:
    text = changed(
        ('key = "namndmal"', 'key = "namndens-mal"\nwas = "namndmal"'),
        ('serves = ["namndmal"', 'serves = ["namndens-mal"'),
    )
    assert warns(text) == []


def test_links_that_the_present_model_does_not_allow_either_are_no_news() -> None:
    activate_model(system(), changed(NARROWED), TODAY, "Nytt")
    assert warns(changed(NARROWED)) == []


def test_a_file_in_which_nobody_may_administer_is_no_model_to_run() -> None:
    proposal = proposed(changed(('"assess", "administer"]', '"assess"]')))
    assert not proposal.can_be_activated
    assert "nobody-administers" in [finding.code for finding in proposal.findings]


def test_findings_that_the_present_model_has_are_told_apart_from_those_the_file_brings() -> None:
    proposal = proposed(TEXT)
    assert proposal.brought == ()
    assert proposal.known == proposal.findings
    worse = proposed(changed((NARROWED[0], 'serves = ["finns-inte"]')))
    assert {finding.code for finding in worse.brought} >= {"undefined"}
    assert not any(finding in worse.known for finding in worse.brought)


def test_findings_of_an_event_are_old_though_another_event_is_put_before_it() -> None:
    first = TEXT.index("[[event]]")
    text = f'{TEXT[:first]}[[event]]\nmonth = 2\nwhat = "Nytt"\nactor = "kf"\n\n{TEXT[first:]}'
    assert proposed(text).brought == ()


def test_what_the_linter_finds_has_the_line_where_it_stands() -> None:
    text = changed((NARROWED[0], 'serves = ["finns-inte"]'))
    (finding,) = [each for each in proposed(text).findings if each.code == "undefined"]
    assert text.splitlines()[(finding.line or 0) - 1] == 'serves = ["finns-inte"]'


def test_an_item_is_judged_on_the_scale_of_its_own_rule_else_its_levels_else_the_models_first() -> None:
    model = parse(changed(("[rule.mal]", OTHER_SCALE + "\n[rule.mal]")))
    goals, vision = model.level_of("namndmal"), model.level_of("vision")
    assert goals is not None
    assert vision is not None
    assert scale_at(model, goals, "") is model.scale["trafikljus"]
    assert scale_at(model, goals, "annan") is model.scale["annan"]
    assert scale_at(model, vision, "") is next(iter(model.scale.values()))
