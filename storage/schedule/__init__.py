"""When things are due, and who claimed which run."""
