"""The meeting: who sells what to whom, and why now."""
