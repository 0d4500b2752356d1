"""One article's findings put together: mentions to people and organisations, roles, quotes and statistics to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from newsrows.records import (
    Article,
    Entity,
    Findings,
    LinkedArticle,
    LinkedMention,
    LinkedQuote,
    LinkedRole,
    LinkedStatistic,
    Role,
    Span,
)
from newsrows.records.linked import Attribution, MentionKind
from newsrows.resolution.coreference.organisations import cluster_organisations
from newsrows.resolution.coreference.people import cluster_people
from newsrows.resolution.coreference.references import resolve_references
from newsrows.resolution.coreference.speaker_mention import may_speak, speaking_mention
from newsrows.resolution.coreference.state import Cluster
from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names import person as person_name
from newsrows.resolution.names.organisation_kinds import COMPANY, is_company
from newsrows.resolution.names.places import countries_in, nation_of


def link(article: Article, findings: Findings) -> LinkedArticle:
    """Put `article`'s findings together.

    Mentions that refer to nobody known are left out; quotes, roles and statistics keep their order.
    """
    clusters = [
        *cluster_people(findings.mentions, article.text),
        *cluster_organisations(findings.mentions, article.text),
    ]
    clusters.sort(key=lambda cluster: cluster.members[0])
    by_start = {findings.mentions[i].span.start: c for c in clusters for i in c.members}
    _add_roles(findings, by_start)
    _add_nations(findings, by_start, article.text)
    _add_kinds(findings, by_start, article.text)
    linked = resolve_references(findings, clusters, article.text)
    number = {id(cluster): n for n, cluster in enumerate(clusters)}
    entities = tuple(_entity(cluster) for cluster in clusters)
    entity = {i: number[id(cluster)] for i, cluster in linked.items()}
    kinds: dict[int, MentionKind] = {i: _kind(findings, i, linked[i], entities[entity[i]]) for i in linked}
    kinds |= dict.fromkeys((i for i in linked if _is_introduced(findings, linked, i)), "acronym")
    mentions = tuple(
        LinkedMention(mention, kinds[i], entity[i]) for i, mention in enumerate(findings.mentions) if i in linked
    )
    return LinkedArticle(
        article_id=findings.article_id,
        words=findings.words,
        sentences=findings.sentences,
        paragraphs=findings.paragraphs,
        entities=entities,
        mentions=mentions,
        roles=_roles(findings, by_start, number),
        quotes=_quotes(findings, linked, entities, number),
        statistics=_statistics(findings),
    )


def _add_roles(findings: Findings, by_start: Mapping[int, Cluster]) -> None:
    for role in findings.roles:
        cluster = by_start.get(role.person.start)
        if cluster is not None:
            cluster.titles.append(role.title)
            cluster.evidence.append(role.title.lower())
            if role.organisation is not None:
                cluster.evidence.append(role.organisation.text)
            cluster.evidence.extend(_countries(role))


def _countries(role: Role) -> frozenset[str]:
    """The country that a role's phrase names, if it is one: 'Kenyan minister Ann Carter', but no 'envoy to Kenya'."""
    phrase = role.span.text.replace(role.person.text, ", ").partition(" to ")[0]
    countries = countries_in(phrase)
    return countries if len(countries) == 1 else frozenset()


def _add_nations(findings: Findings, by_start: Mapping[int, Cluster], text: str) -> None:
    """Whose a body is that every country has: 'Kenya's Supreme Court', 'the Supreme Court of Kenya'."""
    for mention in findings.mentions:
        cluster = by_start.get(mention.span.start)
        if cluster is None or cluster.type != "organisation" or not organisation_name.is_national(mention.span.text):
            continue
        before = re.split(r"[\s(]+", text[max(0, mention.span.start - 30) : mention.span.start].rstrip())
        behind = _OF.match(text, mention.span.end)
        near = [" ".join(before[-2:]), before[-1], *((behind.group(1), behind.group(2)) if behind else ())]
        nation = next((nation for words in near if (nation := nation_of(_bare(words)))), None)
        if nation is not None:
            cluster.evidence.append(nation)


def _add_kinds(findings: Findings, by_start: Mapping[int, Cluster], text: str) -> None:
    """What is a company by the words beside its name: 'games maker Lumora'."""
    for mention in findings.mentions:
        cluster = by_start.get(mention.span.start)
        if cluster is not None and cluster.type == "organisation" and is_company(mention.span, text):
            cluster.evidence.append(COMPANY)


def _bare(words: str) -> str:
    return re.sub(r"['’]s$|\.", "", words.casefold())


# What follows a body's name: 'of South Africa'.
_OF: Final = re.compile(r" (?:of|in) (?:the )?((\w+)(?: [A-Z]\w+)?)")


def _kind(findings: Findings, index: int, cluster: Cluster, entity: Entity) -> MentionKind:
    mention = findings.mentions[index]
    if mention.form in {"pronoun", "nominal"}:
        return "pronoun" if mention.form == "pronoun" else "nominal"
    fold = person_name.folded if cluster.type == "person" else organisation_name.folded
    if fold(mention.span.text) == fold(entity.name):
        return "name"
    return "partial"


def _is_introduced(findings: Findings, linked: Mapping[int, Cluster], index: int) -> bool:
    """Whether a mention is the acronym that its full name is given beside it: 'the Harbour Safety Board (HSB)'."""
    mention, before = findings.mentions[index], findings.mentions[index - 1] if index else None
    if mention.form != "acronym" or before is None or linked.get(index - 1) is not linked[index]:
        return False
    return before.form == "name" and 0 < mention.span.start - before.span.end <= len(" (“")


def _entity(cluster: Cluster) -> Entity:
    name = _fullest(cluster)
    forms = tuple(cluster.forms.items())
    if cluster.type == "organisation":
        acronyms = sorted(cluster.acronyms - {name})
        acronym = max(acronyms, key=lambda a: cluster.forms[a]) if acronyms else None
        return Entity(
            type="organisation",
            name=name,
            forms=forms,
            acronym=acronym or organisation_name.known_acronym(organisation_name.folded(name)),
            kind=organisation_name.kind_of(name),
            evidence=tuple(dict.fromkeys(cluster.evidence)),
        )
    parts = person_name.parts(name)
    honorific = cluster.honorifics.most_common(1)[0][0] if cluster.honorifics else None
    return Entity(
        type="person",
        name=name,
        forms=forms,
        given_name=parts.given,
        family_name=parts.family or (name if honorific else None),
        honorific=honorific,
        gender=cluster.gender,
        evidence=tuple(dict.fromkeys([*cluster.evidence, *([cluster.generation] if cluster.generation else [])])),
    )


def _fullest(cluster: Cluster) -> str:
    """The form with most words, mixed case before capitals, then the commonest, then the first."""
    forms = list(cluster.forms)
    fold = person_name.folded if cluster.type == "person" else organisation_name.folded

    def rank(form: str) -> tuple[bool, int, bool, int, int]:
        is_acronym = form in cluster.acronyms
        return (not is_acronym, len(fold(form)), not form.isupper(), cluster.forms[form], -forms.index(form))

    best = max(forms, key=rank)
    if best.isupper() and cluster.type == "person":
        return best.title()  # only ever named in a headline of capitals
    return best


def _roles(findings: Findings, by_start: Mapping[int, Cluster], number: Mapping[int, int]) -> tuple[LinkedRole, ...]:
    found: list[LinkedRole] = []
    for role in findings.roles:
        person = by_start.get(role.person.start)
        if person is None or person.type != "person":
            continue
        body = by_start.get(role.organisation.start) if role.organisation is not None else None
        found.append(LinkedRole(role, number[id(person)], number[id(body)] if body is not None else None))
    return tuple(found)


_ATTRIBUTIONS: Mapping[str, Attribution] = {
    "name": "named",
    "partial": "partial",
    "pronoun": "pronoun",
    "nominal": "nominal",
}


def _quotes(
    findings: Findings, linked: dict[int, Cluster], entities: Sequence[Entity], number: Mapping[int, int]
) -> tuple[LinkedQuote, ...]:
    found: list[LinkedQuote] = []
    before: int | None = None
    for quote in findings.quotes:
        at = speaking_mention(findings, linked, quote.speaker)
        entity = number[id(linked[at])] if at is not None else None
        attribution: Attribution
        if quote.continued:
            attribution = "continued"
            entity = before if quote.speaker is None else entity
        elif quote.speaker is None:
            attribution = "none"
        elif at is None or entity is None:
            attribution = "pronoun" if _is_pronoun(findings, quote.speaker) else "nominal"
        else:
            kind = _kind(findings, at, linked[at], entities[entity])
            attribution = "named" if findings.mentions[at].form == "acronym" else _ATTRIBUTIONS[kind]
        found.append(LinkedQuote(quote, attribution, entity))
        before = entity
    return tuple(found)


def _is_pronoun(findings: Findings, speaker: Span) -> bool:
    """Whether a speaker that nobody is known for is a pronoun: 'they said'."""
    if any(m.span.start == speaker.start and m.form == "pronoun" and may_speak(m, speaker) for m in findings.mentions):
        return True
    return speaker.text.lower() in {"i", "we", "he", "she", "they", "it", "you", "who"}


def _statistics(findings: Findings) -> tuple[LinkedStatistic, ...]:
    parts = sorted((part.start, part.end, n) for n, quote in enumerate(findings.quotes) for part in quote.parts)
    found: list[LinkedStatistic] = []
    at = 0
    for statistic in findings.statistics:
        while at < len(parts) and parts[at][1] <= statistic.span.start:
            at += 1
        holder = (
            next(
                (n for start, end, n in parts[at:] if start <= statistic.span.start and statistic.span.end <= end), None
            )
            if at < len(parts) and parts[at][0] <= statistic.span.start
            else None
        )
        found.append(LinkedStatistic(statistic, holder))
    return tuple(found)
