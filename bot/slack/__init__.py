"""Slack's side of the shell: payloads become requests, replies become calls."""
