"""What the page in the browser asks for and is told."""
