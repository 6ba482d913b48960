"""The way out: what Cairn asks of other servers, and where it never goes."""
