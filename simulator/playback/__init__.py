"""A call played back turn by turn: what was said, how it was heard, what came of it."""
