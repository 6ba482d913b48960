"""An import taken back through the front door: as if it had not been, and nobody's work lost."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from commands.errors import FieldError, UserError
from commands.reply import OpenForm, Replace, Say
from storage.db import transaction
from storage.kpi import kpis
from storage.models import (
    Answer,
    AnswerAgain,
    AnswerComment,
    PainPoint,
    Persona,
    Reading,
    Sighting,
)
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import add_touchpoint, buttons, log_pain, make_journey
from tests.commands.kpi_world import add, card, form_of, record
from tests.commands.survey_world import Desk
from tests.commands.test_survey_import import ANSWERS, LOW, readings, rows, sort

JAN, FEB, MAR = (date(2026, month, 1) for month in (1, 2, 3))
THREE = f"{ANSWERS}2026-01-02,9,\n"


@pytest.fixture
def desk(maya: FrontDoor) -> Desk:
    make_journey(maya, "Shop")
    add(maya, "NPS")
    return Desk(maya)


def imported(desk: Desk, content: str = ANSWERS, **choices: str) -> str:
    """Imports a file; what the question before undoing it says."""
    desk.post(content)
    if choices:
        desk.change(choices)
    desk.run()
    question: Any = desk.buttons["Undo import"]["confirm"]
    return str(question["text"]["text"])


def comment_to_log(desk: Desk) -> str:
    """The value of the first button Log of `/journey comments`."""
    listed = only(desk.door.command("/journey comments"), Say)
    return str(buttons(listed)["Log"]["value"])


def undone(desk: Desk) -> str:
    return shown(only(desk.press("Undo import"), Replace))


def test_it_is_as_before_and_the_same_file_works_as_the_first_time(desk: Desk) -> None:
    record(desk.door, "NPS 40 n 100 for feb")
    asked = imported(desk, THREE)
    assert asked.startswith("6 answers go, 3 readings go back to what they were. ")
    record(desk.door.later(minutes=1), "NPS 12 n 30 for jan")
    told = undone(desk)
    assert "6 answers to *K-1 NPS* are gone" in told
    assert "Feb 2026: +40 (n 100) again, was +75 (n 4" in told
    assert "Mar 2026: none any more, was \u2212100 (n 1" in told
    assert "Jan 2026 stays +12 (n 30): recorded by other means since" in told
    assert readings(desk) == {FEB: (40.0, 100), JAN: (12.0, 30)}
    assert rows(desk, Answer) == 0
    with transaction(desk.door.engine) as session:
        source = session.exec(select(Reading.source).where(Reading.period_start == FEB)).one()
    assert source == "by hand", "the next import tells again what it replaces"
    history = shown(card(desk.door)) + shown(desk.door.click("kpi.history", "1 1"))
    assert "undid the import of “answers.csv”: 6 answers" in history
    assert "corrected Feb 2026 from +75 (n 4) to +40 (n 100)" in history
    assert "undid \u2212100 (n 1) for Mar 2026: there was no reading before" in history
    assert "Feb 2026 +40 (n 100) by 4 answers. The history keeps it" in desk.post(THREE)
    assert "6 answers imported" in desk.run()
    assert readings(desk)[FEB] == (75.0, 4)


def test_it_happens_once_and_only_by_those_who_may(desk: Desk) -> None:
    imported(desk)
    button = desk.buttons["Undo import"]
    act, value = button["action_id"], button["value"]
    with pytest.raises(UserError, match="<@UMAYA> imported this"):
        desk.door.as_("UTOM").click(act, value)
    with pytest.raises(UserError, match="no longer here"):
        desk.door.as_("UEVE", workspace_id="T2").click(act, value)
    assert "is yours to undo" in shown(desk.door.as_("UTOM").command("/journey import undo"))
    # Who runs the journey finds it without the importer's message.
    maya, desk.door = desk.door, desk.door.as_("UTOM")
    imported(desk, "date,score\n2026-02-09,3\n")
    listed = only(maya.command("/journey import undo"), Say)
    assert "<@UTOM>" in shown(listed)
    assert "1 answer to K-1 NPS" in shown(listed)
    theirs = buttons(listed)["Undo import"]
    assert "1 answer" in shown(maya.click(act, desk.buttons["Undo import"]["value"]))
    assert theirs["action_id"] == act
    maya.click(act, value)
    assert (rows(desk, Answer), readings(desk)) == (0, {})
    with pytest.raises(UserError, match="undone already"):
        maya.click(act, value)


def test_what_other_imports_brought_stays_in_whatever_order(desk: Desk) -> None:
    """Two files share rows; the ground below both is what somebody recorded."""
    record(desk.door, "NPS 40 n 100 for feb")
    imported(desk)
    first = desk.buttons["Undo import"]
    imported(desk, f"{ANSWERS}2026-02-06,0,\n")
    second = desk.buttons["Undo import"]
    assert readings(desk)[FEB] == (40.0, 5)
    told = shown(desk.door.click(first["action_id"], first["value"]))
    assert "0 answers to *K-1 NPS* are gone. 5 answers stay: another imported file has" in told
    assert readings(desk) == {FEB: (40.0, 5), MAR: (-100.0, 1)}
    assert (rows(desk, Answer), rows(desk, AnswerAgain)) == (6, 0)
    # The first file again: its rows are stored, as the second's.
    assert "all of them are stored already" in desk.post(ANSWERS)
    told = shown(desk.door.click(second["action_id"], second["value"]))
    assert "Feb 2026: +40 (n 100) again" in told
    assert readings(desk) == {FEB: (40.0, 100)}
    imported(desk)
    imported(desk, f"{ANSWERS}2026-02-06,0,\n")
    assert "1 answer to" in undone(desk)
    assert readings(desk) == {FEB: (75.0, 4), MAR: (-100.0, 1)}


def test_what_somebody_counted_by_hand_to_the_same_figures_stays(desk: Desk) -> None:
    imported(desk)
    view = form_of(desk.door.command("/journey kpi record nps"))
    counted = {"promoters": "3", "passives": "1", "detractors": "0", "period": "2026-02-01"}
    desk.door.submit(view, {"how": "counts", **counted})
    assert desk.post(ANSWERS)
    question: Any = desk.buttons["Undo import"]["confirm"]
    assert str(question["text"]["text"]).startswith("5 answers go, 1 reading goes back")
    assert "Feb 2026 stays +75 (n 4" in undone(desk)
    assert readings(desk) == {FEB: (75.0, 4)}
    history = shown(desk.door.click("kpi.history", "1 1"))
    assert history.count("recorded +75 (n 4) for Feb 2026") == 2


def test_it_says_beforehand_what_stays_as_another_files(desk: Desk) -> None:
    imported(desk)
    first = desk.buttons["Undo import"]
    asked = imported(desk, f"{ANSWERS}2026-02-06,0,\n")
    assert asked.startswith("1 answer goes, 1 reading goes back to what it was. ")
    listed = only(desk.door.command("/journey import undo"), Say)
    assert "answers that other files have, too, to K-1 NPS" in shown(listed)
    assert "Its answers stay, for other imported files have them, too. What" in shown(listed)
    told = shown(desk.door.click(first["action_id"], first["value"]))
    assert "0 answers to *K-1 NPS* are gone. 5 answers stay" in told
    assert "*Readings*" not in told


def test_the_sightings_of_its_comments_go_where_nobody_touched_them(desk: Desk) -> None:
    door = desk.door
    add_touchpoint(door, "Shop", "Purchase", "Till")
    log_pain(door, "The card reader at the till froze", where="Till")
    imported(desk, LOW, comments="match")
    sort(desk)
    assert (rows(desk, Sighting), rows(desk, AnswerComment)) == (2, 2)
    told = undone(desk)
    assert "1 sighting taken off" in told
    assert (rows(desk, Sighting), rows(desk, AnswerComment)) == (1, 0)
    # Somebody says whom a sighting was about: it is theirs by now.
    imported(desk, LOW, comments="match")
    sort(desk)
    with transaction(door.engine) as session:
        journey_id = session.exec(select(PainPoint.journey_id)).one()
        persona = Persona(workspace_id=door.workspace_id, journey_id=journey_id, name="Ana")
        session.add(persona)
        session.flush()
        found = session.exec(select(Sighting).where(Sighting.quote != "")).one()
        found.persona_id = persona.id
        session.add(found)
    assert "so they stay: P-1 The card reader" in undone(desk)
    assert rows(desk, Sighting) == 2


def test_what_somebody_sorted_by_hand_is_theirs(desk: Desk) -> None:
    door = desk.door
    add_touchpoint(door, "Shop", "Purchase", "Till")
    imported(desk, LOW, comments="match")
    sort(desk)
    log = comment_to_log(desk)
    view = only(door.click("survey.log", log), OpenForm).view
    (place,) = door.options("survey.where", "till", view)
    door.submit(view, {"where": place[1]})
    left = only(door.click("survey.log", comment_to_log(desk)), OpenForm).view
    told = undone(desk)
    assert "Somebody sorted or used its comments, so they stay: P-1 Parking was full" in told
    assert rows(desk, Sighting) == 1
    with pytest.raises(FieldError, match="sorted by somebody"):
        door.submit(left, {"where": place[1]})
    assert "No comments" in only(door.command("/journey comments"), Say).text


def test_pain_points_that_began_with_it_are_declined_unless_somebody_goes_on(desk: Desk) -> None:
    door = desk.door
    add_touchpoint(door, "Shop", "Purchase", "Till")
    content = LOW.replace("Parking was full,", "Parking was full,Till")
    imported(desk, content, comments="new")
    sort(desk)
    door.command("/pain confirm P-2")
    told = undone(desk)
    assert "Declined, for nothing else told of it: P-1 The card reader" in told
    assert "so they stay: P-2 Parking was full" in told
    with transaction(door.engine) as session:
        found = session.exec(select(PainPoint).order_by(PainPoint.number)).all()  # type: ignore[arg-type]  # a column
        assert [each.status for each in found] == ["Declined", "Confirmed"]
    assert "import of survey answers that it came from was undone" in shown(
        door.command("/pain P-1")
    )
    assert rows(desk, Sighting) == 1
    # As the first time: what was declined is not what a new comment becomes.
    imported(desk, content, comments="match")
    assert "1 comment became a sighting; 1 is listed" in sort(desk)


def test_answers_of_an_earlier_series_stay(desk: Desk) -> None:
    add(desk.door, "Happy", kind="CSAT")
    desk.post("date,score\n2026-02-03,5\n2026-02-04,4\n")
    desk.change({"kpi": "2"}, label="Ch")
    desk.run()
    with transaction(desk.door.engine) as session:
        kpi = kpis.numbered(session, workspace_id=desk.door.workspace_id, number=2)
        assert kpi
        kpis.edit(
            session,
            kpi=kpis.lock(session, kpi=kpi),
            changes={"box_from": 5},
            actor_id="UMAYA",
            at=desk.door.now,
        )
    with pytest.raises(UserError, match="measured otherwise since"):
        desk.press("Undo import")
    assert rows(desk, Answer) == 2
