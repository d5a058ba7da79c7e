"""What counts as taking up, repeating, giving back and fitting: the same for every call.

The buyer's engine decides a call by these figures, and an imported call is read by them.
"""

RECENT = 3
"""Seller turns within which a question counts as growing out of something said."""
MOST_FOLLOW_UPS = 2
"""Times one fact earns a follow-up."""
SAME_QUESTION = 0.8
"""Share of content from which two questions are the same one."""
SUMMARY_WORDS = 12
"""Least length of a reflection that sums up."""
SUMMED_UP_WORDS = 8
"""The same in an imported call, where nobody practises: "So two misses, a hundred and ten thousand gone." With 12
confirmed sums in the rated calls went unseen; 6 finds no more than 8."""
FITTING_PITCH_WORDS = 120
"""Length up to which a pitch can fit what was told."""
PARROT = 0.7
"""Share of a line's content that, taken from what was said before, makes it a parrot."""
CUE_LIFE = 2
"""Seller turns within which a hint can be taken up."""
