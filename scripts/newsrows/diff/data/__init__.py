"""Which rows of a package were added, removed or changed."""
