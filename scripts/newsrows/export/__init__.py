"""Tables to files and their descriptor."""
