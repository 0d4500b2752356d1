"""Statistics: the numbers that an article claims, with bound, unit and what they count or measure."""

from newsrows.extraction.statistics.finder import find_statistics
from newsrows.extraction.statistics.money import dollar_at

__all__ = ["dollar_at", "find_statistics"]
