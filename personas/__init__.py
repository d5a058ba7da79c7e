"""Who the buyer is, and the words of the field."""
