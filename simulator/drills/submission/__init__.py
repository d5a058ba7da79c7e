"""What a trainee hands in: its header, its seal, and the file that carries both with the call."""
