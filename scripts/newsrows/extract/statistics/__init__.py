"""Figures in an article: found, normalised, and tied to what they count or measure."""

from newsrows.extract.statistics.currencies import dollar_at
from newsrows.extract.statistics.finder import find_statistics

__all__ = ["dollar_at", "find_statistics"]
