"""Scripted sellers against scenarios, by the thousand: how hard each is, and whether it is fair."""
