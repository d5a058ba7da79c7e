"""Runs a call: the buyer, the session, the archive, the screens and the command line."""

__version__ = "0.1.0"
