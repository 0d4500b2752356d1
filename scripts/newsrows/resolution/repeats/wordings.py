"""Decides whether two quotes report the same words, and how one relates to the other."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal

from newsrows.resolution.repeats.words import (
    content_stems,
    is_run,
    is_subsequence,
    named_stems,
    negations,
    normal_words,
    stem,
)

Variant = Literal["full", "shortened", "altered", "reported"]

_MARKED: Final = re.compile(r"[\"“]([^\"“”]+)[\"”]?")


@dataclass(frozen=True)
class Wording:
    """A quote as it is compared.

    Attributes:
        speaker: what identifies the speaker: 'p:' or 'o:' and an id, or 'n:' and the article's words for somebody who
            is not named; None if the article does not say who speaks.
        day: the article's date as days since 1970; None if it has none.
        source: the article's original, or the article itself: equal for copies of one text.
    """

    kind: str
    polarity: str
    text: str
    speaker: str | None
    day: int | None
    source: int

    @property
    def is_linked(self) -> bool:
        """Whether it is known which person or organisation speaks."""
        return self.speaker is not None and not self.speaker.startswith("n:")

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The normalised words, without 'that' before a clause."""
        words = normal_words(self.text)
        return words[1:] if words[:1] == ("that",) and len(words) > 2 else words

    @cached_property
    def stems(self) -> list[str]:
        """The stems of the content words."""
        return content_stems(self.words)

    @cached_property
    def named(self) -> frozenset[str]:
        """The stems of words that are parts of names: reports of different words often share them."""
        return named_stems(self.text)

    @cached_property
    def counted(self) -> Counter[str]:
        """How often each stem occurs."""
        return Counter(self.stems)

    @cached_property
    def marked(self) -> list[tuple[str, ...]]:
        """The words inside quotation marks, run by run; of a direct quote, all words."""
        if self.kind == "direct":
            return [self.words]
        return [normal_words(run) for run in _MARKED.findall(self.text)] if self.kind == "mixed" else []


def similarity(one: Wording, other: Wording) -> float | None:
    """How much of the shorter quote is in the longer one, from 0 to 1; None if they do not report the same words.

    The fewer words two quotes share, the more else they must share: the speaker, and the time.
    """
    if one.polarity != other.polarity or (one.is_linked and other.is_linked and one.speaker != other.speaker):
        return None
    short, long = sorted((one, other), key=lambda wording: (len(wording.stems), len(wording.words)))
    if one.source == other.source and one.words == other.words:
        return 1.0
    if not short.stems:
        return None
    same_speaker = one.speaker is not None and one.speaker == other.speaker
    days = abs(one.day - other.day) if one.day is not None and other.day is not None else 0
    shared = _shared_nearby(short, long)
    share = shared / len(short.stems)
    if _is_same(short, long, shared, same_speaker=same_speaker, days=days):
        return share
    return None


def variant(quote: Wording, fullest: Wording) -> Variant:
    """How a quote relates to the fullest wording of its utterance."""
    if quote.kind == "indirect":
        return "reported"
    if quote.words == fullest.words:
        return "full"
    if quote.kind == "mixed" and quote.marked == fullest.marked:
        return "full"
    if quote.kind == "direct":
        return "shortened" if is_subsequence(quote.words, fullest.words) else "altered"
    runs = [word for run in quote.marked for word in run]
    return "shortened" if runs and is_subsequence(runs, fullest.words) else "reported"


def _is_same(short: Wording, long: Wording, shared: int, *, same_speaker: bool, days: int) -> bool:
    share = shared / len(short.stems)
    if not same_speaker:  # one of them is not known
        is_cut = short.kind == "direct" and shared >= 5 and days <= 7 and is_run(short.words, long.words)
        return is_cut or (shared >= 8 and share >= 0.8 and days <= 30 and _same_negation(short, long))
    if short.kind == "direct" and is_run(short.words, long.words):
        return days <= _days_for(shared)
    if any(_is_marked_run(run, long) for run in short.marked) or any(_is_marked_run(run, short) for run in long.marked):
        return shared >= 2 and share >= 0.3 and days <= _days_for(shared)
    if not _same_negation(short, long):
        return False
    follow = _shared_bigrams(short, long)
    if "indirect" in {short.kind, long.kind}:
        shared -= len(short.counted.keys() & long.counted.keys() & (short.named | long.named))
        is_alike = follow >= 0.25 or (shared >= 5 and share >= 0.75 and follow > 0)
        return shared >= 3 and share >= 0.6 and is_alike and days <= (7 if shared < 6 else 30)
    return shared >= 3 and share >= 0.6 and follow >= 0.3 and days <= _days_for(shared - 1)


def _shared_nearby(short: Wording, long: Wording) -> int:
    """The most stems of the shorter quote that the longer one has close together: in a stretch twice as long."""
    width = 2 * len(short.stems) + 2
    if len(long.stems) <= width:
        return (short.counted & long.counted).total()
    there: Counter[str] = Counter()
    shared = best = 0
    for place, entered in enumerate(long.stems):
        there[entered] += 1
        shared += there[entered] <= short.counted[entered]
        if place >= width:
            gone = long.stems[place - width]
            shared -= there[gone] <= short.counted[gone]
            there[gone] -= 1
        best = max(best, shared)
    return best


def _days_for(shared: int) -> int:
    """How many days may lie between two quotes that share this number of content words."""
    return {0: -1, 1: 3, 2: 14, 3: 30}.get(shared, 60 if shared < 8 else 100_000)


def _is_marked_run(run: tuple[str, ...], other: Wording) -> bool:
    """Whether words in quotation marks, at least two of them content words, stand in another quote that has more."""
    return len(run) < len(other.words) and len(content_stems(run)) >= 2 and is_run(run, other.words)


def _same_negation(one: Wording, other: Wording) -> bool:
    """Whether both negate, or neither, what they share.

    A quote that is longer by a quarter may negate something that the shorter one leaves out.
    """
    short, long = sorted((one, other), key=lambda wording: len(wording.words))
    places = [place for place, word in enumerate(long.words) if stem(word) in short.counted]
    shared = long.words[max(0, places[0] - 2) : places[-1] + 1] if places else long.words
    negates, is_negated = negations(short.words) > 0, negations(shared) > 0
    return negates == is_negated or (not negates and len(long.stems) > 1.25 * len(short.stems))


def _shared_bigrams(short: Wording, long: Wording) -> float:
    """The share of the shorter quote's pairs of neighbouring stems that the longer one has."""
    pairs = [Counter(pairwise(wording.stems)) for wording in (short, long)]
    return (pairs[0] & pairs[1]).total() / max(1, pairs[0].total())
