"""From a person's click to the bot and back, as Slack does it."""
