"""newsrows' own packages: their layout, their tables, and what holds between the tables."""
