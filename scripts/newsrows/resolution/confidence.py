"""Estimates how probable it is that a quote's speaker is linked rightly, and that its whole row is right.

Two logistic regressions over what extraction and coreference know of a quote. Their weights are in row_confidence.csv;
scripts/maintain/fit_row_confidence.py fits them to whole annotated articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from math import exp, log
from typing import Final, Literal

from newsrows.lexicon import group, rows
from newsrows.records import Entity, LinkedArticle, LinkedQuote

Target = Literal["link", "row"]
"""What is right: the linked person or organisation alone, or the whole row."""

BIAS: Final = "(bias)"
LEAST_LINK: Final = 0.5
"""A speaker who is less probable is not linked: no id is better than a wrong one."""

# Probabilities are kept away from 0 and 1, so that their logarithms are finite.
_MARGIN: Final = 0.01
# Cues that report and do nothing else.
_PLAIN_CUES: Final = frozenset({"say", "tell", "add", "according to"})
_SHORT: Final = 4
_PRONOUNS: Final = (["he"], ["she"], ["it"])
_DEFINITE: Final = group("coreference_words", "determiner") | group("coreference_words", "possessive") | {"its"}
_SPOKESPERSONS: Final = group("coreference_words", "spokesperson_noun")


def rate(linked: LinkedArticle) -> LinkedArticle:
    """The article with `confidence` and `speaker_confidence` of each quote, and without links that are too improbable.

    Args:
        linked: the article. Its quotes have the probability of the speaker's mention as `speaker_confidence`.
    """
    people = sum(entity.type == "person" for entity in linked.entities)
    quotes = tuple(_rated(quote, linked.entities, people) for quote in linked.quotes)
    return replace(linked, quotes=quotes)


def _rated(quote: LinkedQuote, entities: tuple[Entity, ...], people: int) -> LinkedQuote:
    entity = None if quote.entity is None else entities[quote.entity]
    values = features(quote, entity, people)
    row = probability("row", values)
    if entity is not None:
        link = probability("link", values)
        if link < LEAST_LINK:
            return _rated(replace(quote, entity=None, speaker_confidence=None), entities, people)
        # A row cannot be more probable than one of its columns.
        return replace(quote, confidence=min(link, row), speaker_confidence=link)
    return replace(quote, confidence=row)


def probability(target: Target, values: Mapping[str, float]) -> float:
    """The probability, from 0 to 1, that `target` is right.

    Args:
        target: what is judged.
        values: of the features of a quote. Features without a weight count as 0.
    """
    known = weights(target)
    return 1 / (1 + exp(-sum(known.get(name, 0.0) * value for name, value in values.items())))


@cache
def weights(target: Target) -> Mapping[str, float]:
    """The weight of each feature, in log odds."""
    return {row["feature"]: float(row["weight"]) for row in rows("row_confidence") if row["target"] == target}


def features(quote: LinkedQuote, entity: Entity | None, people: int) -> dict[str, float]:
    """The features of a quote by name; most are 1 or missing.

    Args:
        quote: the quote, with the probability of the speaker's mention as `speaker_confidence`.
        entity: who is linked.
        people: how many people the article names.
    """
    words = sum(len(part.text.split()) for part in quote.quote.parts)
    cue = quote.quote.cue.lemma if quote.quote.cue else None
    linked = "linked" if entity else "unlinked"
    speaker = quote.quote.speaker.text.split() if quote.quote.speaker else []
    found = {
        f"attribution={quote.attribution}+{linked}": 1.0,
        f"kind={quote.quote.kind}": 1.0,
        f"source={quote.source_type}+{linked}": 1.0,
        f"cue={'none' if cue is None else 'plain' if cue in _PLAIN_CUES else 'other'}": 1.0,
    }
    if len(quote.quote.parts) > 1:
        found["parts"] = 1.0
    if words <= _SHORT:
        found[f"short+{quote.quote.kind}"] = 1.0
    if quote.quote.polarity == "denied":
        found["denied"] = 1.0
    if entity is None and _refers(quote):
        found["referring+unlinked"] = 1.0
    if entity is not None:
        mentions = sum(count for _, count in entity.forms)
        found[f"speaker={entity.type}"] = 1.0
        if mentions == 1:
            found["named once"] = 1.0
        if " " not in entity.name:
            found[f"one word+{entity.type}"] = 1.0
    return {
        BIAS: 1.0,
        **found,
        "content": _log_odds(quote.quote.confidence),
        "link": 0.0 if quote.speaker_confidence is None else _log_odds(quote.speaker_confidence),
        "words of the speaker": log(1 + len(speaker)),
        "words": log(1 + words),
        "people": log(1 + people),
    }


def _refers(quote: LinkedQuote) -> bool:
    """Whether the speaker's words refer to somebody whom an article usually names: 'he', 'the guard', 'a spokesman'."""
    if quote.quote.speaker is None or quote.source_type in {"group", "document"}:
        return False
    words = quote.quote.speaker.text.lower().split()
    head = quote.quote.speaker_head.text.lower() if quote.quote.speaker_head is not None else ""
    return words in _PRONOUNS or words[0] in _DEFINITE or head in _SPOKESPERSONS


def _log_odds(value: float) -> float:
    bounded = min(max(value, _MARGIN), 1 - _MARGIN)
    return log(bounded / (1 - bounded))
