"""Docs built by hand, for rules that need tags and heads but no model."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsrows.extraction.parse.parsed_article import ParsedArticle

_VOCAB = Vocab()


def parsed(line: str) -> ParsedArticle:
    """An article from 'word/TAG/dep/head' items; '_' before an item joins it to the one before it.

    `head` is the index of the head, and may be left out with `dep` ('dep' and the first token then).
    """
    words, tags, deps, heads, spaces = [], [], [], [], []
    for item in line.split():
        is_joined = item.startswith("_") and len(item) > 1
        parts = item.removeprefix("_").rsplit("|")
        if is_joined:
            spaces[-1] = False
        words.append(parts[0])
        tags.append(parts[1])
        deps.append(parts[2] if len(parts) > 2 else "dep")
        heads.append(int(parts[3]) if len(parts) > 3 else 0)
        spaces.append(True)
    spaces[-1] = False
    doc = Doc(
        _VOCAB,
        words=words,
        spaces=spaces,
        tags=tags,
        deps=deps,
        heads=heads,
        sent_starts=[True] + [False] * (len(words) - 1),
    )
    return ParsedArticle.of(doc)
