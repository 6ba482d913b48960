"""What somebody does about pain points, by when, and what came of it."""
