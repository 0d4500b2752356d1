"""Articles with tags and heads written by hand, for tests of rules without a model."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.statistics import find_statistics

_VOCAB = Vocab()


def parsed(line: str) -> ParsedArticle:
    """An article from items such as 'word|TAG|dep|head'; '_' before an item means that no space precedes it.

    `head` is the index of the head. Items may leave out `dep` and `head`; then they depend on the first token.
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


def values(line: str) -> list[tuple[float, float | None, str, str | None]]:
    """Value, upper value, bound and unit of each statistic of `parsed(line)`."""
    return [(s.value, s.value_max, s.bound, s.unit) for s in find_statistics(parsed(line))]
