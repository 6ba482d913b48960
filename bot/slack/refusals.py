"""Why Slack did not take something, what it refuses for good, and how a person is told."""

from collections.abc import Mapping

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from storage.models import Outbox

# What a call to Slack raises when it refuses or isn't there. aiohttp's are not all OSError.
UNREACHED = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError)
TOO_MANY_REQUESTS = 429
SERVER_ERROR = 500
# Slack's own words for its own trouble.
UNWELL = {
    "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org",
}  # fmt: skip
# Only another token helps; everything else may be better in a minute.
WRONG_TOKEN = {
    "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired",
    "not_allowed_token_type", "no_permission", "missing_scope", "org_login_required",
}  # fmt: skip

# Trying again can't help with these.
HOPELESS = {
    "channel_not_found": "I can't see that channel",
    "not_in_channel": "I am not a member of that channel",
    "is_archived": "that channel is archived",
    "account_inactive": "my account in this workspace is switched off",
    "restricted_action": "this workspace doesn't let me post there",
    "restricted_action_read_only_channel": "that channel is read-only",
    "team_access_not_granted": "I was not given access to this workspace",
    "cannot_dm_bot": "bots take no direct messages",
    "user_not_found": "that person is not in this workspace",
    "messages_tab_disabled": "my messages tab is switched off",
    "user_disabled": "that person's account is switched off",
    "invalid_blocks": "Slack refused how the message is built",
    "invalid_blocks_format": "Slack refused how the message is built",
    "msg_blocks_too_long": "the message is too long for Slack",
    "msg_too_long": "the message is too long for Slack",
    "message_not_found": "the message was deleted",
    "cant_update_message": "Slack doesn't let me change the message",
    "missing_scope": "I lack a permission; whoever runs Cairn should run `cairn check`",
    "unknown_method": "Slack doesn't know the call",
    "ekm_access_denied": "this workspace's keys don't allow it",
}
# About what was sent, not about where.
MISBUILT = {"invalid_blocks", "invalid_blocks_format"}
INVITE = " Invite me there with `/invite @Cairn` and try again."


def reason(error: SlackApiError) -> str:
    """Slack's word for it, or HTTP's number when something before Slack answered."""
    # Not every answer is Slack's own JSON: a gateway's page leaves text, or the bare response.
    data = getattr(error.response, "data", error.response)
    word = data.get("error") if isinstance(data, Mapping) else None
    return str(word or f"http_{_status(error)}")


def may_be_better_later(error: SlackApiError) -> bool:
    """Whether Slack is busy or unwell, rather than refusing."""
    return (
        retry_after(error) is not None or _status(error) >= SERVER_ERROR or reason(error) in UNWELL
    )


def retry_after(error: SlackApiError) -> float | None:
    """The seconds Slack asks to wait; None when it didn't ask for patience."""
    if _status(error) != TOO_MANY_REQUESTS and reason(error) != "ratelimited":
        return None
    asked = str(getattr(error.response, "headers", {}).get("Retry-After", ""))
    return float(asked) if asked.isdecimal() else 1.0


def _status(error: SlackApiError) -> int:
    response = error.response
    return int(getattr(response, "status_code", 0) or getattr(response, "status", 0))


def apology(entry: Outbox, why: str) -> str:
    """Words for the person whose doing it was; none where silence is kinder."""
    if entry.kind in ("tell", "refresh", "rebuild", "home", "members", "groups", "canvas"):
        return ""
    words = HOPELESS.get(why, "Slack did not take it")
    invite = INVITE if why in ("channel_not_found", "not_in_channel") else ""
    where = f"in <#{entry.lane}>" if entry.lane[:1] in ("C", "G") else "for you"
    return f"I could not post {where}: {words}. What you did is stored.{invite}"
