"""What a team collects about a persona."""
