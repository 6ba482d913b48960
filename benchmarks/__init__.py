"""Measures Cairn: `make bench`. Everything stays on this machine and ends by itself."""
