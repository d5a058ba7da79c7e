"""Drills: what a trainer assigns, what trainees submit, and what is made of it."""
