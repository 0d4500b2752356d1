"""Names of people in one article put together: full names first, then surnames, given names, initials."""

from __future__ import annotations

from collections.abc import Sequence

from newsrows.records import Gender, Mention
from newsrows.resolution.coreference.state import Cluster
from newsrows.resolution.names import person as person_name


def cluster_people(mentions: Sequence[Mention], text: str) -> list[Cluster]:
    """One cluster a person, in order of first appearance."""
    named = [
        (i, m, person_name.folded(m.span.text))
        for i, m in enumerate(mentions)
        if m.type == "person" and m.form == "name" and not _is_family(m, mentions, text)
    ]
    clusters: list[Cluster] = []
    owner: dict[int, Cluster] = {}
    # full names first, the fullest first, so that 'John F Carter' and 'John Carter' meet
    for i, mention, name in sorted((x for x in named if len(x[2]) > 1), key=lambda x: (-len(x[2]), x[0])):
        cluster = next((c for c in clusters if _is_same(c, name, mention, text)), None)
        if cluster is None:
            cluster = Cluster("person", name, generation=_generation(mention, text))
            clusters.append(cluster)
        cluster.add(i, mention, name)
        owner[i] = cluster
    seen: dict[int, int] = {}
    for i, mention, name in named:
        cluster = owner.get(i)
        if cluster is None:
            cluster = _pair_name(i, mention, mentions, owner, text) or _best(clusters, name, mention, seen, text)
            if cluster is None:
                cluster = Cluster("person", name)
                clusters.append(cluster)
            cluster.add(i, mention, name)
            owner[i] = cluster
        if len(name) > 1 or name[-1] == cluster.name[-1]:
            seen[id(cluster)] = i  # 'Ann' beside 'Carter' does not turn the next 'Carter' into Ann
    for cluster in clusters:
        cluster.members.sort()
    return sorted(clusters, key=lambda c: c.members[0])


def _is_family(mention: Mention, mentions: Sequence[Mention], text: str) -> bool:
    """Whether a name is a family's or a people's: 'the Carters', 'Tamangs', where somebody is called Carter or Tamang.

    Without an article it takes a full name to tell: 'Roberts' beside a lone 'Robert' is another person.
    """
    name = mention.span.text
    if " " in name or not name.endswith("s") or mention.honorific:
        return False
    begin = mention.span.start
    others = [person_name.folded(m.span.text) for m in mentions if m.type == "person" and m is not mention]
    singular = {name.casefold().removesuffix("s"), name.casefold().removesuffix("es")}
    if text[max(0, begin - 4) : begin].lower() == "the ":
        return any(other[-1] in singular for other in others)
    full = [other for other in others if len(other) > 1]
    own = person_name.folded(name)[-1]
    return any(other[-1] in singular for other in full) and all(own not in other for other in full)


def _generation(mention: Mention, text: str) -> str | None:
    return person_name.generation(mention.span.text) or person_name.generation_behind(text, mention.span.end)


def _is_same(cluster: Cluster, name: tuple[str, ...], mention: Mention, text: str) -> bool:
    gender = mention.gender
    if gender and cluster.gender and gender != cluster.gender and name not in cluster.names:
        return False
    if _generation(mention, text) != cluster.generation:
        return False  # 'Ann Carter Jr' and 'Ann Carter' in one article are two
    if person_name.compatible(cluster.name, name):
        return True
    # 'van Berg' of 'Ann van Berg': two words of a surname, or of a name that nobody shortens to one
    return person_name.holds(cluster.name, name) >= 2


def _pair_name(
    index: int, mention: Mention, mentions: Sequence[Mention], owner: dict[int, Cluster], text: str
) -> Cluster | None:
    """'Bill' in 'Bill and Ann Carter' is Bill Carter, if the article has one."""
    if index + 1 >= len(mentions):
        return None
    following = mentions[index + 1]
    if following.type != "person" or text[mention.span.end : following.span.start].strip() not in {"and", "&"}:
        return None
    full = (*person_name.folded(mention.span.text), *person_name.folded(following.span.text)[-1:])
    return next((c for c in owner.values() if full in c.names), None)


def _best(
    clusters: list[Cluster], name: tuple[str, ...], mention: Mention, seen: dict[int, int], text: str
) -> Cluster | None:
    """The person that a short form means: surname before given name, the one named last among several."""
    fits: list[tuple[int, bool, int, Cluster]] = []
    for cluster in clusters:
        fit = 4 if name == cluster.name else max((person_name.holds(full, name) for full in cluster.names), default=0)
        if not fit or _differs(cluster, mention.gender):
            continue
        generation = _generation(mention, text)
        if generation and len(cluster.name) > 1 and cluster.generation != generation:
            continue  # 'Carter Jr' is no Ann Carter
        if fit == 2 and mention.honorific:
            fit = 1  # 'Mr Henry' is no Henry Brown, unless nobody else comes into question
        fits.append((fit, id(cluster) in seen, seen.get(id(cluster), -1), cluster))
    if not fits:
        return None
    best = max(fit for fit, *_ in fits)
    ranked = sorted((x for x in fits if x[0] == best), key=lambda x: (x[1], x[2]))
    if ranked[-1][1]:
        return ranked[-1][3]
    return min((x[3] for x in ranked), key=lambda c: c.members[0])


def _differs(cluster: Cluster, gender: Gender | None) -> bool:
    known = cluster.gender
    if known is None:
        given = cluster.name[0] if len(cluster.name) > 1 else ""
        known = person_name.gender_of(given)
    return bool(gender and known and gender != known)
