"""Learns the weights of hearing from the labelled corpus. Never imported when a line is read."""
