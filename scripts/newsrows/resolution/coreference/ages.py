"""Resolves ages: 'the 44-year-old'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from newsrows.lexicon import alternatives
from newsrows.resolution.coreference.speaker_mention import MentionQuotes
from newsrows.resolution.coreference.state import MAX_DISTANCE, Cluster, CoreferenceState

_AGE: Final = re.compile(r"\b(\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ]years?[- ]old", re.IGNORECASE)
# An age after a name: 'Ann Poole, 41,', 'Ann Poole (41)', 'Ann Poole is 41.'
_AGE_AFTER_NAME: Final = re.compile(
    r"(?: \([^()\n]+\))?(?:, | \(|,? (?:who )?(?:is|was) |,? aged )(?:aged )?(\d{1,3})(?=[,.;)]|\s*$)"
)
# An age before a name: '41-year-old joiner Ann Poole'. The words between are neither verbs nor prepositions.
_AGE_BEFORE_NAME: Final = re.compile(
    rf"\b(\d{{1,3}}|[a-z]+)-year-old"
    rf"(?: (?!(?:{alternatives('coreference_words', 'age_phrase_stop')})\b)[\w'’-]+){{0,4}} $",
    re.IGNORECASE,
)
# An age that may be that of somebody without a name: 'a man aged 41', 'a 41-year-old'.
_AGE_ANYWHERE: Final = r"\baged {age}\b|\b{age}[- ]years?[- ]old\b|, {age}[,.]"
# How many characters before and after a name can contain its age.
_AGE_WINDOW: Final = 70
# What can come before a name that begins a sentence: an honorific at most.
SENTENCE_START: Final = re.compile(r"(?:^|[.!?…:]['\"”’]?\s+|\n\s*|\n\s*['\"“‘])(?:[A-Z][a-z]{1,4}\.? )?$")


def referent_by_age(
    state: CoreferenceState, i: int, quotes: MentionQuotes, text: str, excluded: set[int]
) -> Cluster | None:
    """The person that an age means: the one who is said to have it, or, if it speaks a quote, the current topic.

    In 'Ann Poole resigned. The 44-year-old said', it means Poole, unless somebody without a name has that age or Poole
    has another one. An age that does not speak is resolved only if the article gives that age to a person.

    Args:
        state: the resolution so far.
        i: the index of the nominal.
        quotes: the quotes around mentions and spoken by them.
        text: the article's text.
        excluded: the `id` of clusters that cannot be meant.
    """
    match = _AGE.search(state.findings.mentions[i].span.text)
    if match is None:
        return None
    age = match.group(1).lower()
    people = [cluster for cluster in state.clusters if cluster.type == "person" and id(cluster) not in excluded]
    ages = {id(cluster): _ages(state, cluster, text) for cluster in people}
    with_age = [cluster for cluster in people if age in ages[id(cluster)]]
    if with_age:
        known = with_age[0] if len(with_age) == 1 else None
        return (_lead_person(state, i, known, ages) or known) if known is not None else None
    if i not in quotes.spoken_by or _is_age_of_unnamed(state, age, i, text):
        return None
    before = [k for k in sorted(state.linked) if k < i and quotes.around[k] is None]
    before = [k for k in before if state.linked[k].type == "person" and id(state.linked[k]) not in excluded]
    return current_topic(
        state, i, quotes, text, before=before, with_other_age={key for key, known in ages.items() if known}
    )


def _lead_person(state: CoreferenceState, i: int, known: Cluster, ages: Mapping[int, set[str]]) -> Cluster | None:
    """The person named first in the article, if mentioned after everybody with the age and of no other age.

    In an article about Ann Poole, a namesake of her age is mentioned in passing; 'the 26-year-old said' is then Poole.
    """
    mentions = state.findings.mentions
    lead = min((c for c in state.clusters if c.type == "person"), key=lambda cluster: cluster.members[0])
    last = state.last_before(lead, i)
    is_recent = last >= 0 and mentions[i].sentence - mentions[last].sentence <= MAX_DISTANCE
    is_after = mentions[last].sentence > mentions[state.last_before(known, i)].sentence
    return lead if lead is not known and is_recent and is_after and not ages[id(lead)] else None


def _ages(state: CoreferenceState, cluster: Cluster, text: str) -> set[str]:
    """The ages right before or after a person's names."""
    ages: set[str] = set()
    for member in cluster.members:
        span = state.findings.mentions[member].span
        after = _AGE_AFTER_NAME.match(text, span.end, span.end + _AGE_WINDOW)
        before = _AGE_BEFORE_NAME.search(window_before(text, span.start))
        ages.update(match.group(1).lower() for match in (after, before) if match)
    return ages


def _is_age_of_unnamed(state: CoreferenceState, age: str, i: int, text: str) -> bool:
    """Whether the age occurs before, outside earlier nominals: 'A man aged 44 was hurt. The 44-year-old said'."""
    mentions = state.findings.mentions
    pattern = re.compile(_AGE_ANYWHERE.format(age=re.escape(age)), re.IGNORECASE)
    places = (match.start() for match in pattern.finditer(text, 0, mentions[i].span.start))
    nominals = [mention.span for mention in mentions[:i] if mention.form == "nominal"]
    return any(not any(span.start <= at < span.end for span in nominals) for at in places)


def current_topic(
    state: CoreferenceState,
    i: int,
    quotes: MentionQuotes,
    text: str,
    *,
    before: list[int],
    with_other_age: set[int],
) -> Cluster | None:
    """Who spoke last in the paragraph, else with whom the previous sentence begins, else the only person nearby.

    In 'Ann Poole told Bill Marsh that she was tired. "It was a long day," the 44-year-old said', Poole goes on.

    Args:
        state: the resolution so far.
        i: the index of the nominal.
        quotes: the quotes around mentions and spoken by them.
        text: the article's text.
        before: indices of the mentions of people before it.
        with_other_age: the `id` of clusters that have another age.
    """
    mentions = state.findings.mentions
    nominal = mentions[i]
    paragraph, _ = _paragraph_starts(text, nominal.span.start)
    speakers = [k for k in before if mentions[k].span.start >= paragraph and k in quotes.spoken_by]
    if speakers and id(state.linked[speakers[-1]]) not in with_other_age:
        return state.linked[speakers[-1]]
    first = next((k for k in before if mentions[k].sentence == nominal.sentence - 1), None)
    if first is not None and SENTENCE_START.search(window_before(text, mentions[first].span.start)):
        is_possessive = text.startswith(("'s", "’s", "' ", "’ "), mentions[first].span.end)
        return None if is_possessive or id(state.linked[first]) in with_other_age else state.linked[first]
    for start in _paragraph_starts(text, nominal.span.start):
        people = [state.linked[k] for k in before if mentions[k].span.start >= start]
        if people:
            return _only(people, with_other_age)
    return None


def window_before(text: str, at: int) -> str:
    """The end of the text before the offset `at`, as far as a name's age can stand from it."""
    return text[max(0, at - _AGE_WINDOW) : at]


def _paragraph_starts(text: str, at: int) -> tuple[int, int]:
    """Where the paragraph around `at` begins, and where the one before it begins."""
    start = text.rfind("\n", 0, at) + 1
    end_of_previous = len(text[:start].rstrip())
    return start, text.rfind("\n", 0, end_of_previous) + 1


def _only(people: Iterable[Cluster], excluded: set[int]) -> Cluster | None:
    candidates = {id(cluster): cluster for cluster in people if id(cluster) not in excluded}
    return next(iter(candidates.values())) if len(candidates) == 1 else None
