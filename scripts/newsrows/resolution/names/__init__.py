"""What the name of a person, an organisation or a place says."""
