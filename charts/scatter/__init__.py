"""Points in four named quadrants with labels that never meet."""
