"""Logging: text for people or JSON for machines, and never a secret in either."""

import contextlib
import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal, TextIO
from urllib.parse import quote

_TOKENS = re.compile(r"\bx(?:ox[a-z]|app)-[\w-]{4,}|(://[^:/@\s]+:)[^@/\s]+(?=@)")
HIDDEN = "[secret]"
_CHATTY = (
    *("slack_sdk", "slack_bolt", "aiohttp", "asyncio", "alembic", "matplotlib", "PIL"),
    *("httpx", "httpcore"),
)


class Redactor:
    """Takes secrets out of text: the ones it was told, and whatever looks like a token."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        seen = {form for secret in secrets if secret for form in _forms(secret)}
        known = sorted(seen, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def __call__(self, text: str) -> str:
        if self._known:
            text = self._known.sub(HIDDEN, text)
        return _TOKENS.sub(lambda match: (match.group(1) or "") + HIDDEN, text)


def _forms(secret: str) -> set[str]:
    """As it is, and as it stands in reprs, JSON and addresses."""
    return {secret, repr(secret)[1:-1], json.dumps(secret)[1:-1], quote(secret, safe="")}


class Handler(logging.StreamHandler[TextIO]):
    """Writes to standard error, and says nothing of a line it can't write."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        # logging's own would print the arguments past the redactor.
        with contextlib.suppress(OSError, ValueError):
            self.stream.write(f"A line of {record.name}:{record.lineno} could not be logged\n")


class TextFormatter(logging.Formatter):
    """A line for people; tracebacks included, secrets not."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        return self._redact(super().format(record))


class JsonFormatter(logging.Formatter):
    """One JSON object a line; what a record brings as `fields` stands in it by name."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        # Before JSON's own escaping, which would hide a secret's quotes from the redactor.
        tidy = {
            name: self._redact(value) if isinstance(value, str) else value
            for name, value in entry.items()
        }
        return json.dumps(tidy, ensure_ascii=False)


def _is_news(record: logging.LogRecord) -> bool:
    """Bolt warns of the token in the environment, which is the very one its client has."""
    return "`token` will be unused" not in record.getMessage()


def set_up(*, level: str, style: Literal["text", "json"], secrets: Iterable[str]) -> None:
    """Makes every logger of the process write to standard error through the redactor."""
    handler = Handler(sys.stderr)
    redact = Redactor(secrets)
    handler.setFormatter(JsonFormatter(redact) if style == "json" else TextFormatter(redact))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("slack_bolt").addFilter(_is_news)
    # httpx would write out addresses with the secrets in them.
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
