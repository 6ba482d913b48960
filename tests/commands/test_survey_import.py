"""Survey answers through the front door: looked at first, imported once, scales never mixed."""

from datetime import date

import pytest
from sqlmodel import Session, func, select

from commands.errors import UserError
from commands.reply import FetchFile, OpenForm, Replace, Say
from commands.request import CLOCK, Kind, Message, PostedFile
from storage.db import transaction
from storage.models import Answer, AnswerComment, ImportDraft, PainPoint, Reading, Sighting
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import add_touchpoint, log_pain, make_journey
from tests.commands.kpi_world import add, card, record
from tests.commands.survey_world import Desk

ANSWERS = """date,score,comment
2026-02-03,9,"Quick, and friendly"
2026-02-04,10,
2026-02-04,10,
2026-02-05,7,fine
2026-03-01,2,Call me at ana@example.com
"""


@pytest.fixture
def desk(maya: FrontDoor) -> Desk:
    make_journey(maya, "Shop")
    return Desk(maya)


def rows(desk: Desk, table: type) -> int:
    with transaction(desk.door.engine) as session:
        return session.exec(select(func.count()).select_from(table)).one()


def readings(desk: Desk) -> dict[date, tuple[float, int | None]]:
    with transaction(desk.door.engine) as session:
        found = session.exec(select(Reading)).all()
        return {each.period_start: (each.value, each.n) for each in found}


def test_a_posted_file_is_shown_and_stored_only_when_confirmed(desk: Desk) -> None:
    add(desk.door, "NPS")
    told = desk.post(ANSWERS)
    assert "all 5 rows are good answers" in told
    assert "*KPI*: K-1 NPS" in told
    assert "Feb 2026: 4, Mar 2026: 1" in told
    assert "Masked: an e-mail address" in told
    assert "none of its rows" in told
    assert (rows(desk, Answer), readings(desk)) == (0, {})
    assert "Importing 5 answers of *answers.csv*" in only(desk.press("Import"), Replace).text
    with transaction(desk.door.engine) as session:
        draft = session.exec(select(ImportDraft)).one()
        assert "ana" not in str(draft.model_dump())
        draft.begun_at = None
        session.add(draft)
    done = desk.run()
    assert "5 answers imported to *K-1 NPS*" in done
    assert "Feb 2026: +75 (n 4: 3 promoters, 1 passive, 0 detractors)" in done
    assert readings(desk) == {date(2026, 2, 1): (75.0, 4), date(2026, 3, 1): (-100.0, 1)}
    assert (rows(desk, Answer), rows(desk, ImportDraft)) == (5, 0)
    with transaction(desk.door.engine) as session:
        kept = session.exec(select(Answer.comment).where(Answer.score == 2)).one()
    assert kept == "Call me at [e-mail]"
    assert "K-1 NPS" in shown(card(desk.door))


def test_the_same_file_and_one_that_overlaps_change_nothing_twice(desk: Desk) -> None:
    add(desk.door, "NPS")
    desk.post(ANSWERS)
    desk.run()
    assert "was imported before" in desk.post(ANSWERS)
    assert "Import" not in str(desk.buttons)
    longer = ANSWERS.replace("2026-02", "02/2026").replace(",", ";").replace("02/2026-0", "0")
    longer = "day;rating;comment\n" + "".join(
        f"{day}.{month}.2026;{rest}\n"
        for day, month, rest in (
            *(("03", "02", '9;"Quick, and friendly"'), ("04", "02", "10;"), ("04", "02", "10;")),
            *(("04", "02", "10;"), ("05", "02", "7;fine"), ("06", "02", "0;")),
        )
    )
    told = desk.post(longer)
    assert "all 6 rows are good answers; 4 of them are stored already" in told
    assert "2 answers imported" in desk.run()
    assert readings(desk)[date(2026, 2, 1)][1] == 6
    assert "all of them are stored already" in desk.post(longer + "\n")


def test_rows_with_errors_are_told_with_their_lines_and_left_out(desk: Desk) -> None:
    add(desk.door, "NPS")
    told = desk.post(
        'date,score,comment\n2026-02-03,11,\n"2026-02-04",8,"two\nlines"\n2026-02-31,8,\n'
        "2026-02-05,8.5,\n2026-02-06,,\n,9,\n2026-02-07,9,a,b\n2027-02-07,9,\n2026-02-08,x,\n"
    )
    assert "1 of 9 rows is a good answer" in told
    assert "Line 2: 11 is not on the scale from 0 to 10" in told
    assert "Line 5: “2026-02-31” is no date that Cairn knows" in told
    every = desk.hear(desk.press("All errors"))
    for said in (
        *("Line 6: 8.5 is between two points", "Line 7: There is no score", "Line 8: There is no"),
        *("Line 9: There are 4 cells, but 3 columns", "Line 10: 2027-02-07 lies ahead"),
        "Line 11: “x” is no score",
    ):
        assert said in every, said


def test_all_errors_are_shown_however_many_in_parts(desk: Desk) -> None:
    """A column of words where dates should be, and every other score missing."""
    add(desk.door, "NPS")
    wrong = [f"day {number},9" for number in range(600)]
    empty = ["2026-02-03,", "2026-02-03,8"] * 900
    told = desk.post("\n".join(["date,score", *wrong, *empty, ""]))
    assert "Lines 2-601: unknown dates; the first: “day 0” is no date" in told
    told, every = desk.hear(desk.press("All errors")), ""
    assert "1,500 rows · part 1 of" in told
    for _ in range(4):
        every += told
        if "Next errors" not in desk.buttons:
            break
        told = desk.hear(desk.press("Next errors"))
    assert "Next errors" not in desk.buttons
    assert all(f"“day {number}” is no date" in every for number in range(600))
    assert all(f" {line:,}" in every for line in range(602, 2402, 2))
    assert "…" not in every


def test_what_the_preview_says_of_one_row_of_what_is_aside_and_of_what_is_assumed(
    desk: Desk,
) -> None:
    add(desk.door, "NPS")
    add_touchpoint(desk.door, "Shop", "Purchase", "Checkout page")
    told = desk.post("Survey of May\n\ndate,score,CSAT,why\n2026-02-03,9,5,fine\n")
    assert "the one row is a good answer" in told
    assert "1 row above the heading left out" in told
    assert "Not read: CSAT" in told
    assert "It stays with its answer" in told
    told = desk.post("Datum;Note;Grund\n3.2.2026;9;schön hell\n".encode("cp1252"))
    assert "Windows-1252 is assumed: is “schön” right?" in told
    told = desk.post(
        "date,score,where\n2026-02-03,9,Chekout page\n2026-02-03,8,Moon\n2026-02-03,8,T-1\n"
    )
    assert "called “Chekout page”. Did you mean T-1 Checkout page?" in told
    assert "called “Moon”" in told
    assert "called “Moon”. Did" not in told
    told = desk.post("date,score\n46023,9\n46024,8\n2026-02-03,7\n")
    assert "“46023” is a number: format the column as a date" in told
    told = desk.post("score\n9\n")
    assert "no column for the date. Add that" in told
    assert "All errors" not in desk.buttons, "without its date every row would be wrong"


def test_the_same_survey_with_another_column_is_asked_about(desk: Desk) -> None:
    """Its answers would be others, and count a second time."""
    add(desk.door, "NPS")
    desk.post(ANSWERS)
    desk.run()
    wider = "\n".join(
        f"{line},{'plan' if line.startswith('date') else 'gold'}" for line in ANSWERS.splitlines()
    )
    assert "5 other answers of these days are stored already" in desk.post(wider)
    assert "count twice" in desk.says
    assert "count twice" not in desk.post(f"{ANSWERS}2026-03-01,3,\n")
    assert "count twice" not in desk.post("date,score\n2026-01-01,3\n")


def test_several_files_of_one_message_are_all_read(desk: Desk) -> None:
    files = (PostedFile("F1", "jan.csv"), PostedFile("F2", "pic.png"), PostedFile("F3", "feb.CSV"))
    there = desk.door.at("D1")
    effects = there.ask(Kind.POSTED, "posted", message=Message("", "UMAYA", "1.1", files=files))
    assert [each.file_id for each in effects if isinstance(each, FetchFile)] == ["F1", "F3"]


def test_what_the_file_does_not_tell_is_asked(desk: Desk) -> None:
    add(desk.door, "NPS")
    add(desk.door, "Easy", kind="CES 2.0")
    told = desk.post("When,Number\n03/04/2025,7\n05/04/2025,6\n")
    assert "Is 03/04/2025 written day first or month first?" in told
    assert not any(label.startswith("Import") for label in desk.buttons)
    form = desk.form("Choose")
    offered = desk.door.options("survey.kpi", "", form)
    assert [name for name, _ in offered][:3] == [
        "K-2 Easy",
        "K-1 NPS",
        "New: NPS: would they recommend us, 0-10",
    ]
    told = desk.change({"order": "month", "kpi": "2"}, label="Choose")
    assert "all 2 rows are good answers" in told
    assert "month first" in told
    assert "K-2 Easy" in told
    desk.run()
    assert readings(desk) == {date(2025, 3, 1): (7.0, 1), date(2025, 5, 1): (6.0, 1)}


def test_a_new_kpi_is_added_with_the_import(desk: Desk) -> None:
    told = desk.post("Datum;Wie zufrieden sind Sie?\n14.02.2026;5 - sehr\n15.02.2026;3\n")
    assert "New: CSAT" in told
    assert "1 answer" not in told
    assert "imported to *K-1 CSAT*" in desk.run()
    assert readings(desk) == {date(2026, 2, 1): (50.0, 2)}


def test_what_was_recorded_by_hand_is_replaced_aloud_and_kept_in_the_history(desk: Desk) -> None:
    add(desk.door, "NPS")
    record(desk.door, "NPS 40 n 100 for feb")
    told = desk.post(ANSWERS)
    assert "Replaces what was recorded: Feb 2026 +40 (n 100) by 4 answers. The history" in told
    assert "was +40 (n 100)" in desk.run()
    assert "corrected Feb 2026 from +40 (n 100)" in shown(card(desk.door))


def test_a_recorded_reading_gives_way_to_fewer_answers_only_when_asked(desk: Desk) -> None:
    add(desk.door, "NPS")
    record(desk.door, "NPS 40 n 420 for feb")
    record(desk.door, "NPS 10 n 1 for mar")
    desk.post(ANSWERS)
    asked = desk.buttons["Import 5 answers"]["confirm"]
    assert asked["text"]["text"] == (  # type: ignore[index]  # an object
        "A recorded reading gives way to one of fewer answers: Feb 2026 +40 (n 420) by 4 answers. "
        "The history keeps what was recorded."
    )
    # What is stored already counts with what the file adds.
    desk.run()
    record(desk.door, "NPS 40 n 5 for feb")
    desk.post(ANSWERS.replace("2026-02-05,7,fine", "2026-02-05,8,fine"))
    assert "Feb 2026 +40 (n 5) by 5 answers" in desk.says
    assert "confirm" not in desk.buttons["Import 1 answer"]
    # Somebody records a larger one before Import is pressed: nobody was asked about that.
    record(desk.door, "NPS 41 n 500 for feb")
    told = desk.run()
    assert "Nothing was imported: a reading was recorded meanwhile" in told
    assert "Feb 2026 +41 (n 500) by 5 answers" in told
    assert "5 answers" in str(desk.buttons["Import 1 answer"]["confirm"])
    assert "1 answer imported" in desk.run()
    assert readings(desk)[date(2026, 2, 1)][1] == 5


def test_answers_by_touchpoint_show_no_group_below_five(desk: Desk) -> None:
    add(desk.door, "NPS")
    add_touchpoint(desk.door, "Shop", "Purchase", "Checkout")
    add_touchpoint(desk.door, "Shop", "Purchase", "Till")
    lines = ["2026-02-03,9,checkout"] * 6 + ["2026-02-03,2,T-2"] * 5 + ["2026-02-03,5,"] * 2
    told = desk.post("\n".join(["date,score,touchpoint", *lines, "2026-02-03,9,Nowhere"]))
    assert "Line 15: No touchpoint is called “Nowhere”" in told
    done = desk.run()
    assert "T-1 Checkout: +100 (n 6" in done
    # With Till shown, the two without a touchpoint could be worked out.
    assert "T-2" not in done
    assert "7 answers elsewhere" in done


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "This is a spreadsheet's own file"),
        (b"", "The file is empty"),
        (b"date,score\n", "no row below it"),
        (b'date,score,comment\n2026-01-01,9,"never closed\n2026-01-02,8,x\n', "line 2 is never"),
    ],
)
def test_what_is_no_table_is_said_and_forgotten(desk: Desk, content: bytes, said: str) -> None:
    assert said in desk.post(content)
    assert rows(desk, ImportDraft) == 0


def test_cancelling_forgets_and_nobody_else_may_decide(desk: Desk) -> None:
    add(desk.door, "NPS")
    desk.post(ANSWERS)
    button = desk.buttons["Cancel"]
    with pytest.raises(UserError, match="Post it once more"):
        desk.door.as_("UTOM").click(button["action_id"], button["value"])
    other = desk.door.as_("UEVE", workspace_id="T2")
    with pytest.raises(UserError, match="Post it once more"):
        other.click(button["action_id"], button["value"])
    assert "was not imported" in shown(desk.press("Cancel"))
    assert rows(desk, ImportDraft) == 0


def test_a_preview_that_is_out_of_date_imports_nothing(desk: Desk) -> None:
    add(desk.door, "NPS")
    desk.post(ANSWERS)
    shown_before = desk.message
    desk.change({"comments": "match"})
    desk.message = shown_before
    assert "You chose otherwise" in shown(desk.press("Import"))
    assert rows(desk, Answer) == 0


def test_a_second_click_while_it_is_under_way_does_nothing(desk: Desk) -> None:
    add(desk.door, "NPS")
    desk.post(ANSWERS)
    first, second = desk.press("Import"), desk.press("Import")
    assert "under way already" in shown(second)
    desk.hear(first)
    assert rows(desk, Answer) == 5


def test_files_come_by_form_by_menu_and_others_are_refused(desk: Desk) -> None:
    door = desk.door
    view = only(door.command("/journey import"), OpenForm).view
    desk.files["F9"] = ANSWERS.encode()
    file = '{"id": "F9", "name": "answers.csv"}'
    effects = door.ask(
        Kind.SUBMIT, view["callback_id"], values={"file": [file]}, context=view["private_metadata"]
    )
    assert "direct message" in only(effects, Say).text
    assert only(effects, FetchFile).file_id == "F9"
    for name, said in (("a.xlsx", "Save it as CSV"), ("a.png", "no CSV file")):
        message = Message("", "UTOM", "1.1", files=(PostedFile("F1", name),))
        assert said in only(door.ask(Kind.SHORTCUT, "survey.message", message=message), Say).text
    plain = door.ask(Kind.POSTED, "posted", message=Message("hello", "UMAYA", "1.2"))
    assert "I read no messages" in only(plain, Say).text


def sightings(session: Session) -> list[Sighting]:
    return list(session.exec(select(Sighting).where(Sighting.source == "Survey")))


def sort(desk: Desk) -> str:
    """The clock's job, as often as there is something to do."""
    clock = FrontDoor(desk.door.engine, desk.door.now, CLOCK, None)
    return shown(clock.ask(Kind.JOB, "survey.comments"))


LOW = """date,score,comment,touchpoint
2026-02-03,0,The card reader at the till froze again,Till
2026-02-04,6,Parking was full,
2026-02-05,9,The card reader at the till froze,Till
"""


def test_low_comments_become_sightings_or_are_listed_each_once(desk: Desk) -> None:
    door = desk.door
    add(door, "NPS")
    add_touchpoint(door, "Shop", "Purchase", "Till")
    log_pain(door, "The card reader at the till froze", where="Till")
    desk.post(LOW)
    assert "2 of low scores" in desk.change({"comments": "match"})
    assert "takes about 1 minute; then you get a message" in desk.run()
    assert "2 comments are being compared" in shown(door.command("/journey comments"))
    told = sort(desk)
    assert "1 comment became a sighting; 1 is listed to be sorted" in told
    with transaction(door.engine) as session:
        (found,) = sightings(session)
        assert (found.severity, found.emotion) == (5, -2)
        assert found.quote == "The card reader at the till froze again"
        assert "severity derived" in found.told_by
    # The same customers answered another question, too: no second sighting.
    add(door, "Easy", kind="CES 2.0")
    desk.post(LOW.replace(",0,", ",1,").replace(",6,", ",2,").replace(",9,", ",7,"))
    desk.change(
        {"comments": "match", "kpi": "2"}, label="Cho" if "Choose" in desk.buttons else "Ch"
    )
    desk.run()
    sort(desk)
    with transaction(door.engine) as session:
        assert len(sightings(session)) == 1
    listed = only(door.command("/journey comments"), Say)
    assert "Parking was full" in shown(listed)
    value = next(
        element["value"]
        for block in listed.blocks
        for element in block.get("elements", [])
        if element.get("action_id") == "survey.log"
    )
    view = only(door.click("survey.log", value), OpenForm).view
    (place,) = door.options("survey.where", "till", view)
    door.submit(view, {"where": place[1]})
    assert "No comments" in only(door.command("/journey comments"), Say).text
    with transaction(door.engine) as session:
        new = session.exec(select(PainPoint).order_by(PainPoint.number.desc())).first()  # type: ignore[attr-defined]  # a column
        assert new is not None
        assert new.title == "Parking was full"
    with pytest.raises(UserError, match="sorted by somebody"):
        door.click("survey.leave", value)


def test_comments_that_stayed_with_their_answers_can_be_compared_later(desk: Desk) -> None:
    """The file changes nothing the second time, and what was chosen first is no dead end."""
    add(desk.door, "NPS")
    add_touchpoint(desk.door, "Shop", "Purchase", "Till")
    log_pain(desk.door, "The card reader at the till froze", where="Till")
    desk.post(LOW)
    desk.run()
    assert "comments of low scores can still be compared" in desk.post(LOW)
    button = desk.buttons["Compare its comments"]
    with pytest.raises(UserError, match="Post it once more"):
        desk.door.as_("UTOM").click(button["action_id"], button["value"])
    with pytest.raises(UserError, match="Post it once more"):
        desk.door.click(button["action_id"], button["value"].replace(" ", " 9"))
    assert "2 comments of low scores are being compared" in shown(desk.press("Compare"))
    assert "1 comment became a sighting; 1 is listed" in sort(desk)
    desk.post(LOW)
    assert "were compared before" in shown(desk.press("Compare"))
    assert "comments" not in sort(desk)


def test_new_pain_points_only_where_asked_and_the_place_is_known(desk: Desk) -> None:
    door = desk.door
    add(door, "NPS")
    add_touchpoint(door, "Shop", "Purchase", "Till")
    desk.post(LOW)
    desk.change({"comments": "new"})
    desk.run()
    sort(desk)
    with transaction(door.engine) as session:
        (pain,) = session.exec(select(PainPoint)).all()
        assert pain.title == "The card reader at the till froze again"
        states = session.exec(select(AnswerComment.state)).all()
    assert sorted(states) == ["listed", "sighted"]


def test_a_file_nobody_came_back_to_is_forgotten_after_a_day(desk: Desk) -> None:
    add(desk.door, "NPS")
    desk.post(ANSWERS)
    sort(desk)
    assert rows(desk, ImportDraft) == 1
    desk.door = desk.door.later(days=1, minutes=1)
    sort(desk)
    assert rows(desk, ImportDraft) == 0
