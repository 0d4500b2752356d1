"""Whom an age means that stands for a person: 'the 44-year-old'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from newsrows.resolve.cluster import Cluster
from newsrows.resolve.ledger import Ledger
from newsrows.resolve.speaking import Voices

_AGED: Final = re.compile(r"\b(\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ]years?[- ]old", re.IGNORECASE)
# How an age follows a name: 'Ann Poole, 41,', 'Ann Poole (41)', 'Ann Poole is 41.'
_BEHIND_NAME: Final = re.compile(
    r"(?: \([^()\n]+\))?(?:, | \(|,? (?:who )?(?:is|was) |,? aged )(?:aged )?(\d{1,3})(?=[,.;)]|\s*$)"
)
# How it stands before one: '41-year-old joiner Ann Poole'; the words between belong to neither verb nor preposition.
_BEFORE_NAME: Final = re.compile(
    r"\b(\d{1,3}|[a-z]+)-year-old"
    r"(?: (?!(?:and|or|as|by|with|to|of|from|for|at|in|on|who|told|met|said)\b)[\w'’-]+){0,4} $",
    re.IGNORECASE,
)
# How an age brings in somebody who may have no name: 'a man aged 41', 'a 41-year-old'.
_BROUGHT_IN: Final = r"\baged {age}\b|\b{age}[- ]years?[- ]old\b|, {age}[,.]"
# So many characters before and behind a name may tell the age.
_BESIDE: Final = 70
# What a sentence may begin with before the name of its subject.
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?…:]['\"”’]?\s+|\n\s*|\n\s*['\"“‘])(?:[A-Z][a-z]{1,4}\.? )?$")


def referent_by_age(ledger: Ledger, i: int, voices: Voices, text: str, others: set[int]) -> Cluster | None:
    """Whom an age means, the article's mention `i`: who is said to have it, or, if it speaks, who was just told of.

    In 'Ann Poole resigned. The 44-year-old said' it is Poole, unless somebody without a name has that age, or she has
    another. Elsewhere an age that nobody has yet may be that of anybody. `others` are clusters that are not meant, by
    their `id`.
    """
    aged = _AGED.search(ledger.findings.mentions[i].span.text)
    if aged is None:
        return None
    age = aged.group(1).lower()
    people = [cluster for cluster in ledger.clusters if cluster.type == "person" and id(cluster) not in others]
    ages = {id(cluster): _ages(ledger, cluster, text) for cluster in people}
    bearers = [cluster for cluster in people if age in ages[id(cluster)]]
    if bearers:
        return bearers[0] if len(bearers) == 1 else None
    if i not in voices.said_by or _is_brought_in(ledger, age, i, text):
        return None
    told = [k for k in sorted(ledger.linked) if k < i and voices.inside[k] is None]
    told = [k for k in told if ledger.linked[k].type == "person" and id(ledger.linked[k]) not in others]
    return _just_told_of(ledger, i, text, told, {key for key, known in ages.items() if known})


def _ages(ledger: Ledger, cluster: Cluster, text: str) -> set[str]:
    """The ages that stand beside a person's names."""
    found: set[str] = set()
    for member in cluster.members:
        span = ledger.findings.mentions[member].span
        behind = _BEHIND_NAME.match(text, span.end, span.end + _BESIDE)
        before = _BEFORE_NAME.search(_just_before(text, span.start))
        found.update(match.group(1).lower() for match in (behind, before) if match)
    return found


def _is_brought_in(ledger: Ledger, age: str, i: int, text: str) -> bool:
    """Whether the age was told before, and of nobody named: 'A man aged 44 was hurt. The 44-year-old said'."""
    mentions = ledger.findings.mentions
    told = re.compile(_BROUGHT_IN.format(age=re.escape(age)), re.IGNORECASE)
    places = (match.start() for match in told.finditer(text, 0, mentions[i].span.start))
    again = [mention.span for mention in mentions[:i] if mention.form == "nominal"]  # 'the 44-year-old' before
    return any(not any(span.start <= at < span.end for span in again) for at in places)


def _just_told_of(ledger: Ledger, i: int, text: str, before: list[int], others: set[int]) -> Cluster | None:
    """The person that the sentence before begins with; else the only one of this paragraph or the one before.

    `before` are the mentions that count, `others` the `id` of clusters who have another age.
    """
    mentions = ledger.findings.mentions
    here = mentions[i]
    first = next((k for k in before if mentions[k].sentence == here.sentence - 1), None)
    if first is not None and _SENTENCE_START.search(_just_before(text, mentions[first].span.start)):
        owns = text.startswith(("'s", "’s", "' ", "’ "), mentions[first].span.end)
        return None if owns or id(ledger.linked[first]) in others else ledger.linked[first]
    for start in _paragraphs_before(text, here.span.start):
        within = [ledger.linked[k] for k in before if mentions[k].span.start >= start]
        if within:
            return _only(within, others)
    return None


def _just_before(text: str, at: int) -> str:
    return text[max(0, at - _BESIDE) : at]


def _paragraphs_before(text: str, at: int) -> tuple[int, int]:
    """Where the paragraph around `at` begins, and the one before it."""
    begin = text.rfind("\n", 0, at) + 1
    end_before = len(text[:begin].rstrip())
    return begin, text.rfind("\n", 0, end_before) + 1


def _only(people: Iterable[Cluster], others: set[int]) -> Cluster | None:
    fits = {id(cluster): cluster for cluster in people if id(cluster) not in others}
    return next(iter(fits.values())) if len(fits) == 1 else None
