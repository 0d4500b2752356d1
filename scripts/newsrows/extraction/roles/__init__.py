"""Find roles: the offices and positions that an article gives to people."""
