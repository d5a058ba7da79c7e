"""Scripted sellers: a reference seller at any level of skill, and forty who try to game the buyer.

A seller knows only what a person would: the public brief, what was said, and ways to ask about each
topic. No seller can reach a buyer's secrets (an import contract holds it to that), and
everything a seller says goes through the same hearing as a trainee's words.
"""
