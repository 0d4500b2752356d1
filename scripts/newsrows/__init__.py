"""Turn English news articles into linked, validated tables of people, organisations, quotes and statistics."""

__version__ = "0.2.1"
