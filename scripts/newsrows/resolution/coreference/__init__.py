"""Coreference within one article: which mentions are the same person or organisation."""
