"""Fits the NER models (docs/names-model.md). Not part of the installed package."""
