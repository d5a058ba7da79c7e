"""The buyer's mind: a pure function from state and a heard line to a decision."""
