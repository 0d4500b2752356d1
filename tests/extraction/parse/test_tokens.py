"""The tokens of a parse as plain lists."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from newsrows.extraction.parse.tokens import Tokens

NLP = spacy.blank("en")


def tokens(words: str, sentence_starts: set[int], glued: str = "") -> Tokens:
    """Tokens of words that spaces separate; `glued` lists the indices of those without a space after them."""
    no_space = {int(index) for index in glued.split()}
    parts = words.split()
    doc = Doc(
        NLP.vocab,
        words=parts,
        spaces=[i not in no_space for i in range(len(parts))],
        sent_starts=[i in sentence_starts for i in range(len(parts))],
    )
    return Tokens.of(doc)


@pytest.mark.parametrize(
    ("words", "parsed", "glued", "expected"),
    [
        ('He left . " We won . "', {0, 3, 4}, "1 3 5 6", [0, 3]),  # the opening mark is a sentence of its own
        ('He left . " We won . "', {0, 4}, "1 3 5 6", [0, 3]),  # the opening mark with the sentence before
        ('" We won . " He left .', {0, 4, 5}, "0 2 3 6", [0, 5]),  # the closing mark is a sentence of its own
        ('" We won . " He left .', {0, 4}, "0 2 3 6", [0, 5]),  # the closing mark with the sentence after
        ("He left . She stayed .", {0, 3}, "1 4", [0, 3]),
        ("He ( Ann ) left . ( She stayed . )", {0, 6, 7}, "1 2 4 6 8 9", [0, 6]),
        ("... !", {0}, "", [0]),
    ],
)
def test_mark_is_part_of_the_sentence_it_touches(words: str, parsed: set[int], glued: str, expected: list[int]) -> None:
    assert tokens(words, parsed, glued).sentence_starts == expected


def test_edges_enclose_each_subtree() -> None:
    doc = Doc(NLP.vocab, words=["The", "old", "mayor", "left", "Poole"], heads=[2, 2, 3, 3, 3], deps=["x"] * 5)
    copy = Tokens.of(doc)
    assert copy.edges == [(0, 1), (1, 2), (0, 3), (0, 5), (4, 5)]
    assert copy.children[3] == [2, 4]


def test_tokens_are_looked_up_by_offset() -> None:
    copy = tokens("He left Poole", {0})
    assert [copy.at(offset) for offset in (0, 2, 3, 8, 12)] == [0, 1, 1, 2, 2]
    assert list(copy.within(3, 13)) == [1, 2]
    assert copy.sentence_of(2) == 0
    assert copy.sentence_bounds(0) == (0, 3)


def test_empty_article_has_no_sentences() -> None:
    assert Tokens.of(Doc(NLP.vocab, words=[])).sentence_starts == []
