"""The probability that a row of the statistics is right: a logistic regression over features of the figure.

The weights are in statistic_confidence.csv, one row per feature; scripts/maintain/fit_statistic_confidence.py fits them
to judged rows.
"""

from __future__ import annotations

from functools import cache
from math import exp
from typing import TYPE_CHECKING

from newsrows.lexicon import rows

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure, SentenceFigures
    from newsrows.records.findings import Change

BIAS = "(bias)"
_MANY_FIGURES = 8  # tokens of figures in one sentence
_WIDE = 40  # tokens on either side of a figure
_NEAR, _FAR = 3, 9  # tokens from a figure to its concept
_MANY_VERBS = 3
_MARKS = frozenset(",;:-–—")
_KINDS_BY_UNIT = frozenset({"duration", "measurement", "money", "age"})
_SHORT_SENTENCE = 8  # tokens
_LONG_CONCEPT, _LONG_SENTENCE = 6, 40  # words; tokens


def features_of(
    tokens: Tokens, figure: Figure, sentence: SentenceFigures, concept: str | None, change: Change | None
) -> tuple[str, ...]:
    """What may predict whether a row is right: how the figure was read, its concept and change, its sentence.

    Args:
        tokens: the parse of the article.
        figure: the figure.
        sentence: all figures of its sentence.
        concept: the concept of the row.
        change: the change of the row.
    """
    kind = pattern(figure)
    noun = _class_of_concept(tokens, figure, concept)
    features = [kind, f"concept={noun}", f"{kind}+concept={noun}", f"{kind}+change={change is not None}"]
    following = tokens.tags[figure.last_token + 1] if figure.last_token + 1 < len(tokens) else "."
    features.append(f"before {following if following[0].isalpha() else 'mark'}")
    before = figure.first_token - 1
    features.append(f"behind {tokens.tags[before] if before >= 0 and tokens.tags[before][0].isalpha() else 'mark'}")
    if concept is not None and noun != "counted":
        features.append(f"concept {_distance(tokens, figure, concept)}")
    if figure.bound not in {"exact", "range"}:
        features.append("bound")
    if concept is not None and noun != "counted":
        features += _features_between(tokens, figure, concept, sentence)
    if figure.unit is not None and figure.unit.kind in _KINDS_BY_UNIT:
        features.append(f"unit {figure.unit.name}")
        features.append(f"{figure.unit.kind} behind {tokens.tags[before][:2] if before >= 0 else 'mark'}")
    features += _features_of_sentence(tokens, figure, sentence)
    return tuple(features)


def confidence(features: tuple[str, ...]) -> float:
    """The probability, from 0 to 1, that value, bound, unit, concept and change of a row are right."""
    known = _weights()
    score = known.get(BIAS, 0.0) + sum(known.get(feature, 0.0) for feature in features)
    return round(1 / (1 + exp(-score)), 2)


def pattern(figure: Figure) -> str:
    """How a figure was read, as far as that predicts errors: 'count, digits', 'shared unit', 'percent'."""
    if figure.unit is None:
        return "share" if figure.numeral.form in {"fraction", "share"} else "no unit"
    if figure.is_shared:
        return "shared unit"
    if figure.value_max is not None:
        return "vague" if figure.numeral.form == "vague" else "range"
    return figure.unit.kind if figure.unit.kind != "count" else _pattern_of_count(figure)


def _pattern_of_count(figure: Figure) -> str:
    if figure.counted is not None and figure.counted.is_modifier:
        return "count, modifier"
    if figure.numeral.form == "words":
        return "count, one" if figure.value == 1 else "count, words"
    return "count, digits"


def _class_of_concept(tokens: Tokens, figure: Figure, concept: str | None) -> str:
    """none; counted: the figure's own noun; name: it begins with a capital; long; noun: any other."""
    if concept is None:
        return "none"
    if figure.counted is not None and tokens.words[figure.counted.token] in concept.split():
        return "counted"
    if concept[0].isupper():
        return "name"
    return "long" if len(concept.split()) > _LONG_CONCEPT else "noun"


def _distance(tokens: Tokens, figure: Figure, concept: str) -> str:
    """Where the first word of a concept stands, seen from its figure: 'right before', 'before', 'far behind'."""
    word = concept.split(maxsplit=1)[0].split("-", maxsplit=1)[0].lower()
    first, after = _surroundings(tokens, figure)
    places = [i - figure.first_token for i in range(first, after) if tokens.lower[i].startswith(word)]
    if not places:
        return "elsewhere"
    nearest = min(places, key=abs)
    side = "before" if nearest < 0 else "behind"
    return f"right {side}" if abs(nearest) <= _NEAR else side if abs(nearest) <= _FAR else f"far {side}"


def _features_between(tokens: Tokens, figure: Figure, concept: str, sentence: SentenceFigures) -> list[str]:
    """What stands between a figure and the last word of its concept, if that is in the sentence."""
    word = concept.rsplit(maxsplit=1)[-1].split("-", maxsplit=1)[0].lower()
    first, after = _surroundings(tokens, figure)
    places = [i for i in range(first, after) if tokens.lower[i].startswith(word)]
    if not places:
        return []
    place = min(places, key=lambda i: abs(i - figure.first_token))
    is_before = place < figure.first_token
    between = range(place + 1, figure.first_token) if is_before else range(figure.last_token + 1, place)
    verbs = min(_MANY_VERBS, sum(tokens.tags[i].startswith("VB") for i in between))
    features = [f"verbs between {verbs}"]
    if any(tokens.words[i] in _MARKS for i in between):
        features.append("mark between")
    if any(tokens.tags[i] in {"CC", "WDT", "WP"} for i in between):
        features.append("clause between")
    if any(i in sentence.tokens for i in between):
        features.append("figure between")
    return features


def _surroundings(tokens: Tokens, figure: Figure) -> tuple[int, int]:
    """The first token near a figure in its sentence, and the token behind the last."""
    first, after = tokens.sentence_bounds(tokens.sentence_of(figure.first_token))
    return max(first, figure.first_token - _WIDE), min(after, figure.last_token + _WIDE)


def _features_of_sentence(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> list[str]:
    first, after = _surroundings(tokens, figure)
    features = []
    if not any(tag.startswith("VB") for tag in tokens.tags[first:after]):
        features.append("no verb")
    begin, end = tokens.sentence_bounds(tokens.sentence_of(figure.first_token))
    if not tokens.words[begin][:1].isupper():
        features.append("small start")
    if tokens.words[end - 1] not in {".", "!", "?", '"', "”"}:
        features.append("no full stop")
    if end - begin < _SHORT_SENTENCE:
        features.append("short sentence")
    if after - first > _LONG_SENTENCE:
        features.append("long sentence")
    if len(sentence.tokens) > _MANY_FIGURES:
        features.append("many figures")
    return features


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in rows("statistic_confidence")}
