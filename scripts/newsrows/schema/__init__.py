"""Table Schemas read into a small model, and the polars, Arrow and Pandera schemas derived from it."""
