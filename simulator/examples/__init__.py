"""Three calls that come with the program, to watch and to grade: a good one, a middling one, a bad one."""
