"""Whom pronouns and nominals mean: by gender, nearness, role, and who is speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from newsrows.lexicon import rows
from newsrows.records import Findings, Gender, Mention, Quote
from newsrows.resolve import organisation_name, person_name
from newsrows.resolve.cluster import Cluster
from newsrows.resolve.speaking import Voices, speaking_mention, voices_in

# A paragraph that is one question.
_QUESTION: Final = re.compile(r"^[^\n]{8,300}\?\s*$", re.MULTILINE)
_FIRST_PERSON: Final = frozenset({"i", "me", "my", "mine", "myself"})
_SECOND_PERSON: Final = frozenset({"you", "your", "yourself"})
_DETERMINERS: Final = frozenset({"the", "our", "their"})
_NOUN_KINDS: Final = {row["noun"]: row["kind"] for row in rows("organisation_nouns")}
# A pronoun reaches back over this many sentences.
_REACH: Final = 3


@dataclass(eq=False)
class Ledger:
    """Who was mentioned where so far: for each mention that is linked, its cluster."""

    findings: Findings
    clusters: Sequence[Cluster]
    linked: dict[int, Cluster] = field(default_factory=dict)
    pronoun_genders: dict[int, set[Gender]] = field(default_factory=dict)
    interviewee: Cluster | None = None

    def gender(self, cluster: Cluster) -> Gender | None:
        """What is known: shown by honorifics, else by pronouns that were linked, else usual for the given name."""
        if cluster.gender is not None:
            return cluster.gender
        shown = self.pronoun_genders.get(id(cluster))
        if shown and len(shown) == 1:
            return next(iter(shown))
        return person_name.gender_of(cluster.name[0]) if len(cluster.name) > 1 else None

    def link(self, index: int, cluster: Cluster) -> None:
        """Note that the mention `index` means `cluster`."""
        self.linked[index] = cluster
        gender = self.findings.mentions[index].gender
        if gender:
            self.pronoun_genders.setdefault(id(cluster), set()).add(gender)


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
        if mention.type == "person":
            return _by_apposition(ledger, i, mention, text) or _by_role(ledger, i, mention)
        return _by_noun(ledger, i, mention)
    quote = voices.inside[i]
    if mention.span.text.lower() in _SECOND_PERSON:
        return ledger.interviewee if quote is None and _is_asked(text, mention) else None
    if mention.span.text.lower() in _FIRST_PERSON:
        return speaker_of(ledger, quote) if quote is not None else ledger.interviewee
    if quote is not None:
        return _by_nearness(ledger, i, voices, {id(speaker_of(ledger, quote))})
    return _by_nearness(ledger, i, voices, _named_by(ledger, i, voices))


def speaker_of(ledger: Ledger, quote: Quote) -> Cluster | None:
    """Who says a quote, as far as it is known by now."""
    at = speaking_mention(ledger.findings, ledger.linked, quote.speaker)
    return ledger.linked[at] if at is not None else None


def _by_apposition(ledger: Ledger, i: int, mention: Mention, text: str) -> Cluster | None:
    """'Ann Carter, the home secretary': the title behind a comma is the person before it."""
    for k in (i - 1, i + 1):
        cluster = ledger.linked.get(k)
        if cluster is None or cluster.type != "person" or ledger.findings.mentions[k].form != "name":
            continue
        one, other = sorted((ledger.findings.mentions[k].span, mention.span))
        if text[one.end : other.start] in {", ", " (", " "}:
            return cluster
    return None


def _by_role(ledger: Ledger, i: int, mention: Mention) -> Cluster | None:
    words = tuple(mention.span.text.lower().split())
    phrase = words[1:] if words and words[0] in _DETERMINERS else words
    fits: list[tuple[bool, int, int, Cluster]] = []
    for cluster in ledger.clusters:
        if cluster.type != "person" or _clash(mention.gender, cluster.gender):
            continue
        cores = [_core(title) for title in cluster.titles]
        if any(core[-len(phrase) :] == phrase for core in cores):
            last = _last_before(ledger, cluster, i)
            sentence = ledger.findings.mentions[last].sentence if last >= 0 else -1
            fits.append((phrase in cores, sentence, last, cluster))
    fits.sort(key=lambda fit: fit[:3])
    if not fits or (len(fits) > 1 and fits[-1][:2] == fits[-2][:2]):
        return None  # two ministers in one sentence: 'the minister' is either
    exact, _, last, cluster = fits[-1]
    return cluster if last >= 0 or (exact and len(phrase) > 1) else None


def _core(title: str) -> tuple[str, ...]:
    """A title without its complement: 'minister' of 'minister for young people'."""
    words = title.lower().split()
    for i, word in enumerate(words):
        if word in {"of", "for", "to", "on", "at"} and i:
            return tuple(words[:i])
    return tuple(words)


def _last_before(ledger: Ledger, cluster: Cluster, i: int) -> int:
    return max((k for k, other in ledger.linked.items() if other is cluster and k < i), default=-1)


def _clash(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one != other


def _by_noun(ledger: Ledger, i: int, mention: Mention) -> Cluster | None:
    """'the council': the body named last whose name holds the noun; else the only one of its kind nearby."""
    noun = mention.span.text.lower().split()[-1]
    bodies = [
        (last, c) for c in ledger.clusters if c.type == "organisation" and (last := _last_before(ledger, c, i)) >= 0
    ]
    held = [(last, c) for last, c in bodies if any(noun in name for name in c.names)]
    if held:
        return max(held, key=lambda fit: fit[0])[1]
    kind = _NOUN_KINDS.get(noun)
    mentions = ledger.findings.mentions
    near = [
        (last, c)
        for last, c in bodies
        if kind
        and organisation_name.kind_of(max(c.forms, key=len)) == kind
        and mention.sentence - mentions[last].sentence <= _REACH
    ]
    return near[0][1] if len(near) == 1 else None


def _named_by(ledger: Ledger, i: int, voices: Voices) -> set[int]:
    """Whom the speaker at `i` names in his or her own words, and nobody beside them: 'Bill was my friend,' he said.

    People hardly name themselves in what they say. Gives the `id` of each cluster.
    """
    parts = [part for quote in voices.said_by.get(i, ()) for part in quote.parts]
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

    Whom a quotation names comes behind those whom the article names beside it. `others` are clusters that are not meant.
    """
    best: tuple[tuple[int, bool, bool, int], Cluster] | None = None
    mentions = ledger.findings.mentions
    mention = mentions[i]
    for k in range(i - 1, -1, -1):
        distance = mention.sentence - mentions[k].sentence
        if distance > _REACH:
            break
        cluster = ledger.linked.get(k)
        if cluster is None or cluster.type != "person" or id(cluster) in others:
            continue
        if _clash(mention.gender, ledger.gender(cluster)):
            continue
        is_quoted = voices.inside[i] is None and voices.inside[k] is not None
        is_silent = i in voices.said_by and k not in voices.said_by
        key = (distance, is_quoted, is_silent, k)  # nearest sentence, then its first mention
        if best is None or key < best[0]:
            best = (key, cluster)
    return best[1] if best else None
