"""The possible antecedents of a pronoun."""

from __future__ import annotations

from typing import Final

from newsrows.records import Mention, Quote
from newsrows.resolution.coreference.discourse import Discourse
from newsrows.resolution.coreference.speaker_mention import speaker_mention
from newsrows.resolution.coreference.state import genders_differ

MAX_SENTENCES: Final = 8
"""How many sentences back an antecedent can be."""
MAX_SCANNED: Final = 120
"""How many mentions before a pronoun, or after it in its sentence, are looked at."""
_MAX_CANDIDATES: Final = 16
_MAX_PER_PERSON: Final = 3
_MAX_AFTER: Final = 3
_REFLEXIVE: Final = frozenset({"himself", "herself"})


def candidates(discourse: Discourse, i: int) -> list[int]:
    """The linked mentions of people that the pronoun `i` can refer to.

    Those before it come first, the nearest first, then names after it in its sentence.
    """
    mentions, linked = discourse.state.findings.mentions, discourse.state.linked
    pronoun = mentions[i]
    # nobody is a candidate who was considered often enough, or whom the pronoun's own quote names
    counts = dict.fromkeys(discourse.named_in_own_words(i), _MAX_PER_PERSON)
    around = discourse.quotes.around[i]
    speaker = None if around is None else speaker_mention(discourse.state.findings, linked, around)
    if speaker is not None:
        counts[id(linked[speaker])] = _MAX_PER_PERSON  # nobody calls themselves 'he'
    anonymous = discourse.anonymous_speaker(i)
    chosen: list[int] = []
    for k in range(i - 1, max(-1, i - 1 - MAX_SCANNED), -1):
        if pronoun.sentence - mentions[k].sentence > MAX_SENTENCES or len(chosen) >= _MAX_CANDIDATES:
            break
        if anonymous is not None and not _is_after(mentions[k], anonymous):
            continue
        if _can_be(discourse, pronoun, k, counts):
            chosen.append(k)
    after: list[int] = []
    if pronoun.syntax is None:
        return chosen  # a name after a pronoun is rarely meant: only its grammar shows it
    for k in range(i + 1, min(len(mentions), i + 1 + MAX_SCANNED)):
        if mentions[k].sentence != pronoun.sentence or len(after) >= _MAX_AFTER:
            break
        if mentions[k].form == "name" and _can_be(discourse, pronoun, k, counts):
            after.append(k)
    return [*chosen, *after]


def _can_be(discourse: Discourse, pronoun: Mention, k: int, counts: dict[int, int]) -> bool:
    """Whether the mention `k` is a candidate. Counts it for its person, by the `id` of the cluster, if it is."""
    state = discourse.state
    cluster = state.linked.get(k)
    if cluster is None or cluster.type != "person" or counts.get(id(cluster), 0) >= _MAX_PER_PERSON:
        return False
    if genders_differ(pronoun.gender, state.gender(cluster)) or is_excluded(pronoun, state.findings.mentions[k]):
        return False
    counts[id(cluster)] = counts.get(id(cluster), 0) + 1
    return True


def _is_after(mention: Mention, quote: Quote) -> bool:
    """Whether a mention stands after the speaker of a quote, but not in its words."""
    assert quote.speaker is not None  # noqa: S101 - the caller has checked it
    return mention.span.start > quote.speaker.start and not any(part.overlaps(mention.span) for part in quote.parts)


def is_excluded(pronoun: Mention, other: Mention) -> bool:
    """Whether grammar excludes that a pronoun refers to another mention: 'Ann saw her', 'her sister Ann'."""
    one, two = pronoun.syntax, other.syntax
    if one is None or two is None or pronoun.sentence != other.sentence:
        return False
    is_possessive = one.function == "possessive"
    if one.head == two.head or (is_possessive and one.governor == two.head):
        return True
    if is_possessive or two.function == "possessive" or pronoun.span.text.lower() in _REFLEXIVE:
        return False
    are_arguments = one.governor == two.governor and not one.is_conjunct and not two.is_conjunct
    return are_arguments or (one.function == "object" and one.subject == two.head)
