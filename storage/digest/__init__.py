"""What a digest tells, and who gets it when."""
