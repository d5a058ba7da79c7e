"""One call: set up, held turn by turn, recorded as events, and played again to the same state."""
