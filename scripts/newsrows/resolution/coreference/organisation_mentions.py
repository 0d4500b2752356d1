"""Clusters the names of organisations in one article: equal or reordered words, short forms, acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from newsrows.records import Mention
from newsrows.resolution.coreference.state import Cluster
from newsrows.resolution.names import organisation as names
from newsrows.resolution.names.places import without_nation

Words = tuple[str, ...]

# The text between a name and its acronym in brackets. A place may belong to the name: 'the Council for Sport in
# Riverton (CSR)'.
_BEFORE_ACRONYM: Final = re.compile(r"(?:\s(?:in|of|for)(?: the)?(?: [A-Z][\w-]+){1,2})?\s*[(\[][\"“'‘]?(?:the )?")


def cluster_organisations(mentions: Sequence[Mention], text: str) -> list[Cluster]:
    """One cluster per organisation, in order of first appearance.

    Args:
        mentions: all mentions of the article; those that do not name an organisation are skipped.
        text: the article's text.
    """
    expansions = _explained_acronyms(mentions, text)
    clusters: list[Cluster] = []
    named = [
        (i, m, names.folded(m.span.text))
        for i, m in enumerate(mentions)
        if m.type == "organisation" and m.form in {"name", "acronym"}
    ]
    by_name: dict[Words, Cluster] = {}
    for i, mention, name in sorted(named, key=lambda item: (item[1].form == "acronym", -len(item[2]), item[0])):
        cluster = by_name.get(name)
        if cluster is None or names.is_general(name):
            cluster = _matching_cluster(clusters, name, mention, i, expansions) or cluster
        if cluster is None:
            cluster = Cluster("organisation", name)
            clusters.append(cluster)
        by_name.setdefault(name, cluster)
        cluster.add(i, mention, name)
        if mention.form == "acronym":
            cluster.acronyms.add(mention.span.text)
    for cluster in clusters:
        cluster.members.sort()
    return sorted(clusters, key=lambda c: c.members[0])


def _explained_acronyms(mentions: Sequence[Mention], text: str) -> dict[Words, Words]:
    """Acronyms in brackets after a name, or before a name in brackets, with that name: 'Coast Housing Trust (CHT)'."""
    expansions: dict[Words, Words] = {}
    for one, other in pairwise(mentions):
        between = text[one.span.end : other.span.start]
        if one.type == other.type == "organisation" and _BEFORE_ACRONYM.fullmatch(between):
            short, full = names.folded(other.span.text), names.folded(one.span.text)
            if other.form == "acronym" or len(short) < len(full):
                expansions.setdefault(short, full)
            elif one.form == "acronym":
                expansions.setdefault(full, short)  # 'the CHT (Coast Housing Trust)'
    return expansions


def _matching_cluster(
    clusters: list[Cluster], name: Words, mention: Mention, index: int, expansions: dict[Words, Words]
) -> Cluster | None:
    full_name = expansions.get(name)
    if full_name is not None:
        cluster = next((c for c in clusters if full_name in c.names), None)
        if cluster is not None:
            return cluster
    known = _by_known_expansion(clusters, name)
    if known is not None or mention.form == "acronym":
        return known or _by_initials(clusters, name)
    for is_same in (names.is_plural, names.is_reordered, _is_short_form_either_way):
        cluster = next((c for c in clusters if any(is_same(name, other) for other in c.names)), None)
        if cluster is not None:
            return cluster
    if names.is_general(name):
        return _named_last(clusters, name, index)
    return _only(c for c in clusters if any(names.is_nickname(name, other) for other in c.names))


def _is_short_form_either_way(name: Words, other: Words) -> bool:
    return names.is_short_form(name, other) or names.is_short_form(other, name)


def _by_known_expansion(clusters: list[Cluster], name: Words) -> Cluster | None:
    """By the list of well-known organisations: 'Fed' is short for '(US) Federal Reserve'."""
    full_name = names.known_expansion(name)
    if full_name is None:
        return None
    exact = next((c for c in clusters if full_name in c.names), None)
    return exact or _only(c for c in clusters if any(without_nation(other) == full_name for other in c.names))


def _by_initials(clusters: list[Cluster], acronym: Words) -> Cluster | None:
    letters = "".join(acronym)
    for cluster in clusters:
        if len(letters) > 1 and any(letters in names.initials(name) for name in cluster.names if len(name) > 1):
            return cluster
    return _only(c for c in clusters if any(letters in names.initials_without_nation(name) for name in c.names))


def _only(clusters: Iterable[Cluster]) -> Cluster | None:
    candidates = list(clusters)
    return candidates[0] if len(candidates) == 1 else None


def _named_last(clusters: list[Cluster], name: Words, index: int) -> Cluster | None:
    """Of the organisations that 'the Council' can stand for, the one named last before the mention `index`."""
    candidates = [
        (max((m for m in c.members if m < index), default=-1), c)
        for c in clusters
        if any(names.is_beginning_or_end(name, n) for n in c.names)
    ]
    return max(candidates, key=lambda candidate: candidate[0])[1] if candidates else None
