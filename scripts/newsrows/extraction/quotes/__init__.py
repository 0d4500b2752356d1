"""Find quotations and reported speech, each with its speaker."""

from newsrows.extraction.quotes.finder import find_quotes

__all__ = ["find_quotes"]
