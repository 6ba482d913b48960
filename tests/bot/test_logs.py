"""Logs: one line each, for people or machines, and never a secret in any of them."""

import json
import logging
from collections.abc import Callable
from typing import Literal

import pytest

from bot import logs

TOKENS = ("xoxb-1111-aaaaaaaaaaaa", "xapp-1-A1-2222-bbbbbbbbbbbb", "xoxe.xoxp-1-cccccccc")
SIGNING = "0123456789abcdef0123456789abcdef"
PASSWORD = 'p"a\\s\u00e9 word'
ADDRESS = "postgresql://cairn:hunter22@db.example:5432/cairn"

log = logging.getLogger("bot")

Style = Literal["text", "json"]
Printed = Callable[[Callable[[], None]], str]


@pytest.fixture(params=["text", "json"])
def style(request: pytest.FixtureRequest) -> Style:
    kind: Style = request.param
    return kind


@pytest.fixture
def printed(style: Style, capsys: pytest.CaptureFixture[str]) -> Printed:
    """Sets logging up when first called with a thing to do; what then stood on standard error."""

    def after(doing: Callable[[], None]) -> str:
        logs.set_up(level="INFO", style=style, secrets=[*TOKENS, SIGNING, PASSWORD])
        doing()
        return capsys.readouterr().err

    return after


def hides_everything(text: str) -> bool:
    parts = (*TOKENS, SIGNING, PASSWORD, "hunter22", json.dumps(PASSWORD)[1:-1])
    return not any(part in text for part in parts) and logs.HIDDEN in text


@pytest.mark.parametrize("secret", [*TOKENS, SIGNING, PASSWORD, ADDRESS])
def test_no_secret_stands_in_a_message_or_its_arguments(printed: Printed, secret: str) -> None:
    text = printed(
        lambda: log.warning(f"asked %s with %r: {secret}", secret, {"token": secret})  # noqa: G004 - both ways
    )
    assert hides_everything(text)


@pytest.mark.parametrize("secret", [*TOKENS, SIGNING, PASSWORD, ADDRESS])
def test_no_secret_stands_in_a_traceback(printed: Printed, secret: str) -> None:
    def failing() -> None:
        error = RuntimeError(f"while using {secret}")
        error.__cause__ = ValueError(f"refused: {secret!r}")
        log.error("It failed", exc_info=error)

    text = printed(failing)
    assert "RuntimeError" in text
    assert hides_everything(text)


def test_unknown_tokens_are_known_by_their_looks(
    style: Style, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up(level="INFO", style=style, secrets=())
    logging.getLogger("bot").info("%s and %s and %s", *TOKENS[:2], ADDRESS)
    text = capsys.readouterr().err
    assert not any(part in text for part in (*TOKENS[:2], "hunter22"))
    assert "db.example:5432/cairn" in text


def test_other_words_stay_as_they_are(printed: Printed) -> None:
    said = "Person U1 at https://example.org/a:b@c said 12:30 xo, x-box"
    assert said in printed(lambda: log.info(said))


def test_every_logger_of_the_process_goes_the_same_way(printed: Printed) -> None:
    other = logging.getLogger("slack_sdk.web.async_client")
    assert hides_everything(printed(lambda: other.warning("sent %s", TOKENS[0])))


def test_a_line_that_cannot_be_built_gives_nothing_away(printed: Printed) -> None:
    text = printed(lambda: log.info("%d of %s", "many", TOKENS[0]))
    assert TOKENS[0] not in text
    assert "could not be logged" in text


def test_json_is_one_object_a_line_with_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(level="INFO", style="json", secrets=())
    logging.getLogger("bot.slack").info("two\nlines", extra={"fields": {"ms": 1.5, "kind": "x"}})
    (line,) = capsys.readouterr().err.splitlines()
    entry = json.loads(line)
    assert entry.pop("at").endswith("+00:00")
    assert entry == {
        "level": "INFO",
        "logger": "bot.slack",
        "message": "two\nlines",
        "ms": 1.5,
        "kind": "x",
    }


def test_the_level_is_kept_and_chatty_libraries_are_quieter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.set_up(level="INFO", style="text", secrets=())
    logging.getLogger("bot").debug("too much")
    logging.getLogger("slack_bolt").info("too much")
    logging.getLogger("bot").info("just right")
    text = capsys.readouterr().err
    assert "too much" not in text
    assert "just right" in text
