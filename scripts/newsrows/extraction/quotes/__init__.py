"""Quotations and reports of speech with their speakers."""

from newsrows.extraction.quotes.finder import find_quotes

__all__ = ["find_quotes"]
