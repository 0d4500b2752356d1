"""One module a format: the bytes of a file to its records."""
