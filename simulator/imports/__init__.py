"""Reads transcripts that people hold: our own call logs and plain `Seller:` / `Buyer:` text."""
