"""`cairn import`: the same rules on the command line, told by what it ends with."""

import shlex
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import delete, func, select
from typer.testing import CliRunner, Result

from bot.cli import cli
from storage.db import transaction
from storage.models import Answer, AnswerComment, Outbox
from tests.commands.front_door import FrontDoor
from tests.commands.journey_steps import add_touchpoint, log_pain, make_journey
from tests.commands.kpi_world import add, record
from tests.conftest import NOON

CSV = """date,rating,why,touchpoint
2026-02-03,0,The card reader at the till froze again,Till
2026-02-04,9,,
"""


@pytest.fixture
def file(
    tmp_path: Path, sqlite_url: str, sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A file of answers beside a shop's database, which the settings name."""
    door = FrontDoor(sqlite_engine, NOON)
    make_journey(door, "Shop")
    add_touchpoint(door, "Shop", "Purchase", "Till")
    log_pain(door, "The card reader at the till froze", where="Till")
    monkeypatch.chdir(tmp_path)
    for name, value in (("DATABASE_URL", sqlite_url), ("LOG_LEVEL", "ERROR")):
        monkeypatch.setenv(name, value)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):  # nothing is asked of Slack
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "answers.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def run(file: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["import", str(file), *options])


def count(engine: Engine, table: type) -> int:
    with transaction(engine) as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_it_previews_imports_sorts_comments_and_knows_the_file(
    file: Path, sqlite_engine: Engine
) -> None:
    asked = run(file, "--kpi", "NPS")
    assert (asked.exit_code, count(sqlite_engine, Answer)) == (1, 0)
    assert "all 2 rows are good answers" in asked.output
    assert "--yes" in asked.output
    waiting = count(sqlite_engine, Outbox)
    done = run(file, "--kpi", "NPS", "--comments", "match", "--yes")
    assert (done.exit_code, count(sqlite_engine, Answer)) == (0, 2)
    assert "Feb 2026: 0 (n 2" in done.output
    assert "1 comment became a sighting" in done.output
    # The pain point's message in the channel is brought up to date by `cairn run`.
    assert count(sqlite_engine, Outbox) == waiting + 1
    again = run(file, "--kpi", "NPS", "--yes")
    assert again.exit_code == 0
    assert "nothing would change" in again.output
    assert "Left out" not in again.output
    assert (count(sqlite_engine, Answer), count(sqlite_engine, AnswerComment)) == (2, 1)


def test_a_larger_reading_is_replaced_knowingly(file: Path, sqlite_engine: Engine) -> None:
    door = FrontDoor(sqlite_engine, NOON)
    add(door, "NPS")
    record(door, "NPS 40 n 420 for feb")
    asked = run(file, "--kpi", "NPS")
    assert asked.exit_code == 1
    assert "one of fewer answers: Feb 2026 +40 (n 420) by 2 answers" in asked.output
    assert count(sqlite_engine, Answer) == 0
    done = run(file, "--kpi", "NPS", "--yes")
    assert (done.exit_code, "--yes was said" in done.output) == (0, True)
    assert count(sqlite_engine, Answer) == 2


def test_it_says_what_it_has_to_be_told_and_what_was_left_out(
    file: Path, sqlite_engine: Engine
) -> None:
    assert run(file).exit_code == 2
    for options, said in (
        (("--kpi", "NPX"), "There is no KPI 'NPX' in Shop. There are: none yet. New ones: NPS"),
        (("--kpi", "NPS", "--map", "score=Stars"), "there is no column 'Stars'"),
        (("--kpi", "NPS", "--map", "stars=rating"), "--map is one of date, score"),
        (("--kpi", "NPS", "--journey", "Elsewhere"), "no journey Elsewhere"),
        (("--kpi", "NPS", "--dates", "left"), "--dates is one of day-first"),
    ):
        found = run(file, *options)
        assert (found.exit_code, said in found.output) == (2, True), found.output
    file.write_text(CSV + "2026-02-05,11,,\n", encoding="utf-8")
    done = run(file, "--kpi", "NPS", "--map", "comment=", "--yes")
    assert done.exit_code == 3
    assert "Line 4: 11 is not on the scale" in done.output
    assert count(sqlite_engine, Answer) == 2


def test_an_import_is_taken_back_by_the_command_that_the_receipt_names(
    file: Path, sqlite_engine: Engine
) -> None:
    done = run(file, "--kpi", "NPS", "--comments", "match", "--yes")
    _, _, command = done.output.partition("To take it back: ")
    words = shlex.split(command.splitlines()[0])
    assert words == ["cairn", "import", str(file), "--kpi", "K-1", "--undo"]
    asked = CliRunner().invoke(cli, words[1:])
    assert asked.exit_code == 1
    assert "2 answers go, 1 reading goes back to what it was" in asked.output
    assert count(sqlite_engine, Answer) == 2
    with transaction(sqlite_engine) as session:
        session.exec(delete(Outbox))
    gone = CliRunner().invoke(cli, [*words[1:], "--yes"])
    assert gone.exit_code == 0, gone.output
    assert "answers.csv: the import is undone. 2 answers to K-1 NPS are gone" in gone.output
    assert "1 sighting taken off" in gone.output
    assert (count(sqlite_engine, Answer), count(sqlite_engine, AnswerComment)) == (0, 0)
    assert count(sqlite_engine, Outbox) == 1, "the pain point's message in the channel"
    twice = CliRunner().invoke(cli, [*words[1:], "--yes"])
    assert (twice.exit_code, "not imported to that KPI" in twice.output) == (1, True)
    assert run(file, "--kpi", "NPS", "--yes").exit_code == 0
    assert count(sqlite_engine, Answer) == 2
