"""Numbers that the database gives out again: old buttons and messages mean nothing else then."""

import pytest
from sqlmodel import func, select

from commands.errors import FieldError, UserError
from commands.reply import FetchFile, OpenForm, Refresh, Replace, Say, Tell
from commands.request import CLOCK, Kind
from commands.survey import survey_views
from storage.db import transaction
from storage.models import (
    Answer,
    AnswerComment,
    EmpathyNote,
    ImportDraft,
    PainPoint,
    Persona,
    Sighting,
)
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import add_touchpoint, buttons, log_pain, make_journey
from tests.commands.kpi_world import add
from tests.commands.survey_world import Desk
from tests.commands.test_survey_import import LOW, rows, sort

ONE = "date,score\n2026-02-03,0\n"
OTHER = "date,score\n2026-02-04,9\n"


@pytest.fixture
def desk(maya: FrontDoor) -> Desk:
    make_journey(maya, "Shop")
    add(maya, "NPS")
    return Desk(maya)


def number_of(desk: Desk, table: type[AnswerComment | ImportDraft | Sighting]) -> int | None:
    """The highest number of its rows."""
    with transaction(desk.door.engine) as session:
        return session.exec(select(func.max(table.id))).one()


def test_one_persons_receipt_is_never_written_into_anothers_message(desk: Desk) -> None:
    desk.post(ONE, name="mayas.csv")
    number = number_of(desk, ImportDraft)
    assert isinstance(desk.message, Tell)
    mayas = desk.message.subject
    desk.run()
    assert isinstance(desk.message, Refresh)
    assert desk.message.subject == mayas
    tom = Desk(desk.door.later(minutes=1).as_("UTOM"))
    tom.post(OTHER, name="toms.csv")
    assert number_of(desk, ImportDraft) == number, "SQLite gave the number out again"
    assert isinstance(tom.message, Tell)
    toms = tom.message.subject
    tom.run()
    assert isinstance(tom.message, Refresh)
    assert toms == tom.message.subject != mayas
    assert toms
    assert len(toms) <= 80, "as long as the outbox takes"


@pytest.mark.parametrize("label", ["Import", "Change", "Cancel"])
def test_an_old_previews_buttons_and_form_touch_no_later_file(desk: Desk, label: str) -> None:
    desk.post(ONE)
    old, form = desk.message, desk.form()
    desk.press("Cancel")
    desk.door = desk.door.later(minutes=1)
    desk.post(OTHER)
    new, desk.message = desk.message, old
    with pytest.raises(UserError, match="imported or forgotten"):
        desk.press(label)
    chosen = {"date": "0", "score": "1", "kpi": "1", "comments": "keep"}
    with pytest.raises(FieldError, match="imported or forgotten"):
        desk.door.submit(form, chosen)
    desk.message = new
    assert "1 answer imported" in desk.run()


def test_a_file_that_comes_late_is_not_taken_for_the_next_persons(desk: Desk) -> None:
    """Maya presses Cancel while her file is fetched; Tom's draft has its number then."""
    desk.post(ONE)
    fetch = only(desk.press("Import"), FetchFile)
    assert "Nothing of it is kept" in only(desk.press("Cancel"), Replace).text
    tom = Desk(desk.door.later(minutes=1).as_("UTOM"))
    tom.post(OTHER)
    prepared = desk.door.router.prepares[fetch.listener](desk.files[fetch.file_id], fetch.how)
    clock = FrontDoor(desk.door.engine, tom.door.now, CLOCK, None)
    for listener in (survey_views.READ, survey_views.STORE, survey_views.FAULTS):
        assert clock.ask(Kind.HEARD, listener, value=fetch.value, prepared=prepared) == []
    assert rows(desk, Answer) == 0
    assert "1 answer imported" in tom.run()


def test_old_buttons_of_a_comment_that_was_undone_touch_no_other(desk: Desk) -> None:
    door = desk.door

    def imported(day: int, comment: str) -> None:
        desk.post(f"date,score,comment\n2026-02-{day:02},0,{comment}\n")
        desk.change({"comments": "match"})
        desk.run()
        sort(desk)

    imported(3, "The old one from the first file")
    number = number_of(desk, AnswerComment)
    old = buttons(only(door.command("/journey comments"), Say))
    view = only(door.click(survey_views.LOG, old["Log"]["value"]), OpenForm).view
    desk.press("Undo import")
    desk.door = door.later(minutes=1)
    add_touchpoint(door, "Shop", "Purchase", "Till")
    imported(9, "Something quite different happened")
    assert number_of(desk, AnswerComment) == number, "SQLite gave the number out again"
    for label in ("Log", "Leave it"):
        with pytest.raises(UserError, match="or its import was undone"):
            door.click(old[label]["action_id"], old[label]["value"])
    (place,) = door.options(survey_views.WHERE, "till", view)
    with pytest.raises(FieldError, match="or its import was undone"):
        door.submit(view, {"where": place[1]})
    listed = only(door.command("/journey comments"), Say)
    assert "Something quite different" in shown(listed)
    assert rows(desk, Sighting) == 0
    leave = buttons(listed)["Leave it"]
    told = shown(door.click(leave["action_id"], leave["value"]))
    assert "No comments of" in told


def test_a_note_that_comes_back_was_not_seen_in_another_sighting(desk: Desk) -> None:
    """It was taken back, and its sighting went with the import."""
    door = desk.door
    add_touchpoint(door, "Shop", "Purchase", "Till")
    log_pain(door, "The card reader at the till froze", where="Till")
    desk.post(LOW)
    desk.change({"comments": "match"})
    desk.run()
    sort(desk)
    number = number_of(desk, Sighting)
    with transaction(door.engine) as session:
        journey_id = session.exec(select(PainPoint.journey_id)).one()
        persona = Persona(workspace_id=door.workspace_id, journey_id=journey_id, name="Ana")
        session.add(persona)
        session.flush()
        assert persona.id
        session.add(
            EmpathyNote(
                workspace_id=door.workspace_id,
                persona_id=persona.id,
                side="says",
                words="It froze again",
                sighting_id=number,
                author_id=door.person.id,
                created_at=door.now,
                retired_at=door.now,
            )
        )
    assert "1 sighting taken off" in shown(desk.press("Undo import")[0])
    log_pain(door, "Parking was full", where="Till")
    assert number_of(desk, Sighting) == number, "SQLite gave the number out again"
    with transaction(door.engine) as session:
        assert session.exec(select(EmpathyNote.sighting_id)).one() is None
