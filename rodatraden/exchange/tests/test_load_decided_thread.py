"""A thread that is decided, answered and under way, loaded from a file in one go by who administers."""

from datetime import date

import pytest

from rodatraden.decisions.models import Decision
from rodatraden.exchange.imports import apply, preview
from rodatraden.exchange.steps import Preview
from rodatraden.exchange.tests import files
from rodatraden.exchange.tests.place import Place
from rodatraden.thread.models import Item, ItemVersion, Progress, State
from rodatraden.thread.services import report_progress

HEAD = ("Nyckel", "Nivå", "Rubrik", "Ägare", "Bidrar till", "Beslut", "Om beslutet", "Gäller från och med")
NEW = ("b-1", "namndmal", "Trygga skolor", "bun", "mal-1")
GOAL = ("mal-1", "fullmaktigemal", "@Alla ska känna sig trygga", "kf", "omrade-1")


def decided(key: str) -> ItemVersion:
    return ItemVersion.objects.get(item__key=key, state=State.DECIDED, valid_to=None)


def changed(place: Place, before: str, after: str) -> Preview:
    text = place.out("thread", "csv").decode("utf-8-sig")
    assert before in text
    return preview(place.operator, "trad.csv", text.replace(before, after).encode())


def test_a_new_row_with_its_decision_is_decided(place: Place) -> None:
    found = place.show(HEAD, (*NEW, "bun-12", "", "2018-02-01"))
    (step,) = found.steps()
    assert step.effect == "new", found.in_words()
    assert "ingen ansvarig" in str(step.notes[0]), "what is lacking is told before it is loaded"
    assert not Item.objects.filter(key="b-1").exists()
    apply(place.operator, found)
    version = decided("b-1")
    assert (version.decision, version.valid_from) == (place.board_meeting, date(2018, 2, 1))
    assert [row.serves.key for row in version.contributions.all()] == ["mal-1"]
    assert preview(place.operator, "fil.csv", found.content).count("unchanged") == 1


def test_what_a_source_states_without_a_decision_is_decided_with_its_note(place: Place) -> None:
    apply(place.operator, place.show(HEAD, (*NEW, "", "Framgår inte.", "2018-02-01")))
    assert (decided("b-1").decision, decided("b-1").decision_note) == (None, "Framgår inte.")


def test_a_row_without_a_decision_is_a_draft(place: Place) -> None:
    apply(place.operator, place.show(HEAD, (*NEW, "", "", "")))
    assert ItemVersion.objects.drafts().get().item.key == "b-1"


def test_another_decision_and_day_decide_what_the_row_says_now(place: Place) -> None:
    found = place.show(HEAD, (*GOAL[:2], "Alla är trygga", *GOAL[3:], "kf-77", "", "2018-07-01"))
    apply(place.operator, found)
    place.goal.refresh_from_db()
    assert place.goal.valid_to == date(2018, 6, 30)
    version = decided("mal-1")
    assert (version.title, version.decision) == ("Alla är trygga", place.meeting)
    assert version.measurements.count() == 2
    assert not ItemVersion.objects.drafts().exists()


def test_a_decided_row_changed_under_its_old_decision_is_only_a_draft(place: Place) -> None:
    found = changed(place, "Alla ska känna sig trygga", "Alla är trygga")
    apply(place.operator, found)
    assert ItemVersion.objects.drafts().get().title.endswith("Alla är trygga")
    assert preview(place.operator, "trad.csv", found.content).count("unchanged") == 2


@pytest.mark.parametrize(
    ("told", "column", "why"),
    [
        (("", "", "2018-07-01"), "Gäller från och med", "Ange beslutet"),
        (("kf-99", "", "2018-07-01"), "Beslut", "finns inte"),
        (("bun-12", "", "2018-07-01"), "Beslut", "beslutar kommunfullmäktige"),
        (("kf-77", "", "2018-01-01"), "Gäller från och med", "samma dagen|den dagen"),
    ],
)
def test_a_decision_that_does_not_hold_is_told_at_its_column(
    place: Place, told: tuple[str, ...], column: str, why: str
) -> None:
    (refusal,) = place.show(HEAD, (*GOAL, *told)).refused
    assert refusal.column == column
    assert any(each in str(refusal.reason) for each in why.split("|"))


def test_an_item_is_not_ended_by_a_file(place: Place) -> None:
    head = (*HEAD, "Gäller till och med")
    row = (*GOAL, "", "Framgår inte av källan.", "2018-01-01", "2018-12-31")
    (refusal,) = place.show(head, row).refused
    assert (refusal.column, "på sin sida" in str(refusal.reason)) == ("Gäller till och med", True)


def test_who_does_not_administer_the_owner_gets_a_draft(place: Place) -> None:
    """The load of a thread is for who administers; over units out of reach the decision is not read."""
    content = files.csv(HEAD, (*NEW, "bun-12", "", "2018-02-01"))
    assert preview(place.actor(place.secretary), "t.csv", content).problem


class TestAnswers:
    def test_the_answers_of_a_new_row_are_decided_with_it(self, place: Place) -> None:
        head = ("Nyckel", "Nivå", "Rubrik", "Ägare", "Bidrar till", "Svar: vad", "Svar: varfor", "Om beslutet")
        apply(place.operator, place.show(HEAD, (*NEW, "", "x", "2018-02-01")))
        row = ("s-1", "strategi", "Fler vuxna på skolgården", "bun", "b-1", "Rastvärdar", "Trygghet", "Framgår inte.")
        found = place.show(head, row)
        apply(place.operator, found)
        answers = dict(decided("s-1").answers.values_list("question", "text"))
        assert answers == {"vad": "Rastvärdar", "varfor": "Trygghet"}
        assert preview(place.operator, "s.csv", found.content).count("unchanged") == 1

    def test_a_criterion_of_what_is_decided_is_judged_without_a_draft(self, place: Place) -> None:
        head = ("Nyckel", "Nivå", "Rubrik", "Ägare", "Uppfyllt: matbart", "Svar: matbart")
        found = place.show(head, (*GOAL[:4], "ja", "Två indikatorer"))
        apply(place.operator, found)
        (answer,) = place.goal.answers.all()
        assert (answer.question, answer.met, answer.text) == ("matbart", True, "Två indikatorer")
        assert not ItemVersion.objects.drafts().exists()
        assert preview(place.operator, "trad.csv", place.out("thread", "csv")).count("unchanged") == 2

    def test_a_criterion_without_its_reason_is_told(self, place: Place) -> None:
        head = ("Nyckel", "Nivå", "Rubrik", "Ägare", "Uppfyllt: matbart", "Svar: matbart")
        (refusal,) = place.show(head, (*GOAL[:4], "ja", "")).refused
        assert (refusal.column, str(refusal.reason)) == ("Svar: matbart", "Skriv varför.")

    def test_a_question_that_the_level_does_not_ask_is_told(self, place: Place) -> None:
        (refusal,) = place.show(("Nyckel", "Nivå", "Rubrik", "Ägare", "Svar: vad"), (*GOAL[:4], "Något")).refused
        assert (refusal.column, "Frågan finns inte" in str(refusal.reason)) == ("Svar: vad", True)


class TestProgress:
    HEAD = ("Nyckel", "Nivå", "Rubrik", "Ägare", "Läge", "Procent klart", "Läget per", "Vad som är gjort")
    ROW = ("u-1", "uppdrag", "Utred trygghetsvandringar", "kf")

    @pytest.fixture
    def item(self, place: Place) -> Item:
        version = place.decided(self.ROW[2], "uppdrag", place.council, (place.goal.item,), key="u-1")
        report_progress(place.operator, version.item, state="ongoing", percent=20, reported_on=date(2018, 3, 1))
        return version.item

    def test_how_far_it_has_come_is_reported_without_a_draft(self, place: Place, item: Item) -> None:
        found = place.show(self.HEAD, (*self.ROW, "klar", "100", "2018-08-31", "Rapporten är skriven"))
        apply(place.operator, found)
        row = Progress.objects.current().get()
        assert (row.state, row.percent, row.reported_on) == ("done", 100, date(2018, 8, 31))
        assert row.note == "Rapporten är skriven"
        assert not ItemVersion.objects.drafts().exists()
        assert preview(place.operator, "l.csv", found.content).count("unchanged") == 1

    def test_a_report_whose_day_is_left_as_it_was_is_of_today(self, place: Place, item: Item) -> None:
        apply(place.operator, place.show(self.HEAD, (*self.ROW, "klar", "100", "2018-03-01", "")))
        assert Progress.objects.current().get().reported_on == date(2018, 9, 10)

    def test_an_empty_cell_takes_no_report_away(self, place: Place, item: Item) -> None:
        assert place.show(self.HEAD, (*self.ROW, "", "", "", "")).count("unchanged") == 1

    def test_what_cannot_be_is_told_at_its_column(self, place: Place, item: Item) -> None:
        (refusal,) = place.show(self.HEAD, (*self.ROW, "pågår", "120", "2018-03-01", "")).refused
        assert refusal.column == "Procent klart"

    def test_a_goal_has_no_progress(self, place: Place) -> None:
        (refusal,) = place.show(self.HEAD, (*GOAL[:4], "klar", "", "", "")).refused
        assert refusal.column == "Läge"

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_it_goes_out_and_comes_in_unchanged(self, place: Place, item: Item, form: str) -> None:
        found = preview(place.operator, f"t.{form}", place.out("thread", form))
        assert (found.count("unchanged"), found.changes_anything) == (3, False), found.in_words()


class TestDecisions:
    HEAD = ("Nyckel", "Vad som beslutades", "Organ", "Datum", "Paragraf", "Diarienummer")

    def test_a_decision_is_recorded_from_a_file(self, place: Place) -> None:
        apply(place.operator, place.show(self.HEAD, ("kf-80", "Nya mål", "kf", "2018-06-18", "80", "KS 2018/1")))
        row = Decision.objects.get(key="kf-80")
        assert (row.title, row.body, row.paragraph, row.reference) == ("Nya mål", place.council, "80", "KS 2018/1")

    def test_how_it_is_recorded_is_corrected_and_nothing_else(self, place: Place) -> None:
        apply(place.operator, place.show(self.HEAD, ("kf-77", "Mål 2018", "kf", "2017-11-29", "78", "")))
        place.meeting.refresh_from_db()
        assert (place.meeting.title, place.meeting.paragraph) == ("Mål 2018", "78")
        found = place.show(self.HEAD, ("kf-77", "Mål 2018", "ks", "2017-11-30", "78", ""))
        assert [one.column for one in found.refused] == ["Organ", "Datum"]

    def test_a_thread_and_its_decisions_come_in_one_file(self, place: Place) -> None:
        def more(book: object, page: object) -> None:
            sheet = book.add_worksheet("Tråden")  # type: ignore[attr-defined]
            for at, row in enumerate([HEAD, (*NEW, "bun-30", "", "2018-09-01")]):
                sheet.write_row(at, 0, row)

        content = files.xlsx(self.HEAD, ("bun-30", "Nämndmål", "bun", "2018-08-20", "30", ""), dress=more)
        apply(place.operator, preview(place.operator, "allt.xlsx", content))
        assert str(decided("b-1").decision) == "Nämndmål"
