"""The trainee's side: a drill joined, its attempts, what is shown when, and one handed in."""
