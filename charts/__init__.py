"""What is drawn: plain data in; figures, bytes and alt text out."""
