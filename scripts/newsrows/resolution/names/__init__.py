"""What the name of a person, an organisation or a place shows, and whether two names can be the same one."""
