"""Whom pronouns and nominals mean: by gender, nearness, role, and who is speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from newsrows.records import Findings, Mention, Quote
from newsrows.resolution.coreference.nominals import nominal_referent, referent_by_age
from newsrows.resolution.coreference.speaker_mention import Voices, speaking_mention, voices_in
from newsrows.resolution.coreference.state import REACH, Cluster, Ledger, clash

# A paragraph that is one question.
_QUESTION: Final = re.compile(r"^[^\n]{8,300}\?\s*$", re.MULTILINE)
_FIRST_PERSON: Final = frozenset({"i", "me", "my", "mine", "myself"})
_SECOND_PERSON: Final = frozenset({"you", "your", "yourself"})


def resolve_references(findings: Findings, clusters: Sequence[Cluster], text: str) -> dict[int, Cluster]:
    """The cluster of each mention: names as they were clustered, pronouns and nominals where they are clear."""
    ledger = Ledger(findings, clusters)
    for cluster in clusters:
        for member in cluster.members:
            ledger.linked[member] = cluster
    voices = voices_in(findings)
    ledger.interviewee = _interviewee(ledger, voices.inside, text)
    for inside in (False, True):
        for i, mention in enumerate(findings.mentions):
            if i in ledger.linked or (voices.inside[i] is not None) is not inside:
                continue
            referent = _referent(ledger, i, mention, voices, text)
            if referent is not None:
                ledger.link(i, referent)
    return ledger.linked


def _interviewee(ledger: Ledger, quoted: Sequence[Quote | None], text: str) -> Cluster | None:
    """Who answers in an interview printed as questions and answers: the person named first, if it is one.

    An article is one if several paragraphs are questions and 'I' is said more than a few times outside quotations.
    """
    questions = len(_QUESTION.findall(text))
    if questions < (1 if "interview" in text[:600].lower() else 3):
        return None
    mentions = ledger.findings.mentions
    said = sum(quoted[i] is None and m.span.text == "I" for i, m in enumerate(mentions))
    people = [c for c in ledger.clusters if c.type == "person" and len(c.name) > 1]
    if said < 5 or not people:
        return None
    first = min(people, key=lambda c: c.members[0])
    most = max(people, key=lambda c: len(c.members))
    return first if first is most or len(first.members) > 1 else None


def _is_asked(text: str, mention: Mention) -> bool:
    """Whether the paragraph that a mention stands in asks something."""
    begin, end = text.rfind("\n", 0, mention.span.start), text.find("\n", mention.span.end)
    return text[begin + 1 : end if end > 0 else len(text)].rstrip().endswith("?")


def _referent(ledger: Ledger, i: int, mention: Mention, voices: Voices, text: str) -> Cluster | None:
    if mention.form not in {"nominal", "pronoun"}:
        return None  # 'the Carters', who are nobody
    if mention.form == "nominal":
        return nominal_referent(ledger, i, mention, text, speaks=i in voices.said_by) or referent_by_age(
            ledger, i, voices, text, _named_by(ledger, i, voices, text)
        )
    quote = voices.inside[i]
    if mention.span.text.lower() in _SECOND_PERSON:
        return ledger.interviewee if quote is None and _is_asked(text, mention) else None
    if mention.span.text.lower() in _FIRST_PERSON:
        return speaker_of(ledger, quote) if quote is not None else ledger.interviewee
    if quote is not None:
        return _by_nearness(ledger, i, voices, {id(speaker_of(ledger, quote))})
    return _by_nearness(ledger, i, voices, _named_by(ledger, i, voices, text))


def speaker_of(ledger: Ledger, quote: Quote) -> Cluster | None:
    """Who says a quote, as far as it is known by now."""
    at = speaking_mention(ledger.findings, ledger.linked, quote.speaker)
    return ledger.linked[at] if at is not None else None


def _named_by(ledger: Ledger, i: int, voices: Voices, text: str) -> set[int]:
    """Whom the speaker at `i` names in his or her own words, and nobody beside them: 'Bill was my friend,' he said.

    People hardly name themselves in what they say. Of indirect speech only what a comma parts from the pronoun counts:
    'Bill had left, he said'; a report behind it may come back to its speaker: 'He says that rivals fear Bill's money'.
    Gives the `id` of each cluster.
    """
    parts = [
        part
        for quote in voices.said_by.get(i, ())
        for part in quote.parts
        if quote.kind != "indirect" or text[part.end : ledger.findings.mentions[i].span.start] == ", "
    ]
    if not parts:
        return set()
    mentions = ledger.findings.mentions
    inside: set[int] = set()
    beside: set[int] = set()
    for k, cluster in ledger.linked.items():
        mention = mentions[k]
        if any(part.overlaps(mention.span) for part in parts):
            if mention.form == "name" and k not in voices.said_by:
                inside.add(id(cluster))  # 'Ann Carter said she felt old' is an article's word, not hers
        elif k < i and mention.sentence == mentions[i].sentence:
            beside.add(id(cluster))
    return inside - beside


def _by_nearness(ledger: Ledger, i: int, voices: Voices, others: set[int]) -> Cluster | None:
    """Whom 'he' or 'she' means: of those near enough and of fitting gender, the one that a sentence began with.

    Where the pronoun speaks, who spoke just before goes first, and whom a quotation names comes last. `others` are
    clusters that are not meant.
    """
    best: tuple[tuple[int, bool, bool, int], Cluster] | None = None
    mentions = ledger.findings.mentions
    mention, speaks = mentions[i], i in voices.said_by
    for k in range(i - 1, -1, -1):
        distance = mention.sentence - mentions[k].sentence
        if distance > REACH:
            break
        cluster = ledger.linked.get(k)
        if cluster is None or cluster.type != "person" or id(cluster) in others:
            continue
        if clash(mention.gender, ledger.gender(cluster)):
            continue
        is_quoted = speaks and voices.inside[i] is None and voices.inside[k] is not None
        is_silent = speaks and k not in voices.said_by
        key = (distance, is_quoted, is_silent, k)  # nearest sentence, then its first mention
        if best is None or key < best[0]:
            best = (key, cluster)
    return best[1] if best else None
