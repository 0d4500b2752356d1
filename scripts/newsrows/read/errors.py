"""What goes wrong while articles are read."""

from __future__ import annotations

from newsrows.records import NewsrowsError


class ReadError(NewsrowsError):
    """The articles that the user named cannot be read at all; the message says where, what and what to do."""


class BadFileError(Exception):
    """One file cannot be read; the message is the reason, without the file's name.

    It never leaves `newsrows.read`, which turns it into a `Rejected`.
    """
