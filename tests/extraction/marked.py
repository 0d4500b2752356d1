"""Small parsed articles for tests of rules. They need no model, so that a new model does not change these tests.

The text is tokenized like in the pipeline. Tags are guessed from the few words that the tests use. `[ORG Coast Bank]`,
`[PERSON Ann Carter]` and `[PLACE Riverton]` stand for entities that the NER model marks.
"""

from __future__ import annotations

import re

import spacy
from spacy.tokens import Doc

from newsrows.extraction.names.finder import find_names
from newsrows.extraction.parse.entity_span import EntitySpan, Label
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.parse.pipeline import add_abbreviations

_NLP = spacy.blank("en")
add_abbreviations(_NLP)
_LABELS: dict[str, Label] = {"PERSON": "person", "ORG": "organisation", "PLACE": "place"}
_TAGS = {
    "DT": ["the", "a", "an", "this", "no", "both"],
    "IN": ["of", "for", "at", "in", "on", "by", "with", "from", "to", "after", "under", "that", "near", "as"],
    "CC": ["and", "or", "&", "but"],
    "PRP": ["he", "she", "it", "they", "i", "we", "you", "him", "me", "us", "himself", "herself"],
    "PRP$": ["his", "her", "its", "their", "our", "my", "your"],
    "POS": ["'s", "’s", "'", "’"],
    "VBD": [
        "said",
        "told",
        "was",
        "is",
        "were",
        "met",
        "has",
        "had",
        "became",
        "appointed",
        "spoke",
        "left",
        "denied",
        "asked",
        "wrote",
        "resigned",
        "won",
        "beat",
    ],
    "VBN": ["based", "elected", "named"],
    "RB": ["not", "now", "also", "yesterday", "never", "later"],
    "JJ": [
        "former",
        "acting",
        "deputy",
        "chief",
        "new",
        "small",
        "ethnic",
        "prime",
        "first",
        "interim",
        "foreign",
        "young",
        "senior",
    ],
    "NNS": ["people", "cuts", "plans", "talks", "ministers", "children", "teachers", "rules"],
    "WP": ["who"],
    "HYPH": ["-"],
}
_TAG_OF = {word: tag for tag, words in _TAGS.items() for word in words}


def parsed(marked: str, *, appositions: dict[str, str] | None = None) -> ParsedArticle:
    """An article from text with marked entities; `appositions` maps a word to the word that it is an apposition of."""
    text, entity_spans = _unmark(marked)
    doc = _NLP(text)
    words = [token.text for token in doc]
    starts = [i == 0 or words[i - 1] in {".", "?"} or "\n" in words[i - 1] for i in range(len(words))]
    heads, deps = _attach(words, starts, appositions or {})
    built = Doc(
        _NLP.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[_tag(word) for word in words],
        heads=heads,
        deps=deps,
    )
    return ParsedArticle.of(built, entity_spans)


def names_in(marked: str) -> list[tuple[str, str]]:
    """Text and type of each name that the rules find."""
    return [(mention.span.text, mention.type) for mention in find_names(parsed(marked))]


def people_in(marked: str) -> list[str]:
    """Names of people that the rules find."""
    return [text for text, type_ in names_in(marked) if type_ == "person"]


def organisations_in(marked: str) -> list[str]:
    """Names of organisations that the rules find."""
    return [text for text, type_ in names_in(marked) if type_ == "organisation"]


def _attach(words: list[str], starts: list[bool], appositions: dict[str, str]) -> tuple[list[int], list[str]]:
    """Heads and dependency labels: the head of every token is the first of its sentence, except for appositions."""
    heads: list[int] = []
    for i, is_start in enumerate(starts):
        heads.append(i if is_start else heads[i - 1])
    deps = ["ROOT" if is_start else "dep" for is_start in starts]
    for word, head in appositions.items():
        heads[words.index(word)], deps[words.index(word)] = words.index(head), "appos"
    return heads, deps


def _unmark(marked: str) -> tuple[str, list[EntitySpan]]:
    """The text without brackets and labels, and the spans that they mark."""
    text, entity_spans, done = "", [], 0
    for mark in re.finditer(r"\[([A-Z]+) ([^\]]+)\]", marked):
        label, name = mark.groups()
        text += marked[done : mark.start()]
        entity_spans.append(EntitySpan(len(text), len(text) + len(name), _LABELS[label]))
        text += name
        done = mark.end()
    return text + marked[done:], entity_spans


def _tag(word: str) -> str:
    if word.lower() in _TAG_OF and (word.lower() != "may" or word.islower()):
        return _TAG_OF[word.lower()]
    if word.isspace():
        return "_SP"
    if word[0].isdigit():
        return "CD"
    if not any(c.isalpha() for c in word):
        return {"(": "-LRB-", ")": "-RRB-"}.get(word, word[0])
    return "NNP" if word[0].isupper() else "NN"
