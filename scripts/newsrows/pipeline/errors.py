"""The error of a build that cannot be done."""

from newsrows.records import NewsrowsError


class BuildError(NewsrowsError):
    """Nothing could be built; the message is for people."""
