"""The same call without screens: numbered lines for ears, pipes and any terminal."""
