"""Resolves nominals: 'the minister' by a title, 'the council' by a name, 'his wife' by a description.

Each rule is a kind of evidence with a probability that its links are right (`nominal_evidence.csv`). Where nothing
fits, or two people or organisations fit equally well, the nominal is not resolved.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from newsrows.lexicon import column, group, rows
from newsrows.records import Mention
from newsrows.resolution.coreference.ages import current_topic, referent_by_age
from newsrows.resolution.coreference.facts import Words
from newsrows.resolution.coreference.nominal_context import (
    REACH,
    SPOKESPERSON,
    NominalContext,
    reference,
)
from newsrows.resolution.coreference.organisation_nominals import OrganisationNominals
from newsrows.resolution.coreference.phrase_fit import Candidate, candidates
from newsrows.resolution.coreference.relation_nominals import RelationNominals
from newsrows.resolution.coreference.state import MAX_DISTANCE, Cluster, Reference, genders_differ

# Positions in a team, and what else players are called. In a match report, any player may be called by these.
_POSITIONS: Final = frozenset(row["title"] for row in rows("role_fields") if row["field"] == "player")
_TEAM_ROLES: Final = group("coreference_words", "team_role")
# How many sentences must begin with the same player for a position to mean that player.
_TOPIC_SENTENCES: Final = 2
_DETERMINERS: Final = group("coreference_words", "determiner")
_INDEFINITE: Final = frozenset({"a", "an"})
_RELATION_NOUNS: Final = column("relation_nouns", "noun")
# What follows 'Ann Carter, the minister' if 'the minister' is Ann Carter.
_AFTER_APPOSITION: Final = frozenset({",", ".", ")", ";", ":", "\n", ""})
# How many sentences after 'a judge' the judge is named.
_LEAD_REACH: Final = 6
# At most this many mentions before a nominal are looked at.
_MAX_SCANNED: Final = 120


@dataclass(eq=False)
class NominalResolver:
    """Resolves the nominals of one article, in the order in which its references are resolved.

    Attributes:
        context: the article.
    """

    context: NominalContext

    @cached_property
    def _organisations(self) -> OrganisationNominals:
        return OrganisationNominals(self.context)

    @cached_property
    def _relations(self) -> RelationNominals:
        return RelationNominals(self.context)

    def referent(self, i: int, mention: Mention, excluded: set[int]) -> Reference | None:
        """The person or organisation that a nominal means, if that is clear.

        Args:
            i: the index of the nominal.
            mention: the nominal; or 'it', if its type is organisation.
            excluded: the `id` of clusters that an age or 'it' cannot mean.
        """
        if mention.form == "pronoun":
            return self._organisations.of_it(i, mention, excluded)
        words = tuple(mention.span.text.lower().split())
        if words[0] in _INDEFINITE and not SPOKESPERSON.search(words[-1]):
            return self._introduced(i, mention, words[1:])
        phrase = words[1:] if words[0] in _DETERMINERS | _INDEFINITE and len(words) > 1 else words
        is_possessed = mention.type == "person" and words[0] not in _DETERMINERS and phrase[-1] not in _RELATION_NOUNS
        if is_possessed and "old" not in phrase[-1]:
            return self._introduced(i, mention, phrase)  # "Riverton's mayor"
        reference = self._by_apposition(i, mention, phrase[-1])
        if reference is None and mention.type == "organisation":
            reference = self._organisations.by_noun(i, mention, phrase)
        elif reference is None:
            reference = self._person(i, mention, phrase, excluded)
        return reference

    def _person(self, i: int, mention: Mention, phrase: Words, excluded: set[int]) -> Reference | None:
        if phrase[-1] in _RELATION_NOUNS:
            return self._relations.by_relation(i, mention, phrase[-1])
        by_age = referent_by_age(self.context.state, i, self.context.quotes, self.context.text, excluded)
        if by_age is not None:
            return reference(by_age, "age")
        return (
            self._by_noun(i, mention, phrase)
            or self._by_nationality(i, mention, phrase)
            or self._by_position(i, mention, phrase)
        )

    def _by_noun(self, i: int, mention: Mention, phrase: Words) -> Reference | None:
        """The person whom a title or a description fits: 'the minister', 'the teacher'."""
        people = [
            candidate
            for candidate in candidates(self.context.facts, i, mention, phrase)
            if not genders_differ(mention.gender, self.context.state.gender(candidate.cluster))
        ]
        if len(phrase) == 1 and SPOKESPERSON.search(phrase[-1]):
            organisation = self._organisation_of_spokesperson(i, people)
            if organisation is not None:
                return organisation
        return self.context.best(i, mention, phrase, people)

    def _organisation_of_spokesperson(self, i: int, people: list[Candidate]) -> Reference | None:
        """The organisation whose unnamed spokesperson was mentioned last, if no named one was mentioned after it."""
        found = self.context.facts.spokesperson_before(i)
        if found is None:
            return None
        at, cluster = found
        mentions = self.context.state.findings.mentions
        is_far = mentions[i].sentence - mentions[at].sentence > REACH
        if is_far or any(candidate.last > at for candidate in people):
            return None
        return reference(cluster, "spokesperson")

    def _by_apposition(self, i: int, mention: Mention, noun: str) -> Reference | None:
        """The one named right before or after: 'Ann Carter, the home secretary', 'his wife, Ann Carter'."""
        mentions = self.context.state.findings.mentions
        before, after = self.context.state.linked.get(i - 1), self.context.state.linked.get(i + 1)
        if before is not None and mentions[i - 1].form == "name" and _is_same_type(before, mention):
            gap = self.context.text[mentions[i - 1].span.end : mention.span.start]
            # not 'Ann Carter, the minister's wife'
            if gap in {", ", " ("} and self.context.text[mention.span.end : mention.span.end + 1] in _AFTER_APPOSITION:
                return reference(before, "apposition")
        if after is not None and mentions[i + 1].form == "name" and _is_same_type(after, mention):
            span = mentions[i + 1].span
            if self.context.text[mention.span.end : span.start] in {", ", " "} and any(
                d.entity == span and d.noun == noun for d in self.context.state.findings.descriptions
            ):
                return reference(after, "apposition")
        return None

    def _by_nationality(self, i: int, mention: Mention, phrase: Words) -> Reference | None:
        """The only person described by the nationality or party, if mentioned nearby: 'the Dane'."""
        described = self.context.facts.described_as(phrase[0]) if len(phrase) == 1 else []
        if len(described) != 1:
            return None
        last = self.context.state.last_before(described[0], i)
        is_near = last >= 0 and mention.sentence - self.context.state.findings.mentions[last].sentence <= MAX_DISTANCE
        fits = is_near and not genders_differ(mention.gender, self.context.state.gender(described[0]))
        return reference(described[0], "nationality") if fits else None

    def _by_position(self, i: int, mention: Mention, phrase: Words) -> Reference | None:
        """The player with whom all recent sentences begin that begin with a person: 'the winger said'.

        Or the only person in the paragraph before, if the article gives them a place in a team.
        """
        if i not in self.context.quotes.spoken_by or not phrase or " ".join(phrase) not in _POSITIONS:
            return None
        state, mentions = self.context.state, self.context.state.findings.mentions
        first_in_sentence: dict[int, Cluster] = {}
        for k in self.context.nearby(i, MAX_DISTANCE):
            cluster = state.linked.get(k)
            if cluster is not None and cluster.type == "person":
                first_in_sentence[mentions[k].sentence] = cluster  # backwards, so the first of each sentence remains
        topics = {id(cluster): cluster for cluster in first_in_sentence.values()}
        if len(topics) == 1 and len(first_in_sentence) >= _TOPIC_SENTENCES:
            (topic,) = topics.values()
        else:
            nearby = reversed(list(self.context.nearby(i, MAX_DISTANCE)))
            before = [k for k in nearby if self.context.quotes.around[k] is None]
            before = [k for k in before if k in state.linked and state.linked[k].type == "person"]
            only = current_topic(state, i, self.context.quotes, self.context.text, before=before, with_other_age=set())
            if only is None or not only.titles:
                return None
            topic = only
        nouns = {title.lower().split()[-1] for title in topic.titles}
        is_player = nouns <= _POSITIONS | _TEAM_ROLES
        is_topic = is_player and not genders_differ(mention.gender, state.gender(topic))
        return reference(topic, "position") if is_topic else None

    def _introduced(self, i: int, mention: Mention, phrase: Words) -> Reference | None:
        """The person whom the sentences after 'a judge' name, if the article begins with 'a judge'."""
        mentions = self.context.state.findings.mentions
        fitting = [c for c in candidates(self.context.facts, i, mention, phrase) if c.level > 1 or len(phrase) > 1]
        if not fitting:
            return self._introduced_by_topic(i, mention)
        if len(fitting) != 1 or fitting[0].last >= 0:
            return None
        cluster = fitting[0].cluster
        is_near = mentions[cluster.members[0]].sentence - mention.sentence <= _LEAD_REACH
        if not is_near or genders_differ(mention.gender, self.context.state.gender(cluster)):
            return None
        return reference(cluster, "introduced")

    def _introduced_by_topic(self, i: int, mention: Mention) -> Reference | None:
        """The person with whose full name the next sentence begins, if this one begins with the nominal.

        In 'A poet won. Ann Carter wept', the poet is Ann Carter. The nominal's sentence names nobody after it, and the
        article does not say that the person is something else.
        """
        mentions = self.context.state.findings.mentions
        if not self.context.begins_sentence(i):
            return None
        for k in range(i + 1, min(len(mentions), i + _MAX_SCANNED)):
            cluster = self.context.state.linked.get(k)
            if mentions[k].type != "person" or mentions[k].form != "name" or cluster is None:
                continue
            is_next = mentions[k].sentence == mention.sentence + 1 and cluster.members[0] == k
            is_new = is_next and len(cluster.name) > 1 and self.context.begins_sentence(k)
            fits = is_new and not self.context.facts.has_profession(cluster)
            differ = genders_differ(mention.gender, self.context.state.gender(cluster))
            return reference(cluster, "introduced by topic") if fits and not differ else None
        return None


def _is_same_type(cluster: Cluster, mention: Mention) -> bool:
    """Whether a nominal can refer to a person or organisation; 'council spokesman' may be a person."""
    return cluster.type == mention.type or (
        cluster.type == "person" and SPOKESPERSON.search(mention.span.text.lower()) is not None
    )
