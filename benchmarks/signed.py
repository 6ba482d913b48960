"""Payloads as Slack posts them in HTTP mode: a form, signed with the app's secret."""

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

SECRET = "benchmark-secret"
_TYPE = {"Content-Type": "application/x-www-form-urlencoded"}


def posted(envelope: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
    """The body and the headers of a Socket Mode envelope's twin; Slack's five minutes begin now."""
    payload = envelope["payload"]
    form = payload if envelope["type"] == "slash_commands" else {"payload": json.dumps(payload)}
    body = urlencode(form)
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    signing = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature or ""}
    return body.encode(), _TYPE | signing
