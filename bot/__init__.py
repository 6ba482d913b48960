"""The shell: the only place that touches Slack, the clock, the network and the environment."""
