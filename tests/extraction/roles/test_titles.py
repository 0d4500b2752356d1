"""The words before a title."""

from __future__ import annotations

import pytest

from extraction.marked import parsed
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.roles.finder import find_roles


@pytest.mark.parametrize("word", ["herself", "himself", "also", "now", "both", "her", "their", "one"])
def test_a_small_word_before_a_title_is_not_part_of_it(word: str) -> None:
    article = parsed(f"[PERSON Ann Carter], {word} a minister, left.")
    article.tokens.tags[3] = "PRP"
    assert [role.title for role in find_roles(article, find_names(article))] == ["minister"]
