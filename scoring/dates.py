"""Words for days and months, as patterns to be searched without regard to case.

One list for what a buyer dates and for when a next step takes place.
"""

WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
MONTH = r"(?:january|february|march|april|june|july|august|september|october|november|december)"
"""All but May, which is mostly a verb."""
IN_MAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? may|may (?:the )?\d|"
    r"(?:in|by|before|after|since|from|until|till|early|late|mid|last|next|of) may)"
)
"""May where it can only be the month: beside a day's number, or behind a word of time."""
