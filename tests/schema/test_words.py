"""How the words of a quote are counted."""

from __future__ import annotations

import polars as pl
import pytest

from newsrows.schema.words import word_count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We will not wait.", 4),
        ("a well-known café, isn’t it?", 5),
        ("£5m – and 12 % more", 4),
        ("We listened, … and 40 boats stay", 6),
        ("two\nlines\u00a0here", 3),
        ("?! …", 0),
    ],
)
def test_a_word_is_a_stretch_without_white_space_that_has_a_letter_or_a_digit(text: str, words: int) -> None:
    assert pl.DataFrame({"text": [text]}).select(word_count()).item() == words
