"""A graded call on paper: one HTML file, Markdown, tables and captions, all inert."""
