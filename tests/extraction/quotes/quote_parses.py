"""Parses of phrases, made once and stored, so that a new model does not change any test.

parses.jsonl has the phrases of phrases.csv, report_parses.jsonl those of test_modality, test_denials and test_reports.
Both have one line per phrase: its words, whether white space follows each, tags, dependency labels, heads, the first
tokens of sentences, the tokens of people's names and, if there are any, those of organisations.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc

from newsrows.extraction.parse.entity_span import EntitySpan
from newsrows.extraction.parse.parsed_article import ParsedArticle

_NLP = spacy.blank("en")


@cache
def parses() -> dict[str, ParsedArticle]:
    """Each phrase with its parse."""
    files = (Path(__file__).parent / name for name in ("parses.jsonl", "report_parses.jsonl"))
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    return {entry["text"]: _parsed(entry) for entry in map(json.loads, lines)}


def _parsed(entry: dict[str, list]) -> ParsedArticle:
    starts = set(entry["sent_starts"])
    doc = Doc(
        _NLP.vocab,
        words=entry["words"],
        spaces=entry["spaces"],
        tags=entry["tags"],
        deps=entry["deps"],
        heads=entry["heads"],
        sent_starts=[token in starts for token in range(len(entry["words"]))],
    )
    people = (doc[start:end] for start, end in entry["people"])
    organisations = (doc[start:end] for start, end in entry.get("organisations", []))
    names = [EntitySpan(name.start_char, name.end_char, "person") for name in people]
    names += [EntitySpan(name.start_char, name.end_char, "organisation") for name in organisations]
    return ParsedArticle.of(doc, sorted(names, key=lambda name: name.start))
