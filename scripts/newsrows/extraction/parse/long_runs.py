"""Runs without spaces and without sentence ends, cut so that the time of a parse is linear in the text.

The tokenizer takes a word apart from its ends, and copies the rest each time: the square of a run's length. Several
finders compare the tokens of a sentence with each other. No article has such words or sentences, but texts from
anywhere do: tables, lists of names, lines of dashes, what a scanner made of a picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from spacy.attrs import ORTH
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language

# Longer words (in code points) are tokenized in pieces. Addresses of web pages may be this long.
_LONGEST_WORD: Final = 1_000
# After so many tokens in a row without one that may end a sentence, one begins.
_LONGEST_RUN: Final = 400
_SENTENCE_ENDS: Final = (".", "!", "?", "…", "...", ";", ":")


def make_doc(nlp: Language, text: str) -> Doc:
    """Return the tokens of a text; those of very long words are made from pieces."""
    if all(len(word) <= _LONGEST_WORD for word in text.split()):
        return nlp.make_doc(text)
    return Doc.from_docs([nlp.make_doc(piece) for piece in _pieces(text)], ensure_whitespace=False) or Doc(nlp.vocab)


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that end after a space, or inside a word that is too long."""
    start = length = 0
    for place, character in enumerate(text):
        length = 0 if character.isspace() else length + 1
        if length > _LONGEST_WORD:
            yield text[start:place]
            start, length = place, 1
    yield text[start:]


def long_runs(doc: Doc) -> list[int]:
    """Return the tokens at which a sentence must begin because there is no end of one for very long."""
    if len(doc) <= _LONGEST_RUN:
        return []
    ends = [doc.vocab.strings[mark] for mark in _SENTENCE_ENDS]
    places = np.flatnonzero(np.isin(doc.to_array(ORTH), ends)).tolist()
    return [
        start
        for before, after in pairwise([-1, *places, len(doc)])
        for start in range(before + 1 + _LONGEST_RUN, after, _LONGEST_RUN)
    ]
