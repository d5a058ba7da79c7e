"""What each turn of a call was worth: how much was still attainable before it, and after."""
