"""One widget per file; none of them knows a session or the archive."""
