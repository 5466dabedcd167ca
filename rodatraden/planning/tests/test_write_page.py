"""The page on which a plan is written: whose each section is, what can be placed, and two who save at once."""

from rodatraden.documents.content import Heading, RichText
from rodatraden.planning.models import Plan, PlanText
from rodatraden.planning.services import assign_section, change_item, comment, resolve, write_section
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.planning.write_page import Field, WritePage, save_all, warnings_for, write_page
from rodatraden.tenancy.models import User


def shown(town: PlanTown, plan: Plan, user: User | None = None) -> WritePage:
    return write_page(town.actor(user or town.secretary), plan)


def field(page: WritePage, key: str = "uppdraget") -> Field:
    return next(each for each in page.fields if each.row.section == key)


def test_the_sentence_counts_what_is_written_of_what_the_model_asks_for(town: PlanTown) -> None:
    plan = town.plan()
    assert str(shown(town, plan).sentence).startswith("0 av 3 avsnitt är skrivna; ")
    write_section(town.operator, town.section(plan), "Vi driver skolor.", seen=0)
    write_section(town.operator, town.section(plan, "ekonomi"), "   ", seen=0)
    assert str(shown(town, plan).sentence).startswith("Ett av 3 avsnitt är skrivet; ")


def test_breaks_of_the_thread_are_counted_in_the_sentence(town: PlanTown) -> None:
    page = shown(town, town.plan())
    many = len(page.source.breaks)
    assert many > 1
    assert str(page.sentence) == f"0 av 3 avsnitt är skrivna; {many} brister i tråden."
    alone = shown(town, town.plan("budget", town.council), town.clerk)
    assert not alone.source.breaks
    assert str(alone.sentence) == "0 av 2 avsnitt är skrivna."


def test_texts_that_stand_as_in_the_plan_before_are_counted_apart(town: PlanTown) -> None:
    plan, before = town.plan(), town.plan("budget", town.council)
    for key in ("uppdraget", "ekonomi"):
        PlanText.objects.filter(plan=plan, section=key).update(text="Som förut.", copied_from=before)
    told = "2 av 3 avsnitt är skrivna, varav"
    assert str(shown(town, plan).sentence).startswith(f"{told} 2 oändrade från förra planen; ")
    write_section(town.operator, town.section(plan), "Vi driver skolor.", seen=0)
    assert str(shown(town, plan).sentence).startswith(f"{told} ett oändrat från förra planen; ")


def test_the_only_section_is_told_of_without_a_number(town: PlanTown) -> None:
    plan = town.plan("enhetsplan", town.school)
    assert str(shown(town, plan, town.head).sentence).startswith("Det enda avsnittet är inte skrivet")
    write_section(town.operator, town.section(plan, "aktiviteter"), "Vi läser.", seen=0)
    assert str(shown(town, plan, town.head).sentence).startswith("Det enda avsnittet är skrivet")


def test_a_section_that_a_role_is_to_write_says_so_and_opens_to_it_alone(town: PlanTown) -> None:
    plan = town.plan()
    assign_section(town.operator, town.section(plan), town.school, "enhetschef")
    mine = field(shown(town, plan, town.head))
    assert (mine.writer, mine.mine, mine.writable) == ("enhetschef, Parkskolan", True, True)
    other = field(shown(town, plan, town.head), "ekonomi")
    assert (other.writer, other.mine, other.writable) == ("", False, False)
    assert not shown(town, plan, town.head).may_all
    assert all(each.writable for each in shown(town, plan).fields)


def test_remarks_are_counted_until_they_are_dealt_with(town: PlanTown) -> None:
    plan = town.plan()
    first = comment(town.operator, town.section(plan), "Vilka skolor?")
    comment(town.operator, town.section(plan), "Och förskolorna?")
    page = shown(town, plan)
    assert (field(page).remarks, field(page, "ekonomi").remarks) == (2, 0)
    resolve(town.operator, first)
    assert field(shown(town, plan)).remarks == 1


def test_each_indicator_of_the_plan_can_be_placed_once_in_three_ways(town: PlanTown) -> None:
    trust = town.indicator()
    for title in ("Tryggt", "Trivsel"):
        town.measured(title, trust, serves=(town.council_goal.item,))
    choices = shown(town, town.plan()).choices
    assert [each.token for each in choices if ":" in each.token] == [
        "{{indikator:trygghet}}",
        "{{utfall:trygghet}}",
        "{{målvärde:trygghet}}",
    ]
    assert [each.alone for each in choices if ":" in each.token] == [True, False, False]
    assert {each.token for each in choices if each.alone and ":" not in each.token} == {
        "{{mål}}",
        "{{aktiviteter}}",
        "{{ovanför}}",
        "{{ekonomi}}",
    }


def test_what_can_be_placed_says_what_comes_into_the_text_and_stands_by_what_it_measures(town: PlanTown) -> None:
    town.measured("Tryggt", town.indicator(), serves=(town.council_goal.item,))
    town.measured("Friskt", town.indicator("hälsa"), serves=(town.goal.item,), level="strategi")
    groups = [(each.group, each.words) for each in shown(town, town.plan()).choices]
    assert groups[:4] == [
        ("Planens tabeller", "Tabell: målen"),
        ("Planens tabeller", "Tabell: det som ska göras"),
        ("Planens tabeller", "Tabell: det som redan är beslutat"),
        ("Planens tabeller", "Tabell: ramen"),
    ]
    assert groups[4:] == [
        ("Tryggare skolor", "Trygghet – tabell"),
        ("Tryggare skolor", "Trygghet – utfall i texten"),
        ("Tryggare skolor", "Trygghet – målvärde i texten"),
        ("Fler trivs i skolan", "Hälsa – tabell"),
        ("Fler trivs i skolan", "Hälsa – utfall i texten"),
        ("Fler trivs i skolan", "Hälsa – målvärde i texten"),
    ]


def test_what_a_text_places_and_cannot_be_shown_is_told_beside_it(town: PlanTown) -> None:
    plan = town.plan()
    section = write_section(town.operator, town.section(plan), "Se {{mål}} och {{mål}} här.", seen=0)
    told = ["”mål” visas inte här: en tabell ska stå ensam på en rad."]
    page = shown(town, plan)
    assert [str(each) for each in field(page).warnings] == told
    assert not field(page, "ekonomi").warnings
    assert warnings_for(town.operator, section) == told
    assert warnings_for(town.operator, town.section(plan, "ekonomi")) == []
    Plan.objects.filter(pk=plan.pk).update(kind="finns-inte")
    assert warnings_for(town.operator, town.section(plan)) == []


def test_what_one_only_reads_is_shown_as_it_will_be_read(town: PlanTown) -> None:
    plan = town.plan()
    write_section(town.operator, town.section(plan), "## Elever\nDet är **viktigt**.", seen=0)
    assign_section(town.operator, town.section(plan, "ekonomi"), town.school, "enhetschef")
    read = field(shown(town, plan, town.head))
    assert [type(part) for part in read.parts] == [Heading, RichText]
    assert field(shown(town, plan)).parts == ()


def test_two_who_save_at_once_both_keep_what_they_typed(town: PlanTown) -> None:
    plan = town.plan()
    uppdraget, ekonomi = town.section(plan), town.section(plan, "ekonomi")
    write_section(town.operator, uppdraget, "Deras text.", seen=0)
    sent = {
        f"text-{uppdraget.pk}": "Min text.",
        f"seen-{uppdraget.pk}": "0",
        f"text-{ekonomi.pk}": "Ramen\r\nräcker.",
        f"seen-{ekonomi.pk}": "9" * 5000,
    }
    actor = town.actor(town.secretary)
    saved = save_all(actor, plan, sent)
    assert {pk: theirs for pk, (theirs, _who) in saved.clashes.items()} == {uppdraget.pk: "Deras text."}
    ekonomi.refresh_from_db()
    assert ekonomi.text == "Ramen\nräcker.", "one clash does not stop the others"
    again = field(write_page(actor, plan, saved))
    assert (again.shown, again.clash is not None and again.clash[0]) == ("Min text.", "Deras text.")
    assert again.row.text == "Deras text."


def test_what_is_not_sent_is_left_alone_and_what_is_refused_is_told(town: PlanTown) -> None:
    plan = town.plan()
    section = town.section(plan)
    change_item(town.operator, town.row(plan, town.goal.item))
    assert save_all(town.actor(town.secretary), plan, {}).typed == {}
    town.proposed(plan)
    saved = save_all(town.actor(town.secretary), plan, {f"text-{section.pk}": "För sent.", f"seen-{section.pk}": "0"})
    assert list(saved.refusals) == [section.pk]
    section.refresh_from_db()
    assert section.text == ""
