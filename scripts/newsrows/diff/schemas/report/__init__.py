"""Writes a verdict as text: for terminals, pull requests, GitHub annotations, programs and code scanning."""

from __future__ import annotations

from newsrows import __version__
from newsrows.diff.schemas.report import structured, text
from newsrows.diff.schemas.verdict import Verdict


def format_verdict(verdict: Verdict, form: str) -> str:
    """A verdict in one of the formats of `newsrows diff schema --format`."""
    if form == "sarif":
        return structured.as_sarif(verdict, __version__)
    if form == "json":
        return structured.as_json(verdict)
    return {"text": text.as_text, "markdown": text.as_markdown, "github": text.as_github}[form](verdict)


def format_error(message: str, form: str) -> str:
    """The reason why nothing could be compared, in one of these formats."""
    if form == "sarif":
        return structured.error_as_sarif(message, __version__)
    if form == "json":
        return structured.error_as_json(message)
    return text.error_as_text(message, form)
