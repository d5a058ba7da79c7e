"""The app in a browser: who may come in, one child process per trainee, and the pages around it.

textual-serve carries a Textual app's screen to a page. It knows no visitors, so everything that
decides who may see what stands in front of it here. Nothing of this is imported unless
`prospect serve` runs; the children import `driver` alone.
"""
