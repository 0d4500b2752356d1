"""Fits the ranker of pronouns (docs/coreference-model.md)."""
