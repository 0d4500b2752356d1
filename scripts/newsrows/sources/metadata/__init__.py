"""Metadata of articles: title, publisher, date, URL."""
