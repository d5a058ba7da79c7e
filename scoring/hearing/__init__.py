"""Reads a line: what the speaker does, about what, and how sure that is."""
