"""Finds the files with articles, and opens them."""
