"""Whether touchpoints are still true: who is asked, and what they said."""
