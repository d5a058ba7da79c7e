"""Buyers and scenarios by other people: where they are, what is wrong with them, how one begins."""
