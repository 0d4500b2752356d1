"""The error of an engine that cannot go on."""

from newsrows.records import NewsrowsError


class EngineError(NewsrowsError):
    """The batches cannot be processed; the message is for people."""
