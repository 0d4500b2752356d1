"""Resolves pronouns and nominals by gender, distance, role and who is speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from newsrows.lexicon import group
from newsrows.records import Findings, Mention, Quote
from newsrows.resolution.coreference.nominals import nominal_referent, referent_by_age
from newsrows.resolution.coreference.speaker_mention import MentionQuotes, mention_quotes, speaker_mention
from newsrows.resolution.coreference.state import MAX_DISTANCE, Cluster, CoreferenceState, genders_differ

# A paragraph that is a single question.
_QUESTION: Final = re.compile(r"^[^\n]{8,300}\?\s*$", re.MULTILINE)
_FIRST_PERSON: Final = group("coreference_words", "first_person")
_SECOND_PERSON: Final = group("coreference_words", "second_person")


def resolve_references(findings: Findings, clusters: Sequence[Cluster], text: str) -> dict[int, Cluster]:
    """Map mentions, by their index, to the cluster that they refer to.

    Names keep their clusters. Pronouns and nominals are resolved where it is clear whom they mean; others are missing
    from the result. Those outside quotations are resolved first, because the speakers of quotes are among them.
    """
    state = CoreferenceState(findings, clusters)
    for cluster in clusters:
        for member in cluster.members:
            state.linked[member] = cluster
    quotes = mention_quotes(findings)
    state.interviewee = _interviewee(state, quotes.around, text)
    for is_inside in (False, True):
        for i, mention in enumerate(findings.mentions):
            if i in state.linked or (quotes.around[i] is not None) is not is_inside:
                continue
            referent = _referent(state, i, mention, quotes, text)
            if referent is not None:
                state.link(i, referent)
    return state.linked


def _interviewee(state: CoreferenceState, quotations: Sequence[Quote | None], text: str) -> Cluster | None:
    """The person who answers in an interview that is printed as questions and answers: the one named first.

    An article is such an interview if several paragraphs are questions and 'I' is frequent outside quotations.
    """
    questions = len(_QUESTION.findall(text))
    if questions < (1 if "interview" in text[:600].lower() else 3):
        return None
    mentions = state.findings.mentions
    first_persons = sum(quotations[i] is None and m.span.text == "I" for i, m in enumerate(mentions))
    people = [cluster for cluster in state.clusters if cluster.type == "person" and len(cluster.name) > 1]
    if first_persons < 5 or not people:
        return None
    first = min(people, key=lambda cluster: cluster.members[0])
    most_named = max(people, key=lambda cluster: len(cluster.members))
    return first if first is most_named or len(first.members) > 1 else None


def _is_in_question(text: str, mention: Mention) -> bool:
    """Whether the paragraph of a mention ends with a question mark."""
    start, end = text.rfind("\n", 0, mention.span.start), text.find("\n", mention.span.end)
    return text[start + 1 : end if end > 0 else len(text)].rstrip().endswith("?")


def _referent(state: CoreferenceState, i: int, mention: Mention, quotes: MentionQuotes, text: str) -> Cluster | None:
    if mention.form not in {"nominal", "pronoun"}:
        return None  # a name without a cluster: a family, 'the Carters'
    if mention.form == "nominal":
        return nominal_referent(state, i, mention, text, is_speaker=i in quotes.spoken_by) or referent_by_age(
            state, i, quotes, text, _named_in_own_words(state, i, quotes, text)
        )
    quote = quotes.around[i]
    if mention.span.text.lower() in _SECOND_PERSON:
        return state.interviewee if quote is None and _is_in_question(text, mention) else None
    if mention.span.text.lower() in _FIRST_PERSON:
        return _speaker_of(state, quote) if quote is not None else state.interviewee
    if quote is not None:
        return _nearest_person(state, i, quotes, {id(_speaker_of(state, quote))})
    return _nearest_person(state, i, quotes, _named_in_own_words(state, i, quotes, text))


def _speaker_of(state: CoreferenceState, quote: Quote) -> Cluster | None:
    """The speaker of a quote, as far as it is resolved."""
    at = speaker_mention(state.findings, state.linked, quote.speaker)
    return state.linked[at] if at is not None else None


def _named_in_own_words(state: CoreferenceState, i: int, quotes: MentionQuotes, text: str) -> set[int]:
    """People whom the speaker `i` names in a quote, but who are not named elsewhere in the sentence before it.

    Speakers rarely name themselves, so in 'Bill was my friend,' he said, 'he' is not Bill. Indirect speech counts only
    if a comma separates it from the pronoun: 'Bill had left, he said'. In a report after the verb, the name may be the
    speaker's: 'He says that rivals fear Bill's money'.

    Returns:
        The `id` of each such cluster.
    """
    parts = [
        part
        for quote in quotes.spoken_by.get(i, ())
        for part in quote.parts
        if quote.kind != "indirect" or text[part.end : state.findings.mentions[i].span.start] == ", "
    ]
    if not parts:
        return set()
    mentions = state.findings.mentions
    inside: set[int] = set()
    outside: set[int] = set()
    for k, cluster in state.linked.items():
        mention = mentions[k]
        if any(part.overlaps(mention.span) for part in parts):
            if mention.form == "name" and k not in quotes.spoken_by:
                inside.add(id(cluster))  # in 'Ann Carter said she felt old', Ann Carter does not name herself
        elif k < i and mention.sentence == mentions[i].sentence:
            outside.add(id(cluster))
    return inside - outside


def _nearest_person(state: CoreferenceState, i: int, quotes: MentionQuotes, excluded: set[int]) -> Cluster | None:
    """The person whom 'he' or 'she' means: in the nearest sentence, the first of a fitting gender.

    If the pronoun speaks a quote, the speaker of an earlier quote is preferred, and names inside quotations come last.

    Args:
        state: the resolution so far.
        i: the index of the pronoun.
        quotes: the quotes around mentions and spoken by them.
        excluded: the `id` of clusters that cannot be meant.
    """
    best: tuple[tuple[int, bool, bool, int], Cluster] | None = None
    mentions = state.findings.mentions
    mention, is_speaker = mentions[i], i in quotes.spoken_by
    for k in range(i - 1, -1, -1):
        distance = mention.sentence - mentions[k].sentence
        if distance > MAX_DISTANCE:
            break
        cluster = state.linked.get(k)
        if cluster is None or cluster.type != "person" or id(cluster) in excluded:
            continue
        if genders_differ(mention.gender, state.gender(cluster)):
            continue
        is_quoted = is_speaker and quotes.around[i] is None and quotes.around[k] is not None
        is_silent = is_speaker and k not in quotes.spoken_by
        rank = (distance, is_quoted, is_silent, k)  # the nearest sentence, then its first mention
        if best is None or rank < best[0]:
            best = (rank, cluster)
    return best[1] if best else None
