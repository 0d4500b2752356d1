"""Names of organisations in one article put together: same words, turned words, short forms, acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from newsrows.records import Mention
from newsrows.resolution.coreference.state import Cluster
from newsrows.resolution.names import organisation as names
from newsrows.resolution.names.places import without_nation


def cluster_organisations(mentions: Sequence[Mention], text: str) -> list[Cluster]:
    """One cluster an organisation, in order of first appearance."""
    introduced = _introduced(mentions, text)
    clusters: list[Cluster] = []
    found = [
        (i, m, names.folded(m.span.text))
        for i, m in enumerate(mentions)
        if m.type == "organisation" and m.form in {"name", "acronym"}
    ]
    by_name: dict[tuple[str, ...], Cluster] = {}
    for i, mention, name in sorted(found, key=lambda x: (x[1].form == "acronym", -len(x[2]), x[0])):
        cluster = by_name.get(name)
        if cluster is None or names.is_general(name):
            cluster = _home(clusters, name, mention, i, introduced) or cluster
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


# Between a name and its acronym; a place may belong to the name: 'the Council for Sport in Riverton (CSR)'.
_INTRODUCES: Final = re.compile(r"(?:\s(?:in|of|for)(?: the)?(?: [A-Z][\w-]+){1,2})?\s*[(\[][\"“'‘]?(?:the )?")


def _introduced(mentions: Sequence[Mention], text: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Acronyms in brackets behind a name, and the name: 'Coast Housing Trust (CHT)'."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for one, other in pairwise(mentions):
        between = text[one.span.end : other.span.start]
        if one.type == other.type == "organisation" and _INTRODUCES.fullmatch(between):
            short, full = names.folded(other.span.text), names.folded(one.span.text)
            if other.form == "acronym" or len(short) < len(full):
                found.setdefault(short, full)
            elif one.form == "acronym":
                found.setdefault(full, short)  # 'the CHT (Coast Housing Trust)'
    return found


def _home(
    clusters: list[Cluster],
    name: tuple[str, ...],
    mention: Mention,
    index: int,
    introduced: dict[tuple[str, ...], tuple[str, ...]],
) -> Cluster | None:
    full = introduced.get(name)
    if full is not None:
        home = next((c for c in clusters if full in c.names), None)
        if home is not None:
            return home
    known = _known(clusters, name)
    if known is not None or mention.form == "acronym":
        return known or _expansion(clusters, name)
    for test in (names.is_plural, names.is_turned, _is_same_with_or_without):
        home = next((c for c in clusters if any(test(name, other) for other in c.names)), None)
        if home is not None:
            return home
    if names.is_general(name):
        return _latest(clusters, name, index)
    return _only(c for c in clusters if any(names.is_nickname(name, other) for other in c.names))


def _is_same_with_or_without(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return names.is_short_form(name, other) or names.is_short_form(other, name)


def _known(clusters: list[Cluster], name: tuple[str, ...]) -> Cluster | None:
    """The organisation that the list of well-known ones gives a short name: 'Fed' of '(US) Federal Reserve'."""
    full = names.known_expansion(name)
    if full is None:
        return None
    named = next((c for c in clusters if full in c.names), None)
    return named or _only(c for c in clusters if any(without_nation(other) == full for other in c.names))


def _expansion(clusters: list[Cluster], acronym: tuple[str, ...]) -> Cluster | None:
    letters = "".join(acronym)
    for cluster in clusters:
        if len(letters) > 1 and any(letters in names.initials(name) for name in cluster.names if len(name) > 1):
            return cluster
    return _only(c for c in clusters if any(letters in names.initials_at_home(name) for name in c.names))


def _only(clusters: Iterable[Cluster]) -> Cluster | None:
    found = list(clusters)
    return found[0] if len(found) == 1 else None


def _latest(clusters: list[Cluster], name: tuple[str, ...], index: int) -> Cluster | None:
    """'the Council' after 'Northern Rivers Council': the one of those named last before it."""
    fitting = [
        (max((m for m in c.members if m < index), default=-1), c)
        for c in clusters
        if any(names.is_part(name, n) for n in c.names)
    ]
    return max(fitting, key=lambda x: x[0])[1] if fitting else None
