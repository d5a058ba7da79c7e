"""The screens: what a person sees of a call, and nothing that decides it."""
