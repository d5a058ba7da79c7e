"""Taking in what was handed in: verified, replayed, held against the others, kept and graded."""
