"""The command line, as people and machines type it."""

import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from bot.manifest import SCOPES, manifest
from bot.practice.server import PracticeServer
from bot.practice.trying import prepare
from commands.chart.known import KNOWN
from commands.index import FEATURES
from commands.router import Router
from tests.bot.faulty_slack import FaultySlack
from tests.bot.http_slack import free_port
from tests.bot.processes import cairn, finished, kept_running, line_with
from tests.practice.driver import arrive
from tests.storage.matching import tiny_model

BOT = "xoxb-1111-aaaaaaaaaaaa"
APP = "xapp-1-A1-2222-bbbbbbbbbbbb"


@pytest.fixture
async def practice() -> AsyncIterator[PracticeServer]:
    server = PracticeServer(manifest=manifest(Router(FEATURES)), state_file=None)
    await server.start(port=0)
    yield server
    await server.stop()


def good(practice: PracticeServer) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": practice.bot_token,
        "SLACK_APP_TOKEN": practice.app_token,
        "SLACK_API_URL": practice.api_url,
    }


async def test_the_version(tmp_path: Path) -> None:
    ended = await cairn(tmp_path, "version")
    assert (ended.code, ended.out) == (0, "cairn 0.1.0\n")


async def test_help_tells_every_command(tmp_path: Path) -> None:
    ended = await cairn(tmp_path, "--help")
    for command in ("try", "run", "check", "manifest", "migrate", "render", "version"):
        assert command in ended.out


@pytest.mark.parametrize("url", [None, "https://cairn.example/slack/events"])
async def test_the_manifest_is_printed_and_needs_no_settings(
    tmp_path: Path, url: str | None
) -> None:
    ended = await cairn(tmp_path, "manifest", *(["--url", url] if url else []))
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out) == manifest(Router(FEATURES), public_url=url)


async def test_migrating_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    first = await cairn(tmp_path, "migrate")
    assert (first.code, first.out) == (0, "The database was brought up to date.\n")
    assert (tmp_path / "cairn.db").exists()
    second = await cairn(tmp_path, "migrate")
    assert (second.code, second.out) == (0, "Nothing to do.\n")


async def test_migrating_what_cannot_be_reached_says_so(tmp_path: Path) -> None:
    ended = await cairn(
        tmp_path, "migrate", DATABASE_URL="postgresql://cairn:hunter22@127.0.0.1:1/none"
    )
    assert ended.code == 2
    assert "DATABASE_URL" in ended.err
    assert "Traceback" not in ended.err
    assert "hunter22" not in ended.err + ended.out


@pytest.mark.parametrize("words", [("migrate",), ("jobs",), ("render", "map", "--out", "a.png")])
async def test_what_needs_the_database_alone_still_checks_its_address(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    ended = await cairn(tmp_path, *words, DATABASE_URL="mysql://cairn:hunter22@db/cairn")
    assert ended.code == 2
    assert "DATABASE_URL must start with sqlite:/// or postgresql://" in ended.err
    assert "SLACK" not in ended.err
    assert "hunter22" not in ended.err


async def test_jobs_are_listed_and_run_by_name(tmp_path: Path) -> None:
    listed = await cairn(tmp_path, "jobs")
    assert (listed.code, listed.err) == (0, "")
    for name in (*(router := Router(FEATURES)).jobs, *router.claimed_jobs):
        assert f"\n{name} " in f"\n{listed.out}"
    assert listed.out.endswith("Next runs (UTC):\nnone\n\nLast runs (UTC):\nnone yet\n")
    ran = await cairn(tmp_path, "jobs", "run", "digest")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "digest: 0 done. Waiting in the outbox for `cairn run`: 0.\n"
    assert "upkeep" in listed.out
    for done in (1, 0):  # what looked a moment ago rests
        ran = await cairn(tmp_path, "jobs", "run", "upkeep")
        assert ran.out == f"upkeep: {done} done. Waiting in the outbox for `cairn run`: 0.\n"


@pytest.mark.parametrize("words", [("run",), ("list", "digest"), ("stop", "digest")])
async def test_jobs_with_other_words_say_what_to_type(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    ended = await cairn(tmp_path, "jobs", *words)
    assert ended.code == 2
    assert "cairn jobs run <name>" in ended.err


async def test_an_unknown_job_names_those_there_are(tmp_path: Path) -> None:
    ended = await cairn(tmp_path, "jobs", "run", "nope")
    assert ended.code == 2
    assert "There is no job 'nope'" in ended.err
    assert "vote.close" in ended.err
    assert "Traceback" not in ended.err


async def test_check_says_of_each_thing_that_it_is_right(
    tmp_path: Path, practice: PracticeServer
) -> None:
    await cairn(tmp_path, "migrate", **good(practice))
    ended = await cairn(tmp_path, "check", **good(practice))
    lines = ended.out.splitlines()
    assert {line.split()[1].rstrip(":") for line in lines} == {
        "settings",
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "scopes",
        "clock",
        "database",
        "fonts",
    }
    assert all(line.startswith("ok ") for line in lines), ended.out
    assert (ended.code, ended.err) == (0, "")


async def test_check_says_what_to_do_about_what_is_wrong(
    tmp_path: Path, practice: PracticeServer
) -> None:
    ended = await cairn(tmp_path, "check", **good(practice) | {"SLACK_APP_TOKEN": APP})
    wrong = [line for line in ended.out.splitlines() if line.startswith("FAIL")]
    assert ended.code == 1
    assert any("SLACK_APP_TOKEN" in line and "connections:write" in line for line in wrong)
    assert any("database" in line and "cairn migrate" in line for line in wrong)
    assert len(wrong) == 2
    assert APP not in ended.out


async def test_check_of_a_wrong_token_an_absent_slack_and_an_absent_database(
    tmp_path: Path, practice: PracticeServer
) -> None:
    wrong = await cairn(tmp_path, "check", **good(practice) | {"SLACK_BOT_TOKEN": BOT})
    assert "FAIL  SLACK_BOT_TOKEN: Slack says invalid_auth" in wrong.out
    away = await cairn(
        tmp_path,
        "check",
        **good(practice)
        | {
            "SLACK_API_URL": f"http://127.0.0.1:{free_port()}/api/",
            "DATABASE_URL": "postgresql://cairn:hunter22@127.0.0.1:1/none",
        },
    )
    assert "FAIL  Slack: " in away.out
    assert "FAIL  database: can't be reached" in away.out
    for ended in (wrong, away):
        assert ended.code == 1
        assert ended.err == ""
        assert BOT not in ended.out
        assert "hunter22" not in ended.out


async def test_check_names_missing_scopes(tmp_path: Path, slack: FaultySlack) -> None:
    ended = await cairn(
        tmp_path, "check", SLACK_BOT_TOKEN=BOT, SLACK_SIGNING_SECRET="s", SLACK_API_URL=slack.url
    )
    assert "FAIL  scopes: missing " in ended.out
    assert all(scope in ended.out for scope in SCOPES)


async def test_check_without_settings_names_them(tmp_path: Path) -> None:
    ended = await cairn(tmp_path, "check")
    assert ended.code == 1
    assert "FAIL  settings: SLACK_BOT_TOKEN is missing." in ended.out


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({}, "SLACK_BOT_TOKEN is missing."),
        ({"SLACK_BOT_TOKEN": BOT}, "SLACK_APP_TOKEN is missing"),
        ({"SLACK_BOT_TOKEN": "xoxp-hunter22", "SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN is not"),
        (
            {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "PORT": "hunter22"},
            "PORT is wrong",
        ),
        (
            {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "DATABASE_URL": "hunter22"},
            "DATABASE_URL is not a database address",
        ),
    ],
)
async def test_run_with_wrong_settings_ends_with_their_names(
    tmp_path: Path, settings: dict[str, str], named: str
) -> None:
    ended = await cairn(tmp_path, "run", **settings)
    assert ended.code == 2
    assert named in ended.err
    assert ".env.example" in ended.err
    assert "Traceback" not in ended.err
    assert "hunter22" not in ended.err + ended.out


async def test_run_with_a_refused_token_ends_with_its_name(
    tmp_path: Path, practice: PracticeServer
) -> None:
    for name, token in (("SLACK_BOT_TOKEN", BOT), ("SLACK_APP_TOKEN", APP)):
        ended = await cairn(tmp_path, "run", **good(practice) | {name: token})
        assert ended.code == 2
        assert f"Slack refuses {name}" in ended.err
        assert "Traceback" not in ended.err
        assert token not in ended.err + ended.out


@pytest.mark.parametrize("model", [{"vocab.txt": b"[UNK]"}, {}])
async def test_a_model_that_cannot_be_used_stops_the_start_in_one_line(
    tmp_path: Path, practice: PracticeServer, model: dict[str, bytes]
) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for name, content in model.items():
        (folder / name).write_bytes(content)
    given = good(practice) | {"CAIRN_EMBEDDINGS_DIR": str(folder)}
    ended = await cairn(tmp_path, "run", **given)
    assert (ended.code, ended.out) == (2, "")
    (line,) = ended.err.splitlines()
    assert line.startswith("Cairn can't start: CAIRN_EMBEDDINGS_DIR: ")
    assert "vocab.txt" in line
    assert "Put model.safetensors and vocab.txt of all-MiniLM-L6-v2 into that folder" in line
    checked = await cairn(tmp_path, "check", **given)
    assert checked.code == 1
    assert "FAIL  CAIRN_EMBEDDINGS_DIR: " in checked.out
    assert not practice.sockets.connected


async def test_check_says_of_a_model_that_it_can_be_used(
    tmp_path: Path, practice: PracticeServer
) -> None:
    folder = tiny_model.write(tmp_path / "model")
    ended = await cairn(tmp_path, "check", **good(practice) | {"CAIRN_EMBEDDINGS_DIR": str(folder)})
    assert "ok    CAIRN_EMBEDDINGS_DIR: pain points are compared by meaning" in ended.out


async def test_run_works_until_it_is_told_to_stop(tmp_path: Path, practice: PracticeServer) -> None:
    given = good(practice) | {"LOG_FORMAT": "json"}
    async with kept_running(tmp_path, "run", **given) as process:
        assert process.stderr is not None
        log = []
        async for line in process.stderr:
            log.append(json.loads(line))
            if "Ready in" in log[-1]["message"]:
                break
        assert practice.sockets.connected
        async with arrive(practice.url, "Maya") as maya:
            await maya.command("#store-team", "/journey help")
            await maya.sees("/pain", "#store-team", ephemeral=True)
        process.terminate()
        ended = await finished(process)
    assert ended.code == 0
    log += [json.loads(line) for line in ended.err.splitlines()]
    requests = [entry for entry in log if entry.get("kind") == "command"]
    assert [entry["result"] for entry in requests] == ["ok"]
    assert not [entry for entry in log if entry["level"] in ("ERROR", "WARNING")]
    assert practice.bot_token not in str(log)
    assert practice.app_token not in str(log)


async def test_run_can_be_stopped_while_it_waits_for_slack(tmp_path: Path) -> None:
    given = {
        "SLACK_BOT_TOKEN": BOT,
        "SLACK_APP_TOKEN": APP,
        "SLACK_API_URL": f"http://127.0.0.1:{free_port()}/api/",
    }
    async with kept_running(tmp_path, "run", **given) as process:
        assert process.stderr is not None
        async for line in process.stderr:
            if b"trying again" in line:
                break
        process.terminate()
        ended = await finished(process)
    assert ended.code == 0
    assert "Traceback" not in ended.err


async def test_try_prints_the_pages_address_and_ends_cleanly(tmp_path: Path) -> None:
    port = free_port()
    async with kept_running(tmp_path, "try", "--no-browser", "--port", str(port)) as process:
        line = await line_with(process, "ready to try")
        url = line.split()[-1]
        assert url == f"http://127.0.0.1:{port}/"
        async with arrive(url, "Maya") as maya:
            await maya.command("#store-team", "/pain list")
            await maya.sees("P-", "#store-team", ephemeral=True)
        process.terminate()
        ended = await finished(process)
    assert (ended.code, ended.err) == (0, "")


async def test_try_takes_the_next_free_port(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        async with kept_running(
            tmp_path, "try", "--no-browser", "--empty", "--port", str(port)
        ) as process:
            line = await line_with(process, "ready to try")
            assert port < int(line.rsplit(":", 1)[1].strip("/\n")) <= port + 50


async def test_try_keeps_what_was_done_until_it_is_reset(tmp_path: Path) -> None:
    async def visit(*words: str, doing: str = "") -> tuple[str, bool]:
        """The list of journeys, and whether an earlier message is still there."""
        async with kept_running(tmp_path, "try", "--no-browser", "--port", "0", *words) as process:
            url = (await line_with(process, "ready to try")).split()[-1]
            async with arrive(url, "Maya") as maya:
                kept = any("remember me" in row.text for row in maya.messages("#general"))
                if doing:
                    await maya.say("#general", "remember me")
                    await maya.command("#general", f"/journey new {doing}")
                    form = await maya.form("New journey")
                    assert await form.submit() == {}
                    await maya.sees("is made", "#general", ephemeral=True)
                await maya.command("#general", "/journey list")
                shown = await maya.sees("ourney", "#general", ephemeral=True)
                return shown.text, kept

    shown, kept = await visit("--empty", doing="Renting a bicycle")
    assert not kept
    shown, kept = await visit()
    assert "Renting a bicycle" in shown
    assert "Buying from Fern" not in shown
    assert kept
    shown, kept = await visit("--reset")
    assert "Renting a bicycle" not in shown
    assert "Buying from Fern" in shown
    assert not kept
    shown, kept = await visit("--reset", "--empty")
    assert "Buying from Fern" not in shown


@pytest.fixture
def planted(tmp_path: Path) -> dict[str, str]:
    """The sample journey, as settings name its database."""
    _, database_url = prepare(tmp_path / "practice", reset=False, empty=False)
    return {"DATABASE_URL": database_url}


async def test_rendering_lists_every_chart(tmp_path: Path) -> None:
    ended = await cairn(tmp_path, "render", "--list")
    assert ended.code == 0
    assert [line.split()[0] for line in ended.out.splitlines()] == [one.name for one in KNOWN]


@pytest.mark.parametrize(
    ("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
async def test_rendering_a_picture_into_a_file(
    tmp_path: Path, planted: dict[str, str], kind: str, begins: bytes
) -> None:
    out = tmp_path / f"heat.{kind}"
    ended = await cairn(tmp_path, "render", "channels", "--out", str(out), **planted)
    assert (ended.code, ended.err) == (0, "")
    assert "Heat by stage and channel of Buying from Fern & Oak" in ended.out
    assert out.read_bytes().startswith(begins)


async def test_a_long_map_is_several_files_for_a_phone_or_one_for_a_wall(
    tmp_path: Path, planted: dict[str, str]
) -> None:
    words = ("render", "map", "leaders", "persona", "Nadia", "--out")
    ended = await cairn(tmp_path, *words, str(tmp_path / "map.png"), **planted)
    assert (ended.code, ended.err) == (0, "")
    assert widths(tmp_path, "map*.png") == {"map.png": 1200, "map-2.png": 1200, "map-3.png": 1200}
    assert "stages 1\u20133 of 5" in ended.out
    assert "Only persona Nadia" in ended.out
    ended = await cairn(tmp_path, *words, str(tmp_path / "whole.png"), "--poster", **planted)
    assert "5 stages" in ended.out
    assert widths(tmp_path, "whole*.png") == {"whole.png": 2360}


def widths(folder: Path, names: str) -> dict[str, int]:
    found = {}
    for file in folder.glob(names):
        with Image.open(file) as picture:
            found[file.name] = picture.width
    return found


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("map", "channel", "fax", "--out", "a.png"), "There is no channel"),
        (("curve",), "Say which one, and into which file"),
        (("pie", "--out", "a.png"), "There is no chart called pie"),
        (("curve", "--out", "a.gif"), "--out must end in .png, .svg or .pdf"),
        (("curve", "--out", "none/a.png"), "can't be written"),
        (("curve", "--out", "a.png", "--journey", "Nix"), "There are: Buying from Fern & Oak."),
        (("persona", "--out", "a.png"), "Which persona?"),
    ],
)
async def test_what_cannot_be_rendered_is_told_in_words(
    tmp_path: Path, planted: dict[str, str], typed: tuple[str, ...], told: str
) -> None:
    ended = await cairn(tmp_path, "render", *typed, **planted)
    assert ended.code == 2
    assert told in ended.err
    assert "Traceback" not in ended.err


async def test_rendering_makes_no_database(tmp_path: Path) -> None:
    ended = await cairn(tmp_path, "render", "curve", "--out", "a.png")
    assert ended.code == 2
    assert "there is no database at cairn.db" in ended.err
    assert not (tmp_path / "cairn.db").exists()
