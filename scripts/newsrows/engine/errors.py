"""What an engine says when it cannot go on."""

from newsrows.records import NewsrowsError


class EngineError(NewsrowsError):
    """The batches cannot be worked on; the message is for people."""
