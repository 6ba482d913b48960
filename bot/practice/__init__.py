"""A local, strict stand-in for Slack, so that the bot runs without a Slack account."""
