"""What Slack refuses for good, and how a person is told."""

from storage.models import Outbox

# Trying again can't help with these.
HOPELESS = {
    "channel_not_found": "I can't see that channel",
    "not_in_channel": "I am not a member of that channel",
    "is_archived": "that channel is archived",
    "restricted_action": "this workspace doesn't let me post there",
    "cannot_dm_bot": "bots take no direct messages",
    "user_not_found": "that person is not in this workspace",
    "messages_tab_disabled": "my messages tab is switched off",
    "invalid_blocks": "Slack refused how the message is built",
    "msg_too_long": "the message is too long for Slack",
    "message_not_found": "the message was deleted",
    "cant_update_message": "Slack doesn't let me change the message",
    "missing_scope": "I lack a permission; whoever runs Cairn should run `cairn check`",
    "unknown_method": "Slack doesn't know the call",
    "ekm_access_denied": "this workspace's keys don't allow it",
}
INVITE = " Invite me there with `/invite @Cairn` and try again."


def apology(entry: Outbox, reason: str) -> str:
    """Words for the person whose doing it was; none where silence is kinder."""
    if entry.kind in ("tell", "refresh"):
        return ""
    why = HOPELESS.get(reason, "Slack did not take it")
    invite = INVITE if reason in ("channel_not_found", "not_in_channel") else ""
    where = f"in <#{entry.lane}>" if entry.lane[:1] in ("C", "G") else "for you"
    return f"I could not post {where}: {why}. What you did is stored.{invite}"
