"""The archive: every call kept event by event, in one SQLite file."""
