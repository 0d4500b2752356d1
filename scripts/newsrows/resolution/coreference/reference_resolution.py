"""Resolves pronouns and nominals: 'I' and nominals by rules, 'he' and 'she' by a learnt ranking of candidates."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from newsrows.lexicon import group
from newsrows.records import Findings, Mention, Quote
from newsrows.resolution.coreference.discourse import Discourse
from newsrows.resolution.coreference.nominal_context import NominalContext
from newsrows.resolution.coreference.nominals import NominalResolver
from newsrows.resolution.coreference.pronouns import antecedent
from newsrows.resolution.coreference.speaker_mention import mention_quotes, speaker_mention
from newsrows.resolution.coreference.spokespersons import quotes_of_spokespersons
from newsrows.resolution.coreference.state import Cluster, CoreferenceState, Reference

# A paragraph that is a single question.
_QUESTION: Final = re.compile(r"^[^\n]{8,300}\?\s*$", re.MULTILINE)
_FIRST_PERSON: Final = group("coreference_words", "first_person")
# The share of first persons in quotations whose speaker is right on the development articles.
_FIRST_PERSON_PROBABILITY: Final = 0.9
_SECOND_PERSON: Final = group("coreference_words", "second_person")


FindAntecedent = Callable[[Discourse, int], Reference | None]


class Referents(NamedTuple):
    """To whom the mentions of an article refer, by the index of the mention.

    Attributes:
        clusters: the person or organisation.
        probabilities: the probability that it is right, for pronouns and nominals.
    """

    clusters: dict[int, Cluster]
    probabilities: dict[int, float]


def resolve_references(findings: Findings, clusters: Sequence[Cluster], text: str) -> Referents:
    """Find out to whom the mentions of an article refer.

    Names keep their clusters. Pronouns and nominals are resolved where it is clear whom they mean; others are missing
    from the result. Those outside quotations are resolved first, because the speakers of quotes are among them.
    """
    return resolve_with(findings, clusters, text, antecedent)


def resolve_with(
    findings: Findings, clusters: Sequence[Cluster], text: str, find_antecedent: FindAntecedent
) -> Referents:
    """Like `resolve_references`, with another function that resolves 'he' and 'she' (by their index)."""
    state = CoreferenceState(findings, clusters)
    for cluster in clusters:
        for member in cluster.members:
            state.linked[member] = cluster
    quotes = mention_quotes(findings)
    state.interviewee = _interviewee(state, quotes.around, text)
    discourse = Discourse(state, quotes, text)
    nominals = NominalResolver(NominalContext(state, quotes, text))
    unnamed = {findings.quotes[n].speaker for n in quotes_of_spokespersons(findings)}
    for is_inside in (False, True):
        for i, mention in enumerate(findings.mentions):
            if i in state.linked or (quotes.around[i] is not None) is not is_inside or mention.span in unnamed:
                continue
            referent = _referent(discourse, nominals, i, mention, find_antecedent)
            if referent is not None:
                state.link(i, referent)
    return Referents(state.linked, state.probabilities)


def _interviewee(state: CoreferenceState, quotations: Sequence[Quote | None], text: str) -> Cluster | None:
    """The person who answers in an interview that is printed as questions and answers: the one named first.

    An article is such an interview if several paragraphs are questions and 'I' is frequent outside quotations.
    """
    if (answers := state.findings.interviewee) is not None:
        return next((c for i, c in state.linked.items() if state.findings.mentions[i].span == answers), None)
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


def _referent(
    discourse: Discourse, nominals: NominalResolver, i: int, mention: Mention, find_antecedent: FindAntecedent
) -> Reference | None:
    state, quotes, text = discourse.state, discourse.quotes, discourse.text
    if mention.form not in {"nominal", "pronoun"}:
        return None  # a name without a cluster: a family, 'the Carters'
    if mention.form == "nominal" or mention.type == "organisation":
        return nominals.referent(i, mention, discourse.named_in_own_words(i))
    quote = quotes.around[i]
    word = mention.span.text.lower()
    if word in _SECOND_PERSON:
        is_question = quote is None and _is_in_question(text, mention)
        return _first_person(state.interviewee) if is_question else None
    if word in _FIRST_PERSON:
        return _first_person(_speaker_of(state, quote) if quote is not None else state.interviewee)
    return find_antecedent(discourse, i)


def _first_person(cluster: Cluster | None) -> Reference | None:
    return Reference(cluster, _FIRST_PERSON_PROBABILITY) if cluster is not None else None


def _speaker_of(state: CoreferenceState, quote: Quote) -> Cluster | None:
    """The speaker of a quote, as far as it is resolved."""
    at = speaker_mention(state.findings, state.linked, quote)
    return state.linked[at] if at is not None else None
