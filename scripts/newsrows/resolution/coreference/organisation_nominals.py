"""Resolves nominals and pronouns that mean organisations: 'the council', 'the company', 'a council spokesman', 'it'."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Final

from newsrows.lexicon import group
from newsrows.records import Mention
from newsrows.resolution.coreference.facts import Words
from newsrows.resolution.coreference.nominal_context import (
    INTRODUCTION_WINDOW,
    SENTENCE_END,
    SPOKESPERSON,
    NominalContext,
    reference,
)
from newsrows.resolution.coreference.phrase_fit import OPEN_NOUNS, Candidate, candidates
from newsrows.resolution.coreference.state import Cluster, Reference
from newsrows.resolution.names.places import nation_of

# Nouns for a company that may be the one that the article is about.
_COMPANY_NOUNS: Final = group("coreference_words", "company_noun")
_UNKNOWN_KIND_NOUNS: Final = group("coreference_words", "unknown_kind_noun")
_COLLECTIVES: Final = group("reference_words", "collective")
# The main company of an article is named in one of its first sentences: the headline, the lead.
_LEAD: Final = 5
_MAIN_REACH: Final = 15
# An article about more companies has no main one.
_MOST_COMPANIES: Final = 20
# So often the main company is mentioned if another one was mentioned last.
_MAIN: Final = 5
# A longer noun phrase for the main company stands at most this many sentences after it.
_RIVALRY: Final = 1
_POSSESSIVE: Final = re.compile(r"['’]s?\b")


@dataclass(frozen=True, eq=False)
class OrganisationNominals:
    """The rules for organisations, in one article."""

    context: NominalContext

    def by_noun(self, i: int, mention: Mention, phrase: Words) -> Reference | None:
        """The organisation that a noun phrase means.

        Args:
            i: the index of the nominal.
            mention: the nominal.
            phrase: its words in lower case, without determiner.
        """
        if phrase[-1] in _COLLECTIVES:
            phrase = phrase[:-1]  # 'district leaders'
        elif SPOKESPERSON.search(phrase[-1]):
            phrase = phrase[:-1]  # 'a council spokesman'
            if not phrase:
                return self._of_unnamed(i)
        fitting = [c for c in candidates(self.context.facts, i, mention, phrase) if c.last >= 0]
        if phrase[-1] in _COMPANY_NOUNS:
            subjects = [c for c in fitting if not self.context.facts.is_employer_only(c.cluster)]
            fitting = subjects or ([] if self.context.facts.companies else fitting)
        if phrase[-1] in OPEN_NOUNS:
            fitting = [replace(c, level=min(c.level, 2)) for c in fitting]
        best = self.context.best(i, mention, phrase, fitting)
        if best is None and not fitting and phrase[-1] in _UNKNOWN_KIND_NOUNS and len(phrase) == 1:
            best = self._of_unknown_kind(i, phrase)
        return self._company(i, mention, phrase, fitting, best) if phrase[-1] in _COMPANY_NOUNS else best

    def _company(
        self, i: int, mention: Mention, phrase: Words, fitting: list[Candidate], best: Reference | None
    ) -> Reference | None:
        """The company that a noun such as 'the company' means, if it is not the one that fits best."""
        if best is None:
            called = [c for c in fitting if c.fact.source == "description" or _is_named(c.cluster, phrase[-1])]
            best = self.context.best(i, mention, phrase, called)
        main = self._main_company(i, mention, phrase)
        if best is None:
            return main
        is_called = phrase[-1] in self.context.facts.words_of(best.cluster)
        # 'the group' may be the 'Drivers Alliance' or the company that employs them
        return None if main is not None and main.cluster is not best.cluster and not is_called else best

    def _main_company(self, i: int, mention: Mention, phrase: Words) -> Reference | None:
        """The company that the article is about: the only one, or the one that it begins with and names most.

        Other companies that the article only gives as somebody's employer do not count.
        """
        mentions = self.context.state.findings.mentions
        companies = self.context.facts.companies
        if len(companies) > _MOST_COMPANIES:
            return None
        counts = {id(c): self._times_mentioned(c, i) for c in companies}
        named = sorted((c for c in companies if counts[id(c)]), key=lambda c: -counts[id(c)])
        if not named or mentions[named[0].members[0]].sentence > _LEAD:
            return None
        main, others = named[0], named[1:]
        last = self.context.state.last_before(main, i)
        if not self._may_mean(i, mention, phrase, last):
            return None
        if not others:
            return reference(main, "only company")
        is_rivalled = any(2 * counts[id(other)] > counts[id(main)] for other in others)
        is_last = all(self.context.state.last_before(other, i) < last for other in others)
        is_main = not is_rivalled and (is_last or counts[id(main)] >= _MAIN)
        return reference(main, "main company") if is_main else None

    def _may_mean(self, i: int, mention: Mention, phrase: Words, last: int) -> bool:
        """Whether a noun for a company can mean the company that was mentioned at `last`."""
        mentions = self.context.state.findings.mentions
        distance = mention.sentence - mentions[last].sentence
        is_described = all(_may_describe(word, mention) for word in phrase[:-1])
        if distance > _MAIN_REACH or not is_described or (len(phrase) > 1 and distance > _RIVALRY):
            return False
        between = self.context.text[mentions[last].span.end : mentions[i].span.start]
        noun = re.escape(phrase[-1])
        is_other = rf"\b(?:a|an|another|two|three|other|rival) (?:[\w-]+ )?{noun}|\b{noun}s\b(?! )|\bof many {noun}s\b"
        return re.search(is_other, between) is None

    def _times_mentioned(self, cluster: Cluster, i: int) -> int:
        """How often an organisation is mentioned before the mention `i`."""
        references = self.context.state.references.get(id(cluster), [])
        return bisect_left(cluster.members, i) + bisect_left(references, i)

    def _of_unknown_kind(self, i: int, phrase: Words) -> Reference | None:
        """'The company' or 'the group' after the only organisation nearby, if nothing shows another kind."""
        mentions = self.context.state.findings.mentions
        near: dict[int, Cluster] = {}
        for k in self.context.nearby(i, 1):
            cluster = self.context.state.linked.get(k)
            if cluster is not None and cluster.type == "organisation" and self.context.facts.is_unknown(cluster):
                near[id(cluster)] = cluster
        if len(near) != 1:
            return None
        (cluster,) = near.values()
        since = self.context.text[
            mentions[self.context.state.last_before(cluster, i)].span.end : mentions[i].span.start
        ]
        is_of_many = re.search(rf"\b(?:{re.escape(phrase[-1])}|{re.escape(phrase[-1])}s)\b", since, re.IGNORECASE)
        return None if is_of_many else reference(cluster, "unknown kind")

    def _of_unnamed(self, i: int) -> Reference | None:
        """The organisation of 'a spokesman': the only one nearby, if nobody else there can have a spokesman."""
        mentions = self.context.state.findings.mentions
        near: dict[int, Cluster] = {}
        begins = False
        people = False
        for k in self.context.nearby(i, 1):
            cluster = self.context.state.linked.get(k)
            if mentions[k].type == "person" or self.context.quotes.around[k] is not None:
                people = people or mentions[k].form != "pronoun"
            elif cluster is not None:
                near[id(cluster)] = cluster
                begins = self.context.begins_sentence(k)
        if len(near) != 1 or (people and not begins):
            return None
        (cluster,) = near.values()
        return reference(cluster, "unnamed spokesperson")

    def of_it(self, i: int, mention: Mention, excluded: set[int]) -> Reference | None:
        """The organisation with which the sentence before begins, or which speaks in it: 'The bank left. It said'."""
        mentions = self.context.state.findings.mentions
        said = [part for quote in self.context.quotes.spoken_by.get(i, ()) for part in quote.parts]
        anchor = min([mention.span.start, *(part.start for part in said)])
        for k in range(i - 1, -1, -1):
            span = mentions[k].span
            if anchor - span.end > INTRODUCTION_WINDOW:
                break
            if span.end > anchor or self.context.quotes.around[k] is not None or not self._is_prominent(k):
                continue
            cluster = self.context.state.linked.get(k)
            is_owner = _POSSESSIVE.match(self.context.text, span.end) is not None
            ends = len(SENTENCE_END.findall(self.context.text[span.end : anchor]))
            # in 'Coast Bank "has failed", it said' somebody else speaks of the bank
            joined = self.context.text[span.end : mention.span.start].rstrip()[-1:].isalnum()
            is_before = ends == 1 or (ends == 0 and anchor == mention.span.start and joined)
            is_subject = cluster is not None and cluster.type == "organisation" and not is_owner and is_before
            is_subject = is_subject and id(cluster) not in excluded
            return reference(cluster, "it") if is_subject and cluster is not None else None
        return None

    def _is_prominent(self, k: int) -> bool:
        """Whether a mention begins its sentence or speaks in it: 'A statement from the Coast Bank said'."""
        return k in self.context.quotes.spoken_by or self.context.begins_sentence(k)


def _is_named(cluster: Cluster, noun: str) -> bool:
    """Whether a name of an organisation has the noun: 'company' in 'Riverton Boat Company'."""
    return any(noun in name for name in cluster.names)


def _may_describe(word: str, mention: Mention) -> bool:
    """Whether a word before the noun can be true of any company: a nationality, or no name."""
    return nation_of(word) is not None or word in mention.span.text
