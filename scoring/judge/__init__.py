"""A second opinion on a call, by a language model: shown beside the official levels, never in them.

`judging.judge` asks yes/no questions (`items`) about a cleaned transcript (`presenting`), reads the
answers strictly (`answers`), checks every quote against the call (`folding`, `weighing`) and makes
levels of what stands (`opinion`). Which model answers, and how it is reached, is not known here.
"""
