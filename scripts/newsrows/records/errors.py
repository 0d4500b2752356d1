"""The base class of all exceptions that users see."""


class NewsrowsError(Exception):
    """A problem that the user can solve. The message says where it is, what was found, what was expected, what to do.

    The errors of all stages derive from it. The command prints the message and exits with code 2.
    """
