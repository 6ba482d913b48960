"""What is remembered, and every question that can be asked of it."""
