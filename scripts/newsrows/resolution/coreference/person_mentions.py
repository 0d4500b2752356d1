"""Clusters the names of people in one article: full names first, then surnames, given names and initials."""

from __future__ import annotations

from collections.abc import Sequence

from newsrows.records import Gender, Mention
from newsrows.resolution.coreference.state import Cluster
from newsrows.resolution.names import person as person_name


def cluster_people(mentions: Sequence[Mention], text: str) -> list[Cluster]:
    """One cluster per person, in order of first appearance.

    Args:
        mentions: all mentions of the article; those that do not name a person are skipped.
        text: the article's text.
    """
    named = [
        (i, m, person_name.folded(m.span.text))
        for i, m in enumerate(mentions)
        if m.type == "person" and m.form == "name" and not _is_family(m, mentions, text)
    ]
    clusters: list[Cluster] = []
    cluster_of: dict[int, Cluster] = {}
    # Full names come first, the longest of them first, so that 'John Carter' finds 'John F Carter'.
    for i, mention, name in sorted((item for item in named if len(item[2]) > 1), key=lambda x: (-len(x[2]), x[0])):
        cluster = next((c for c in clusters if _is_same_person(c, name, mention, text)), None)
        if cluster is None:
            cluster = Cluster("person", name, generation=_generation(mention, text))
            clusters.append(cluster)
        cluster.add(i, mention, name)
        cluster_of[i] = cluster
    last_named: dict[int, int] = {}
    for i, mention, name in named:
        cluster = cluster_of.get(i)
        if cluster is None:
            cluster = _by_pair(i, mention, mentions, cluster_of, text) or _by_short_form(
                clusters, name, mention, last_named, text
            )
            if cluster is None:
                cluster = Cluster("person", name)
                clusters.append(cluster)
            cluster.add(i, mention, name)
            cluster_of[i] = cluster
        # A given name does not count: after 'Carter spoke to Ann', the next 'Carter' is not Ann Carter.
        if len(name) > 1 or name[-1] == cluster.name[-1]:
            last_named[id(cluster)] = i
    for cluster in clusters:
        cluster.members.sort()
    return sorted(clusters, key=lambda c: c.members[0])


def _is_family(mention: Mention, mentions: Sequence[Mention], text: str) -> bool:
    """Whether a plural names a family or a people: 'the Carters', 'Tamangs', next to somebody called Carter or Tamang.

    Without 'the', somebody's full name must contain the singular: next to a bare 'Robert', 'Roberts' is another person.
    """
    name = mention.span.text
    if " " in name or not name.endswith("s") or mention.honorific:
        return False
    start = mention.span.start
    others = [person_name.folded(m.span.text) for m in mentions if m.type == "person" and m is not mention]
    singulars = {name.casefold().removesuffix("s"), name.casefold().removesuffix("es")}
    if text[max(0, start - 4) : start].lower() == "the ":
        return any(other[-1] in singulars for other in others)
    full_names = [other for other in others if len(other) > 1]
    word = person_name.folded(name)[-1]
    return any(other[-1] in singulars for other in full_names) and all(word not in other for other in full_names)


def _generation(mention: Mention, text: str) -> str | None:
    return person_name.generation(mention.span.text) or person_name.generation_after(text, mention.span.end)


def _is_same_person(cluster: Cluster, name: tuple[str, ...], mention: Mention, text: str) -> bool:
    gender = mention.gender
    if gender and cluster.gender and gender != cluster.gender and name not in cluster.names:
        return False
    if _generation(mention, text) != cluster.generation:
        return False  # 'Ann Carter Jr' and 'Ann Carter' in one article are two people
    if person_name.is_compatible(cluster.name, name):
        return True
    # a surname of two words: 'van Berg' of 'Ann van Berg'
    return person_name.short_form_rank(cluster.name, name) >= 2


def _by_pair(
    index: int, mention: Mention, mentions: Sequence[Mention], cluster_of: dict[int, Cluster], text: str
) -> Cluster | None:
    """The person of a given name in a pair: 'Bill' in 'Bill and Ann Carter' is Bill Carter, if the article has one."""
    if index + 1 >= len(mentions):
        return None
    following = mentions[index + 1]
    if following.type != "person" or text[mention.span.end : following.span.start].strip() not in {"and", "&"}:
        return None
    full_name = (*person_name.folded(mention.span.text), *person_name.folded(following.span.text)[-1:])
    return next((c for c in cluster_of.values() if full_name in c.names), None)


def _by_short_form(
    clusters: list[Cluster], name: tuple[str, ...], mention: Mention, last_named: dict[int, int], text: str
) -> Cluster | None:
    """The person that a short form means: by surname rather than given name; of several, the one named last."""
    candidates: list[tuple[int, bool, int, Cluster]] = []
    for cluster in clusters:
        if name == cluster.name:
            rank = 4
        else:
            rank = max((person_name.short_form_rank(full, name) for full in cluster.names), default=0)
        if not rank or _has_other_gender(cluster, mention.gender):
            continue
        generation = _generation(mention, text)
        if generation and len(cluster.name) > 1 and cluster.generation != generation:
            continue  # 'Carter Jr' is not 'Ann Carter'
        if rank == 2 and mention.honorific:
            rank = 1  # 'Mr Henry' is Henry Brown only if nobody has the surname Henry
        candidates.append((rank, id(cluster) in last_named, last_named.get(id(cluster), -1), cluster))
    if not candidates:
        return None
    best_rank = max(rank for rank, *_ in candidates)
    best = sorted((x for x in candidates if x[0] == best_rank), key=lambda x: (x[1], x[2]))
    if best[-1][1]:
        return best[-1][3]
    return min((x[3] for x in best), key=lambda c: c.members[0])


def _has_other_gender(cluster: Cluster, gender: Gender | None) -> bool:
    known = cluster.gender
    if known is None:
        given_name = cluster.name[0] if len(cluster.name) > 1 else ""
        known = person_name.gender_of(given_name)
    return bool(gender and known and gender != known)
