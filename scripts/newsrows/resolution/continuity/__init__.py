"""Keeps the ids of people, organisations, utterances and claims that a previous package has.

An id stays with its row as long as what the row is known by stays: names in articles, quotes, figures. Where this is
not clear, the row gets an id that no row had.
"""
