"""Infers a descriptor for tables that have none. Nothing is guessed that another row of the same file contradicts."""
