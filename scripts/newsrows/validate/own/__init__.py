"""newsrows' own package: its layout, its tables, and what holds between them."""
