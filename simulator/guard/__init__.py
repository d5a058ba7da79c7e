"""Reads what a free voice says before anyone else does, and lets nothing pass that was not decided."""
