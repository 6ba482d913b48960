"""What the people at a touchpoint should know today."""
