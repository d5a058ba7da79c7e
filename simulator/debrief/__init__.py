"""After the call, as plain data: looking back, the verdict, the truth, and how a line was heard."""
