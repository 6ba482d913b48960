"""What Cairn will do by itself and did, as far as somebody may know of it."""
