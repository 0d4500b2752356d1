"""The one kind of exception that users see."""


class NewsrowsError(Exception):
    """Something that the user can mend: the message says where, what was found, what was expected, and what to do.

    Every stage's own errors derive from it; the command prints the message and ends with exit code 2.
    """
