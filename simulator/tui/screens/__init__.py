"""One screen per file; each owns its state and asks the desk through workers."""
