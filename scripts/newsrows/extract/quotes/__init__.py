"""Quotations and reports of speech with their speakers."""

from newsrows.extract.quotes.finder import find_quotes

__all__ = ["find_quotes"]
