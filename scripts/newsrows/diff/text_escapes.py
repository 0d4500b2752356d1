"""Makes text from a package safe to print: its names cannot steer a terminal or add markup to a page."""

from __future__ import annotations

import re

CONTROL_CHARACTERS = str.maketrans({code: f"\\x{code:02x}" for code in [*range(32), 127, *range(128, 160)]})
MARKDOWN_CHARACTERS = re.compile(r"([\\`*_{}\[\]<>#|~@!])")


def one_line(text: str) -> str:
    """The text on one line, with control characters replaced by their codes."""
    return " ".join(text.split()).translate(CONTROL_CHARACTERS)


def escape_markdown(text: str) -> str:
    """The text on one line, with Markdown's special characters escaped, so that it contains no links or mentions."""
    return MARKDOWN_CHARACTERS.sub(r"\\\1", one_line(text)).replace("@", "@\u200b")
