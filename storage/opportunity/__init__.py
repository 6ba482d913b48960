"""Ideas that answer pain points, and how they are scored."""
