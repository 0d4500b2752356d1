"""Old and new schemas or data to a list of changes."""
