"""What was said, and how good it was."""
