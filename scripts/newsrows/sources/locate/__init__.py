"""Where files with articles are, and how their bytes are opened."""
