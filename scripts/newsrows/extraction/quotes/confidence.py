"""Estimate the probability that a candidate is right: a logistic regression over its features.

The weights are in quote_confidence.csv, one row per feature; scripts/maintain/fit_quote_confidence.py fits them to
annotated articles. Features combine the pattern with the verb, with the class of the verb and with the speaker, so a
verb that the annotated articles do not contain is judged like other verbs of its class. selection.py holds the
thresholds: how probable a candidate must be to become a quote.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from math import exp

from newsrows.extraction.quotes.candidate import Candidate
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.lexicon import speaker_nouns, words
from newsrows.lexicon import rows

BIAS = "(bias)"
# These patterns are too rare in the training articles to be fitted. The value is the share that was right.
_FIXED_CONFIDENCE = {"turn": 0.75, "put-so": 0.5}
# Upper bounds of the length classes, in words.
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 40)
_OPENERS = words("opener")


@cache
def weights() -> dict[str, float]:
    """The weight of each feature, in log odds."""
    return {row["feature"]: float(row["weight"]) for row in rows("quote_confidence")}


def confidence_of(candidate: Candidate) -> float:
    """Probability from 0 to 1 that content and speaker of `candidate` are right, to two decimal places."""
    if candidate.pattern in _FIXED_CONFIDENCE:
        return _FIXED_CONFIDENCE[candidate.pattern]
    known = weights()
    score = known.get(BIAS, 0.0) + sum(known.get(feature, 0.0) for feature in set(candidate.features))
    return round(1 / (1 + exp(-score)), 2)


def add_features(context: QuoteContext, candidates: list[Candidate]) -> None:
    """Sort the candidates by their start and set their features: 'say+clause', 'speaker=he+plain', 'nested' ..."""
    candidates.sort(key=lambda candidate: candidate.start)
    open_candidates: list[Candidate] = []
    for candidate in candidates:
        candidate.features = _features_of(context, candidate)
        open_candidates = [other for other in open_candidates if other.end > candidate.start]
        outer = [other for other in open_candidates if other.contains(candidate)]
        if outer:
            has_same_speaker = any(other.speaker == candidate.speaker for other in outer)
            candidate.features.append("nested-same-speaker" if has_same_speaker else "nested")
            candidate.features.append(f"nested-in={outer[-1].pattern}")
        open_candidates.append(candidate)


def _features_of(context: QuoteContext, candidate: Candidate) -> list[str]:
    """The features of one candidate alone."""
    speech_class = candidate.cue.word.speech_class if candidate.cue is not None else "none"
    lemma = candidate.cue.word.lemma if candidate.cue is not None else ""
    speaker = _speaker_kind(context, candidate)
    marks = "quoted" if candidate.quotations else "plain"
    length = f"words<={bisect_right(_LENGTHS, _word_count(context, candidate) - 1)}"
    first = context.tokens.lower[candidate.start]
    features = [
        candidate.pattern,
        f"group={speech_class}+{marks}",
        f"{speech_class}+{candidate.pattern}",
        f"lemma={lemma}+{marks}",
        f"{lemma}+{candidate.pattern}",
        f"speaker={speaker}+{marks}",
        f"speaker={speaker}+{speech_class}",
        f"found={candidate.speaker_pattern}+{marks}",
        f"found={candidate.speaker_pattern}+{speaker}",
        f"{length}+{marks}",
        f"{length}+{candidate.pattern}",
        f"opens={first if first in _OPENERS else context.tokens.tags[candidate.start][:2]}+{marks}",
    ]
    if not candidate.quotations and any(context.quotation_of[i] >= 0 for i in range(candidate.start, candidate.end)):
        features.append("holds-another's-quotation")
    if len(candidate.content) > 1:
        features.append(f"parts+{candidate.pattern}")
    paragraph = context.paragraph_of[candidate.start]
    if paragraph >= 0 and context.paragraphs[paragraph].kind == "heading":
        features.append(f"heading+{marks}")
    if candidate.cue is not None:
        features += _cue_features(context, candidate.cue.token, speech_class, marks)
    return features


def _speaker_kind(context: QuoteContext, candidate: Candidate) -> str:
    """The kind of speaker: the pronoun itself, 'person' for a person's name, the class of a noun, 'name', 'noun'."""
    if candidate.speaker is None:
        return "none"
    tokens = context.tokens
    start, end = candidate.speaker
    if tokens.tags[start] in {"PRP", "PRP$"}:
        return tokens.lower[start]
    head = next((i for i in range(start, end) if tokens.tags[i] == "IN"), end) - 1
    if head in context.people_at:
        return "person"
    return speaker_nouns().get(tokens.lower[head], "name" if tokens.tags[head].startswith("NNP") else "noun")


def _word_count(context: QuoteContext, candidate: Candidate) -> int:
    return sum(context.is_word(i) for start, end in candidate.content for i in range(start, end))


def _cue_features(context: QuoteContext, cue: int, speech_class: str, marks: str) -> list[str]:
    """Features of the cue's token and of the words before it that depend on it."""
    tokens = context.tokens
    features = [f"tag={tokens.tags[cue]}+{marks}", f"dep={tokens.deps[cue]}+{marks}"]
    for i in tokens.children[cue]:
        if i > cue:
            break
        if tokens.deps[i] == "neg":
            features.append(f"negated+{speech_class}")
        elif tokens.deps[i] in {"aux", "mark"}:
            features.append(f"{tokens.deps[i]}={tokens.lower[i]}+{marks}")
    return features
