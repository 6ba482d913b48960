"""What happens by itself: APScheduler is only the clock."""
