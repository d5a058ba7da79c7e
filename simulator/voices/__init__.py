"""Voices: each words a reply brief, and knows nothing else about the buyer."""
