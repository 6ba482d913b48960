"""What is still to be told to Slack: kept in the transaction that decided it, sent after it."""
