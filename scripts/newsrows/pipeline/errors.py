"""The error of a build that cannot be done."""

from newsrows.records import SourceError


class BuildError(SourceError):
    """Nothing could be built; the message is for people."""
