"""Finds the changes between two versions of a package's schemas, and decides whether the version was raised enough.

`verdict` is the entry: it loads both packages and asks `compare` for the changes. `pairing` decides which old table and
field became which new one, and each function in `rules` finds one kind of change. `report` writes the verdict as text.
These modules need only Python's standard library.
"""
