"""Tables to a list of issues."""
