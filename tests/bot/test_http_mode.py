"""HTTP mode on a real port: signatures, repetitions, and what monitors ask."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlmodel import Session, func, select

from bot.app import App
from bot.starting import StartError
from storage.db import reading
from storage.models import Journey
from tests.bot import payload_samples as sample
from tests.bot.delivery import until
from tests.bot.faulty_slack import FaultySlack, gateway, refusal
from tests.bot.http_slack import (
    HttpBot,
    as_form,
    as_interaction,
    http_bot,
    settings_for,
    signed,
)
from tests.bot.payload_samples import Json

HELP = sample.command(command="/journey", text="help")
GARBAGE = pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"payload=%7Bnot-json", "application/x-www-form-urlencoded"),
        (b"payload=[]", "application/x-www-form-urlencoded"),
        (b"payload=%22text%22", "application/x-www-form-urlencoded"),
        (b"{not json", "application/json"),
        (b"[]", "application/json"),
        (b"null", "application/json"),
        (b'{"type":"event_callback"}', "application/json"),
        (b'{"type":"event_callback","event":{"type":"unheard_of"}}', "application/json"),
        (b"command=%2Fpain", "application/x-www-form-urlencoded"),
        (as_interaction({"type": "view_submission"}), "application/x-www-form-urlencoded"),
        (as_interaction({"type": "block_actions", "actions": []}), "text/plain"),
    ],
)


@pytest.fixture
async def bot(slack: FaultySlack, sqlite_url: str) -> AsyncIterator[HttpBot]:
    async with http_bot(slack, sqlite_url) as bot:
        yield bot


async def test_a_signed_request_is_answered(bot: HttpBot) -> None:
    answer = await bot.post(as_form(HELP))
    assert answer.status == 200
    assert "/pain" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": "1772625600"},
        signed(as_form(HELP), secret="another secret"),
        signed(b"another body"),
        signed(as_form(HELP)) | {"X-Slack-Request-Timestamp": "1"},
        signed(as_form(HELP)) | {"X-Slack-Request-Timestamp": "yesterday"},
        signed(as_form(HELP)) | {"X-Slack-Signature": "v0="},
    ],
)
async def test_a_forged_request_is_refused(bot: HttpBot, headers: dict[str, str]) -> None:
    answer = await bot.post(as_form(HELP), headers)
    assert answer.status == 401
    assert "/pain" not in answer.text


@pytest.mark.parametrize(("age_s", "status"), [(290, 200), (310, 401), (-290, 200), (-310, 401)])
async def test_a_signature_is_good_for_five_minutes(
    bot: HttpBot, age_s: float, status: int
) -> None:
    body = as_form(HELP)
    assert (await bot.post(body, signed(body, age_s=age_s))).status == status


async def test_slacks_first_question_is_answered(bot: HttpBot) -> None:
    answer = await bot.event({"type": "url_verification", "token": "x", "challenge": "3eZbrw"})
    assert (answer.status, answer.json) == (200, {"challenge": "3eZbrw"})


async def open_new_journey(bot: HttpBot, slack: FaultySlack) -> Json:
    """Opens the form and fills it; what Slack would send for it."""
    answer = await bot.post(as_form(sample.command(command="/journey", text="new Web shop")))
    assert answer.status == 200
    await until(lambda: bool(slack.of("views.open")), "no form opened")
    view = slack.of("views.open")[-1]["view"]
    values = {
        "name": {"name": {"type": "plain_text_input", "value": "Web shop"}},
        "goal": {"goal": {"type": "plain_text_input", "value": None}},
        "template": {
            "template": {
                "type": "radio_buttons",
                "selected_option": {"text": {}, "value": "purchase"},
            }
        },
    }
    return sample.submission(
        values, callback_id=view["callback_id"], private_metadata=view["private_metadata"]
    )


def journeys_in(bot: HttpBot) -> int:
    def count(session: Session) -> int:
        return session.exec(select(func.count()).select_from(Journey)).one()

    with reading(bot.app.engine) as session:
        return count(session)


async def test_a_replayed_request_changes_nothing_twice(bot: HttpBot, slack: FaultySlack) -> None:
    body = as_interaction(await open_new_journey(bot, slack))
    headers = signed(body)
    for _ in range(4):
        assert (await bot.post(body, headers)).status == 200
    assert journeys_in(bot) == 1
    await bot.app.listeners.finish()
    await until(lambda: bool(slack.of("chat.postMessage")), "the channel was not told")
    assert len(slack.of("chat.postEphemeral")) == 1
    assert len(slack.of("chat.postMessage")) == 1


async def test_what_is_acknowledged_is_stored(bot: HttpBot, slack: FaultySlack) -> None:
    body = as_interaction(await open_new_journey(bot, slack))
    assert (await bot.post(body)).text == ""
    assert journeys_in(bot) == 1


async def test_a_form_with_something_wrong_is_answered_by_field(
    bot: HttpBot, slack: FaultySlack
) -> None:
    payload = await open_new_journey(bot, slack)
    payload["view"]["state"]["values"]["name"]["name"]["value"] = "   "
    answer = await bot.post(as_interaction(payload))
    assert answer.json["response_action"] == "errors"
    assert "name" in answer.json["errors"]
    assert journeys_in(bot) == 0


async def test_a_visitor_is_turned_away_kindly(bot: HttpBot, slack: FaultySlack) -> None:
    payload = await open_new_journey(bot, slack)
    payload["user"] = {**sample.USER, "id": "U9", "team_id": "T9"}
    await bot.post(as_interaction(payload))
    await bot.app.listeners.finish()
    assert journeys_in(bot) == 0
    assert any("visiting from another" in given["text"] for given in slack.of("chat.postEphemeral"))


async def test_a_guest_may_not_make_journeys(bot: HttpBot, slack: FaultySlack) -> None:
    slack.answers["users.info"] = {"user": {"id": "U5", "is_restricted": True}}
    body = as_form(sample.command(command="/touchpoint", text="Till = store", user_id="U5"))
    answer = await bot.post(body)
    assert "Guests" in answer.text


@pytest.mark.parametrize(
    "fault",
    [
        refusal("internal_error"),
        gateway(502, "bad", "text/plain"),
        gateway(200, "{", "application/json"),
    ],
)
async def test_when_slack_cannot_say_who_somebody_is_they_are_served(
    bot: HttpBot, slack: FaultySlack, fault: object
) -> None:
    slack.faults["users.info"].append(fault)  # type: ignore[arg-type]  # Fault, through parametrize
    answer = await bot.post(as_form(HELP))
    assert answer.status == 200
    assert "/pain" in answer.text


@GARBAGE
async def test_unsigned_garbage_is_not_even_read(
    bot: HttpBot, body: bytes, content_type: str, caplog: pytest.LogCaptureFixture
) -> None:
    for headers in ({}, {"X-Slack-Request-Timestamp": "²", "X-Slack-Signature": "v0=²"}):
        answer = await bot.post(body, headers, content_type=content_type)
        assert answer.status == 401
    assert not [record for record in caplog.records if record.exc_info]


@GARBAGE
async def test_garbage_is_refused_and_disturbs_nobody(
    bot: HttpBot, body: bytes, content_type: str
) -> None:
    answer = await bot.post(body, content_type=content_type)
    assert 400 <= answer.status < 600
    assert "Traceback" not in answer.text
    assert (await bot.post(as_form(HELP))).status == 200


async def test_a_body_beyond_all_measure_is_refused(bot: HttpBot) -> None:
    body = b"text=" + b"x" * 3_000_000
    assert (await bot.post(body)).status == 413
    assert (await bot.post(as_form(HELP))).status == 200


async def test_only_the_events_path_takes_posts(bot: HttpBot) -> None:
    assert (await bot.post(as_form(HELP), path="/")).status == 404
    assert (await bot.get("/slack/events")).status == 405


async def test_monitors_get_their_answers(bot: HttpBot) -> None:
    assert (await bot.get("/healthz")).status == 200
    assert (await bot.get("/readyz")).status == 200
    await bot.post(as_form(HELP))
    await bot.post(as_form(sample.command(command="/pain", text="P-999")))
    metrics = (await bot.get("/metrics")).text
    assert 'cairn_requests_total{kind="command",result="ok"} 1' in metrics
    assert 'cairn_requests_total{kind="command",result="refused"} 1' in metrics
    assert "cairn_request_seconds_count 2" in metrics
    assert 'cairn_request_seconds_bucket{le="+Inf"} 2' in metrics
    assert "cairn_outbox_waiting 0" in metrics


async def test_each_request_is_one_line_in_the_log(
    bot: HttpBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="bot.slack.listeners")
    await bot.post(as_form(HELP))
    (record,) = [record for record in caplog.records if record.name == "bot.slack.listeners"]
    assert record.getMessage().startswith("command /journey by U1 in T1: ok, ")
    fields = record.__dict__["fields"]
    assert {"kind": "command", "name": "/journey", "person": "U1", "result": "ok"}.items() <= (
        fields.items()
    )
    assert fields["ms"] >= 0


@pytest.mark.postgres
async def test_without_its_database_it_is_alive_but_not_ready(
    slack: FaultySlack, fresh_postgres_url: str
) -> None:
    url = make_url(fresh_postgres_url)
    admin = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    cut = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
    async with http_bot(slack, fresh_postgres_url) as bot:
        with admin.connect() as connection:
            connection.execute(text(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS false'))
            connection.execute(cut, {"name": url.database})
        assert (await bot.get("/healthz")).status == 200
        not_ready = await bot.get("/readyz")
        assert (not_ready.status, "Traceback" in not_ready.text) == (503, False)
        assert (await bot.get("/metrics")).status == 200
        refused = await bot.post(as_form(sample.command(text="list")))
        assert "can't reach its database" in refused.text
        with admin.connect() as connection:
            connection.execute(text(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS true'))
        assert (await bot.get("/readyz")).status == 200
    admin.dispose()


async def test_a_taken_port_stops_the_start_by_name(bot: HttpBot, slack: FaultySlack) -> None:
    again = App(settings_for(slack, "sqlite://", bot.app.settings.port))
    with pytest.raises(StartError, match=r"HOST and PORT: can't listen on 127\.0\.0\.1"):
        await again.start()
    await again.stop()


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_a_refused_token_stops_the_start_by_name(
    slack: FaultySlack, sqlite_url: str, error: str
) -> None:
    slack.faults["auth.test"].append(refusal(error))
    app = App(settings_for(slack, sqlite_url, 1))
    with pytest.raises(StartError, match=f"SLACK_BOT_TOKEN: {error}") as caught:
        await app.start()
    await app.stop()
    assert "xoxb-http-test" not in str(caught.value)


async def test_slack_being_away_at_the_start_is_waited_for(
    slack: FaultySlack, sqlite_url: str
) -> None:
    slack.faults["auth.test"].append(gateway(503, "away", "text/plain"))
    async with http_bot(slack, sqlite_url) as bot:
        assert (await bot.get("/readyz")).status == 200


@pytest.mark.parametrize(
    "url", ["postgresql://cairn:hunter22@127.0.0.1:1/none", "sqlite:////no/such/folder/x.db"]
)
async def test_an_unreachable_database_stops_the_start_by_name(
    slack: FaultySlack, url: str
) -> None:
    app = App(settings_for(slack, url, 1))
    with pytest.raises(StartError, match="DATABASE_URL") as caught:
        await app.start()
    await app.stop()
    assert "hunter22" not in str(caught.value)
