"""Decides whether two figures are about the same thing, and whether their values agree.

The evidence is added up in points: how much the values share, what stands beside the figures, and whether the
articles are on one story. A false link would accuse somebody of a contradiction, so links need several kinds of
evidence, and some differences rule them out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, Literal

from newsrows.lexicon import column, rows
from newsrows.resolution.repeats.words import content_stems, named_stems, normal_words, stem

Relation = Literal["same", "compatible", "conflicting"]

_ENOUGH: Final = 3.5
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH: Final = re.compile(r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b")
_PART: Final = re.compile(r"\s*,? of (?:them|whom|which|these|those)\b")
_NEAR: Final = 6
_NEAR_CHARACTERS: Final = 120
_LOWER_BOUNDS: Final = frozenset({"at_least", "more_than"})
_UPPER_BOUNDS: Final = frozenset({"at_most", "less_than"})
# Figures of these kinds are about what their concept names, not about their unit.
_OF_CONCEPT: Final = frozenset({"percent", "ratio", "money", "duration", "measurement", "temperature", "rate", "other"})


@dataclass(frozen=True)
class Value:
    """The value of a figure, as in the table statistics."""

    low: float
    high: float | None
    bound: str

    @cached_property
    def digits(self) -> int:
        """The number of significant digits: 2 of 1,100; zeros at the end do not count."""
        return len(_significand(self.low))

    @cached_property
    def last_place(self) -> float:
        """The worth of the last significant digit: 100 of 1,100."""
        return 10.0 ** (math.floor(math.log10(abs(self.low))) - self.digits + 1) if self.low else 1.0


@dataclass(frozen=True)
class Figure:
    """A figure as it is compared.

    Attributes:
        article: the article's place in the order of time.
        kind: as in the table statistics, like `unit`, `concept` and `change`.
        before: the sentence before the figure.
        after: the sentence after it.
        sentence: the whole sentence.
        day: the article's date as days since 1970; None if it has none.
        entities: ids of the people and organisations in the article.
    """

    article: int
    value: Value
    kind: str
    unit: str | None
    concept: str | None
    change: str | None
    before: str
    after: str
    sentence: str
    day: int | None
    entities: frozenset[str]

    @cached_property
    def unit_class(self) -> str:
        """The unit, or what the concept counts: 'number of people' is 'person'."""
        return unit_class(self.unit, self.concept)

    @cached_property
    def beside(self) -> frozenset[str]:
        """The stems of what stands near the figure, and of its concept, without its unit."""
        before, after = self.before[-_NEAR_CHARACTERS:], self.after[:_NEAR_CHARACTERS]
        if len(before) < len(self.before):
            before = before.partition(" ")[2]
        if len(after) < len(self.after):
            after = after.rpartition(" ")[0]
        near = [*_meanings(before)[-_NEAR:], *_meanings(after)[:_NEAR], *_meanings(self.concept or "")]
        return frozenset(near) - self._own

    @cached_property
    def around(self) -> frozenset[str]:
        """The stems of the sentence, with other numbers."""
        return frozenset([*_meanings(self.before), *_meanings(self.after), *_meanings(self.concept or "")]) - self._own

    @cached_property
    def named(self) -> frozenset[str]:
        """The stems of names in the sentence."""
        return frozenset(map(_meaning, named_stems(self.before) | named_stems(f"x {self.after}")))

    @cached_property
    def about(self) -> frozenset[str]:
        """The stems of the concept, without the unit; without names, if there are other words."""
        stems = frozenset(_meanings(self.concept or "")) - self._own
        return stems - self.named or stems

    @cached_property
    def outcomes(self) -> frozenset[str]:
        """What happened to those who are counted, near the figure."""
        return self.beside & _outcomes()

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset({*_meanings(self.unit or ""), *_meanings(self.unit_class), "number", "total"})

    @property
    def is_part(self) -> bool:
        """Whether the figure is a part of those counted before: '17 of them'."""
        return _PART.match(self.after) is not None

    @cached_property
    def years(self) -> frozenset[str]:
        """The years and months in the sentence."""
        text = f"{self.before} {self.after}"
        return frozenset([*_YEAR.findall(text), *_MONTH.findall(text)])


def relation(one: Value, other: Value) -> Relation:
    """Whether two values of one quantity are the same, can both be right, or cannot both be right."""
    if one == other:
        return "same"
    return "compatible" if _shared_digits(one, other) is not None else "conflicting"


def evidence(one: Figure, other: Figure, weights: Mapping[str, float]) -> float | None:
    """The points for two figures being about the same thing, their values agreeing; None if there are not enough.

    Args:
        one: a figure.
        other: a figure.
        weights: how much a person or an organisation in both articles says about their being on one story.
    """
    digits = _shared_digits(one.value, other.value)
    if digits is None or _differ(one, other):
        return None
    # Who gives two values in one article, or one value twice in a sentence, means two things.
    if one.article == other.article and (one.value.low != other.value.low or one.sentence == other.sentence):
        return None
    common = _common(one, other)
    if not _is_about_same(one, other, common, digits):
        return None
    points = digits + min(3.0, len(common) + 0.5 * len(_wider(one, other, common))) + _story(one, other, weights)
    if one.outcomes and other.outcomes:
        points += 0.5 if one.outcomes & other.outcomes else -2
    return points if points >= _ENOUGH else None


def contradiction(one: Figure, other: Figure, weights: Mapping[str, float]) -> float | None:
    """The points for two figures being about the same thing, their values not agreeing; None if there are not enough.

    Args:
        one: a figure.
        other: a figure.
        weights: as for `evidence`.
    """
    low, high = sorted((abs(one.value.low), abs(other.value.low)))
    # What is decided fastest comes first: most pairs end here.
    if high > 3 * low or min(one.value.digits, other.value.digits) < 2 or one.article == other.article:
        return None
    if _differ(one, other) or _shared_digits(one.value, other.value) is not None:
        return None
    if (
        not _share_names(one, other)
        or one.years != other.years
        or one.outcomes != other.outcomes
        or _stand_together(one, other)
    ):
        return None
    common = _common(one, other)
    share = _share(one, other, common)
    is_about = one.kind not in _OF_CONCEPT or bool(one.about & other.about)
    story = _story(one, other, weights)
    return 2 * share + story if is_about and len(common) >= 2 and share >= 0.3 and story >= 1 else None


def unit_class(unit: str | None, concept: str | None) -> str:
    """What a figure counts or measures in: its unit, or else the noun that its concept counts."""
    if unit is None:
        counted = re.search(r"\bnumber of (?:\w+ )??(\w+)", concept or "")
        unit = _meaning(stem(counted[1].lower())) if counted else "-"
    return "person" if unit in _human_units() else unit


def _differ(one: Figure, other: Figure) -> bool:
    """Whether unit, direction or time rule out that two figures are about the same thing."""
    return (
        one.unit_class != other.unit_class
        or (one.kind == "age") != (other.kind == "age")
        or one.is_part != other.is_part
        or (one.change is not None and other.change is not None and one.change != other.change)
        or bool(one.years and other.years and not one.years & other.years)
    )


def _is_about_same(one: Figure, other: Figure, common: frozenset[str], digits: float) -> bool:
    """Whether what is counted can be the same: more must be shared where many figures have the value or the unit."""
    if one.article != other.article and not (_share_names(one, other) or _is_close(one, other, common)):
        return False
    if one.kind == "age":
        return bool(one.beside & other.beside & one.named & other.named)
    if one.kind in _OF_CONCEPT or other.kind in _OF_CONCEPT:
        return _has_same_concept(one, other, common, digits)
    if max(one.value.low, other.value.low) <= 12:
        enough = 1 if one.outcomes & other.outcomes else 2
        return len(common) >= enough and _share(one, other, common) >= 0.4
    return digits > 0 or len(common) >= 3


def _has_same_concept(one: Figure, other: Figure, common: frozenset[str], digits: float) -> bool:
    if one.unit_class not in _plain_units() and one.unit_class != "-":
        return True
    if one.about and other.about:
        if one.about <= one.named and other.about <= other.named:
            return bool(one.about & other.about)
        here, there = one.about & other.beside, other.about & one.beside
        return bool(one.about & other.about or (here and there) or ((here or there) and digits >= 2 <= len(common)))
    return bool((one.about or other.about) & one.beside & other.beside)


def _share(one: Figure, other: Figure, common: frozenset[str]) -> float:
    """The share of what stands beside a figure that stands beside the other one, names apart."""
    return len(common) / max(1, min(len(one.beside - one.named), len(other.beside - other.named)))


def _share_names(one: Figure, other: Figure) -> bool:
    """Whether both articles name a person or an organisation, or both sentences have two words of names."""
    return bool(one.entities & other.entities) or len(one.named & other.named) >= 2


def _is_close(one: Figure, other: Figure, common: frozenset[str]) -> bool:
    """Whether nearly the same words stand beside two figures."""
    return len(common) >= 3 and _share(one, other, common) >= 0.6


def _common(one: Figure, other: Figure) -> frozenset[str]:
    """The stems beside both figures; a stem counts unless it is part of a name in both."""
    return (one.beside & other.beside) - (one.named & other.named)


def _wider(one: Figure, other: Figure, common: frozenset[str]) -> frozenset[str]:
    """The stems of both sentences that are not beside both figures, and common names."""
    return (one.around & other.around) - common


def _stand_together(one: Figure, other: Figure) -> bool:
    """Whether the sentence of a figure has the value of the other one as well: then they are two things."""
    return f"{other.value.low:g}" in one.around or f"{one.value.low:g}" in other.around


def _story(one: Figure, other: Figure, weights: Mapping[str, float]) -> float:
    """Whether the articles are on one story: people and organisations in both, and the time between them."""
    days = abs(one.day - other.day) if one.day is not None and other.day is not None else None
    shared = sum(weights.get(entity, 0.0) for entity in sorted(one.entities & other.entities))
    shared = min(1.0, shared + 0.25 * len(one.named & other.named))
    specific = 1.0 if one.unit_class not in _plain_units() | {"-"} else 0.0
    time = (
        0.0
        if days is None
        else 1.0
        if days <= 1
        else 0.5
        if days <= 7
        else 0.0
        if days <= 30
        else -1.0
        if days <= 120
        else -2.0
    )
    return shared + specific + time if one.article != other.article else 1.5 + specific


def _shared_digits(one: Value, other: Value) -> float | None:
    """How many digits two values have in common, if both can be right; None if they cannot."""
    if one.low == other.low and one.high == other.high:
        agree = (
            one.bound == other.bound or "exact" in {one.bound, other.bound} or "approximate" in {one.bound, other.bound}
        )
        small = 0.5 if abs(one.low) < 10 and one.digits == 1 else 0.0
        return min(one.digits, 4) - small if agree else 0.5
    if one.high is not None or other.high is not None:
        overlap = max(one.low, other.low) <= min(one.high or one.low, other.high or other.low)
        return 1.0 if overlap else None
    if one.low * other.low <= 0:
        return None
    rough, fine = sorted((one, other), key=lambda value: (value.digits, value.bound == "exact"))
    for bounded, free in ((rough, fine), (fine, rough)):
        if bounded.bound in _LOWER_BOUNDS | _UPPER_BOUNDS:
            return _within_bound(bounded, free)
    return float(rough.digits) if _is_rounded(rough, fine) else None


def _is_rounded(rough: Value, fine: Value) -> bool:
    """Whether a value can be the other one rounded."""
    gap = abs(rough.low - fine.low)
    if "approximate" in {rough.bound, fine.bound}:
        loose = rough if rough.bound == "approximate" else fine
        return gap <= min(loose.last_place / 2, abs(loose.low) / 10)
    if not fine.low.is_integer() and rough.low == round(fine.low):  # '6.2 per cent', '6 per cent'
        return True
    return rough.digits >= 2 and gap <= rough.last_place / 2


def _within_bound(bounded: Value, free: Value) -> float | None:
    """The digits that a bound shares with a value on its right side; a bound that is far off says nothing."""
    is_lower = bounded.bound in _LOWER_BOUNDS
    if free.bound in (_UPPER_BOUNDS if is_lower else _LOWER_BOUNDS):
        return 0.0 if (free.low >= bounded.low) == is_lower else None
    gap = free.low - bounded.low if is_lower else bounded.low - free.low
    if gap < 0:
        return 0.0 if free.bound == bounded.bound and -gap <= abs(bounded.low) / 4 else None
    if gap < bounded.last_place:
        return float(min(bounded.digits, 2))
    return 0.0 if gap <= abs(bounded.low) else None


def _significand(value: float) -> str:
    digits = f"{abs(value):.10g}".partition("e")[0].replace(".", "").lstrip("0").rstrip("0")
    return digits or "0"


def _meanings(text: str) -> list[str]:
    return [_meaning(word) for word in content_stems(normal_words(text))]


@cache
def _meaning(stem_: str) -> str:
    return _alike().get(stem_, stem_)


@cache
def _alike() -> dict[str, str]:
    return {stem(row["word"]): row["group"] for row in rows("alike_words")}


@cache
def _outcomes() -> frozenset[str]:
    return column("alike_words", "group", is_outcome="yes")


@cache
def _plain_units() -> frozenset[str]:
    return column("plain_units", "unit")


@cache
def _human_units() -> frozenset[str]:
    return column("plain_units", "unit", is_human="yes")
