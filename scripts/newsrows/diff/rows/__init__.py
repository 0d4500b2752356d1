"""Finds the rows of a data package that were added, removed or changed, and checks their numbers against limits."""
