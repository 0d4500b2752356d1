"""Linked articles and ids to typed frames."""
