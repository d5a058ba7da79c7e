"""The one way to a language model: any OpenAI-compatible endpoint, and everything that can go wrong."""
