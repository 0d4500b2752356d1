"""Resolves nominals: 'the minister' by a title, 'the council' by a name, 'his wife' by a description.

Each rule is a kind of evidence with a probability that its links are right (`nominal_evidence.csv`). Where nothing
fits, or two people or organisations fit equally well, the nominal is not resolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from newsrows.lexicon import alternatives, column, group, rows
from newsrows.records import Mention
from newsrows.resolution.coreference.ages import SENTENCE_START, current_topic, referent_by_age, window_before
from newsrows.resolution.coreference.facts import ArticleFacts, Words
from newsrows.resolution.coreference.phrase_fit import (
    FORMER,
    OPEN_NOUNS,
    TITLES_BY_NOUN,
    VAGUE,
    Candidate,
    candidates,
    is_evident,
)
from newsrows.resolution.coreference.speaker_mention import MentionQuotes
from newsrows.resolution.coreference.state import MAX_DISTANCE, Cluster, CoreferenceState, Reference, genders_differ
from newsrows.resolution.names.places import country_of, nation_of

# Positions in a team, and what else players are called. In a match report, any player may be called by these.
_POSITIONS: Final = frozenset(row["title"] for row in rows("role_fields") if row["field"] == "player")
_TEAM_ROLES: Final = group("coreference_words", "team_role")
# How many sentences must begin with the same player for a position to mean that player.
_TOPIC_SENTENCES: Final = 2
_DETERMINERS: Final = group("coreference_words", "determiner")
_INDEFINITE: Final = frozenset({"a", "an"})
_RELATION_NOUNS: Final = column("relation_nouns", "noun")
# Nouns for a company that may be the one that the article is about.
_COMPANY_NOUNS: Final = group("coreference_words", "company_noun")
_UNKNOWN_KIND_NOUNS: Final = group("coreference_words", "unknown_kind_noun")
_SPOKESPERSON: Final = re.compile(rf"(?:{alternatives('coreference_words', 'spokesperson_noun')})$")
_COLLECTIVES: Final = group("reference_words", "collective")
# What follows 'Ann Carter, the minister' if 'the minister' is Ann Carter.
_AFTER_APPOSITION: Final = frozenset({",", ".", ")", ";", ":", "\n", ""})
# How far a link by weak evidence reaches, in sentences.
_REACH: Final = 6
# The main company of an article is named in one of its first sentences: the headline, the lead.
_LEAD: Final = 5
_MAIN_REACH: Final = 15
# An article about more companies has no main one.
_MOST_COMPANIES: Final = 20
# So often the main company is mentioned if another one was mentioned last.
_MAIN: Final = 5
# How many sentences after 'a judge' the judge is named.
_LEAD_REACH: Final = 6
# Two candidates compete if they were last mentioned at most this many sentences apart.
_RIVALRY: Final = 1
# At most this many mentions before a nominal are looked at.
_MAX_SCANNED: Final = 120
# How many characters before a nominal may introduce somebody else with its noun.
_INTRODUCTION_WINDOW: Final = 1500
# So many pronouns in a row are skipped to find the last mention in words.
_MOST_PRONOUNS: Final = 8
# A description begins at most this many characters after its name: ', a retired '.
_APPOSITION_GAP: Final = 30
# 'A teacher', 'another teacher', 'the maths teacher', 'the mayor of Riverton'; the noun is filled in.
_INTRODUCTION: Final = (
    r"\b([Aa]n?|[Aa]nother|[Oo]ne|[Tt]wo|[Tt]hree|[Oo]ther|[Ss]ome|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[A-Z][\w-]+['’]s)"
    r"((?: [\w’'-]+){{0,2}}) (?i:{noun})s?\b(?: of (?:the )?([A-Z]\w+))?"
)
_DEFINITE: Final = frozenset({"the", "his", "her", "their", "its"})
_SUCCESSION: Final = frozenset({"predecessor", "successor"})
_ACCUSED: Final = group("coreference_words", "accused_noun")
# People of whom a case or a match has one: 'the judge' may be named later.
_ONE_OF_AN_EVENT: Final = group("coreference_words", "one_of_an_event")
# How many characters may stand between an owner and a relative: "'s former ".
_OWNER_GAP: Final = 16
_POSSESSIVE: Final = re.compile(r"['’]s?\b")
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’]?\s")
# Words before a mention that begins a sentence: 'But the Coast Bank', "Riverton's mayor".
_OPENING: Final = re.compile(r"(?:\b[Tt]he|\b(?:But|And|However,)(?: the)?|\b[A-Z]\w+(?: [A-Z]\w+)?['’]s?) $")

# The probability that a link is right, by the kind of evidence: the share in annotated texts, with one right and one
# wrong link added to each kind.
_PROBABILITIES: Final = {
    row["evidence"]: (int(row["right"]) + 1) / (int(row["links"]) + 2) for row in rows("nominal_evidence")
}


@dataclass(eq=False)
class NominalResolver:
    """Resolves the nominals of one article, in the order in which its references are resolved.

    Attributes:
        state: the resolution so far.
        quotes: the quotes around mentions and spoken by them.
        text: the article's text.
    """

    state: CoreferenceState
    quotes: MentionQuotes
    text: str

    @cached_property
    def _facts(self) -> ArticleFacts:
        return ArticleFacts(self.state, self.text)

    def referent(self, i: int, mention: Mention, excluded: set[int]) -> Reference | None:
        """The person or organisation that a nominal means, if that is clear.

        Args:
            i: the index of the nominal.
            mention: the nominal; or 'it', if its type is organisation.
            excluded: the `id` of clusters that an age or 'it' cannot mean.
        """
        if mention.form == "pronoun":
            return self._organisation_of_it(i, mention, excluded)
        words = tuple(mention.span.text.lower().split())
        if words[0] in _INDEFINITE and not _SPOKESPERSON.search(words[-1]):
            return self._introduced(i, mention, words[1:])
        phrase = words[1:] if words[0] in _DETERMINERS | _INDEFINITE and len(words) > 1 else words
        is_possessed = mention.type == "person" and words[0] not in _DETERMINERS and phrase[-1] not in _RELATION_NOUNS
        if is_possessed and "old" not in phrase[-1]:
            return self._introduced(i, mention, phrase)  # "Riverton's mayor"
        reference = self._by_apposition(i, mention, phrase[-1])
        if reference is None and mention.type == "organisation":
            reference = self._organisation(i, mention, phrase)
        elif reference is None:
            reference = self._person(i, mention, phrase, excluded)
        return reference

    # People

    def _person(self, i: int, mention: Mention, phrase: Words, excluded: set[int]) -> Reference | None:
        if phrase[-1] in _RELATION_NOUNS:
            if phrase[-1] == "client":
                return self._client(i)
            if phrase[-1] in _SUCCESSION:
                return self._by_succession(i, mention, phrase[-1])
            return self._by_relation(i, mention, phrase[-1])
        by_age = referent_by_age(self.state, i, self.quotes, self.text, excluded)
        if by_age is not None:
            return _reference(by_age, "age")
        return (
            self._by_noun(i, mention, phrase)
            or self._by_nationality(i, mention, phrase)
            or self._by_position(i, mention, phrase)
        )

    def _by_noun(self, i: int, mention: Mention, phrase: Words) -> Reference | None:
        """The person whom a title or a description fits: 'the minister', 'the teacher'."""
        people = [
            candidate
            for candidate in candidates(self._facts, i, mention, phrase)
            if not genders_differ(mention.gender, self.state.gender(candidate.cluster))
        ]
        if len(phrase) == 1 and _SPOKESPERSON.search(phrase[-1]):
            organisation = self._organisation_of_spokesperson(i, people)
            if organisation is not None:
                return organisation
        return self._best(i, mention, phrase, people)

    def _best(self, i: int, mention: Mention, phrase: Words, fitting: list[Candidate]) -> Reference | None:
        """The candidate with the best level, the last one mentioned; None if another is as good and as near."""
        named = [candidate for candidate in fitting if candidate.last >= 0] or fitting
        level = max((candidate.level for candidate in named), default=0)
        best = sorted((c for c in named if c.level == level), key=lambda c: (c.sentence, c.last))
        if not best:
            return None
        winner, is_only = best[-1], len(best) == 1
        if winner.last < 0:
            is_office = level == 3 and is_only and len(phrase) > 1
            is_office = is_office or (level > 1 and is_only and phrase[-1] in _ONE_OF_AN_EVENT)
            return _reference(winner.cluster, "later office") if is_office else None
        has_rival = not is_only and winner.sentence - best[-2].sentence <= (0 if level == 3 else _RIVALRY)
        is_weak = level == 1 or winner.fact.source == "kind"
        is_far = mention.sentence - winner.sentence > (_REACH if is_only else MAX_DISTANCE)
        if has_rival or (level == 1 and not is_only) or (is_weak and is_far):
            return None
        if self._introduces_other(i, winner, phrase if level == 3 else phrase[-1:], is_office=level == 3):
            return None
        if level == 1:
            self._facts.words_of(winner.cluster).update(phrase[:-1])  # the next time they are known
        return _reference(winner.cluster, _evidence(winner, is_only=is_only))

    def _introduces_other(self, i: int, candidate: Candidate, phrase: Words, *, is_office: bool) -> bool:
        """Whether 'a teacher', 'the maths teacher' or 'the mayor of Riverton' comes after the candidate.

        The text between the candidate's last mention and the nominal counts. The sentence of that mention counts too,
        unless the noun describes the mention.

        Args:
            i: the index of the nominal.
            candidate: whom it may mean.
            phrase: the words that introduce somebody else: ('teacher',), ('prime', 'minister').
            is_office: whether only the office of another place counts: "Denmark's prime minister".
        """
        mentions = self.state.findings.mentions
        at, noun = mentions[i].span.start, phrase[-1]
        last = mentions[self._last_in_words(candidate)]
        is_described = (last.span.start, noun) in self._facts.described
        start = last.span.end if is_described or is_office else _sentence_start(self.text, last.span.start)
        between = self.text[max(start, at - _INTRODUCTION_WINDOW) : at]
        titles = TITLES_BY_NOUN.get(phrase, []) if len(phrase) == 1 else []
        nouns = "|".join(re.escape(" ".join(words)) for words in (phrase, *titles))
        for match in re.finditer(_INTRODUCTION.format(noun=f"(?:{nouns})"), between):
            article, modifiers, place = match.groups(default="")
            is_beside = match.start() <= _APPOSITION_GAP and not _SENTENCE_END.search(between, 0, match.start())
            if is_described and is_beside:
                continue  # 'Ann Carter, a teacher' introduces Ann Carter herself
            owner = article[:-2].lower() if article.endswith(("'s", "’s")) else ""
            words = [*modifiers.lower().split(), *place.lower().split(), *owner.split()]
            if FORMER & set(words):
                continue
            if is_office:
                words = [word for word in words if word in {owner, place.lower()} or country_of(word)]
            is_new = article.lower() not in _DEFINITE and not owner and not (is_described and not words)
            is_known = all(word in candidate.fact.words or self._is_known(candidate, word) for word in words)
            if (is_new and not is_office) or not is_known:
                return True
        return False

    def _last_in_words(self, candidate: Candidate) -> int:
        """The index of the candidate's last mention that is not a pronoun, among the last ones."""
        mentions = self.state.findings.mentions
        k = candidate.last
        for _ in range(_MOST_PRONOUNS):
            if k < 0 or mentions[k].form != "pronoun":
                break
            k = self.state.last_before(candidate.cluster, k)
        return k if k >= 0 else candidate.last

    def _is_known(self, candidate: Candidate, word: str) -> bool:
        return word in VAGUE or is_evident(self._facts, candidate.cluster, word)

    def _organisation_of_spokesperson(self, i: int, people: list[Candidate]) -> Reference | None:
        """The organisation whose unnamed spokesperson was mentioned last, if no named one was mentioned after it."""
        found = self._facts.spokesperson_before(i)
        if found is None:
            return None
        at, cluster = found
        mentions = self.state.findings.mentions
        is_far = mentions[i].sentence - mentions[at].sentence > _REACH
        if is_far or any(candidate.last > at for candidate in people):
            return None
        return _reference(cluster, "spokesperson")

    def _by_apposition(self, i: int, mention: Mention, noun: str) -> Reference | None:
        """The one named right before or after: 'Ann Carter, the home secretary', 'his wife, Ann Carter'."""
        mentions = self.state.findings.mentions
        before, after = self.state.linked.get(i - 1), self.state.linked.get(i + 1)
        if before is not None and mentions[i - 1].form == "name" and _is_same_type(before, mention):
            gap = self.text[mentions[i - 1].span.end : mention.span.start]
            # not 'Ann Carter, the minister's wife'
            if gap in {", ", " ("} and self.text[mention.span.end : mention.span.end + 1] in _AFTER_APPOSITION:
                return _reference(before, "apposition")
        if after is not None and mentions[i + 1].form == "name" and _is_same_type(after, mention):
            span = mentions[i + 1].span
            if self.text[mention.span.end : span.start] in {", ", " "} and any(
                d.entity == span and d.noun == noun for d in self.state.findings.descriptions
            ):
                return _reference(after, "apposition")
        return None

    def _owner(self, i: int) -> Cluster | None:
        """The person to whom the possessive before a relative refers: 'his' in 'his wife'."""
        mentions, mention = self.state.findings.mentions, self.state.findings.mentions[i]
        owner = next((k for k in range(i - 1, max(-1, i - 3), -1) if mentions[k].span.end <= mention.span.start), None)
        if owner is None or mention.span.start - mentions[owner].span.end > _OWNER_GAP:
            return None
        return self.state.linked.get(owner)

    def _client(self, i: int) -> Reference | None:
        """'His client': whom the lawyer is said to act for, else the only person who is accused in the article."""
        owner = self._owner(i)
        lawyer = owner if owner is not None and self._facts.is_lawyer(owner) else self._lawyer_before(i)
        if lawyer is None:
            return None
        known = self._facts.client_of(lawyer)
        if known is not None:
            return _reference(known, "client")
        accused = {id(fact.cluster): fact.cluster for noun in _ACCUSED for fact in self._facts.with_noun(noun)}
        accused.pop(id(lawyer), None)
        return _reference(next(iter(accused.values())), "client") if len(accused) == 1 else None

    def _lawyer_before(self, i: int) -> Cluster | None:
        """The person named last before 'his client', if that is a lawyer."""
        mentions = self.state.findings.mentions
        for k in self._nearby(i, 1):
            cluster = self.state.linked.get(k)
            if cluster is not None and cluster.type == "person" and mentions[k].form == "name":
                return cluster if self._facts.is_lawyer(cluster) else None
        return None

    def _by_succession(self, i: int, mention: Mention, noun: str) -> Reference | None:
        """'His predecessor': the only person whose former title is that of the owner; 'his successor' the other way."""
        whose = self._owner(i)
        if whose is None:
            return None
        mine = {fact.words for fact in self._facts.titles_of(whose) if fact.is_former is (noun == "successor")}
        others: dict[int, Cluster] = {}
        for fact in (fact for words in mine for fact in self._facts.with_noun(words[-1])):
            is_other = fact.cluster is not whose and fact.words in mine and fact.source == "role"
            if is_other and fact.is_former is (noun == "predecessor"):
                others[id(fact.cluster)] = fact.cluster
        people = [c for c in others.values() if not genders_differ(mention.gender, self.state.gender(c))]
        return _reference(people[0], "succession") if len(people) == 1 else None

    def _by_relation(self, i: int, mention: Mention, noun: str) -> Reference | None:
        """The relative of the person named right before: 'his wife', "the minister's daughter"."""
        whose = self._owner(i)
        if whose is None:
            return None
        relatives = self._facts.relatives(whose, noun)
        relatives = [c for c in relatives if c is not whose]
        people = [c for c in relatives if not genders_differ(mention.gender, self.state.gender(c))]
        return _reference(people[0], "relation") if len(people) == 1 else None

    def _by_nationality(self, i: int, mention: Mention, phrase: Words) -> Reference | None:
        """The only person described by the nationality or party, if mentioned nearby: 'the Dane'."""
        described = self._facts.described_as(phrase[0]) if len(phrase) == 1 else []
        if len(described) != 1:
            return None
        last = self.state.last_before(described[0], i)
        is_near = last >= 0 and mention.sentence - self.state.findings.mentions[last].sentence <= MAX_DISTANCE
        fits = is_near and not genders_differ(mention.gender, self.state.gender(described[0]))
        return _reference(described[0], "nationality") if fits else None

    def _by_position(self, i: int, mention: Mention, phrase: Words) -> Reference | None:
        """The player with whom all recent sentences begin that begin with a person: 'the winger said'.

        Or the only person in the paragraph before, if the article gives them a place in a team.
        """
        if i not in self.quotes.spoken_by or not phrase or " ".join(phrase) not in _POSITIONS:
            return None
        state, mentions = self.state, self.state.findings.mentions
        first_in_sentence: dict[int, Cluster] = {}
        for k in self._nearby(i, MAX_DISTANCE):
            cluster = state.linked.get(k)
            if cluster is not None and cluster.type == "person":
                first_in_sentence[mentions[k].sentence] = cluster  # backwards, so the first of each sentence remains
        topics = {id(cluster): cluster for cluster in first_in_sentence.values()}
        if len(topics) == 1 and len(first_in_sentence) >= _TOPIC_SENTENCES:
            (topic,) = topics.values()
        else:
            before = [k for k in reversed(list(self._nearby(i, MAX_DISTANCE))) if self.quotes.around[k] is None]
            before = [k for k in before if k in state.linked and state.linked[k].type == "person"]
            only = current_topic(state, i, self.text, before, set())
            if only is None or not only.titles:
                return None
            topic = only
        nouns = {title.lower().split()[-1] for title in topic.titles}
        is_player = nouns <= _POSITIONS | _TEAM_ROLES
        is_topic = is_player and not genders_differ(mention.gender, state.gender(topic))
        return _reference(topic, "position") if is_topic else None

    def _introduced(self, i: int, mention: Mention, phrase: Words) -> Reference | None:
        """The person whom the sentences after 'a judge' name, if the article begins with 'a judge'."""
        mentions = self.state.findings.mentions
        fitting = [c for c in candidates(self._facts, i, mention, phrase) if c.level > 1 or len(phrase) > 1]
        if not fitting:
            return self._introduced_by_topic(i, mention)
        if len(fitting) != 1 or fitting[0].last >= 0:
            return None
        cluster = fitting[0].cluster
        is_near = mentions[cluster.members[0]].sentence - mention.sentence <= _LEAD_REACH
        if not is_near or genders_differ(mention.gender, self.state.gender(cluster)):
            return None
        return _reference(cluster, "introduced")

    def _introduced_by_topic(self, i: int, mention: Mention) -> Reference | None:
        """The person with whose full name the next sentence begins, if this one begins with the nominal.

        In 'A poet won. Ann Carter wept', the poet is Ann Carter. The nominal's sentence names nobody after it, and the
        article does not say that the person is something else.
        """
        mentions = self.state.findings.mentions
        if not self._begins_sentence(i):
            return None
        for k in range(i + 1, min(len(mentions), i + _MAX_SCANNED)):
            cluster = self.state.linked.get(k)
            if mentions[k].type != "person" or mentions[k].form != "name" or cluster is None:
                continue
            is_next = mentions[k].sentence == mention.sentence + 1 and cluster.members[0] == k
            is_new = is_next and len(cluster.name) > 1 and self._begins_sentence(k)
            fits = is_new and not self._facts.has_profession(cluster)
            differ = genders_differ(mention.gender, self.state.gender(cluster))
            return _reference(cluster, "introduced by topic") if fits and not differ else None
        return None

    def _nearby(self, i: int, sentences: int) -> Iterator[int]:
        """The indices of the mentions before `i` in its sentence and in so many before it, backwards."""
        mentions = self.state.findings.mentions
        for k in range(i - 1, max(-1, i - 1 - _MAX_SCANNED), -1):
            if mentions[i].sentence - mentions[k].sentence > sentences:
                return
            yield k

    # Organisations

    def _organisation(self, i: int, mention: Mention, phrase: Words) -> Reference | None:
        if phrase[-1] in _COLLECTIVES:
            phrase = phrase[:-1]  # 'district leaders'
        elif _SPOKESPERSON.search(phrase[-1]):
            phrase = phrase[:-1]  # 'a council spokesman'
            if not phrase:
                return self._organisation_of_unnamed(i)
        fitting = [c for c in candidates(self._facts, i, mention, phrase) if c.last >= 0]
        if phrase[-1] in _COMPANY_NOUNS:
            subjects = [c for c in fitting if not self._facts.is_employer_only(c.cluster)]
            fitting = subjects or ([] if self._facts.companies else fitting)
        if phrase[-1] in OPEN_NOUNS:
            fitting = [replace(c, level=min(c.level, 2)) for c in fitting]
        best = self._best(i, mention, phrase, fitting)
        if best is None and not fitting and phrase[-1] in _UNKNOWN_KIND_NOUNS and len(phrase) == 1:
            best = self._of_unknown_kind(i, phrase)
        return self._company(i, mention, phrase, fitting, best) if phrase[-1] in _COMPANY_NOUNS else best

    def _company(
        self, i: int, mention: Mention, phrase: Words, fitting: list[Candidate], best: Reference | None
    ) -> Reference | None:
        """The company that a noun such as 'the company' means, if it is not the one that fits best."""
        if best is None:
            called = [c for c in fitting if c.fact.source == "description" or _is_named(c.cluster, phrase[-1])]
            best = self._best(i, mention, phrase, called)
        main = self._main_company(i, mention, phrase)
        if best is None:
            return main
        is_called = phrase[-1] in self._facts.words_of(best.cluster)
        # 'the group' may be the 'Drivers Alliance' or the company that employs them
        return None if main is not None and main.cluster is not best.cluster and not is_called else best

    def _main_company(self, i: int, mention: Mention, phrase: Words) -> Reference | None:
        """The company that the article is about: the only one, or the one that it begins with and names most.

        Other companies that the article only gives as somebody's employer do not count.
        """
        mentions = self.state.findings.mentions
        companies = self._facts.companies
        if len(companies) > _MOST_COMPANIES:
            return None
        counts = {id(c): self._times_mentioned(c, i) for c in companies}
        named = sorted((c for c in companies if counts[id(c)]), key=lambda c: -counts[id(c)])
        if not named or mentions[named[0].members[0]].sentence > _LEAD:
            return None
        main, others = named[0], named[1:]
        last = self.state.last_before(main, i)
        if not self._may_mean(i, mention, phrase, last):
            return None
        if not others:
            return _reference(main, "only company")
        is_rivalled = any(2 * counts[id(other)] > counts[id(main)] for other in others)
        is_last = all(self.state.last_before(other, i) < last for other in others)
        is_main = not is_rivalled and (is_last or counts[id(main)] >= _MAIN)
        return _reference(main, "main company") if is_main else None

    def _may_mean(self, i: int, mention: Mention, phrase: Words, last: int) -> bool:
        """Whether a noun for a company can mean the company that was mentioned at `last`."""
        mentions = self.state.findings.mentions
        distance = mention.sentence - mentions[last].sentence
        is_described = all(_may_describe(word, mention) for word in phrase[:-1])
        if distance > _MAIN_REACH or not is_described or (len(phrase) > 1 and distance > _RIVALRY):
            return False
        between = self.text[mentions[last].span.end : mentions[i].span.start]
        noun = re.escape(phrase[-1])
        is_other = rf"\b(?:a|an|another|two|three|other|rival) (?:[\w-]+ )?{noun}|\b{noun}s\b(?! )|\bof many {noun}s\b"
        return re.search(is_other, between) is None

    def _times_mentioned(self, cluster: Cluster, i: int) -> int:
        """How often an organisation is mentioned before the mention `i`."""
        references = self.state.references.get(id(cluster), [])
        return bisect_left(cluster.members, i) + bisect_left(references, i)

    def _of_unknown_kind(self, i: int, phrase: Words) -> Reference | None:
        """'The company' or 'the group' after the only organisation nearby, if nothing shows another kind."""
        mentions = self.state.findings.mentions
        near: dict[int, Cluster] = {}
        for k in self._nearby(i, 1):
            cluster = self.state.linked.get(k)
            if cluster is not None and cluster.type == "organisation" and self._facts.is_unknown(cluster):
                near[id(cluster)] = cluster
        if len(near) != 1:
            return None
        (cluster,) = near.values()
        since = self.text[mentions[self.state.last_before(cluster, i)].span.end : mentions[i].span.start]
        is_of_many = re.search(rf"\b(?:{re.escape(phrase[-1])}|{re.escape(phrase[-1])}s)\b", since, re.IGNORECASE)
        return None if is_of_many else _reference(cluster, "unknown kind")

    def _organisation_of_unnamed(self, i: int) -> Reference | None:
        """The organisation of 'a spokesman': the only one nearby, if nobody else there can have a spokesman."""
        mentions = self.state.findings.mentions
        near: dict[int, Cluster] = {}
        begins = False
        people = False
        for k in self._nearby(i, 1):
            cluster = self.state.linked.get(k)
            if mentions[k].type == "person" or self.quotes.around[k] is not None:
                people = people or mentions[k].form != "pronoun"
            elif cluster is not None:
                near[id(cluster)] = cluster
                begins = self._begins_sentence(k)
        if len(near) != 1 or (people and not begins):
            return None
        (cluster,) = near.values()
        return _reference(cluster, "unnamed spokesperson")

    def _organisation_of_it(self, i: int, mention: Mention, excluded: set[int]) -> Reference | None:
        """The organisation with which the sentence before begins, or which speaks in it: 'The bank left. It said'."""
        mentions = self.state.findings.mentions
        said = [part for quote in self.quotes.spoken_by.get(i, ()) for part in quote.parts]
        anchor = min([mention.span.start, *(part.start for part in said)])
        for k in range(i - 1, -1, -1):
            span = mentions[k].span
            if anchor - span.end > _INTRODUCTION_WINDOW:
                break
            if span.end > anchor or self.quotes.around[k] is not None or not self._is_prominent(k):
                continue
            cluster = self.state.linked.get(k)
            is_owner = _POSSESSIVE.match(self.text, span.end) is not None
            ends = len(_SENTENCE_END.findall(self.text[span.end : anchor]))
            # in 'Coast Bank "has failed", it said' somebody else speaks of the bank
            joined = self.text[span.end : mention.span.start].rstrip()[-1:].isalnum()
            is_before = ends == 1 or (ends == 0 and anchor == mention.span.start and joined)
            is_subject = cluster is not None and cluster.type == "organisation" and not is_owner and is_before
            is_subject = is_subject and id(cluster) not in excluded
            return _reference(cluster, "it") if is_subject and cluster is not None else None
        return None

    def _is_prominent(self, k: int) -> bool:
        """Whether a mention begins its sentence or speaks in it: 'A statement from the Coast Bank said'."""
        return k in self.quotes.spoken_by or self._begins_sentence(k)

    def _begins_sentence(self, k: int) -> bool:
        before = window_before(self.text, self.state.findings.mentions[k].span.start)
        return SENTENCE_START.search(_OPENING.sub("", before)) is not None


def _is_named(cluster: Cluster, noun: str) -> bool:
    """Whether a name of an organisation has the noun: 'company' in 'Riverton Boat Company'."""
    return any(noun in name for name in cluster.names)


def _may_describe(word: str, mention: Mention) -> bool:
    """Whether a word before the noun can be true of any company: a nationality, or no name."""
    return nation_of(word) is not None or word in mention.span.text


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence around the offset begins, by its marks."""
    window = max(0, at - _INTRODUCTION_WINDOW)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, window, at)]
    return max([window, text.rfind("\n", window, at) + 1, *ends[-1:]])


def _reference(cluster: Cluster, evidence: str) -> Reference:
    return Reference(cluster, _PROBABILITIES[evidence], evidence)


def _evidence(candidate: Candidate, *, is_only: bool) -> str:
    """The kind of evidence of a candidate: 'all words', 'name noun; only one' ..."""
    source = "title" if candidate.fact.source in {"role", "honorific", "spouse"} else candidate.fact.source
    if candidate.level == 3:
        return "all words"
    if candidate.level == 1:
        return "unknown words"
    return f"{source} noun; {'only one' if is_only else 'nearest'}"


def _is_same_type(cluster: Cluster, mention: Mention) -> bool:
    """Whether a nominal can refer to a person or organisation; 'council spokesman' may be a person."""
    return cluster.type == mention.type or (
        cluster.type == "person" and _SPOKESPERSON.search(mention.span.text.lower()) is not None
    )
