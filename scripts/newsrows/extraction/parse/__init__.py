"""Parsing of an article: paragraphs and other blocks, tokens with tags and dependencies, sentences, quotation marks."""
