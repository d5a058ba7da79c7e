"""What a trainer assigns: the drill, what it pins, and a ticket for each trainee."""
