"""The commands of `prospect drill`, a module each."""
