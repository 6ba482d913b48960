"""What a journey should turn to next."""
