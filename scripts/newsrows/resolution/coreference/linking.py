"""Links the findings of one article: mentions, roles and quotes to people and organisations, statistics to quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from newsrows.lexicon import group
from newsrows.records import (
    Article,
    Entity,
    EntityType,
    Findings,
    LinkedArticle,
    LinkedMention,
    LinkedQuote,
    LinkedRole,
    LinkedStatistic,
    Mention,
    Quote,
    Role,
    Span,
)
from newsrows.records.findings import SourceType
from newsrows.records.linked import Attribution, MentionKind
from newsrows.records.span import innermost
from newsrows.resolution.coreference.document_issuers import issuers_of_documents
from newsrows.resolution.coreference.organisation_mentions import cluster_organisations
from newsrows.resolution.coreference.person_mentions import cluster_people
from newsrows.resolution.coreference.reference_resolution import Referents, resolve_references
from newsrows.resolution.coreference.speaker_mention import speaker_mention
from newsrows.resolution.coreference.spokespersons import quotes_of_spokespersons
from newsrows.resolution.coreference.state import Cluster
from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names import person as person_name
from newsrows.resolution.names.folding import FOLD
from newsrows.resolution.names.organisation_kinds import is_national, kind_beside, kind_of
from newsrows.resolution.names.places import countries_in, nation_of

# From this probability on, a pronoun's person has the office that the sentence tells of the pronoun.
_CERTAIN: Final = 0.8
_CLUSTERERS: Final = (cluster_people, cluster_organisations)


def link(article: Article, findings: Findings) -> LinkedArticle:
    """Link the findings of an article.

    Mentions whose referent is unknown are left out, and so are roles of unknown people. Everything keeps its
    order.
    """
    clusters = cluster_mentions(findings, article.text)
    by_start = _by_start(findings, clusters)
    resolved = resolve_references(findings, clusters, article.text)
    entities = tuple(_ENTITY_OF[cluster.type](cluster) for cluster in clusters)
    numbers = {id(cluster): number for number, cluster in enumerate(clusters)}
    return LinkedArticle(
        article_id=findings.article_id,
        words=findings.words,
        sentences=findings.sentences,
        paragraphs=findings.paragraphs,
        entities=entities,
        mentions=_mentions(findings, resolved, entities, numbers),
        roles=_roles(findings, by_start | _certain_pronouns(findings, resolved), numbers),
        quotes=_quotes(findings, resolved, entities, numbers, article.text),
        statistics=_statistics(findings),
    )


def cluster_mentions(findings: Findings, text: str) -> list[Cluster]:
    """The people and organisations that an article names, in order of first appearance, with what it says of them."""
    clusters = [cluster for find_clusters in _CLUSTERERS for cluster in find_clusters(findings.mentions, text)]
    clusters.sort(key=lambda cluster: cluster.members[0])
    by_start = _by_start(findings, clusters)
    _add_titles(findings, by_start)
    _add_nations(findings, by_start, text)
    _add_kinds(findings, by_start, text)
    return clusters


def _by_start(findings: Findings, clusters: Iterable[Cluster]) -> dict[int, Cluster]:
    """The cluster of each name, by the offset at which it starts."""
    return {findings.mentions[i].span.start: cluster for cluster in clusters for i in cluster.members}


# Evidence of people and organisations


def _add_titles(findings: Findings, by_start: Mapping[int, Cluster]) -> None:
    """Add each role's title, organisation and country to its person."""
    for role in findings.roles:
        cluster = by_start.get(role.person.start)
        if cluster is not None:
            cluster.titles.append(role.title)
            cluster.evidence.append(role.title.lower())
            if role.organisation is not None:
                cluster.evidence.append(role.organisation.text)
            cluster.evidence.extend(_countries(role))


def _countries(role: Role) -> frozenset[str]:
    """The only country in a role's phrase: 'Kenyan minister Ann Carter', but not 'envoy to Kenya'."""
    phrase = role.span.text.replace(role.person.text, ", ").partition(" to ")[0]
    countries = countries_in(phrase)
    return countries if len(countries) == 1 else frozenset()


# What follows an organisation's name: 'of South Africa'.
_NATION_AFTER: Final = re.compile(r" (?:of|in) (?:the )?((\w+)(?: [A-Z]\w+)?)")


def _add_nations(findings: Findings, by_start: Mapping[int, Cluster], text: str) -> None:
    """Add the nation next to names that every country has: 'Kenya's Supreme Court', 'the Supreme Court of Kenya'."""
    for mention in findings.mentions:
        cluster = by_start.get(mention.span.start)
        if cluster is None or cluster.type != "organisation" or not is_national(mention.span.text):
            continue
        before = re.split(r"[\s(]+", text[max(0, mention.span.start - 30) : mention.span.start].rstrip())
        after = _NATION_AFTER.match(text, mention.span.end)
        phrases = [" ".join(before[-2:]), before[-1], *((after.group(1), after.group(2)) if after else ())]
        nation = next((nation for phrase in phrases if (nation := nation_of(_without_possessive(phrase)))), None)
        if nation is not None:
            cluster.evidence.append(nation)


def _without_possessive(phrase: str) -> str:
    return re.sub(r"['’]s$|\.", "", phrase.casefold())


def _add_kinds(findings: Findings, by_start: Mapping[int, Cluster], text: str) -> None:
    """Mark the kinds of organisations that words next to their names show: 'games maker Lumora'."""
    for mention in findings.mentions:
        cluster = by_start.get(mention.span.start)
        if cluster is not None and cluster.type == "organisation":
            kind = kind_beside(mention.span, text)
            if kind is not None:
                cluster.evidence.append(kind)


# Mentions and entities


def _mentions(
    findings: Findings,
    resolved: Referents,
    entities: Sequence[Entity],
    numbers: Mapping[int, int],
) -> tuple[LinkedMention, ...]:
    referents, probabilities = resolved
    linked: list[LinkedMention] = []
    quotes = _quotes_around([mention.span for mention in findings.mentions], findings)
    for i, mention in enumerate(findings.mentions):
        cluster = referents.get(i)
        if cluster is None:
            continue
        entity = numbers[id(cluster)]
        kind = "acronym" if _is_explained(findings, referents, i) else _kind(mention, cluster, entities[entity])
        linked.append(LinkedMention(mention, kind, entity, probabilities.get(i, 1.0), quotes[i]))
    return tuple(linked)


def _kind(mention: Mention, cluster: Cluster, entity: Entity) -> MentionKind:
    if mention.form == "pronoun" or mention.form == "nominal":  # noqa: PLR1714 - narrows the type
        return mention.form
    fold = FOLD[cluster.type]
    return "name" if fold(mention.span.text) == fold(entity.name) else "partial"


def _is_explained(findings: Findings, referents: Mapping[int, Cluster], index: int) -> bool:
    """Whether a mention is an acronym right after its full name: 'the Harbour Safety Board (HSB)'."""
    mention, previous = findings.mentions[index], findings.mentions[index - 1] if index else None
    if mention.form != "acronym" or previous is None or referents.get(index - 1) is not referents[index]:
        return False
    return previous.form == "name" and 0 < mention.span.start - previous.span.end <= len(" (“")


def _person(cluster: Cluster) -> Entity:
    name = _fullest_form(cluster)
    parts = person_name.parts(name)
    honorific = cluster.honorifics.most_common(1)[0][0] if cluster.honorifics else None
    evidence = [*cluster.evidence, *([cluster.generation] if cluster.generation else [])]
    return Entity(
        type="person",
        name=name,
        forms=tuple(cluster.forms.items()),
        given_name=parts.given,
        family_name=parts.family or (name if honorific else None),
        honorific=honorific,
        gender=cluster.gender,
        evidence=tuple(dict.fromkeys(evidence)),
    )


def _organisation(cluster: Cluster) -> Entity:
    name = _fullest_form(cluster)
    acronyms = sorted(cluster.acronyms - {name})
    acronym = max(acronyms, key=lambda form: cluster.forms[form]) if acronyms else None
    return Entity(
        type="organisation",
        name=name,
        forms=tuple(cluster.forms.items()),
        acronym=acronym or organisation_name.known_acronym(organisation_name.folded(name)),
        kind=kind_of(name),
        evidence=tuple(dict.fromkeys(cluster.evidence)),
    )


_ENTITY_OF: Final[Mapping[EntityType, Callable[[Cluster], Entity]]] = {
    "person": _person,
    "organisation": _organisation,
}


def _fullest_form(cluster: Cluster) -> str:
    """The form with most words; of several, mixed case before capitals, then the commonest, then the first."""
    forms = list(cluster.forms)
    fold = FOLD[cluster.type]

    def rank(form: str) -> tuple[bool, int, bool, int, int]:
        is_acronym = form in cluster.acronyms
        return (not is_acronym, len(fold(form)), not form.isupper(), cluster.forms[form], -forms.index(form))

    best = max(forms, key=rank)
    if best.isupper() and cluster.type == "person":
        return best.title()  # the name occurs only in a headline in capitals
    return best


# Roles, quotes and statistics


def _certain_pronouns(findings: Findings, resolved: Referents) -> dict[int, Cluster]:
    """The people whom pronouns mean with little doubt, by the offset at which the pronoun starts."""
    return {
        findings.mentions[i].span.start: resolved.clusters[i]
        for i, probability in resolved.probabilities.items()
        if probability >= _CERTAIN and findings.mentions[i].form == "pronoun"
    }


def _roles(findings: Findings, by_start: Mapping[int, Cluster], numbers: Mapping[int, int]) -> tuple[LinkedRole, ...]:
    linked: list[LinkedRole] = []
    for role in findings.roles:
        person = by_start.get(role.person.start)
        if person is None or person.type != "person":
            continue
        organisation = by_start.get(role.organisation.start) if role.organisation is not None else None
        number = numbers[id(organisation)] if organisation is not None else None
        linked.append(LinkedRole(role, numbers[id(person)], number))
    return tuple(linked)


_ATTRIBUTIONS: Final[Mapping[MentionKind, Attribution]] = {
    "name": "named",
    "acronym": "named",
    "partial": "partial",
    "pronoun": "pronoun",
    "nominal": "nominal",
}
_PRONOUNS: Final = group("coreference_words", "pronoun")
_SINGULAR_PRONOUNS: Final = frozenset({"he", "she"})
# Types of sources that are linked to the organisation or person whose words they report.
_REPORTED_SOURCES: Final = frozenset({"document", "group"})
# That 'the report' is one of whoever the text before names as its issuer. Estimated, since few texts have one.
_ISSUER_PROBABILITY: Final = 0.8


def _quotes(
    findings: Findings,
    resolved: Referents,
    entities: Sequence[Entity],
    numbers: Mapping[int, int],
    text: str,
) -> tuple[LinkedQuote, ...]:
    referents, probabilities = resolved
    issuers = issuers_of_documents(findings, referents, text)
    linked: list[LinkedQuote] = []
    types_of_nouns: dict[str, SourceType] = {}
    for n, quote in enumerate(findings.quotes):
        previous = linked[-1] if linked else None
        at = speaker_mention(findings, referents, quote)
        speaker = None if at is None else referents[at]
        probability = None if at is None else probabilities.get(at, 1.0)
        if speaker is None and n in issuers:
            speaker, probability = issuers[n], _ISSUER_PROBABILITY
        entity = None if speaker is None else numbers[id(speaker)]
        attribution: Attribution
        if quote.continued:
            attribution = "continued"
            if quote.speaker is None and previous is not None:
                entity, probability = previous.entity, previous.speaker_confidence
        elif quote.speaker is None:
            attribution = "none"
        elif at is None or entity is None:
            attribution = "pronoun" if _is_pronoun(quote) else "nominal"
        else:
            named = findings.mentions[at]
            kind = "acronym" if named.form == "acronym" else _kind(named, referents[at], entities[entity])
            attribution = _ATTRIBUTIONS[kind]
        mention = None if at is None else findings.mentions[at]
        source = _source_type(quote, mention, None if entity is None else entities[entity].type, previous)
        if source == "unknown" and quote.speaker_head is not None:  # 'a nurse said ... the nurse added'
            source = types_of_nouns.get(quote.speaker_head.text.lower(), source)
        elif source == "anonymous" and quote.speaker_head is not None:
            types_of_nouns[quote.speaker_head.text.lower()] = source
        source = "document" if at is None and n in issuers else source
        linked.append(LinkedQuote(quote, attribution, entity, source, probability))
    for n, first in quotes_of_spokespersons(findings).items():  # 'A spokeswoman for the bank said ... She added'
        spoken = linked[first]
        linked[n] = replace(
            linked[n],
            entity=spoken.entity,
            source_type=spoken.source_type,
            speaker_confidence=spoken.speaker_confidence,
        )
    return tuple(linked)


def _source_type(
    quote: Quote, speaker: Mention | None, linked: EntityType | None, previous: LinkedQuote | None
) -> SourceType:
    """The type of a quote's source.

    Args:
        quote: the quote.
        speaker: the mention that speaks it, or for which its head speaks.
        linked: the type of the entity that is linked.
        previous: the quote before it in the article.
    """
    if quote.speaker is None:
        return previous.source_type if quote.continued and previous is not None else "unknown"
    if linked is None:
        if quote.source is None and quote.speaker.text.lower() in _SINGULAR_PRONOUNS:
            # 'A neighbour said ... He added'
            is_anonymous = previous is not None and previous.source_type == "anonymous"
            return "anonymous" if is_anonymous else "person"
        return quote.source or "unknown"
    is_head = speaker is not None and (quote.speaker_head is not None and quote.speaker_head.overlaps(speaker.span))
    is_collective = quote.source == "group" and speaker is not None and speaker.form == "nominal"
    if quote.source in _REPORTED_SOURCES and (not is_head or is_collective):
        return quote.source  # 'district leaders' are several people
    return linked


def _is_pronoun(quote: Quote) -> bool:
    """Whether a speaker who is not resolved is a pronoun: 'they said'."""
    words = quote.speaker_head or quote.speaker
    return words is not None and words.text.lower() in _PRONOUNS


def _statistics(findings: Findings) -> tuple[LinkedStatistic, ...]:
    """Statistics with the quotes that contain them."""
    quotes = _quotes_around([statistic.span for statistic in findings.statistics], findings)
    return tuple(LinkedStatistic(*pair) for pair in zip(findings.statistics, quotes, strict=True))


def _quotes_around(spans: Sequence[Span], findings: Findings) -> list[int | None]:
    """For each span, the index of the innermost quote that contains it."""
    parts = [(part, n) for n, quote in enumerate(findings.quotes) for part in quote.parts]
    places = innermost([(span.start, span.end) for span in spans], [(part.start, part.end) for part, _ in parts])
    return [None if place is None else parts[place][1] for place in places]
