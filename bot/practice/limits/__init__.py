"""What Slack refuses in blocks, messages and views."""

from bot.practice.limits.check import (
    MAX_VIEW_BYTES,
    SURFACES,
    message_faults,
    options_faults,
    view_faults,
)

__all__ = ["MAX_VIEW_BYTES", "SURFACES", "message_faults", "options_faults", "view_faults"]
