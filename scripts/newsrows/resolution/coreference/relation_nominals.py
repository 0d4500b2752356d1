"""Resolves nominals that say what somebody is to another: 'his wife', 'his client', 'his predecessor'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from newsrows.lexicon import group
from newsrows.records import Mention
from newsrows.resolution.coreference.nominal_context import NominalContext, reference
from newsrows.resolution.coreference.state import Cluster, Reference, genders_differ

_SUCCESSION: Final = frozenset({"predecessor", "successor"})
_ACCUSED: Final = group("coreference_words", "accused_noun")
# How many characters may stand between an owner and a relative: "'s former ".
_OWNER_GAP: Final = 16


@dataclass(frozen=True, eq=False)
class RelationNominals:
    """The rules for relations, in one article."""

    context: NominalContext

    def by_relation(self, i: int, mention: Mention, noun: str) -> Reference | None:
        """The relative, client, predecessor or successor that a nominal means.

        Args:
            i: the index of the nominal.
            mention: the nominal.
            noun: its last word in lower case.
        """
        if noun == "client":
            return self._client(i)
        if noun in _SUCCESSION:
            return self._by_succession(i, mention, noun)
        return self._relative(i, mention, noun)

    def _relative(self, i: int, mention: Mention, noun: str) -> Reference | None:
        """The relative of the person named right before: 'his wife', "the minister's daughter"."""
        whose = self._owner(i)
        if whose is None:
            return None
        relatives = self.context.facts.relatives(whose, noun)
        relatives = [c for c in relatives if c is not whose]
        people = [c for c in relatives if not genders_differ(mention.gender, self.context.state.gender(c))]
        return reference(people[0], "relation") if len(people) == 1 else None

    def _client(self, i: int) -> Reference | None:
        """'His client': whom the lawyer is said to act for, else the only person who is accused in the article."""
        owner = self._owner(i)
        lawyer = owner if owner is not None and self.context.facts.is_lawyer(owner) else self._lawyer_before(i)
        if lawyer is None:
            return None
        known = self.context.facts.client_of(lawyer)
        if known is not None:
            return reference(known, "client")
        accused = {id(fact.cluster): fact.cluster for noun in _ACCUSED for fact in self.context.facts.with_noun(noun)}
        accused.pop(id(lawyer), None)
        return reference(next(iter(accused.values())), "client") if len(accused) == 1 else None

    def _lawyer_before(self, i: int) -> Cluster | None:
        """The person named last before 'his client', if that is a lawyer."""
        mentions = self.context.state.findings.mentions
        for k in self.context.nearby(i, 1):
            cluster = self.context.state.linked.get(k)
            if cluster is not None and cluster.type == "person" and mentions[k].form == "name":
                return cluster if self.context.facts.is_lawyer(cluster) else None
        return None

    def _by_succession(self, i: int, mention: Mention, noun: str) -> Reference | None:
        """'His predecessor': the only person whose former title is that of the owner; 'his successor' the other way."""
        whose = self._owner(i)
        if whose is None:
            return None
        mine = {fact.words for fact in self.context.facts.titles_of(whose) if fact.is_former is (noun == "successor")}
        others: dict[int, Cluster] = {}
        for fact in (fact for words in mine for fact in self.context.facts.with_noun(words[-1])):
            is_other = fact.cluster is not whose and fact.words in mine and fact.source == "role"
            if is_other and fact.is_former is (noun == "predecessor"):
                others[id(fact.cluster)] = fact.cluster
        people = [c for c in others.values() if not genders_differ(mention.gender, self.context.state.gender(c))]
        return reference(people[0], "succession") if len(people) == 1 else None

    def _owner(self, i: int) -> Cluster | None:
        """The person to whom the possessive before a relative refers: 'his' in 'his wife'."""
        mentions, mention = self.context.state.findings.mentions, self.context.state.findings.mentions[i]
        owner = next((k for k in range(i - 1, max(-1, i - 3), -1) if mentions[k].span.end <= mention.span.start), None)
        if owner is None or mention.span.start - mentions[owner].span.end > _OWNER_GAP:
            return None
        return self.context.state.linked.get(owner)
