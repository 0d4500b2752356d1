"""Paragraphs: lines, or what was wrapped at a fixed width."""

from __future__ import annotations

import pytest

from newsrows.records.paragraphs import paragraphs


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_a_line_is_a_paragraph_without_white_space_at_its_edges() -> None:
    assert texts(" Title |\nFirst line.\n\n  Second.  \n\tThird.") == ["Title |", "First line.", "Second.", "Third."]


@pytest.mark.parametrize(
    "wrapped",
    [
        "The harbour board met for an hour on Monday, then\nwent home without a word on the night ferry\nplan.",
        "The board said that the price of a ticket\nwould go up by a pound in April, as it had no\nother.",
    ],
)
def test_lines_wrapped_at_one_width_are_one_paragraph(wrapped: str) -> None:
    assert texts(f"{wrapped}\n\nEnd.") == [wrapped, "End."]


def test_white_space_alone_is_no_paragraph() -> None:
    assert texts(" \n\n\t \n") == []
