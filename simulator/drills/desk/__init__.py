"""The trainer's desk: the board of the class, calls opened, marked, commented on and answered."""
