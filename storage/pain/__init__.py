"""Pain points and delights, from the first sighting to "it is solved"."""
